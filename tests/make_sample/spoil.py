"""What strangers do to a questionnaire on its way back, one function each (see ``resources/sample/returns.json``)."""

from __future__ import annotations

from copy import copy
from datetime import date, datetime
from pathlib import Path

import msoffcrypto
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.sheet_layout import LABEL_COLUMN, LINE_DONE_COLUMN
from tests.make_sample.fill import cells, lines

WORD_ORDER = ("SG5", "SG1", "SG2", "SG4", "SG6", "SG7", "SG3")
NO_BREAK = "\u00a0"


def merged_with_its_note(book: Workbook) -> None:
    """O01: B4's answer and comment made one cell, both written into it."""
    found = cells(book)
    answer, note = found[Slot("B4")], found[Slot("B4", "", "comment")]
    words = f"{answer.value} - {note.value}"
    note.value = None
    answer.value = words
    sheet = answer.parent
    assert isinstance(sheet, Worksheet)
    sheet.merge_cells(
        start_row=answer.row, end_row=answer.row, start_column=answer.column, end_column=note.column
    )


def dates_in_words(book: Workbook) -> None:
    """O02: dates typed as words; two of them as “March 18”, which may be a day or a year."""
    for cell in cells(book).values():
        if isinstance(cell.value, date):
            cell.value = f"{cell.value.day} {cell.value:%B %Y}"
    found = cells(book)
    found[Slot("B2a")].value = "March 18"
    for row in ("SG3", "SG6", "SG7"):
        latest = found[Slot("D1", row, "latest")]
        latest.value = str(latest.value).split(" ", 1)[1]
    found[Slot("D1", "SG3", "latest")].value = "March 18"


def matrix_from_word(book: Workbook) -> None:
    """O05: the matrix copied out of Word: lines in another order, a line of their own, figures as text."""
    items = {line.row: line for line in lines(book) if line.question == "D1" and line.row}
    sheet = next(iter(items.values())).sheet
    for line in items.values():
        for key, cell in line.cells.items():
            if key != "latest" and cell.value is not None:
                cell.value = f"{cell.value}{NO_BREAK}"
        label = sheet.cell(line.number, LABEL_COLUMN)
        label.value = str(label.value).replace(" ", NO_BREAK, 1)
    items["SG4"].cells["abuse"].value = "7 (2 booked)"
    rows = {
        ref: [cell.value for cell in sheet[line.number][:LINE_DONE_COLUMN]] for ref, line in items.items()
    }
    first = min(line.number for line in items.values())
    gas = first + WORD_ORDER.index("SG4") + 1
    sheet.insert_rows(gas)
    numbers = [n for n in range(first, first + len(rows) + 1) if n != gas]
    for number, ref in zip(numbers, WORD_ORDER, strict=True):
        for column, value in enumerate(rows[ref], 1):
            sheet.cell(number, column).value = value
    for column in range(1, LINE_DONE_COLUMN):
        sheet.cell(gas, column)._style = copy(sheet.cell(gas - 1, column)._style)
    sheet.cell(gas, LABEL_COLUMN).value = "Gas team (in repairs)"
    sheet.cell(gas, LABEL_COLUMN + 1).value = "6"


def hand_typed_choices(book: Workbook) -> None:
    """O05 again: answers typed over the lists."""
    found = cells(book)
    found[Slot("B2")].value = "Mostly met "
    found[Slot("B4")].value = "Not  met"
    found[Slot("C3")].value = "2/3 yrs"


def another_figure(book: Workbook) -> None:
    """O06a's second copy: 35 repairs staff in date, where the first said 31."""
    found = cells(book)
    for key in ("children", "visit_children"):
        found[Slot("D1", "SG5", key)].value = 35


def months_first(book: Workbook) -> None:
    """O07: dates typed as 03/14/2019."""
    for slot, cell in cells(book).items():
        if isinstance(cell.value, datetime | date):
            cell.value = f"{cell.value:%m/%Y}" if slot.column == "latest" else f"{cell.value:%m/%d/%Y}"
            cell.number_format = "@"


def more_than_there_are(book: Workbook) -> None:
    """O08's first copy: 5 of 4 arrears officers in date."""
    cells(book)[Slot("D1", "SG2", "children")].value = 5


def lists_lost(book: Workbook) -> None:
    """O09: no drop-downs any more, and grades typed with a capital and a space."""
    for sheet in book.worksheets:
        sheet.data_validations.dataValidation = []
    for cell in cells(book).values():
        if cell.value == "Fully met":
            cell.value = "Fully Met "


def renamed_and_hidden(book: Workbook) -> None:
    """O10: one sheet renamed, two sections hidden."""
    sections = [sheet for sheet in book.worksheets if sheet.title[1:2] == " "]
    by_letter = {sheet.title[:1]: sheet for sheet in reversed(sections)}
    by_letter["D"].title = "Refuge staff"
    by_letter["C"].sheet_state = "hidden"
    by_letter["E"].sheet_state = "hidden"


def only_sections(book: Workbook, letters: str) -> None:
    """O11: the other sections taken out."""
    for sheet in list(book.worksheets):
        if sheet.title[1:2] == " " and sheet.title[0] not in letters:
            book.remove(sheet)


def protect(plain: Path, target: Path, password: str) -> None:
    with plain.open("rb") as source, target.open("wb") as out:
        msoffcrypto.OfficeFile(source).encrypt(password, out)  # type: ignore[no-untyped-call]
