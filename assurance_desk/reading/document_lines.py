"""Lines of pages joined to paragraphs, as a PDF's maker had them before they were broken to fit the page."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from assurance_desk.domain import published_headings as heads
from assurance_desk.texts import _

_ENDS = tuple(".:;!?”’)\"'*")
_BULLET = re.compile(r"\s*(?:[•▪◦●○■–·-]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s)")
_FIGURES = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*\d{1,3}[-–—|\s]*|.{0,80}\bpage\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_APART: Final = 1.28
"""Times the usual distance of lines: from there on a gap sets a paragraph apart."""
_SHORT: Final = 0.86
"""Of the usual width: a line that ends before this had room for the next word."""
_EDGE: Final = 0.115
"""Of the page's height: where heads and feet run."""
_ROOM: Final = 2.4
"""Times the size of the type: so much lies between what runs over pages and what is written on them."""
_MOST_RUNNING: Final = 4

Tables = Callable[
    [Sequence[Sequence["Line"]], Callable[[Sequence["Line"]], str]], Sequence[Sequence["Line | str"]]
]


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it stands: ``base`` counts up from the foot of a page ``height`` tall. ``broken`` is the hyphen its
    last word was broken at: "-" for one that is seen, a soft hyphen for one that is not, "" for none. ``places``: left
    and right of each character.
    """

    words: str
    left: float
    right: float
    base: float
    size: float
    height: float
    broken: str = ""
    places: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """Lines drawn on a page. ``across``: (height, left, right); ``upright``: (place, low, high)."""

    across: tuple[tuple[float, float, float], ...] = ()
    upright: tuple[tuple[float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """``notes`` say what was left away or could not be told for sure, in sentences."""

    text: str
    notes: tuple[str, ...] = ()


def join(pages: Sequence[Sequence[Line]], tables: Tables | None = None) -> Text:
    """The text of the pages, a blank line between paragraphs. ``tables`` finds those in them and gives their text."""
    running = _running(pages)
    kept = [[line for line in page if line not in running] for page in pages]
    work = _Joining([line for page in kept for line in page])
    laid: Sequence[Sequence[Line | str]] = tables(kept, work.cell) if tables else kept
    paragraphs: list[str] = []
    for page in laid:
        work.page(page, paragraphs)
    notes = [_left_away(running)] if running else []
    return Text("\n\n".join(paragraphs), (*notes, *dict.fromkeys(work.notes)))


# ------------------------------------------------------------------ heads and feet of pages


def _edges(page: Sequence[Line]) -> list[Line]:
    """A few lines at the head or foot of a page with room between them and what is written on it."""
    found: list[Line] = []
    for ordered in (sorted(page, key=lambda one: one.base), sorted(page, key=lambda one: -one.base)):
        block: list[Line] = []
        for line in ordered:
            if block and abs(line.base - block[-1].base) > _ROOM * max(line.size, block[-1].size, 6.0):
                found += block if len(block) <= _MOST_RUNNING and all(map(_at_edge, block)) else []
                break
            block.append(line)
    return found


def _at_edge(line: Line) -> bool:
    return line.base > line.height * (1 - _EDGE) or line.base < line.height * _EDGE


def _key(line: Line) -> tuple[str, int]:
    """Its words without their figures, and how high it stands: what runs over pages stands in one place on all."""
    return _FIGURES.sub("#", " ".join(line.words.split())), round(line.base / 4)


def _running(pages: Sequence[Sequence[Line]]) -> set[Line]:
    """What stands at the head or foot of most pages, page numbers among it."""
    edges = [_edges(page) for page in pages]
    counted = Counter(key for page in edges for key in {_key(line) for line in page})
    return {
        line
        for page in edges
        for line in page
        if counted[_key(line)] * 2 > max(len(pages), 2) or _PAGE_NUMBER.fullmatch(line.words.strip())
    }


def _left_away(running: set[Line]) -> str:
    first: dict[tuple[str, int], str] = {}
    for line in sorted(running, key=lambda one: (-one.base, one.words)):
        first.setdefault(_key(line), " ".join(line.words.split()))
    words = ", ".join(f"“{words}”" for words in first.values())
    return _("Left away as running over the pages: {words}.").format(words=words)


# ------------------------------------------------------------------ paragraphs


class _Joining:
    def __init__(self, lines: Sequence[Line]) -> None:
        gaps = [above.base - below.base for above, below in itertools.pairwise(lines)]
        sizes = [line.size for line in lines if line.size > 0]
        size = median(sizes) if sizes else 10.0
        near = [gap for gap in gaps if 0.8 * size < gap < 2.2 * size]
        self.leading = _usual(near) or 1.2 * size
        rights = sorted(line.right for line in lines)
        self.right = rights[int(len(rights) * 0.9)] if rights else 0.0
        self.left = min((line.left for line in lines), default=0.0)
        words = Counter(word.casefold() for line in lines for word in _WORD.findall(line.words))
        self._words = words
        self._softened = any(self._told(above, below) is False for above, below in _pairs(lines))
        self.notes: list[str] = []
        self._above: Line | None = None

    def page(self, lines: Sequence[Line | str], paragraphs: list[str]) -> None:
        first = True
        for line in lines:
            if isinstance(line, str):
                paragraphs.append(line)
                self._above, first = None, False
                continue
            if self._above is not None and paragraphs and not self._parts(self._above, line, first=first):
                paragraphs[-1] = self._joined(paragraphs[-1], self._above, line)
            else:
                paragraphs.append(line.words.strip())
            self._above, first = line, False

    def cell(self, lines: Sequence[Line]) -> str:
        """The words of one cell of a table, whose lines are shorter than the page's."""
        whole = self.left, self.right, self._above
        self.left = min((line.left for line in lines), default=0.0)
        self.right = max((line.right for line in lines), default=0.0)
        self._above = None
        found: list[str] = []
        self.page(lines, found)
        self.left, self.right, self._above = whole
        return "\n".join(found)

    def _parts(self, above: Line, line: Line, *, first: bool) -> bool:
        """Whether a line begins a paragraph. ``first``: it is the first of its page, where no gap can be measured."""
        if above.broken:
            return False
        if _opens(line.words):
            return True
        if first:
            return (
                above.words.rstrip().endswith(_ENDS)
                or not self._full(above)
                or abs(above.size - line.size) > 0.6
            )
        gap = above.base - line.base
        if gap > self.leading * max(1.0, line.size / max(above.size, 1.0)) * _APART or gap < -self.leading:
            return True
        return abs(above.size - line.size) > 0.6

    def _full(self, line: Line) -> bool:
        return line.right - self.left >= (self.right - self.left) * _SHORT

    def _joined(self, words: str, above: Line, line: Line) -> str:
        if above.broken:
            keeps = self._told(above, line)
            if keeps is None:
                keeps = above.broken == "-" and not self._softened
                if above.broken == "-":
                    self._doubt(above, line, keeps=keeps)
            return words.rstrip() + ("-" if keeps else "") + line.words.lstrip()
        if _BULLET.match(line.words) or (not self._full(above) and above.words.rstrip().endswith(_ENDS)):
            return f"{words}\n{line.words.strip()}"
        joint = "" if words.endswith(("/", "-", "–", "\u2011")) and not words.endswith((" -", " –")) else " "
        return words.rstrip() + joint + line.words.strip()

    # -------------------------------------------------------------- words broken at a hyphen

    def _told(self, above: Line, line: Line) -> bool | None:
        """Whether the hyphen is part of the word, as the same text writes it elsewhere; None where it does not."""
        if not above.broken:
            return None
        if above.broken != "-":
            return False
        head, tail = _halves(above, line)
        with_it, without = self._words[f"{head}-{tail}".casefold()], self._words[f"{head}{tail}".casefold()]
        return None if with_it == without else with_it > without

    def _doubt(self, above: Line, line: Line, *, keeps: bool) -> None:
        head, tail = _halves(above, line)
        sentence = _("“{word}” was broken over two lines; look whether its hyphen is right.")
        self.notes.append(sentence.format(word=f"{head}-{tail}" if keeps else f"{head}{tail}"))


def _pairs(lines: Sequence[Line]) -> list[tuple[Line, Line]]:
    return list(itertools.pairwise(lines))


def _halves(above: Line, line: Line) -> tuple[str, str]:
    return re.split(r"[\s(“‘\"'/]", above.words.rstrip())[-1], re.split(
        r"[\s,.;:!?)”’\"'/]", line.words.lstrip()
    )[0]


def _usual(gaps: Sequence[float]) -> float:
    """The most frequent distance of lines, to the half point; the smallest where several are as frequent."""
    counted = Counter(round(gap * 2) / 2 for gap in gaps)
    most = max(counted.values(), default=0)
    return min((gap for gap, times in counted.items() if times == most), default=0.0)


def _opens(words: str) -> bool:
    """A recommendation's or a response's heading begins a paragraph wherever it stands."""
    opened = heads.opening(words, 0, before="", after_heading=False, last="")
    if opened is None or opened.kind not in (heads.RECOMMENDATION, heads.RESPONSE):
        return False
    return words[: opened.end].rstrip().endswith((":", ":-")) or not words[opened.end :].strip()
