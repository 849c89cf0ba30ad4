"""From blocks to what reportlab flows over pages; and what must not be parted from what follows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from assurance_desk.domain.paper import blocks as b
from assurance_desk.pdf.charts import Bars
from assurance_desk.pdf.flowables import Item, ItemList, Masthead, Panel, ScaleKey, SectionMark, Sided
from assurance_desk.pdf.fonts import MOST_LINES, Typesetter, tidy
from assurance_desk.pdf.heatmap import heat_grids
from assurance_desk.pdf.styles import NOTE_STYLE, PANEL_HEAD_STYLE, TEXT_STYLE, UNIT, Page
from assurance_desk.pdf.table_blocks import data_grid, facts_grid, legend_grid
from assurance_desk.pdf.tables import Grid
from assurance_desk.pdf.tags import Target
from assurance_desk.pdf.text import HeadingParagraph, TaggedParagraph, heading, linked
from assurance_desk.texts import _

LONGEST_SIDE = 240  # characters; a longer note stands above its text
LONGEST_NOTE = 600
MOST_BARS = 24
_GOES_ON = ParagraphStyle("goes on", parent=TEXT_STYLE, spaceAfter=0)


class Layout:
    """Sets one paper. ``targets`` are the links made, ``places`` the bookmarks of keyed headings."""

    def __init__(self, type_: Typesetter, page: Page, blocks: Sequence[b.Block]) -> None:
        self.type_, self.page, self.blocks = type_, page, blocks
        self.targets: dict[str, Target] = {}
        keys = [block.key for block in blocks if isinstance(block, b.Heading) and block.key]
        self.places = {key: f"heading-{number}" for number, key in enumerate(dict.fromkeys(keys))}
        self._unused = dict(self.places)
        self._last_side = ""
        self._last_made: Flowable | None = None

    def flowables(self) -> list[Flowable]:
        made: list[Flowable] = []
        for block in self.blocks:
            if isinstance(block, b.Heading):
                self._last_side = ""
            for one in _SETTERS[type(block)](self, block):
                made.append(one)
                self._last_made = one
        return keep_with_next(_marks_after_breaks(made), self.page) or [Spacer(1, 1)]

    def _note(self, text: str) -> TaggedParagraph:
        return TaggedParagraph(self.type_.markup(text), NOTE_STYLE)

    def section(self, block: b.SectionStart) -> Iterator[Flowable]:
        self._last_side = ""  # whose words they are is said anew, whatever stood between
        yield SectionMark(block.key)

    def heading(self, block: b.Heading) -> Iterator[Flowable]:
        place = self._unused.pop(block.key, "")  # a key used twice leads to its first heading
        yield heading(self.type_, block.text, block.level, place)

    def paragraph(self, block: b.Paragraph) -> Iterator[Flowable]:
        text = f"“{block.text}”" if block.voice == "published" else block.text
        side = block.side or _voice_words(block.voice)
        note = None
        if side != self._last_side and side:
            note = self._note(side)
            if len(side) > LONGEST_SIDE:
                yield note
                yield Spacer(1, UNIT)
                note = None
        self._last_side = side
        rule = block.voice if block.voice in ("officer", "published") else ""
        parts = _lines_apart(text)
        for number, part in enumerate(parts, 1):
            markup = linked(self.type_, part, block.links, self.places, self.targets)
            style = TEXT_STYLE if number == len(parts) else _GOES_ON
            yield Sided(self.page, TaggedParagraph(markup, style), note, rule)
            note = None

    def note(self, block: b.Note) -> Iterator[Flowable]:
        """Small print goes with the table it follows."""
        note = self._note(block.text)
        table = self._last_made
        if isinstance(table, Grid) and table.note is None and len(block.text) < LONGEST_NOTE:
            table.note = note
            return
        yield note
        yield Spacer(1, 2 * UNIT)

    def cover(self, block: b.CoverBlock) -> Iterator[Flowable]:
        if block.body.strip():
            yield Masthead(self.type_, block.body)
        yield heading(self.type_, block.title, 1)
        if block.facts:
            yield facts_grid(self.type_, self.page, block.facts, _("About this paper"))

    def asks(self, block: b.Asks) -> Iterator[Flowable]:
        items, x = ItemList("Decimal"), self.page.main_x - Panel.pad
        lines: list[Flowable] = [heading(self.type_, block.title, 2, style=PANEL_HEAD_STYLE)]
        for number, ask in enumerate(block.asks, 1):
            label = f"{number}\u2002{ask.verb}"
            lines.append(Item(self.type_, items, label, ask.text, x=x, label_x=0, after=1.5 * UNIT))
        yield Panel(lines)

    def key_figures(self, block: b.KeyFigures) -> Iterator[Flowable]:
        items = ItemList("None")
        made = heading(self.type_, block.title, 3)
        made.tag, made.level = "H2", 2
        yield made
        yield Spacer(1, UNIT)
        for one in block.figures:
            yield Item(
                self.type_,
                items,
                one.figure,
                one.text,
                x=self.page.main_x,
                label_x=0,
                large=True,
                after=1.5 * UNIT,
            )
        yield Spacer(1, UNIT)

    def chart(self, block: b.BarChart) -> Iterator[Flowable]:
        """A chart of more bars than a page holds goes on as a second figure."""
        for start in range(0, max(len(block.bars), 1), MOST_BARS):
            part = b.BarChart(
                alt=block.alt, bars=block.bars[start : start + MOST_BARS], name_head=block.name_head,
                bar_head=block.bar_head, right_head=block.right_head,
                full=block.full or max((bar.value for bar in block.bars), default=0) or 1,
            )  # fmt: skip
            bars = Bars(self.type_, part, self.page.text_width)
            yield bars
            if bars.long_names():
                yield self._note(bars.long_names())
                yield Spacer(1, UNIT)

    def table(self, block: b.DataTable) -> Iterator[Flowable]:
        if block.columns and block.rows:
            yield data_grid(self.type_, self.page, block)

    def heat_map(self, block: b.HeatMap) -> Iterator[Flowable]:
        if block.rows:
            yield from heat_grids(self.type_, self.page, block)

    def heat_scale(self, block: b.HeatScale) -> Iterator[Flowable]:
        """The key goes with the map it follows."""
        key = ScaleKey(self.type_, block.title, block.words)
        table = self._last_made
        if isinstance(table, Grid) and table.note is None:
            table.note, table.note_gap = key, UNIT
            return
        yield key

    def bullets(self, block: b.Bullets) -> Iterator[Flowable]:
        items = ItemList("Decimal" if block.numbered else "Disc")
        for number, text in enumerate(block.items, 1):
            label = str(number) if block.numbered else "•"
            hang = (7 + 1.5 * (len(block.items) > 9)) * mm if block.numbered else 4.5 * mm
            after = 0.5 * UNIT if block.numbered else UNIT
            x = self.page.main_x
            yield Item(self.type_, items, label, text, x=x, label_x=x - hang, after=after)
        if block.items:
            yield Spacer(1, UNIT)

    def legend(self, block: b.Legend) -> Iterator[Flowable]:
        if any(group.rows for group in block.groups):
            yield legend_grid(self.type_, self.page, block)

    def page_break(self, _block: b.PageBreak) -> Iterator[Flowable]:
        yield CondPageBreak(self.page.text_height - 1)  # only where the page holds something


def _lines_apart(text: str) -> list[str]:
    """A text of very many lines as several paragraphs: reportlab is slow with it in one."""
    lines = tidy(text).split("\n")
    return ["\n".join(lines[at : at + MOST_LINES]) for at in range(0, len(lines), MOST_LINES)]


def _voice_words(voice: str) -> str:
    return {
        "officer": _("The officer’s own words"),
        "published": _("Published wording"),
        "counted": _("Counted from the returns"),
    }.get(voice, "")


_SETTERS: dict[type, Callable[[Layout, Any], Iterator[Flowable]]] = {
    b.SectionStart: Layout.section,
    b.Heading: Layout.heading,
    b.Paragraph: Layout.paragraph,
    b.Note: Layout.note,
    b.CoverBlock: Layout.cover,
    b.Asks: Layout.asks,
    b.KeyFigures: Layout.key_figures,
    b.BarChart: Layout.chart,
    b.DataTable: Layout.table,
    b.HeatMap: Layout.heat_map,
    b.HeatScale: Layout.heat_scale,
    b.Bullets: Layout.bullets,
    b.Legend: Layout.legend,
    b.PageBreak: Layout.page_break,
}


def _marks_after_breaks(story: list[Flowable]) -> list[Flowable]:
    """A section whose first block is a page break begins on the new page."""
    out = list(story)
    for at in range(len(out) - 1):
        if isinstance(out[at], SectionMark) and isinstance(out[at + 1], CondPageBreak):
            out[at], out[at + 1] = out[at + 1], out[at]
    return out


SHORT = 12 * mm
"""A line or two beside its margin: with it alone a heading would stand at the foot of a page."""


def keep_with_next(story: Sequence[Flowable], page: Page) -> list[Flowable]:
    """Breaks before headings whose page would hold too little of what follows.

    reportlab's own keepWithNext would throw whole tables to the next page.
    """
    out: list[Flowable] = []
    at = 0
    while at < len(story):
        end = at
        while end < len(story) and isinstance(story[end], (HeadingParagraph, SectionMark)):
            end += 1
        if end > at:
            need = min(_need(story, at, end, page), page.text_height - 1)
            if any(isinstance(one, HeadingParagraph) for one in story[at:end]):
                out.append(CondPageBreak(need))
            out.extend(story[at:end])
        if end < len(story):
            out.append(story[end])
        at = end + 1
    while out and isinstance(out[-1], CondPageBreak):
        out.pop()
    return out


def _need(story: Sequence[Flowable], at: int, end: int, page: Page) -> float:
    need = 0.0
    for one in story[at:end]:
        if isinstance(one, HeadingParagraph):
            before = float(one.getSpaceBefore())
            need += one.wrap(page.text_width, 1e6)[1] + float(one.style.spaceAfter) + before
    while end < len(story) - 1 and (high := _leads_in(story[end], page)):
        need += high
        end += 1
    return need + (_least(story[end], page) if end < len(story) else 0)


def _leads_in(flowable: Flowable, page: Page) -> float:
    """Points of what is too short to follow a heading by itself; 0 for what may."""
    if isinstance(flowable, (TaggedParagraph, Spacer)):
        return 6 * mm
    high = (
        float(flowable.wrap(page.text_width, page.text_height)[1]) if isinstance(flowable, Sided) else SHORT
    )
    around = float(flowable.getSpaceBefore()) + float(flowable.getSpaceAfter())
    return high + around if high < SHORT else 0.0


def _least(flowable: Flowable, page: Page) -> float:
    """Points of ``flowable`` that must stand on the page with its heading."""
    if isinstance(flowable, Bars):
        return flowable.wrap(page.text_width, 0)[1] + 12 * mm
    if isinstance(flowable, Grid):
        return flowable.least
    return 24 * mm if isinstance(flowable, Sided) else 18 * mm
