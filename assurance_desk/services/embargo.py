"""Embargoes as they stand now, for whatever is made of a review."""

from __future__ import annotations

from collections.abc import Iterable

from assurance_desk.domain import embargo
from assurance_desk.domain.actions import Action
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.reviews import Review
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.texts import _


def said(desk: Desk, review: Review) -> str:
    """``Embargoed until 12 June 2023 00:01``; "" where none stands."""
    return embargo.said(review, desk.clock.now())


def of_records(desk: Desk, ids: Iterable[str]) -> str:
    """Of what is made of these actions and recommendations: until the last hour of their reviews; "" where none stands."""
    under = {one.id: one for one in rows.find(desk.db, Review) if embargo.stands(one, desk.clock.now())}
    if not under:
        return ""
    wanted = set(ids)
    records: list[Action | Recommendation] = [
        *rows.find(desk.db, Action),
        *rows.find(desk.db, Recommendation),
    ]
    held = {one.review_id for one in records if one.id in wanted and one.review_id in under}
    return embargo.said_of([under[one] for one in held], desk.clock.now())


def ended(desk: Desk) -> list[Review]:
    """Reviews whose hour is past while their stage still says embargoed."""
    return [one for one in rows.find(desk.db, Review) if embargo.ended(one, desk.clock.now())]


def told(desk: Desk, review: Review) -> str:
    """A sentence for the top of a page: that it stands, or that it ended and the stage was not set on; else ""."""
    now = desk.clock.now()
    if embargo.stands(review, now):
        return _("{embargo}. Papers and files made of it say so.").format(embargo=embargo.said(review, now))
    if embargo.ended(review, now):
        words = _("The embargo ended {moment}; the stage still says embargoed.")
        return words.format(moment=embargo.moment_words(review.embargo_until))
    return ""


def review_of(desk: Desk, questionnaire: Questionnaire) -> Review | None:
    """The review a questionnaire was asked for."""
    wanted = questionnaire.recommendation_id
    found = rows.one(desk.db, Recommendation, id=wanted) if wanted else None
    return rows.one(desk.db, Review, id=found.review_id) if found else None


def of_questionnaire(desk: Desk, questionnaire: Questionnaire) -> str:
    """Such as: Child Robin: Embargoed until 12 June 2023 00:01. "" where none stands."""
    review = review_of(desk, questionnaire)
    words = said(desk, review) if review else ""
    return f"{review.pseudonym or review.title}: {words}" if review and words else ""


def marking(desk: Desk, questionnaire: Questionnaire) -> str:
    """The marking of what is made of its answers: an embargo is part of it."""
    review = review_of(desk, questionnaire)
    held = [review] if review else []
    return embargo.marked(questionnaire.marking, held, desk.clock.now())


def check(desk: Desk, now: Review, new: Review) -> None:
    """Whether the review may stand at its new stage.

    Raises:
        EmbargoStandsError: it would be said to be published while its embargo stands.
    """
    embargo.check_stage(now, new, desk.clock.now())


def check_published(desk: Desk, review_id: str) -> None:
    """Whether something of it may be said to be published.

    Raises:
        EmbargoStandsError: its embargo stands.
    """
    review = rows.get(desk.db, Review, review_id)
    words = said(desk, review)
    if words:
        raise embargo.EmbargoStandsError(review.pseudonym or review.title, words)
