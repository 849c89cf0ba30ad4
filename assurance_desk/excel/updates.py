"""The workbook in which a lead organisation tells how far its actions are: a cover, and one row for each action."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter as letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.properties import PageSetupProperties

from assurance_desk.domain import updates_sheet as sheet_of
from assurance_desk.domain.updates import (
    PARTS,
    STATE,
    STATES,
    UpdateAction,
    UpdateCopy,
    UpdateRequest,
    identity_line,
    mark_of,
)
from assurance_desk.domain.updates_rules import RULES
from assurance_desk.excel import measure as m
from assurance_desk.excel import styles as s
from assurance_desk.excel.cells import clean, put_text
from assurance_desk.excel.questionnaire import CopiesNotWrittenError
from assurance_desk.excel.questionnaire_rules import number_format, validation
from assurance_desk.excel.questionnaire_sheet import GrowingRow
from assurance_desk.excel.updates_cover import write_cover
from assurance_desk.progress import Progress
from assurance_desk.whole_file import write_whole

_LEAST_LINES = 4
_TALLEST = 400.0


def write_updates(
    request: UpdateRequest,
    copies: Sequence[tuple[UpdateCopy, tuple[UpdateAction, ...], str]],
    folder: Path,
    progress: Progress,
) -> int:
    """A file for each organisation, by the name given, in ``folder``. Gives how many were written. A worker's task.

    Raises:
        CopiesNotWrittenError: one cannot be written.
        Cancelled: the user stopped it.
    """
    try:
        for number, (copy, lines, name) in enumerate(copies, 1):
            write_whole(folder / name, workbook(request, copy, lines))
            progress.at(number, len(copies), copy.name)
    except OSError as error:
        raise CopiesNotWrittenError(error) from error
    return len(copies)


def workbook(request: UpdateRequest, copy: UpdateCopy, lines: tuple[UpdateAction, ...]) -> bytes:
    """One organisation's file."""
    book: Any = Workbook()
    book._fonts = IndexedList([s.font()])  # noqa: SLF001  (Normal's font is the unit of every column's width)
    book._named_styles["Normal"].font = s.font()  # noqa: SLF001
    book.properties.creator = None
    book.properties.title = clean(f"{sheet_of.cover_title()} ({request.ref})")
    book.properties.language = "en-GB"
    book.properties.created = book.properties.modified = datetime.combine(request.asked_on, time(9))
    cover = book.active
    cover.title = sheet_of.COVER
    at = write_cover(cover, request, copy)
    _named(book, "u_return", cover, f"$A${at}")
    _page(cover, request, copy, portrait=True)
    cover.sheet_properties.tabColor = s.ACCENT
    _actions(book, request, copy, lines)
    _lists(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _actions(book: Any, request: UpdateRequest, copy: UpdateCopy, lines: tuple[UpdateAction, ...]) -> None:
    ws = book.create_sheet(sheet_of.ACTIONS)
    for place, width in enumerate(sheet_of.WIDTHS, 1):
        ws.column_dimensions[letter(place)].width = width
    ws.column_dimensions[letter(sheet_of.MARK_COLUMN)].hidden = True
    put_text(ws.cell(1, sheet_of.MARK_COLUMN), sheet_of.MARK_HEAD)
    _top(ws, copy)
    _heads(ws)
    for number, line in enumerate(lines, sheet_of.FIRST_ROW):
        _row(ws, number, line)
        put_text(ws.cell(number, sheet_of.MARK_COLUMN), mark_of(request, copy, line))
        _named(book, f"u_{line.number}", ws, f"${letter(sheet_of.column_of(PARTS[0]))}${number}")
    last = sheet_of.FIRST_ROW + len(lines) - 1
    _checks(ws, last)
    foot = put_text(ws.cell(last + 2, 1), identity_line(request, copy))
    foot.font, foot.alignment = s.font(9, color=s.MUTED), s.PLAIN
    across = letter(len(sheet_of.KEYS))
    _named(book, f"TitleRegion1.A{sheet_of.HEAD_ROW}.{across}{last}.2", ws, f"$A${sheet_of.HEAD_ROW}")
    ws.freeze_panes = f"{letter(sheet_of.column_of(sheet_of.TEXT))}{sheet_of.FIRST_ROW}"
    ws.print_title_rows = f"{sheet_of.HEAD_ROW}:{sheet_of.HEAD_ROW}"
    ws.print_area = f"A1:{across}{last + 2}"
    ws.sheet_properties.tabColor = s.TAB
    _page(ws, request, copy)


def _top(ws: Any, copy: UpdateCopy) -> None:
    name = put_text(ws.cell(1, 1), sheet_of.title(copy))
    name.font, name.alignment = s.font(18, bold=True, color=s.ACCENT), s.MIDDLE_LINE
    ws.row_dimensions[1].height = 32
    words = put_text(ws.cell(2, 1), sheet_of.hint())
    words.font, words.alignment = s.font(10, color=s.MUTED), s.PLAIN
    ws.row_dimensions[3].height = 6


def _heads(ws: Any) -> None:
    tallest = 1
    for place, (key, width) in enumerate(zip(sheet_of.KEYS, sheet_of.WIDTHS, strict=True), 1):
        cell = put_text(ws.cell(sheet_of.HEAD_ROW, place), sheet_of.HEADS[key])
        cell.font, cell.fill, cell.border = s.font(10, bold=True), s.fill(s.HEAD), s.ACCENT_BELOW
        cell.alignment = s.head(indented=True)
        tallest = max(tallest, m.lines_needed(sheet_of.HEADS[key], width, 10, bold=True, indent=1))
    ws.row_dimensions[sheet_of.HEAD_ROW].height = m.height_pt(tallest, 10) + 10


def _row(ws: Any, number: int, line: UpdateAction) -> None:
    lines = _LEAST_LINES
    for key, words in sheet_of.locked(line).items():
        place = sheet_of.column_of(key)
        cell = put_text(ws.cell(number, place), words)
        cell.font = s.font(10, bold=key == sheet_of.REF, color=s.MUTED if key == sheet_of.REVIEW else s.INK)
        cell.alignment, cell.border, cell.protection = s.LABEL_TOP, s.RULE_BELOW, s.SHUT
        lines = max(lines, m.lines_needed(words, sheet_of.WIDTHS[place - 1], 10, indent=1))
    ground, ink = s.TONES.get(line.delivery, s.NO_TONE)
    state = ws.cell(number, sheet_of.column_of(sheet_of.DELIVERY))
    state.fill, state.font = s.fill(ground), s.font(10, bold=True, color=ink)
    for part in PARTS:
        cell = ws.cell(number, sheet_of.column_of(part))
        cell.fill, cell.border, cell.protection, cell.font = s.fill(s.FIELD), s.BOX, s.OPEN, s.font(10)
        cell.alignment = s.LABEL_TOP
        cell.number_format = number_format(RULES[part], in_grid=False)
    high = min(_TALLEST, m.height_pt(lines, 10) + 9)
    ws.row_dimensions[number] = GrowingRow(ws, index=number, ht=round(high * 4 / 3) * 0.75)


def _checks(ws: Any, last: int) -> None:
    lists = {RULES[STATE].choices: f"{sheet_of.LISTS}!$A$3:$A${2 + len(STATES)}"}
    for part in PARTS:
        column = letter(sheet_of.column_of(part))
        first = f"{column}{sheet_of.FIRST_ROW}"
        made = validation(RULES[part], lists, first)
        if made is not None:
            made.add(f"{first}:{column}{last}")
            ws.add_data_validation(made)


def _lists(book: Any) -> None:
    ws = book.create_sheet(sheet_of.LISTS)
    ws.sheet_state = "hidden"
    put_text(ws["A1"], sheet_of.LIST_HEAD)
    for row, words in enumerate(STATES, 3):
        put_text(ws.cell(row, 1), words)
    ws.protection.sheet = True


def _named(book: Any, name: str, ws: Any, where: str) -> None:
    book.defined_names[name] = DefinedName(name, attr_text=f"'{ws.title}'!{where}")


def _page(ws: Any, request: UpdateRequest, copy: UpdateCopy, *, portrait: bool = False) -> None:
    ws.sheet_view.showGridLines = False
    ws.page_setup.orientation = "portrait" if portrait else "landscape"
    ws.page_setup.paperSize = 9  # A4
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = ws.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom, margins.header, margins.footer = 0.65, 0.6, 0.3, 0.3
    for part, words in (
        (ws.oddHeader.center, request.marking),
        (ws.oddHeader.right, copy.name),
        (ws.oddFooter.left, identity_line(request, copy)),
        (ws.oddFooter.center, request.marking),
    ):
        part.text = clean(words).replace("\n", " ").replace("&", "&&")[:120]
        part.font, part.size = f"{s.FACE},Regular", 8
    ws.oddFooter.right.text = "Page &P of &N"
    ws.protection.sheet = True
    ws.protection.formatRows = False  # False is "allowed": without it a protected sheet's rows do not grow
    ws.protection.selectLockedCells = ws.protection.selectUnlockedCells = False
