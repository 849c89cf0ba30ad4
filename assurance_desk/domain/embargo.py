"""Until when what is made of a review may not be shown: a date and an hour, local time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from assurance_desk.domain.moments import moment_words
from assurance_desk.domain.responses import EMBARGOED
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.texts import _

OUT_IN_PUBLIC = ("published", "implementing", "impact", "closed")
"""Stages that say the review may be read by anyone."""


class EmbargoStandsError(DeskError):
    def __init__(self, name: str, until: str) -> None:
        super().__init__(
            _(
                "{name} is embargoed ({until}), so this is not published yet and is unchanged. Change the embargo first."
            ).format(name=name, until=until)
        )


__all__ = [
    "EMBARGOED", "EmbargoStandsError", "check_stage", "ended", "marked", "moment_words", "said", "said_of", "stands",
]  # fmt: skip


def stands(review: Review, now: datetime) -> bool:
    """An hour given decides by itself; without one, the stage does."""
    if review.embargo_until:
        return now < datetime.fromisoformat(review.embargo_until)
    return review.stage == EMBARGOED


def said(review: Review, now: datetime) -> str:
    """``Embargoed until 12 June 2023 00:01``; ``Embargoed`` without an hour; "" where none stands."""
    if not stands(review, now):
        return ""
    until = moment_words(review.embargo_until)
    return _("Embargoed until {moment}").format(moment=until) if until else _("Embargoed")


def marked(marking: str, reviews: Iterable[Review], now: datetime | None = None) -> str:
    """The marking of what is made of these reviews, with the embargo of those under one, and its hour if they share it.

    ``now``: to choose those under one; without it all of them are.
    """
    held = [one for one in reviews if now is None or stands(one, now)]
    if not held:
        return marking
    hours = {moment_words(one.embargo_until) for one in held}
    hour = hours.pop() if len(hours) == 1 else ""
    return marked_until(marking, hour)


def marked_until(marking: str, hour: str) -> str:
    """The marking under an embargo until that hour; ``hour`` "" where there are several."""
    words = _("{marking}, EMBARGOED until {hour}") if hour else _("{marking}, EMBARGOED")
    return words.format(marking=marking, hour=hour)


def said_of(reviews: Iterable[Review], now: datetime) -> str:
    """As ``said``, of what is made of several reviews: until the last of their hours."""
    held = [one for one in reviews if stands(one, now)]
    if not held:
        return ""
    open_ended = [one for one in held if not one.embargo_until]
    return said((open_ended or sorted(held, key=lambda one: one.embargo_until))[-1], now)


def ended(review: Review, now: datetime) -> bool:
    """Its hour is past, and its stage still says embargoed."""
    return bool(review.embargo_until) and review.stage == EMBARGOED and not stands(review, now)


def check_stage(now: Review, new: Review, at: datetime) -> None:
    """A review under embargo is not published.

    Raises:
        EmbargoStandsError: it would be said to be.
    """
    if new.stage != now.stage and new.stage in OUT_IN_PUBLIC and stands(new, at):
        raise EmbargoStandsError(new.pseudonym or new.title, said(new, at))
