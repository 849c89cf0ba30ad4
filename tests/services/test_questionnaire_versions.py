"""Answers given in an older version, through a map that was suggested, seen and put right by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assurance_desk.domain.questionnaire import CLOSED, LIVE, Question, QuestionMap, Slot
from assurance_desk.domain.returns import Answer
from assurance_desk.errors import DeskError
from assurance_desk.services import questionnaire_design as design
from assurance_desk.services import questionnaire_versions as versions
from assurance_desk.services import questionnaires, returns_import
from assurance_desk.services.child import Child
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from tests.returns_desk import answers, filled, issue, waiting


@pytest.fixture
def issued(tmp_path: Path) -> Iterator[tuple[Desk, dict[str, Path]]]:
    desk, copies = issue(tmp_path)
    yield desk, copies
    desk.close()


@pytest.fixture
def newer(issued: tuple[Desk, dict[str, Path]]) -> str:
    """1.1: A2 is A9 now; A4 is gone and asked again as A10, in nearly the same words; A5 is a choice."""
    desk, _copies = issued
    made = questionnaires.make_version(desk, "q1", "1.1")
    design.rename_question(desk, made.id, "A2", "A9")
    design.rename_question(desk, made.id, "A6", "A12")
    design.remove_question(desk, made.id, "A4")
    again = Question(
        ref="A4",
        text="How often is the training refreshed?",
        kind="choice",
        choices=("1 year", "2 years", "Never"),
    )
    design.add_copies(desk, made.id, "A", [again])
    design.change_kind(desk, made.id, "A5", "choice")
    return made.id


def told(desk: Desk, questionnaire_id: str) -> dict[str, tuple[str, str]]:
    of = questionnaires.questionnaire(desk, questionnaire_id)
    assert of is not None
    return {
        one.was.ref: (one.to.ref if one.to else "", one.told()) for one in versions.led_from(desk, of, "1.0")
    }


def test_what_became_of_each_question_is_told_and_what_asks_the_same_is_suggested(
    issued: tuple[Desk, dict[str, Path]], newer: str
) -> None:
    desk, _copies = issued
    of = questionnaires.questionnaire(desk, newer)
    assert of is not None
    assert versions.versions_before(desk, of) == ["1.0"]
    found = told(desk, newer)
    assert found["A1"] == ("A1", "")
    assert found["A2"] == ("A9", "another reference")
    assert found["A4"] == ("", "gone: its answers are kept aside")
    assert "another way" in found["A5"][1]
    gone = next(one for one in versions.led_from(desk, of, "1.0") if one.was.ref == "A4")
    assert gone.perhaps is not None
    assert gone.perhaps.ref == "A13"
    assert [one.ref for one in versions.new_in(desk, of, "1.0")] == ["A13"]


def test_a_line_is_put_right_as_one_step_and_two_never_lead_to_one(
    issued: tuple[Desk, dict[str, Path]], newer: str
) -> None:
    desk, _copies = issued
    of = questionnaires.questionnaire(desk, newer)
    assert of is not None
    versions.lead(desk, of, "1.0", "A4", "A13")
    assert told(desk, newer)["A4"][0] == "A13"
    assert desk.undoable().label == "Lead A4 of version 1.0 to A13"  # type: ignore[union-attr]
    with pytest.raises(DeskError, match="A4 of version 1.0 leads to A13 already"):
        versions.lead(desk, of, "1.0", "A1", "A13")
    desk.undo()
    assert told(desk, newer)["A4"][0] == ""
    versions.lead(desk, of, "1.0", "A1", "")
    assert told(desk, newer)["A1"][0] == ""
    closed = questionnaires.set_status(desk, newer, LIVE)
    closed = questionnaires.set_status(desk, newer, CLOSED)
    with pytest.raises(DeskError, match="closed"):
        versions.lead(desk, closed, "1.0", "A1", "A1")


def test_a_line_that_was_never_there_can_be_drawn(issued: tuple[Desk, dict[str, Path]], newer: str) -> None:
    desk, _copies = issued
    of = questionnaires.questionnaire(desk, newer)
    assert of is not None
    [there] = rows.find(desk.db, QuestionMap, to_version="1.1", from_question="A4")
    with desk.step("Lose it"):
        rows.remove(desk.db, there)
    versions.lead(desk, of, "1.0", "A4", "A13")
    assert told(desk, newer)["A4"][0] == "A13"


def test_a_return_of_the_old_version_comes_in_through_the_map_as_it_was_put_right(
    issued: tuple[Desk, dict[str, Path]], newer: str, tmp_path: Path
) -> None:
    desk, copies = issued
    of = questionnaires.questionnaire(desk, newer)
    assert of is not None
    versions.lead(desk, of, "1.0", "A4", "A13")
    versions.lead(desk, of, "1.0", "A3", "")
    questionnaires.set_status(desk, newer, LIVE)
    questionnaires.set_status(desk, "q1", CLOSED)
    back = filled(copies["O05"], tmp_path / "back.xlsx")
    child = Child()
    [came] = returns_import.import_files(desk, [back], take=True, child=child, received_on=date(2019, 3, 14))
    child.close()
    taken = answers(desk, "O05")
    assert taken[Slot("A9")] == "Mostly met"  # A2 of 1.0, under its new reference
    assert taken[Slot("A9", "", "evidence")] == "Policy v3"
    assert taken[Slot("A13")] == "2 years"  # by hand
    assert taken[Slot("A12", "A12.2")] == "Yes"  # a row goes with its question
    assert taken[Slot("D1", "SG1", "employed")] == "40"
    assert not any(slot.question in ("A2", "A3", "A4", "A6") for slot in taken)
    assert came is not None
    how = {one.slot: one.how for one in rows.find(desk.db, Answer)}
    assert "A2 of version 1.0" in how[Slot("A9")]


def test_what_leads_nowhere_is_left_over_with_its_cell_and_not_lost(
    issued: tuple[Desk, dict[str, Path]], newer: str, tmp_path: Path
) -> None:
    desk, copies = issued
    questionnaires.set_status(desk, newer, LIVE)
    back = filled(copies["O05"], tmp_path / "back.xlsx")
    child = Child()
    returns_import.import_files(desk, [back], take=True, child=child, received_on=date(2019, 3, 14))
    child.close()
    [asked] = [one for one in waiting(desk) if one.found == "2 years"]
    assert asked.cell
    assert "asked in version 1.0, not in 1.1" in f"{asked.reason} {asked.expected}"
