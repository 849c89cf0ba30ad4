"""Horizontal bars with labels at their ends: one Figure, whose alternative text says the message and each value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm

from assurance_desk.domain.paper.blocks import Bar, BarChart
from assurance_desk.pdf.flowables import TaggedFlowable
from assurance_desk.pdf.fonts import Typesetter, legal
from assurance_desk.pdf.styles import BAR, BAR_QUIET, INK, MUTED, REGULAR, RULE, SEMIBOLD, SMALL, TABLE, UNIT
from assurance_desk.pdf.tags import TaggedCanvas
from assurance_desk.pdf.text import draw_text

PITCH, THICK = 8 * mm, 4.6 * mm


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where names end, bars begin and end, in points."""

    name: float
    bar_x: float
    bar_width: float
    right: float


class Bars(TaggedFlowable):
    """``width`` in points. Names too long for their column are ended with …; ``long_names`` tells them whole."""

    after = 2 * UNIT

    def __init__(self, type_: Typesetter, chart: BarChart, width: float) -> None:
        super().__init__()
        self.type_, self.chart, self.full_width = type_, chart, width
        self.at = self._columns(chart.bars)
        self.names = {bar: self._clip(bar.name, bar, self.at.name) for bar in chart.bars}
        self.labels = {bar: self._clip(bar.label, bar, 40 * mm) for bar in chart.bars}

    def _clip(self, text: str, bar: Bar, room: float) -> str:
        return self.type_.clipped(text, SEMIBOLD if bar.strong or bar.total else REGULAR, TABLE[0], room)

    def _widest(self, texts: Sequence[str], limit: float) -> float:
        widths = (self.type_.width(text[:120], SEMIBOLD, TABLE[0]) for text in texts)
        return min(max(widths, default=0.0), limit)

    def _columns(self, bars: Sequence[Bar]) -> _Columns:
        name = self._widest([bar.name for bar in bars] + [self.chart.name_head], self.full_width * 0.46)
        right = self._widest([bar.right for bar in bars] + [self.chart.right_head], 30 * mm)
        label = self._widest([bar.label for bar in bars], 40 * mm)
        bar_x = name + 4 * mm
        room = self.full_width - bar_x - right - label - (6 * mm if right else 2 * mm)
        return _Columns(name, bar_x, max(room, 10 * mm), right)

    def long_names(self) -> str:
        """The names that were cut short in the drawing, whole; empty where none was."""
        cut = [bar.name for bar in self.chart.bars if self.names[bar].endswith("…")]
        cut += [bar.label for bar in self.chart.bars if self.labels[bar].endswith("…")]
        return "; ".join(cut)

    def alt(self) -> str:
        values = "; ".join(
            f"{bar.name} {bar.label}" + (f", {self.chart.right_head or ''} {bar.right}" if bar.right else "")
            for bar in self.chart.bars
        )
        return legal(" ".join(f"{self.chart.alt} {values}.".split()))

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        self.height = 7 * mm + PITCH * len(self.chart.bars)
        return self.full_width, self.height

    def draw(self) -> None:
        canvas = self.canv
        x, y = canvas.absolutePosition(0, 0)
        box = (x, y, x + self.full_width, y + self.height)
        with canvas.content(canvas.element("Figure", alt=self.alt(), bbox=box)):
            top = self._draw_heads(canvas)
            foot = top
            longest = self.chart.full or max((bar.value for bar in self.chart.bars), default=0) or 1
            for bar in self.chart.bars:
                foot -= PITCH
                self._draw_bar(canvas, bar, foot, longest)
            canvas.setStrokeColor(INK)
            canvas.setLineWidth(0.8)
            canvas.line(self.at.bar_x, foot, self.at.bar_x, top)

    def _draw_heads(self, canvas: TaggedCanvas) -> float:
        y = self.height - 4 * mm
        heads = (
            (0.0, self.chart.name_head, "left", self.at.name),
            (
                self.at.bar_x,
                self.chart.bar_head,
                "left",
                self.full_width - self.at.bar_x - self.at.right - 2 * mm,
            ),
            (self.full_width, self.chart.right_head, "right", self.at.right + 1 * mm),
        )
        for x, words, align, room in heads:
            shown = self.type_.clipped(words, SEMIBOLD, SMALL[0], room) if words else ""
            draw_text(canvas, self.type_, x, y, shown, font=SEMIBOLD, size=SMALL[0], ink=MUTED, align=align)
        y -= 2 * mm
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.8)
        canvas.line(0, y, self.full_width, y)
        return y

    def _draw_bar(self, canvas: TaggedCanvas, bar: Bar, foot: float, longest: float) -> None:
        middle = foot + PITCH / 2
        base = middle - 1.25 * mm
        font = SEMIBOLD if bar.strong or bar.total else REGULAR
        if bar.total:
            canvas.setStrokeColor(RULE)
            canvas.setLineWidth(0.6)
            canvas.line(0, foot + PITCH, self.full_width, foot + PITCH)
        draw_text(canvas, self.type_, 0, base, self.names[bar], font=font)
        length = self.at.bar_width * min(max(bar.value / longest, 0), 1)
        canvas.setFillColor(MUTED if bar.total else BAR if bar.strong else BAR_QUIET)
        canvas.rect(self.at.bar_x, middle - THICK / 2, max(length, 0.4), THICK, stroke=0, fill=1)
        draw_text(canvas, self.type_, self.at.bar_x + length + 1.5 * mm, base, self.labels[bar], font=font)
        right = self.type_.clipped(bar.right, font, TABLE[0], 30 * mm) if bar.right else ""
        draw_text(canvas, self.type_, self.full_width, base, right, font=font, align="right")
