"""Recommendations that repeat one of another review, told on both sides."""

from __future__ import annotations

from dataclasses import dataclass

from assurance_desk.domain.ids import new_id
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.recurrence import (
    LinkedAlreadyError,
    NoOneRecommendationError,
    Recurrence,
    RepeatsItselfError,
    SameReviewError,
    called,
)
from assurance_desk.domain.reviews import Review
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.texts import _


@dataclass(frozen=True, slots=True)
class Repeat:
    """A link as one of its two sides sees it; ``earlier``: the other one came first."""

    link: Recurrence
    other_id: str
    name: str
    earlier: bool

    @property
    def words(self) -> str:
        form = _("Repeats {name}") if self.earlier else _("Repeated by {name}")
        return form.format(name=self.name)


def of(desk: Desk, recommendation_id: str) -> list[Repeat]:
    """What it repeats, then what repeats it."""
    found = [
        Repeat(one, one.earlier_id, _name(desk, one.earlier_id), earlier=True)
        for one in rows.find(desk.db, Recurrence, recommendation_id=recommendation_id)
    ]
    found += [
        Repeat(one, one.recommendation_id, _name(desk, one.recommendation_id), earlier=False)
        for one in rows.find(desk.db, Recurrence, earlier_id=recommendation_id)
    ]
    return found


def choices(desk: Desk, recommendation: Recommendation) -> dict[str, Recommendation]:
    """Every recommendation of another review, by the words it is chosen by."""
    reviews = {one.id: one for one in rows.find(desk.db, Review)}
    return {
        f"{called(one, reviews[one.review_id])}: {one.title or one.text}": one
        for one in rows.find(desk.db, Recommendation)
        if one.review_id != recommendation.review_id
    }


def link(desk: Desk, recommendation: Recommendation, earlier: Recommendation) -> Recurrence:
    """The one repeats the other.

    Raises:
        DeskError: it is the same one or of the same review, or the two are linked already.
    """
    if recommendation.id == earlier.id:
        raise RepeatsItselfError(recommendation.ref)
    if recommendation.review_id == earlier.review_id:
        raise SameReviewError(earlier.ref)
    if any(one.other_id == earlier.id for one in of(desk, recommendation.id)):
        raise LinkedAlreadyError(recommendation.ref, _name(desk, earlier.id))
    made = Recurrence(id=new_id(), recommendation_id=recommendation.id, earlier_id=earlier.id)
    words = _("Let {ref} repeat {other}")
    with desk.step(words.format(ref=recommendation.ref, other=_name(desk, earlier.id))):
        rows.put(desk.db, made)
    return made


def link_typed(desk: Desk, recommendation: Recommendation, typed: str) -> Recurrence:
    """As ``link``, from what was typed: a choice whole, or words that only one of them holds.

    Raises:
        DeskError: it is none, or more than one; or as ``link``.
    """
    wanted = " ".join(typed.split()).casefold()
    offered = choices(desk, recommendation)
    found = [one for words, one in offered.items() if words.casefold() == wanted] or [
        one for words, one in offered.items() if wanted and wanted in words.casefold()
    ]
    if len(found) != 1:
        raise NoOneRecommendationError(typed.strip())
    return link(desk, recommendation, found[0])


def unlink(desk: Desk, repeat: Repeat) -> None:
    words = _("Unlink {name}")
    with desk.step(words.format(name=repeat.name)):
        rows.remove(desk.db, repeat.link)


def _name(desk: Desk, recommendation_id: str) -> str:
    one = rows.get(desk.db, Recommendation, recommendation_id)
    return called(one, rows.get(desk.db, Review, one.review_id))
