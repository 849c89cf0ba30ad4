"""What is done before a review is published, step by step, worked back from the day of publication.

The default steps are those of practice; that the national Panel and the Secretary of State have a copy seven working
days ahead is Working Together to Safeguard Children's rule for local child safeguarding practice reviews.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from assurance_desk.domain.dates import short_date
from assurance_desk.domain.reviews import Review
from assurance_desk.texts import _, later, plural


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationStep:
    """``days_before``: working days before publication from which ``due`` follows; None where it was set by hand."""

    id: str
    review_id: str
    text: str
    who: str = ""
    due: date | None = None
    days_before: int | None = None
    done_on: date | None = None
    note: str = ""
    position: int = 0


DEFAULT_STEPS: tuple[tuple[str, str, int], ...] = (
    (
        later("Proceedings checked: nothing in court or before the coroner stands in the way"),
        later("Legal adviser"),
        30,
    ),
    (later("Response agreed and signed by each partner"), later("Business manager"), 15),
    (later("Family told, and shown the report"), later("Lead reviewer"), 10),
    (
        later("Names, dates and places checked, so that nobody can be recognised"),
        later("Business manager"),
        10,
    ),
    (later("Copy sent to the national Panel and to the Secretary of State"), later("Business manager"), 7),
    (later("Media lines agreed"), later("Communications lead"), 5),
    (later("Embargo set by date and hour, and everyone who holds a copy told"), later("Business manager"), 5),
    (later("Staff who were involved told"), later("Each partner’s safeguarding lead"), 2),
    (later("Published: where, and for how long (one year at least)"), later("Communications lead"), 0),
)
"""What is to be done, by whom, and how many working days before publication."""


def published_on(review: Review) -> date | None:
    """The day the plan works back from: the day of publication, else the day the embargo ends."""
    if review.published_on or not review.embargo_until:
        return review.published_on
    return datetime.fromisoformat(review.embargo_until).date()


def next_step(steps: Iterable[PublicationStep]) -> PublicationStep | None:
    """The first that is not done."""
    return next((one for one in steps if one.done_on is None), None)


def told(steps: Sequence[PublicationStep]) -> str:
    """Such as: 4 of 9 done, next by 3 Jun 2023; all 9 done."""
    ahead = next_step(steps)
    done = sum(one.done_on is not None for one in steps)
    if ahead is None:
        return plural("the one step is done", "all {n} done", done)
    words = _("{done} of {all} done").format(done=done, all=len(steps))
    return _("{words}, next by {day}").format(words=words, day=short_date(ahead.due)) if ahead.due else words


def late(step: PublicationStep, today: date) -> str:
    """Such as: 3 days late; done 2 days late. Empty where it is in time, or has no date."""
    if step.due is None:
        return ""
    days = ((step.done_on or today) - step.due).days
    if days <= 0:
        return ""
    if step.done_on:
        return plural("done {n} day late", "done {n} days late", days)
    return plural("{n} day late", "{n} days late", days)
