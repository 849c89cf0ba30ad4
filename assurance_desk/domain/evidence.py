"""What shows that something was done, how strongly, and whether the body's officer accepted it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

EVIDENCE_KINDS = (
    "report", "audit", "minutes", "data", "procedure", "training record", "voice of practitioner", "voice of family",
    "other",
)  # fmt: skip
STRENGTHS = ("assertion", "document", "audit", "outcome data", "voice")
STRENGTH_MEANINGS = {
    "assertion": "somebody says so; nothing shows it",
    "document": "a paper shows that it was decided or written",
    "audit": "cases or records were looked at",
    "outcome data": "figures show what changed",
    "voice": "children, families or practitioners say what changed",
}
CLAIMED, RECEIVED, ACCEPTED, QUERIED = "claimed", "received", "accepted", "queried"
EVIDENCE_STATES = (CLAIMED, RECEIVED, ACCEPTED, QUERIED)
NOT_HELD = "complete before this register; evidence not held"
MOST_BYTES = 100_000_000
"""Of one file: a workbook is copied and mailed whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """``kind`` is what it is, ``strength`` what it can show. ``shows`` is in the officer's words.

    A file is kept byte for byte under ``sha256`` (``size`` in bytes); else ``pointer`` says where it is. ``decided_by``
    and ``decided_on`` tell who accepted or queried it and when, ``query`` what was asked.
    """

    id: str
    title: str
    kind: str = "report"
    strength: str = "document"
    source: str = ""
    dated: date | None = None
    received_on: date | None = None
    shows: str = ""
    pointer: str = ""
    file_name: str = ""
    sha256: str = ""
    size: int = 0
    state: str = RECEIVED
    query: str = ""
    decided_by: str = ""
    decided_on: date | None = None
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLink:
    """One piece may serve several actions."""

    id: str
    evidence_id: str
    action_id: str


def readable_size(size: int) -> str:
    """``1.4 MB`` or ``38 KB``: thousands, as file managers tell it."""
    if size >= 1_000_000:
        return f"{size / 1_000_000:.1f} MB"
    return f"{max(1, round(size / 1000))} KB"
