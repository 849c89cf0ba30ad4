"""A built paper as a tagged A4 PDF: the same blocks give the same bytes."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from assurance_desk.domain.paper.blocks import BuiltPaper
from assurance_desk.domain.paper.made import RenderReport
from assurance_desk.pdf.fonts import Typesetter, code_words, legal
from assurance_desk.pdf.frame import Furniture
from assurance_desk.pdf.layout import Layout
from assurance_desk.pdf.structure import finish
from assurance_desk.pdf.styles import LANDSCAPE, PORTRAIT, Page
from assurance_desk.pdf.tags import TaggedCanvas
from assurance_desk.progress import Progress
from assurance_desk.texts import _
from assurance_desk.whole_file import write_whole


class _Document(BaseDocTemplate):
    """Reports each page as it is set, which is also where a cancel is heard."""

    def __init__(self, out: io.BytesIO, page: Page, title: str, progress: Progress | None) -> None:
        super().__init__(
            out, pagesize=(page.width, page.height), title=title, invariant=1, pageCompression=1, lang="en-GB"
        )
        frame = Frame(page.margin, page.margin, page.text_width, page.text_height, 0, 0, 0, 0)
        self.addPageTemplates([PageTemplate("page", [frame])])
        self.progress = progress

    def handle_pageBegin(self) -> None:
        super().handle_pageBegin()
        if self.progress:
            words = _("Setting page {page}").format(page=self.page)
            self.progress.at(self.page, self.page + 1, words)


def render_bytes(built: BuiltPaper, progress: Progress | None = None) -> tuple[bytes, RenderReport]:
    """The PDF as bytes.

    Raises:
        Cancelled: the work was cancelled while pages were being set.
    """
    page = LANDSCAPE if built.info.landscape else PORTRAIT
    type_ = Typesetter()
    layout = Layout(type_, page, built.blocks)
    canvas, drawn = _draw(layout.flowables(), layout, Furniture(type_, page, built.info), built, progress)
    data = finish(canvas, drawn, built.info)
    missing = tuple((code_words(character), count) for character, count in sorted(type_.missing.items()))
    return data, RenderReport(
        pages=canvas.page_total, missing=missing, sections=tuple(canvas.sections.items())
    )


def _draw(
    story: list[Flowable],
    layout: Layout,
    furniture: Furniture,
    built: BuiltPaper,
    progress: Progress | None,
) -> tuple[TaggedCanvas, bytes]:
    made: list[TaggedCanvas] = []
    out = io.BytesIO()

    def canvas(*args: Any, **named: Any) -> TaggedCanvas:
        one = TaggedCanvas(*args, **named)
        one.links, one.furniture = layout.targets, furniture
        made.append(one)
        return one

    _Document(out, layout.page, legal(built.info.title), progress).build(story, canvasmaker=canvas)
    return made[0], out.getvalue()


def render(built: BuiltPaper, path: Path, progress: Progress | None = None) -> RenderReport:
    """Write the PDF whole or not at all."""
    data, report = render_bytes(built, progress)
    write_whole(path, data)
    return report
