"""The words of a PDF: its lines by where they stand on the page, joined to paragraphs as they were written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from assurance_desk.progress import Progress
from assurance_desk.reading.document_lines import Line, Rules, Text, join
from assurance_desk.reading.document_refusals import NotReadableDocumentError
from assurance_desk.reading.document_tables import with_tables

MOST_PAGES: Final = 600
MOST_CHARACTERS: Final = 3_000_000
MOST_SHAPES: Final = 20_000
_LONG: Final = 20.0
"""Points: a shape as long as this may be the rule of a table."""
_PASSWORD: Final = 4
"""FPDF_ERR_PASSWORD"""
_HYPHEN: Final = "\x02"
"""PDFium's sign for a hyphen at which a word was broken over two lines."""


def words_of_pdf(data: bytes, name: str, progress: Progress) -> Text:
    """As a text file would say it, and what was left away as running over every page.

    Raises:
        NotReadableDocumentError: damaged, protected, a scan, or far too large.
        Cancelled: between two pages.
    """
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        why = "password" if getattr(error, "err_code", 0) == _PASSWORD else "damaged"
        raise NotReadableDocumentError(name, why) from error
    try:
        if len(document) > MOST_PAGES:
            raise NotReadableDocumentError(name, "too big")
        pages: list[list[Line]] = []
        rules: list[Rules] = []
        for number in range(len(document)):
            progress.at(number, len(document), name)
            lines, ruled = _page(document, number)
            pages.append(lines)
            rules.append(ruled)
            if sum(len(line.words) for page in pages for line in page) > MOST_CHARACTERS:
                raise NotReadableDocumentError(name, "too big")
    except pdfium.PdfiumError as error:
        raise NotReadableDocumentError(name, "damaged") from error
    finally:
        document.close()
    if not any(page for page in pages):
        raise NotReadableDocumentError(name, "scan" if pages else "damaged")
    return join(pages, lambda kept, cell: with_tables(kept, rules, cell))


def _page(document: Any, number: int) -> tuple[list[Line], Rules]:
    page = document[number]
    try:
        text = page.get_textpage()
        try:
            lines = list(_lines(text, page.get_height()))
        finally:
            text.close()
        tabled = any("ecommendation" in line.words or "RECOMMENDATION" in line.words for line in lines)
        return lines, _rules(page) if tabled or number else Rules()
    finally:
        page.close()


def _rules(page: Any) -> Rules:
    """Thin shapes, and the edges of boxes: what a reader sees as the lines of a table."""
    import pypdfium2.raw

    across: set[tuple[float, float, float]] = set()
    upright: set[tuple[float, float, float]] = set()
    for at, shape in enumerate(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])):
        if at >= MOST_SHAPES:
            break
        left, low, right, high = shape.get_bounds()
        if right - left > _LONG:
            across |= {(low, left, right), (high, left, right)}
        if high - low > _LONG / 2:
            upright |= {(left, low, high), (right, low, high)}
    return Rules(tuple(sorted(across)), tuple(sorted(upright)))


@dataclass
class _Open:
    """A line while its characters come."""

    words: list[str] = field(default_factory=list)
    places: list[tuple[float, float]] = field(default_factory=list)
    """Left and right of each character; of one PDFium put in, of the one before it."""
    bottom: float = 0.0
    size: float = 0.0

    def add(self, sign: str, box: tuple[float, float, float, float] | None, base: float, size: float) -> None:
        if box is None:
            at = self.places[-1][1] if self.places else 0.0
            self.places.append((at, at))
        else:
            self.places.append((box[0], box[2]))
            if sign.strip():
                self.bottom, self.size = self.bottom or base, max(self.size, size)
        self.words.append(sign)


def _lines(text: Any, height: float) -> Iterator[Line]:
    """In the order PDFium reads them. A broken word's hyphen is told by ``Line.broken``."""
    from pypdfium2 import raw

    now = _Open()
    for at in range(text.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(text, at))
        if sign in "\r\n":
            if any(one.strip() for one in now.words):
                yield _closed(now, height, "")
            now = _Open() if now.words else now
            continue
        made_up = raw.FPDFText_IsGenerated(text, at) == 1
        if sign == _HYPHEN:
            box = text.get_charbox(at)
            yield _closed(now, height, "-" if box[2] - box[0] > 0.1 else "\u00ad")
            now = _Open()
            continue
        box = None if made_up else text.get_charbox(at)
        now.add(sign, box, _base(raw, text, at), raw.FPDFText_GetFontSize(text, at))
    if any(one.strip() for one in now.words):
        yield _closed(now, height, "")


def _base(raw: Any, text: Any, at: int) -> float:
    """Where the character stands: the line it sits on, not the lower edge of its ink."""
    import ctypes

    across, up = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, at, across, up)
    return up.value


def _closed(now: _Open, height: float, broken: str) -> Line:
    seen = [(sign, place) for sign, place in zip(now.words, now.places, strict=True) if sign != "\u00ad"]
    inked = [place for sign, place in seen if sign.strip()]
    return Line(
        words="".join(sign for sign, _place in seen).rstrip(),
        left=min((one[0] for one in inked), default=0.0),
        right=max((one[1] for one in inked), default=0.0),
        base=now.bottom,
        size=now.size,
        height=height,
        broken=broken,
        places=tuple(place for _sign, place in seen),
    )
