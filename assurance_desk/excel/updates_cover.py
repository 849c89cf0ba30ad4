"""The cover of an update workbook: what it is for, by when, how to fill it in, whom to ask, and the marking."""

from __future__ import annotations

from typing import Any

from openpyxl.utils import get_column_letter as letter

from assurance_desk.domain import updates_sheet as sheet_of
from assurance_desk.domain.updates import UpdateCopy, UpdateRequest, identity_line, recorded
from assurance_desk.excel import measure as m
from assurance_desk.excel import styles as s
from assurance_desk.excel.cells import put_text
from assurance_desk.excel.questionnaire_sheet import link_to
from assurance_desk.texts import _

WIDTHS = (4.0, 28.0, 67.0)
_FULL = m.columns_px(sum(WIDTHS)) - 12


def write_cover(ws: Any, request: UpdateRequest, copy: UpdateCopy) -> int:
    """Gives the row on which the identity stands."""
    return _Cover(ws).write(request, copy)


class _Cover:
    """Writes down a sheet, one measured line to a row, so that nothing needs merged cells."""

    def __init__(self, ws: Any) -> None:
        self.ws = ws
        self.row = 1
        for place, width in enumerate(WIDTHS, 1):
            ws.column_dimensions[letter(place)].width = width

    def write(self, request: UpdateRequest, copy: UpdateCopy) -> int:
        why, how, states, privacy = sheet_of.cover_heads()
        self._put(request.marking, size=10, bold=True, color=s.MUTED, gap=6)
        self._put(request.body, color=s.MUTED)
        self._put(sheet_of.cover_title(), size=22, bold=True, color=s.ACCENT)
        self._put(copy.name, size=13, bold=True, gap=8)
        self._facts(request, copy)
        self._head(why)
        self._put(sheet_of.why(request), gap=8)
        self._head(how)
        self._steps()
        self._head(states)
        self._states(request)
        self._head(privacy)
        first, second = sheet_of.privacy(request)
        self._put(first, gap=4)
        self._put(second, size=9.5, color=s.MUTED, gap=8)
        self._put(identity_line(request, copy), size=9, color=s.MUTED)
        return self.row - 1

    def _facts(self, request: UpdateRequest, copy: UpdateCopy) -> None:
        for number, (label, words) in enumerate(sheet_of.facts(request, copy)):
            strong = number == 0 and request.due_on is not None
            name, value = (
                put_text(self.ws.cell(self.row, 1), label),
                put_text(self.ws.cell(self.row, 3), words),
            )
            name.font, value.font = s.font(10.5, bold=True), s.font(13 if strong else 10.5, bold=strong)
            name.alignment = value.alignment = s.MIDDLE_LINE
            self._across(s.RULE_ABOVE, 24 if strong else 20)
        self._space(8)

    def _steps(self) -> None:
        for number, (what, how) in enumerate(sheet_of.steps(), 1):
            first = self.ws.cell(self.row, 1)
            first.value, first.font = number, s.font(10.5, bold=True, color=s.ACCENT)
            first.alignment = s.NUMBERED
            at = self.row
            self._put(what, column=2, bold=True, px=_FULL - 34)
            if number == 2:
                link_to(self.ws.cell(at, 2), sheet_of.ACTIONS)
                self.ws.cell(at, 2).font = s.font(10.5, bold=True, color=s.ACCENT, underline=True)
            self._put(how, column=2, px=_FULL - 34, gap=3)
        self._space(5)

    def _states(self, request: UpdateRequest) -> None:
        heads = {1: _("You propose"), 3: _("We would record")}
        for place, words in heads.items():
            put_text(self.ws.cell(self.row, place), words).font = s.font(9.5, bold=True, color=s.MUTED)
        self._across(s.EDGE_BELOW, 18)
        for words, ours in recorded(request).items():
            for place, text in ((1, words), (3, ours)):
                cell = put_text(self.ws.cell(self.row, place), text)
                cell.font, cell.alignment = s.font(10.5), s.MIDDLE_LINE
            self._across(s.RULE_BELOW, 18)
        self._space(8)

    def _across(self, border: Any, height: float) -> None:
        for place in range(1, len(WIDTHS) + 1):
            self.ws.cell(self.row, place).border = border
        self.ws.row_dimensions[self.row].height = height
        self.row += 1

    def _head(self, text: str) -> None:
        self._put(text, size=13, bold=True, color=s.ACCENT)

    def _put(
        self,
        text: str,
        *,
        column: int = 1,
        size: float = 10.5,
        bold: bool = False,
        color: str = s.INK,
        px: float = _FULL,
        gap: float = 0,
    ) -> None:
        for line in m.wrap(text, px, size, bold=bold) if text else []:
            cell = put_text(self.ws.cell(self.row, column), line)
            cell.font, cell.alignment = s.font(size, bold=bold, color=color), s.PLAIN
            self.ws.row_dimensions[self.row].height = m.height_pt(1, size) + 1.5
            self.row += 1
        if gap:
            self._space(gap)

    def _space(self, points: float) -> None:
        self.ws.row_dimensions[self.row].height = points
        self.row += 1
