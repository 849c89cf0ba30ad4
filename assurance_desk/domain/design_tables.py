"""The tables of a drafted questionnaire, wherever they stand in a workbook and in whatever order their columns are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rapidfuzz import fuzz

from assurance_desk.domain.design_sheet import (
    ABOUT,
    FIELDS,
    KEY_HEADS,
    TABS,
    Field,
    column_kind_labels,
    dated_labels,
    how_title,
    kind_labels,
)
from assurance_desk.domain.questionnaire import ExplainedIn
from assurance_desk.domain.questions import CellRule, read_cell
from assurance_desk.domain.questions.cells import as_shown, bare
from assurance_desk.domain.questions.yes_no import NO, YES
from assurance_desk.domain.recovery.book import ERROR, FORMULA, Cell, Sheet, SheetBook, address
from assurance_desk.texts import _

LOOKED_AT = 60
"""Rows from the top in which a table's headings are looked for."""
ALIKE = 85


@dataclass(frozen=True, slots=True)
class Doubt:
    """One cell that was not taken as it stands. ``place``: sheet, row and column by number, to sort by."""

    sheet: str
    cell: str
    found: str
    why: str
    place: tuple[int, int, int] = field(default=(0, 0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: what was read by field, and where each field's cell stands."""

    sheet: str
    sheet_number: int
    row: int
    values: dict[str, Any]
    found: dict[str, str]
    columns: dict[str, int]

    def text(self, name: str) -> str:
        return str(self.values.get(name, "")).strip()

    def doubt(self, name: str, why: str) -> Doubt:
        column = self.columns.get(name, 0)
        where = address(self.row, column)
        return Doubt(self.sheet, where, self.found.get(name, ""), why, (self.sheet_number, self.row, column))


@dataclass(slots=True)
class Tables:
    lines: dict[str, list[Line]]
    doubts: list[Doubt]


def find_tables(book: SheetBook) -> Tables:
    """Every table's lines, and each cell with words in it that belongs to none."""
    found = Tables({kind: [] for kind in FIELDS}, [])
    for number, sheet in enumerate(book.sheets):
        if any(bare(words) == bare(how_title()) for _row, _column, words in sheet.texts[:3]):
            continue  # our own words
        table = _table_on(sheet)
        if table is None:
            if not _read_about(sheet, number, found):
                _unknown(sheet, number, found)
            continue
        _read_table(sheet, number, *table, found)
    return found


def _table_on(sheet: Sheet) -> tuple[str, int, dict[int, Field]] | None:
    """Its kind, the row of its headings, and the field in each column; None where there is no table of ours."""
    best: tuple[str, int, dict[int, Field]] | None = None
    heads: dict[int, dict[int, str]] = {}
    for row, column, words in sheet.texts:
        if row < LOOKED_AT:
            heads.setdefault(row, {})[column] = bare(words)
    for row, words_at in sorted(heads.items()):
        for kind, needed in KEY_HEADS.items():
            fields = _fields_at(kind, words_at)
            names = {one.name for one in fields.values()}
            if names.issuperset(needed) and (best is None or len(fields) > len(best[2])):
                best = (kind, row, fields)
    return best


def _fields_at(kind: str, words_at: dict[int, str]) -> dict[int, Field]:
    by_head = {bare(_(one.head)): one for one in FIELDS[kind]} | {bare(one.head): one for one in FIELDS[kind]}
    found: dict[int, Field] = {}
    for column, words in sorted(words_at.items()):
        known = by_head.get(words)
        if known and known not in found.values():
            found[column] = known
    return found


def _read_table(
    sheet: Sheet, number: int, kind: str, head: int, fields: dict[int, Field], into: Tables
) -> None:
    columns = {one.name: column for column, one in fields.items()}
    lines: dict[int, Line] = {}
    for cell in sorted(sheet.cells(), key=lambda one: (one.row, one.column)):
        if cell.row < head or (cell.row == head and cell.column in fields):
            continue
        line = lines.setdefault(cell.row, Line(sheet.name, number, cell.row, {}, {}, columns))
        if cell.column in fields:
            _take(line, fields[cell.column], cell, number, into)
        elif why := _outside(sheet, cell, head):
            into.doubts.append(_doubt(cell, number, why))
    into.lines[kind] += [line for line in lines.values() if line.values]


def _outside(sheet: Sheet, cell: Cell, head: int) -> str:
    """What is said of a cell in no column of ours: once at its heading, or for each where there is none."""
    if cell.row == head:
        return _("a column that is none of ours; it was left out")
    return "" if sheet.cell(head, cell.column) else _("there is no heading above it; it was left out")


def _read_about(sheet: Sheet, number: int, into: Tables) -> bool:
    """Labels in one column, what was typed to their right; False where fewer than three labels are ours."""
    by_head = {bare(_(one.head)): one for one in FIELDS[ABOUT]} | {
        bare(one.head): one for one in FIELDS[ABOUT]
    }
    labels = [
        (row, column, by_head[bare(words)]) for row, column, words in sheet.texts if bare(words) in by_head
    ]
    first = min((column for _row, column, _one in labels), default=0)
    labels = [one for one in labels if one[1] == first]
    if len(labels) < 3 or into.lines[ABOUT]:
        return False
    ours = {bare(_(one.help)) for one in FIELDS[ABOUT] if one.help} | {bare(_(TABS[ABOUT]))}
    line = Line(sheet.name, number, labels[0][0], {}, {}, {})
    known = {(row, column) for row, column, _one in labels}
    by_row = {row: one for row, _column, one in labels}
    for cell in sheet.cells():
        if (cell.row, cell.column) in known or bare(as_shown(cell.value)) in ours:
            continue
        one = by_row.get(cell.row)
        if one is None or one.name in line.values or cell.column < first:
            into.doubts.append(_doubt(cell, number, _("it stands beside no label of ours; it was left out")))
        else:
            _take(line, one, cell, number, into)
    if line.values:
        into.lines[ABOUT].append(line)
    return True


def _unknown(sheet: Sheet, number: int, into: Tables) -> None:
    cells = list(sheet.cells())
    if cells:
        why = _("this sheet has no table of ours; its {n} filled cells were left out").format(n=len(cells))
        into.doubts.append(_doubt(cells[0], number, why))


def _take(line: Line, one: Field, cell: Cell, number: int, into: Tables) -> None:
    line.found[one.name] = as_shown(cell.value)
    if cell.kind in (ERROR, FORMULA):
        into.doubts.append(_doubt(cell, number, _("Excel shows no words here; the cell was left out")))
        return
    value, why = _READ[one.kind](cell)
    if why:
        into.doubts.append(_doubt(cell, number, why))
    if value is not None and value != "":
        line.values[one.name] = value


def _doubt(cell: Cell, number: int, why: str) -> Doubt:
    where = address(cell.row, cell.column)
    return Doubt(cell.sheet, where, as_shown(cell.value), why, (number, cell.row, cell.column))


Read = Callable[[Cell], tuple[Any, str]]
"""A cell to its value, None for none, and what there is to doubt about it."""


def _text(cell: Cell) -> tuple[str, str]:
    words = as_shown(cell.value).strip()
    if isinstance(cell.value, float) or (isinstance(cell.value, date) and not isinstance(cell.value, str)):
        return words, _("Excel keeps it as a number or a date; read as “{words}”").format(words=words)
    return words, ""


def _lines(cell: Cell) -> tuple[tuple[str, ...], str]:
    words = as_shown(cell.value)
    parts = words.split("\n") if "\n" in words else words.split(";")
    return tuple(part.strip() for part in parts if part.strip()), ""


def _yes(cell: Cell) -> tuple[bool | None, str]:
    reading = read_cell(CellRule("choice", (YES, NO)), cell.value)
    if reading.problem or not reading.value:
        return None, _("Yes or No was expected; left as usual")
    return reading.value == YES, ""


def _day(cell: Cell) -> tuple[date | None, str]:
    reading = read_cell(CellRule("date"), cell.value)
    if reading.problem or not reading.value:
        return None, _("a date was expected, such as 4 February 2019; left out")
    why = reading.how and _("read as {day}").format(day=reading.value)
    return date.fromisoformat(reading.value), why if reading.sure < 3 else ""


def _whole(cell: Cell) -> tuple[int | None, str]:
    reading = read_cell(CellRule("whole"), cell.value)
    if reading.problem or not reading.value:
        return None, _("a whole number was expected; left as usual")
    return int(reading.value), ""


def _one_of(labels: Callable[[], dict[str, str]]) -> Read:
    def read(cell: Cell) -> tuple[str | None, str]:
        words = bare(as_shown(cell.value))
        named = {bare(label): key for key, label in labels().items()}
        exact = named.get(words) or next(
            (key for key in labels() if words == bare(key.replace("_", " "))), None
        )
        if exact:
            return exact, ""
        near = [key for label, key in named.items() if fuzz.ratio(words, label) >= ALIKE]
        if len(near) == 1:
            return near[0], _("read as “{label}”").format(label=labels()[near[0]])
        known = "; ".join(labels().values())
        return None, _("no kind of answer we know, so taken as the plainest (there are: {kinds})").format(
            kinds=known
        )

    return read


_EXPLAINED = re.compile(r"^\s*(\S+?)\s*,\s*(\S+?)\s*,\s*(\d{1,3})\s*%?\s*$")


def _explained(cell: Cell) -> tuple[ExplainedIn | None, str]:
    found = _EXPLAINED.match(as_shown(cell.value))
    if not found:
        return None, _("a question, a column’s key and a percentage were expected, such as: D2, children, 90")
    return ExplainedIn(question=found[1], column=found[2], percent=int(found[3])), ""


def _dated(cell: Cell) -> tuple[str | None, str]:
    words = bare(as_shown(cell.value))
    key = next((key for key, label in dated_labels().items() if words in (bare(label), key)), None)
    if key is None:
        known = "; ".join(dated_labels().values())
        return None, _("left out: it is none of these: {known}").format(known=known)
    return key, ""


_READ: dict[str, Read] = {
    "text": _text, "lines": _lines, "yes": _yes, "day": _day, "whole": _whole,
    "kind": _one_of(kind_labels), "column kind": _one_of(column_kind_labels), "dated": _dated, "explained": _explained,
}  # fmt: skip


def every_doubt(doubts: tuple[Doubt, ...]) -> Iterator[str]:
    """A line each: ``Questions, E5: “Dropdown” – no kind of answer we know``."""
    for one in doubts:
        found = one.found if len(one.found) <= 60 else f"{one.found[:59]}…"
        told = f"“{found}” – {one.why}" if found else one.why
        yield _("{sheet}, {cell}: {told}").format(sheet=one.sheet, cell=one.cell, told=told)
