"""A return is given more time, declined, let off, or its message came back; each with its reason, in its log, and taken
back in one step.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assurance_desk.domain.chasing import EXTENDED
from assurance_desk.domain.dates import long_date, parse_when
from assurance_desk.domain.field_errors import NeedsADayError
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.returns import (
    DECLINED,
    EXEMPT,
    ISSUED,
    NOTED,
    Chaser,
    Return,
)
from assurance_desk.errors import DeskError
from assurance_desk.services import message_states
from assurance_desk.services.desk import Desk
from assurance_desk.services.records_base import current
from assurance_desk.store import rows
from assurance_desk.texts import _, later

TAKEN_BACK = later("taken back")
WORDS = {DECLINED: later("declined"), EXEMPT: later("let off")}


class ReasonNeededError(DeskError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("{name} is as it was, because no reason was given. Say why, as the papers will.").format(
                name=name
            )
        )


class NotLaterError(DeskError):
    def __init__(self, name: str, due: date) -> None:
        super().__init__(
            _(
                "{name} is due on {due} already, and that day was kept. More time needs a later day, such as {example}."
            ).format(name=name, due=long_date(due), example=long_date(date.fromordinal(due.toordinal() + 14)))
        )


class CameAlreadyError(DeskError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("{name} has sent its return, so it was left as it is. Look at it on the Returns page.").format(
                name=name
            )
        )


def extend(desk: Desk, record: Return, typed: str, reason: str) -> Return:
    """Due on a later day; the first one is kept, and chasing begins anew.

    Raises:
        DeskError: it is no day, not a later one, or there is no reason.
    """
    now, why = _open(desk, record), _reason(record, reason)
    when = parse_when(typed)
    if when is None or not when.day:
        raise NeedsADayError(_("Due"), typed)
    if now.due_on is not None and when.last_day <= now.due_on:
        raise NotLaterError(now.name, now.due_on)
    made = replace(now, due_on=when.last_day, first_due_on=now.first_due_on or now.due_on, reason=why)
    label = _("Give {name} until {day}").format(name=now.name, day=long_date(when.last_day))
    note = _("until {day}: {why}").format(day=long_date(when.last_day), why=why)
    return _keep(desk, made, label, EXTENDED, note)


def decline(desk: Desk, record: Return, reason: str) -> Return:
    """They said they would not answer."""
    return _settle(desk, record, DECLINED, reason, _("Note that {name} declined"))


def exempt(desk: Desk, record: Return, reason: str) -> Return:
    """It need not answer, and is in no denominator."""
    return _settle(desk, record, EXEMPT, reason, _("Let {name} off"))


def _settle(desk: Desk, record: Return, state: str, reason: str, label: str) -> Return:
    now, why = _open(desk, record), _reason(record, reason)
    made = replace(now, state=state, reason=why)
    return _keep(desk, made, label.format(name=now.name), WORDS[state], why)


def bounced(desk: Desk, record: Return, reason: str = "") -> None:
    """Their message came back: whoever it went to is to be checked again."""
    now = _open(desk, record)
    message_states.mark_bounced(desk, [now.id], note=" ".join(reason.split()))


def can_take_back(record: Return) -> bool:
    return record.state in WORDS or record.bounced_on is not None or record.first_due_on is not None


def last_said(record: Return) -> str:
    """What there is to take back, as the log says it."""
    return WORDS.get(record.state) or (message_states.CAME_BACK if record.bounced_on else EXTENDED)


def take_back(desk: Desk, record: Return) -> Return:
    """What was last said of it: that it declined, was let off, came back, or has more time."""
    now = current(desk, record)
    what, made = _back(desk, now)
    label = _("Take back of {name}: {what}").format(name=now.name, what=_(what))
    return _keep(desk, made, label, TAKEN_BACK, _(what))


def _back(desk: Desk, now: Return) -> tuple[str, Return]:
    if now.state in WORDS:
        return WORDS[now.state], replace(now, state=ISSUED, reason=_reason_for_time(desk, now))
    if now.bounced_on is not None:
        return message_states.CAME_BACK, replace(now, bounced_on=None)
    return EXTENDED, replace(now, due_on=now.first_due_on or now.due_on, first_due_on=None, reason="")


def _reason_for_time(desk: Desk, now: Return) -> str:
    """Why it has more time, which its other reason had taken the place of."""
    if now.first_due_on is None:
        return ""
    given = rows.find(desk.db, Chaser, return_id=now.id, how=EXTENDED, order="on")
    return given[-1].note.partition(": ")[2] if given else ""


def _open(desk: Desk, record: Return) -> Return:
    now = current(desk, record)
    if now.state != ISSUED or now.received_on is not None:
        raise CameAlreadyError(now.name)
    return now


def _reason(record: Return, typed: str) -> str:
    why = " ".join(typed.split())
    if not why:
        raise ReasonNeededError(record.name)
    return why


def _keep(desk: Desk, made: Return, label: str, how: str, note: str) -> Return:
    line = Chaser(id=new_id(), return_id=made.id, on=desk.clock.today(), how=how, note=note, kind=NOTED)
    with desk.step(label):
        rows.put_many(desk.db, [made, line])
    return made
