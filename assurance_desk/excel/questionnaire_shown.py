"""The cover as it is written, read back as plain values: for the preview of a design. A worker's task."""

from __future__ import annotations

import io
from dataclasses import replace

from openpyxl import load_workbook
from openpyxl.cell import Cell

from assurance_desk.domain import sheet_picture as sp
from assurance_desk.domain.prefill import nobody
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.sheet_picture import Line, Picture, Piece, presentable
from assurance_desk.excel import measure as m
from assurance_desk.excel.questionnaire import template
from assurance_desk.excel.questionnaire_book import COVER
from assurance_desk.excel.questionnaire_cover import WIDTHS
from assurance_desk.progress import Progress

_SPARE_PX = 60
"""What the writer leaves free at the end of a line, and a little more: its smallest print measures it."""
_TITLE_SIZE, _HEADING_SIZE = 18, 12.5


def show_cover(questionnaire: Questionnaire, _progress: Progress) -> Picture:
    """As the respondent of a blank copy opens it. The names of its sheets must be such as Excel takes."""
    data = template(presentable(questionnaire)).copy(nobody(questionnaire))
    sheet = load_workbook(io.BytesIO(data), data_only=True)[COVER]
    lines = []
    for number, row in enumerate(sheet.iter_rows(max_col=len(WIDTHS)), 1):
        filled = [cell for cell in row if isinstance(cell, Cell) and cell.value not in (None, "")]
        ends = [*(cell.column for cell in filled[1:]), len(WIDTHS) + 1]
        pieces = tuple(
            Piece(cell.column, str(cell.value), _role(cell), end - cell.column)
            for cell, end in zip(filled, ends, strict=False)
        )
        lines.append(Line(number, pieces))
    return Picture(COVER, "", tuple(_whole_paragraphs(lines)), WIDTHS, 0)


def _whole_paragraphs(lines: list[Line]) -> list[Line]:
    """The sheet cuts a paragraph into rows that fit its width; here it is one again, to be cut to another."""
    made: list[Line] = []
    last = ""
    for line in lines:
        words = line.pieces[0].words if line.pieces else ""
        if made and len(line.pieces) == 1 and _goes_on(made[-1], last, line):
            [before] = made[-1].pieces
            made[-1] = replace(made[-1], pieces=(replace(before, words=f"{before.words} {words}"),))
        else:
            made.append(line)
        last = words
    return made


def _goes_on(before: Line, last: str, line: Line) -> bool:
    """Whether the row was begun only because its first word had no room in the one before, which ended in ``last``."""
    if len(before.pieces) != 1 or before.pieces[0].role != sp.INTRO or line.pieces[0].role != sp.INTRO:
        return False
    first = line.pieces[0].words.split(" ")[0]
    room = m.columns_px(sum(WIDTHS[line.pieces[0].column - 1 :])) - _SPARE_PX
    return before.pieces[0].column == line.pieces[0].column and m.text_px(f"{last} {first}", 9.5) > room


def _role(cell: Cell) -> str:
    size = cell.font.size or 0
    if size >= _TITLE_SIZE:
        return sp.TITLE
    if cell.font.bold:
        return sp.HEADING if size >= _HEADING_SIZE else sp.LABEL_STRONG
    return sp.INTRO
