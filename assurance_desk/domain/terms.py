"""The words an officer chooses from: dated, retired rather than deleted, read as they stood on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One word of a vocabulary and what it means, from ``since`` (None: always) until ``retired_on``.

    A change of word, meaning or place ends one term and begins another, so that each day keeps its own.
    ``code`` is what records keep where rules rest on it, whatever word is shown (Blue stays Blue to the rules); where
    it is empty they keep the word itself. ``returns``: a level that brings a matter back to the next agenda.
    """

    id: str
    vocabulary: str
    word: str
    definition: str = ""
    code: str = ""
    since: date | None = None
    retired_on: date | None = None
    returns: bool = False
    position: int = 0

    @property
    def held(self) -> str:
        """What a record of it keeps."""
        return self.code or self.word

    def stands(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (
            self.retired_on is None or day < self.retired_on
        )


def standing(terms: Iterable[Term], day: date) -> tuple[Term, ...]:
    """The vocabulary as it was on a day, in its order."""
    return tuple(sorted((one for one in terms if one.stands(day)), key=lambda one: one.position))


def version(terms: Iterable[Term], held: str, day: date) -> Term | None:
    """What a kept word meant on a day: as it stood then, else as it last stood before, else as it first did."""
    own = sorted((one for one in terms if one.held == held), key=lambda one: one.since or date.min)
    before = [one for one in own if (one.since or date.min) <= day]
    found = before or own[:1]
    return found[-1] if found else None


def latest(terms: Iterable[Term]) -> dict[str, Term]:
    """The last version of every word there ever was, by what records keep."""
    return {one.held: one for one in sorted(terms, key=lambda one: one.since or date.min)}


def retired(terms: Iterable[Term], day: date) -> tuple[Term, ...]:
    """Words no longer offered on a day, each as it last stood, the latest retired last."""
    ended = [one for one in latest(terms).values() if one.retired_on is not None and one.retired_on <= day]
    return tuple(sorted(ended, key=lambda one: (one.retired_on or date.min, one.position)))


def rank(terms: Iterable[Term], held: str, day: date, unrated: str) -> tuple[int, int]:
    """How far up the scale of a day a level stands, and of how many: (2, 4); (0, 4) for what is no level.

    A level retired by then counts as it did on the last day it was on the scale.
    """
    every = tuple(terms)
    then = version(every, held, day)
    if then is not None and not then.stands(day):
        day = then.retired_on - timedelta(days=1) if then.retired_on else then.since or day
    scale = [one.held for one in standing(every, day) if one.held != unrated]
    return (scale.index(held) + 1 if held in scale else 0), len(scale)


def moved(terms: tuple[Term, ...], at: int, to: int) -> list[tuple[Term, int]]:
    """Each term of an order with its new position, where one goes from a place to another; only those that change."""
    order = list(terms)
    order.insert(to, order.pop(at))
    places = sorted(one.position for one in terms)
    if len(set(places)) < len(places):
        places = list(range(1, len(places) + 1))
    return [(one, place) for one, place in zip(order, places, strict=True) if one.position != place]


def renewed(one: Term, day: date, new_id: str, **changes: object) -> tuple[Term, ...]:
    """What to keep so that a term reads otherwise from a day on: the ended one and its successor.

    A term that itself began that day is put right where it stands.
    """
    if one.since == day:
        return (replace(one, **changes),)  # type: ignore[arg-type]
    return (
        replace(one, retired_on=day),
        replace(one, id=new_id, since=day, retired_on=None, **changes),  # type: ignore[arg-type]
    )
