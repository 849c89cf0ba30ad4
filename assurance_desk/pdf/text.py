"""Paragraphs and headings that tag themselves, also where they break over a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph

from assurance_desk.domain.paper.blocks import Link
from assurance_desk.pdf.fonts import Typesetter, legal, tidy
from assurance_desk.pdf.styles import (
    FINDING_STYLE,
    INK,
    REGULAR,
    SECTION_STYLE,
    SEMIBOLD,
    TITLE_STYLE,
    UNIT,
)
from assurance_desk.pdf.tags import Element, Holder, TaggedCanvas, Target

Parent = Callable[[], Element | None]


def draw_text(
    canvas: TaggedCanvas,
    type_: Typesetter,
    x: float,
    y: float,
    text: str,
    *,
    font: str = REGULAR,
    size: float = 10,
    ink: Color = INK,
    align: str = "left",
) -> float:
    """One line on the baseline ``y``; gives where it ended."""
    if align != "left":
        width = type_.width(text, font, size)
        x -= width if align == "right" else width / 2
    canvas.setFillColor(ink)
    for face, run in type_.runs(text, font):
        canvas.setFont(face, size)
        canvas.drawString(x, y, run)
        x += canvas.stringWidth(run, face, size)
    return x


class TaggedParagraph(Paragraph):
    """``text`` is reportlab markup already made safe. All parts of a split paragraph are one element."""

    canv: TaggedCanvas
    style: ParagraphStyle

    def __init__(
        self,
        text: str | None,
        style: ParagraphStyle,
        tag: str = "P",
        parent: Parent | None = None,
        **named: Any,
    ) -> None:
        super().__init__(cast(str, text), style, **named)  # None when reportlab splits: frags instead
        self.tag = tag
        self.parent = parent
        self.holder = Holder()

    def split(self, availWidth: float, availHeight: float) -> list[Any]:  # noqa: N803
        parts: list[Any] = super().split(availWidth, availHeight)
        if len(parts) > 1:
            for part in parts:
                self._hand_on(part)
        return parts

    def _hand_on(self, part: TaggedParagraph) -> None:
        part.tag, part.parent, part.holder = self.tag, self.parent, self.holder

    def draw(self) -> None:
        canvas = self.canv
        if self.holder.element is None:
            self.holder.element = canvas.element(self.tag, self.parent() if self.parent else None)
        with canvas.content(self.holder.element):
            Paragraph.draw(self)


class HeadingParagraph(TaggedParagraph):
    """A heading is its own bookmark. ``place`` is the name links aim at."""

    level = 1
    plain = ""
    place = ""
    room_above = 0.0
    marked = False

    def draw(self) -> None:
        if not self.marked:
            self._bookmark()
            self.marked = True
        super().draw()

    def _bookmark(self) -> None:
        canvas = self.canv
        place = self.place or canvas.next_name()
        top = canvas.absolutePosition(0, self.height)[1] + UNIT + self.room_above
        canvas.bookmarkPage(place, fit="XYZ", left=0, top=top, zoom=0)
        level = min(self.level - 1, canvas.outline_level + 1)
        canvas.outline_level = level
        canvas.addOutlineEntry(self.plain, place, level, 0)

    def split(self, availWidth: float, availHeight: float) -> list[Any]:  # noqa: N803
        parts = super().split(availWidth, availHeight - (0 if self.marked else self.room_above))
        for part in parts[1:]:
            part.marked = True  # only the beginning is a place to go to
        return parts

    def _hand_on(self, part: TaggedParagraph) -> None:
        super()._hand_on(part)
        if isinstance(part, HeadingParagraph):
            part.level, part.plain, part.place, part.marked = self.level, self.plain, self.place, self.marked


class TitleParagraph(HeadingParagraph):
    """Balanced: the narrowest measure that keeps the number of lines, so that no word is left alone."""

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        lines = len(self.breakLines(availWidth).lines)
        width = availWidth
        if lines <= 6:
            while width > availWidth * 0.55 and len(self.breakLines(width - 2 * mm).lines) == lines:
                width -= 2 * mm
        return super().wrap(width, availHeight)


class SectionParagraph(HeadingParagraph):
    """A section's heading, over a line."""

    room_above = 1.5 * UNIT

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        self.full_width = availWidth
        width, height = super().wrap(availWidth, availHeight)
        return width, height + (0 if self.marked else self.room_above)

    def draw(self) -> None:
        if not self.marked:
            canvas = self.canv
            with canvas.artifact():
                canvas.setStrokeColor(INK)
                canvas.setLineWidth(0.8)
                line = self.height + UNIT
                canvas.line(0, line, self.full_width, line)
        super().draw()


_KINDS: dict[int, tuple[type[HeadingParagraph], ParagraphStyle]] = {
    1: (TitleParagraph, TITLE_STYLE),
    2: (SectionParagraph, SECTION_STYLE),
    3: (HeadingParagraph, FINDING_STYLE),
}


def heading(
    type_: Typesetter, text: str, level: int, place: str = "", style: ParagraphStyle | None = None
) -> HeadingParagraph:
    """``style`` given: a heading inside a panel, without the section's line."""
    kind, usual = _KINDS[level]
    made = (HeadingParagraph if style else kind)(type_.markup(text, SEMIBOLD), style or usual, f"H{level}")
    made.level, made.plain, made.place = level, legal(text)[:300], place
    return made


def linked(
    type_: Typesetter, text: str, links: tuple[Link, ...], places: dict[str, str], targets: dict[str, Target]
) -> str:
    """Markup with each link's first occurrence in ``text`` made a link.

    ``places`` are the bookmarks by heading key; ``targets`` is added to. A link that leads nowhere we know
    (a missing key, a strange scheme) stays plain text.
    """
    out: list[str] = []
    rest = tidy(text)
    for link in sorted(links, key=lambda link: tidy(text).find(tidy(link.text))):
        words = tidy(link.text)
        before, found, after = rest.partition(words) if words else (rest, "", "")
        target = _target(link, places)
        if not found or target is None:
            continue
        label = f"l{len(targets)}"
        targets[label] = target
        out.append(type_.markup(before))
        out.append(
            f'<onDraw name="link-begins" label="{label}"/><a href="link:{label}" color="#1D5B79">'
            f'<u>{type_.markup(words)}</u></a><onDraw name="link-ends" label="{label}"/>'
        )
        rest = after
    return "".join([*out, type_.markup(rest)])


def _target(link: Link, places: dict[str, str]) -> Target | None:
    if link.target.startswith("#"):
        place = places.get(link.target[1:])
        return Target(place, inside=True, words=legal("Go to " + link.text)) if place else None
    if link.target.lower().startswith(("https://", "http://", "mailto:")):
        return Target(legal(link.target), inside=False, words=legal(link.target))
    return None
