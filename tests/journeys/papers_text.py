"""What a reader finds in a paper, and what Merrowshire's must say."""

from __future__ import annotations

from pathlib import Path

KNOWN_FIGURES = (
    "404 of 607", "66.6%", "128 of the 203", "389 of 607", "64.1%", "217 of 607", "35.7%",
    "291 of 464", "62.7%", "276 of 448", "61.6%",
    "173 are not", "74 of 90", "82.2%", "22 of 39", "56.4%", "21 of 25", "84.0%", "88 of 95", "92.6%",
    "71 of 199", "128 of 199", "74 of 99", "74.7%", "54 of 60", "90.0%",
    "16 of 29", "12 of 16", "85 of 92", "33 of 38",
    "13 of 14", "11 of 12", "10 of 12", "twelve returns", "16 of the 47", "16 of 64", "4 of 5",
)  # fmt: skip
NAMED = (
    "Penhollow",
    "Quillgate",
    "self-reported",
    "OFFICIAL",
    "Merrowshire Safeguarding Children Board",
    "Draft 1",
)


def words(path: Path) -> str:
    """The text of every page, its lines joined."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return " ".join(" ".join(pages).split())


def filled_pages(path: Path) -> list[float]:
    """How far down each page its text reaches, as a share of the room between header and footer."""
    import pypdfium2

    top, foot = 297 - 20, 20  # mm: the margins
    found = []
    document = pypdfium2.PdfDocument(path)
    try:
        for page in document:
            text = page.get_textpage()
            lows = [text.get_rect(number)[1] * 25.4 / 72 for number in range(text.count_rects())]
            lowest = min((low for low in lows if low >= foot), default=top)
            found.append((top - lowest) / (top - foot))
    finally:
        document.close()
    return found
