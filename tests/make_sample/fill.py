"""Types answers into an issued questionnaire, as a respondent would, through the marks its rows carry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from assurance_desk.domain.questionnaire import Questionnaire, Slot
from assurance_desk.domain.questions import CellRule, slots_of
from assurance_desk.domain.sheet_layout import MARK_COLUMN, read_mark


@dataclass(frozen=True)
class Line:
    """One marked row of a sheet: the cells to fill by what they hold."""

    sheet: Worksheet
    number: int
    question: str
    row: str
    cells: dict[str, Cell]


def lines(book: Workbook) -> Iterator[Line]:
    for sheet in book.worksheets:
        for number in range(1, sheet.max_row + 1):
            found = read_mark(str(sheet.cell(number, MARK_COLUMN).value or ""))
            if found:
                cells = {key: sheet.cell(number, column + 1) for column, key in found.columns.items()}
                yield Line(sheet, number, found.question, found.row, cells)


def cells(book: Workbook) -> dict[Slot, Cell]:
    return {
        Slot(line.question, line.row, key): cell for line in lines(book) for key, cell in line.cells.items()
    }


def fill(book: Workbook, questionnaire: Questionnaire, answers: dict[Slot, str]) -> None:
    """Every answer into its cell, numbers and dates as Excel would hold them; cells we pre-filled are typed over."""
    rules = {slot: rule for question in questionnaire.questions() for slot, rule in slots_of(question)}
    found = cells(book)
    for slot, cell in found.items():
        if cell.value is not None and slot not in answers:
            cell.value = None
    for slot, value in answers.items():
        cell = found[slot]
        cell.value = typed(rules[slot], value)
        if isinstance(cell.value, str):
            cell.data_type = "s"  # "- none yet" and "= more" are words
        elif isinstance(cell.value, date):
            cell.number_format = "mm/yyyy" if rules[slot].kind == "month" else "dd/mm/yyyy"


def typed(rule: CellRule, value: str) -> str | int | date:
    if rule.kind in ("whole", "whole_or") and value.isdigit():
        return int(value)
    if rule.kind == "date":
        return date.fromisoformat(value)
    if rule.kind == "month":
        return date.fromisoformat(f"{value}-01")
    return value
