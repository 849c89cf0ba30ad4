"""The words of a PDF: its lines by where they stand on the page, joined to paragraphs as they were written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from assurance_desk.progress import Progress
from assurance_desk.reading.document_lines import Line, Text, join
from assurance_desk.reading.document_refusals import NotReadableDocumentError

MOST_PAGES: Final = 600
MOST_CHARACTERS: Final = 3_000_000
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
        pages = []
        for number in range(len(document)):
            progress.at(number, len(document), name)
            pages.append(_page(document, number))
            if sum(len(line.words) for page in pages for line in page) > MOST_CHARACTERS:
                raise NotReadableDocumentError(name, "too big")
    except pdfium.PdfiumError as error:
        raise NotReadableDocumentError(name, "damaged") from error
    finally:
        document.close()
    if not any(page for page in pages):
        raise NotReadableDocumentError(name, "scan" if pages else "damaged")
    return join(pages)


def _page(document: Any, number: int) -> list[Line]:
    page = document[number]
    try:
        text = page.get_textpage()
        try:
            return list(_lines(text, page.get_height()))
        finally:
            text.close()
    finally:
        page.close()


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
    words = "".join(now.words)
    inked = [place for sign, place in zip(now.words, now.places, strict=True) if sign.strip()]
    left = min((one[0] for one in inked), default=0.0)
    right = max((one[1] for one in inked), default=0.0)
    return Line(
        words=words.replace("\u00ad", "").rstrip(),
        left=left,
        right=right,
        base=now.bottom,
        size=now.size,
        height=height,
        broken=broken,
        places=tuple(now.places),
    )
