"""A questionnaire designed from nothing, issued, filled in and taken in: every type of question there and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from assurance_desk.clock import Clock
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.questionnaire import Column, Slot
from assurance_desk.services import files, issuing, questionnaires, returns_import
from assurance_desk.services import questionnaire_design as design
from assurance_desk.services.child import Child
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from tests.designs import edit_question
from tests.make_sample.fill import fill
from tests.returns_desk import answers


def design_one(desk: Desk) -> str:
    """A section of every type, one question hanging on another, and a table of figures on a sheet of its own."""
    of = design.begin(desk, "Private fostering").id
    edit_question(desk, of, "A1", text="Do you ask who lives in the home?")
    for kind in (
        "choice",
        "several",
        "graded",
        "number",
        "date",
        "month",
        "short_text",
        "long_text",
        "free_table",
    ):
        _made, ref = design.add_question(desk, of, "A", kind)
        edit_question(desk, of, ref, text=f"Asked by {kind}?")
    graded = design.question_of(_there(desk, of), "A4")
    meanings = ("Everywhere", "Mostly", "In places", "Nowhere", "Say why")
    design.change_question(
        desk, of, replace(graded, descriptors=meanings, shown_if="A1", shown_when=("Yes",))
    )
    _made, letter = design.add_section(desk, of, "Staff")
    design.change_kind(desk, of, f"{letter}1", "table")
    columns = (
        Column(key="staff", heading="Staff", kind="number"),
        Column(key="asked", heading="Asked", kind="number", at_most="staff"),
    )
    edit_question(desk, of, f"{letter}1", text="How many?", columns=columns)
    design.move_question(desk, of, "A2", 1)
    return of


def _there(desk: Desk, questionnaire_id: str) -> design.Questionnaire:
    found = questionnaires.questionnaire(desk, questionnaire_id)
    assert found is not None
    return found


def test_what_is_designed_from_nothing_goes_out_and_its_answers_come_home(tmp_path: Path) -> None:
    desk = files.create(tmp_path / "desk.assurance", Clock(date(2019, 4, 24)))
    with desk.step("Set up"):
        rows.put(desk.db, Organisation(id="O05", ref="O05", name="Ludmarsh Homes"))
    of = design_one(desk)
    assert design.problems(_there(desk, of)) == ()
    out = tmp_path / "out"
    out.mkdir()
    [copy] = issuing.issue(desk, "Q1-2019", out)
    given = {
        Slot("A1"): "Yes", Slot("A2"): "Partly", Slot("A3", "A3.1"): "Yes", Slot("A4"): "Mostly met",
        Slot("A4", "", "evidence"): "Policy", Slot("A5"): "12", Slot("A6"): "2019-03-01", Slot("A7"): "2019-02",
        Slot("A8"): "Short", Slot("A9"): "Long words", Slot("A10", "A10.1", "answer"): "First",
        Slot("B1", "B1.1", "staff"): "8", Slot("B1", "B1.1", "asked"): "5",
        Slot("B1", "B1.2", "staff"): "3", Slot("B1", "B1.2", "asked"): "3",
    }  # fmt: skip
    book = load_workbook(copy.path)
    fill(book, _there(desk, of), given)
    back = tmp_path / "back.xlsx"
    book.save(back)
    child = Child()
    returns_import.import_files(desk, [back], take=True, child=child, received_on=date(2019, 4, 24))
    child.close()
    assert answers(desk, "O05") == given
    desk.close()
