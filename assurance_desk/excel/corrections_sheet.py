"""The first sheet of a correction workbook: what to check, cell by cell, each with a link to it."""

from __future__ import annotations

from typing import Any

from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties

from assurance_desk.domain.correction_sheet import (
    Ask,
    CorrectionWork,
    Opened,
    confirm_words,
    confirming,
    heads,
    lines,
)
from assurance_desk.domain.corrections import CHECK_SHEET
from assurance_desk.excel import measure as m
from assurance_desk.excel import styles as s
from assurance_desk.excel.cells import clean, put_text
from assurance_desk.texts import _

_WIDTHS = (20.0, 9.0, 40.0, 30.0, 52.0)
_FULL_PX = m.columns_px(sum(_WIDTHS)) - 12
_LOOKS = {
    "marking": (10.0, True, s.MUTED), "title": (20.0, True, s.ACCENT), "name": (12.0, True, s.INK),
    "text": (10.5, False, s.INK), "code": (9.0, False, s.MUTED),
}  # fmt: skip


def write_first(book: Any, work: CorrectionWork, opened: list[Opened], *, own: bool) -> None:
    """Made first of all sheets, and the one that is seen when the file opens."""
    ws = book.create_sheet(_free_name(book.sheetnames), 0)
    for place, width in enumerate(_WIDTHS):
        ws.column_dimensions["ABCDE"[place]].width = width
    doubted = {(one.sheet, one.cell) for one in opened if one.query_id}
    said = lines(work, len(doubted), own=own)
    row = 1
    for kind, words in (one for one in said if one[0] != "code"):
        row = _line(ws, row, kind, words)
    row = _heads(ws, row + 1)
    for ask in work.asks:
        for one in (one for one in opened if one.query_id == ask.query_id):
            row = _ask(ws, row, ask, one)
    for confirm, cells in zip(work.confirms, confirming(work, opened), strict=True):
        row = _row(ws, row, cells[0], (confirm.what, confirm.stood, confirm_words()))
    last = _line(ws, row + 1, *next(one for one in said if one[0] == "code")) - 1
    _page(ws, work, last)
    book.active = 0
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is ws


def _free_name(taken: list[str]) -> str:
    names = {name.casefold() for name in taken}
    name, number = CHECK_SHEET, 2
    while name.casefold() in names:
        name, number = f"{CHECK_SHEET} {number}", number + 1
    return name


def _line(ws: Any, row: int, kind: str, words: str) -> int:
    size, bold, color = _LOOKS[kind]
    for text in m.wrap(clean(words), _FULL_PX, size, bold=bold):
        cell = put_text(ws.cell(row, 1), text)
        cell.font, cell.alignment = s.font(size, bold=bold, color=color), s.PLAIN
        ws.row_dimensions[row].height = m.height_pt(1, size) + 2
        row += 1
    return row


def _heads(ws: Any, row: int) -> int:
    for column, words in enumerate(heads(), 1):
        cell = put_text(ws.cell(row, column), words)
        cell.font, cell.fill, cell.border = s.font(10, bold=True), s.fill(s.HEAD), s.ACCENT_BELOW
        cell.alignment = s.LABEL
    ws.row_dimensions[row].height = 20
    return row + 1


def _ask(ws: Any, row: int, ask: Ask, one: Opened) -> int:
    main = one.slot == ask.slots[0]
    asked = ask.asked if main else _("Or put this one right, if it is the one that is wrong.")
    return _row(ws, row, one, (ask.what if main else "", ask.wrote if main else "", asked))


def _row(ws: Any, row: int, one: Opened, told: tuple[str, str, str]) -> int:
    """A line with a link to the cell; ``told``: what is asked there, what stands there, what we ask."""
    tall = 1
    for column, words in enumerate((one.sheet, one.cell, *told), 1):
        cell = put_text(ws.cell(row, column), words)
        cell.font, cell.alignment, cell.border = s.font(10), s.LABEL_TOP, s.RULE_BELOW
        tall = max(tall, m.lines_needed(clean(words), _WIDTHS[column - 1], 10, indent=1))
    link = ws.cell(row, 2)
    place = "'" + one.sheet.replace("'", "''") + f"'!{one.cell}"
    link.hyperlink = Hyperlink(ref=link.coordinate, location=place, display=one.cell)
    link.font = s.font(10, bold=True, color=s.ACCENT, underline=True)
    ws.row_dimensions[row].height = min(400.0, m.height_pt(tall, 10) + 8)
    return row + 1


def _page(ws: Any, work: CorrectionWork, last: int) -> None:
    ws.sheet_view.showGridLines = False
    ws.sheet_properties.tabColor = s.WARN_INK
    ws.print_area = f"A1:E{last}"
    ws.page_setup.orientation = "landscape"
    ws.page_setup.paperSize = 9  # A4
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    marking = clean(work.questionnaire.marking).replace("\n", " ").replace("&", "&&")[:120]
    for part in (ws.oddHeader.center, ws.oddFooter.center):
        part.text, part.font, part.size = marking, f"{s.FACE},Bold", 8
    ws.protection.sheet = True
    ws.protection.formatRows = False
    ws.protection.selectLockedCells = ws.protection.selectUnlockedCells = False
