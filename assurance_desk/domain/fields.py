"""Each record's fields described once: the form, the tables and the services all read this.

Nothing here writes; ``edited`` gives the altered record or says in one sentence why not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from assurance_desk.domain.actions import (
    ACTION_LEVELS,
    COMMITMENT_KINDS,
    DELIVERY_STATES,
    Action,
    ProgressNote,
    Redating,
)
from assurance_desk.domain.assurance import LEVELS, NOT_RATED, ImpactReview, Judgement
from assurance_desk.domain.dates import When, parse_when
from assurance_desk.domain.evidence import (
    EVIDENCE_KINDS,
    EVIDENCE_STATES,
    STRENGTHS,
    Evidence,
)
from assurance_desk.domain.field_errors import (
    BadEmailError,
    EmptyFieldError,
    FixedWordsError,
    NeedsADayError,
    NotANumberError,
    UnknownChoiceError,
    UnknownOrganisationError,
)
from assurance_desk.domain.meetings import ATTENDANCES, OUTCOMES, Attendance, Challenge, Meeting, Outcome
from assurance_desk.domain.organisations import (
    ORGANISATION_KINDS,
    Contact,
    Organisation,
    OrganisationName,
    Service,
)
from assurance_desk.domain.paper.record import Paper
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import ACCEPTANCES, RESPONSE_STATUSES, Response
from assurance_desk.domain.reviews import REVIEW_KINDS, REVIEW_STAGES, Review
from assurance_desk.texts import _

R = TypeVar("R")
Lookup = Callable[[str], "str | None"]
KINDS = ("text", "long_text", "choice", "when", "date", "organisation", "number")
YES, NO = "yes", "no"


def _needed(typed: str, label: str) -> None:
    if not typed.strip():
        raise EmptyFieldError(label)


def _email(typed: str, _label: str) -> None:
    if typed and ("@" not in typed.strip("@") or any(sign.isspace() for sign in typed)):
        raise BadEmailError(typed)


@dataclass(frozen=True, slots=True)
class Field:
    """One field as a person sees it.

    ``rule(typed, label)`` raises a DeskError for what may not stand there. A ``fixed`` field may be filled
    while it is empty and never altered after: verbatim words, and dates that must not move.
    """

    name: str
    label: str
    kind: str
    choices: tuple[str, ...] = ()
    multiline: bool = False
    rule: Callable[[str, str], None] | None = None
    fixed: bool = False

    @property
    def words(self) -> str:
        """The label in the user's language."""
        return _(self.label)

    def locked(self, record: object) -> bool:
        return self.fixed and getattr(record, self.name) not in ("", None)


def _text(name: str, label: str, *, needed: bool = False, fixed: bool = False) -> Field:
    return Field(name, label, "text", rule=_needed if needed else None, fixed=fixed)


def _long(name: str, label: str, *, needed: bool = False, fixed: bool = False) -> Field:
    return Field(name, label, "long_text", multiline=True, rule=_needed if needed else None, fixed=fixed)


def _choice(name: str, label: str, choices: tuple[str, ...]) -> Field:
    return Field(name, label, "choice", choices=choices)


FIELDS: dict[type, tuple[Field, ...]] = {
    Review: (
        _text("title", "Title", needed=True),
        _text("ref", "Reference", needed=True),
        _text("pseudonym", "Pseudonym"),
        _choice("kind", "Kind of review", REVIEW_KINDS),
        _choice("stage", "Stage", REVIEW_STAGES),
        Field("published_on", "Published on", "date"),
        _text("link", "Where it is published"),
        _long("note", "Note"),
        _long("context", "Before the recommendations, as published", fixed=True),
        _long("left_over", "Not placed, as published", fixed=True),
    ),
    Recommendation: (
        _text("title", "Short name"),
        _text("ref", "Reference", needed=True),
        _text("number", "Number", fixed=True),
        _long("text", "Recommendation, as published", needed=True, fixed=True),
        _text("addressed_to", "Addressed to"),
        _text("themes", "Themes"),
    ),
    Response: (
        _choice("acceptance", "Acceptance", ACCEPTANCES),
        _long("reason", "Reason"),
        _choice("status", "Status", RESPONSE_STATUSES),
        _text("forum", "Agreed by"),
        Field("agreed_on", "Agreed on", "date"),
        Field("version", "Version", "number"),
        _text("heading", "Headed"),
        _long("text", "Response, as published", fixed=True),
    ),
    Action: (
        _text("text", "Action", needed=True),
        _text("ref", "Reference", needed=True),
        _choice("kind", "Kind of commitment", COMMITMENT_KINDS),
        _text("owner_role", "Owner (role)"),
        _text("lead", "Lead"),
        Field("lead_organisation_id", "Lead organisation", "organisation"),
        Field("first_due", "First due", "when", fixed=True),
        Field("due", "Now due", "when"),
        _text("due_words", "Due, in words"),
        _choice("delivery", "Delivery", DELIVERY_STATES),
        _text("delivery_note", "Note on delivery"),
        _text("cadence", "Reviewed how often"),
        Field("last_reviewed", "Last reviewed", "when"),
        Field("next_review", "Next review", "when"),
        _choice("level", "At the level of", ACTION_LEVELS),
        _long("difference", "What is different for children"),
        _long("success_measure", "Success measure"),
        _long("evidence_required", "Evidence required"),
        _text("words", "The response’s own words", fixed=True),
        _text("origin", "Where it came from"),
    ),
    ProgressNote: (
        Field("on", "Date", "date", fixed=True),
        _long("text", "Progress", needed=True, fixed=True),
        Field("delivery", "Delivery then", "choice", choices=DELIVERY_STATES, fixed=True),
    ),
    Redating: (
        Field("on", "Date", "date", fixed=True),
        Field("before", "Due before", "when", fixed=True),
        Field("after", "Due after", "when", fixed=True),
        _text("reason", "Reason", fixed=True),
    ),
    Evidence: (
        _text("title", "Title", needed=True),
        _choice("kind", "Kind", EVIDENCE_KINDS),
        _choice("strength", "Strength", STRENGTHS),
        _choice("state", "State", EVIDENCE_STATES),
        _text("source", "From"),
        Field("dated", "Date of evidence", "date"),
        Field("received_on", "Received", "date"),
        _long("shows", "What it shows"),
        _text("pointer", "Where it is"),
        _long("query", "Queried"),
    ),
    Judgement: (
        _choice("level", "Assurance", (*LEVELS, NOT_RATED)),
        _text("forum", "Judged by", needed=True),
        Field("on", "Judged on", "date"),
        _long("basis", "Basis"),
        Field("next_review", "Next review", "when"),
        _long("dissent", "Dissent"),
        _choice("scrutineer", "Scrutineer’s opinion", (YES, NO)),
    ),
    ImpactReview: (
        Field("months", "Months after", "number", fixed=True),
        Field("due", "Due", "when"),
        Field("held_on", "Held on", "date", fixed=True),
        _choice("level", "Assurance", LEVELS),
        _long("found", "What was found"),
    ),
    Organisation: (
        _text("name", "Name", needed=True),
        _text("ref", "Reference", needed=True),
        _text("short_name", "Short name"),
        _choice("kind", "Type", ORGANISATION_KINDS),
        _text("districts", "Districts"),
        Field("parent_id", "Part of", "organisation"),
        _long("note", "Note"),
    ),
    OrganisationName: (
        _text("name", "Name", needed=True),
        _text("short_name", "Short name"),
        Field("since", "Since", "date"),
    ),
    Service: (
        _text("ref", "Letter", needed=True),
        _text("name", "Name", needed=True),
    ),
    Contact: (
        _text("role", "Role"),
        _text("name", "Name"),
        Field("email", "E-mail", "text", rule=_email),
        _text("phone", "Telephone"),
        Field("confirmed_on", "Confirmed on", "date"),
        Field("left_on", "Left on", "date"),
    ),
    Meeting: (
        _text("forum", "Meeting of", needed=True),
        Field("on", "Date", "date", rule=_needed),
        Field("papers_due", "Papers due", "date"),
        _choice("held", "Held", (YES, NO)),
        _text("chair", "Chair"),
        _text("place", "Where"),
        Field("quorum", "Quorum", "number"),
        Field("minutes_approved_on", "Minutes approved", "date"),
        _long("note", "Note"),
    ),
    Attendance: (
        _text("who", "Who", needed=True),
        _text("organisation", "Of"),
        _choice("state", "There", ATTENDANCES),
        _text("interests", "Interests declared"),
    ),
    Outcome: (
        _choice("outcome", "Outcome", OUTCOMES),
        _long("wording", "Wording or reason"),
        _long("asked", "What was asked", fixed=True),
    ),
    Challenge: (
        _text("by_whom", "By"),
        _text("to_whom", "To"),
        _long("asked", "Asked", needed=True),
        _long("answered", "Answered"),
        _long("difference", "The difference it made"),
    ),
    Paper: (
        _long("title", "Title, the finding", needed=True),
        _text("number", "Paper number"),
        _text("item", "Agenda item"),
        _text("presented_by", "Presented by"),
        _text("sponsor", "Sponsor"),
        _text("purpose", "Purpose"),
        _text("consulted", "Consulted"),
        _long("implications", "Implications"),
        _text("marking", "Marking", needed=True),
    ),
    Questionnaire: (
        _text("title", "Title", needed=True),
        _text("round", "Round"),
        _text("body", "Sent by", needed=True),
        _text("marking", "Marking", needed=True),
        _long("why", "What it is for"),
        _text("contact_who", "Who to ask"),
        Field("contact_email", "E-mail", "text", rule=_email),
        _text("contact_phone", "Telephone"),
        Field("counted_on", "Counted on", "date"),
        Field("due_on", "Due", "date"),
        Field("board_on", "To the meeting on", "date"),
    ),
}


def field_of(kind: type, name: str) -> Field:
    """The field of that name; KeyError is our own mistake."""
    for field in FIELDS[kind]:
        if field.name == name:
            return field
    raise KeyError(f"{kind.__name__}.{name}")


def shown(record: object, name: str, organisation_name: Callable[[str], str] = str) -> str:
    """The value as a person would type it: what a form shows before it is edited."""
    value = getattr(record, name)
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, When):
        return value.long
    if isinstance(value, date):
        return When.of(value).long
    if field_of(type(record), name).kind == "organisation":
        return organisation_name(str(value))
    return str(value)


def edited(record: R, field_name: str, typed: str, *, lookup: Lookup | None = None) -> R:
    """The record with what was typed in that field; the very same record when nothing changed.

    ``lookup`` gives an organisation's id for a name, short name or reference.

    Raises:
        DeskError: what was typed cannot stand there; the sentence says why and what to do.

    """
    field = field_of(type(record), field_name)
    value = _value(field, typed, lookup, getattr(record, field_name))
    if value == getattr(record, field_name):
        return record
    if field.locked(record):
        raise FixedWordsError(field.words)
    if field.rule:
        field.rule(typed, field.words)
    changes: dict[str, Any] = {field_name: value}
    if isinstance(record, Action):
        changes |= _follows(record, field_name, value)
    return replace(record, **changes)  # type: ignore[type-var]


def _follows(action: Action, name: str, value: object) -> dict[str, Any]:
    """What else moves: the first date given for an action is its first due date, and stays so."""
    if name == "due" and value is not None and action.first_due is None:
        return {"first_due": action.due or value}
    return {}


def _value(field: Field, typed: str, lookup: Lookup | None, now: object) -> object:
    if field.kind == "long_text":
        return typed
    text = (
        " ".join(typed.split())
        if field.kind != "text"
        else typed.replace("\r\n", " ").replace("\n", " ").strip()
    )
    if field.kind == "text":
        return typed if typed == now else text
    if field.kind == "choice":
        return _chosen(field, text, now)
    return _looked_up(field, text, lookup)


def _chosen(field: Field, text: str, now: object) -> object:
    if isinstance(now, str) and text == now:
        return now  # a word since retired from the list may stay where it stands
    for choice in field.choices:
        if choice.casefold() == text.casefold():
            return choice == YES if isinstance(now, bool) else choice
    raise UnknownChoiceError(field.words, text, field.choices)


def _looked_up(field: Field, text: str, lookup: Lookup | None) -> object:
    if not text:
        return 0 if field.kind == "number" else None
    if field.kind == "number":
        if not (text.isascii() and text.isdigit() and len(text) <= 9):
            raise NotANumberError(field.words, text)
        return int(text)
    if field.kind == "organisation":
        found = lookup(text) if lookup else None
        if found is None:
            raise UnknownOrganisationError(text)
        return found
    when = parse_when(text)
    if field.kind == "when" or when is None:
        return when
    if not when.day:
        raise NeedsADayError(field.words, text)
    return when.last_day
