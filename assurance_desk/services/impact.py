"""Did it last? Six, twelve and twenty-four months after an action turned Blue it is looked at again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from assurance_desk.domain.actions import ACTION, BLUE, UNDERTAKING, Action
from assurance_desk.domain.assurance import IMPACT_MONTHS, ImpactReview, Judgement
from assurance_desk.domain.due_dates import after_months
from assurance_desk.domain.evidence import NOT_HELD
from assurance_desk.domain.field_errors import EmptyFieldError
from assurance_desk.domain.fields import edited
from assurance_desk.domain.ids import new_id
from assurance_desk.services import vocabularies
from assurance_desk.services.body import body_word
from assurance_desk.services.desk import Desk
from assurance_desk.services.records_base import current
from assurance_desk.store import rows
from assurance_desk.store.lists import impact as lists
from assurance_desk.texts import _


@dataclass(frozen=True, slots=True)
class DueImpact:
    """A review not held yet, with its action."""

    review: ImpactReview
    action: Action


def of_action(desk: Desk, action_id: str) -> list[ImpactReview]:
    """The earliest due first."""
    return sorted(
        rows.find(desk.db, ImpactReview, action_id=action_id), key=lambda one: (one.due, one.months)
    )


def due_until(desk: Desk, day: date) -> list[DueImpact]:
    """Those not held that are due by a day, the earliest first."""
    waiting = [one for one in lists.waiting(desk.db, day) if one.due.last_day <= day]
    actions = lists.actions_waiting(desk.db, day)
    found = [DueImpact(one, actions[one.action_id]) for one in waiting]
    return sorted(found, key=lambda one: one.review.due)


def follow(desk: Desk, now: Action, new: Action) -> None:
    """Inside a step: an action that turns Blue is given its reviews; one re-opened loses those not held yet.

    What was held stays: it is part of the story. An action completed before this register is given none, for nobody
    can say from when to count.
    """
    if now.delivery == new.delivery or new.kind not in (ACTION, UNDERTAKING):
        return
    if new.delivery == BLUE:
        begin(desk, new)
    elif now.delivery == BLUE:
        for one in of_action(desk, now.id):
            if one.held_on is None:
                rows.remove(desk.db, one)


def begin(desk: Desk, action: Action) -> None:
    """Inside a step: the reviews of an action that is Blue, counted from today, where it needs any."""
    needed = action.delivery == BLUE and not action.no_impact
    if not needed or NOT_HELD in action.delivery_note.casefold():
        return
    today = desk.clock.today()
    rows.put_many(
        desk.db,
        [
            ImpactReview(id=new_id(), action_id=action.id, months=months, due=after_months(today, months))
            for months in IMPACT_MONTHS
        ],
    )


def record(desk: Desk, review: ImpactReview, level: str, found: str) -> ImpactReview:
    """What the review found, and the judgement that follows: one step.

    Raises:
        DeskError: it says nothing, or the level is not on the scale.
    """
    now = current(desk, review)
    action = rows.get(desk.db, Action, now.action_id)
    offered = vocabularies.offered(desk)
    level = edited(now, "level", level, offered=offered).level
    if not found.strip():
        raise EmptyFieldError(_("What was found"))
    today = desk.clock.today()
    new = replace(now, held_on=today, level=level, found=found.strip(), waived="")
    basis = _("Impact at {n} months: {found}").format(n=now.months, found=new.found)
    judged = Judgement(
        id=new_id(), action_id=action.id, level=level, forum=body_word(desk), on=today, basis=basis
    )
    with desk.step(
        _("Record the impact of {ref} at {n} months: {level}").format(
            ref=action.ref, n=now.months, level=level
        )
    ):
        rows.put_many(desk.db, [new, judged])
    return new
