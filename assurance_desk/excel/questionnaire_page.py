"""How a sheet prints: A4, marking and identity on every page, no question cut in two."""

from __future__ import annotations

from typing import Any

from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.sheet_layout import Sheet
from assurance_desk.excel import styles as s
from assurance_desk.excel.cells import clean
from assurance_desk.excel.questionnaire_copies import CODE_TOKEN, NAME_TOKEN, REF_TOKEN

_ACROSS_PT, _DOWN_PT = 770.0, 505.0  # A4 on its side, less the margins
_SHRINK = 1.22  # one page rather than two, where it need only shrink so much
_POINTS_PER_DIGIT = 5.25


def set_page(sheet: Worksheet, questionnaire: Questionnaire, area: str, *, portrait: bool = False) -> None:
    ws: Any = sheet
    ws.sheet_view.showGridLines = False
    ws.sheet_view.zoomScale = 100
    ws.print_area = area
    ws.page_setup.orientation = "portrait" if portrait else "landscape"
    ws.page_setup.paperSize = 9
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, int(portrait)
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = ws.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom, margins.header, margins.footer = 0.65, 0.6, 0.3, 0.3
    _header(ws, questionnaire)
    protection = ws.protection
    protection.sheet = True
    protection.formatRows = False  # False is "allowed": without it a protected sheet's rows do not grow
    protection.selectLockedCells = protection.selectUnlockedCells = False  # all can be reached and read out


def _header(ws: Any, questionnaire: Questionnaire) -> None:
    head, foot = ws.oddHeader, ws.oddFooter
    identity = f"{_doubled(questionnaire.ref)} version {_doubled(questionnaire.version)} · {REF_TOKEN} · {CODE_TOKEN}"
    marking = _doubled(questionnaire.marking)
    for part, text, bold in (
        (head.left, _doubled(questionnaire.title)[:70], False),
        (head.center, marking, True),
        (head.right, NAME_TOKEN, False),
        (foot.left, identity, False),
        (foot.center, marking, True),
        (foot.right, "Page &P of &N", False),
    ):
        part.text = text
        part.font, part.size = f"{s.FACE},{'Bold' if bold else 'Regular'}", 8


def _doubled(text: str) -> str:
    return clean(text).replace("\n", " ").replace("&", "&&")


def set_breaks(sheet: Worksheet, plan: Sheet) -> int:
    """Breaks between questions, pages as evenly filled as may be.

    Gives the number of pages to fit on: 1 where a little shrinking does it, else 0 for as many as it takes. A number
    above 1 would make the programs ignore the breaks.
    """
    scale = min(1.0, _ACROSS_PT / (sum(plan.widths.values()) * _POINTS_PER_DIGIT))
    room = _DOWN_PT / scale
    if _height(sheet, 1, plan.foot_row + 1) <= room * _SHRINK:
        return 1
    starts = _starts(plan)
    ends = [*starts[1:], plan.foot_row + 1]
    blocks = [(start, _height(sheet, start, end)) for start, end in zip(starts, ends, strict=True)]
    titles = _height(sheet, 1, (plan.head_row or 2) + 1)
    top = _height(sheet, 1, starts[0])
    fewest = len(_breaks(blocks, room, top, titles))
    evenly = (_breaks(blocks, room * share / 20, top, titles) for share in range(8, 21))
    for number in next(tried for tried in evenly if len(tried) == fewest):
        sheet.row_breaks.append(Break(id=number - 1))
    return 0


def _breaks(blocks: list[tuple[int, float]], room: float, top: float, titles: float) -> list[int]:
    """The rows that begin a page, when a page holds ``room``; ``titles`` are repeated on every page."""
    begin: list[int] = []
    used = top
    for start, height in blocks:
        if used + height > room and used > top:
            begin.append(start)
            used = titles
        used += height
    return begin


def _starts(plan: Sheet) -> list[int]:
    """Rows a page may begin with: a question, or the heading that stands before it."""
    starts: list[int] = []
    under_heading = False
    for row in plan.rows:
        if row.kind in ("heading", "table", "question"):
            if not under_heading:
                starts.append(row.number)
            under_heading = row.kind == "heading"
    return starts


def _height(sheet: Worksheet, first: int, end: int) -> float:
    return sum(sheet.row_dimensions[number].height or 15.0 for number in range(first, end))
