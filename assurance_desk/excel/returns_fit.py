"""What a cell can hold of a text, and saying so where that is not all."""

from __future__ import annotations

from assurance_desk.excel.cells import LONGEST
from assurance_desk.texts import _

_ROOM = 200
"""Kept free for the note, and for what escaping adds."""


def fit(text: str) -> str:
    """The text, or as much as Excel keeps in a cell with a note that it was cut, and of how many characters.

    Excel counts in UTF-16: an emoji is two.
    """
    if _length(text) + text.count("_x") * 6 <= LONGEST:
        return text
    note = _(
        "… [cut here: Excel holds no more of these {n} characters; the workbook holds all of them]"
    ).format(n=f"{len(text):,}")
    room = LONGEST - _ROOM - len(note) - text.count("_x") * 6
    kept = text[: max(room, 1000)]
    while _length(kept) > room and len(kept) > 1000:
        kept = kept[: len(kept) - max(1, (_length(kept) - room) // 2)]
    return kept + note


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
