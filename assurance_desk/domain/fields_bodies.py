"""The fields of organisations and their meetings."""

from __future__ import annotations

from assurance_desk.domain import vocabularies
from assurance_desk.domain.calendar import Closure
from assurance_desk.domain.fields_kinds import NO, YES, Field, choice, email, long, needed, text
from assurance_desk.domain.forums import Forum
from assurance_desk.domain.meetings import (
    ATTENDANCES,
    OUTCOMES,
    PAPER_STATES,
    Attendance,
    Challenge,
    Meeting,
    Outcome,
    PlannedPaper,
)
from assurance_desk.domain.organisations import (
    ORGANISATION_KINDS,
    Contact,
    Organisation,
    OrganisationName,
    Service,
)

BODIES: dict[type, tuple[Field, ...]] = {
    Organisation: (
        text("name", "Name", filled=True),
        text("ref", "Reference", filled=True),
        text("short_name", "Short name"),
        choice("kind", "Type", ORGANISATION_KINDS, vocabularies.ORGANISATION_KIND),
        text("districts", "Districts"),
        Field("parent_id", "Part of", "organisation"),
        Field("opened_on", "Began on", "date"),
        Field("closed_on", "Ended on", "date"),
        long("note", "Note"),
        text("calls_itself", "Calls itself the"),
    ),
    OrganisationName: (
        text("name", "Name", filled=True),
        text("short_name", "Short name"),
        Field("since", "Since", "date"),
        text("calls_itself", "Calls itself the"),
    ),
    Service: (
        text("ref", "Letter", filled=True),
        text("name", "Name", filled=True),
    ),
    Contact: (
        text("role", "Role"),
        text("name", "Name"),
        Field("email", "E-mail", "text", rule=email),
        text("phone", "Telephone"),
        Field("since", "Since", "date"),
        Field("confirmed_on", "Confirmed on", "date"),
        Field("left_on", "Left on", "date"),
    ),
    Meeting: (
        text("forum", "Meeting of", filled=True),
        Field("on", "Date", "date", rule=needed),
        Field("papers_due", "Papers due", "date"),
        choice("held", "Held", (YES, NO)),
        text("chair", "Chair"),
        text("place", "Where"),
        Field("quorum", "Quorum", "number"),
        Field("minutes_approved_on", "Minutes approved", "date"),
        long("note", "Note"),
    ),
    Attendance: (
        text("who", "Who", filled=True),
        text("organisation", "Of"),
        choice("state", "There", ATTENDANCES),
        text("interests", "Interests declared"),
    ),
    Outcome: (
        choice("outcome", "Outcome", OUTCOMES, vocabularies.OUTCOME),
        long("wording", "Wording or reason"),
        long("asked", "What was asked", fixed=True),
    ),
    Challenge: (
        text("by_whom", "By"),
        text("to_whom", "To"),
        long("asked", "Asked", filled=True),
        long("answered", "Answered"),
        long("evidence", "Evidence of it"),
        long("difference", "The difference it made"),
        Field("asked_on", "Asked on", "date"),
    ),
    PlannedPaper: (
        text("title", "Paper", filled=True),
        text("by_whom", "By"),
        choice("state", "State", PAPER_STATES),
    ),
    Forum: (
        text("name", "Forum", filled=True),
        Field("papers_days", "Papers due, in working days before", "number"),
        Field("quorum", "Quorum", "number"),
    ),
    Closure: (
        Field("first", "From", "date", rule=needed),
        Field("last", "To", "date", rule=needed),
        text("why", "Why", filled=True),
    ),
}
