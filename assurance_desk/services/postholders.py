"""Who holds the role that owns an action: named, changed from a day on, the history kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assurance_desk.domain.actions import FINISHED, Action, ProgressNote
from assurance_desk.domain.dates import long_date
from assurance_desk.domain.fields import edited
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.postholders import (
    Postholder,
    held,
    holder_on,
    in_order,
    is_confirmed,
    owner_words,
    same_role,
    told,
)
from assurance_desk.errors import DeskError
from assurance_desk.services.desk import Desk
from assurance_desk.services.organisation_fates import successors
from assurance_desk.services.records_base import current
from assurance_desk.store import rows
from assurance_desk.texts import _

__all__ = [
    "Postholder", "answering_day", "change", "held", "holder_on", "is_confirmed", "of_action", "owner_words", "told",
]  # fmt: skip


class NoRoleError(DeskError):
    def __init__(self, ref: str) -> None:
        super().__init__(
            _("{ref} has no owner yet, so nobody can hold the post. Name the owner’s role first.").format(
                ref=ref
            )
        )


class BeforeTheLastError(DeskError):
    def __init__(self, holder: Postholder) -> None:
        super().__init__(
            _(
                "The post is recorded from {day} on ({who}), so nothing was changed. Give a later day, or take that "
                "step back first."
            ).format(day=long_date(holder.since) if holder.since else "", who=holder.called)
        )


def of_action(desk: Desk, action: Action) -> list[Postholder]:
    """All who held its owner's role, the earliest first.

    In its lead organisation and those whose place that took; where none did, in no organisation named.
    """
    if not is_confirmed(action.owner_role):
        return []
    every = [one for one in rows.find(desk.db, Postholder) if same_role(one.role, action.owner_role)]
    lead = action.lead_organisation_id
    before = {one.organisation_id for one in every if one.organisation_id not in (None, lead)}
    theirs = {one for one in before if one and lead in successors(desk, [one])}
    own = [one for one in every if one.organisation_id in {lead, *theirs}]
    return in_order(own or [one for one in every if one.organisation_id is None])


def change(desk: Desk, action: Action, person: str, since: str = "") -> Postholder:
    """From a day on (as typed; today when empty) this person holds the role; nobody does when no name is given.

    One step: the one before held it until that day.

    Raises:
        DeskError: no role is named, the day cannot be read, or lies before the last change.
    """
    now = current(desk, action)
    if not is_confirmed(now.owner_role):
        raise NoRoleError(now.ref)
    known = of_action(desk, now)
    last = known[-1] if known else None
    made = Postholder(
        id=new_id(),
        role=" ".join(now.owner_role.split()),
        organisation_id=now.lead_organisation_id if last is None or last.organisation_id else None,
        person=" ".join(person.split()),
        since=_day(desk, since),
        position=max((one.position for one in rows.find(desk.db, Postholder)), default=0) + 1,
    )
    if last is not None and last.person == made.person:
        return last
    changed = _following(last, made)
    label = _("{who} now holds the post of {role}") if made.person else _("The post of {role} is now vacant")
    with desk.step(label.format(who=made.person, role=made.role)):
        rows.put_many(desk.db, changed)
    return changed[-1]


def _following(last: Postholder | None, made: Postholder) -> list[Postholder]:
    """What is to be kept: the same day given again puts the last one right, a later day ends it.

    Raises:
        BeforeTheLastError: the day is earlier.
    """
    if last is None:
        return [made]
    if last.since is not None and made.since is not None and made.since <= last.since:
        if made.since < last.since:
            raise BeforeTheLastError(last)
        return [replace(last, person=made.person)]
    return [replace(last, until=made.since), made]


def answering_day(desk: Desk, action: Action) -> date:
    """Who holds the post on this day answers for the action: today, or the day it was finished.

    A finished one without a note of that state was finished by its due date, or by today.
    """
    today = desk.clock.today()
    if action.delivery not in FINISHED:
        return today
    notes = rows.find(desk.db, ProgressNote, action_id=action.id)
    ended = [one.on for one in notes if one.delivery == action.delivery]
    due = min(action.due.last_day, today) if action.due else today
    return max(ended, default=due)


def _day(desk: Desk, typed: str) -> date:
    if not typed.strip():
        return desk.clock.today()
    given = edited(Postholder(id="", role=""), "since", typed).since
    assert given is not None
    return given
