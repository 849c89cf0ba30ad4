"""What stands on the page beside plain paragraphs: hung labels, list items, the frame, masthead and scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from assurance_desk.pdf.fonts import Typesetter
from assurance_desk.pdf.styles import (
    ACCENT,
    CANVAS,
    FIGURE_SIZE,
    HEAT,
    INK,
    ITEM_STYLE,
    LINE,
    MUTED,
    PAPER,
    REGULAR,
    RULE,
    SEMIBOLD,
    SMALL,
    UNIT,
    Page,
    up,
)
from assurance_desk.pdf.tags import Element, Holder, TaggedCanvas
from assurance_desk.pdf.text import TaggedParagraph, draw_text

PUBLISHED = "published"
SIDE_GAP = 2 * mm  # between a side note and the rule beside the text


class TaggedFlowable(Flowable):
    canv: TaggedCanvas
    after = 0.0

    def getSpaceAfter(self) -> float:
        return self.after


class Sided(TaggedFlowable):
    """Text on nine columns; a short note hangs in the first three. ``rule``: whose words these are."""

    def __init__(
        self, page: Page, main: TaggedParagraph, side: TaggedParagraph | None = None, rule: str = ""
    ) -> None:
        super().__init__()
        self.page, self.main, self.side, self.rule = page, main, side, rule

    def getSpaceBefore(self) -> float:
        return float(self.main.getSpaceBefore())

    def getSpaceAfter(self) -> float:
        return float(self.main.getSpaceAfter())

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        self.main_height = self.main.wrap(self.page.main, availHeight)[1]
        side = self.side.wrap(self.page.side - SIDE_GAP, availHeight)[1] + 1 if self.side else 0.0
        self.height = max(self.main_height, side)
        return availWidth, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Any]:  # noqa: N803
        if self.side and self.side.wrap(self.page.side - SIDE_GAP, availHeight)[1] > availHeight:
            return []
        parts = self.main.split(self.page.main, availHeight)
        return [
            Sided(self.page, part, None if number else self.side, self.rule)
            for number, part in enumerate(parts)
        ]

    def draw(self) -> None:
        canvas = self.canv
        if self.rule:
            with canvas.artifact():
                self._draw_rule(canvas)
        if self.side:
            self.side.drawOn(canvas, 0, self.height - self.side.height - 1.2)
        self.main.drawOn(canvas, self.page.main_x, self.height - self.main_height)

    def _draw_rule(self, canvas: TaggedCanvas) -> None:
        """The officer's words: a bar. Published wording: a thin double line."""
        x = self.page.main_x - self.page.gutter
        y, height = self.height - self.main_height + 1, self.main_height - 3
        if self.rule == PUBLISHED:
            canvas.setStrokeColor(RULE)
            canvas.setLineWidth(0.6)
            canvas.line(x, y, x, y + height)
            canvas.line(x + 1.6, y, x + 1.6, y + height)
        else:
            canvas.setFillColor(ACCENT)
            canvas.rect(x, y, 1.8, height, stroke=0, fill=1)


class ItemList:
    """The one L element its items hang under."""

    def __init__(self, numbering: str) -> None:
        self.numbering = numbering
        self.holder = Holder()

    def element(self, canvas: TaggedCanvas) -> Element:
        if self.holder.element is None:
            self.holder.element = canvas.element("L", numbering=self.numbering)
        return self.holder.element


class Item(TaggedFlowable):
    """One list item: a label hung at ``label_x``, its text from ``x``. ``large``: the label is a key figure."""

    def __init__(
        self,
        type_: Typesetter,
        items: ItemList,
        label: str,
        text: str,
        *,
        x: float,
        label_x: float,
        large: bool = False,
        after: float = 2 * UNIT,
        style: ParagraphStyle = ITEM_STYLE,
    ) -> None:
        super().__init__()
        self.type_, self.items, self.label = type_, items, label
        self.x, self.label_x, self.large, self.after = x, label_x, large, after
        self.holder = Holder()
        room = x - label_x - 1.5 * mm
        if label and type_.width(label, SEMIBOLD, self._least(style)) > room:
            text, self.label = f"{label} {text}", ""  # a label that cannot hang leads the text
        self.body = TaggedParagraph(type_.markup(text), style, "LBody", lambda: self.holder.element)
        self.size = self._size(room)

    def _least(self, style: ParagraphStyle) -> float:
        return float(style.fontSize)

    def _size(self, room: float) -> float:
        size: float = FIGURE_SIZE if self.large else self._least(self.body.style)
        while size > self._least(self.body.style) and self.type_.width(self.label, SEMIBOLD, size) > room:
            size -= 0.5
        return size

    @property
    def _lift(self) -> float:
        return 1.2 * mm if self.large else 0.0

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        self.body_height = self.body.wrap(availWidth - self.x, availHeight)[1]
        self.height = max(self.body_height + self._lift, 9 * mm) if self.large else self.body_height
        return availWidth, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Any]:  # noqa: N803
        parts = self.body.split(availWidth - self.x, availHeight - self._lift)
        if len(parts) < 2:
            return [self] if parts else []
        return [self._part(part, first=not number) for number, part in enumerate(parts)]

    def _part(self, body: TaggedParagraph, *, first: bool) -> Item:
        part = Item(
            self.type_, self.items, "", "", x=self.x, label_x=self.label_x, large=self.large, after=self.after
        )
        part.label, part.size = (self.label if first else ""), self.size
        part.body, part.holder, part.large = body, self.holder, self.large and first
        return part

    def draw(self) -> None:
        canvas = self.canv
        if self.holder.element is None:
            self.holder.element = canvas.element("LI", self.items.element(canvas))
        style = self.body.style
        if self.label:
            base = style.fontSize + self._lift if self.large else style.leading * 0.72
            with canvas.content(canvas.element("Lbl", self.holder.element)):
                draw_text(
                    canvas, self.type_, self.label_x, self.height - base, self.label,
                    font=SEMIBOLD, size=self.size, ink=ACCENT,
                )  # fmt: skip
        self.body.drawOn(canvas, self.x, self.height - self.body_height - self._lift)


class Panel(TaggedFlowable):
    """The frame for what the meeting is asked. Breaks between its items, or inside one too tall for a page."""

    after = 4 * UNIT  # what stands beside a frame needs more air than what stands beside text
    pad = 4 * mm

    def __init__(self, kids: Sequence[Flowable]) -> None:
        super().__init__()
        self.kids = list(kids)

    def getSpaceBefore(self) -> float:
        return 2 * UNIT

    def _heights(self, width: float) -> list[tuple[float, float]]:
        last = len(self.kids) - 1
        return [
            (kid.wrap(width - 2 * self.pad, 1e6)[1], 0 if number == last else kid.getSpaceAfter())
            for number, kid in enumerate(self.kids)
        ]

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        self.width = availWidth
        self.heights = self._heights(availWidth)
        self.height = up(sum(height + after for height, after in self.heights) + 2 * self.pad)
        return availWidth, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Any]:  # noqa: N803
        room = availHeight - 2 * self.pad - UNIT
        fits: list[Flowable] = []
        for number, (kid, (height, after)) in enumerate(
            zip(self.kids, self._heights(availWidth), strict=True)
        ):
            if height > room:
                parts = kid.split(availWidth - 2 * self.pad, room) if room > 0 else []
                rest = [*parts[1:], *self.kids[number + 1 :]] if len(parts) > 1 else self.kids[number:]
                fits += parts[:1] if len(parts) > 1 else []
                heading_alone = len(fits) == 1 and number == 1 and len(parts) < 2
                return [] if not fits or heading_alone else [Panel(fits), Panel(rest)]
            fits.append(kid)
            room -= height + after
        return [self]

    def draw(self) -> None:
        canvas = self.canv
        with canvas.artifact():
            canvas.setFillColor(CANVAS)
            canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)
            canvas.setFillColor(ACCENT)
            canvas.rect(0, 0, 2, self.height, stroke=0, fill=1)
            canvas.setStrokeColor(LINE)
            canvas.setLineWidth(0.6)
            canvas.line(0, self.height, self.width, self.height)
            canvas.line(0, 0, self.width, 0)
        y = self.height - self.pad
        for kid, (height, after) in zip(self.kids, self.heights, strict=True):
            kid.drawOn(canvas, self.pad, y - height)
            y -= height + after


class Masthead(TaggedFlowable):
    """The body's name beside its initials, where a logo would stand."""

    after = 3 * UNIT
    side = 10 * mm

    def __init__(self, type_: Typesetter, name: str) -> None:
        super().__init__()
        self.type_ = type_
        self.initials = "".join(word[0] for word in name.split() if word[0].isupper())[:2]
        self.name = TaggedParagraph(type_.markup(name, SEMIBOLD), _MASTHEAD)

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        self.name_height = self.name.wrap(availWidth - 14 * mm, availHeight)[1]
        self.height = max(self.side, self.name_height)
        return availWidth, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Any]:  # noqa: N803
        parts = self.name.split(availWidth - 14 * mm, availHeight)
        return [self.name] if len(parts) < 2 else parts

    def draw(self) -> None:
        canvas = self.canv
        foot = self.height - self.side
        with canvas.artifact():
            canvas.setFillColor(ACCENT)
            canvas.rect(0, foot, self.side, self.side, stroke=0, fill=1)
            draw_text(
                canvas, self.type_, self.side / 2, foot + 3.3 * mm, self.initials,
                font=SEMIBOLD, size=14, ink=PAPER, align="centre",
            )  # fmt: skip
        middle = self.height - (self.side + min(self.name_height, self.side)) / 2
        self.name.drawOn(canvas, 14 * mm, min(middle, self.height - self.name_height))


_MASTHEAD = ParagraphStyle("masthead", parent=ITEM_STYLE, fontName=SEMIBOLD, textColor=ACCENT)


class ScaleKey(TaggedFlowable):
    """The heat scale in a line under the map: a list of swatches with words."""

    after = 2 * UNIT
    line = 7 * mm

    def __init__(self, type_: Typesetter, title: str, words: Sequence[str]) -> None:
        super().__init__()
        self.type_, self.title, self.words = type_, title, list(words)[: len(HEAT)]

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        self.places: list[tuple[int, float]] = []
        row, x = 0, self.type_.width(self.title, SEMIBOLD, SMALL[0]) + 3 * mm
        for words in self.words:
            wide = 7.5 * mm + self.type_.width(words, REGULAR, SMALL[0])
            if x > 0 and x + wide > availWidth:
                row, x = row + 1, 0.0
            self.places.append((row, x))
            x += wide + 5 * mm
        self.height = self.line * (row + 1)
        return availWidth, self.height

    def draw(self) -> None:
        canvas, base = self.canv, 2.2 * mm
        top = self.height - self.line
        with canvas.content(canvas.element("P")):
            draw_text(canvas, self.type_, 0, top + base, self.title, font=SEMIBOLD, size=SMALL[0], ink=MUTED)
        items = canvas.element("L", numbering="None")
        for shade, words, (row, x) in zip(HEAT, self.words, self.places, strict=False):
            y = top - row * self.line
            with canvas.artifact():
                canvas.setFillColor(shade)
                canvas.setStrokeColor(RULE)
                canvas.setLineWidth(0.4)
                canvas.rect(x, y + 1.4 * mm, 6 * mm, 4 * mm, stroke=1, fill=1)
            with canvas.content(canvas.element("LBody", canvas.element("LI", items))):
                draw_text(canvas, self.type_, x + 7.5 * mm, y + base, words, size=SMALL[0], ink=INK)


class SectionMark(TaggedFlowable):
    """Notes the page a section begins on."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        return 0, 0

    def draw(self) -> None:
        self.canv.sections.setdefault(self.key, self.canv.getPageNumber())
