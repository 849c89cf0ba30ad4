"""Organisation by group or question: a table shaded by the gap; silences are textures and words, never a shade."""

from __future__ import annotations

from dataclasses import replace

from reportlab.lib.units import mm

from assurance_desk.domain.paper.blocks import NO_SUCH_STAFF, HeatCell, HeatMap, HeatRow, Silence
from assurance_desk.pdf.cells import TableCell, column_head, row_head
from assurance_desk.pdf.fonts import Typesetter
from assurance_desk.pdf.marks import Paint, few_notch, plate
from assurance_desk.pdf.styles import HEAT, HEAT_INK, MUTED, REGULAR, SEMIBOLD, SUB_SIZE, UNIT, Page
from assurance_desk.pdf.tables import Grid, GridLook, GridRow, without_needless_heads
from assurance_desk.texts import _

LEAST_COLUMN, COLUMN, LEAST_NAME = 11 * mm, 16.4 * mm, 38 * mm
LETTER_COLUMN = 12.5 * mm  # of grades in a letter: names beside them need no second line
_LOOK = GridLook(pad=0.1 * mm, top=0.7 * mm, least=10 * mm, gap=0.8 * mm, middle=True, after=UNIT)


def _short(silence: Silence) -> str:
    words = {
        "no reply": _("No reply"),
        "declined": _("Declined"),
        "left blank": _("Blank"),
        "not known": _("Not known"),
        "not applicable": _("N/A"),
    }
    return words.get(silence, "–")


def heat_grids(type_: Typesetter, page: Page, heat: HeatMap) -> list[Grid]:
    """One table, or several where there are more columns than the page is wide."""
    most = max(1, int((page.text_width - LEAST_NAME) // LEAST_COLUMN))
    starts = range(0, max(len(heat.columns), 1), most)
    return [_grid(type_, page, _slice(heat, start, start + most, len(starts))) for start in starts]


def _slice(heat: HeatMap, start: int, end: int, parts: int) -> HeatMap:
    if parts == 1:
        return heat
    rows = tuple(replace(row, cells=row.cells[start:end]) for row in heat.rows)
    columns = heat.columns[start:end]
    return replace(heat, name=f"{heat.name}, {columns[0]} – {columns[-1]}", columns=columns, rows=rows)


def _grid(type_: Typesetter, page: Page, heat: HeatMap) -> Grid:
    count = max(len(heat.columns), 1)
    two_lines = any(cell.sub for row in heat.rows for cell in row.cells)
    column = min(COLUMN if two_lines else LETTER_COLUMN, (page.text_width - LEAST_NAME) / count)
    columns = [page.text_width - column * count, *[column] * count]
    head = GridRow(
        [column_head(heat.corner), *(column_head(text, "centre") for text in heat.columns)], rule="strong"
    )
    rows = [_row(type_, row, count) for row in heat.rows]
    for row, following in zip(rows, heat.rows[1:], strict=False):
        row.rule, row.keep = ("strong", True) if following.total else ("", False)
    without_needless_heads([head], rows)
    look = _LOOK if two_lines else replace(_LOOK, least=7 * mm)
    return Grid(type_, columns, [head], rows, heat.name, page.text_height, look, whole=True)


def _row(type_: Typesetter, row: HeatRow, count: int) -> GridRow:
    name = row_head(row.name, font=SEMIBOLD if row.total else REGULAR)
    if row.silence:
        words = row.words or _short(row.silence)
        paint = plate(row.silence, type_.width(words[:400], REGULAR, 10))
        return GridRow([name, TableCell(words, "centre", span=count, paint=paint)], rule="")
    cells = [*row.cells, *[HeatCell(silence=NO_SUCH_STAFF)] * (count - len(row.cells))]
    return GridRow([name, *(_cell(type_, cell) for cell in cells[:count])], rule="")


def _cell(type_: Typesetter, cell: HeatCell) -> TableCell:
    if cell.silence:
        return _silent(type_, cell.silence, cell.figure)
    paint: Paint | None = few_notch(on_dark=cell.band == len(HEAT) - 1) if cell.few else None
    if cell.band is None:
        return TableCell(cell.figure, "centre", SEMIBOLD, sub=cell.sub, paint=paint)
    band = min(max(cell.band, 0), len(HEAT) - 1)
    ink = HEAT_INK[band]
    return TableCell(
        cell.figure, "centre", SEMIBOLD, ink=ink, fill=HEAT[band], sub=cell.sub, sub_ink=ink, paint=paint
    )


def _silent(type_: Typesetter, silence: Silence, words: str) -> TableCell:
    words = words or _short(silence)
    if silence == NO_SUCH_STAFF:
        return TableCell(words, "centre", ink=MUTED)
    paint = plate(silence, type_.width(words[:100], REGULAR, SUB_SIZE) - 3.6 * mm)
    return TableCell(words, "centre", size=SUB_SIZE, paint=paint)
