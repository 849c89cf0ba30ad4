"""A workbook's words as a paper of a day prints them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assurance_desk.domain import terms as order
from assurance_desk.domain.assurance import NOT_RATED
from assurance_desk.domain.dates import long_date
from assurance_desk.domain.terms import Term
from assurance_desk.domain.vocabularies import ASSURANCE, BY_KEY
from assurance_desk.texts import _


@dataclass(frozen=True, slots=True)
class Printed:
    """``terms`` are all that ever stood of the vocabularies printed; of one that has none the built-in words hold."""

    day: date
    terms: tuple[Term, ...] = ()

    def every(self, key: str) -> tuple[Term, ...]:
        own = tuple(one for one in self.terms if one.vocabulary == key)
        return own or BY_KEY[key].terms()

    def word(self, key: str, held: str) -> str:
        """As it stood on the day; "Limited (retired 3 May 2019)" where it was offered no more by then."""
        then = order.version(self.every(key), held, self.day)
        if then is None:
            return held
        if then.retired_on is None or then.retired_on > self.day:
            return _(then.word)
        return _("{word} (retired {day})").format(word=_(then.word), day=long_date(then.retired_on))

    def meaning(self, key: str, held: str) -> str:
        then = order.version(self.every(key), held, self.day)
        return _(then.definition) if then is not None and then.definition else ""

    def ordered(self, key: str, used: set[str]) -> tuple[str, ...]:
        """What records keep of those used, in the order of the vocabulary."""
        latest = order.latest(self.every(key))
        known = sorted((latest[held] for held in used if held in latest), key=lambda one: one.position)
        return (*(one.held for one in known), *sorted(held for held in used if held not in latest))

    def steps(self, level: str, on: date | None) -> tuple[int, int]:
        """How far up the scale of its own day a judgement stands, and of how many."""
        return order.rank(self.every(ASSURANCE), level, on or self.day, NOT_RATED)
