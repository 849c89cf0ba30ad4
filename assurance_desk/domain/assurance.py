"""The body's judgement on what was done, apart from delivery and from evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assurance_desk.domain.dates import When

NOT_RATED = "Not yet rated"
LEVELS = ("No", "Limited", "Reasonable", "Substantial")
LEVEL_MEANINGS = {
    "Substantial": "evidence shows practice has changed, and it is being sustained",
    "Reasonable": "evidence shows change in most of what was looked at; some gaps",
    "Limited": "little evidence of change, or gaps that matter; returns to the next agenda",
    "No": "no evidence of change; returns to the next agenda",
    NOT_RATED: "not yet judged",
}


RETURNING = frozenset({"Limited", "No"})
"""Levels that bring a matter back to the next agenda."""
IMPACT_MONTHS = (6, 12, 24)
"""After an action turned Blue, when it is asked whether the change lasted (DOMAIN: the cycle, 5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """On a recommendation or on one action (the other id is None). Who dissented, and when it is looked at again.

    ``scrutineer``: the independent scrutineer's opinion, which stands apart from the body's judgement.
    """

    id: str
    recommendation_id: str | None = None
    action_id: str | None = None
    level: str = NOT_RATED
    forum: str = ""
    on: date | None = None
    basis: str = ""
    next_review: When | None = None
    dissent: str = ""
    scrutineer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactReview:
    """Did it last? ``months`` after the action turned Blue; ``level`` and ``found`` are empty until it is held.

    ``waived`` says why it is not needed.
    """

    id: str
    action_id: str
    months: int
    due: When
    held_on: date | None = None
    level: str = ""
    found: str = ""
    waived: str = ""
