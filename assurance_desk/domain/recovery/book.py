"""A returned workbook as plain cells, whatever its format was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

CellValue = str | int | float | bool | date | datetime

TEXT, NUMBER, DATE, BOOL, ERROR, FORMULA = "text", "number", "date", "bool", "error", "formula"
PERCENT, SCALED, NO_YEAR, NO_DAY, LATE = "percent", "scaled", "no year", "no day", "late"
"""How a cell shows its value where that changes what it says; ``LATE``: the file counts days from 1904."""
NOTE, BOX, FAR = "note", "box", "far"
_BLANK = " \t\r\n\f\v\u00a0"


class Cell(NamedTuple):
    """``row`` and ``column`` are 0-based. ``kind``: text, number, date, bool, error (``value`` is the Excel error) or
    formula (one whose result the file does not hold; ``value`` is its text). ``shown``: see ``PERCENT``. ``over``: the
    last row and column of the merged cells it stands for, its own where it is not merged.
    """

    sheet: str
    row: int
    column: int
    value: CellValue
    kind: str
    shown: str = ""
    over: tuple[int, int] = (-1, -1)


@dataclass(frozen=True, slots=True)
class Beside:
    """Words that stand in no cell of the questionnaire: a note on a cell, a text box, a cell far outside.

    A box without words is a picture. ``row`` and ``column`` are 0-based.
    """

    row: int
    column: int
    text: str
    what: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """``rows`` hold values from A1 on, "" where a cell is empty. ``odd`` holds errors and formulas without a result by
    (row, column): (kind, text). ``merged``: (first row, first column, last row, last column). All 0-based.
    """

    name: str
    rows: tuple[tuple[CellValue, ...], ...]
    hidden: bool = False
    odd: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    shown: dict[tuple[int, int], str] = field(default_factory=dict)
    beside: tuple[Beside, ...] = ()
    late: bool = False
    texts: list[tuple[int, int, str]] = field(init=False, repr=False, compare=False)
    """(row, column, words) of every cell with words in it: most of what is looked for on a sheet."""
    _filled: list[tuple[int, int, CellValue]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        values = [
            (number, column, value)
            for number, row in enumerate(self.rows)
            for column, value in enumerate(row)
            if value != ""
        ]
        texts = [one for one in values if isinstance(one[2], str)]
        odd = self.odd
        filled = [one for one in values if not _is_blank(one[2]) and one[:2] not in odd]
        object.__setattr__(self, "_filled", filled)
        object.__setattr__(self, "texts", texts)

    def filled(self) -> list[tuple[int, int, CellValue]]:
        """(row, column, value) of every cell with a plain value."""
        return self._filled

    def cells(self) -> Iterator[Cell]:
        """Every cell that holds something."""
        for number, column, value in self.filled():
            yield Cell(self.name, number, column, value, kind_of(value))
        for (number, column), (kind, text) in self.odd.items():
            yield Cell(self.name, number, column, text, kind)

    def cell(self, row: int, column: int) -> Cell | None:
        if (row, column) in self.odd:
            kind, text = self.odd[row, column]
            return Cell(self.name, row, column, text, kind, "", self._over(row, column))
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return None
        value = self.rows[row][column]
        if value == "" or _is_blank(value):
            return None
        shown = self.shown.get((row, column), LATE if self.late else "")
        return Cell(self.name, row, column, value, kind_of(value), shown, self._over(row, column))

    def _over(self, row: int, column: int) -> tuple[int, int]:
        if not self.merged:
            return row, column
        return next(
            ((last, right) for first, left, last, right in self.merged if (first, left) == (row, column)),
            (row, column),
        )


@dataclass(frozen=True, slots=True)
class SheetBook:
    """``format``: xlsx, xls, xlsb or ods. ``blind``: it cannot tell an Excel error from an empty cell. ``macros``: it has
    some, which nothing here ever runs.
    """

    name: str
    format: str
    sheets: tuple[Sheet, ...]
    blind: bool = False
    macros: bool = False


def _is_blank(value: CellValue) -> bool:
    return isinstance(value, str) and value[:1] in _BLANK and not value.strip(_BLANK)


def kind_of(value: CellValue) -> str:
    if isinstance(value, str):
        return TEXT
    if isinstance(value, bool):
        return BOOL
    return DATE if isinstance(value, date) else NUMBER


def address(row: int, column: int) -> str:
    """``H34`` for 0-based (33, 7)."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
