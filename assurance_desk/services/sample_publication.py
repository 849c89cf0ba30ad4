"""Merrowshire's published response: who agreed and who signed it, before it was published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from assurance_desk.domain.ids import new_id
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.publication import PublicationStep
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import SIGNED, Response, Signature
from assurance_desk.domain.reviews import Review
from assurance_desk.services import recurrence, working_days
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.texts import _


def record_agreement(desk: Desk, review: Review, facts: dict[str, Any]) -> None:
    """``facts``: forum, agreed_on, and signed: each partner's reference, role and day. One step."""
    partners = {one.ref: one for one in rows.find(desk.db, Organisation)}
    made: list[Response | Signature] = []
    for recommendation in rows.find(desk.db, Recommendation, review_id=review.id):
        for response in rows.find(desk.db, Response, recommendation_id=recommendation.id):
            agreed_on = date.fromisoformat(facts["agreed_on"])
            made.append(replace(response, forum=facts["forum"], agreed_on=agreed_on))
            made += [
                _signature(response, partners[one["partner"]], one, place)
                for place, one in enumerate(facts["signed"], 1)
            ]
    with desk.step(_("Record who agreed and signed the response to {title}").format(title=review.title)):
        rows.put_many(desk.db, made)


def record_plan(desk: Desk, review: Review, steps: Sequence[Sequence[Any]]) -> None:
    """The plan as it was carried out: what, who, how many working days before, the day it was done, a note."""
    if not steps or review.published_on is None:
        return
    made = [
        PublicationStep(
            id=new_id(),
            review_id=review.id,
            text=text,
            who=who,
            days_before=days,
            due=working_days.before(desk, review.published_on, days),
            done_on=date.fromisoformat(done_on),
            note=note,
            position=place,
        )
        for place, (text, who, days, done_on, note) in enumerate(steps, 1)
    ]
    with desk.step(_("Record how {title} was published").format(title=review.title)):
        rows.put_many(desk.db, made)


def record_repeats(desk: Desk, review: Review, repeats: dict[str, Sequence[str]]) -> None:
    """By number, the review and number of the recommendation that each repeats."""
    for number, (review_ref, earlier_number) in repeats.items():
        earlier_review = rows.one(desk.db, Review, ref=review_ref)
        assert earlier_review is not None, review_ref
        later, earlier = (
            rows.one(desk.db, Recommendation, review_id=one.id, number=wanted)
            for one, wanted in ((review, number), (earlier_review, earlier_number))
        )
        assert later is not None, repeats
        assert earlier is not None, repeats
        recurrence.link(desk, later, earlier)


def _signature(response: Response, partner: Organisation, facts: dict[str, Any], position: int) -> Signature:
    return Signature(
        id=new_id(),
        response_id=response.id,
        partner=partner.name,
        organisation_id=partner.id,
        role=facts["role"],
        state=SIGNED,
        on=date.fromisoformat(facts["on"]),
        position=position,
    )
