"""Cuts a published text into pieces: which paragraph is which, as well as can be told without asking.

A paragraph goes on with what it follows until something closes that: a heading between the pairs, a closing section,
plain words after a response set in italics. What then belongs to nothing is left for a person to place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from assurance_desk.domain import published_headings as heads
from assurance_desk.domain.published_headings import Mark
from assurance_desk.domain.published_pieces import (
    CONTEXT,
    HEADING,
    RECOMMENDATION,
    RESPONSE,
    TITLE,
    UNPLACED,
    Piece,
    Pieces,
)
from assurance_desk.texts import _

_CLOSING = re.compile(
    r"\W{0,4}(?:for (?:further|more) information|notes? (?:to|for) editors|ends\b|contact\b|published by|appendix|"
    r"annex|signed\b|conclusion|next steps|©|copyright)",
    re.IGNORECASE,
)
_HEADINGS = (heads.RECOMMENDATION, heads.RESPONSE, heads.LIST)
_ALONE = (
    heads.RULE,
    heads.LIST,
    heads.SECTION,
    heads.LEAD_IN,
)  # a line by itself: what comes below begins anew


def cut(source: str) -> Pieces:
    """The pieces of a text, in order, covering it exactly."""
    marks = _marks(source)
    ends = [*(mark.start for mark in marks), len(source)][1:]
    placing = _Placing(source)
    pieces = [placing.place(mark, end) for mark, end in zip(marks, ends, strict=True)]
    return tuple(_unswallow(_title_first(pieces, source), source))


def _marks(source: str) -> list[Mark]:
    """Where paragraphs and headings begin."""
    marks: list[Mark] = []
    at, before, last = 0, "", ""
    under: Mark | None = None
    for line in source.split("\n"):
        if line.strip():
            headed = under is not None and under.kind in _HEADINGS
            under = heads.opening(line, at, before=before, after_heading=headed, last=last)
            here = [under] if under else [] if before else [Mark(heads.PARAGRAPH, at, at)]
            here += [mark for mark in heads.inside(line, at) if not under or mark.start >= under.end]
            marks += here
            last = next((m.number for m in reversed(here) if m.kind == heads.RECOMMENDATION), last)
        ended = not line.strip() or (under is not None and under.kind in _ALONE)
        before = "" if ended else line
        at += len(line) + 1
    return marks


@dataclass
class _Placing:
    """Reads marks in order and says what each paragraph is."""

    source: str
    numbers: list[str] = field(default_factory=list)
    now: tuple[str, str] | None = None
    listing: str = ""
    first_words: bool = False
    emphasised: bool = False

    def place(self, mark: Mark, end: int) -> Piece:
        make = {
            heads.RECOMMENDATION: self._recommendation,
            heads.RESPONSE: self._response,
            heads.LIST: self._list,
            heads.LEAD_IN: self._lead_in,
            heads.ITEM: self._item,
            heads.RULE: self._rule,
            heads.PAGE: self._page,
        }.get(mark.kind, self._paragraph)
        piece = make(mark, end)
        if piece.kind == RESPONSE and piece.words_in(self.source):
            self.emphasised = _wrapped(piece.words_in(self.source)) if self.first_words else self.emphasised
        if piece.words_in(self.source):
            self.first_words = False
        return piece

    def _recommendation(self, mark: Mark, end: int) -> Piece:
        number = mark.number or str(len(self.numbers) + 1)
        self.numbers.append(number)
        self.now, self.first_words, self.listing = (RECOMMENDATION, number), True, ""
        return Piece(RECOMMENDATION, mark.start, mark.end, end, number)

    def _response(self, mark: Mark, end: int) -> Piece:
        number = mark.number if mark.number in self.numbers else ""
        if not mark.number and self.numbers:
            number = self.numbers[-1]
        if not number:
            self.now = None
            if not self.numbers and not self.source[mark.end : end].strip():
                return Piece(CONTEXT, mark.start, mark.start, end)
            return Piece(UNPLACED, mark.start, mark.start, end, why=_("a response without a recommendation"))
        self.now, self.first_words = (RESPONSE, number), True
        return Piece(RESPONSE, mark.start, mark.end, end, number)

    def _list(self, mark: Mark, end: int) -> Piece:
        self.listing, self.now = mark.number, None
        return Piece(HEADING if self.numbers else CONTEXT, mark.start, mark.start, end)

    def _lead_in(self, mark: Mark, end: int) -> Piece:
        """A sentence such as "The recommendations are:" announces a list; inside a response it does not."""
        if self.numbers:
            return self._paragraph(mark, end)
        self.listing = "recommendations"
        return Piece(CONTEXT, mark.start, mark.start, end)

    def _item(self, mark: Mark, end: int) -> Piece:
        if self.listing == "responses" and mark.number in self.numbers:
            self.now, self.first_words = (RESPONSE, mark.number), True
            return Piece(RESPONSE, mark.start, mark.end, end, mark.number)
        last = heads.number_key(self.numbers[-1]) if self.numbers else ()
        if self.listing == "recommendations" and heads.number_key(mark.number) > last:
            listing = self.listing
            piece = self._recommendation(mark, end)
            self.listing = listing
            return piece
        return self._paragraph(mark, end)

    def _rule(self, mark: Mark, end: int) -> Piece:
        self.now = None
        return Piece(HEADING if self.numbers else CONTEXT, mark.start, mark.start, end)

    def _page(self, mark: Mark, end: int) -> Piece:
        if not self.numbers:
            return Piece(CONTEXT, mark.start, mark.start, end)
        return Piece(UNPLACED, mark.start, mark.start, end, why=_("it looks like a page number"))

    def _paragraph(self, mark: Mark, end: int) -> Piece:
        if not self.numbers:
            return Piece(CONTEXT, mark.start, mark.start, end)
        words = self.source[mark.start : end]
        if self.now and self._closes(mark, words):
            self.now = None
        if self.now is None:
            why = _("it follows a response and seems to belong to none")
            return Piece(UNPLACED, mark.start, mark.start, end, why=why)
        kind, number = self.now
        return Piece(kind, mark.start, mark.start, end, number)

    def _closes(self, mark: Mark, words: str) -> bool:
        """Whether a paragraph no longer belongs to what was being read."""
        if self.first_words:
            return False
        if mark.kind == heads.SECTION or _CLOSING.match(words):
            return True
        assert self.now is not None
        if self.now[0] == RECOMMENDATION:
            return False
        return heads.looks_like_heading(words) or (self.emphasised and not _wrapped(words.strip()))


def _wrapped(text: str) -> bool:
    return len(text) > 2 and text[0] in "*_" and text[-1] == text[0]


def _title_first(pieces: list[Piece], source: str) -> list[Piece]:
    """The first paragraph is the title where it is short and no sentence."""
    if not pieces or pieces[0].kind != CONTEXT:
        return pieces
    words = pieces[0].words_in(source)
    more = len(pieces) > 1
    if more and "\n" not in words and len(words) <= 200 and not words.endswith((".", ":", ";", ":-")):
        return [replace(pieces[0], kind=TITLE), *pieces[1:]]
    return pieces


def _unswallow(pieces: list[Piece], source: str) -> list[Piece]:
    """Text at the very end, where every passage of its kind before it had one paragraph, is left to a person."""
    groups: list[list[int]] = []
    for index, piece in enumerate(pieces):
        if piece.kind not in (RECOMMENDATION, RESPONSE):
            continue
        if piece.body > piece.start or not groups:
            groups.append([])
        if piece.words_in(source):
            groups[-1].append(index)
    if not groups or not groups[-1] or groups[-1][-1] != len(pieces) - 1:
        return pieces
    kind = pieces[-1].kind
    earlier = [group for group in groups[:-1] if group and pieces[group[0]].kind == kind]
    extra = groups[-1][1:]
    alike = len(earlier) >= 2 and all(len(group) == 1 for group in earlier)
    if not alike or not extra or heads.is_bullet(pieces[extra[0]].words_in(source)):
        return pieces
    why = _("it follows the last {what}, and the others have one paragraph each").format(what=_(kind))
    left = set(extra)
    return [replace(p, kind=UNPLACED, number="", why=why) if i in left else p for i, p in enumerate(pieces)]
