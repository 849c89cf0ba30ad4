"""One cell of a table of ours: a line of text, or a paragraph where the line is too long; and its mark."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from assurance_desk.pdf.fonts import Typesetter
from assurance_desk.pdf.marks import Paint
from assurance_desk.pdf.styles import INK, MUTED, REGULAR, SEMIBOLD, SMALL, SUB_SIZE, TABLE
from assurance_desk.pdf.tags import Holder, TaggedCanvas
from assurance_desk.pdf.text import draw_text

_ALIGN: dict[str, Literal[0, 1, 2]] = {"left": 0, "centre": 1, "right": 2}


def _leading(size: float) -> float:
    return TABLE[1] if size >= TABLE[0] else SMALL[1]


@dataclass(slots=True)
class TableCell:
    """``indent`` keeps room for a swatch before the text, ``extra`` for a mark under it (points)."""

    text: str = ""
    align: str = "left"
    font: str = REGULAR
    size: float = TABLE[0]
    ink: Color = INK
    fill: Color | None = None
    sub: str = ""
    sub_ink: Color | None = None
    span: int = 1
    rows: int = 1
    tag: str = "TD"
    scope: str = ""
    paint: Paint | None = None
    indent: float = 0
    extra: float = 0
    paragraph: Any = None
    text_height: float = 0
    continued: bool = False
    holder: Holder = field(default_factory=Holder)

    def measure(self, type_: Typesetter, room: float) -> float:
        """Lay the text out in ``room`` points (without padding); gives the height of all of it."""
        if self.continued:
            return self.text_height
        room = max(room - self.indent, 6)
        self.paragraph = None if self._one_line(type_, room) else self._paragraph(type_, room)
        if self.paragraph is not None:
            self.text_height = float(self.paragraph.height)
        else:
            self.text_height = _leading(self.size) + (SMALL[1] if self.sub else 0)
        self.text_height += self.extra
        return self.text_height

    def _one_line(self, type_: Typesetter, room: float) -> bool:
        if len(self.text) > 200 or "\n" in self.text or "\r" in self.text or len(self.sub) > 200:
            return False
        wide = type_.width(self.text, self.font, self.size)
        return wide <= room and type_.width(self.sub, REGULAR, SUB_SIZE) <= room

    def _paragraph(self, type_: Typesetter, room: float) -> Any:
        style = ParagraphStyle(
            "cell", fontName=self.font, fontSize=self.size, leading=_leading(self.size), textColor=self.ink,
            alignment=_ALIGN[self.align], splitLongWords=1, allowWidows=1, allowOrphans=1, uriWasteReduce=0.3,
        )  # fmt: skip
        markup = type_.markup(self.text, self.font)
        if self.sub:
            ink = "#" + (self.sub_ink or MUTED).hexval()[2:]
            small = f'<font name="{REGULAR}" size="{SUB_SIZE}" color="{ink}">{type_.markup(self.sub)}</font>'
            markup = f"{markup}<br/>{small}" if markup else small
        made = Paragraph(markup, style)
        made.wrap(room, 1e6)
        return made

    def split(self, room: float, height: float) -> tuple[TableCell, TableCell] | None:
        """What fits in ``height`` and what goes on; None where nothing of a long text fits."""
        if self.paragraph is None:
            return self, self._rest(None)
        room = max(room - self.indent, 6)
        parts = self.paragraph.split(room, height - self.extra)
        if not parts:
            return None
        if len(parts) == 1:
            return self, self._rest(None)
        head = self._rest(parts[0], room)
        head.paint, head.extra = self.paint, self.extra
        head.text_height += self.extra
        return head, self._rest(parts[1], room)

    def _rest(self, paragraph: Any, room: float = 0) -> TableCell:
        height = 0.0 if paragraph is None else float(paragraph.wrap(room, 1e6)[1])
        return TableCell(
            text="" if paragraph is None else self.text, align=self.align, font=self.font, size=self.size,
            ink=self.ink, fill=self.fill, span=self.span, rows=self.rows, tag=self.tag, scope=self.scope,
            indent=self.indent, paragraph=paragraph, text_height=height, continued=True, holder=self.holder,
        )  # fmt: skip

    def waiting(self) -> TableCell:
        """An empty cell in this one's place, for the part of a row in which none of it fits."""
        return self._rest(None)

    def draw(self, canvas: TaggedCanvas, type_: Typesetter, x: float, right: float, top: float) -> None:
        """Text from ``top`` down, between ``x`` and ``right`` (padding already taken off)."""
        left = x + self.indent
        if self.paragraph is not None:
            self.paragraph.canv = canvas
            canvas.saveState()
            canvas.translate(left, top - self.paragraph.height)
            self.paragraph.draw()
            canvas.restoreState()
            return
        if self.continued:
            return
        at = {"left": left, "right": right, "centre": (left + right) / 2}[self.align]
        if self.text:
            draw_text(
                canvas, type_, at, top - self.size, self.text,
                font=self.font, size=self.size, ink=self.ink, align=self.align,
            )  # fmt: skip
            top -= _leading(self.size)
        if self.sub:
            draw_text(
                canvas, type_, at, top - 8.7, self.sub,
                size=SUB_SIZE, ink=self.sub_ink or MUTED, align=self.align,
            )  # fmt: skip


def column_head(text: str, align: str = "left") -> TableCell:
    return TableCell(text, align, SEMIBOLD, SMALL[0], MUTED, tag="TH", scope="Column")


def row_head(text: str, *, font: str = SEMIBOLD, ink: Color = INK, rows: int = 1) -> TableCell:
    return TableCell(text, font=font, ink=ink, rows=rows, tag="TH", scope="Row")
