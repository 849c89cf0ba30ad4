"""The body's judgement on what was done, apart from delivery and from evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

NOT_RATED = "Not yet rated"
LEVELS = ("No", "Limited", "Reasonable", "Substantial")
LEVEL_MEANINGS = {
    "Substantial": "evidence shows practice has changed, and it is being sustained",
    "Reasonable": "evidence shows change in most of what was looked at; some gaps",
    "Limited": "little evidence of change, or gaps that matter; returns to the next agenda",
    "No": "no evidence of change; returns to the next agenda",
    NOT_RATED: "not yet judged",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """On a recommendation or on one action (the other id is None)."""

    id: str
    recommendation_id: str | None = None
    action_id: str | None = None
    level: str = NOT_RATED
    forum: str = ""
    on: date | None = None
    basis: str = ""
