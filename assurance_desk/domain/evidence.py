"""What shows that something was done, and whether the body's officer accepted it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

EVIDENCE_KINDS = ("assertion", "document", "audit", "outcome data", "voice")
EVIDENCE_STATES = ("claimed", "received", "accepted", "queried")
NOT_HELD = "complete before this register; evidence not held"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    id: str
    action_id: str
    title: str
    kind: str = "document"
    state: str = "received"
    dated: date | None = None
    shows: str = ""
