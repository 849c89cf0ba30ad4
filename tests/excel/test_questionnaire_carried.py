"""Last round's answers in this round's copy: seen to be last round's, and still to do until they are confirmed."""

import io
from pathlib import Path

import openpyxl
import pytest

from assurance_desk.domain import carried as c
from assurance_desk.domain.codes import make_code
from assurance_desk.domain.prefill import Recipient
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.questionnaire_json import questionnaire_from_json
from assurance_desk.domain.sheet_layout import MARK_COLUMN, read_mark
from assurance_desk.excel.questionnaire import write, write_copies
from assurance_desk.paths import resources
from assurance_desk.progress import Progress
from assurance_desk.services import sample_data

YES, CHANGED = "Yes, still right", "Changed"


@pytest.fixture(scope="module")
def htg():
    return questionnaire_from_json(
        (resources() / "sample" / "htg_2019_v1_0.json").read_text(encoding="utf-8")
    )


@pytest.fixture(scope="module")
def ludmarsh(htg):
    held = {
        slot: c.Last(value, "Partially met" if slot == Slot("B2") else "")
        for slot, value in sample_data.answers_of("O05", htg).items()
        if slot.question != "F2"
    }
    values, agreed, changed = c.carry(htg, htg, held, {one.ref: one.ref for one in htg.questions()})
    assert not changed
    return Recipient(
        "O05",
        "Ludmarsh Homes",
        make_code(5),
        values,
        c.units(htg, values),
        agreed,
        "2017",
        ("still", "agreed"),
    )


@pytest.fixture(scope="module")
def issued(htg, ludmarsh, tmp_path_factory):
    path = tmp_path_factory.mktemp("second") / "second.xlsx"
    write(htg, ludmarsh, path)
    return path


def cells(book):
    found = {}
    for sheet in book.worksheets:
        for row in range(1, sheet.max_row + 1):
            mark = read_mark(str(sheet.cell(row, MARK_COLUMN).value or ""))
            for column, key in (mark.columns if mark else {}).items():
                found[Slot(mark.question, mark.row, key)] = sheet.cell(row, column + 1)
    return found


def confirm(path: Path, answers: dict[Slot, str]) -> Path:
    book = openpyxl.load_workbook(path)
    found = cells(book)
    for slot, value in answers.items():
        found[slot].value = value
    book.save(path.with_name("confirmed.xlsx"))
    return path.with_name("confirmed.xlsx")


def status(book, tab, ref):
    sheet = book[tab]
    column = next(cell.column for row in sheet.iter_rows() for cell in row if cell.value == "Still to do")
    row = next(
        row
        for row in range(1, sheet.max_row + 1)
        if ref in (sheet.cell(row, 1).value, str(sheet.cell(row, 2).value).split(" ")[0])
    )
    return sheet.cell(row, column).value or ""


def test_what_was_carried_is_tinted_and_in_italics_and_has_a_cell_to_confirm_it(issued):
    found = cells(openpyxl.load_workbook(issued))
    carried, fresh = found[Slot("B2")], found[Slot("F2")]
    assert (carried.fill.start_color.rgb[-6:], carried.font.italic) == ("EEE9F6", True)
    assert (fresh.fill.start_color.rgb[-6:], fresh.font.italic) == ("EEF5F8", False)
    assert found[Slot("B2", "", "agreed")].value == "Partially met"
    assert found[Slot("B2", "", "agreed")].protection.locked
    assert not found[Slot("B2", "", "still")].protection.locked
    assert found[Slot("F2", "", "still")].protection.locked, "there is nothing to confirm"
    assert not found[Slot("C4", "", "still")].protection.locked, "several choices are confirmed as one"
    assert Slot("C4", "C4.1", "still") not in found
    assert not found[Slot("D1", "SG5", "still")].protection.locked


def test_the_cover_has_the_key_and_an_ordinary_copy_has_not(htg, issued, ludmarsh, tmp_path):
    words = [cell.value for row in openpyxl.load_workbook(issued)["Cover"].iter_rows() for cell in row]
    assert "Last time (2017)" in words
    plain = Recipient("O06", "Tern Valley", make_code(6))
    write_copies(htg, [(ludmarsh, "a.xlsx"), (plain, "b.xlsx")], tmp_path, Progress())
    words = [
        cell.value
        for sheet in openpyxl.load_workbook(tmp_path / "b.xlsx").worksheets
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert not {"Last time (2017)", "Still right?", "Carried"} & set(words)


def test_what_is_not_confirmed_is_still_to_do(issued):
    book = openpyxl.load_workbook(issued, data_only=True)
    assert book["B Leadership"]["A2"].value == "0 of 6 answered. 6 still to answer."
    assert status(book, "B Leadership", "B2") == "To confirm"
    assert status(book, "C Training", "C4") == "To confirm"
    assert status(book, "D Staff trained", "SG5") == "To confirm"
    assert status(book, "F Confidence", "F2") == "To answer"


@pytest.mark.office
def test_a_confirmed_row_counts_and_what_is_shown_at_first_is_what_a_calculation_gives(
    issued, soffice, tmp_path
):
    shown = openpyxl.load_workbook(issued, data_only=True)
    bare = openpyxl.load_workbook(issued)
    bare.save(tmp_path / "bare.xlsx")
    again = openpyxl.load_workbook(soffice(tmp_path / "bare.xlsx", "xlsx", tmp_path / "p"), data_only=True)
    for sheet in bare.worksheets:
        for line in sheet.iter_rows():
            for cell in line:
                if cell.data_type == "f":
                    values = [book[sheet.title][cell.coordinate].value or "" for book in (again, shown)]
                    assert values[0] == values[1], (sheet.title, cell.coordinate)
    said = {Slot("B2", "", "still"): YES, Slot("C4", "", "still"): CHANGED, Slot("D1", "SG5", "still"): YES}
    after = openpyxl.load_workbook(soffice(confirm(issued, said), "xlsx", tmp_path / "q"), data_only=True)
    assert after["B Leadership"]["A2"].value == "1 of 6 answered. 5 still to answer."
    assert [status(after, "B Leadership", ref) for ref in ("B2", "B3")] == ["", "To confirm"]
    assert status(after, "C Training", "C4") == ""
    assert [status(after, "D Staff trained", ref) for ref in ("D1", "SG5", "SG6")] == [
        "1 of 7 lines",
        "",
        "To confirm",
    ]


def test_the_copy_is_the_same_bytes_twice(htg, issued, ludmarsh, tmp_path):
    write(htg, ludmarsh, tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == issued.read_bytes()
    assert openpyxl.load_workbook(io.BytesIO(issued.read_bytes()))
