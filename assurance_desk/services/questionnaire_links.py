"""The recommendations that questions test: which there are to link to, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass

from assurance_desk.domain.questionnaire import Question
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.recurrence import called
from assurance_desk.domain.reviews import Review
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows


@dataclass(frozen=True, slots=True)
class Linkable:
    """``words`` name it and say what it is about: what it is chosen by."""

    id: str
    words: str


def offered(desk: Desk) -> list[Linkable]:
    """Every recommendation of the register, in its order."""
    return desk.once("recommendations questions may test", lambda: _offered(desk))


def _offered(desk: Desk) -> list[Linkable]:
    reviews = {one.id: one for one in rows.find(desk.db, Review)}
    return [
        Linkable(one.id, f"{called(one, reviews[one.review_id])}: {one.title or one.text}")
        for one in rows.find(desk.db, Recommendation)
    ]


def refs_tested(desk: Desk, question: Question) -> list[str]:
    """The references of the recommendations a question tests, as the register has them now."""
    told = {one.id: one for one in offered(desk)}
    return [told[one].words.partition(":")[0] for one in question.recommendation_ids if one in told]
