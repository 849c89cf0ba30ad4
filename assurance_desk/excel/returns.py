"""Plain tables as a workbook: visible, freshly written values and nothing else.

No formula, comment, validation, hidden row or sheet, defined name of ours, author or pivot: what another
organisation's analyst opens is what they see.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter as letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.pagebreak import Break, ColBreak

from assurance_desk.domain.dates import When
from assurance_desk.domain.gaps_table import PlainTable, Quiet, Tinted, Value
from assurance_desk.excel import styles as s
from assurance_desk.excel.cells import put_text
from assurance_desk.excel.measure import height_pt, lines_needed, text_px, width_px
from assurance_desk.excel.returns_fit import fit
from assurance_desk.progress import Progress

_TEXT = Alignment(vertical="top", horizontal="left", wrap_text=True, indent=1)
_VALUE = Alignment(vertical="top", horizontal="left", indent=1)
_HEAD = Alignment(vertical="center", horizontal="left", wrap_text=True, indent=1)
_DAY, _MONTH = "d mmm yyyy", "mmm yyyy"
_EVERY = 200
_SIZE = 10
_INDENT = 9
"""Pixels that keep the words of one column clear of the next."""
_TALLEST = 405.0
"""Points; Excel takes 409."""
_FITS = 220
"""Characters across that can still be read when shrunk to the width of a page: 7 pt."""
_SCALE = 70
_MARGIN = 0.4
"""Inches at the sides of a printed page."""


def write_tables(tables: Sequence[PlainTable], made_on: date, progress: Progress | None = None) -> bytes:
    """A sheet per table. Written row by row, so that 45,000 answers need no more memory than one."""
    told = progress or Progress()
    book: Any = Workbook(write_only=True)
    book._fonts = IndexedList([s.font()])  # noqa: SLF001  (Normal's font is the unit of every column's width)
    book._named_styles["Normal"].font = s.font()  # noqa: SLF001
    _properties(book, tables, made_on)
    total = sum(len(table.rows) for table in tables)
    done = 0
    for table in tables:
        sheet = _sheet(book, table)
        looks = _Looks.of(sheet)
        sheet.append([_head(sheet, looks, head.words) for head in table.heads])
        at = 1
        for row in table.rows:
            done, at = done + 1, at + 1
            sheet.row_dimensions[at].height = _height(table, row)
            sheet.append([_cell(sheet, looks, value) for value in row])
            if done % _EVERY == 0:
                told.at(done, total, table.name)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _properties(book: Workbook, tables: Sequence[PlainTable], made_on: date) -> None:
    properties: Any = book.properties
    properties.creator = None
    properties.lastModifiedBy = None
    properties.title = tables[0].title if tables else None
    properties.created = properties.modified = datetime.combine(made_on, time(9))


def _sheet(book: Workbook, table: PlainTable) -> Any:
    sheet: Any = book.create_sheet(table.name)
    for place, head in enumerate(table.heads, 1):
        sheet.column_dimensions[letter(place)].width = head.width
    lines = max(
        (lines_needed(head.words, head.width, _SIZE, bold=True, indent=1) for head in table.heads), default=1
    )
    sheet.row_dimensions[1].height = height_pt(lines, _SIZE) + 6
    sheet.freeze_panes = f"{letter(table.frozen + 1)}2"
    sheet.auto_filter.ref = f"A1:{letter(len(table.heads))}{len(table.rows) + 1}"
    _printing(sheet, table)
    return sheet


def _printing(sheet: Any, table: PlainTable) -> None:
    fits = sum(head.width for head in table.heads) <= _FITS
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = fits
    if fits:
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    else:  # several sheets of paper wide, the first columns again on each
        sheet.page_setup.scale = _SCALE
        sheet.print_title_cols = f"A:{letter(max(table.frozen, 1))}"
        sheet.col_breaks = ColBreak(brk=[Break(id=column) for column in table.breaks])
    sheet.page_margins.left = sheet.page_margins.right = _MARGIN
    sheet.page_margins.top = sheet.page_margins.bottom = 0.75
    sheet.print_title_rows = "1:1"
    sheet.oddHeader.center.text = sheet.oddFooter.center.text = table.marking.replace("&", "&&")
    sheet.oddFooter.left.text = table.title.replace("&", "&&")
    sheet.oddFooter.right.text = "Page &P of &N"


@dataclass(frozen=True, slots=True)
class _Looks:
    """A sheet's cell styles, each made once: setting them cell by cell took most of the time."""

    head: Any
    text: Any
    quiet: Any
    number: Any
    day: Any
    month: Any
    tones: dict[str, Any]

    @classmethod
    def of(cls, sheet: Any) -> _Looks:
        return cls(
            head=_style(sheet, s.font(bold=True), _HEAD, s.EDGE_BELOW, s.fill(s.HEAD)),
            text=_style(sheet, s.font(), _TEXT, s.RULE_BELOW),
            quiet=_style(sheet, s.font(color=s.MUTED), _TEXT, s.RULE_BELOW),
            number=_style(sheet, s.font(), _VALUE, s.RULE_BELOW),
            day=_style(sheet, s.font(), _VALUE, s.RULE_BELOW, number_format=_DAY),
            month=_style(sheet, s.font(), _VALUE, s.RULE_BELOW, number_format=_MONTH),
            tones={tone: _tone(sheet, *colours) for tone, colours in s.TONES.items()},
        )

    def of_value(self, sheet: Any, value: Value) -> Any:
        if isinstance(value, Quiet):
            return self.quiet
        if isinstance(value, Tinted):
            return self.tones.setdefault(value.tone, _tone(sheet, *s.NO_TONE))
        if isinstance(value, When):
            return self.day if value.day else self.month
        if isinstance(value, str):
            return self.text
        return self.day if isinstance(value, date) else self.number


def _tone(sheet: Any, ground: str, ink: str) -> Any:
    return _style(sheet, s.font(bold=True, color=ink), _TEXT, s.RULE_BELOW, s.fill(ground))


def _style(
    sheet: Any, font: Any, alignment: Any, border: Any, fill: Any = None, number_format: str = ""
) -> Any:
    cell: Any = WriteOnlyCell(sheet)
    cell.font, cell.alignment, cell.border = font, alignment, border
    if fill is not None:
        cell.fill = fill
    if number_format:
        cell.number_format = number_format
    return cell._style  # noqa: SLF001  (openpyxl's own copy() of a cell does the same)


def _cell(sheet: Any, looks: _Looks, value: Value) -> Any:
    cell: Any = WriteOnlyCell(sheet)
    cell._style = copy(looks.of_value(sheet, value))  # noqa: SLF001
    if isinstance(value, str):
        put_text(cell, fit(value))
    elif isinstance(value, Quiet | Tinted):
        put_text(cell, value.words)
    else:
        cell.value = value.last_day if isinstance(value, When) else value
    return cell


def _head(sheet: Any, looks: _Looks, words: str) -> Any:
    cell = _cell(sheet, looks, words)
    cell._style = copy(looks.head)  # noqa: SLF001
    return cell


def _height(table: PlainTable, row: Sequence[Value]) -> float:
    """As tall as its longest cell needs, to a limit: no program works it out before it is opened."""
    lines = max(
        (_lines(value, head.width) for value, head in zip(row, table.heads, strict=True)),
        default=1,
    )
    return min(_TALLEST, height_pt(lines, _SIZE) + 3)


def _lines(value: Value, width: float) -> int:
    if isinstance(value, Quiet | Tinted):
        value = value.words
    if not isinstance(value, str):
        return 1
    return sum(_wrapped(line, width) for line in value[:4000].split("\n"))


@lru_cache(maxsize=4096)  # the same names, states and sources stand in thousands of rows
def _wrapped(line: str, width: float) -> int:
    """A word wider than the column is broken wherever its end is reached."""
    if len(line) < width * 0.7:
        return 1
    room = width_px(width) - _INDENT
    return max(lines_needed(line, width, _SIZE, indent=1), math.ceil(text_px(line, _SIZE) / room))
