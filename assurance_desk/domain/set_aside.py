"""Words of a response that promise nothing after all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Words the officer looked at and found to promise nothing; ``recommendation_id`` is None before the recommendations."""

    id: str
    review_id: str
    recommendation_id: str | None = None
    words: str
    on: date
