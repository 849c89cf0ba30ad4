"""Returns from files to answers: what is taken, what waits, what a decision does, and what is never touched."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.returns import Answer, Query, Return, ReturnFile
from assurance_desk.errors import DeskError
from assurance_desk.progress import Cancelled, Progress
from assurance_desk.services import returns, returns_asked, returns_import, returns_view
from assurance_desk.services.child import Child
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from tests.returns_desk import ANSWERS, answers, filled, issue, waiting

SG1 = Slot("D1", "SG1", "children")


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    made = Child()
    yield made
    made.close()


@pytest.fixture(scope="module")
def issued_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Path]]:
    folder = tmp_path_factory.mktemp("issued")
    desk, copies = issue(folder)
    path = desk.path
    desk.close()
    return path, copies


@pytest.fixture
def desk(issued_once: tuple[Path, dict[str, Path]], tmp_path: Path) -> Iterator[Desk]:
    from assurance_desk.clock import Clock
    from assurance_desk.services import files

    path = Path(shutil.copy(issued_once[0], tmp_path / "desk.assurance"))
    opened = files.open_desk(path, Clock(date(2019, 4, 24)))
    yield opened
    opened.close()


@pytest.fixture
def copies(issued_once: tuple[Path, dict[str, Path]]) -> dict[str, Path]:
    return issued_once[1]


def ret(desk: Desk, ref: str = "O05") -> Return:
    found = rows.one(desk.db, Return, ref=ref)
    assert found
    return found


def bring(desk: Desk, child: Child, *paths: Path, take: bool = True) -> list[returns_import.ImportedFile]:
    return returns_import.import_files(desk, paths, take=take, child=child, received_on=date(2019, 3, 14))


def test_a_filled_return_is_taken_in_whole_as_one_step(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    path = filled(copies["O05"], tmp_path / "back.xlsx")
    [done] = bring(desk, child, path)
    assert done.status == "taken"
    assert answers(desk, "O05") == ANSWERS
    assert (ret(desk).state, ret(desk).received_on) == ("taken in", date(2019, 3, 14))
    assert returns.original(desk, done.record.id) == path.read_bytes()
    undoable = desk.undoable()
    assert undoable
    assert undoable.label == f"Take in {len(ANSWERS)} answers from Ludmarsh Homes"
    desk.undo()
    assert not answers(desk, "O05")
    totals = returns.control_totals(desk, done.record.id)
    assert (totals.found, totals.waiting, totals.lost) == (len(ANSWERS), len(ANSWERS), 0)


def test_the_same_file_twice_changes_nothing(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    path = filled(copies["O05"], tmp_path / "back.xlsx")
    bring(desk, child, path)
    before = len(desk.history())
    [again] = bring(desk, child, path)
    assert again.status == "same"
    assert len(desk.history()) == before
    assert len(rows.find(desk.db, ReturnFile)) == 1


def test_saved_again_without_a_change_there_is_nothing_new(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    path = filled(copies["O05"], tmp_path / "back.xlsx")
    bring(desk, child, path)
    book = openpyxl.load_workbook(path)
    book.properties.title = "saved again"
    book.save(tmp_path / "again.xlsx")
    [again] = bring(desk, child, tmp_path / "again.xlsx")
    assert again.status == "same"
    assert not waiting(desk)


def test_another_version_is_a_difference_to_decide_and_blanks_erase_nothing(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    bring(desk, child, filled(copies["O05"], tmp_path / "first.xlsx"))
    second = filled(copies["O05"], tmp_path / "second.xlsx", {SG1: 15, Slot("A4"): None})
    [done] = bring(desk, child, second)
    assert done.status == "staged"
    [query] = waiting(desk)
    assert (query.kind, query.reading, query.other) == ("difference", "15", "20")
    assert answers(desk, "O05") == ANSWERS
    returns.decide(desk, query.id, "15", "confirmed by telephone")
    assert answers(desk, "O05") == ANSWERS | {SG1: "15"}
    closed = rows.get(desk.db, Query, query.id)
    assert (closed.status, closed.decision, closed.decided_how) == ("closed", "15", "confirmed by telephone")
    assert rows.get(desk.db, ReturnFile, done.record.id).status == "taken"
    desk.undo()
    assert answers(desk, "O05") == ANSWERS
    assert len(waiting(desk)) == 1


def test_two_versions_at_once_take_neither_figure(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    files = [
        filled(copies["O05"], tmp_path / "a.xlsx"),
        filled(copies["O05"], tmp_path / "b.xlsx", {SG1: 15}),
    ]
    done = bring(desk, child, *files)
    assert [one.status for one in done] == ["staged", "staged"]
    assert SG1 not in answers(desk, "O05")
    for one in done:
        totals = returns.control_totals(desk, one.record.id)
        assert totals.found == totals.taken + totals.to_decide + totals.settled + totals.waiting
        assert totals.lost == 0
    [query] = waiting(desk)
    returns.decide(desk, query.id, None)
    assert answers(desk, "O05") == ANSWERS
    assert {one.status for one in rows.find(desk.db, ReturnFile)} == {"taken"}


def test_what_is_no_figure_waits_and_the_rest_is_taken(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    path = filled(copies["O05"], tmp_path / "odd.xlsx", {SG1: "20 (2 part time)", Slot("A2"): "Fully Met "})
    [done] = bring(desk, child, path)
    assert done.status == "staged"
    problem = done.as_json()["problems"][0]
    assert (problem["question"], problem["found"]) == ("D1 SG1", "20 (2 part time)")
    assert problem["cell"]
    assert SG1 not in answers(desk, "O05")
    assert answers(desk, "O05")[Slot("A2")] == "Fully met"
    [query] = waiting(desk)
    with pytest.raises(returns.NotAnAnswerError):
        returns.decide(desk, query.id, "about twenty")
    returns.decide(desk, query.id, "18", "by telephone")
    kept = rows.one(desk.db, Answer, question="D1", row="SG1", column="children")
    assert kept
    assert (kept.value, kept.found, kept.state) == ("18", "20 (2 part time)", "answered")
    assert "by telephone" in kept.how


def test_left_unanswered_what_stood_there_is_kept(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    bring(desk, child, filled(copies["O05"], tmp_path / "odd.xlsx", {SG1: "approx 30"}))
    [query] = waiting(desk)
    returns.decide(desk, query.id, None)
    kept = rows.one(desk.db, Answer, question="D1", row="SG1", column="children")
    assert kept
    assert (kept.value, kept.found, kept.state) == ("", "approx 30", "unreadable")
    with pytest.raises(DeskError):
        returns.decide(desk, query.id, "30")


def test_one_decision_for_all_who_wrote_the_same(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    files = [
        filled(copies[ref], tmp_path / f"{ref}.xlsx", {Slot("A4"): "every so often"})
        for ref in ("O05", "O06")
    ]
    bring(desk, child, *files)
    assert returns.decide_all_same(desk, waiting(desk)[0].id, "Never") == 2
    assert answers(desk, "O05")[Slot("A4")] == answers(desk, "O06")[Slot("A4")] == "Never"
    desk.undo()
    assert len(waiting(desk)) == 2


def test_bad_files_are_refused_by_themselves_and_the_others_go_on(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    folder = tmp_path / "came"
    (folder / "older").mkdir(parents=True)
    filled(copies["O05"], folder / "good.xlsx")
    filled(copies["O06"], folder / "older" / "also good.xlsx")
    (folder / "empty.xlsx").write_bytes(b"")
    (folder / "cut.xlsx").write_bytes((folder / "good.xlsx").read_bytes()[:3000])
    (folder / "letter.pdf").write_bytes(b"%PDF-1.4 /Font")
    (folder / "~$good.xlsx").write_bytes(b"lock")
    (folder / ".DS_Store").write_bytes(b"x")
    book = openpyxl.Workbook()
    book.active["XFD1048576"] = "stray"
    book.save(folder / "far.xlsx")
    book = openpyxl.Workbook()
    book.active["A1"] = "Rent account"
    book.save(folder / "Ludmarsh rents.xlsx")
    done = {one.path.name: one for one in bring(desk, child, folder)}
    assert {name: one.status for name, one in done.items()} == {
        "good.xlsx": "taken", "also good.xlsx": "taken", "empty.xlsx": "refused", "cut.xlsx": "refused",
        "letter.pdf": "refused", "far.xlsx": "refused", "Ludmarsh rents.xlsx": "refused",
    }  # fmt: skip
    for one in done.values():
        assert ("ask the sender" in one.message) == (one.status == "refused")
    assert done["Ludmarsh rents.xlsx"].record.return_id == ret(desk).id, "by the name in its file name"
    assert rows.find(desk.db, ReturnFile, return_id=None)


@pytest.mark.whole
def test_a_reader_that_dies_costs_one_file(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assurance_desk.services import returns_files
    from assurance_desk.services.child import ChildEndedError

    def run(self: Child, task: str, data: bytes, name: str, *rest: object, **more: object) -> object:
        if name == "panics.xlsx":
            raise ChildEndedError("died")
        return real(self, task, data, name, *rest, **more)

    real = Child.run
    monkeypatch.setattr(returns_files.Child, "run", run)
    files = [filled(copies["O05"], tmp_path / "panics.xlsx"), filled(copies["O06"], tmp_path / "fine.xlsx")]
    done = returns_import.import_files(desk, files, take=True)
    assert [one.status for one in done] == ["refused", "taken"]
    assert "ask the sender" in done[0].message


def test_a_dry_run_writes_nothing(desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child) -> None:
    before = len(desk.history())
    path = filled(copies["O05"], tmp_path / "back.xlsx")
    [done] = returns_import.import_files(desk, [path], take=True, dry_run=True, child=child)
    assert done.status == "taken"
    assert len(desk.history()) == before
    assert not rows.find(desk.db, ReturnFile)


def test_cancelling_keeps_nothing(desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        returns.stage(desk, [filled(copies["O05"], tmp_path / "a.xlsx")], child=child, progress=progress)
    assert not rows.find(desk.db, ReturnFile)


def test_answers_keyed_by_hand_are_held_to_the_same_rules(desk: Desk) -> None:
    record = ret(desk)
    with pytest.raises(returns.NotAnAnswerError) as refused:
        returns.enter_answers(
            desk, record.id, {Slot("A5"): "lots", Slot("A4"): "2 years"}, "keyed from a scan"
        )
    assert Slot("A5") in refused.value.problems
    assert not answers(desk, "O05")
    typed = {Slot("A4"): " 2 YEARS", Slot("D1", "SG1", "employed"): "4", SG1: "5"}
    [query] = returns.enter_answers(desk, record.id, typed, "keyed from a scan", date(2019, 3, 15))
    assert (query.kind, query.found) == ("check", "5")
    assert answers(desk, "O05") == {Slot("A4"): "2 years", Slot("D1", "SG1", "employed"): "4"}
    assert ret(desk).received_on == date(2019, 3, 15)
    step = desk.undoable()
    assert step
    assert step.label == "Enter 3 answers by hand for Ludmarsh Homes"


def test_a_letter_is_kept_with_its_return(desk: Desk, child: Child, tmp_path: Path) -> None:
    letter = tmp_path / "Letter of 12 April.pdf"
    letter.write_bytes(b"%PDF-1.4 /Font we would rather not")
    [came] = bring(desk, child, letter)
    assert came.record.return_id is None
    logged = returns.log_letter(desk, ret(desk).id, letter, "They decline sections C to G.")
    assert logged == came.record.id
    kept = rows.get(desk.db, ReturnFile, logged)
    assert (kept.return_id, kept.message) == (ret(desk).id, "They decline sections C to G.")
    assert returns.original(desk, logged) == letter.read_bytes()


def test_a_scan_that_came_in_time_is_not_late_because_it_was_keyed_later(desk: Desk) -> None:
    record = ret(desk)
    returns.log_letter(desk, record.id, b"a scan", "A scan of the form", name="Scan.pdf", on=record.due_on)
    returns.enter_answers(desk, record.id, {Slot("A4"): "2 years"}, "keyed from a scan")
    assert ret(desk).received_on == record.due_on < desk.clock.today()


def test_nothing_is_keyed_from_a_scan_of_a_day_to_come(desk: Desk) -> None:
    """A file's own day may be wrong."""
    record = ret(desk)
    returns.log_letter(desk, record.id, b"a scan", "A scan", name="Scan.pdf", on=date(2031, 1, 1))
    returns.enter_answers(desk, record.id, {Slot("A4"): "2 years"}, "keyed from a scan")
    assert ret(desk).received_on == desk.clock.today()


def test_as_many_are_taken_in_as_the_tray_said_where_a_cell_is_in_doubt_twice(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    """More than are employed, and another figure in the second file: two things to decide, one answer held back."""
    first = filled(copies["O05"], tmp_path / "a.xlsx", {SG1: 45})
    second = filled(copies["O05"], tmp_path / "b.xlsx", {SG1: 30})
    came = bring(desk, child, first, second, take=False)
    asked = returns_asked.questionnaire_shown(desk)
    assert asked
    told = next(line for line in returns_view.tray(desk, asked) if line.ref == "O05")
    assert told.to_decide == 2
    assert told.to_take == returns.take_in(desk, [one.record.id for one in came])


def test_the_page_shows_what_waits_with_its_decisions(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    bring(
        desk,
        child,
        filled(copies["O05"], tmp_path / "odd.xlsx", {SG1: "7 (2 booked)", Slot("A4"): "2/3 yrs"}),
    )
    asked = returns_asked.questionnaire_shown(desk)
    assert asked
    lines = {line.ref: line for line in returns_view.tray(desk, asked)}
    assert lines["O05"].waits == "2 to decide"
    assert lines["O06"].group == "not returned"
    view = returns_view.of_return(desk, ret(desk).id)
    assert view
    words = {review.ref: [option.words for option in review.options] for review in view.reviews}
    assert words["D1"][0] == "Take 7"
    assert words["A4"][:2] == ["Take 2 years", "Take 3 years"]
    assert "7 (2 booked)" in returns_view.question_message(view)
