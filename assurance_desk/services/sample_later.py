"""Merrowshire five years on: what became of Child I's plan, and the review of Child Robin at twelve months."""

from __future__ import annotations

from datetime import date
from typing import Any

from assurance_desk.domain.evidence import Evidence
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.questionnaire import CLOSED, LIVE, Questionnaire
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import Response
from assurance_desk.domain.reviews import Review
from assurance_desk.services import (
    impact,
    organisation_changes,
    questionnaires,
    records,
    responses,
    sample_data,
    sample_register,
    sample_section_11,
)
from assurance_desk.services.desk import Desk
from assurance_desk.services.sample_register import EVENTS, Event, Verb, find_action
from assurance_desk.store import rows

NEW_NAME = "Partnership"
"""What the body's meetings are called from the day of its new name on."""


def play(desk: Desk, after: date, until: date) -> None:
    """What happened later than ``after``, up to and on ``until``: each event a step of its own day."""
    facts = sample_data.load("later")
    sample_register.add_meetings(desk, facts["meetings"])
    sample_register.play_events(desk, facts["timeline"], {**EVENTS, **_LATER}, after, until)


def _rename(desk: Desk, event: Event) -> None:
    """The body's new name, which its meetings to come bear too."""
    sample_register.rename_body(desk)
    for meeting in sample_register.meetings_after(desk, sample_register.day_of(event["on"])):
        records.edit_record(desk, meeting, "forum", NEW_NAME)


def _edit(desk: Desk, event: Event) -> None:
    records.edit_record(desk, find_action(desk, event), event["field"], event["typed"])


def _impact(desk: Desk, event: Event) -> None:
    held = impact.of_action(desk, find_action(desk, event).id)
    due = next(one for one in held if one.months == event["months"] and one.held_on is None)
    impact.record(desk, due, event["level"], event["found"])


def _bring_in(desk: Desk, event: Event) -> None:
    """The second review: its response, what was accepted of it and what was not, and its promises."""
    facts = sample_data.load("later")[event["review"]]
    review = sample_register.bring_in(desk, facts)
    _accept(desk, review, facts["review"]["acceptance"])


def _accept(desk: Desk, review: Review, said: dict[str, Any]) -> None:
    for recommendation in rows.find(desk.db, Recommendation, review_id=review.id):
        acceptance, reason = said[recommendation.number]
        for response in rows.find(desk.db, Response, recommendation_id=recommendation.id):
            responses.accept(desk, response, acceptance, reason)


def _succeed(desk: Desk, event: Event) -> None:
    """One body takes another's place, and what was open with it."""
    old = rows.one(desk.db, Organisation, ref=event["old"])
    assert old is not None, event
    by = organisation_changes.New(event["name"], event["short_name"], event["kind"])
    made = organisation_changes.succeed(
        desk, old, by, sample_register.day_of(event["on"]), note=event["note"]
    )
    records.edit_record(desk, made, "ref", event["ref"])


def _organisation(desk: Desk, event: Event) -> None:
    """One more that is asked and answers."""
    made = Organisation(
        id=new_id(), ref=event["ref"], name=event["name"], short_name=event["short_name"], kind=event["kind"]
    )
    records.add(desk, made)


def _accept_evidence(desk: Desk, event: Event) -> None:
    """What had waited for the officer's look."""
    for one in rows.find(desk.db, Evidence, title=event["title"]):
        records.accept_evidence(desk, one)


def _close(desk: Desk, event: Event) -> None:
    """A round that nobody waits for any more."""
    for one in rows.find(desk.db, Questionnaire, ref=event["questionnaire"]):
        if one.status == LIVE:
            questionnaires.set_status(desk, one.id, CLOSED)


_LATER: dict[str, Verb] = {
    "rename": _rename,
    "edit": _edit,
    "impact": _impact,
    "bring in": _bring_in,
    "succeed": _succeed,
    "close": _close,
    "accept": _accept_evidence,
    "organisation": _organisation,
    "section 11": sample_section_11.issue,
    "section 11 in": sample_section_11.take_in,
    "section 11 agreed": sample_section_11.agree,
}
