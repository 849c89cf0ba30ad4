"""The plan for publishing a review. One step each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from assurance_desk.domain.dates import long_date
from assurance_desk.domain.field_errors import EmptyFieldError
from assurance_desk.domain.fields import edited
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.publication import DEFAULT_STEPS, PublicationStep, next_step, published_on
from assurance_desk.domain.reviews import Review
from assurance_desk.domain.wording import shortened
from assurance_desk.errors import DeskError
from assurance_desk.services import working_days
from assurance_desk.services.desk import Desk
from assurance_desk.services.records_base import current
from assurance_desk.store import rows
from assurance_desk.texts import _


class BegunError(DeskError):
    def __init__(self) -> None:
        super().__init__(_("This review has a plan already, so none was begun. Add to it what is missing."))


class DoneLaterError(DeskError):
    def __init__(self, day: date) -> None:
        super().__init__(
            _("{day} is still to come, so nothing was recorded as done. Give the day it was done.").format(
                day=long_date(day)
            )
        )


@dataclass(frozen=True, slots=True)
class DueStep:
    """The next step of one review's plan."""

    review: Review
    step: PublicationStep


def steps(desk: Desk, review_id: str) -> list[PublicationStep]:
    """In their order."""
    return rows.find(desk.db, PublicationStep, review_id=review_id)


def publication_due(desk: Desk) -> list[DueStep]:
    """The next undone step of every plan, those with a date first, the earliest before the others."""
    by_review: dict[str, list[PublicationStep]] = {}
    for one in rows.find(desk.db, PublicationStep):
        by_review.setdefault(one.review_id, []).append(one)
    found = []
    for review_id, plan in by_review.items():
        step = next_step(plan)
        if step is not None:
            found.append(DueStep(rows.get(desk.db, Review, review_id), step))
    return sorted(found, key=lambda one: one.step.due or date.max)


def begin(desk: Desk, review: Review) -> list[PublicationStep]:
    """The usual steps, due so many working days before the day of publication where that is known.

    Raises:
        BegunError: the review has a plan.
    """
    if steps(desk, review.id):
        raise BegunError
    day = published_on(current(desk, review))
    made = [
        PublicationStep(
            id=new_id(),
            review_id=review.id,
            text=_(text),
            who=_(who),
            days_before=days,
            due=working_days.before(desk, day, days) if day else None,
            position=place,
        )
        for place, (text, who, days) in enumerate(DEFAULT_STEPS, 1)
    ]
    with desk.step(
        _("Begin the plan for publishing {review}").format(review=review.pseudonym or review.title)
    ):
        rows.put_many(desk.db, made)
    return made


def add(desk: Desk, review: Review, text: str) -> PublicationStep:
    """A step of the officer's own, put last.

    Raises:
        EmptyFieldError: it says nothing.
    """
    words = " ".join(text.split())
    if not words:
        raise EmptyFieldError(_("Step"))
    last = max((one.position for one in steps(desk, review.id)), default=0)
    made = PublicationStep(id=new_id(), review_id=review.id, text=words, position=last + 1)
    with desk.step(_("Add a step to the plan: {text}").format(text=_short(made))):
        rows.put(desk.db, made)
    return made


def edit(desk: Desk, step: PublicationStep, field: str, typed: str) -> PublicationStep:
    """One field as typed. A date set by hand no longer follows the day of publication.

    Raises:
        DeskError: what was typed may not stand there.
    """
    now = current(desk, step)
    new = edited(now, field, typed)
    if field == "done_on" and new.done_on is not None and new.done_on > desk.clock.today():
        raise DoneLaterError(new.done_on)
    if new == now:
        return now
    if field == "due":
        new = replace(new, days_before=None)
    with desk.step(_("Edit the plan: {text}").format(text=_short(now))):
        rows.put(desk.db, new)
    return new


def done(desk: Desk, step: PublicationStep) -> PublicationStep:
    """Done today; what was done is not done again."""
    now = current(desk, step)
    if now.done_on is not None:
        return now
    new = replace(now, done_on=desk.clock.today())
    with desk.step(_("Done: {text}").format(text=_short(now))):
        rows.put(desk.db, new)
    return new


def shift(desk: Desk, step: PublicationStep, by: int) -> None:
    """Change places with the step before (-1) or after (1) it; nothing at the end of the list."""
    plan = steps(desk, step.review_id)
    at = next((n for n, one in enumerate(plan) if one.id == step.id), -1)
    to = at + by
    if at < 0 or not 0 <= to < len(plan):
        return
    plan[at], plan[to] = plan[to], plan[at]
    ordered = [replace(one, position=place) for place, one in enumerate(plan, 1)]
    with desk.step(_("Move in the plan: {text}").format(text=_short(step))):
        rows.put_many(desk.db, [one for one, was in zip(ordered, plan, strict=True) if one != was])


def remove(desk: Desk, step: PublicationStep) -> None:
    now = current(desk, step)
    with desk.step(_("Take out of the plan: {text}").format(text=_short(now))):
        rows.remove(desk.db, now)


def out_of_step(desk: Desk, review: Review) -> list[PublicationStep]:
    """Undone steps as the day of publication would date them, where that is another date than they have."""
    day = published_on(current(desk, review))
    if day is None:
        return []
    found = []
    for one in steps(desk, review.id):
        if one.days_before is not None and one.done_on is None:
            due = working_days.before(desk, day, one.days_before)
            if due != one.due:
                found.append(replace(one, due=due))
    return found


def work_back(desk: Desk, review: Review) -> int:
    """Date the undone steps from the day of publication; how many moved."""
    moved = out_of_step(desk, review)
    if moved:
        with desk.step(
            _("Date the plan from the publication of {review}").format(
                review=review.pseudonym or review.title
            )
        ):
            rows.put_many(desk.db, moved)
    return len(moved)


def _short(step: PublicationStep) -> str:
    return shortened(step.text, 50)
