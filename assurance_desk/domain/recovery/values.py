"""What stands in a found cell, read by its rule; and what it may be where it cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from assurance_desk.domain.questions import CellRule, Reading, read_cell
from assurance_desk.domain.questions.cells import as_shown, bare, plain
from assurance_desk.domain.recovery.book import (
    DATE,
    ERROR,
    FORMULA,
    LATE,
    NO_DAY,
    NO_YEAR,
    NUMBER,
    PERCENT,
    SCALED,
    TEXT,
    Cell,
)
from assurance_desk.domain.recovery.finding import UNREADABLE, UNSURE
from assurance_desk.texts import _

_FIGURES = re.compile(r"^\s*(\d{1,2})([/.-])(\d{1,2})\2(\d{2}|\d{4})\s*$")
_LEADING = re.compile(r"^(\d{1,7})\s*[(\[]")
_DOTTED = re.compile(r"^\s*\d{1,3}(\.\d{3})+\s*$")
_DAY_NUMBER = re.compile(r"^\s*\d{5}\s*$")
_TELLING = re.compile(r"\d+|[^\W\d]{4,}")
_PARTING = " -\u2013\u2014:;,.(/"

MONTH_FIRST, DAY_FIRST, UNKNOWN = "month first", "day first", ""


@dataclass(frozen=True, slots=True)
class Read:
    """``value`` where ``kind`` is set is only what we would take. ``note``: words that stood beside the answer."""

    value: str
    how: str = ""
    sure: int = 3
    kind: str = ""
    problem: str = ""
    expected: str = ""
    note: str = ""


def date_order(cells: Iterable[Cell]) -> str:
    """What the file's own dates prove: a part above 12 is a day. Contradicting proofs prove nothing, nor does one alone:
    a single date may be another hand's.
    """
    orders: list[str] = []
    for cell in cells:
        found = _FIGURES.match(cell.value) if isinstance(cell.value, str) else None
        if found:
            first, second = int(found[1]), int(found[3])
            if second > 12 >= first:
                orders.append(MONTH_FIRST)
            elif first > 12 >= second:
                orders.append(DAY_FIRST)
    return orders[0] if len(orders) > 1 and len(set(orders)) == 1 else UNKNOWN


def day_in_figures(text: str) -> bool:
    return _FIGURES.match(text) is not None


def as_seen(cell: Cell) -> Cell:
    """A share as its sender saw it: the cell holds 1 where 100% was typed."""
    if cell.shown != PERCENT or cell.kind != NUMBER or not isinstance(cell.value, int | float):
        return cell
    return cell._replace(value=f"{cell.value * 100:.12g}%", kind=TEXT)


def read(rule: CellRule, cell: Cell, order: str) -> Read:
    found = _read(rule, cell, order)
    doubt = _seen_otherwise(rule, cell) if found.value and not found.kind else ""
    return replace(found, kind=UNSURE, sure=1, problem=doubt) if doubt else found


def _seen_otherwise(rule: CellRule, cell: Cell) -> str:
    """Why the sender may have meant something else than the cell holds; "" where nothing speaks for it."""
    if cell.kind == DATE and isinstance(cell.value, date):
        return _day_doubt(rule, cell)
    if rule.kind in ("whole", "whole_or"):
        if cell.kind == NUMBER and cell.shown == SCALED:
            return _("the cell shows it in thousands")
        if isinstance(cell.value, str) and _DOTTED.match(cell.value):
            return _("the dot may part thousands")
    counted = cell.kind == NUMBER or (isinstance(cell.value, str) and _DAY_NUMBER.match(cell.value))
    if counted and rule.kind in ("date", "month") and cell.shown == LATE:
        return _("a day number, in a file that counts days from 1904")
    return ""


def _day_doubt(rule: CellRule, cell: Cell) -> str:
    """Excel makes "March 18" a day of the year it was typed in, and "Mar-2018" the first of March."""
    day = cell.value
    assert isinstance(day, date)
    if cell.shown == NO_YEAR:
        return _("the cell shows no year; Excel may have added {year} by itself").format(year=day.year)
    if cell.shown == NO_DAY and rule.kind == "date" and day.day == 1:
        return _("the cell shows a month and no day; Excel may have added the 1st by itself")
    return ""


def _read(rule: CellRule, cell: Cell, order: str) -> Read:
    shown = as_shown(cell.value)
    if cell.kind == ERROR:
        return Read(
            "",
            "",
            1,
            UNREADABLE,
            _("Excel shows the error {error} here").format(error=shown),
            _expected(rule),
        )
    if cell.kind == FORMULA:
        return Read(
            "", "", 1, UNREADABLE, _("a formula stands here whose result was not saved"), _expected(rule)
        )
    reading = _dated(rule, cell, order) or read_cell(rule, cell.value, month_first=order == MONTH_FIRST)
    if reading.problem:
        return _guess(rule, plain(shown), reading.problem)
    if reading.sure == 1:
        return Read(reading.value, reading.how, 1, UNSURE, reading.how)
    return Read(reading.value, reading.how, reading.sure)


def _expected(rule: CellRule) -> str:
    return read_cell(rule, "?").problem


def _dated(rule: CellRule, cell: Cell, order: str) -> Reading | None:
    """3/4/2019 where the file's other dates show that it puts the day first."""
    if order != DAY_FIRST or rule.kind not in ("date", "month") or not isinstance(cell.value, str):
        return None
    found = _FIGURES.match(cell.value)
    if not found or int(found[1]) > 12 or int(found[3]) > 12 or found[1] == found[3]:
        return None
    year = found[4] if len(found[4]) == 4 else f"20{found[4]}"
    reading = read_cell(rule, f"{year}-{int(found[3]):02}-{int(found[1]):02}")
    if reading.problem:
        return None
    return Reading(reading.value, 2, _("day first, as elsewhere in the file"))


def _guess(rule: CellRule, text: str, expected: str) -> Read:
    """What it may be, for a person to decide: never taken by itself."""
    if rule.kind == "choice":
        return _choice_and_note(rule, text, expected)
    if rule.kind in ("whole", "whole_or") and (found := _LEADING.match(text)):
        return Read(
            str(int(found[1])), _("the number before the bracket"), 2, UNREADABLE,
            _("more stands there than a number"), expected,
        )  # fmt: skip
    return Read("", "", 1, UNREADABLE, _("expected {expected}").format(expected=expected), expected)


def _choice_and_note(rule: CellRule, text: str, expected: str) -> Read:
    """``Partially met - contracts renewed 2020``: a choice, and a note in the same cell."""
    words = bare(text)
    fits = [choice for choice in rule.choices if words.startswith(bare(choice))]
    fits.sort(key=len, reverse=True)
    if fits:
        rest = text[len(plain(fits[0])) :]
        if rest and rest[0] in _PARTING:
            note = rest.strip(_PARTING + ")")
            how = _("the choice it begins with; the rest is a note")
            return Read(fits[0], how, 2, UNSURE, _("a note stands in the same cell"), expected, note)
    return Read("", "", 1, UNREADABLE, _("not one of the choices"), expected)


def candidates(rule: CellRule, text: str) -> tuple[str, ...]:
    """Choices that share a figure or a long word with what stands there: "2/3 yrs" fits two."""
    words = set(_TELLING.findall(bare(text)))
    return tuple(choice for choice in rule.choices if words & set(_TELLING.findall(bare(choice))))
