"""Not everything needs looking at again: a one-off, or one review of it, may be said to need none, with the reason."""

from __future__ import annotations

from dataclasses import replace

from assurance_desk.domain.actions import Action
from assurance_desk.domain.assurance import ImpactReview
from assurance_desk.domain.field_errors import EmptyFieldError
from assurance_desk.errors import DeskError
from assurance_desk.services import impact
from assurance_desk.services.desk import Desk
from assurance_desk.services.records_base import current
from assurance_desk.store import rows
from assurance_desk.texts import _


class HeldError(DeskError):
    def __init__(self, months: int) -> None:
        super().__init__(
            _("The review at {n} months was held, so it stays as it was recorded.").format(n=months)
        )


def need_none(desk: Desk, action: Action, reason: str) -> Action:
    """No review of its impact is needed, now or once it turns Blue; those held stay, those not held are let go.

    Raises:
        EmptyFieldError: no reason is given.
    """
    now, why = current(desk, action), _why(reason)
    new = replace(now, no_impact=why)
    ahead = [one for one in impact.of_action(desk, now.id) if one.held_on is None]
    with desk.step(_("{ref} needs no impact review: {why}").format(ref=now.ref, why=why)):
        rows.put_many(desk.db, [new, *(replace(one, waived=why) for one in ahead if not one.waived)])
    return new


def need_after_all(desk: Desk, action: Action) -> Action:
    """Its reviews are due as before; of an action that turned Blue without any, they are counted from today."""
    now = current(desk, action)
    new = replace(now, no_impact="")
    found = impact.of_action(desk, now.id)
    with desk.step(_("{ref} needs its impact reviews after all").format(ref=now.ref)):
        rows.put_many(desk.db, [new, *(replace(one, waived="") for one in found if one.waived)])
        if not found:
            impact.begin(desk, new)
    return new


def waive(desk: Desk, review: ImpactReview, reason: str) -> ImpactReview:
    """One review is not needed; the others stay.

    Raises:
        DeskError: no reason is given, or it was held.
    """
    now, why = current(desk, review), _why(reason)
    if now.held_on is not None:
        raise HeldError(now.months)
    new = replace(now, waived=why)
    ref = rows.get(desk.db, Action, now.action_id).ref
    with desk.step(
        _("{ref} needs no impact review at {n} months: {why}").format(ref=ref, n=now.months, why=why)
    ):
        rows.put(desk.db, new)
    return new


def needed(desk: Desk, review: ImpactReview) -> ImpactReview:
    """One review is needed after all; an action said to need none needs this one."""
    now = current(desk, review)
    action = rows.get(desk.db, Action, now.action_id)
    new = replace(now, waived="")
    with desk.step(_("{ref} needs its impact review at {n} months").format(ref=action.ref, n=now.months)):
        rows.put_many(desk.db, [new, replace(action, no_impact="")])
    return new


def _why(reason: str) -> str:
    why = " ".join(reason.split())
    if not why:
        raise EmptyFieldError(_("Why no review is needed"))
    return why
