"""Adding, editing and removing the register's records. One step each, named as the undo menu shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar, cast

from assurance_desk.domain.actions import (
    ACTION,
    LEARNING_POINT,
    OWNER_TO_BE_CONFIRMED,
    UNDERTAKING,
    Action,
    ProgressNote,
)
from assurance_desk.domain.assurance import Judgement
from assurance_desk.domain.delivery import check_delivery
from assurance_desk.domain.embargo import OUT_IN_PUBLIC
from assurance_desk.domain.evidence import Evidence
from assurance_desk.domain.field_errors import EmptyFieldError
from assurance_desk.domain.fields import edited, field_of
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.meetings import Attendance, Meeting
from assurance_desk.domain.organisations import Organisation, OrganisationName
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import DRAFT, PUBLISHED, Response
from assurance_desk.domain.reviews import Review
from assurance_desk.services import declared, embargo, organisation_names, responses, vocabularies
from assurance_desk.services.action_dates import moved, redate, review_standing
from assurance_desk.services.desk import Desk
from assurance_desk.services.evidence import accept as accept_evidence
from assurance_desk.services.evidence import add_evidence, decided, keep_blue, of_action
from assurance_desk.services.judgements import judge, put_right
from assurance_desk.services.organisations import as_called
from assurance_desk.services.records_base import current, name_of, organisation_lookup
from assurance_desk.services.records_kept import refuse_if_referred_to
from assurance_desk.services.responses import add_response
from assurance_desk.store import rows
from assurance_desk.texts import _

__all__ = [
    "accept_evidence", "add", "add_action", "add_evidence", "add_progress", "add_recommendation", "add_response",
    "current", "edit_record", "judge", "name_of", "organisation_lookup", "redate", "remove", "review_standing", "set_delivery",
]  # fmt: skip

R = TypeVar("R")

# ------------------------------------------------------------------ any record


def add(desk: Desk, record: R) -> R:
    """A new record, put last among its kind."""
    if hasattr(record, "position") and not record.position:
        last = max((one.position for one in rows.find(desk.db, type(record))), default=0)
        record = replace(record, position=last + 1)  # type: ignore[type-var]
    with desk.step(_("Add {what}").format(what=name_of(record))):
        rows.put(desk.db, record)
    return record


def edit_record(desk: Desk, record: R, field: str, typed: str) -> R:
    """Put what was typed into one field. Nothing is written when nothing changed.

    Moving an action's due date asks for the reason, see ``action_dates.redate``.

    Raises:
        DeskError: what was typed may not stand there; the record is unchanged.
    """
    now = current(desk, record)
    verb = _own_verb(now, field)
    if verb is not None:
        return cast("R", verb(desk, now, typed))
    typed = _as_called(desk, now, field, typed)
    new = edited(now, field, typed, lookup=organisation_lookup(desk), offered=vocabularies.offered(desk))
    if new == now:
        return now
    new = _checked(desk, now, new)
    label = _("Edit {what}, {field}").format(
        what=name_of(now), field=_lower(field_of(type(now), field).words)
    )
    with desk.step(label):
        rows.put(desk.db, new)
        if isinstance(now, Action) and isinstance(new, Action):
            declared.follow(desk, now, new)
    return new


def _as_called(desk: Desk, record: object, field: str, typed: str) -> str:
    """An organisation named in a record of a day is kept under its name of that day."""
    if isinstance(record, Attendance) and field == "organisation":
        return as_called(desk, typed, rows.get(desk.db, Meeting, record.meeting_id).on)
    if isinstance(record, Evidence) and field == "source" and record.dated:
        return as_called(desk, typed, record.dated)
    return typed


def _checked(desk: Desk, now: R, new: R) -> R:
    """The record as it may be kept.

    Raises:
        DeskError: what other records say does not allow it.
    """
    if isinstance(now, Action) and isinstance(new, Action):
        if (now.delivery, now.delivery_note) != (new.delivery, new.delivery_note):
            check_delivery(new, of_action(desk, now.id))
    elif isinstance(now, Evidence) and isinstance(new, Evidence):
        keep_blue(desk, now, new)
        return cast("R", decided(desk, now, new))
    elif isinstance(now, Response) and isinstance(new, Response):
        responses.check_edit(desk, now, new)
    elif isinstance(now, Review) and isinstance(new, Review):
        embargo.check(desk, now, new)
    return new


def _own_verb(record: object, field: str) -> Callable[[Desk, Any, str], object] | None:
    """The verb of its own by which a field is edited, where it has one."""
    if isinstance(record, Action) and field == "due":
        return redate
    if isinstance(record, Judgement):
        return lambda desk, one, typed: put_right(desk, one, field, typed)
    if isinstance(record, Organisation):
        return lambda desk, one, typed: organisation_names.edit(desk, one, field, typed)
    if isinstance(record, OrganisationName):
        return lambda desk, one, typed: _name_corrected(desk, one, field, typed)
    return None


def _name_corrected(desk: Desk, name: OrganisationName, field: str, typed: str) -> OrganisationName:
    organisation_names.correct_name(desk, name, field, typed)
    return current(desk, name)


def remove(desk: Desk, record: Any) -> None:
    """Take a record out.

    Raises:
        DeskError: others refer to it; the sentence says which.
    """
    now = current(desk, record)
    refuse_if_referred_to(desk.db, now, name_of(now))
    if isinstance(now, Evidence):
        keep_blue(desk, now, None)
    if isinstance(now, Response):
        responses.check_discard(desk, now)
    with desk.step(_("Remove {what}").format(what=name_of(now))):
        if isinstance(now, Recommendation):
            for response in rows.find(desk.db, Response, recommendation_id=now.id):
                rows.remove(desk.db, response)
        rows.remove(desk.db, now)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


# ------------------------------------------------------------------ the register


def add_recommendation(
    desk: Desk, review: Review, text: str, *, number: str = "", response: str = ""
) -> Recommendation:
    """A recommendation by hand, with its response if there is one. Its words are fixed from then on.

    The response of a review that is not published yet is a draft.

    Raises:
        EmptyFieldError: it has no words.
    """
    if not text.strip():
        raise EmptyFieldError(_("Recommendation"))
    others = rows.find(desk.db, Recommendation, review_id=review.id)
    number = number.strip() or str(len(others) + 1)
    ref = _next_ref("R" + number, {one.ref for one in others})
    record = Recommendation(
        id=new_id(),
        review_id=review.id,
        ref=ref,
        number=number,
        text=text.strip(),
        position=max((one.position for one in others), default=0) + 1,
    )
    made: list[Any] = [record]
    if response.strip():
        status = PUBLISHED if review.stage in OUT_IN_PUBLIC else DRAFT
        words = response.strip()
        made.append(Response(id=new_id(), recommendation_id=record.id, text=words, status=status))
    with desk.step(_("Add {what}").format(what=name_of(record))):
        rows.put_many(desk.db, made)
    return record


def add_action(
    desk: Desk,
    review: Review,
    text: str,
    *,
    recommendation: Recommendation | None = None,
    kind: str = ACTION,
    words: str = "",
    origin: str = "",
    outcome_id: str | None = None,
) -> Action:
    """An action, undertaking or learning point by hand, with the next free reference (R3.8, U2, L2).

    Raises:
        EmptyFieldError: it says nothing.
    """
    if not text.strip():
        raise EmptyFieldError(_("Action"))
    others = rows.find(desk.db, Action, review_id=review.id)
    record = Action(
        id=new_id(),
        review_id=review.id,
        recommendation_id=recommendation.id if recommendation else None,
        ref=_action_ref(recommendation, kind, {one.ref for one in others}),
        kind=kind,
        text=" ".join(text.split()),
        words=words,
        origin=origin,
        outcome_id=outcome_id,
        owner_role=OWNER_TO_BE_CONFIRMED,
        position=max((one.position for one in others), default=0) + 1,
    )
    with desk.step(_("Add {what}").format(what=name_of(record))):
        rows.put(desk.db, record)
    return record


def _action_ref(recommendation: Recommendation | None, kind: str, taken: set[str]) -> str:
    stem = (
        {UNDERTAKING: "U", LEARNING_POINT: "L"}.get(kind, "A")
        if recommendation is None
        else f"{recommendation.ref}."
    )
    return next(ref for ref in (f"{stem}{n}" for n in range(1, len(taken) + 2)) if ref not in taken)


def _next_ref(ref: str, taken: set[str]) -> str:
    return next(
        made for made in (ref, *(f"{ref}-{n}" for n in range(2, len(taken) + 3))) if made not in taken
    )


# ------------------------------------------------------------------ progress, dates, delivery


def add_progress(
    desk: Desk,
    action: Action,
    text: str,
    *,
    on: date | None = None,
    delivery: str = "",
    note: str | None = None,
    due: str = "",
) -> ProgressNote:
    """A dated note, and with it a new delivery state or due date if one is given. Notes are only ever added to.

    ``note`` is the short fact shown beside the chip; None leaves it as it is. With ``due`` as typed, the text is
    the reason for the new date.

    Raises:
        DeskError: it says nothing, the state may not be set yet, or the date cannot be read.
    """
    now = current(desk, action)
    if not text.strip():
        raise EmptyFieldError(_("Progress"))
    dated, moves_made = moved(desk, now, due, text) if due.strip() else (now, [])
    changed = replace(
        dated,
        delivery=delivery or now.delivery,
        delivery_note=now.delivery_note if note is None else " ".join(note.split()),
    )
    if (changed.delivery, changed.delivery_note) != (now.delivery, now.delivery_note):
        check_delivery(changed, of_action(desk, now.id))
    made = _progress(now, changed, on or desk.clock.today(), text)
    with desk.step(_("Record progress on {ref}").format(ref=now.ref)):
        rows.put_many(desk.db, [made, *moves_made, *([changed] if changed != now else [])])
        declared.follow(desk, now, changed, noted=True)
    return made


def _progress(now: Action, new: Action, on: date, text: str) -> ProgressNote:
    """What was written, with the state and the fact where they are new."""
    return ProgressNote(
        id=new_id(),
        action_id=now.id,
        on=on,
        text=text.strip(),
        delivery=new.delivery if new.delivery != now.delivery else "",
        fact=new.delivery_note if new.delivery_note != now.delivery_note else "",
    )


def set_delivery(desk: Desk, action: Action, delivery: str, *, note: str | None = None) -> Action:
    """Declare how far it has come, with the note that gives the reason or the fact.

    Raises:
        EvidenceNeededError: Blue without accepted evidence.
        ReasonNeededError: an ending without its reason.
    """
    now = current(desk, action)
    new = edited(now, "delivery", delivery, offered=vocabularies.offered(desk))
    if note is not None:
        new = replace(new, delivery_note=" ".join(note.split()))
    check_delivery(new, of_action(desk, now.id))
    if new != now:
        with desk.step(_("Set {ref} to {state}").format(ref=now.ref, state=new.delivery)):
            rows.put(desk.db, new)
            declared.follow(desk, now, new)
    return new
