"""What is still to do: each formula of a sheet, and beside it the value it has as issued.

Formulas look cells up by ``INDEX(column, ROW())``: cutting and pasting an answer then cannot turn a reference into
#REF!. What they count: an optional question not at all; a comment alone as an answer ("blank only if unknown, with
the reason"); Not applicable only with its comment; each line of a figures table for itself, every other table as
one question; a first column of 0 finishes such a line; a question asked only sometimes while it is asked; what was
carried forward once it is said to be still right, or changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assurance_desk.domain.prefill import Recipient
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.questions import NOT_APPLICABLE
from assurance_desk.domain.sheet_layout import (
    ASKED_COLUMN,
    CARRIED_COLUMN,
    DONE_COLUMN,
    FIRST_CELL,
    LINE_DONE_COLUMN,
    SHOWN_COLUMN,
    STILL,
    Row,
    Sheet,
    name_of,
)
from assurance_desk.excel.measure import column_letter as letter

Known = Mapping[Slot, str]
TO_ANSWER, SAY_WHY, CHECK, TO_CONFIRM = "To answer", "Say why", "Check", "To confirm"


@dataclass(frozen=True, slots=True)
class Live:
    """A formula, and what it shows until something calculates it."""

    formula: str
    shown: str | int


Work = Callable[[Sheet, Row, Recipient], Live]


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


def is_carried(row: Row, to: Recipient) -> bool:
    return (row.question.ref, row.row_ref) in to.carried


def can_carry(row: Row) -> bool:
    return any(cell.key == STILL for cell in row.cells)


def shown(sheet: Sheet, row: Row, to: Recipient) -> Live | None:
    """1 while a question that is asked only sometimes is asked, by the answer it hangs on; None of one always asked."""
    condition = sheet.conditions.get(row.question.ref)
    if condition is None:
        return None
    name = name_of(condition.slot.question)  # on whatever sheet, and wherever its row has gone
    same = ",".join(f'IFERROR(TRIM({name})="{_doubled(value)}",FALSE)' for value in condition.wanted)
    return Live(f"=IF(OR({same}),1,0)", int(condition.met(to.known) is True))


def _doubled(value: str) -> str:
    return value.replace('"', '""')


def _not_shown(row: Row) -> str:
    return f"${letter(SHOWN_COLUMN)}${row.number}=0"


def table_of(sheet: Sheet, line: Row) -> Row:
    return next(row for row in sheet.rows if row.kind == "table" and row.question is line.question)


def asked_here(sheet: Sheet, row: Row, to: Recipient) -> Live:
    """As ``asked``, in this copy: nothing while its condition is not met, and one for what must be confirmed."""
    formula, value = str(asked(row)), asked(row)
    if sheet.still and not value:
        formula, value = f"IF({_carried_in(row)},1,0)", int(_any_carried(sheet, row, to))
    is_shown = shown(sheet, row, to)
    if is_shown is not None:
        formula, value = f"IF({_not_shown(row)},0,{formula})", value if is_shown.shown else 0
    return Live(f"={formula}", value)


def _carried_in(row: Row) -> str:
    """Whether the question has anything carried forward: itself, or one of its lines."""
    column = letter(CARRIED_COLUMN)
    last = row.span[1] if row.kind == "table" else row.number
    return f"SUM(${column}${row.number}:${column}${last})>0"


def _any_carried(sheet: Sheet, row: Row, to: Recipient) -> bool:
    lines = lines_of(sheet, row) if row.kind == "table" else []
    return any(is_carried(one, to) for one in (row, *lines))


def unconfirmed(sheet: Sheet, row: Row) -> str:
    """Whether what was carried into this row, or into a line of this table, still waits to be confirmed."""
    if row.kind == "table" and not can_carry(row):
        carried, right = (
            f"${letter(column)}${row.span[0]}:${letter(column)}${row.span[1]}"
            for column in (CARRIED_COLUMN, sheet.still)
        )
        return f"IFERROR(SUMPRODUCT(({carried}=1)*(LEN({right})=0))>0,TRUE)"
    return f"AND({here(CARRIED_COLUMN)}=1,NOT({filled(sheet.still)}))"


def _once(work: Work) -> Work:
    """What one copy asks of one row again and again is worked out once; the row outlives the copy."""

    def worked(sheet: Sheet, row: Row, to: Recipient) -> Live:
        found = to.worked_out.get(id(row))
        if not isinstance(found, Live):
            found = to.worked_out[id(row)] = work(sheet, row, to)
        return found

    return worked


@_once
def line_done(sheet: Sheet, row: Row, to: Recipient) -> Live:
    """For one line of a table: 1 when there is nothing more to say."""
    formula, done = _line_answered(row, to.known)
    if sheet.still and can_carry(row) and not any_line_will_do(row):
        formula, done = f"IF({unconfirmed(sheet, row)},0,{formula})", done and not is_carried(row, to)
    is_shown = shown(sheet, row, to)
    if is_shown is not None and not any_line_will_do(row):
        formula = f"IF({_not_shown(table_of(sheet, row))},1,{formula})"
        done = done or not is_shown.shown
    return Live(f"={formula}", int(done))


def _line_answered(row: Row, known: Known) -> tuple[str, bool]:
    need = [cell for cell in row.cells if cell.required]
    keys = [cell.key for cell in row.cells if cell.key not in ("comment", STILL)]
    if any_line_will_do(row):
        last = max(cell.column for cell in row.cells if cell.key != STILL)
        span = f"INDEX(${letter(FIRST_CELL)}:${letter(last)},ROW(),0)"
        return f"IF(COUNTA({span})>0,1,0)", any(_has(row, cell.key, known) for cell in row.cells)
    said = _has(row, "comment", known)
    if len(need) > 1:
        span = f"INDEX(${letter(need[0].column)}:${letter(need[-1].column)},ROW(),0)"
        none = f"AND(ISNUMBER({here(FIRST_CELL)}),{here(FIRST_CELL)}=0)"
        zero = known.get(Slot(row.question.ref, row.row_ref, row.cells[0].key)) == "0"
        done = zero or said or all(_has(row, cell.key, known) for cell in need)
        return f"IF(OR({none},COUNTA({span})={len(need)},{_said(row)}),1,0)", done
    return f"IF(OR({filled(FIRST_CELL)},{_said(row)}),1,0)", said or _has(row, keys[0], known)


@_once
def question_done(sheet: Sheet, row: Row, to: Recipient) -> Live:
    """How many of what the row asks for (see ``asked_here``) are answered."""
    formula, done = _answered(sheet, row, to)
    if sheet.still and (can_carry(row) or any_line_will_do(row)):
        formula = f"IF({unconfirmed(sheet, row)},0,{formula})"
        done = 0 if _any_carried(sheet, row, to) else done
    is_shown = shown(sheet, row, to)
    if is_shown is not None:
        formula, done = f"IF({_not_shown(row)},0,{formula})", done if is_shown.shown else 0
    return Live(f"={formula}", done)


def _answered(sheet: Sheet, row: Row, to: Recipient) -> tuple[str, int]:
    if not row.question.required:  # asked only to be confirmed
        return f"IF({_carried_in(row)},1,0)", int(_any_carried(sheet, row, to))
    if row.kind == "table":
        lines = [int(line_done(sheet, line, to).shown) for line in lines_of(sheet, row)]
        total = f"SUM(${letter(LINE_DONE_COLUMN)}${row.span[0]}:${letter(LINE_DONE_COLUMN)}${row.span[1]})"
        if counted_by_line(row):
            return total, sum(lines)
        need = 1 if any_line_will_do(row) else len(lines)
        return f"IF({total}>={need},1,0)", int(sum(lines) >= need)
    said, answer = _has(row, "comment", to.known), to.known.get(Slot(row.question.ref), "")
    if NOT_APPLICABLE in row.cells[0].rule.choices:
        applies = f'AND({filled(FIRST_CELL)},IFERROR({here(FIRST_CELL)}<>"{NOT_APPLICABLE}",TRUE))'
        return f"IF({applies},1,IF({_said(row)},1,0))", int(said or answer not in ("", NOT_APPLICABLE))
    return f"IF(OR({filled(FIRST_CELL)},{_said(row)}),1,0)", int(said or bool(answer))


def still(sheet: Sheet, row: Row, to: Recipient) -> Live | None:
    """The words under "Still to do"; None where the row has nothing to say."""
    if row.kind == "item":
        if any_line_will_do(row):
            return _to_confirm(sheet, row, to) if can_carry(row) else None
        return _line_still(sheet, row, to)
    if not asked(row) and not (sheet.still and row.kind in ("question", "table")):
        return None
    done, needed = question_done(sheet, row, to).shown, asked_here(sheet, row, to).shown
    done_at, asked_at = f"${letter(DONE_COLUMN)}{row.number}", f"${letter(ASKED_COLUMN)}{row.number}"
    formula, waits = _waits(sheet, row, to)
    if sheet.still and (can_carry(row) or any_line_will_do(row)):
        formula = f'IF({unconfirmed(sheet, row)},"{TO_CONFIRM}",{formula})'
        waits = TO_CONFIRM if _any_carried(sheet, row, to) else waits
    return Live(f'=IF({done_at}={asked_at},"",{formula})', "" if done == needed else waits)


def _to_confirm(sheet: Sheet, row: Row, to: Recipient) -> Live:
    return Live(
        f'=IF({unconfirmed(sheet, row)},"{TO_CONFIRM}","")', TO_CONFIRM if is_carried(row, to) else ""
    )


def _waits(sheet: Sheet, row: Row, to: Recipient) -> tuple[str, str]:
    """What a row says while something is missing: its formula without the equals sign, and its words as issued."""
    if row.kind == "table" and not any_line_will_do(row):
        first, last = row.span
        total = f"SUM(${letter(LINE_DONE_COLUMN)}${first}:${letter(LINE_DONE_COLUMN)}${last})"
        count = last - first + 1
        so_far = sum(int(line_done(sheet, line, to).shown) for line in lines_of(sheet, row))
        return f'{total}&" of {count} lines"', f"{so_far} of {count} lines"
    if row.cells and NOT_APPLICABLE in row.cells[0].rule.choices:
        why = f'IF(IFERROR({here(FIRST_CELL)}="{NOT_APPLICABLE}",FALSE),"{SAY_WHY}","{TO_ANSWER}")'
        return why, SAY_WHY if to.known.get(Slot(row.question.ref)) == NOT_APPLICABLE else TO_ANSWER
    return f'"{TO_ANSWER}"', TO_ANSWER


def _line_still(sheet: Sheet, row: Row, to: Recipient) -> Live:
    """A part may not exceed its whole: "Check: E is more than C" names the columns."""
    done = line_done(sheet, row, to).shown
    formula, words = f'"{TO_ANSWER}"', TO_ANSWER
    if sheet.still and can_carry(row):
        formula = f'IF({unconfirmed(sheet, row)},"{TO_CONFIRM}",{formula})'
        words = TO_CONFIRM if is_carried(row, to) else words
    formula = f'IF(${letter(LINE_DONE_COLUMN)}{row.number}=1,"",{formula})'
    says = "" if done else words
    for cell in reversed(row.cells):
        if cell.at_most:
            part, whole = here(cell.column), here(cell.at_most)
            words = f"{CHECK}: {letter(cell.column)} is more than {letter(cell.at_most)}"
            formula = f'IF(AND(ISNUMBER({part}),ISNUMBER({whole}),{part}>{whole}),"{words}",{formula})'
    return Live(f"={formula}", _over(row, to.known) or says)


def _over(row: Row, known: Known) -> str:
    figures = {
        cell.column: known.get(Slot(row.question.ref, row.row_ref, cell.key), "") for cell in row.cells
    }
    for cell in row.cells:
        part, whole = figures[cell.column], figures.get(cell.at_most, "")
        if part.isdecimal() and whole.isdecimal() and int(part) > int(whole):
            return f"{CHECK}: {letter(cell.column)} is more than {letter(cell.at_most)}"
    return ""


def counts(sheet: Sheet, row: Row) -> bool:
    """Whether the row may have something to count."""
    return bool(asked(row)) or (bool(sheet.still) and row.kind in ("question", "table"))


def totals(sheet: Sheet, to: Recipient) -> tuple[int, int]:
    """(done, asked) of the sheet as issued."""
    rows = [row for row in sheet.rows if counts(sheet, row)]
    done = sum(int(question_done(sheet, row, to).shown) for row in rows)
    return done, sum(int(asked_here(sheet, row, to).shown) for row in rows)


def progress_line(sheet: Sheet, to: Recipient) -> Live:
    """The words under a sheet's title."""
    done, total = totals(sheet, to)
    d, a = (f"SUM(${letter(column)}:${letter(column)})" for column in (DONE_COLUMN, ASKED_COLUMN))
    if not any(counts(sheet, row) for row in sheet.rows):
        return Live('=""', "")
    formula = (
        f'=IF({d}={a},"All "&{a}&" answered.",{d}&" of "&{a}&" answered. "&({a}-{d})&" still to answer.")'
    )
    words = (
        f"All {total} answered."
        if done == total
        else f"{done} of {total} answered. {total - done} still to answer."
    )
    return Live(formula, words)


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
