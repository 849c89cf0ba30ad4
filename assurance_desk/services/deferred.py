"""What a meeting put off, until a later one decides it."""

from __future__ import annotations

from dataclasses import dataclass

from assurance_desk.domain.meetings import DEFERRED, Meeting, Outcome
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows


@dataclass(frozen=True, slots=True)
class PutOff:
    """``outcome`` of ``meeting``, which deferred it last."""

    outcome: Outcome
    meeting: Meeting


def waiting(desk: Desk) -> list[PutOff]:
    """Deferred, and not decided by any later meeting of whatever forum."""
    meetings = {one.id: one for one in rows.find(desk.db, Meeting)}
    latest: dict[str, Outcome] = {}
    for one in sorted(rows.find(desk.db, Outcome), key=lambda one: meetings[one.meeting_id].on):
        latest[one.subject] = one
    return [
        PutOff(one, meetings[one.meeting_id])
        for one in latest.values()
        if one.outcome == DEFERRED
    ]  # fmt: skip
