"""Lists and checks on the cells to fill, and the tints that show what waits: quiet when empty, warm when wrong.

The words for both stand under "Still to do"; no meaning is in colour alone.
"""

from __future__ import annotations

from typing import Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.worksheet import Worksheet

from assurance_desk.domain.questions import NOT_APPLICABLE, CellRule
from assurance_desk.domain.sheet_layout import (
    BESIDE,
    CARRIED_COLUMN,
    DONE_COLUMN,
    FIRST_CELL,
    LINE_DONE_COLUMN,
    SHOWN_COLUMN,
    Row,
    Sheet,
)
from assurance_desk.excel import styles as s
from assurance_desk.excel.cells import address
from assurance_desk.excel.questionnaire_carried import flag_carried
from assurance_desk.excel.questionnaire_progress import CHECK, SAY_WHY, any_line_will_do, lines_of
from assurance_desk.excel.questionnaire_rules import validation


def validate(sheet: Worksheet, plan: Sheet, lists: dict[tuple[str, ...], str]) -> None:
    cells: dict[CellRule, list[str]] = {}
    for row in plan.rows:
        for cell in row.cells:
            cells.setdefault(cell.rule, []).append(address(row.number, cell.column))
    for rule, places in cells.items():
        # a formula is written for one address, so each such cell has a check of its own
        for group in [[place] for place in places] if rule.kind == "whole_or" else [places]:
            made = validation(rule, lists, group[0])
            if made is None:
                continue
            for place in group:
                made.add(place)
            sheet.add_data_validation(made)


def flag(sheet: Worksheet, plan: Sheet) -> None:
    _not_asked(sheet, plan)
    flag_carried(sheet, plan)
    for row in plan.rows:
        if not row.question.required:
            if row.kind == "table":
                _over(sheet, plan, row)
        elif row.kind == "question":
            _question(sheet, row)
        elif row.kind == "table":
            _over(sheet, plan, row)
            _table(sheet, plan, row)
    if plan.rows:
        first, last = (address(plan.rows[end].number, plan.status) for end in (0, -1))
        wrong = f'OR({first}="{SAY_WHY}",LEFT({first},{len(CHECK)})="{CHECK}")'
        _add(sheet, f"{first}:{last}", wrong, wrong=True)


def _not_asked(sheet: Worksheet, plan: Sheet) -> None:
    """Greyed while its condition is not met. First of all, so that nothing below tints it."""
    make: Any = FormulaRule
    quiet = Font(color=s.MUTED)
    for row in plan.rows:
        if row.kind not in ("question", "table") or row.question.ref not in plan.conditions:
            continue
        off = f"${letter(SHOWN_COLUMN)}${row.number}=0"
        last = row.span[1] if row.kind == "table" else row.number
        words = f"{address(row.number, 1)}:{address(last, 2)}"
        sheet.conditional_formatting.add(words, make([off], font=quiet))
        for one in plan.rows:
            if one.cells and row.number <= one.number <= last:
                cells = (
                    f"{address(one.number, one.cells[0].column)}:{address(one.number, one.cells[-1].column)}"
                )
                greyed = make([off], fill=s.fill(s.HEAD), font=quiet, stopIfTrue=True)
                sheet.conditional_formatting.add(cells, greyed)


def _add(sheet: Worksheet, where: str, formula: str, *, wrong: bool = False) -> None:
    tint: dict[str, Any] = {"fill": s.fill(s.ASK)}
    if wrong:
        tint = {"fill": s.fill(s.WARN), "font": Font(color=s.WARN_INK, bold=True)}
    make: Any = FormulaRule
    sheet.conditional_formatting.add(where, make([formula], **tint))


def _question(sheet: Worksheet, row: Row) -> None:
    answer = address(row.number, FIRST_CELL)
    _add(sheet, answer, f"AND(${letter(DONE_COLUMN)}{row.number}=0,LEN(TRIM({answer}))=0)")
    comment = next((cell for cell in row.cells if cell.key == "comment"), None)
    if comment and NOT_APPLICABLE in row.cells[0].rule.choices:
        beside = address(row.number, comment.column)
        _add(
            sheet,
            f"{answer}:{beside}",
            f'AND(${answer}="{NOT_APPLICABLE}",LEN(TRIM(${beside}))=0)',
            wrong=True,
        )


def _table(sheet: Worksheet, plan: Sheet, row: Row) -> None:
    first, last = row.span
    lines = lines_of(plan, row)
    columns = [cell for cell in lines[0].cells if cell.key not in ("comment", *BESIDE)]
    if any_line_will_do(row):
        where = f"{address(first, columns[0].column)}:{address(last, columns[-1].column)}"
        waits = f"${letter(DONE_COLUMN)}${row.number}=0"
        if plan.still:  # what is there and only waits to be confirmed is no gap
            waits = (
                f"AND({waits},SUM(${letter(CARRIED_COLUMN)}${row.number}:${letter(CARRIED_COLUMN)}${last})=0)"
            )
        _add(sheet, where, waits)
        return
    need = [cell for cell in columns if cell.required] or columns
    corner = address(first, need[0].column)
    where = f"{corner}:{address(last, need[-1].column)}"
    waits = f"${letter(LINE_DONE_COLUMN)}{first}=0,LEN(TRIM({corner}))=0"
    if plan.still:
        waits += f",NOT(AND(${letter(CARRIED_COLUMN)}{first}=1,LEN(TRIM(${letter(plan.still)}{first}))=0))"
    _add(sheet, where, f"AND({waits})")


def _over(sheet: Worksheet, plan: Sheet, row: Row) -> None:
    first, last = row.span
    for cell in lines_of(plan, row)[0].cells:
        if cell.at_most:
            part, whole = address(first, cell.column), f"${letter(cell.at_most)}{first}"
            where = f"{part}:{address(last, cell.column)}"
            _add(sheet, where, f"AND(ISNUMBER({part}),ISNUMBER({whole}),{part}>{whole})", wrong=True)
