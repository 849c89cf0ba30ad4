"""Names the officer listed as protected, found however they were written: other case, accents, order, initials, and
the spaces that reading a picture puts into words.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
SURE: Final = 8
"""So many letters in a row are the name, wherever spaces were put between them."""
BETWEEN: Final = 2
"""So many middle names may stand between the first and the last."""


@dataclass(frozen=True, slots=True)
class ProtectedName:
    """``pseudonym`` is how papers call the child; ``spellings`` every way its name is written."""

    id: str
    pseudonym: str
    spellings: tuple[str, ...]
    note: str = ""


class Token(NamedTuple):
    """A word of a text as compared; ``start`` and ``end`` are its place in the text as written."""

    word: str
    start: int
    end: int


class Folded:
    """A text without case, accents, blanks and signs, with the place each letter came from."""

    def __init__(self, text: str) -> None:
        self.text = text
        letters: list[str] = []
        self.at: list[int] = []
        self.cut: set[int] = {0}
        """Places in ``letters`` before which something stood that parts words."""
        for place, sign in enumerate(text):
            folded = fold(sign)
            if not folded and unicodedata.category(sign) not in {"Mn", "Me", "Cf"}:
                self.cut.add(len(letters))
            letters += folded
            self.at += [place] * len(folded)
        self.letters = "".join(letters)
        self.cut.add(len(letters))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place of letters ``start`` to ``end`` in the text as written."""
        return self.at[start], self.at[end - 1] + 1

    def tokens(self) -> list[Token]:
        cuts = sorted(self.cut)
        return [
            Token(self.letters[one:other], *self.span(one, other)) for one, other in itertools.pairwise(cuts)
        ]


def fold(text: str) -> str:
    """Letters and digits alone, as they are compared."""
    if text.isascii():
        return text.casefold() if text.isalnum() else "".join(filter(str.isalnum, text.casefold()))
    plain = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS)).casefold()
    return "".join(filter(str.isalnum, plain))


class Spelling:
    """One way a name is written: its words, and where they join once the blanks are taken out."""

    def __init__(self, written: str, *, exact: bool = False) -> None:
        """``exact``: neither initials nor middle names: what is to be removed, not whom it names."""
        folded = Folded(written)
        self.words = [one.word for one in folded.tokens()]
        self.whole = folded.letters
        self.people = len(self.words) > 1 and not exact and self.whole.isalpha()
        self.sign = self.words[-1] if self.people and len(self.words[-1]) > 1 else self.whole
        """Where this does not stand in a text's letters, the name does not either."""
        self._orders = [self.words, [*self.words[1:], self.words[0]]] if self.people else [self.words]

    def found(self, text: Folded, tokens: list[Token]) -> list[tuple[int, int]]:
        spans = [span for order in self._orders for span in _whole(text, order)]
        return spans + (self._people(text, tokens) if self.people else [])

    def _people(self, text: Folded, tokens: list[Token]) -> list[tuple[int, int]]:
        first, last = self.words[0], self.words[-1]
        spans = []
        for place, token in enumerate(tokens):
            if token.word != last:
                continue
            before = tokens[max(0, place - BETWEEN - 1) : place]
            names = [one for one in before if one.word == first]
            start = names[-1] if names else _initials(before, first)
            if start:
                spans.append((start.start, token.end))
            after = tokens[place + 1] if place + 1 < len(tokens) else None
            gap = text.text[token.end : after.start] if after else ""
            if after and after.word in {first, first[0]} and gap.strip() not in {"'", "’"}:
                spans.append((token.start, after.end))
        return spans


def _initials(before: list[Token], first: str) -> Token | None:
    """The first of one to three initials right before a surname, J. L. or JL, where they begin the first name."""
    start: Token | None = None
    for token in reversed(before):
        if len(token.word) > 2 or (len(token.word) == 2 and start is not None):
            break
        start = token if token.word[0] == first[0] else start
    return start


def _whole(text: Folded, words: list[str]) -> list[tuple[int, int]]:
    """Every place where the words' letters stand one after another, from the edge of a word to the edge of a word."""
    key = "".join(words)
    joins, at = set(), 0
    for word in words[:-1]:
        at += len(word)
        joins.add(at)
    spans, start = [], text.letters.find(key)
    while start >= 0:
        end = start + len(key)
        if start in text.cut and end in text.cut:
            cuts = {one - start for one in text.cut if start < one < end}
            spelt = len(key) > 2 and len(cuts) == len(key) - 1
            if cuts <= joins or spelt or len(key) >= SURE:
                spans.append(text.span(start, end))
        start = text.letters.find(key, start + 1)
    return spans


class Names:
    """Finds any of the names in a text."""

    def __init__(self, spellings: Iterable[str], *, exact: Iterable[str] = ()) -> None:
        made = [Spelling(one) for one in spellings] + [Spelling(one, exact=True) for one in exact]
        self._spellings = [one for one in made if len(one.whole) > 1]

    def __bool__(self) -> bool:
        return bool(self._spellings)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """(start, end) of each place; they may overlap."""
        letters = fold(text)
        likely = [one for one in self._spellings if one.sign in letters]
        if not likely:
            return []
        folded = Folded(text)
        tokens = folded.tokens()
        return [span for one in likely for span in one.found(folded, tokens)]


def spellings_of(names: Iterable[ProtectedName]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for name in names for one in name.spellings))
