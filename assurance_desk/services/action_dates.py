"""When an action is due, and each time that moved; when a standing commitment was looked at and will be next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assurance_desk.domain.actions import STANDING, Action, ProgressNote, Redating
from assurance_desk.domain.dates import When
from assurance_desk.domain.due_dates import (
    ReasonForDateNeededError,
    after_months,
    arrows,
    check_agreed,
    date_and_reason,
    months_between_reviews,
)
from assurance_desk.domain.field_errors import EmptyFieldError
from assurance_desk.domain.fields import edited
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.responses import Response
from assurance_desk.services.desk import Desk
from assurance_desk.services.records_base import current
from assurance_desk.store import rows
from assurance_desk.texts import _


def redate(desk: Desk, action: Action, due: str, reason: str = "") -> Action:
    """Give or move the due date; the first one stays for ever. ``due`` as typed, its reason in it or apart.

    Raises:
        DeskError: it is no date, lies before the response was agreed, or moves a date without saying why.
    """
    now = current(desk, action)
    new, made = moved(desk, now, due, reason)
    if new == now:
        return now
    with desk.step(move_label(now, new)):
        rows.put_many(desk.db, [new, *made])
    return new


def moved(desk: Desk, now: Action, typed: str, reason: str = "") -> tuple[Action, list[Redating]]:
    """The action with its new date, and the move where there was a date before. Nothing is written.

    Raises:
        DeskError: as for ``redate``.
    """
    day, said = date_and_reason(typed)
    new = edited(now, "due", day)
    if new.due == now.due:
        return new, []
    check_agreed(new, _agreed_on(desk, now))
    if now.due is None:
        return new, []
    why = " ".join((reason or said).split())
    if not why:
        raise ReasonForDateNeededError(now.ref, now.due)
    last = max((one.position for one in rows.find(desk.db, Redating, action_id=now.id)), default=0)
    move = Redating(
        id=new_id(), action_id=now.id, on=desk.clock.today(), before=now.due, after=new.due, reason=why,
        position=last + 1,
    )  # fmt: skip
    return new, [move]


def move_label(now: Action, new: Action) -> str:
    """What the step is called: "Move R1.3, July → October 2019"."""
    if now.due is None:
        return _("Give {ref} a due date").format(ref=now.ref)
    return _("Move {ref}, {path}").format(ref=now.ref, path=arrows([now.due, new.due]))


def _agreed_on(desk: Desk, action: Action) -> list[date | None]:
    if action.recommendation_id is None:
        return []
    return [one.agreed_on for one in rows.find(desk.db, Response, recommendation_id=action.recommendation_id)]


def review_standing(desk: Desk, action: Action, text: str, *, next_review: str = "") -> ProgressNote:
    """A standing commitment was looked at today: what was found, and when it will be looked at again.

    ``next_review`` as typed; left empty it follows from the cadence, and stays where that names no interval.

    Raises:
        DeskError: it says nothing, or the date cannot be read.
    """
    now = current(desk, action)
    assert now.kind == STANDING
    if not text.strip():
        raise EmptyFieldError(_("What was found"))
    today = desk.clock.today()
    dated = edited(now, "next_review", next_review) if next_review.strip() else now
    months = months_between_reviews(now.cadence)
    if dated.next_review == now.next_review and not next_review.strip() and months:
        dated = replace(dated, next_review=after_months(today, months))
    new = replace(dated, last_reviewed=When.of(today))
    made = ProgressNote(id=new_id(), action_id=now.id, on=today, text=text.strip())
    with desk.step(_("Record a review of {ref}").format(ref=now.ref)):
        rows.put_many(desk.db, [made, new])
    return made
