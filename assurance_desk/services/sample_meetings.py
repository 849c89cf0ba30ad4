"""Merrowshire's Board over a year: how it meets, when the office is closed, what it expects and who was challenged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from assurance_desk.domain.dates import long_date
from assurance_desk.domain.forums import Forum
from assurance_desk.domain.meetings import Meeting
from assurance_desk.services import challenges, closures, forums, meeting_papers
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.texts import _

Event = dict[str, Any]


def _plan_year(desk: Desk, event: Event) -> None:
    """The pattern, and its meetings of the coming year that are not there yet."""
    forum = Forum(
        id="", name=event["forum"], which=event["which"], weekday=event["weekday"], months=tuple(event["months"]),
        papers_days=event["papers_days"], quorum=event["quorum"],
    )  # fmt: skip
    found = forums.proposed(desk, forum, desk.clock.today())
    forums.keep(desk, forum, [falls.day for falls, there in found if not there])


def _close(desk: Desk, event: Event) -> None:
    first, last = (long_date(date.fromisoformat(event[end])) for end in ("first", "last"))
    closures.add(desk, first, last, event["why"])


def _expect(desk: Desk, event: Event) -> None:
    meeting = _meeting(desk, event)
    for title, by_whom, state in event["papers"]:
        made = meeting_papers.expect(desk, meeting, title, by_whom)
        line = next(one for one in meeting_papers.of_meeting(desk, meeting) if one.id == made.id)
        meeting_papers.edit(desk, line, "state", state)


def _challenge(desk: Desk, event: Event) -> None:
    made = challenges.add(desk, event["asked"], _meeting(desk, event))
    said = replace(
        made, by_whom=event["by"], to_whom=event["to"], answered=event["answered"], evidence=event["evidence"],
        difference=event["difference"],
    )  # fmt: skip
    with desk.step(_("Say who was challenged, and what was answered")):
        rows.put(desk.db, said)


def _meeting(desk: Desk, event: Event) -> Meeting:
    return rows.find(desk.db, Meeting, on=date.fromisoformat(event["meeting"]))[0]


EVENTS: dict[str, Callable[[Desk, Event], None]] = {
    "year": _plan_year,
    "close": _close,
    "expect": _expect,
    "challenge": _challenge,
}
