"""The moderation sheet a panel fills in Excel: its columns, and what comes back of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from assurance_desk.domain.questions import CellRule, read_cell
from assurance_desk.domain.questions.cells import as_shown, bare
from assurance_desk.domain.recovery.book import ERROR, FORMULA, Cell, Sheet, SheetBook, address
from assurance_desk.errors import DeskError
from assurance_desk.texts import _, later

RETURN, NAME, QUESTION, ASKED, THEIRS, BESIDE = "return", "name", "question", "asked", "theirs", "beside"
CHALLENGE, AGREED, REASON = "challenge", "agreed", "reason"
HEADS: Final = {
    RETURN: later("Return"), NAME: later("Organisation"), QUESTION: later("Question"),
    ASKED: later("What was asked"), THEIRS: later("They say"), BESIDE: later("What stands beside it"),
    CHALLENGE: later("The panel’s challenge"), AGREED: later("Agreed"), REASON: later("Reason"),
}  # fmt: skip
WIDTHS: Final = {
    RETURN: 8, NAME: 26, QUESTION: 9, ASKED: 44, THEIRS: 16, BESIDE: 40, CHALLENGE: 34, AGREED: 18, REASON: 40,
}  # fmt: skip
NEEDED: Final = frozenset({RETURN, QUESTION, AGREED})
TO_FILL: Final = (CHALLENGE, AGREED, REASON)
PANEL, DAY = later("Panel"), later("Day")


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One scored answer as the sheet shows it. ``theirs`` and ``agreed`` as kept; ``choices`` of its scale."""

    return_ref: str
    name: str
    question: str
    asked: str
    theirs: str
    beside: str
    choices: tuple[str, ...]
    agreed: str = ""
    reason: str = ""
    challenge: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.return_ref.casefold(), self.question.casefold()


@dataclass(frozen=True, slots=True)
class ModerationSheet:
    ref: str
    version: str
    title: str
    marking: str
    body: str
    day: date
    panel: str
    lines: tuple[SheetLine, ...]


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One line filled in by the panel: what it agreed and why, and what it asks."""

    key: tuple[str, str]
    row: int
    agreed: str
    reason: str
    challenge: str


@dataclass(frozen=True, slots=True)
class FoundSheet:
    """``not_taken``: (sheet, cell, what stood there, why) of each cell left out."""

    panel: str
    lines: tuple[FoundLine, ...]
    not_taken: tuple[tuple[str, str, str, str], ...]


class NoModerationSheetError(DeskError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "“{name}” is no moderation sheet of ours (no columns Return, Question and Agreed), so nothing was taken "
                "from it. Bring in the sheet that was saved here."
            ).format(name=name)
        )


def find(book: SheetBook, expected: Mapping[tuple[str, str], SheetLine]) -> FoundSheet:
    """What the panel filled in, wherever the columns stand; lines as they went out are left out.

    Raises:
        NoModerationSheetError: no sheet of it has our columns.
    """
    for sheet in book.sheets:
        head = _head_of(sheet)
        if head is not None:
            return _Finder(sheet, *head, expected).find()
    raise NoModerationSheetError(book.name)


def _head_of(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    known = {bare(_(words)): key for key, words in HEADS.items()} | {
        bare(words): key for key, words in HEADS.items()
    }
    rows: dict[int, dict[str, int]] = {}
    for row, column, words in sheet.texts:
        if (key := known.get(bare(words))) is not None:
            rows.setdefault(row, {}).setdefault(key, column)
    return next(((row, at) for row, at in sorted(rows.items()) if NEEDED.issubset(at)), None)


class _Finder:
    def __init__(
        self, sheet: Sheet, head: int, at: dict[str, int], expected: Mapping[tuple[str, str], SheetLine]
    ) -> None:
        self.sheet, self.head, self.at, self.expected = sheet, head, at, expected
        self.not_taken: list[tuple[str, str, str, str]] = []

    def find(self) -> FoundSheet:
        lines: dict[tuple[str, str], FoundLine] = {}
        for row in sorted({one.row for one in self.sheet.cells() if one.row > self.head}):
            line = self._line(row)
            if line is None:
                continue
            if line.key in lines:
                self._leave(
                    row, QUESTION, _("this answer stands in the sheet twice; the first line was taken")
                )
                continue
            lines[line.key] = line
        changed = tuple(line for line in lines.values() if self._differs(line))
        return FoundSheet(self._panel(), changed, tuple(self.not_taken))

    def _line(self, row: int) -> FoundLine | None:
        filled = [key for key in TO_FILL if self._text(row, key)]
        key = (self._text(row, RETURN).casefold(), self._text(row, QUESTION).casefold())
        ours = self.expected.get(key)
        if ours is None:
            for name in filled:
                self._leave(row, name, _("no answer of ours is named in this line"))
            return None
        if THEIRS in self.at and bare(self._text(row, THEIRS)) != bare(ours.theirs):
            self._leave(
                row,
                THEIRS,
                _("their own score is never written over; it stays {score}").format(score=ours.theirs),
            )
        agreed = self._agreed(row, ours)
        if agreed is None:
            return None
        return FoundLine(key, row, agreed, self._text(row, REASON), self._text(row, CHALLENGE))

    def _agreed(self, row: int, ours: SheetLine) -> str | None:
        """As the scale has it; None where it cannot be taken. An agreement that was emptied stays as it is."""
        cell = self.sheet.cell(row, self.at[AGREED])
        if cell is None:
            return ""
        reading = read_cell(CellRule("choice", ours.choices), cell.value)
        if cell.kind in (ERROR, FORMULA) or reading.problem or reading.sure < 2:
            self._leave(row, AGREED, reading.problem or _("it is not sure what was agreed"))
            return None
        if reading.value != ours.theirs and not self._text(row, REASON):
            self._leave(row, AGREED, _("it differs from their own score and gives no reason"))
            return None
        return reading.value

    def _differs(self, line: FoundLine) -> bool:
        ours = self.expected[line.key]
        agreed = bool(line.agreed) and (line.agreed, line.reason) != (ours.agreed, ours.reason)
        return agreed or bool(line.challenge and line.challenge != ours.challenge)

    def _text(self, row: int, key: str) -> str:
        if key not in self.at:
            return ""
        cell: Cell | None = self.sheet.cell(row, self.at[key])
        return "" if cell is None else " ".join(as_shown(cell.value).split())

    def _leave(self, row: int, key: str, why: str) -> None:
        where = address(row, self.at.get(key, 0))
        self.not_taken.append((self.sheet.name, where, self._text(row, key), why))

    def _panel(self) -> str:
        """What stands to the right of the word Panel, above the table."""
        for row, column, words in self.sheet.texts:
            if row < self.head and bare(words) in (bare(_(PANEL)), bare(PANEL)):
                cell = self.sheet.cell(row, column + 1)
                return "" if cell is None else " ".join(as_shown(cell.value).split())
        return ""
