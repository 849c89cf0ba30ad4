"""Words for what could not be placed."""

from __future__ import annotations

from assurance_desk.domain.questions.cells import as_shown
from assurance_desk.domain.recovery.book import BOX, FAR, Cell, address
from assurance_desk.domain.recovery.finding import LeftOver
from assurance_desk.texts import _


def together(cells: list[Cell]) -> list[LeftOver]:
    if not cells:
        return []
    first = min(cells, key=lambda cell: (cell.row, cell.column))
    why = _("figures of ours that lost their marks, most likely: 0 and 1 beside the questions")
    text = " ".join(as_shown(cell.value) for cell in cells)
    return [LeftOver(first.sheet, address(first.row, first.column), text, "", len(cells), why)]


def beside_words(what: str) -> str:
    if what == FAR:
        return _("a cell far outside the questionnaire")
    return _("a text box laid over the sheet") if what == BOX else _("a note on the cell")
