"""How last round's answers stand in a copy: in a tint of their own and in italics, until they are confirmed."""

from __future__ import annotations

from typing import Any

from openpyxl.cell import Cell as SheetCell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.worksheet import Worksheet

from assurance_desk.domain.prefill import Recipient
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.sheet_layout import AGREED, CARRIED_COLUMN, Cell, Row, Sheet
from assurance_desk.excel import styles as s
from assurance_desk.excel.cells import address
from assurance_desk.excel.questionnaire_book import Book
from assurance_desk.excel.questionnaire_progress import is_carried


def last_time(book: Book, sheet: Worksheet, row: Row, cell: Cell, alignment: Alignment) -> None:
    """The look of a cell in the copies where it holds last round's answer."""
    slot = Slot(row.question.ref, row.row_ref, cell.key)
    unit = (row.question.ref, "" if row.question.kind == "several" else row.row_ref)

    def look(made: SheetCell) -> None:
        made.fill, made.border, made.protection = s.fill(s.CARRIED), s.BOX, s.OPEN
        made.font, made.alignment = s.font(10, italic=True), alignment

    def holds(to: Recipient) -> bool:
        return unit in to.carried and bool(to.known.get(slot))

    book.styled(sheet, row.number, cell.column, holds, look)


def beside(book: Book, sheet: Worksheet, row: Row, cell: Cell) -> None:
    """The cell that confirms, open only where there is something to confirm; or what the panel agreed."""
    if cell.key == AGREED:
        made = book.own(sheet, row.number, cell.column, lambda to: to.agreed.get(row.question.ref, ""))
        made.font, made.alignment, made.border = s.font(10, italic=True), s.FIELD_TEXT, s.RULE_ABOVE
        return
    made = book.own(sheet, row.number, cell.column, lambda _to: "")
    made.alignment = s.FIELD_TEXT
    if row.kind == "question":
        made.border = s.RULE_ABOVE

    def look(other: SheetCell) -> None:
        other.fill, other.border, other.protection = s.fill(s.FIELD), s.BOX, s.OPEN
        other.font, other.alignment = s.font(10), s.FIELD_TEXT

    book.styled(sheet, row.number, cell.column, lambda to: is_carried(row, to), look)


def flag_carried(sheet: Worksheet, plan: Sheet) -> None:
    """The cell that confirms asks until it is filled; what it confirms then looks like any other answer."""
    for row in plan.rows:
        if not plan.still or row.kind not in ("question", "item", "table"):
            continue
        lines = _confirmed_by(plan, row)
        if not lines:
            continue
        carried, still = f"${letter(CARRIED_COLUMN)}${row.number}", f"${letter(plan.still)}${row.number}"
        here = address(row.number, plan.still)
        _add(sheet, here, f"AND({carried}=1,LEN(TRIM({still}))=0)", s.ASK, None)
        for line in lines:
            cells = [cell.column for cell in line.cells if cell.column < plan.still]
            where = f"{address(line.number, cells[0])}:{address(line.number, cells[-1])}"
            confirmed = f"AND({carried}=1,LEN(TRIM({still}))>0)"
            _add(sheet, where, confirmed, s.FIELD, Font(italic=False))


def _confirmed_by(plan: Sheet, row: Row) -> list[Row]:
    """The rows that a row's cell confirms: itself, or every line of several choices."""
    if not any(cell.column == plan.still for cell in row.cells):
        return []
    if row.kind == "table":
        return [one for one in plan.rows if one.kind == "item" and one.question is row.question]
    return [row]


def _add(sheet: Worksheet, where: str, formula: str, tint: str, font: Font | None) -> None:
    make: Any = FormulaRule
    more: dict[str, Any] = {"font": font} if font else {}
    sheet.conditional_formatting.add(where, make([formula], fill=s.fill(tint), **more))
