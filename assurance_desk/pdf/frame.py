"""What stands on every page around the text: marking, header, footer, DRAFT."""

from __future__ import annotations

from reportlab.lib.units import mm

from assurance_desk.domain.paper.blocks import PaperInfo
from assurance_desk.pdf.fonts import Typesetter
from assurance_desk.pdf.styles import DRAFT_INK, INK, LINE, MUTED, REGULAR, SEMIBOLD, SMALL, TABLE, Page
from assurance_desk.pdf.tags import TaggedCanvas
from assurance_desk.pdf.text import draw_text
from assurance_desk.texts import _

FOOT = 10 * mm
HEAD = 12 * mm  # from the page's top
BELOW = 4.4 * mm  # the embargo, below the marking


class Furniture:
    """Called for each page once the total is known. All of it is artifact: not read aloud page after page."""

    def __init__(self, type_: Typesetter, page: Page, info: PaperInfo) -> None:
        self.type_, self.page, self.info = type_, page, info
        self.third = page.text_width / 3 - 2 * mm
        self.marking = type_.clipped(info.marking, SEMIBOLD, TABLE[0], self.third)
        self.embargo = (
            type_.clipped(info.embargo, SEMIBOLD, TABLE[0], page.text_width) if info.embargo else ""
        )

    def __call__(self, canvas: TaggedCanvas, number: int, total: int) -> None:
        if self.info.draft:
            with canvas.artifact("Pagination", "Watermark"):
                self._draw_draft(canvas)
        with canvas.artifact("Pagination", "Header"):
            top = self.page.height - HEAD
            self._centre(canvas, top)
            if number > 1:
                self._left(canvas, top, self.info.header_left)
            self._right(canvas, top, self.info.header_right)
        with canvas.artifact("Pagination", "Footer"):
            page = self.page
            canvas.setStrokeColor(LINE)
            canvas.setLineWidth(0.5)
            canvas.line(page.margin, FOOT + 5 * mm, page.width - page.margin, FOOT + 5 * mm)
            self._left(canvas, FOOT, self.info.footer_left)
            self._centre(canvas, FOOT)
            self._right(canvas, FOOT, _("Page {page} of {pages}").format(page=number, pages=total))

    def _draw_draft(self, canvas: TaggedCanvas) -> None:
        """Upright in the left margin, never over content."""
        canvas.saveState()
        canvas.translate(12.2 * mm, self.page.height / 2)
        canvas.rotate(90)
        words = " ".join(_("DRAFT"))
        draw_text(canvas, self.type_, 0, 0, words, font=SEMIBOLD, size=30, ink=DRAFT_INK, align="centre")
        canvas.restoreState()

    def _small(self, canvas: TaggedCanvas, x: float, y: float, text: str, align: str) -> None:
        text = self.type_.clipped(text, REGULAR, SMALL[0], self.third) if text else ""
        draw_text(canvas, self.type_, x, y, text, size=SMALL[0], ink=MUTED, align=align)

    def _left(self, canvas: TaggedCanvas, y: float, text: str) -> None:
        self._small(canvas, self.page.margin, y, text, "left")

    def _right(self, canvas: TaggedCanvas, y: float, text: str) -> None:
        self._small(canvas, self.page.width - self.page.margin, y, text, "right")

    def _centre(self, canvas: TaggedCanvas, y: float) -> None:
        for line, words in enumerate((self.marking, self.embargo)):
            if words:
                draw_text(
                    canvas, self.type_, self.page.width / 2, y - line * BELOW, words,
                    font=SEMIBOLD, size=TABLE[0], ink=INK, align="centre",
                )  # fmt: skip
