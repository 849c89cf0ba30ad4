"""A table of our own: hairlines between rows only, splitting in linear time, its head repeated as an artifact.

reportlab's Table is hard to tag cell by cell and splits in quadratic time. A row taller than a page goes on
over the next one; its cells stay one structure element each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from assurance_desk.pdf.cells import TableCell
from assurance_desk.pdf.flowables import TaggedFlowable
from assurance_desk.pdf.fonts import Typesetter, legal
from assurance_desk.pdf.marks import Box
from assurance_desk.pdf.styles import LINE, MUTED, PAPER, REGULAR, RULE, SMALL, UNIT, up
from assurance_desk.pdf.tags import Element, Holder, TaggedCanvas
from assurance_desk.pdf.text import draw_text
from assurance_desk.texts import _

LEAST_TORN = 30 * mm  # of a row that goes on over the next page
FURNITURE = 5 * mm  # "Continues on the next page", "…, continued"
MOST_WASTE = 0.4  # of a page: rather than leave more of it empty, a table meant to stay whole is broken
FEWEST = 3  # rows on either side of such a break


@dataclass(slots=True)
class GridRow:
    """``keep``: not the last before a break. ``skip``: first columns covered by a head spanning rows.

    ``rule``: line, strong or nothing under the row, beginning at column ``rule_from``. ``group``: repeated,
    short, where a break falls among its rows; ``outline`` its bookmark.
    """

    cells: list[TableCell]
    keep: bool = False
    rule: str = "line"
    rule_from: int = 0
    skip: int = 0
    group: bool = False
    outline: str = ""
    holder: Holder = field(default_factory=Holder)


@dataclass(frozen=True, slots=True)
class GridLook:
    """Lengths in points. ``gap``: white between filled cells; ``flush``: no padding before the first column."""

    pad: float = 1.5 * mm
    top: float = 1.25 * mm
    least: float = 0
    gap: float = 0
    middle: bool = False
    after: float = 3 * UNIT


def without_needless_heads(head: list[GridRow], rows: list[GridRow]) -> None:
    """Rows of a very small table have no head: more heads than data is heard as noise (outloud, TBL-010)."""
    cells = [cell for row in [*head, *rows] for cell in row.cells]
    heads = sum(cell.tag == "TH" for cell in cells)
    if heads <= len(cells) - heads:
        return
    for row in rows:
        for cell in row.cells:
            cell.tag, cell.scope = "TD", ""


class Grid(TaggedFlowable):
    """``columns``: widths in points. ``head``: rows repeated on each page. ``page_height``: of a whole page."""

    def __init__(
        self,
        type_: Typesetter,
        columns: list[float],
        head: list[GridRow],
        rows: list[GridRow],
        name: str,
        page_height: float,
        look: GridLook | None = None,
        *,
        whole: bool = False,
    ) -> None:
        super().__init__()
        self.type_, self.columns, self.head, self.rows = type_, columns, head, rows
        self.name, self.page_height, self.look, self.whole = name, page_height, look or GridLook(), whole
        self.after = self.look.after
        self.note: Flowable | None = None  # small print or a key, under the last part
        self.note_gap = 3 * UNIT
        self.note_height = 0.0
        self.table = Holder()
        self.part = 0
        self.more = False
        self.extra_heads = 0  # repeated group rows at the end of head
        self.heights: list[float] | None = None
        self.head_heights: list[float] = []

    # --- measuring
    def _placed(self, row: GridRow) -> Iterator[tuple[TableCell, float, float]]:
        column = row.skip
        x = sum(self.columns[:column])
        for cell in row.cells:
            width = sum(self.columns[column : column + cell.span])
            yield cell, x, width
            x, column = x + width, column + cell.span

    def _sides(self, x: float, width: float) -> tuple[float, float]:
        """Where a cell's text may begin and end: the table's own edges have no padding."""
        at_end = x + width > sum(self.columns) - 0.01
        return x + (self.look.pad if x else 0), x + width - (0 if at_end else self.look.pad)

    def _room(self, x: float, width: float) -> float:
        left, right = self._sides(x, width)
        return right - left

    def _height(self, row: GridRow, least: float) -> float:
        tallest = max(
            (
                cell.measure(self.type_, self._room(x, width))
                for cell, x, width in self._placed(row)
                if cell.rows == 1
            ),
            default=0.0,
        )
        for cell, x, width in self._placed(row):
            if cell.rows > 1:
                cell.measure(self.type_, self._room(x, width))
        return max(least, up(tallest + 2 * self.look.top, 1 * mm))

    def measure(self) -> list[float]:
        if self.heights is None:
            self.head_heights = [self._height(row, 0) for row in self.head]
            self.heights = [self._height(row, self.look.least) for row in self.rows]
        return self.heights

    @property
    def _before(self) -> float:
        return FURNITURE if self.part else 0.0

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        rows = self.measure()
        self.note_height = 0.0
        if self.note is not None:
            self.note_height = self.note_gap + self.note.wrap(sum(self.columns), 1e6)[1]
        foot = FURNITURE if self.more else self.note_height
        self.height = self._before + sum(self.head_heights) + sum(rows) + foot
        return sum(self.columns), self.height

    # --- splitting
    def split(self, availWidth: float, availHeight: float) -> list[Any]:  # noqa: N803
        heights = self.measure()
        room = availHeight - sum(self.head_heights) - self._before - FURNITURE
        fresh = availHeight >= self.page_height - 2 * UNIT
        if self._waits(availHeight, fresh=fresh):
            return []
        used = 0.0
        count = 0
        while count < len(heights) and used + heights[count] <= room:
            used += heights[count]
            count += 1
        if self._endless(count) and room - used >= LEAST_TORN:
            return self._parts(count, room - used)
        fit = self._break_after(count, fresh=fresh)
        if fit:
            return self._parts(fit, None)
        return self._parts(0, room) if fresh and count == 0 else []

    @property
    def least(self) -> float:
        """Points of it that must stand on a page it begins on."""
        height = self.wrap(0, 0)[1]
        waits = self.whole and height <= self.page_height
        return min(height, MOST_WASTE * self.page_height if waits else 45 * mm)

    def _waits(self, room: float, *, fresh: bool) -> bool:
        """Whether a table meant to stay whole goes to the next page, where it would fit."""
        fits_a_page = self.wrap(0, 0)[1] <= self.page_height
        return self.whole and not fresh and fits_a_page and room < MOST_WASTE * self.page_height

    def _endless(self, number: int) -> bool:
        """Whether this row is taller than any page: waiting for a fresh one would not help it."""
        heights = self.measure()
        whole = self.page_height - sum(self.head_heights) - 2 * FURNITURE
        return number < len(heights) and heights[number] > whole

    def _break_after(self, count: int, *, fresh: bool) -> int:
        """How many of the ``count`` rows that fit to leave on this page."""
        rows = self.rows
        kept = min(count, len(rows) - 1)
        while kept and rows[kept - 1].keep:
            kept -= 1
        least = FEWEST if self.whole else 2
        while len(rows) - kept < least and kept > FEWEST and not rows[kept - 2].keep:
            kept -= 1  # no single row alone on the next page
        if fresh:
            return kept or min(count, len(rows) - 1)
        return kept if kept >= 2 or len(rows) <= 2 else 0

    def _parts(self, count: int, room: float | None) -> list[Any]:
        """Break after ``count`` rows; with ``room``, inside the row there."""
        heights = self.measure()
        rows, rest = self.rows[:count], self.rows[count:]
        if room is not None:
            torn = self._tear(rest[0], room)
            if torn is None:
                return []
            rows, rest = [*rows, torn[0]], [torn[1], *rest[1:]]
            top = [self._height(row, 0) for row in (torn[0], torn[1])]
            first, second = [*heights[:count], top[0]], [top[1], *heights[count + 1 :]]
        else:
            first, second = heights[:count], heights[count:]
        head, head_heights = self._head_after(count)
        return [
            self._copy(rows, first, self.head, self.head_heights, part=self.part, more=True),
            self._copy(rest, second, head, head_heights, part=self.part + 1, more=self.more, note=self.note),
        ]

    def _copy(
        self, rows: list[GridRow], heights: list[float], head: list[GridRow], head_heights: list[float], *,
        part: int, more: bool, note: Flowable | None = None,
    ) -> Grid:  # fmt: skip
        grid = Grid(
            self.type_, self.columns, head, rows, self.name, self.page_height, self.look, whole=self.whole
        )
        grid.table, grid.part, grid.more, grid.note = self.table, part, more, note
        grid.note_gap = self.note_gap
        grid.heights, grid.head_heights = heights, head_heights
        grid.extra_heads = len(head) - (len(self.head) - self.extra_heads)
        return grid

    def _head_after(self, count: int) -> tuple[list[GridRow], list[float]]:
        """The head of the next part: a group broken in two has its row again, as "Rec 1 continued"."""
        own = len(self.head) - self.extra_heads
        head, heights = self.head[:own], self.head_heights[:own]
        if self.rows[count].group:
            return head, heights
        above = next((row for row in reversed(self.rows[:count]) if row.group), None)
        if above is None and self.extra_heads:
            above = self.head[own]
        if above is None:
            return head, heights
        first = above.cells[0]
        label = TableCell(first.text, font=first.font, ink=first.ink, span=first.span)
        cells = [label]
        if first.span < len(self.columns):
            cells.append(TableCell(_("continued"), ink=first.ink, span=len(self.columns) - first.span))
        again = GridRow(cells, group=True)
        return [*head, again], [*heights, self._height(again, 0)]

    def _tear(self, row: GridRow, room: float) -> tuple[GridRow, GridRow] | None:
        room -= 2 * self.look.top
        heads: list[TableCell] = []
        tails: list[TableCell] = []
        moved = False
        for cell, x, width in self._placed(row):
            torn = cell.split(self._room(x, width), room)
            moved = moved or (torn is not None and torn[1].paragraph is not None)
            heads.append(cell.waiting() if torn is None else torn[0])
            tails.append(cell if torn is None else torn[1])
        if not moved:
            return None
        return replace(row, cells=heads, rule=""), replace(row, cells=tails, outline="")

    # --- drawing
    def _blocks(self) -> Iterator[tuple[GridRow, float, bool]]:
        for row, height in zip(self.head, self.head_heights, strict=True):
            yield row, height, True
        for row, height in zip(self.rows, self.measure(), strict=True):
            yield row, height, False

    def draw(self) -> None:
        canvas = self.canv
        if self.table.element is None:
            self.table.element = canvas.element("Table", title=legal(self.name))
        top = self.height - self._before
        with canvas.artifact():
            self._draw_ground(canvas, top)
        y = top
        if self.part:
            with canvas.artifact("Pagination", "Header"):
                for row, height in zip(self.head, self.head_heights, strict=True):
                    for cell, x, width in self._placed(row):
                        self._draw_cell(canvas, cell, x, width, y, height)
                    y -= height
        for row, height, is_head in self._blocks():
            if is_head and self.part:
                continue
            self._bookmark(canvas, row, y)
            self._draw_row(canvas, row, y, height)
            y -= height
        if self.note is not None:
            self.note.drawOn(canvas, 0, y - self.note_height)

    def _draw_ground(self, canvas: TaggedCanvas, y: float) -> None:
        """Grounds, marks and lines, and the words that help across a break: none of it is read aloud."""
        width = sum(self.columns)
        small = SMALL[0]
        if self.part:
            words = _("{table}, continued").format(table=self.name)
            words = self.type_.clipped(words, REGULAR, small, width)
            draw_text(canvas, self.type_, 0, self.height - 3 * mm, words, size=small, ink=MUTED)
        for row, height, is_head in self._blocks():
            for cell, x, wide in self._placed(row):
                self._draw_cell_ground(canvas, cell, x, wide, y - height, height)
            y -= height
            if row.rule:
                strong = is_head or row.rule == "strong"
                canvas.setStrokeColor(RULE if strong else LINE)
                canvas.setLineWidth(0.8 if strong else 0.5)
                canvas.line(sum(self.columns[: row.rule_from]), y, width, y)
        if self.more:
            words = _("Continues on the next page")
            draw_text(canvas, self.type_, width, y - 4 * mm, words, size=small, ink=MUTED, align="right")

    def _draw_cell_ground(
        self, canvas: TaggedCanvas, cell: TableCell, x: float, width: float, y: float, height: float
    ) -> None:
        if cell.fill is not None:
            gap = self.look.gap
            canvas.setFillColor(cell.fill)
            canvas.setStrokeColor(LINE)
            canvas.setLineWidth(0.5)
            edge = 1 if cell.fill == PAPER else 0
            canvas.rect(x + gap / 2, y + gap / 2, width - gap, height - gap, stroke=edge, fill=1)
        if cell.paint:
            cell.paint(canvas, Box(x, y, width, height, cell.text_height))

    def _draw_row(self, canvas: TaggedCanvas, row: GridRow, y: float, height: float) -> None:
        if row.holder.element is None:
            row.holder.element = canvas.element("TR", self.table.element)
        for cell, x, width in self._placed(row):
            with canvas.content(self._cell_element(canvas, cell, row.holder.element)):
                self._draw_cell(canvas, cell, x, width, y, height)

    def _cell_element(self, canvas: TaggedCanvas, cell: TableCell, row: Element) -> Element:
        if cell.holder.element is None:
            cell.holder.element = canvas.element(
                cell.tag, row, scope=cell.scope, colspan=cell.span, rowspan=cell.rows
            )
        return cell.holder.element

    def _draw_cell(
        self, canvas: TaggedCanvas, cell: TableCell, x: float, width: float, y: float, height: float
    ) -> None:
        free = height - 2 * self.look.top - cell.text_height
        drop = free / 2 if self.look.middle and cell.rows == 1 else 0
        left, right = self._sides(x, width)
        cell.draw(canvas, self.type_, left, right, y - self.look.top - drop)

    def _bookmark(self, canvas: TaggedCanvas, row: GridRow, y: float) -> None:
        """A group of rows is no heading, but it is a bookmark."""
        if not row.outline:
            return
        place = canvas.next_name()
        top = canvas.absolutePosition(0, y)[1] + UNIT
        canvas.bookmarkPage(place, fit="XYZ", left=0, top=top, zoom=0)
        canvas.addOutlineEntry(legal(row.outline)[:300], place, min(1, canvas.outline_level + 1), 0)
