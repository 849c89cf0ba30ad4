"""What is due at which coming meeting over a year."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assurance_desk.domain.dates import When
from assurance_desk.domain.meetings import Meeting


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One thing a meeting will be asked to look at.

    ``due`` None: at the next meeting. ``forum`` is whose meeting, "" for the body's own. ``expected``: not set down yet,
    only following from how often it is looked at. ``sent_on`` by an earlier meeting: it has no day to be past. It is
    ``record_id`` on ``page``.
    """

    due: When | None
    ref: str
    text: str
    why: str
    record_id: str
    page: str = "Register"
    forum: str = ""
    expected: bool = False
    sent_on: bool = False

    def late(self, today: date) -> bool:
        return bool(self.due and self.due.last_day < today and not self.sent_on)


@dataclass(frozen=True, slots=True)
class PlanMeeting:
    """``meeting`` None: what falls due after the last meeting there is."""

    meeting: Meeting | None
    items: tuple[PlanItem, ...]


def spread(
    items: Iterable[PlanItem], meetings: Sequence[Meeting], today: date, body: str
) -> tuple[PlanMeeting, ...]:
    """Each thing at the first meeting on or after its day, of its own forum where that has any to come.

    ``meetings`` are those to come, in order; ``body`` is the forum of what names none.
    """
    held: dict[str, list[PlanItem]] = {one.id: [] for one in meetings}
    after: list[PlanItem] = []
    own: dict[str, list[Meeting]] = {}
    for one in meetings:
        own.setdefault(one.forum.casefold(), []).append(one)
    for item in items:
        there = own.get((item.forum or body).casefold()) or meetings
        day = max(item.due.last_day, today) if item.due else today
        at = bisect_left(there, day, key=lambda one: one.on)
        (held[there[at].id] if at < len(there) else after).append(item)
    found = [PlanMeeting(one, _once(held[one.id])) for one in meetings]
    return (*found, PlanMeeting(None, _once(after))) if after else tuple(found)


def _once(items: Iterable[PlanItem]) -> tuple[PlanItem, ...]:
    """In order, and what comes to one meeting for two reasons said once with both."""
    found: dict[str, PlanItem] = {}
    for item in sorted(items, key=_order):
        before = found.get(item.record_id)
        found[item.record_id] = replace(before, why=f"{before.why}; {item.why}") if before else item
    return tuple(found.values())


def _order(item: PlanItem) -> tuple[bool, date, str]:
    return item.due is not None, item.due.last_day if item.due else date.min, item.ref
