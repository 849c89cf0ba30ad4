"""The moderation sheet: every scored answer in one table, cells for the panel to fill, nothing hidden."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter as letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from assurance_desk.domain.dates import long_date
from assurance_desk.domain.moderation_sheet import (
    ASKED,
    BESIDE,
    DAY,
    HEADS,
    PANEL,
    QUESTION,
    TO_FILL,
    WIDTHS,
    ModerationSheet,
    SheetLine,
)
from assurance_desk.excel import measure as m
from assurance_desk.excel import styles as s
from assurance_desk.excel.cells import clean, put_text
from assurance_desk.progress import Progress
from assurance_desk.texts import _

HEAD_ROW = 6
_TOP = Alignment(vertical="top", horizontal="left", wrap_text=True, indent=1)
_TALLEST = 400.0


def write_moderation(sheet: ModerationSheet, progress: Progress | None = None) -> bytes:
    """The workbook; a worker's task."""
    told = progress or Progress()
    told.at(0, 1, sheet.ref)
    book: Any = Workbook()
    book._fonts = IndexedList([s.font()])  # noqa: SLF001  (Normal's font is the unit of every column's width)
    book._named_styles["Normal"].font = s.font()  # noqa: SLF001
    book.properties.creator = None
    book.properties.title = clean(_("Moderation of {ref}").format(ref=sheet.ref))
    book.properties.language = "en-GB"
    book.properties.created = book.properties.modified = datetime.combine(sheet.day, time(9))
    ws = book.active
    ws.title = _("Moderation")
    ws.sheet_properties.tabColor = s.ACCENT
    scales = _scales(book, sheet)
    _top(ws, sheet)
    _table(ws, sheet, scales)
    _page(ws, sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _top(ws: Any, sheet: ModerationSheet) -> None:
    title = put_text(ws.cell(1, 1), _("Moderation: {title}").format(title=sheet.title))
    title.font, title.alignment = s.font(18, bold=True, color=s.ACCENT), s.MIDDLE_LINE
    ws.row_dimensions[1].height = 32
    words = _("{body}. {ref} version {version}. Fill in the tinted cells; an agreed score that differs from theirs needs its reason.")  # fmt: skip
    told = put_text(ws.cell(2, 1), words.format(body=sheet.body, ref=sheet.ref, version=sheet.version))
    told.font, told.alignment = s.font(10, color=s.MUTED), s.PLAIN
    for row, (name, value) in enumerate(((PANEL, sheet.panel), (DAY, long_date(sheet.day))), 3):
        label = put_text(ws.cell(row, 1), _(name))
        label.font = s.font(10, bold=True)
        cell = put_text(ws.cell(row, 2), value)
        cell.font, cell.alignment = s.font(10), s.MIDDLE_LINE
        if row == 3:
            cell.fill, cell.border, cell.protection = s.fill(s.FIELD), s.BOX, s.OPEN
        ws.row_dimensions[row].height = 18
    ws.row_dimensions[5].height = 6


def _table(ws: Any, sheet: ModerationSheet, scales: dict[tuple[str, ...], DataValidation]) -> None:
    for column, key in enumerate(HEADS, 1):
        ws.column_dimensions[letter(column)].width = WIDTHS[key]
        head = put_text(ws.cell(HEAD_ROW, column), _(HEADS[key]))
        head.font, head.fill, head.border = s.font(10, bold=True), s.fill(s.HEAD), s.ACCENT_BELOW
        head.alignment = s.head(indented=True)
    ws.row_dimensions[HEAD_ROW].height = 24
    before = ""
    for number, line in enumerate(sheet.lines, HEAD_ROW + 1):
        _line(ws, number, line, first=line.return_ref != before)
        before = line.return_ref
        scales[line.choices].add(f"{letter(list(HEADS).index('agreed') + 1)}{number}")
    for rule in scales.values():
        ws.add_data_validation(rule)
    ws.freeze_panes = f"{letter(list(HEADS).index(ASKED) + 1)}{HEAD_ROW + 1}"
    ws.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    ws.protection.sheet = True
    ws.protection.formatColumns = ws.protection.formatRows = ws.protection.autoFilter = False


def _line(ws: Any, number: int, line: SheetLine, *, first: bool) -> None:
    values = (
        line.return_ref, line.name, line.question, line.asked, line.theirs, line.beside, line.challenge, line.agreed,
        line.reason,
    )  # fmt: skip
    high = 1
    for column, (key, value) in enumerate(zip(HEADS, values, strict=True), 1):
        cell = ws.cell(number, column)
        if value.isdecimal() and key not in (QUESTION, ASKED, BESIDE):
            cell.value = int(value)
        else:
            put_text(cell, value)
        cell.font, cell.alignment = s.font(10, bold=key == "theirs"), _TOP
        cell.border = s.EDGE_ABOVE if first else s.RULE_ABOVE
        if key in TO_FILL:
            cell.fill, cell.border, cell.protection = s.fill(s.FIELD), s.BOX, s.OPEN
        lines = sum(m.lines_needed(one, WIDTHS[key], 10, indent=1) for one in value.split("\n"))
        high = max(high, lines)
    ws.row_dimensions[number].height = min(m.height_pt(high, 10) + 8, _TALLEST)


def _scales(book: Any, sheet: ModerationSheet) -> dict[tuple[str, ...], DataValidation]:
    """A list to choose from for each scale; where its words are too many for a rule, on a sheet of their own."""
    ws = book.create_sheet(_("Scales"))
    head = put_text(ws.cell(1, 1), _("The scales, best first"))
    head.font = s.font(10, bold=True)
    found: dict[tuple[str, ...], DataValidation] = {}
    for line in sheet.lines:
        if line.choices in found:
            continue
        column = letter(len(found) + 1)
        ws.column_dimensions[column].width = 22
        for row, word in enumerate(line.choices, 3):
            cell = ws.cell(row, len(found) + 1)
            cell.font = s.font(10)
            if word.isdecimal():
                cell.value = int(word)
            else:
                put_text(cell, word)
        where = f"'{ws.title}'!${column}$3:${column}${2 + len(line.choices)}"
        rule = DataValidation(type="list", formula1=where, allow_blank=True)
        rule.showErrorMessage, rule.errorTitle, rule.error = True, _("Agreed"), _("Choose one from the list.")
        found[line.choices] = rule
    return found


def _page(ws: Any, sheet: ModerationSheet) -> None:
    ws.page_setup.paperSize = ws.PAPERSIZE_A4
    ws.page_setup.orientation = "landscape"
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    marking = clean(sheet.marking).replace("&", "&&")
    ws.oddHeader.center.text = marking
    ws.oddFooter.center.text = marking
    ws.oddFooter.right.text = "&P / &N"
