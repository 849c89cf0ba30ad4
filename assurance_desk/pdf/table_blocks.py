"""Tables, legends and the cover's facts out of blocks: widths, heads, marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.lib.units import mm

from assurance_desk.domain.paper.blocks import Cell, DataTable, Legend, LegendGroup, TableColumn, TableRow
from assurance_desk.pdf.cells import TableCell, column_head, row_head
from assurance_desk.pdf.fonts import Typesetter
from assurance_desk.pdf.marks import (
    CHIP_EXTRA,
    STEPS_EXTRA,
    SWATCH_INDENT,
    Paint,
    chip,
    few_swatch,
    heat_swatch,
    silence_swatch,
    squares,
    squares_size,
    steps,
)
from assurance_desk.pdf.styles import (
    ACCENT,
    HEAT,
    INK,
    MUTED,
    REGULAR,
    SEMIBOLD,
    SMALL,
    TABLE,
    UNIT,
    Page,
    chip_colours,
)
from assurance_desk.pdf.tables import Grid, GridLook, GridRow, without_needless_heads
from assurance_desk.texts import _

LEAST_WIDTH = 12 * mm
_TABLE = GridLook(top=1.25 * mm)
_SMALL = GridLook(top=0.5 * mm)  # for appendix tables, in which a figure is looked up
_LEGEND = GridLook(top=0.75 * mm)
_FACTS = GridLook(pad=0, top=0.75 * mm, after=5 * UNIT)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a cell stands: the padding before its text, its width without padding, the table's look."""

    pad: float
    room: float
    look: GridLook
    small: bool


def column_widths(columns: Sequence[TableColumn], total: float) -> list[float]:
    """Points: the widths asked for, the rest shared; all scaled down where they do not fit."""
    widths = [column.width * mm for column in columns]
    open_ = [number for number, width in enumerate(widths) if width <= 0]
    rest = total - sum(widths)
    if open_:
        share = max(rest / len(open_), LEAST_WIDTH)
        widths = [share if number in open_ else width for number, width in enumerate(widths)]
    elif widths and rest > 0:
        widths[-1] += rest
    scale = min(1.0, total / sum(widths)) if widths else 1.0
    return [width * scale for width in widths]


def data_grid(type_: Typesetter, page: Page, table: DataTable) -> Grid:
    widths = column_widths(table.columns, page.text_width)
    head = GridRow([column_head(column.heading, column.align) for column in table.columns], rule="strong")
    rows = [_row(type_, table, row, widths) for row in table.rows]
    for row, following in zip(rows, table.rows[1:], strict=False):
        if following.kind == "total":
            row.rule, row.keep = "strong", True
    without_needless_heads([head], rows)
    return Grid(type_, widths, [head], rows, table.name, page.text_height, _look(table), whole=table.whole)


def _look(table: DataTable) -> GridLook:
    return _SMALL if table.small else _TABLE


def _row(type_: Typesetter, table: DataTable, row: TableRow, widths: list[float]) -> GridRow:
    cells: list[TableCell] = []
    column = 0
    for cell in _filled(row.cells, len(table.columns)):
        span = min(cell.span, len(widths) - column)
        look = _look(table)
        pad = look.pad if column else 0.0
        end = 0.0 if column + span == len(widths) else look.pad
        room = sum(widths[column : column + span]) - pad - end
        place = _Place(pad, room, look, table.small)
        align = cell.align or table.columns[column].align
        cells.append(_cell(type_, replace(cell, span=span, align=align), place, row, first=column == 0))
        column += span
    group = row.kind == "group"
    outline = ": ".join(cell.text for cell in row.cells if cell.text) if group else ""
    return GridRow(cells, keep=group, group=group, outline=outline)


def _filled(cells: Sequence[Cell], count: int) -> list[Cell]:
    """Exactly ``count`` columns: what is missing is an empty cell, so that the table keeps its shape."""
    out: list[Cell] = []
    taken = 0
    for cell in cells:
        if taken >= count:
            break
        out.append(cell)
        taken += max(cell.span, 1)
    out.extend([Cell()] * (count - taken))
    return out


def _cell(type_: Typesetter, cell: Cell, place: _Place, row: TableRow, *, first: bool) -> TableCell:
    heads = any(one.row_head for one in row.cells)
    is_head = cell.row_head or (first and not heads and cell.span == 1)
    strong = cell.strong or row.kind == "group" or (row.kind == "total" and not cell.muted)
    ink = ACCENT if row.kind == "group" else MUTED if cell.muted else INK
    size = SMALL[0] if place.small or (cell.squares and cell.muted) else TABLE[0]
    made = TableCell(
        cell.text, cell.align or "left", SEMIBOLD if strong else REGULAR, size, ink, sub=cell.sub, span=cell.span,
        tag="TH" if is_head else "TD", scope="Row" if is_head else "",
    )  # fmt: skip
    _add_mark(type_, made, cell, place)
    return made


def _add_mark(type_: Typesetter, made: TableCell, cell: Cell, place: _Place) -> None:
    """The one mark a cell may carry: under, before or behind its text."""
    top = place.look.top
    if cell.chip:
        made.font, made.ink, made.extra = SEMIBOLD, chip_colours(cell.chip)[1], CHIP_EXTRA
        width = min(type_.width(cell.text[:200], SEMIBOLD, made.size), place.room)
        made.paint, made.indent = (
            chip(cell.chip, width, top - 0.45 * mm),
            max(1.6 * mm - place.pad + 0.2 * mm, 0),
        )
    elif cell.assurance:
        made.paint, made.extra = steps(cell.steps, place.pad, top), STEPS_EXTRA
    elif cell.squares is not None:
        pitch, _per_line, lines = squares_size(cell.squares, place.room)
        under = SMALL[1] if cell.text else 0.0
        made.paint = squares(cell.squares, place.pad, place.room, top, under)
        made.extra = pitch * lines + 1 * mm
    else:
        swatch = _swatch(cell, top)
        if swatch:
            made.paint, made.indent = swatch, SWATCH_INDENT


def _swatch(cell: Cell, top: float) -> Paint | None:
    if cell.silence:
        return silence_swatch(cell.silence, top)
    if cell.heat is not None:
        return heat_swatch(min(max(cell.heat, 0), len(HEAT) - 1), top)
    return few_swatch(top) if cell.few else None


def legend_grid(type_: Typesetter, page: Page, legend: Legend) -> Grid:
    columns = [page.main_x, 42 * mm, 0.0]
    columns[2] = page.text_width - sum(columns)
    head = GridRow([column_head(words) for words in (_("Scale"), _("Shown as"), _("Means"))], rule="strong")
    place = _Place(_LEGEND.pad, columns[1] - 2 * _LEGEND.pad, _LEGEND, small=False)
    rows = [row for group in legend.groups for row in _legend_rows(type_, group, place)]
    without_needless_heads([head], rows)
    name = _("Scales")
    return Grid(type_, columns, [head], rows, name, page.text_height, _LEGEND, whole=True)


def _legend_rows(type_: Typesetter, group: LegendGroup, place: _Place) -> list[GridRow]:
    rows: list[GridRow] = []
    last = len(group.rows) - 1
    plain = TableRow(cells=())
    for number, line in enumerate(group.rows):
        shown = _cell(type_, line.shown, place, plain, first=False)
        cells = [shown, TableCell(line.means)]
        if number == 0:
            cells.insert(0, row_head(group.scale, rows=len(group.rows)))
        end = number == last
        rows.append(
            GridRow(
                cells, keep=not end, rule="strong" if end else "line", rule_from=0 if end else 1,
                skip=0 if number == 0 else 1,
            )
        )  # fmt: skip
    return rows


def facts_grid(type_: Typesetter, page: Page, facts: Sequence[tuple[str, str]], name: str) -> Grid:
    """The cover block: labels in the side columns, no head."""
    rows = [GridRow([row_head(label, font=REGULAR, ink=MUTED), TableCell(value)]) for label, value in facts]
    return Grid(type_, [page.main_x, page.main], [], rows, name, page.text_height, _FACTS)
