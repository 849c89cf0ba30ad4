"""Last round's answers in this round's copies: seen, confirmed or changed, and never counted where nobody said so."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assurance_desk.clock import Clock
from assurance_desk.domain.corrections import TELEPHONE, Correction
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.questionnaire import Questionnaire, Section, Slot
from assurance_desk.domain.returns import ANSWERED, UNCONFIRMED, Answer, Query, Return, ReturnFile
from assurance_desk.errors import DeskError
from assurance_desk.services import (
    carried_back,
    carry_forward,
    exports,
    files,
    gaps,
    issuing,
    returns,
    returns_import,
    silences,
)
from assurance_desk.services.corrections import Told
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from tests import six_silences as six
from tests import two_rounds as t
from tests.make_sample.fill import cells

MARCH = "2021-03-04"
MARKS: dict[Slot, object] = {
    Slot("A2", "", "still"): t.YES,
    Slot("A4", "", "still"): t.CHANGED,
    Slot("A4"): "3 years",
    Slot("A5"): 3000,
    Slot("A6", "", "still"): t.YES,
    Slot("D1", "SG1", "still"): t.YES,
    Slot("D1", "SG2", "children"): 11,
}


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Path]]:
    folder = tmp_path_factory.mktemp("rounds")
    desk = t.desk_with_a_round(folder)
    copies = t.issue_second(desk, folder / "second")
    path = desk.path
    desk.close()
    return path, copies


@pytest.fixture
def desk(issued: tuple[Path, dict[str, Path]], tmp_path: Path) -> Iterator[Desk]:
    opened = files.open_desk(
        Path(shutil.copy(issued[0], tmp_path / "desk.assurance")), Clock(t.date(2021, 3, 4))
    )
    yield opened
    opened.close()


@pytest.fixture
def copies(issued: tuple[Path, dict[str, Path]]) -> dict[str, Path]:
    return issued[1]


def take(desk: Desk, *paths: Path) -> None:
    returns_import.import_files(desk, list(paths), take=True)


def open_queries(desk: Desk) -> list[Query]:
    return rows.find(desk.db, Query, status="open")


def test_the_copy_holds_what_they_answered_and_whoever_answered_nothing_gets_an_ordinary_one(
    desk: Desk, copies: dict[str, Path]
) -> None:
    found = cells(load_workbook(copies["O05"]))
    assert found[Slot("A4")].value == "2 years"
    assert found[Slot("D1", "SG3", "employed")].value == 40
    assert Slot("A2", "", "still") in found
    assert Slot("A2", "", "still") not in cells(load_workbook(copies["O06"]))
    assert t.second_return(desk).carried_sha256
    assert not t.second_return(desk, "O06").carried_sha256


def test_left_as_it_was_nothing_is_answered_and_nobody_is_asked_n_times(
    desk: Desk, copies: dict[str, Path]
) -> None:
    (done,) = returns_import.import_files(desk, [copies["O05"]], take=True)
    assert done.message == f"{len(t.ALL)} answers carried forward and not confirmed."
    assert done.status == "staged", "somebody must still be asked, so it is not done with"
    found = t.states(desk)
    assert {slot: value for slot, (value, _state) in found.items()} == t.ALL
    assert {state for _value, state in found.values()} == {UNCONFIRMED}
    assert open_queries(desk) == []
    assert len(carried_back.unconfirmed(desk, t.second_return(desk).id)) == len(t.ALL)


def test_a_return_with_everything_confirmed_is_taken_and_one_left_out_keeps_it_waiting(
    desk: Desk, copies: dict[str, Path], tmp_path: Path
) -> None:
    marks: dict[Slot, object] = {
        slot: t.YES for slot in cells(load_workbook(copies["O05"])) if slot.column == "still"
    }
    (tried,) = returns_import.import_files(desk, [copies["O05"]], dry_run=True)
    assert (tried.status, tried.message) == (
        "staged",
        f"{len(t.ALL)} answers carried forward and not confirmed.",
    )
    whole = t.typed(copies["O05"], tmp_path / "all.xlsx", marks)
    (done,) = returns_import.import_files(desk, [whole], take=True)
    assert (done.status, done.message) == ("taken", "")


def test_confirmed_or_changed_is_answered_and_the_rest_is_not(
    desk: Desk, copies: dict[str, Path], tmp_path: Path
) -> None:
    take(desk, t.typed(copies["O05"], tmp_path / "back.xlsx", MARKS))
    found = t.states(desk)
    assert found[Slot("A2")] == ("Mostly met", ANSWERED)
    assert found[Slot("A2", "", "comment")] == ("Reviewed each May", ANSWERED)
    assert found[Slot("A4")] == ("3 years", ANSWERED)
    assert found[Slot("A5")] == ("3000", ANSWERED), "changed, though it does not say so"
    assert found[Slot("A6", "A6.1")] == found[Slot("A6", "A6.2")] == ("Yes", ANSWERED)
    assert found[Slot("D1", "SG1", "employed")] == ("40", ANSWERED)
    assert found[Slot("D1", "SG2", "children")] == ("11", ANSWERED)
    assert found[Slot("D1", "SG2", "employed")] == ("40", UNCONFIRMED)
    assert found[Slot("A1")] == ("Ludmarsh Homes Limited", UNCONFIRMED)
    assert open_queries(desk) == []


def test_said_to_be_changed_and_still_the_same_is_not_taken_for_an_answer(
    desk: Desk, copies: dict[str, Path], tmp_path: Path
) -> None:
    take(desk, t.typed(copies["O05"], tmp_path / "back.xlsx", {Slot("A4", "", "still"): t.CHANGED}))
    assert t.states(desk)[Slot("A4")] == ("2 years", UNCONFIRMED)


def test_what_they_took_out_is_blank(desk: Desk, copies: dict[str, Path], tmp_path: Path) -> None:
    take(desk, t.typed(copies["O05"], tmp_path / "back.xlsx", {Slot("A4"): None, Slot("A5"): 7}))
    assert Slot("A4") not in t.states(desk)


def test_a_mark_that_cannot_be_read_confirms_nothing_and_is_shown(
    desk: Desk, copies: dict[str, Path], tmp_path: Path
) -> None:
    take(desk, t.typed(copies["O05"], tmp_path / "back.xlsx", {Slot("A4", "", "still"): "ask Jo"}))
    assert t.states(desk)[Slot("A4")] == ("2 years", UNCONFIRMED)
    (query,) = open_queries(desk)
    assert (query.kind, query.found, query.question) == ("unrecognised", "ask Jo", "A4")


def test_every_cell_is_still_accounted_for(desk: Desk, copies: dict[str, Path], tmp_path: Path) -> None:
    read = returns.stage(desk, [t.typed(copies["O05"], tmp_path / "back.xlsx", MARKS)])
    finding = read[0].read.finding
    assert finding is not None
    assert finding.accounted
    assert finding.left_over == ()


def test_a_second_file_confirms_what_the_first_left_standing_and_not_the_other_way_round(
    desk: Desk, copies: dict[str, Path], tmp_path: Path
) -> None:
    take(desk, copies["O05"])
    take(desk, t.typed(copies["O05"], tmp_path / "later.xlsx", MARKS))
    assert t.states(desk)[Slot("A4")] == ("3 years", ANSWERED)
    assert t.states(desk)[Slot("A2")] == ("Mostly met", ANSWERED)
    take(desk, t.typed(copies["O05"], tmp_path / "third.xlsx", {Slot("D1", "SG4", "still"): t.YES}))
    assert t.states(desk)[Slot("A4")] == ("3 years", ANSWERED), "an unconfirmed copy says nothing against it"
    assert t.states(desk)[Slot("D1", "SG4", "visit")][1] == ANSWERED
    assert open_queries(desk) == []


def test_two_partial_copies_dropped_together_combine(
    desk: Desk, copies: dict[str, Path], tmp_path: Path
) -> None:
    one = t.typed(copies["O05"], tmp_path / "one.xlsx", {Slot("A4"): "3 years", Slot("A5"): 1})
    two = t.typed(copies["O05"], tmp_path / "two.xlsx", {Slot("D1", "SG1", "still"): t.YES})
    take(desk, one, two)
    found = t.states(desk)
    assert (found[Slot("A4")], found[Slot("A5")]) == (("3 years", ANSWERED), ("1", ANSWERED))
    assert found[Slot("D1", "SG1", "adults")][1] == ANSWERED
    assert found[Slot("D1", "SG2", "adults")][1] == UNCONFIRMED
    assert open_queries(desk) == []


def test_unconfirmed_is_no_figure_and_no_grade_and_says_so_in_the_export(
    desk: Desk, copies: dict[str, Path], tmp_path: Path
) -> None:
    take(desk, t.typed(copies["O05"], tmp_path / "back.xlsx", {Slot("A4", "", "still"): t.YES}))
    found = gaps.analyse(desk, "q2")
    grades = {row.question.ref: row.grades[0] for row in found.grid.rows}
    assert (grades["A2"].silent, grades["A2"].state) == (True, UNCONFIRMED)
    assert grades["A4"].value == "2 years"
    table = exports.tables(desk, exports.RETURNS, questionnaire="T-2")[-1]
    lines = [dict(zip([head.words for head in table.heads], row, strict=True)) for row in table.rows]
    told = {one["Question"]: one["State"] for one in lines if one["Organisation"] == "Ludmarsh Homes"}
    assert (told["A2"], told["A4"]) == ("unconfirmed", "answered")


def test_confirmed_by_telephone_one_at_a_time_or_all_at_once(desk: Desk, copies: dict[str, Path]) -> None:
    take(desk, copies["O05"])
    record = t.second_return(desk)
    with pytest.raises(DeskError, match="say who"):
        carried_back.confirm(desk, record.id, Told("  ", TELEPHONE))
    told = Told("J. Marsh, training manager", TELEPHONE)
    assert carried_back.confirm(desk, record.id, told, [Slot("A4")]) == 1
    assert t.states(desk)[Slot("A4")] == ("2 years", ANSWERED)
    assert carried_back.confirm(desk, record.id, told) == len(t.ALL) - 1
    assert {state for _value, state in t.states(desk).values()} == {ANSWERED}
    kept = rows.find(desk.db, Correction, return_id=record.id)
    assert len(kept) == len(t.ALL)
    assert (kept[0].who, kept[0].how, kept[0].on) == (
        "J. Marsh, training manager",
        TELEPHONE,
        t.date(2021, 3, 4),
    )
    answer = rows.one(desk.db, Answer, return_id=record.id, question="A4")
    assert answer
    assert answer.how == "still right, said J. Marsh, training manager by telephone, 4 March 2021"
    desk.undo()
    assert len(carried_back.unconfirmed(desk, record.id)) == len(t.ALL) - 1


def test_issued_again_it_is_the_same_copy(desk: Desk, copies: dict[str, Path], tmp_path: Path) -> None:
    issuing.issue(desk, "T-2", tmp_path / "again")
    assert next((tmp_path / "again").glob("*O05*")).read_bytes() == copies["O05"].read_bytes()
    carry_forward.choose(desk, "q2", None)
    issuing.issue(desk, "T-2", tmp_path / "more")
    assert next((tmp_path / "more").glob("*O05*")).read_bytes() == copies["O05"].read_bytes()


def changed_second() -> Questionnaire:
    """A2 reworded, A4 with other choices, one line of D1 renamed."""
    policy, training = t.SECOND.sections
    asked = list(policy.questions)
    asked[1] = replace(asked[1], text="Our policy covers children, adults and domestic abuse.")
    asked[3] = replace(asked[3], choices=("1 year", "2 years", "5 years"))
    lines = training.questions[0].rows
    table = replace(training.questions[0], rows=(replace(lines[0], label="Tenancy officers"), *lines[1:]))
    sections: tuple[Section, ...] = (
        replace(policy, questions=tuple(asked)),
        replace(training, questions=(table,)),
    )
    return replace(t.SECOND, sections=sections)


def test_a_question_that_changed_is_not_carried_and_is_named(tmp_path: Path) -> None:
    second = changed_second()
    desk = t.desk_with_a_round(tmp_path, second)
    look = carry_forward.outlook(desk, second, "q1")
    assert (look.returns, look.changed) == (1, ("A2", "A4", "D1"))
    found = cells(load_workbook(t.issue_second(desk, tmp_path / "second", second)["O05"]))
    assert found[Slot("A5")].value == 3120
    assert [found[slot].value for slot in (Slot("A2"), Slot("A4"), Slot("D1", "SG1", "employed"))] == [
        None
    ] * 3
    assert found[Slot("D1", "SG2", "employed")].value == 40
    desk.close()


def test_only_a_round_issued_before_can_be_chosen(desk: Desk) -> None:
    assert [one.id for one in carry_forward.earlier_rounds(desk, rows.get(desk.db, Questionnaire, "q2"))] == [
        "q1"
    ]
    with pytest.raises(DeskError, match="before this one"):
        carry_forward.choose(desk, "q1", "q2")


def test_who_was_asked_last_round_is_suggested_and_nobody_else(tmp_path: Path) -> None:
    desk = t.desk_with_a_round(tmp_path)
    with desk.step("Add the police"):
        rows.put(desk.db, Organisation(id="POL", ref="POL", name="Merrowshire Constabulary"))
    second = rows.get(desk.db, Questionnaire, "q2")
    assert [one.ref for one in issuing.suggested(desk, second)] == ["O05", "O06", "POL"]
    carrying = carry_forward.choose(desk, "q2", "q1")
    assert [one.ref for one in issuing.suggested(desk, carrying)] == ["O05", "O06"]
    desk.close()


def test_the_marks_are_found_where_their_column_was_moved_to(
    desk: Desk, copies: dict[str, Path], tmp_path: Path
) -> None:
    sent = t.typed(copies["O05"], tmp_path / "back.xlsx", MARKS)
    book = load_workbook(sent)
    for sheet in book.worksheets:
        if sheet.title not in ("Cover", "Lists"):
            sheet.insert_cols(4)  # everything from the comments on stands one to the right
    book.save(sent)
    take(desk, sent)
    record: Return = t.second_return(desk)
    waiting = {one.slot for one in rows.find(desk.db, Query, return_id=record.id, status="open")}
    found = t.states(desk)
    assert found.get(Slot("A2"), ("", ANSWERED))[1] == ANSWERED or Slot("A2") in waiting
    assert found[Slot("A1")][1] == UNCONFIRMED
    assert all(
        state == UNCONFIRMED
        for slot, (_value, state) in found.items()
        if (slot.question, slot.row) == ("D1", "SG3")
    )


def test_what_was_carried_below_an_answer_that_no_longer_asks_for_it_is_not_asked(tmp_path: Path) -> None:
    """Nobody visits homes any more: last round's figures of those who did are nobody's now."""
    desk = files.create(tmp_path / "six.assurance", Clock(t.date(2021, 2, 1)))
    with desk.step("Set up"):
        rows.put_many(desk.db, [six.FIRST, six.SECOND])
        rows.put_many(desk.db, [Organisation(id=ref, ref=ref, name=ref) for ref in ("O01", "O02")])
    issuing.issue(desk, "SIX-1", tmp_path / "first")
    six.take(desk, tmp_path / "first", {"O01": six.FULL, "O02": six.FULL})
    carry_forward.choose(desk, six.SECOND.id, six.FIRST.id)
    issuing.issue(desk, "SIX-2", tmp_path / "second")
    six.take(
        desk,
        tmp_path / "second",
        {"O01": {six.VISITS: "No"}, "O02": {six.VISITS: "No", six.POLICY: "Not met"}},
    )
    held = {ref: six_return(desk, ref) for ref in ("O01", "O02")}
    assert [one.question for one in rows.find(desk.db, Answer, return_id=held["O01"].id)] == ["A1"]
    (query,) = open_queries(desk)
    assert (query.return_id, query.question, query.found) == (held["O02"].id, "B1", "Not met"), (
        "what they typed this time is asked about"
    )
    assert silences.of_questionnaire(desk, six.SECOND)["not asked"] == 3 + 2
    (file,) = rows.find(desk.db, ReturnFile, return_id=held["O01"].id)
    notes = returns.finding_of(desk, file).notes
    assert "3 answers of last time stand there all the same and are left out" in notes
    assert returns.control_totals(desk, file.id).lost == 0
    desk.close()


def six_return(desk: Desk, ref: str) -> Return:
    found = rows.one(desk.db, Return, questionnaire_id=six.SECOND.id, ref=ref)
    assert found
    return found
