"""A recommendation: its words are fixed for ever."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """``text`` is verbatim; ``title`` is the officer's short name for it; ``ref`` is R1 for number "1"."""

    id: str
    review_id: str
    ref: str
    number: str
    text: str
    title: str = ""
    addressed_to: str = ""
    themes: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationLink:
    """A further recommendation an action serves, beside the one it stands under.

    ``words`` are that recommendation's response's own words for it; empty where it has none.
    """

    id: str
    action_id: str
    recommendation_id: str
    words: str = ""
