"""A recommendation that repeats one of an earlier review: learning that did not stick."""

from __future__ import annotations

from dataclasses import dataclass

from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.texts import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """``recommendation_id`` repeats ``earlier_id``."""

    id: str
    recommendation_id: str
    earlier_id: str


class RepeatsItselfError(DeskError):
    def __init__(self, ref: str) -> None:
        super().__init__(
            _(
                "{ref} cannot repeat itself, so nothing was linked. Choose a recommendation of another review."
            ).format(ref=ref)
        )


class SameReviewError(DeskError):
    def __init__(self, ref: str) -> None:
        super().__init__(
            _(
                "{ref} belongs to the same review, so nothing was linked. Choose a recommendation of another review."
            ).format(ref=ref)
        )


class LinkedAlreadyError(DeskError):
    def __init__(self, ref: str, other: str) -> None:
        super().__init__(
            _("{ref} and {other} are linked already, so nothing was changed.").format(ref=ref, other=other)
        )


class NoOneRecommendationError(DeskError):
    def __init__(self, typed: str) -> None:
        super().__init__(
            _(
                "“{typed}” is no one recommendation of another review; nothing was linked. Choose one from the list."
            ).format(typed=typed)
        )


def called(recommendation: Recommendation, review: Review) -> str:
    """``R3 of Child I (2019)``"""
    name = review.pseudonym or review.title
    words = _("{ref} of {review}").format(ref=recommendation.ref, review=name)
    return f"{words} ({review.published_on.year})" if review.published_on else words
