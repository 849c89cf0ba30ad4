"""A question asked only sometimes says so, goes quiet and is not counted; a scale's levels are described."""

import io

import openpyxl
import pytest

from assurance_desk.domain.codes import make_code
from assurance_desk.domain.design import check_design
from assurance_desk.domain.prefill import Recipient
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.excel.questionnaire import template, write
from tests.conditional_form import FORM

SERVICE = {Slot("A2"): "Named service", Slot("A4", "A4.2"): "Yes", Slot("B1"): "Partly met"}
WHOLE = {Slot("A2"): "Whole organisation", Slot("A4", "A4.1"): "Yes", Slot("B1"): "Not met"}


@pytest.fixture(scope="module")
def made():
    assert check_design(FORM) == ()
    return template(FORM)


def copy_for(made, known, **how):
    recipient = Recipient("O05", "Ludmarsh Homes", make_code(5), known)
    return openpyxl.load_workbook(io.BytesIO(made.copy(recipient)), data_only=True, **how)


def row_of(sheet, ref):
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == ref)


def to_do(book):
    """What stands under "Still to do" beside each question, and each sheet's own line."""
    found = {}
    for sheet in book.worksheets:
        if sheet.title[1] != " ":
            continue
        found[sheet.title[0]] = sheet["A2"].value
        status = next(cell.column for row in sheet.iter_rows() for cell in row if cell.value == "Still to do")
        for row in range(1, sheet.max_row + 1):
            if sheet.cell(row, 15).value not in (None, "Asked"):
                found[sheet.cell(row, 1).value] = sheet.cell(row, status).value or ""
    return found


def test_the_condition_and_what_each_level_means_stand_under_the_question(made):
    book = openpyxl.load_workbook(
        io.BytesIO(made.copy(Recipient("O05", "Ludmarsh", make_code(5)))), rich_text=True
    )
    a, b = book["A About you"], book["B Practice"]
    asked = str(a.cell(row_of(a, "A3"), 2).value)
    assert asked == "Which service?\nAs your staff call it.\nOnly if A2 is “Named service”"
    graded = str(b.cell(row_of(b, "B1"), 2).value).split("\n")
    assert graded[2:] == [
        "Fully met: every visit, seen in an audit",
        "Partly met: most visits",
        "Not met: seldom or never",
    ]
    table = row_of(b, "B3")
    assert [b.cell(table + place, 2).value for place in (1, 2)] == [
        "Count people.",
        "Only if B1 is “Fully met” or “Partly met”",
    ]


def test_what_is_not_asked_is_not_still_to_do(made):
    service, whole = to_do(copy_for(made, SERVICE)), to_do(copy_for(made, WHOLE))
    assert service["A3"] == "To answer"
    assert whole["A3"] == ""
    assert service["B3"] == "0 of 2 lines"
    assert whole["B3"] == ""
    assert service["A"] == "2 of 4 answered. 2 still to answer."
    assert whole["A"] == "2 of 3 answered. 1 still to answer."
    assert whole["B"] == "All 1 answered."
    nobody_knows = to_do(copy_for(made, {}))
    assert nobody_knows["A3"] == ""
    assert nobody_knows["A"] == "0 of 3 answered. 3 still to answer."


@pytest.mark.office
@pytest.mark.parametrize("known", [SERVICE, WHOLE, {}], ids=["asked", "not asked", "not known"])
def test_what_is_shown_at_first_is_what_a_calculation_gives(made, known, soffice, tmp_path):
    write(FORM, Recipient("O05", "Ludmarsh Homes", make_code(5), known), tmp_path / "issued.xlsx")
    shown = openpyxl.load_workbook(tmp_path / "issued.xlsx", data_only=True)
    bare = openpyxl.load_workbook(tmp_path / "issued.xlsx")
    bare.save(tmp_path / "bare.xlsx")
    again = openpyxl.load_workbook(soffice(tmp_path / "bare.xlsx", "xlsx", tmp_path / "p"), data_only=True)
    assert to_do(again) == to_do(shown)
    assert [cell.value for cell in again["Cover"]["E"]] == [cell.value for cell in shown["Cover"]["E"]]
