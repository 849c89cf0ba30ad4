"""Where a stopped file seems to name a child: all that stands there, and what would be kept of it. Nothing is stored."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from assurance_desk.domain.names_scan import REMOVED, Hit, Place, place_words, why_words, words_of
from assurance_desk.services.desk import Desk
from assurance_desk.services.names_hold import Stopped
from assurance_desk.services.names_typed import looking

Pieces = tuple[tuple[str, bool], ...]
"""Words in their order, and whether they are what was found (or, of what is kept, what stands in its place)."""


@dataclass(frozen=True, slots=True)
class Found:
    """One place. ``there``: each text in it, cut at the finds. ``emptied``: it goes whole in any case."""

    place: Place
    where: str
    why: tuple[str, ...]
    there: tuple[Pieces, ...]
    emptied: bool = False


def found(desk: Desk, stopped: Stopped) -> tuple[Found, ...]:
    """Every place once, in the order of the file."""
    look = looking(desk, words_of(stopped.hits))
    made = []
    for place, hits in _by_place(stopped).items():
        why = tuple(dict.fromkeys(why_words(one.why) for one in hits))
        there = tuple(tuple(look.pieces(text)) for text in _texts(hits))
        made.append(Found(place, place_words(hits[0]), why, there, any(one.blank for one in hits)))
    return tuple(made)


def kept(
    desk: Desk, stopped: Stopped, whole: AbstractSet[Place] = frozenset()
) -> dict[Place, tuple[Pieces, ...]]:
    """What would stand in each place once the names are taken out; ``whole``: places of which nothing stays."""
    look = looking(desk, (*words_of(stopped.hits), *whole_texts(stopped, whole)))
    made: dict[Place, tuple[Pieces, ...]] = {}
    for place, hits in _by_place(stopped).items():
        texts = () if any(one.blank for one in hits) else _texts(hits)
        made[place] = tuple(
            tuple((REMOVED, True) if gone else (words, False) for words, gone in look.pieces(text))
            for text in texts
        )
    return made


def whole_texts(stopped: Stopped, whole: AbstractSet[Place]) -> tuple[str, ...]:
    """What stands in these places, to go as a whole wherever it stands."""
    return tuple(dict.fromkeys(text for one in stopped.hits if one.place in whole for text in one.texts))


def _by_place(stopped: Stopped) -> dict[Place, list[Hit]]:
    made: dict[Place, list[Hit]] = {}
    for hit in stopped.hits:
        made.setdefault(hit.place, []).append(hit)
    return made


def _texts(hits: list[Hit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for hit in hits for text in hit.texts))
