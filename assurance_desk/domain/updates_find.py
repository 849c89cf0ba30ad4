"""From a returned update workbook's cells to what it says of each action. Every cell is read, ours, or named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from assurance_desk.domain.questions import CellRule
from assurance_desk.domain.questions.cells import as_shown
from assurance_desk.domain.recovery import values
from assurance_desk.domain.recovery.book import BOX, NOTE, TEXT, Cell, Sheet, SheetBook, address
from assurance_desk.domain.recovery.finding import UNREADABLE
from assurance_desk.domain.recovery.values import Read
from assurance_desk.domain.recovery.words import bare
from assurance_desk.domain.updates import (
    DATE,
    EVIDENCE,
    OTHER,
    PARTS,
    REASON,
    STATE,
    STATES,
    FoundUpdate,
    UpdateAction,
    UpdateFinding,
    read_update_mark,
    recorded,
)
from assurance_desk.domain.updates_identity import Known
from assurance_desk.domain.updates_rules import RULES
from assurance_desk.domain.updates_sheet import HEADS, column_of, locked
from assurance_desk.texts import _

_MOST_LEFT = 60
"""Left-over cells told one by one; a sheet of somebody's own may hold thousands."""
_NOTHING = frozenset({"-", "", "none", "n/a", "na", "nil", "no", "no change", "not applicable", "as before"})
"""In a cell for evidence, a date or its reason: there is none. Of progress, “no change” is an answer."""


@dataclass(slots=True)
class _Row:
    """``number`` is 0-based. ``doubt``: why it may be another action's row."""

    sheet: Sheet
    number: int
    line: UpdateAction
    doubt: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class _Heads:
    """``at``: part to its 0-based column; ``row`` is -1 where no headings stand on the sheet."""

    row: int
    at: dict[str, int]
    doubts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Rules:
    """``order``: whether the file puts the day or the month first; ``states``: what theirs are called here."""

    order: str
    states: dict[str, str]


def find(book: SheetBook, known: Known, own: frozenset[str]) -> UpdateFinding:
    """``own``: every text of the workbook as it was issued, bare."""
    heads = {sheet.name: _heads(sheet) for sheet in book.sheets}
    rows = _rows(book, known, heads)
    rules = _Rules(values.date_order(_date_cells(rows, heads)), recorded(known.of.request))
    cells: list[FoundUpdate] = []
    used: set[tuple[str, int, int]] = set()
    for row in rows:
        for part, column, doubt in _places(row, heads[row.sheet.name]):
            cell = row.sheet.cell(row.number, column)
            used.add((row.sheet.name, row.number, column))
            if cell is not None:
                cells.append(_found(row, part, cell, doubt or row.doubt, rules))
    cells = _once(cells)
    left = _left_over(book, rows, used, own)
    blank = len(PARTS) * len({row.line.id for row in rows}) - len({(one.line_id, one.part) for one in cells})
    of = known.of
    return UpdateFinding(
        of.request.ref, of.copy.id, of.copy.ref, (*cells, *left), max(0, blank), known.doubt,
        (*known.notes, *_missing(known, rows)),
    )  # fmt: skip


def _missing(known: Known, rows: list[_Row]) -> list[str]:
    there = {row.line.id for row in rows}
    gone = [line.ref for line in known.of.lines if line.id not in there]
    if not gone:
        return []
    return [_("Not in the file, so nothing is known of: {refs}").format(refs=", ".join(gone))]


# ------------------------------------------------------------------ rows and columns


def _rows(book: SheetBook, known: Known, heads: dict[str, _Heads]) -> list[_Row]:
    lines = known.of.lines
    by_number = {line.number: line for line in lines}
    found: list[_Row] = []
    for sheet in book.sheets:
        for number in range(len(sheet.rows)):
            held = known.marks.get((sheet.name, number))
            mark = held[1] if held else None
            own_mark = mark if mark and mark.code == known.of.copy.code else None
            marked = by_number.get(own_mark.number) if own_mark else None
            seen = _seen(sheet, number, lines, sure=marked is not None or number > heads[sheet.name].row >= 0)
            row = _row(sheet, number, marked, seen)
            if row is not None:
                foreign = mark is not None and own_mark is None
                if foreign and not row.doubt:
                    row.doubt = _("the hidden mark of its row is of another copy")
                found.append(row)
    return found


def _seen(sheet: Sheet, number: int, lines: tuple[UpdateAction, ...], *, sure: bool) -> list[UpdateAction]:
    """The actions whose words, or whose reference where that is enough, are to be seen in a row; the likeliest first."""
    words = {bare(value) for value in sheet.rows[number] if isinstance(value, str) and value}
    by_text = [line for line in lines if bare(line.text) in words]
    by_ref = [line for line in lines if bare(line.ref) in words] if sure else []
    both = [line for line in by_text if line in by_ref]
    return both or by_text or (by_ref if len(by_ref) == 1 else [])


def _row(sheet: Sheet, number: int, marked: UpdateAction | None, seen: list[UpdateAction]) -> _Row | None:
    """What a person sees goes before what is hidden: hidden cells stay behind when the others are sorted."""
    if marked is not None and (marked in seen or not seen):
        return _Row(sheet, number, marked, how="" if seen else _("by its hidden mark"))
    if not seen:
        return None
    line = seen[0]
    if marked is not None:
        doubt = _("{ref} is to be seen here, the hidden mark of the row says {other}")
        return _Row(sheet, number, line, doubt.format(ref=line.ref, other=marked.ref))
    if len(seen) > 1:
        return _Row(sheet, number, line, _("the same words stand for more than one action"))
    return _Row(sheet, number, line, how=_("by the words of the action"))


def _heads(sheet: Sheet) -> _Heads:
    """The row in which most of our headings stand, at least two; columns by them."""
    wanted = {bare(HEADS[part]): part for part in PARTS}
    best = _Heads(-1, {})
    for number, row in enumerate(sheet.rows):
        at: dict[str, int] = {}
        doubts: dict[str, str] = {}
        for column, value in enumerate(row):
            part = wanted.get(bare(value)) if isinstance(value, str) and 0 < len(value) < 100 else None
            if part in at:
                doubts[part] = _("its heading stands over more than one column")
            elif part:
                at[part] = column
        if len(at) > max(1, len(best.at)):
            best = _Heads(number, at, doubts)
    return best


def _places(row: _Row, heads: _Heads) -> Iterator[tuple[str, int, str]]:
    """(part, 0-based column, doubt). A heading that was reworded leaves its column where it was issued."""
    taken = set(heads.at.values())
    stays = all(column == column_of(part) - 1 for part, column in heads.at.items())
    for part in PARTS:
        issued = column_of(part) - 1
        if part in heads.at:
            below = "" if row.number > heads.row else _unheaded()
            yield part, heads.at[part], heads.doubts.get(part, below)
        elif issued not in taken:
            yield part, issued, "" if heads.at and stays else _unheaded()


def _unheaded() -> str:
    return _("no heading above it says what this column holds")


def _date_cells(rows: list[_Row], heads: dict[str, _Heads]) -> Iterator[Cell]:
    for row in rows:
        for part, column, _doubt in _places(row, heads[row.sheet.name]):
            cell = row.sheet.cell(row.number, column) if part == DATE else None
            if cell is not None:
                yield cell


# ------------------------------------------------------------------ cells


def _found(row: _Row, part: str, cell: Cell, doubt: str, rules: _Rules) -> FoundUpdate:
    shown = as_shown(cell.value)
    base = FoundUpdate(row.line.id, part, cell.sheet, address(cell.row, cell.column), shown)
    if part in (EVIDENCE, DATE, REASON) and cell.kind == TEXT and bare(shown).strip("–—-. ") in _NOTHING:
        return replace(base, how=_("there is none"))
    if cell.over[0] > cell.row:
        doubt = doubt or _("its cell was merged with those of the actions below")
    read = _read(part, cell, rules)
    how = read.how or row.how
    if read.kind == UNREADABLE:
        reading, problem = "", read.problem
    else:
        reading, problem = read.value, read.problem if read.kind else ""
    return replace(
        base, reading=reading, how=how, sure=1 if doubt or problem else read.sure, problem=problem or doubt
    )


def _read(part: str, cell: Cell, rules: _Rules) -> Read:
    order = rules.order
    if part == STATE:
        return _read_state(cell, rules)
    if part == DATE:
        day = values.read(RULES[DATE], cell, order)
        if not day.kind:
            return day
        month = values.read(CellRule("month"), cell, order)  # a month alone is a date too: due by its end
        return month if month.value and not month.kind else day
    return values.read(RULES[part], cell, order)


def _read_state(cell: Cell, rules: _Rules) -> Read:
    """Their list's words, or ours: “Amber” and “Amber: slipped, with a recovery plan” say the same."""
    if isinstance(cell.value, str):
        said = bare(cell.value)
        for words, delivery in STATES.items():
            ours = rules.states[words]
            if said in (bare(delivery), bare(ours), bare(ours.partition(": ")[0])):
                return Read(words, _("our word for it"), 2)
        if said in ("blue", "complete", "completed", "delivered", "done"):
            return Read("Delivered, evidence to follow", _("complete once its evidence is accepted"), 2)
    return values.read(RULES[STATE], cell, rules.order)


def _once(cells: list[FoundUpdate]) -> list[FoundUpdate]:
    """A row that stands there twice and says the same is one; where it says something else, both are in doubt."""
    said: dict[tuple[str, str], set[str]] = {}
    for one in cells:
        said.setdefault((one.line_id, one.part), set()).add(one.found.strip())
    kept: list[FoundUpdate] = []
    seen: set[tuple[str, str, str]] = set()
    for one in cells:
        key = (one.line_id, one.part, one.found.strip())
        if key in seen:
            continue
        seen.add(key)
        differ = len(said[one.line_id, one.part]) > 1
        why = one.problem or _("this action stands in two rows, which differ")
        kept.append(replace(one, sure=1, problem=why) if differ else one)
    return kept


# ------------------------------------------------------------------ what was not asked for


def _left_over(
    book: SheetBook,
    rows: list[_Row],
    used: set[tuple[str, int, int]],
    own: frozenset[str],
) -> list[FoundUpdate]:
    at = {(row.sheet.name, row.number): row.line for row in rows}
    found: list[FoundUpdate] = []
    for sheet in book.sheets:
        for cell in sheet.cells():
            line = at.get((sheet.name, cell.row))
            if (sheet.name, cell.row, cell.column) in used or _is_ours(cell, line, own):
                continue
            why = _("not a cell to fill in") if line else _("words we did not ask for")
            found.append(_other(sheet, cell.row, cell.column, as_shown(cell.value), why, line))
        found += _beside(sheet, at)
    if len(found) > _MOST_LEFT:
        more = len(found) - _MOST_LEFT
        why = _("and {n} cells more; open the original to see them").format(n=more)
        found = [*found[:_MOST_LEFT], replace(found[_MOST_LEFT], problem=why)]
    return found


def _is_ours(cell: Cell, line: UpdateAction | None, own: frozenset[str]) -> bool:
    """In an action's row only its own locked words; elsewhere whatever we printed."""
    shown = as_shown(cell.value)
    if read_update_mark(shown.strip()) is not None:
        return True
    if line is not None:
        return bare(shown) in {bare(words) for words in locked(line).values()}
    return bare(shown) in own


def _other(
    sheet: Sheet, row: int, column: int, text: str, why: str, line: UpdateAction | None
) -> FoundUpdate:
    return FoundUpdate(line.id if line else "", OTHER, sheet.name, address(row, column), text, "", "", 1, why)


def _beside(sheet: Sheet, at: dict[tuple[str, int], UpdateAction]) -> list[FoundUpdate]:
    found = []
    for one in sheet.beside:
        why = {NOTE: _("a note on the cell"), BOX: _("a text box or picture")}.get(
            one.what, _("far outside the table")
        )
        text = one.text or _("(a picture)")
        found.append(_other(sheet, one.row, one.column, text, why, at.get((sheet.name, one.row))))
    return found
