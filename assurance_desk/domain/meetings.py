"""A meeting of the body or of one of its groups."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    id: str
    forum: str
    on: date
    papers_due: date | None = None
    held: bool = False
    note: str = ""
