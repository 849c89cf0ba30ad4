"""A meeting of the body or of one of its groups: who came, what was put to it, what it decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

AGREED, AMENDED, NOT_AGREED, DEFERRED, NOTED = "agreed", "amended", "not agreed", "deferred", "noted"
OUTCOMES = (AGREED, AMENDED, NOT_AGREED, DEFERRED, NOTED)
PRESENT, DEPUTY, APOLOGIES = "present", "deputy", "apologies"
ATTENDANCES = (PRESENT, DEPUTY, APOLOGIES)
NOT_STARTED, IN_DRAFT, SENT_OUT = "not started", "draft", "issued"
PAPER_STATES = (NOT_STARTED, IN_DRAFT, SENT_OUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """``quorum`` is how many must be there, deputies included; 0 where none is laid down.

    The minutes are kept byte for byte under ``minutes_sha256``.
    """

    id: str
    forum: str
    on: date
    papers_due: date | None = None
    held: bool = False
    note: str = ""
    chair: str = ""
    place: str = ""
    quorum: int = 0
    minutes_name: str = ""
    minutes_sha256: str = ""
    minutes_approved_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """One member: there, represented, or excused; and the interests declared."""

    id: str
    meeting_id: str
    who: str
    organisation: str = ""
    state: str = PRESENT
    interests: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was decided on one thing put to the meeting.

    ``subject`` says which line of the agenda it was (``paper:<id>:<number>``, ``recommendation:<id>``, ``action:<id>``);
    ``wording`` is the amended wording, or the reason.
    """

    id: str
    meeting_id: str
    subject: str
    recommendation_id: str | None = None
    action_id: str | None = None
    ref: str = ""
    asked: str
    outcome: str
    wording: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """A question one member put to another, how it was answered, and the difference it made.

    ``meeting_id`` is None where it was put outside a meeting; ``evidence`` is what the answer rests on.
    """

    id: str
    meeting_id: str | None = None
    by_whom: str = ""
    to_whom: str = ""
    asked: str
    answered: str = ""
    difference: str = ""
    position: int = 0
    asked_on: date | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPaper:
    """A paper a meeting expects, whoever writes it and wherever it is written."""

    id: str
    meeting_id: str
    title: str
    by_whom: str = ""
    state: str = NOT_STARTED
    position: int = 0


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One thing put to a meeting, and why it is there. ``outcome`` is None until it is decided."""

    subject: str
    ref: str
    asked: str
    why: str
    recommendation_id: str | None = None
    action_id: str | None = None
    outcome: Outcome | None = None


def there(attendance: Iterable[Attendance]) -> int:
    """How many count towards the quorum: members and deputies who came."""
    return sum(one.state in (PRESENT, DEPUTY) for one in attendance)
