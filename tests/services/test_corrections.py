"""An answer put right later: who said so, when and how, and what it was stays beside it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.corrections import MAIL, TELEPHONE
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.returns import Answer, Query, Return
from assurance_desk.errors import DeskError
from assurance_desk.services import corrections, files, moderation, returns, returns_import, returns_view
from assurance_desk.services.child import Child
from assurance_desk.services.corrections import Told
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_answers import NotAnAnswerError
from assurance_desk.store import rows
from tests.returns_desk import answers, filled, issue, waiting

SG1 = Slot("D1", "SG1", "children")
EMPLOYED = Slot("D1", "SG1", "employed")
BY_PHONE = Told("J. Marsh, training manager", TELEPHONE, reason="last year’s figure")


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    made = Child()
    yield made
    made.close()


@pytest.fixture(scope="module")
def issued_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Path]]:
    desk, copies = issue(tmp_path_factory.mktemp("issued"))
    path = desk.path
    desk.close()
    return path, copies


@pytest.fixture
def desk(issued_once: tuple[Path, dict[str, Path]], tmp_path: Path) -> Iterator[Desk]:
    path = Path(shutil.copy(issued_once[0], tmp_path / "desk.assurance"))
    opened = files.open_desk(path, Clock(date(2019, 4, 24)))
    yield opened
    opened.close()


@pytest.fixture
def copies(issued_once: tuple[Path, dict[str, Path]]) -> dict[str, Path]:
    return issued_once[1]


def taken(desk: Desk, child: Child, path: Path) -> str:
    returns_import.import_files(desk, [path], take=True, child=child, received_on=date(2019, 3, 14))
    found = rows.one(desk.db, Return, ref="O05")
    assert found
    return found.id


def held(desk: Desk, return_id: str, slot: Slot) -> Answer:
    return next(one for one in rows.find(desk.db, Answer, return_id=return_id) if one.slot == slot)


def test_a_correction_by_telephone_is_one_step_and_keeps_what_it_was(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    whose = taken(desk, child, filled(copies["O05"], tmp_path / "a.xlsx"))
    before = held(desk, whose, SG1)
    corrections.correct(desk, whose, SG1, "18", BY_PHONE)
    after = held(desk, whose, SG1)
    assert (after.value, after.found, after.source, after.id) == (
        "18",
        before.found,
        before.source,
        before.id,
    )
    assert after.how == "corrected 24 April 2019, by telephone"
    view = returns_view.of_return(desk, whose)
    assert view
    [line] = [one for one in view.answers if one.before]
    assert line.before == (
        "20 until 24 April 2019 (J. Marsh, training manager, by telephone: last year’s figure)"
    )
    undoable = desk.undoable()
    assert undoable
    assert undoable.label == "Correct D1 SG1 of Ludmarsh Homes: 18"
    desk.undo()
    assert held(desk, whose, SG1) == before
    assert not corrections.of_return(desk, whose)


def test_corrected_twice_both_earlier_values_stay_readable(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    whose = taken(desk, child, filled(copies["O05"], tmp_path / "a.xlsx"))
    corrections.correct(desk, whose, SG1, "18", BY_PHONE)
    corrections.correct(desk, whose, SG1, "19", Told("A. Lee", MAIL, date(2019, 4, 20)))
    told = corrections.before_words(corrections.of_return(desk, whose)[SG1])
    assert told == (
        "18 until 20 April 2019 (A. Lee, by e-mail); "
        "20 until 24 April 2019 (J. Marsh, training manager, by telephone: last year’s figure)"
    )


def test_what_was_left_blank_can_be_given_and_an_answer_taken_out(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    whose = taken(desk, child, filled(copies["O05"], tmp_path / "a.xlsx", {Slot("A4"): None}))
    assert Slot("A4") not in answers(desk, "O05")
    corrections.correct(desk, whose, Slot("A4"), "2 years", BY_PHONE)
    assert answers(desk, "O05")[Slot("A4")] == "2 years"
    corrections.correct(desk, whose, Slot("A4"), "", BY_PHONE)
    assert Slot("A4") not in answers(desk, "O05")
    assert [(one.before, one.after) for one in corrections.of_return(desk, whose)[Slot("A4")]] == [
        ("", "2 years"), ("2 years", ""),
    ]  # fmt: skip


def test_it_takes_an_answer_a_name_and_a_day_that_has_come(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    path = filled(copies["O05"], tmp_path / "a.xlsx")
    record = rows.one(desk.db, Return, ref="O05")
    assert record
    with pytest.raises(corrections.NotTakenInYetError, match="Nothing of Ludmarsh Homes is taken in yet"):
        corrections.correct(desk, record.id, SG1, "18", BY_PHONE)
    whose = taken(desk, child, path)
    with pytest.raises(NotAnAnswerError, match="whole number"):
        corrections.correct(desk, whose, SG1, "eighteen or so", BY_PHONE)
    with pytest.raises(corrections.WhoSaidItError):
        corrections.correct(desk, whose, SG1, "18", Told(" ", TELEPHONE))
    with pytest.raises(corrections.LaterThanTodayError, match="1 May 2019 is still to come"):
        corrections.correct(desk, whose, SG1, "18", Told("A. Lee", TELEPHONE, date(2019, 5, 1)))
    with pytest.raises(corrections.TheSameError):
        corrections.correct(desk, whose, SG1, "20", BY_PHONE)
    assert not corrections.of_return(desk, whose)


def test_a_correction_settles_the_doubt_about_its_cell(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    whose = taken(desk, child, filled(copies["O05"], tmp_path / "a.xlsx", {SG1: "approx 30"}))
    [query] = waiting(desk)
    corrections.correct(desk, whose, SG1, "30", BY_PHONE)
    closed = rows.get(desk.db, Query, query.id)
    assert (closed.status, closed.decision) == ("closed", "30")
    assert closed.decided_how == "corrected by J. Marsh, training manager, by telephone"
    assert not waiting(desk)


def test_putting_the_headcount_right_settles_the_doubt_about_those_trained(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    whose = taken(desk, child, filled(copies["O05"], tmp_path / "a.xlsx", {SG1: 45}))
    [query] = waiting(desk)
    assert query.reason == "45 is more than the 40 under “Employed or contracted”"
    assert SG1 not in answers(desk, "O05")
    corrections.correct(desk, whose, EMPLOYED, "50", BY_PHONE)
    assert answers(desk, "O05")[SG1] == "45", "what they wrote stands"
    assert not waiting(desk)


def test_a_correction_that_contradicts_another_answer_is_kept_and_asked_about(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    whose = taken(desk, child, filled(copies["O05"], tmp_path / "a.xlsx"))
    corrections.correct(desk, whose, SG1, "41", BY_PHONE)
    assert answers(desk, "O05")[SG1] == "41"
    [query] = waiting(desk)
    assert (query.slot, query.kind, query.reading) == (SG1, "check", "41")
    returns.decide(desk, query.id, "41", "they counted volunteers")
    assert not waiting(desk)


def test_the_same_file_brought_in_again_does_not_ask_about_what_was_corrected(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    whose = taken(desk, child, filled(copies["O05"], tmp_path / "a.xlsx"))
    corrections.correct(desk, whose, SG1, "18", BY_PHONE)
    again = filled(copies["O05"], tmp_path / "again.xlsx", {Slot("A2", "", "plan"): "More"})
    returns_import.import_files(desk, [again], take=True, child=child)
    assert not waiting(desk)
    assert answers(desk, "O05")[SG1] == "18"


def test_what_the_panel_agreed_is_never_taken_out_with_the_answer(
    desk: Desk, copies: dict[str, Path], tmp_path: Path, child: Child
) -> None:
    whose = taken(desk, child, filled(copies["O05"], tmp_path / "a.xlsx"))
    moderation.agree(desk, held(desk, whose, Slot("A2")), "Partially met", reason="no review since 2016")
    with pytest.raises(DeskError, match="The panel agreed “Partially met”"):
        corrections.correct(desk, whose, Slot("A2"), "", BY_PHONE)
    corrections.correct(desk, whose, Slot("A2"), "Not met", BY_PHONE)
    assert (held(desk, whose, Slot("A2")).value, held(desk, whose, Slot("A2")).agreed) == (
        "Not met", "Partially met",
    )  # fmt: skip
