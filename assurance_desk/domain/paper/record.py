"""A paper in the making, and the words the officer wrote for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

ASK_VERBS = ("approve", "agree", "note", "be assured", "challenge", "direct")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing the meeting is asked: a single verb, then what."""

    verb: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """The officer's own paragraph for a section of the paper, by the section's key."""

    section: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """``left_out`` are the keys of the sections not in the paper. ``issued_sha256`` is the blob of the issued
    PDF: opening the paper again gives those bytes. ``status`` is draft, issued or superseded; a corrected
    version names the paper it ``supersedes_id`` and says in ``correction`` what was wrong.
    """

    id: str
    kind: str
    title: str
    questionnaire_id: str | None = None
    review_id: str | None = None
    meeting_id: str | None = None
    number: str = ""
    item: str = ""
    presented_by: str = ""
    sponsor: str = ""
    purpose: str = ""
    consulted: str = ""
    implications: str = ""
    marking: str = "OFFICIAL"
    version: int = 1
    status: str = "draft"
    asks: tuple[Ask, ...] = ()
    words: tuple[OwnWords, ...] = ()
    left_out: tuple[str, ...] = ()
    position_at: str = ""
    issued_on: date | None = None
    issued_sha256: str = ""
    supersedes_id: str | None = None
    correction: str = ""
    position: int = 0
