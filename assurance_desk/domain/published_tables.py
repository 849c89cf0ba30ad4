"""A table of a published text as text: one with recommendations and responses side by side becomes pairs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assurance_desk.domain import published_headings as heads
from assurance_desk.texts import _

Cells = Sequence[str | None]
"""A row; None where a cell goes on with the one above it."""

NUMBER = re.compile(
    r"^\W{0,2}(?:rec(?:ommendation)?s?\.?\s*)?(?:no\.?|number|ref\.?|reference|#)\W{0,2}$", re.IGNORECASE
)
_ANSWERS = re.compile(r"\b(?:responses?|actions? taken|repl(?:y|ies))\b", re.IGNORECASE)
_OWNNUMBER = re.compile(r"\s*(?:R(?=\d))?(\d{1,3}(?:\.\d{1,3}){0,3})(?:[.):]\s*|\s+)(?=\S)")
_HEADING_ROWS = 3


@dataclass(frozen=True, slots=True)
class _Lay:
    """Which column is which; ``answers``: (column, its heading). ``top`` is the row of the headings."""

    top: int
    recommendation: int
    number: int
    answers: tuple[tuple[int, str], ...]
    others: tuple[tuple[int, str], ...]


def table_text(rows: Sequence[Cells]) -> str:
    """Paragraphs as ``read_published`` knows them. A table of anything else: a line for each row, cells by tabs.

    Words stand as they are; the headings "Recommendation 1:" and the response's own are put before them. What other
    columns hold follows under a heading of its own, so that it is shown and belongs to no response.
    """
    lay = _lay(rows)
    if lay is None:
        lines = ["\t".join(cell.strip() for cell in row if cell and cell.strip()) for row in rows]
        return "\n".join(line for line in lines if line)
    return _pairs(rows, lay)


def is_pairs(headings: Sequence[str]) -> bool:
    """Whether a row of headings names recommendations and the answers to them."""
    lay = _lay([headings])
    return lay is not None and bool(lay.answers)


def _lay(rows: Sequence[Cells]) -> _Lay | None:
    for top, row in enumerate(rows[:_HEADING_ROWS]):
        named = [(at, _plain(cell)) for at, cell in enumerate(row) if cell and cell.strip()]
        short = [(at, words) for at, words in named if len(words) <= 60]
        number = next((at for at, words in short if NUMBER.match(words)), -1)
        recommendation = next(
            (
                at
                for at, words in short
                if re.match(r"\W{0,2}recommendations?\b", words, re.IGNORECASE) and at != number
            ),
            -1,
        )
        if recommendation < 0 or len(named) < 2 or len(short) < len(named):
            continue
        answers = tuple((at, words) for at, words in short if _ANSWERS.search(words) and at != recommendation)
        known = {recommendation, number, *(at for at, _words in answers)}
        return _Lay(top, recommendation, number, answers, tuple(one for one in short if one[0] not in known))
    return None


def _plain(cell: str) -> str:
    return " ".join(cell.lstrip("#").split())


def _pairs(rows: Sequence[Cells], lay: _Lay) -> str:
    parts = ["\t".join(cell.strip() for cell in above if cell and cell.strip()) for above in rows[: lay.top]]
    beside: list[str] = []
    last = 0
    for row in rows[lay.top + 1 :]:
        words = _cell(row, lay.recommendation)
        if words:
            number, words = _numbered(_cell(row, lay.number) if lay.number >= 0 else "", words, last)
            last = int(number.split(".")[0]) if number.split(".")[0].isdecimal() else last + 1
            parts.append(f"{_heading(number, words)}{words}")
        for at, heading in lay.answers:
            said = _cell(row, at)
            if said:
                parts.append(f"{_answer(heading)}: {said}")
        others = [f"{heading}: {said}" for at, heading in lay.others if (said := _cell(row, at))]
        if others:
            beside.append(f"{last} – " + "; ".join(others))
    if beside:
        parts += [f"# {_('Other columns of the table')}", "\n".join(beside)]
    return "\n\n".join(part for part in parts if part.strip())


def _cell(row: Cells, at: int) -> str:
    words = row[at] if at < len(row) else ""
    return (words or "").strip()


def _numbered(given: str, words: str, last: int) -> tuple[str, str]:
    """The number of a recommendation: its own column's, else the one it begins with, else the next."""
    found = re.search(r"\d{1,3}(?:\.\d{1,3}){0,3}", given)
    own = _OWNNUMBER.match(words)
    if found:
        same = own is not None and own[1] == found[0]
        return found[0], words[own.end() :] if own is not None and same else words
    if (
        own is not None
        and heads.opening(words.split("\n", maxsplit=1)[0], 0, before="", after_heading=False, last="")
        is not None
    ):
        return own[1], words[own.end() :]
    return str(last + 1), words


def _heading(number: str, words: str) -> str:
    """Nothing where the cell begins with the heading itself."""
    opened = heads.opening(words.split("\n", maxsplit=1)[0], 0, before="", after_heading=False, last="")
    own = opened is not None and opened.kind == heads.RECOMMENDATION
    return "" if own else f"Recommendation {number}: "


def _answer(heading: str) -> str:
    """The column's own heading, where it would be known as that of a response."""
    words = heading.rstrip(":-– ")
    opened = heads.opening(f"{words}:", 0, before="", after_heading=False, last="")
    return words if opened is not None and opened.kind == heads.RESPONSE else "Response"
