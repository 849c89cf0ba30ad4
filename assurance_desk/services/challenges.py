"""The log of challenges: across all meetings, and outside any."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assurance_desk.domain.field_errors import EmptyFieldError
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.meetings import Challenge, Meeting
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.texts import _


@dataclass(frozen=True, slots=True)
class Logged:
    """A challenge with the meeting it was put at; None where it was put outside one."""

    challenge: Challenge
    meeting: Meeting | None

    @property
    def id(self) -> str:
        return self.challenge.id

    @property
    def on(self) -> date | None:
        return self.challenge.asked_on or (self.meeting.on if self.meeting else None)

    @property
    def answered(self) -> bool:
        return bool(self.challenge.answered.strip())

    @property
    def state(self) -> str:
        """How far it went."""
        if not self.answered:
            return _("unanswered")
        return _("made a difference") if self.challenge.difference.strip() else _("answered")

    @property
    def told(self) -> str:
        """The same as a sentence's beginning, with what is missing still."""
        if not self.answered:
            return _("Unanswered")
        if self.challenge.difference.strip():
            return _("Answered, and what difference it made")
        return _("Answered; the difference it made is not known yet")


def table(desk: Desk) -> list[Logged]:
    """The latest first."""
    meetings = {one.id: one for one in rows.find(desk.db, Meeting)}
    found = [Logged(one, meetings.get(one.meeting_id or "")) for one in rows.find(desk.db, Challenge)]
    return sorted(found, key=lambda one: one.on or date.min, reverse=True)


def unanswered(desk: Desk) -> list[Logged]:
    """The one that waits longest first."""
    return [one for one in table(desk) if not one.answered][::-1]


def add(desk: Desk, asked: str, meeting: Meeting | None = None) -> Challenge:
    """Log a challenge put at a meeting, or, without one, today.

    Raises:
        EmptyFieldError: nothing was asked.
    """
    if not asked.strip():
        raise EmptyFieldError(_("What was asked"))
    made = Challenge(
        id=new_id(), meeting_id=meeting.id if meeting else None, asked=asked.strip(),
        asked_on=meeting.on if meeting else desk.clock.today(),
    )  # fmt: skip
    from assurance_desk.services import records  # the window shows Home before anything is written

    return records.add(desk, made)
