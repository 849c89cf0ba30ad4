"""What is still to do: each formula of a sheet, and beside it the value it has as issued.

Formulas look cells up by ``INDEX(column, ROW())``: cutting and pasting an answer then cannot turn a reference into
#REF!. What they count: an optional question not at all; a comment alone as an answer ("blank only if unknown, with
the reason"); Not applicable only with its comment; each line of a figures table for itself, every other table as
one question; a first column of 0 finishes such a line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl.utils import get_column_letter as letter

from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.questions import NOT_APPLICABLE
from assurance_desk.domain.sheet_layout import (
    ASKED_COLUMN,
    DONE_COLUMN,
    FIRST_CELL,
    LINE_DONE_COLUMN,
    Row,
    Sheet,
)

Known = Mapping[Slot, str]
TO_ANSWER, SAY_WHY, CHECK = "To answer", "Say why", "Check"


@dataclass(frozen=True, slots=True)
class Live:
    """A formula, and what it shows until something calculates it."""

    formula: str
    shown: str | int


def here(column: int) -> str:
    return f"INDEX(${letter(column)}:${letter(column)},ROW())"


def filled(column: int) -> str:
    return f"IFERROR(LEN(TRIM({here(column)}))>0,TRUE)"


def counted_by_line(row: Row) -> bool:
    return row.question.kind == "table" and sum(column.required for column in row.question.columns) > 1


def any_line_will_do(row: Row) -> bool:
    return row.question.kind in ("several", "free_table")


def _comment_column(row: Row) -> int:
    return next((cell.column for cell in row.cells if cell.key == "comment"), 0)


def _said(row: Row) -> str:
    column = _comment_column(row)
    return filled(column) if column else "FALSE"


def _has(row: Row, key: str, known: Known) -> bool:
    return bool(known.get(Slot(row.question.ref, row.row_ref, key)))


def lines_of(sheet: Sheet, table: Row) -> list[Row]:
    first, last = table.span
    return [row for row in sheet.rows if row.kind == "item" and first <= row.number <= last]


def asked(row: Row) -> int:
    """How many things to answer the row stands for."""
    if row.kind not in ("question", "table") or not row.question.required:
        return 0
    return row.span[1] - row.span[0] + 1 if counted_by_line(row) else 1


def line_done(row: Row, known: Known) -> Live:
    """For one line of a table: 1 when there is nothing more to say."""
    need = [cell for cell in row.cells if cell.required]
    keys = [cell.key for cell in row.cells if cell.key != "comment"]
    if any_line_will_do(row):
        last = row.cells[-1].column
        span = f"INDEX(${letter(FIRST_CELL)}:${letter(last)},ROW(),0)"
        told = any(_has(row, cell.key, known) for cell in row.cells)
        return Live(f"=IF(COUNTA({span})>0,1,0)", int(told))
    said = _has(row, "comment", known)
    if len(need) > 1:
        span = f"INDEX(${letter(need[0].column)}:${letter(need[-1].column)},ROW(),0)"
        none = f"AND(ISNUMBER({here(FIRST_CELL)}),{here(FIRST_CELL)}=0)"
        zero = known.get(Slot(row.question.ref, row.row_ref, row.cells[0].key)) == "0"
        done = zero or said or all(_has(row, cell.key, known) for cell in need)
        return Live(f"=IF(OR({none},COUNTA({span})={len(need)},{_said(row)}),1,0)", int(done))
    return Live(f"=IF(OR({filled(FIRST_CELL)},{_said(row)}),1,0)", int(said or _has(row, keys[0], known)))


def question_done(sheet: Sheet, row: Row, known: Known) -> Live:
    """How many of what the row asks for (see ``asked``) are answered."""
    if row.kind == "table":
        lines = [int(line_done(line, known).shown) for line in lines_of(sheet, row)]
        total = f"SUM(${letter(LINE_DONE_COLUMN)}${row.span[0]}:${letter(LINE_DONE_COLUMN)}${row.span[1]})"
        if counted_by_line(row):
            return Live(f"={total}", sum(lines))
        need = 1 if any_line_will_do(row) else len(lines)
        return Live(f"=IF({total}>={need},1,0)", int(sum(lines) >= need))
    said, answer = _has(row, "comment", known), known.get(Slot(row.question.ref), "")
    if NOT_APPLICABLE in row.cells[0].rule.choices:
        applies = f'AND({filled(FIRST_CELL)},IFERROR({here(FIRST_CELL)}<>"{NOT_APPLICABLE}",TRUE))'
        return Live(f"=IF({applies},1,IF({_said(row)},1,0))", int(said or answer not in ("", NOT_APPLICABLE)))
    return Live(f"=IF(OR({filled(FIRST_CELL)},{_said(row)}),1,0)", int(said or bool(answer)))


def still(sheet: Sheet, row: Row, known: Known) -> Live | None:
    """The words under "Still to do"; None where the row has nothing to say."""
    if row.kind == "item":
        return None if any_line_will_do(row) else _line_still(row, known)
    if not asked(row):
        return None
    done = question_done(sheet, row, known).shown
    done_at, asked_at = f"${letter(DONE_COLUMN)}{row.number}", f"${letter(ASKED_COLUMN)}{row.number}"
    if row.kind == "table" and not any_line_will_do(row):
        first, last = row.span
        total = f"SUM(${letter(LINE_DONE_COLUMN)}${first}:${letter(LINE_DONE_COLUMN)}${last})"
        count = last - first + 1
        so_far = sum(int(line_done(line, known).shown) for line in lines_of(sheet, row))
        shown = "" if done == asked(row) else f"{so_far} of {count} lines"
        return Live(f'=IF({done_at}={asked_at},"",{total}&" of {count} lines")', shown)
    if row.cells and NOT_APPLICABLE in row.cells[0].rule.choices:
        why = f'IF(IFERROR({here(FIRST_CELL)}="{NOT_APPLICABLE}",FALSE),"{SAY_WHY}","{TO_ANSWER}")'
        waits = SAY_WHY if known.get(Slot(row.question.ref)) == NOT_APPLICABLE else TO_ANSWER
        return Live(f'=IF({done_at}=1,"",{why})', "" if done else waits)
    return Live(f'=IF({done_at}=1,"","{TO_ANSWER}")', "" if done else TO_ANSWER)


def _line_still(row: Row, known: Known) -> Live:
    """A part may not exceed its whole: "Check: E is more than C" names the columns."""
    done = line_done(row, known).shown
    formula = f'IF(${letter(LINE_DONE_COLUMN)}{row.number}=1,"","{TO_ANSWER}")'
    shown = "" if done else TO_ANSWER
    for cell in reversed(row.cells):
        if cell.at_most:
            part, whole = here(cell.column), here(cell.at_most)
            words = f"{CHECK}: {letter(cell.column)} is more than {letter(cell.at_most)}"
            formula = f'IF(AND(ISNUMBER({part}),ISNUMBER({whole}),{part}>{whole}),"{words}",{formula})'
    over = _over(row, known)
    return Live(f"={formula}", over or shown)


def _over(row: Row, known: Known) -> str:
    figures = {
        cell.column: known.get(Slot(row.question.ref, row.row_ref, cell.key), "") for cell in row.cells
    }
    for cell in row.cells:
        part, whole = figures[cell.column], figures.get(cell.at_most, "")
        if part.isdecimal() and whole.isdecimal() and int(part) > int(whole):
            return f"{CHECK}: {letter(cell.column)} is more than {letter(cell.at_most)}"
    return ""


def totals(sheet: Sheet, known: Known) -> tuple[int, int]:
    """(done, asked) of the sheet as issued."""
    rows = [row for row in sheet.rows if asked(row)]
    return sum(int(question_done(sheet, row, known).shown) for row in rows), sum(asked(row) for row in rows)


def progress_line(sheet: Sheet, known: Known) -> Live:
    """The words under a sheet's title."""
    done, total = totals(sheet, known)
    d, a = (f"SUM(${letter(column)}:${letter(column)})" for column in (DONE_COLUMN, ASKED_COLUMN))
    if not total:
        return Live('=""', "")
    formula = (
        f'=IF({d}={a},"All "&{a}&" answered.",{d}&" of "&{a}&" answered. "&({a}-{d})&" still to answer.")'
    )
    shown = (
        f"All {total} answered."
        if done == total
        else f"{done} of {total} answered. {total - done} still to answer."
    )
    return Live(formula, shown)


def section_progress(tabs: list[str], done: int, total: int) -> tuple[Live, Live]:
    """A section's two cells on the cover, over the sheets it takes: "3 of 6" and "3 to answer"."""
    d, a = (
        "+".join(f"SUM('{_quoted(tab)}'!${c}:${c})" for tab in tabs)
        for c in (letter(DONE_COLUMN), letter(ASKED_COLUMN))
    )
    if len(tabs) > 1:
        d, a = f"({d})", f"({a})"
    left = "Complete" if done == total else f"{total - done} to answer"
    return (
        Live(f'=IFERROR({d}&" of "&{a},"")', f"{done} of {total}"),
        Live(f'=IFERROR(IF({d}={a},"Complete",({a}-{d})&" to answer"),"Not in this copy")', left),
    )


def _quoted(tab: str) -> str:
    return tab.replace("'", "''")
