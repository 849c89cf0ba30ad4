"""A filled questionnaire re-saved by LibreOffice as xlsx, ods and xls keeps every answer and every aid."""

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from assurance_desk.domain.codes import make_code
from assurance_desk.domain.prefill import Recipient
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.questionnaire_json import questionnaire_from_json
from assurance_desk.domain.questions import read_cell, slots_of
from assurance_desk.domain.sheet_layout import read_mark
from assurance_desk.excel.questionnaire import write
from assurance_desk.paths import resources

pytestmark = pytest.mark.office

KINDS = ("xlsx", "ods", "xls")
TYPED = {
    "text": "- see note 001",
    "whole": "12",
    "whole_or": "not known",
    "date": "2018-05-14",
    "month": "2018-11",
}


@pytest.fixture(scope="module")
def htg():
    return questionnaire_from_json(
        (resources() / "sample" / "htg_2019_v1_0.json").read_text(encoding="utf-8")
    )


def every_answer(questionnaire):
    """Something in every cell there is."""
    rules = [pair for one in questionnaire.questions() for pair in slots_of(one)]
    words = {slot: rule.choices[0] if rule.kind == "choice" else TYPED[rule.kind] for slot, rule in rules}
    return {
        slot: words[slot].replace("not known", rule.word) if rule.word else words[slot]
        for slot, rule in rules
    }


@pytest.fixture(scope="module", params=KINDS)
def resaved(request, htg, soffice, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    filled = folder / "filled.xlsx"
    write(htg, Recipient("O05", "Ludmarsh Homes & Co", make_code(5), every_answer(htg)), filled)
    back = soffice(filled, request.param, folder / "back")
    again = back if request.param == "xlsx" else soffice(back, "xlsx", folder / "again")
    return request.param, back, openpyxl.load_workbook(filled), openpyxl.load_workbook(again)


def test_every_answer_comes_back(resaved, htg):
    _kind, back, _before, _after = resaved
    rules = {slot: rule for one in htg.questions() for slot, rule in slots_of(one)}
    found = {}
    book = CalamineWorkbook.from_path(str(back))
    for name in book.sheet_names:
        for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False):
            for mark in filter(None, (read_mark(value) for value in row if isinstance(value, str))):
                for column, key in mark.columns.items():
                    slot = Slot(mark.question, mark.row, key)
                    found[slot] = read_cell(rules[slot], row[column]).value
    assert found == every_answer(htg)


def aids(book):
    """What helps to fill in, by sheet."""
    found = {}
    for sheet in book.worksheets:
        ranges = [area for rule in sheet.data_validations.dataValidation for area in rule.sqref.ranges]
        found[sheet.title] = {
            "checked": {place for area in ranges for line in area.cells for place in [line]},
            "flagged": {
                place
                for area in sheet.conditional_formatting
                for part in area.sqref.ranges
                for place in part.cells
            },
            "locked": sheet.protection.sheet,
            "open": sum(not cell.protection.locked for line in sheet.iter_rows(max_col=12) for cell in line),
            "formulas": sum(cell.data_type == "f" for line in sheet.iter_rows() for cell in line),
            "hidden": bool(sheet.column_dimensions["N"].hidden),
            "titles": bool(sheet.print_title_rows),
            "state": sheet.sheet_state,
        }
    return found


def test_every_list_check_tint_and_lock_comes_back(resaved):
    _kind, _back, before, after = resaved
    assert aids(after) == aids(before)


def test_names_and_explanations_come_back(resaved):
    kind, _back, before, after = resaved
    kept = {name for name in after.defined_names if name.startswith(("q_", "TitleRegion"))}
    named = set(before.defined_names)
    assert kept == (
        {name.replace(".", "_") for name in named} if kind == "xls" else named
    )  # xls knows no dots
    told = [
        {
            (rule.prompt, rule.error)
            for sheet in book.worksheets
            for rule in sheet.data_validations.dataValidation
        }
        for book in (before, after)
    ]
    assert told[0] == told[1]
    tints = [
        sum(len(area.rules) for sheet in book.worksheets for area in sheet.conditional_formatting)
        for book in (before, after)
    ]
    assert (
        tints[0] == tints[1] or kind == "ods"
    )  # ods joins equal ones; the cells they stand on are compared above


def test_shown_progress_is_what_a_calculation_gives(htg, soffice, tmp_path):
    known = every_answer(htg)
    some = {
        slot: value
        for slot, value in known.items()
        if slot.question in ("A1", "B2", "C4", "D1", "E2", "G2") and slot.row not in ("SG5", "E2.2")
    }
    some |= {
        Slot("D1", "SG2", "employed"): "3",
        Slot("B4"): "Not applicable",
        Slot("F3"): "Not applicable",
        Slot("F3", "", "comment"): "None",
    }
    to = Recipient("O05", "Ludmarsh Homes", make_code(5), some)
    write(htg, to, tmp_path / "some.xlsx")
    ours = openpyxl.load_workbook(tmp_path / "some.xlsx", data_only=True)
    formulas = openpyxl.load_workbook(tmp_path / "some.xlsx")
    formulas.save(tmp_path / "bare.xlsx")  # without shown values, so that LibreOffice must calculate
    again = openpyxl.load_workbook(soffice(tmp_path / "bare.xlsx", "xlsx", tmp_path / "p"), data_only=True)
    compared = 0
    for sheet in formulas.worksheets:
        for line in sheet.iter_rows():
            for cell in line:
                if cell.data_type == "f":
                    compared += 1
                    assert (again[sheet.title][cell.coordinate].value or "") == (
                        ours[sheet.title][cell.coordinate].value or ""
                    ), (sheet.title, cell.coordinate)
    assert compared > 150
