"""Merrowshire's register: who there is, what was published, and the plan's history, played day by day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import ACTION, GREY, Action
from assurance_desk.domain.dates import When, long_date
from assurance_desk.domain.evidence import ACCEPTED
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.meetings import Meeting, Outcome
from assurance_desk.domain.organisations import Contact, Organisation, Service
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.reviews import Review
from assurance_desk.services import (
    impact_none,
    judgements,
    meetings,
    organisations,
    postholders,
    published,
    records,
    sample_data,
    sample_meetings,
    sample_publication,
)
from assurance_desk.services.desk import Desk
from assurance_desk.services.sample_returns import log_chase
from assurance_desk.store import rows
from assurance_desk.texts import _, plural

Event = dict[str, Any]
Verb = Callable[[Desk, Event], None]
KINDS = {
    "document": "report",
    "audit": "audit",
    "outcome data": "data",
    "voice": "voice of family",
    "assertion": "other",
}
"""What a piece of the sample's evidence is, by its strength."""


def add_organisations(desk: Desk) -> None:
    """Everyone in the sample, with services and contacts by role."""
    listed = sample_data.load("organisations")
    ids = {one["ref"]: new_id() for one in listed}
    made: list[Any] = [
        Organisation(
            id=ids[one["ref"]],
            ref=one["ref"],
            name=one["name"],
            short_name=one["short_name"],
            kind=one["kind"],
            districts=", ".join(one.get("districts", ())),
            parent_id=ids.get(one.get("parent", "")),
        )
        for one in listed
    ]
    for one in listed:
        made += _parts(ids[one["ref"]], one)
    with desk.step(plural("Add {n} organisation", "Add {n} organisations", len(listed))):
        rows.put_many(desk.db, sorted(made, key=_parents_first))


def _parents_first(record: Any) -> tuple[bool, bool]:
    return not isinstance(record, Organisation), bool(getattr(record, "parent_id", None))


def rename_body(desk: Desk) -> None:
    """The Board becomes a Partnership on the day that it did, as the officer would enter it."""
    listed = next(one for one in sample_data.load("organisations") if "later_names" in one)
    for name in listed["later_names"]:
        body = _organisation(desk, listed["ref"])
        organisations.rename(desk, body, name["name"], name["short_name"], day_of(name["since"]))


def _parts(organisation_id: str, listed: dict[str, Any]) -> list[Any]:
    services = {
        one["ref"]: Service(id=new_id(), organisation_id=organisation_id, ref=one["ref"], name=one["name"])
        for one in listed.get("services", ())
    }
    contacts = [
        Contact(
            id=new_id(),
            organisation_id=organisation_id,
            service_id=services[one["service"]].id if "service" in one else None,
            role=one["role"],
            email=one["email"],
            phone=one["phone"],
            confirmed_on=day_of(one["confirmed_on"]),
        )
        for one in listed.get("contacts", ())
    ]
    return [*services.values(), *contacts]


def add_review(desk: Desk) -> Review:
    """Child I: the published response, the promises the officer found in it, and the meetings of that year."""
    register = sample_data.load("register")
    review = bring_in(desk, register)
    add_meetings(desk, register["meetings"])
    return review


def bring_in(desk: Desk, register: dict[str, Any]) -> Review:
    """A published response, read as any other would be, and the promises found in it."""
    facts = register["review"]
    incoming = published.read_file(sample_data.folder() / facts["source"])
    review = published.take_in(desk, incoming, review_title=facts["title"])
    recommendations = rows.find(desk.db, Recommendation, review_id=review.id)
    with desk.step(_("Describe {title}").format(title=facts["title"])):
        review = replace(
            review,
            ref=facts["ref"],
            pseudonym=facts["pseudonym"],
            kind=facts["kind"],
            stage=facts["stage"],
            published_on=date.fromisoformat(facts["published_on"]),
            link=facts["link"],
            embargo_until=facts.get("embargo_until", ""),
        )
        named = [
            replace(
                one,
                ref=f"{facts.get('prefix', 'R')}{one.number}",
                title=facts["titles"][one.number],
                addressed_to=facts["addressed_to"][one.number],
                themes=facts["themes"][one.number],
            )
            for one in recommendations
        ]
        rows.put_many(desk.db, [review, *named])
    sample_publication.record_agreement(desk, review, facts["response"])
    sample_publication.record_plan(desk, review, facts.get("publication", ()))
    sample_publication.record_repeats(desk, review, facts.get("repeats", {}))
    for promise in register["promises"]:
        records.add(desk, _action(desk, review, promise))
    return review


def add_meetings(desk: Desk, listed: list[dict[str, Any]]) -> None:
    """Those of a year or more, as the forum set them."""
    for meeting in listed:
        records.add(
            desk,
            Meeting(
                id=new_id(),
                forum=meeting["forum"],
                on=day_of(meeting["on"]),
                papers_due=day_of(meeting["papers_due"]),
            ),
        )


def _action(desk: Desk, review: Review, given: Event) -> Action:
    due = When.from_iso(given["due"]) if "due" in given else None
    return Action(
        id=new_id(),
        review_id=review.id,
        recommendation_id=_recommendation(desk, given["recommendation"], review).id
        if "recommendation" in given
        else None,
        ref=given["ref"],
        kind=given.get("kind", ACTION),
        text=given["text"],
        words=given.get("words", ""),
        origin=given.get("origin", ""),
        owner_role=given["owner_role"],
        lead_organisation_id=_organisation(desk, given["lead"]).id if "lead" in given else None,
        first_due=due,
        due=due,
        due_words=given.get("due_words", ""),
        cadence=given.get("cadence", ""),
        next_review=When.from_iso(given["next_review"]) if "next_review" in given else None,
        delivery=GREY,
        delivery_note=given.get("delivery_note", ""),
        success_measure=given.get("success_measure", ""),
        evidence_required=given.get("evidence_required", ""),
    )


def play(desk: Desk, after: date, until: date) -> None:
    """What happened to the plan later than ``after``, up to and on ``until``: each event a step of its own day."""
    play_events(desk, sample_data.load("register")["timeline"], EVENTS, after, until)


def play_events(
    desk: Desk, timeline: list[Event], verbs: Mapping[str, Verb], after: date, until: date
) -> None:
    """The events of that time, in their order."""
    for event in timeline:
        if after < day_of(event["on"]) <= until:
            desk.clock = Clock(day_of(event["on"]))
            verbs[event["do"]](desk, event)


def _deliver(desk: Desk, event: Event) -> None:
    records.set_delivery(desk, find_action(desk, event), event["delivery"], note=event.get("note"))


def _evidence(desk: Desk, event: Event) -> None:
    made = records.add_evidence(
        desk,
        find_action(desk, event),
        event["title"],
        strength=event["kind"],
        kind=KINDS[event["kind"]],
        shows=event["shows"],
    )
    made = records.edit_record(desk, made, "dated", long_date(day_of(event["dated"])))
    if event["state"] == ACCEPTED:
        records.accept_evidence(desk, made)


def _note(desk: Desk, event: Event) -> None:
    records.add_progress(desk, find_action(desk, event), event["text"])


def _judge(desk: Desk, event: Event) -> None:
    subject = (
        _recommendation(desk, event["recommendation"])
        if "recommendation" in event
        else find_action(desk, event)
    )
    given = {name: event[name] for name in ("forum", "basis", "next_review", "dissent") if name in event}
    records.judge(desk, subject, event["level"], **given)


def _opinion(desk: Desk, event: Event) -> None:
    subject = _recommendation(desk, event["recommendation"])
    judgements.give_opinion(desk, subject, event["words"], level=event["level"])


def _redate(desk: Desk, event: Event) -> None:
    records.redate(desk, find_action(desk, event), When.from_iso(event["due"]).long, event["reason"])


def _review_next(desk: Desk, event: Event) -> None:
    action = find_action(desk, event)
    records.review_standing(desk, action, event["text"], next_review=When.from_iso(event["next_review"]).long)


def _add_action(desk: Desk, event: Event) -> None:
    made = _action(desk, rows.find(desk.db, Review)[0], event)
    born_of = event.get("born_of")
    if born_of:
        decided = rows.find(desk.db, Outcome, meeting_id=_meeting(desk, born_of["meeting"]).id)
        made = replace(
            made, outcome_id=next(one.id for one in decided if one.subject.endswith(f":{born_of['number']}"))
        )
    records.add(desk, made)


def _hold(desk: Desk, event: Event) -> None:
    meeting = _meeting(desk, event["meeting"])
    for who, state in event.get("attendance", ()):
        meetings.add_attendance(desk, meeting, who, state)
    for given in event.get("outcomes", ()):
        _decide(desk, meeting, given)
    with desk.step(_("Record the meeting of the {forum}").format(forum=meeting.forum)):
        rows.put(desk.db, replace(meeting, held=True, note=event["text"], quorum=event.get("quorum", 0)))


def _decide(desk: Desk, meeting: Meeting, given: Event) -> None:
    """One thing put to it: a paper's request by its number, else an action or recommendation by its reference."""
    number = given.get("number")
    line = next(
        (
            one
            for one in meetings.agenda(desk, meeting)
            if one.ref == given["line"] and (number is None or one.subject.endswith(f":{number}"))
        ),
        None,
    ) or meetings.line_of(desk, given["line"])
    meetings.decide(desk, meeting, line, given["outcome"], given.get("wording", ""))


def meetings_after(desk: Desk, day: date) -> list[Meeting]:
    """Of the body itself, later than that day."""
    return [one for one in rows.find(desk.db, Meeting) if one.on > day]


def _meeting(desk: Desk, on: str) -> Meeting:
    return next(one for one in rows.find(desk.db, Meeting) if one.on == day_of(on))


def _post(desk: Desk, event: Event) -> None:
    postholders.change(desk, find_action(desk, event), event["person"], event["since"])


def _no_impact(desk: Desk, event: Event) -> None:
    impact_none.need_none(desk, find_action(desk, event), event["reason"])


EVENTS: dict[str, Verb] = {
    "deliver": _deliver,
    "evidence": _evidence,
    "note": _note,
    "judge": _judge,
    "opinion": _opinion,
    "redate": _redate,
    "post": _post,
    "no impact": _no_impact,
    "review": _review_next,
    "action": _add_action,
    "hold": _hold,
    "chase": log_chase,
    **sample_meetings.EVENTS,
}


def find_action(desk: Desk, event: Event) -> Action:
    """The action an event is about."""
    return next(one for one in rows.find(desk.db, Action) if one.ref == event["ref"])


def _recommendation(desk: Desk, number: str, review: Review | None = None) -> Recommendation:
    """Of that review, else of the first."""
    wanted = review or rows.find(desk.db, Review)[0]
    found = rows.find(desk.db, Recommendation, review_id=wanted.id)
    return next(one for one in found if one.number == number)


def _organisation(desk: Desk, ref: str) -> Organisation:
    return next(one for one in rows.find(desk.db, Organisation) if one.ref == ref)


def day_of(text: str) -> date:
    """As the sample's facts write it: 2019-07-22."""
    return date.fromisoformat(text)
