"""Counts every cell that holds something, and lists those that are neither answers nor printed by us."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from assurance_desk.domain.conditions import guidance
from assurance_desk.domain.embargo import marked_until
from assurance_desk.domain.questions.cells import as_shown, plain
from assurance_desk.domain.recovery.book import (
    ERROR,
    FORMULA,
    NUMBER,
    Cell,
    Sheet,
    SheetBook,
    address,
    kind_of,
)
from assurance_desk.domain.recovery.finding import LeftOver
from assurance_desk.domain.recovery.form import Form, RowKey
from assurance_desk.domain.recovery.formulas import formula_shape
from assurance_desk.domain.recovery.identity import Identity
from assurance_desk.domain.recovery.left_words import beside_words, together
from assurance_desk.domain.recovery.own import PROGRESS, Own
from assurance_desk.domain.recovery.rows import FoundRow
from assurance_desk.domain.recovery.words import bare
from assurance_desk.domain.sheet_layout import FIRST_CELL, STRUT_COLUMN, read_mark
from assurance_desk.texts import _

SHOWN = re.compile(r"^(\d+ of \d+ lines|To answer|To confirm|Say why|Check: .*)$")
TO_DO = re.compile(SHOWN.pattern.lower())
"""What they say beside the cells to fill in; and the same of bare words."""
_LINE = re.compile(r".+ version \S+ · \S+ · return code \S+")
_WORD = re.compile(r"\w+")
_MOST_ROWS, _LONGEST_ROW = 4096, 2_000
_FEW = 2
"""Words beside one that changes from copy to copy."""
MOST_HELPED = 500
MOST_LISTED = 20
"""Of one sheet's strange cells so many are listed one by one."""

_Like = tuple[Counter[tuple[int, int]], Counter[int], Counter[str], int]
"""Of a row: how many of its words stand in each line of ours, and in which by how many columns moved; its words; how many
cells of it hold something that does not change by itself.
"""


@dataclass(frozen=True, slots=True)
class _About:
    """A sheet: whether it has marks, asks anything, is the sheet of lists; its columns' shift, its last answer's column."""

    marked: bool
    asks: bool
    lists: bool
    shift: int
    last: int


class Totals:
    """``cells`` that hold something, and how many of them are ``ours``; right after ``left_over``."""

    def __init__(
        self, book: SheetBook, rows: list[FoundRow], form: Form, own: Own, identity: Identity
    ) -> None:
        self._book, self._form, self._own = book, form, own
        self._rows = {(row.sheet.name, row.number): row for row in rows}
        whose = identity.whose
        self._names = frozenset(
            bare(word)
            for word in ((_("Questionnaire for {name}").format(name=whose.name), whose.name, whose.ref, whose.code) if whose else ())
        )  # fmt: skip
        self._embargoed = bare(marked_until(form.questionnaire.marking, ""))
        self._sheets = {sheet.name: sheet for sheet in book.sheets}
        self._likes: dict[tuple[str, int], _Like] = {}
        self.cells = self.ours = 0

    def left_over(self, answered: set[tuple[str, int, int]]) -> list[LeftOver]:
        found: list[LeftOver] = []
        for sheet in self._book.sheets:
            about = self._about(sheet, answered)
            strange: dict[int, list[Cell]] = {}
            for cell in self._unknown(sheet, answered):
                if self._is_ours(cell, about):
                    self.ours += 1
                else:
                    strange.setdefault(cell.row, []).append(cell)
            found += together(self._helpers(sheet, strange, about))
            found += _bounded([*self._listed(sheet, strange), *self._beside(sheet)])
        return found

    def _about(self, sheet: Sheet, answered: set[tuple[str, int, int]]) -> _About:
        mine = [row for (name, _n), row in self._rows.items() if name == sheet.name]
        head = sheet.rows[0][0] if sheet.rows and sheet.rows[0] else ""
        return _About(
            marked=any(row.mark for row in mine),
            asks=any(row.key for row in mine),
            lists=isinstance(head, str) and bool(head) and bare(head) == self._own.lists_head,
            shift=Counter(row.shift for row in mine if row.key).most_common(1)[0][0]
            if any(row.key for row in mine)
            else 0,
            last=max((column for name, _row, column in answered if name == sheet.name), default=1),
        )

    def _unknown(self, sheet: Sheet, answered: set[tuple[str, int, int]]) -> Iterator[Cell]:
        """Counts every cell; gives those that are neither answers nor, at first sight, words of ours."""
        name, long = sheet.name, self._own.long
        cells = ours = 0
        for number, column, value in sheet.filled():
            cells += 1
            if (name, number, column) in answered:
                continue
            if isinstance(value, str) and self._at_sight(bare(value), long):
                ours += 1
            else:
                yield Cell(name, number, column, value, kind_of(value))
        self.cells += cells
        self.ours += ours
        for (number, column), (kind, text) in sheet.odd.items():
            self.cells += 1
            if (name, number, column) not in answered:
                yield Cell(name, number, column, text, kind)

    def _at_sight(self, word: str, long: frozenset[str]) -> bool:
        """Our own words, or the marking of a file that went out under an embargo, whatever its hour was."""
        return word in long or (word.startswith(self._embargoed) and len(word) < len(self._embargoed) + 32)

    def _is_ours(self, cell: Cell, about: _About) -> bool:
        row = self._rows.get((cell.sheet, cell.row))
        if cell.kind == FORMULA:
            return formula_shape(str(cell.value)) in self._own.formulas
        if cell.kind == ERROR:
            return self._beyond(cell, row, about)
        if cell.kind == NUMBER:
            return self._number_is_ours(cell, row, about)
        return isinstance(cell.value, str) and self._word_is_ours(cell, row, about)

    def _beyond(self, cell: Cell, row: FoundRow | None, about: _About) -> bool:
        """Where only formulas of ours stand: after the cells to fill in, at a sheet's top, on the cover."""
        if row and row.key:
            return cell.column > max(about.last, FIRST_CELL + about.shift - 1)
        if not about.asks:
            return cell.column in self._own.told or not self._own.told
        first = not any(self._sheet_row(cell)[: cell.column])
        return first and cell.row < 3 and cell.column <= max(about.shift, 0)

    def _number_is_ours(self, cell: Cell, row: FoundRow | None, about: _About) -> bool:
        if about.lists:
            return bare(as_shown(cell.value)) in self._own.lists
        value = cell.value
        assert isinstance(value, int | float)
        if not 0 <= value <= MOST_HELPED or value != int(value):
            return False
        if row and row.key:
            return about.marked and cell.column - row.shift in self._own.helpers
        if row and row.mark and cell.column - about.shift in self._own.helpers:
            return True
        if about.asks:  # only the cover has figures of ours before words of ours
            return False
        values = self._sheet_row(cell)
        after = next((one for one in values[cell.column + 1 :] if one != ""), "")
        return isinstance(after, str) and bare(after) in self._own.words

    def _sheet_row(self, cell: Cell) -> tuple[object, ...]:
        return self._sheets[cell.sheet].rows[cell.row]

    def _word_is_ours(self, cell: Cell, row: FoundRow | None, about: _About) -> bool:
        text = str(cell.value)
        if "\u00a0" in text or "  " in text or text[-1:] == " ":
            text = plain(text)
        words = bare(text)
        if (
            not words
            or (about.lists and words in self._own.lists)
            or self._identifies(cell, text, words, about)
        ):
            return True
        if SHOWN.match(text) or (PROGRESS.match(text) and not (row and row.key)):
            at_top = not about.asks or (row and row.key) or " of " in words or "answered" in words
            return bool(at_top) and self._beyond(cell, row, about)
        if row and row.key and cell.column < row.zone:
            return self._says_label(words, row.key)
        places = self._own.words.get(words)
        if places is None:
            return False
        return not places or (not (row and row.key) and self._settled(cell, places, about.shift))

    def _identifies(self, cell: Cell, text: str, words: str, about: _About) -> bool:
        """A mark, the printed identity line, a name; on the cover a long name is written over two lines."""
        if text.count("|") == 6:
            return read_mark(text) is not None
        if not about.asks and len(words) > 3 and self._half_a_name(cell, words):
            return True
        return words in self._names or (" version " in text and bool(_LINE.fullmatch(text)))

    def _half_a_name(self, cell: Cell, words: str) -> bool:
        """Whether the cell above or below it holds the other half."""
        rows = self._sheets[cell.sheet].rows
        near = {
            at: bare(str(rows[at][cell.column])) if cell.column < len(rows[at]) else ""
            for at in (cell.row - 1, cell.row + 1)
            if 0 <= at < len(rows)
        }
        above, below = near.get(cell.row - 1, ""), near.get(cell.row + 1, "")
        whole = [f"{above} {words}"] * bool(above) + [f"{words} {below}"] * bool(below)
        return any(both in name for both in whole for name in self._names)

    def _settled(self, cell: Cell, places: frozenset[tuple[int, int]], shift: int) -> bool:
        """``_of_a_line``, remembered for rows that are no longer than ours."""
        row, known = self._sheet_row(cell), self._own.settled
        asked = row, cell.column, shift
        if asked not in known:
            long = sum(len(value) for value in row if isinstance(value, str)) > _LONGEST_ROW
            if long or len(known) >= _MOST_ROWS:
                known.clear()
            known[asked] = self._of_a_line(cell, places, shift)
        return known[asked]

    def _of_a_line(self, cell: Cell, places: frozenset[tuple[int, int]], shift: int) -> bool:
        """One short word may be anyone's: it is ours among others of the line that its row is most like, or alone in the
        column of a line of few. Of a word that stands there once too often the one in its column is ours.
        """
        at = cell.sheet, cell.row
        if at not in self._likes:
            self._likes[at] = self._like(cell)
        moved, beside, words, full = self._likes[at]
        most = max(moved.values())
        twice = words[bare(str(cell.value))] > 1
        for line, column in places:
            by = cell.column - column
            placed, size = by in (0, shift), self._own.sizes[line]
            if placed and size <= _FEW:
                whole = moved[line, by] == size
                others = sum(times for word, times in words.items() if word in self._form.all_heads)
                return whole or (line not in self._whole_lines and others <= beside[line])
            among = (beside[line] > _FEW or moved[line, by] > 1) and 2 * beside[line] > full
            among = among and (placed or 2 * beside[line] > size)
            if (
                among
                and (placed or not twice)
                and any(moved[line, other] == most for one, other in moved if one == line)
            ):
                return True
        return False

    @cached_property
    def _whole_lines(self) -> frozenset[int]:
        """Lines of two headings of ours that stand in the book with both."""
        wanted: dict[int, set[str]] = {}
        for word, places in self._own.words.items():
            for line, _column in places:
                if self._own.sizes[line] == _FEW:
                    wanted.setdefault(line, set()).add(word)
        rows: dict[tuple[str, int], set[str]] = {}
        for sheet in self._book.sheets:
            for row, _column, value in sheet.texts:
                rows.setdefault((sheet.name, row), set()).add(bare(value))
        heads = [(line, words) for line, words in wanted.items() if words <= self._form.all_heads]
        return frozenset(line for line, words in heads if any(words <= row for row in rows.values()))

    def _like(self, cell: Cell) -> _Like:
        values = self._sheet_row(cell)
        row = [(at, bare(value)) for at, value in enumerate(values) if isinstance(value, str) and value]
        moved = Counter(
            (line, at - column) for at, word in row for line, column in self._own.words.get(word, ())
        )
        beside: Counter[int] = Counter()
        for (line, _by), times in moved.items():
            beside[line] += times
        full = sum(value != "" and not PROGRESS.match(str(value)) for value in values)
        return moved, beside, Counter(word for _at, word in row), full

    def _says_label(self, words: str, key: RowKey) -> bool:
        """Nothing but what we printed on the row, or a part of it: more is theirs, be it a word of ours."""
        if words in self._form.refs:
            return True
        question = self._form.questions[key[0]]
        ours = _WORD.findall(bare(f"{key[0]} {key[1]} {self._form.label_of(key)} {guidance(question)}"))
        return set(_WORD.findall(words)) <= set(ours)

    def _helpers(self, sheet: Sheet, strange: dict[int, list[Cell]], about: _About) -> list[Cell]:
        """Figures of our hidden columns, on a sheet that lost its marks: taken out, to be told as one."""
        if about.marked or not about.asks:
            return []
        found: list[Cell] = []
        for number, cells in list(strange.items()):
            helped = [
                cell
                for cell in cells
                if cell.kind == NUMBER
                and cell.value in (0, 1)
                and cell.column > max(about.last, STRUT_COLUMN + about.shift - 3)
            ]
            found += helped
            strange[number] = [cell for cell in cells if cell not in helped]
            if not strange[number]:
                del strange[number]
        return found

    def _beside(self, sheet: Sheet) -> list[LeftOver]:
        found = []
        for one in sheet.beside:
            if one.text:
                self.cells += 1
                row = self._rows.get((sheet.name, one.row))
                under = (row.key[0] if row.key else row.under) if row else ""
                at = address(one.row, one.column)
                found.append(LeftOver(sheet.name, at, one.text, under, 1, beside_words(one.what)))
        return found

    def _listed(self, sheet: Sheet, strange: dict[int, list[Cell]]) -> list[LeftOver]:
        """A row we do not know is one line; single cells on a row we do know are one each."""
        found: list[LeftOver] = []
        for number, cells in strange.items():
            row = self._rows.get((sheet.name, number))
            if row and row.key:
                found += [_single(cell, row.key[0], label=cell.column < row.zone) for cell in cells]
                continue
            text = "  ".join(as_shown(cell.value) for cell in cells)
            under = row.under if row else ""
            why = (
                _("a row that was not asked for") if under else _("words that stand where nothing was asked")
            )
            found.append(LeftOver(sheet.name, address(number, cells[0].column), text, under, len(cells), why))
        return found


def _bounded(found: list[LeftOver]) -> list[LeftOver]:
    """A sheet with thousands of strange cells is one thing to decide, not thousands; the count stays whole."""
    if len(found) <= MOST_LISTED:
        return found
    rest = found[MOST_LISTED:]
    text = " … ".join((rest[0].text[:200], rest[-1].text[:200]))
    why = _("{n} more cells down to {cell} hold something that was not asked for").format(
        n=f"{sum(one.cells for one in rest):,}", cell=rest[-1].cell
    )
    cells = sum(one.cells for one in rest)
    return [*found[:MOST_LISTED], LeftOver(rest[0].sheet, rest[0].cell, text, "", cells, why)]


def outside() -> str:
    return _("outside the cells to fill in")


def _single(cell: Cell, question: str, *, label: bool) -> LeftOver:
    why = _("something was written into the question’s own words") if label else outside()
    return LeftOver(cell.sheet, address(cell.row, cell.column), as_shown(cell.value), question, 1, why)
