"""What may stand in a judgement, and how the judgements on one thing make a story."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assurance_desk.domain.assurance import Judgement
from assurance_desk.domain.dates import long_date
from assurance_desk.errors import DeskError
from assurance_desk.texts import _


class ReviewBeforeJudgedError(DeskError):
    def __init__(self, next_review: str, judged: date) -> None:
        super().__init__(
            _(
                "The next review, {review}, would be before the day it was judged, {day}; nothing was changed. Type a "
                "later one."
            ).format(review=next_review, day=long_date(judged))
        )


class JudgedInFutureError(DeskError):
    def __init__(self, judged: date) -> None:
        super().__init__(
            _(
                "{day} is still to come, so nothing can have been judged on it; nothing was changed. Type the day of the "
                "meeting that judged."
            ).format(day=long_date(judged))
        )


def check(judgement: Judgement, today: date) -> None:
    """A judgement was given on a day that has come, and is looked at again later.

    Raises:
        DeskError: it was not.
    """
    if judgement.on is None:
        return
    if judgement.on > today:
        raise JudgedInFutureError(judgement.on)
    if judgement.next_review is not None and judgement.next_review.last_day < judgement.on:
        raise ReviewBeforeJudgedError(judgement.next_review.long, judgement.on)


@dataclass(frozen=True, slots=True)
class Story:
    """On one recommendation or action: the body's judgements and the scrutineer's opinions, each newest first."""

    body: tuple[Judgement, ...] = ()
    scrutineer: tuple[Judgement, ...] = ()


def stories(judgements: Iterable[Judgement]) -> dict[str, Story]:
    """By action id, "" for the recommendation itself; ``judgements`` come newest first."""
    found: dict[str, Story] = {}
    for one in judgements:
        key = one.action_id or ""
        story = found.get(key, Story())
        found[key] = (
            Story(story.body, (*story.scrutineer, one))
            if one.scrutineer
            else Story((*story.body, one), story.scrutineer)
        )
    return found
