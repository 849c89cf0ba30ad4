"""A filled questionnaire whose cells remember what they were meant to say, wherever an edit carries them."""

from __future__ import annotations

import copy
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

import openpyxl
from openpyxl.comments import Comment

from assurance_desk.domain.prefill import Recipient
from assurance_desk.domain.questionnaire import Questionnaire, Slot
from assurance_desk.domain.questions import CellRule, slots_of
from assurance_desk.domain.recovery.book import NOTE, Beside, CellValue, Sheet, SheetBook, address
from assurance_desk.domain.sheet_layout import MARK_COLUMN, read_mark
from assurance_desk.excel.questionnaire import template
from assurance_desk.reading.spreadsheet_shown import told_by

MARK = MARK_COLUMN - 1


@dataclass(eq=False, slots=True)
class Leaf:
    """A cell. ``slot``: what its sender answers there, ``accepts`` the readings that are right, ``owner`` whose it is.

    ``stray``: words of theirs that answer nothing. ``day_first``: a day typed in figures, as it was meant.
    ``typed``: the cell of its row it stands in, where that is another's and reads it as well as its own, as ``read_there``;
    ``pulled``: it came there because a cell before it was deleted. ``at``: the
    column (0-based) it was issued in, ``typed_at`` that of the cell it stands in.
    """

    value: CellValue | None = None
    format: str = "General"
    slot: Slot | None = None
    accepts: frozenset[str] = frozenset()
    owner: str = ""
    stray: bool = False
    note: str = ""
    day_first: str = ""
    typed: Slot | None = None
    read_there: str = ""
    pulled: bool = False
    at: int = -1
    typed_at: int = -1

    @property
    def stands_for(self) -> int:
        """The column its cell was issued in, or that of the cell it was typed into."""
        return self.typed_at if self.typed else self.at

    @property
    def filled(self) -> bool:
        return self.value is not None and str(self.value).strip(" \t\r\n\u00a0") != ""

    @property
    def theirs(self) -> bool:
        return self.filled and (self.stray or self.slot is not None)


Line = list["Leaf | None"]


@dataclass(slots=True)
class Page:
    """``merges``: the cell at the top left, and how many rows and columns it covers."""

    name: str
    lines: list[Line]
    hidden: bool = False
    merges: list[tuple[Leaf, int, int]] = field(default_factory=list)

    def words(self, line: Line) -> list[str]:
        return [str(leaf.value) for leaf in line if leaf and leaf.filled]

    def placed(self) -> Iterator[tuple[int, int, Leaf]]:
        for row, line in enumerate(self.lines):
            for column, leaf in enumerate(line):
                if leaf is not None:
                    yield row, column, leaf

    def merged(self) -> list[tuple[int, int, int, int]]:
        """As they can still be: nothing else stands under them, and they do not overlap."""
        at = {id(leaf): (row, column) for row, column, leaf in self.placed()}
        full = {(row, column) for row, column, leaf in self.placed() if leaf.filled}
        found: list[tuple[int, int, int, int]] = []
        taken: set[tuple[int, int]] = set()
        for leaf, rows, columns in self.merges:
            if id(leaf) not in at:
                continue
            row, column = at[id(leaf)]
            under = {(row + down, column + across) for down in range(rows) for across in range(columns)}
            if len(under & full) <= 1 and not under & taken:
                taken |= under
                found.append((row, column, row + rows - 1, column + columns - 1))
        return found


@dataclass(slots=True)
class Paper:
    asked: Questionnaire
    owner: str
    pages: list[Page]
    name: str = "return.xlsx"

    def asking(self) -> list[Page]:
        """Pages on which something is asked, as far as any is left."""
        found = [page for page in self.pages if any(leaf.slot for _row, _column, leaf in page.placed())]
        return found or self.pages

    def rules(self) -> dict[Slot, CellRule]:
        return dict(pair for question in self.asked.questions() for pair in slots_of(question))

    def copied(self) -> Paper:
        return copy.deepcopy(self)

    def sheets(self) -> SheetBook:
        """As the reader of an .xlsx gives it."""
        return SheetBook(self.name, "xlsx", tuple(_sheet(page) for page in self.pages))

    def file(self) -> bytes:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for page in self.pages:
            _write(book.create_sheet(page.name), page)
        if all(sheet.sheet_state != "visible" for sheet in book):
            book.worksheets[0].sheet_state = "visible"
        held = io.BytesIO()
        book.save(held)
        return held.getvalue()


def _sheet(page: Page) -> Sheet:
    rows = tuple(
        tuple("" if leaf is None or leaf.value is None else leaf.value for leaf in line)
        for line in page.lines
    )
    wide = max(map(len, rows), default=0)
    shown = {
        (row, column): told
        for row, column, leaf in page.placed()
        if leaf.format != "General" and (told := told_by(leaf.format))
    }
    beside = tuple(Beside(row, column, leaf.note, NOTE) for row, column, leaf in page.placed() if leaf.note)
    return Sheet(
        page.name, tuple((*row, *[""] * (wide - len(row))) for row in rows), page.hidden, {}, tuple(page.merged()),
        frozenset(), shown, beside,
    )  # fmt: skip


def _write(sheet: openpyxl.worksheet.worksheet.Worksheet, page: Page) -> None:
    for row, column, leaf in page.placed():
        if leaf.value is None and not leaf.note:
            continue
        cell = sheet.cell(row + 1, column + 1)
        cell.value = leaf.value
        if isinstance(leaf.value, str):
            cell.data_type = "s"
        if leaf.format != "General":
            cell.number_format = leaf.format
        if leaf.note:
            cell.comment = Comment(leaf.note, "someone")
    for first, left, last, right in page.merged():
        sheet.merge_cells(start_row=first + 1, start_column=left + 1, end_row=last + 1, end_column=right + 1)
    if page.hidden:
        sheet.sheet_state = "hidden"


def issued(asked: Questionnaire, to: Recipient) -> Paper:
    """As it went out to one of its recipients, its cells to fill in marked with what they ask."""
    return _issued(asked, to.ref, to.name, to.code).copied()


@cache
def _issued(asked: Questionnaire, ref: str, name: str, code: str) -> Paper:
    book = openpyxl.load_workbook(
        io.BytesIO(template(asked).copy(Recipient(ref, name, code))), data_only=True
    )
    pages = [
        Page(
            sheet.title,
            [
                [None if value is None else Leaf(value) for value in row]
                for row in sheet.iter_rows(values_only=True)
            ],
            hidden=sheet.sheet_state != "visible",
        )
        for sheet in book
    ]
    for page in pages:
        for line in page.lines:
            _ask(line, ref)
    return Paper(asked, ref, pages, f"Return {ref}.xlsx")


def _ask(line: Line, owner: str) -> None:
    found = line[MARK] if len(line) > MARK else None
    mark = read_mark(str(found.value)) if found else None
    for column, key in (mark.columns if mark else {}).items():
        line[column] = Leaf(slot=Slot(mark.question, mark.row, key), owner=owner)  # type: ignore[union-attr]
    for column, leaf in enumerate(line):
        if leaf:
            leaf.at = column


def cell_of(row: int, column: int) -> str:
    return address(row, column)
