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
