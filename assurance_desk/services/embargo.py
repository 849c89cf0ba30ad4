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


def reviews_of(desk: Desk, questionnaire: Questionnaire) -> list[Review]:
    """The reviews a questionnaire was asked for, or whose recommendations one of its questions tests."""
    wanted = {one for question in questionnaire.questions() for one in question.recommendation_ids}
    wanted |= {questionnaire.recommendation_id} if questionnaire.recommendation_id else set()
    found = {one.review_id for one in rows.among(desk.db, Recommendation, wanted)} if wanted else set()
    return sorted(rows.among(desk.db, Review, found), key=lambda one: one.ref) if found else []


def of_questionnaire(desk: Desk, questionnaire: Questionnaire) -> str:
    """Such as: Child Robin: Embargoed until 12 June 2023 00:01. "" where none stands."""
    told = ((review, said(desk, review)) for review in reviews_of(desk, questionnaire))
    return "; ".join(f"{review.pseudonym or review.title}: {words}" for review, words in told if words)


def marking(desk: Desk, questionnaire: Questionnaire) -> str:
    """The marking of what is made of its answers: an embargo is part of it."""
    return embargo.marked(questionnaire.marking, reviews_of(desk, questionnaire), desk.clock.now())


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
