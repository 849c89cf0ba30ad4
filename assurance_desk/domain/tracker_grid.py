"""A tracker's sheet as plain cells with their merged neighbours and fill colours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from assurance_desk.domain.questions.cells import CellValue, as_shown, bare
from assurance_desk.domain.recovery.book import BOX, FAR, LATE, NOTE, Sheet, address
from assurance_desk.texts import _, later

HIGHEST, WIDEST = 20_000, 400
"""Rows and columns of a sheet that may be a tracker; one has some hundreds and some tens."""
_MOST_COVERED = 200_000
_BESIDE = {NOTE: later("Note on {cell}"), BOX: later("Text box at {cell}"), FAR: later("Far outside, {cell}")}


@dataclass(frozen=True, slots=True)
class TrackerSheet:
    """``fills``: (row, column), 0-based, to the colour a cell is filled with, as six hexadecimal digits."""

    sheet: Sheet
    fills: dict[tuple[int, int], str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.sheet.name


@dataclass(frozen=True, slots=True)
class TrackerBook:
    """``passed``: sheets far larger than a tracker, which are not offered. ``coloured``: its format tells colours."""

    name: str
    sheets: tuple[TrackerSheet, ...]
    passed: tuple[str, ...] = ()
    coloured: bool = True


class Grid:
    """One sheet to read from: a cell covered by merged ones has the value and the colour of their first."""

    def __init__(self, tracker: TrackerSheet) -> None:
        self.tracker = tracker
        self.name = tracker.name
        self._rows = tracker.sheet.rows
        self.height = len(self._rows)
        self.width = max((len(row) for row in self._rows), default=0)
        self._first = self._covered()
        self._beside: dict[int, list[tuple[str, str]]] = {}
        for one in tracker.sheet.beside:
            if one.text:
                title = _(_BESIDE[one.what]).format(cell=address(one.row, one.column))
                self._beside.setdefault(one.row, []).append((title, one.text))

    def _covered(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Every cell under a merged range that is not its first, to the first."""
        found: dict[tuple[int, int], tuple[int, int]] = {}
        for top, left, bottom, right in self.tracker.sheet.merged:
            for row in range(top, min(bottom + 1, self.height)):
                for column in range(left, min(right + 1, self.width)):
                    if (row, column) != (top, left):
                        found[row, column] = top, left
            if len(found) > _MOST_COVERED:
                break
        return found

    def home(self, row: int, column: int) -> tuple[int, int]:
        """Where the value of a cell stands: itself, or the first of the cells it is merged with."""
        return self._first.get((row, column), (row, column))

    def value(self, row: int, column: int) -> CellValue:
        at, across = self.home(row, column)
        if (at, across) in self.tracker.sheet.odd or not 0 <= at < self.height:
            return ""
        cells = self._rows[at]
        value = cells[across] if across < len(cells) else ""
        return "" if isinstance(value, str) and not value.strip() else value

    def text(self, row: int, column: int) -> str:
        """Verbatim, without blanks at either end; numbers and dates as their sender saw them."""
        return as_shown(self.value(row, column)).replace("\r\n", "\n").replace("\r", "\n").strip()

    def odd(self, row: int, column: int) -> str:
        """What stands where no value can be read: an Excel error, or a formula without its result."""
        return self.tracker.sheet.odd.get(self.home(row, column), ("", ""))[1]

    def fill(self, row: int, column: int) -> str:
        return self.tracker.fills.get(self.home(row, column), "")

    def shown(self, row: int, column: int) -> str:
        """How a date is shown, where that changes what it says."""
        known = self.tracker.sheet.shown.get(self.home(row, column), "")
        return known or (LATE if self.tracker.sheet.late else "")

    def own(self, row: int, column: int) -> bool:
        """Whether the cell's value stands in this row, not in one above that it is merged with."""
        return self.home(row, column)[0] == row

    def filled(self, row: int) -> Iterator[tuple[int, str]]:
        """(column, text) of the row's cells with something in them; of cells merged across, the first only."""
        for column in range(self.width):
            if self.home(row, column)[1] == column:
                text = self.text(row, column) or self.odd(row, column)
                if text:
                    yield column, text

    def spread(self, row: int, column: int) -> int:
        """Over how many columns the cell is merged."""
        return sum(1 for at in range(self.width) if self.home(row, at) == self.home(row, column))

    def beside(self, row: int) -> list[tuple[str, str]]:
        """What is written there but in no cell: (what it is, its words)."""
        return self._beside.get(row, [])

    def outside(self, heading: int) -> list[str]:
        """Words above the headings and below the last row, in cells or beside them."""
        found = [text for row in range(heading) for _column, text in self.filled(row)]
        found += [
            f"{title}: {words}"
            for row, beside in sorted(self._beside.items())
            if row <= heading or row >= self.height
            for title, words in beside
        ]
        return found

    def hidden(self, row: int) -> bool:
        return row in self.tracker.sheet.hidden_rows

    def headings(self, row: int) -> tuple[str, ...]:
        """The words over each column; a heading merged over several names the first of them only."""
        return tuple(
            " ".join(self.text(row, column).split()) if self.home(row, column)[1] == column else ""
            for column in range(self.width)
        )

    def place(self, row: int, column: int) -> str:
        """``H34``"""
        return address(row, column)


_bare = lru_cache(maxsize=8192)(bare)


def same_words(one: str, other: str) -> bool:
    return _bare(one) == _bare(other)
