"""Taking in what organisations told of their actions: notes, claimed evidence, new dates. One step each, undone in one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from assurance_desk.domain.actions import STANDING, Action, ProgressNote, Redating
from assurance_desk.domain.dates import When, long_date
from assurance_desk.domain.delivery import check_delivery
from assurance_desk.domain.due_dates import date_and_reason
from assurance_desk.domain.evidence import CLAIMED, Evidence, EvidenceLink
from assurance_desk.domain.field_errors import EmptyFieldError
from assurance_desk.domain.fields import edited
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.returns import ReturnFile
from assurance_desk.domain.updates import (
    DATE,
    EVIDENCE,
    LEFT,
    OPEN,
    OTHER,
    PROGRESS,
    REASON,
    STATE,
    STATES,
    TAKEN,
    WHOLE,
    UpdateAction,
    UpdateCopy,
    UpdateItem,
    UpdateRequest,
)
from assurance_desk.domain.vocabularies import DELIVERY
from assurance_desk.domain.wording import shortened
from assurance_desk.services import declared, vocabularies
from assurance_desk.services import evidence as evidence_service
from assurance_desk.services.action_dates import moved
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_answers import DecidedError
from assurance_desk.services.updates_tray import REFUSED, STAGED, TAKEN_FILE
from assurance_desk.store import rows
from assurance_desk.texts import _, plural

BY_ITSELF = (PROGRESS, EVIDENCE)
"""What may be taken in without being looked at one by one: it adds to the record and moves nothing."""
_TITLE = 90


def ready(items: Sequence[UpdateItem]) -> list[UpdateItem]:
    """Notes and evidence of which nothing is in doubt; nothing of a file that is in doubt as a whole."""
    doubted = {one.file_id for one in items if one.part == WHOLE and one.status == OPEN}
    differ = {(one.update_action_id, one.part) for one in items if one.status == OPEN and one.other}
    return [
        one
        for one in items
        if one.status == OPEN
        and one.part in BY_ITSELF
        and one.reading
        and not one.problem
        and one.file_id not in doubted
        and (one.update_action_id, one.part) not in differ
    ]


def waiting(items: Sequence[UpdateItem]) -> list[UpdateItem]:
    """What is still to be taken in or decided; a reason goes with its date."""
    dated = {(one.file_id, one.update_action_id) for one in items if one.part == DATE and one.status == OPEN}
    return [
        one
        for one in items
        if one.status == OPEN and not (one.part == REASON and (one.file_id, one.update_action_id) in dated)
    ]


def take_in(desk: Desk, file_ids: Iterable[str], line_id: str = "") -> int:
    """Every note and every piece of evidence without a doubt, of these files (and of one action). One step.

    A proposed state or date is never taken so. Gives how many were taken.
    """
    wanted = set(file_ids)
    copies = {
        file.update_copy_id: None
        for one in wanted
        if (file := rows.get(desk.db, ReturnFile, one)).update_copy_id and file.status != REFUSED
    }
    found = [
        item
        for copy_id in copies
        for item in ready(rows.find(desk.db, UpdateItem, copy_id=copy_id))
        if item.file_id in wanted and (not line_id or item.update_action_id == line_id)
    ]
    if not found:
        return 0
    with desk.step(_take_label(desk, found)):
        for item in found:
            _close(desk, item, TAKEN, _("taken in"), _make(desk, item, item.reading))
        _settle(desk, {item.file_id for item in found})
    return len(found)


def _take_label(desk: Desk, items: list[UpdateItem]) -> str:
    notes = sum(one.part == PROGRESS for one in items)
    parts = [plural("{n} progress note", "{n} progress notes", notes)] if notes else []
    if len(items) > notes:
        parts.append(plural("{n} piece of evidence", "{n} pieces of evidence", len(items) - notes))
    names = {rows.get(desk.db, UpdateCopy, one.copy_id).name for one in items}
    who = (
        next(iter(names)) if len(names) == 1 else plural("{n} organisation", "{n} organisations", len(names))
    )
    return _("Take in {what} from {who}").format(what=_(" and ").join(parts), who=who)


def decide(desk: Desk, item_id: str, value: str | None) -> None:
    """One thing that waits, as one step. ``value`` None leaves it out; else it is what is taken.

    For a date: ``Oct 2019: audit staff absent``, or the date alone where they gave a reason. For a state: the state to
    set. For a file in doubt as a whole: anything keeps it, None turns it away.

    Raises:
        DecidedError: it was decided before.
        DeskError: it cannot be taken so; nothing was changed.
    """
    item = rows.get(desk.db, UpdateItem, item_id)
    if item.status != OPEN:
        raise DecidedError
    if item.part == WHOLE:
        _decide_whole(desk, item, keep=value is not None)
        return
    if value is None:
        with desk.step(_("Leave out {what}").format(what=_named(desk, item))):
            _close_with_reason(desk, item, LEFT, _("left out"), "")
        return
    if not value.strip():
        raise EmptyFieldError(_("What is taken"))
    made = _writes(desk, item, value.strip())
    with desk.step(_label(desk, item, value)):
        made_id = _write(desk, made)
        _close_with_reason(desk, item, TAKEN, _decision(desk, item, value), made_id)
        _close_others(desk, item)


def _decide_whole(desk: Desk, item: UpdateItem, *, keep: bool) -> None:
    copy = rows.get(desk.db, UpdateCopy, item.copy_id)
    words = _("Decide that “{file}” is from {name}") if keep else _("Decide that “{file}” is not from {name}")
    with desk.step(words.format(file=shortened(item.found, 40), name=copy.name)):
        _close(desk, item, TAKEN if keep else LEFT, _("from them") if keep else _("not from them"), "")
        if keep:
            _settle(desk, {item.file_id})
            return
        for other in rows.find(desk.db, UpdateItem, file_id=item.file_id, status=OPEN):
            _close(desk, other, LEFT, _("the file is not from them"), "")
        file = rows.get(desk.db, ReturnFile, item.file_id)
        said = _("Decided {day}: it is not from {name}; nothing was taken from it.")
        message = said.format(day=long_date(desk.clock.today()), name=copy.name)
        rows.put(desk.db, replace(file, status=REFUSED, message=message))
        _received_again(desk, copy)


def _received_again(desk: Desk, copy: UpdateCopy) -> None:
    """What was turned away is no answer."""
    days = [
        file.received_on or desk.clock.today()
        for file in rows.find(desk.db, ReturnFile, update_copy_id=copy.id)
        if file.status != REFUSED and (file.found or file.unrecognised)
    ]
    rows.put(desk.db, replace(copy, received_on=min(days, default=None)))


# ------------------------------------------------------------------ what is made of it


def _writes(desk: Desk, item: UpdateItem, value: str) -> list[Any]:
    """The records to keep, checked before any is kept; a new date is checked as any other."""
    if item.part == DATE:
        now = _action(desk, item)
        if now.kind == STANDING:  # it has no end, and so no due date: when it is looked at again
            return [edited(now, "next_review", date_and_reason(value)[0])]
        new, moves = moved(desk, now, value, _reason(desk, item))
        return [new, *moves]
    if item.part == STATE:
        now = _action(desk, item)
        state = STATES.get(value, value)
        new = replace(now, delivery=state)
        check_delivery(new, evidence_service.of_action(desk, now.id))
        return [new]
    return _records(desk, item, value)


def _write(desk: Desk, made: list[Any]) -> str:
    for record in made:
        if isinstance(record, Action):
            now = rows.get(desk.db, Action, record.id)
            rows.put(desk.db, record)
            declared.follow(desk, now, record)
        else:
            rows.put(desk.db, record)
    first = next((one for one in made if isinstance(one, Redating)), made[0] if made else None)
    return first.id if first is not None else ""


def _make(desk: Desk, item: UpdateItem, value: str) -> str:
    return _write(desk, _records(desk, item, value))


def _records(desk: Desk, item: UpdateItem, value: str) -> list[Any]:
    """A dated note that names the organisation, or evidence that is claimed until somebody has seen it."""
    copy = rows.get(desk.db, UpdateCopy, item.copy_id)
    day = _came(desk, item)
    if item.update_action_id is None:
        raise NoActionError
    action_id = rows.get(desk.db, UpdateAction, item.update_action_id).action_id
    if item.part != EVIDENCE:
        text = _("{name}: {words}").format(name=copy.name, words=value)
        return [ProgressNote(id=new_id(), action_id=action_id, on=day, text=text)]
    request = rows.get(desk.db, UpdateRequest, copy.request_id)
    title = shortened(value, _TITLE)
    last = max((one.position for one in rows.find(desk.db, Evidence)), default=0)
    shows = "" if title == value else value
    made = Evidence(
        id=new_id(), title=title, kind="other", strength="assertion", source=copy.name, received_on=day, shows=shows,
        pointer=_("said in the update of {day}, {ref}").format(day=long_date(day), ref=request.ref), state=CLAIMED,
        position=last + 1,
    )  # fmt: skip
    return [made, EvidenceLink(id=new_id(), evidence_id=made.id, action_id=action_id)]


class NoActionError(EmptyFieldError):
    """A note needs an action to stand on."""

    def __init__(self) -> None:
        super().__init__(_("The action"))


def _came(desk: Desk, item: UpdateItem) -> date:
    return rows.get(desk.db, ReturnFile, item.file_id).received_on or desk.clock.today()


def _action(desk: Desk, item: UpdateItem) -> Action:
    if item.update_action_id is None:
        raise NoActionError
    return rows.get(desk.db, Action, rows.get(desk.db, UpdateAction, item.update_action_id).action_id)


def _reason_item(desk: Desk, item: UpdateItem) -> UpdateItem | None:
    return rows.one(
        desk.db, UpdateItem, file_id=item.file_id, update_action_id=item.update_action_id, part=REASON
    )


def _reason(desk: Desk, item: UpdateItem) -> str:
    """Theirs, for a date typed without one."""
    theirs = _reason_item(desk, item)
    return theirs.reading if theirs is not None else ""


def proposal(desk: Desk, item: UpdateItem) -> str:
    """A proposed date as it would be typed: ``31 October 2019: audit staff absent``."""
    day = When.from_iso(item.reading).long if item.reading else ""
    reason = " ".join(_reason(desk, item).split())
    return f"{day}: {reason}" if day and reason else day or reason


# ------------------------------------------------------------------ keeping track


def _close(desk: Desk, item: UpdateItem, status: str, decision: str, made_id: str) -> None:
    today = desk.clock.today()
    rows.put(desk.db, replace(item, status=status, decision=decision, decided_on=today, made_id=made_id))


def _close_with_reason(desk: Desk, item: UpdateItem, status: str, decision: str, made_id: str) -> None:
    _close(desk, item, status, decision, made_id)
    theirs = _reason_item(desk, item) if item.part == DATE else None
    if theirs is not None and theirs.status == OPEN:
        _close(desk, theirs, status, decision, made_id)
    _settle(desk, {item.file_id})


def _close_others(desk: Desk, item: UpdateItem) -> None:
    """What another of their files says in the same place is decided with it."""
    if item.part == OTHER:
        return
    for other in rows.find(
        desk.db,
        UpdateItem,
        copy_id=item.copy_id,
        update_action_id=item.update_action_id,
        part=item.part,
        status=OPEN,
    ):
        if other.id != item.id:
            _close_with_reason(desk, other, LEFT, _("decided with another file"), "")


def _settle(desk: Desk, file_ids: set[str]) -> None:
    """A file of which nothing waits is taken."""
    for file_id in file_ids:
        file = rows.get(desk.db, ReturnFile, file_id)
        if file.status not in (STAGED, TAKEN_FILE):
            continue
        waits = bool(rows.find(desk.db, UpdateItem, file_id=file_id, status=OPEN))
        status = STAGED if waits else TAKEN_FILE
        if file.status != status:
            rows.put(desk.db, replace(file, status=status))


def _decision(desk: Desk, item: UpdateItem, value: str) -> str:
    if item.part == STATE:
        return _("set to {state}").format(state=vocabularies.said(desk, DELIVERY, STATES.get(value, value)))
    if item.part == DATE:
        return _("moved: {value}").format(value=value)
    return _("taken in") if value == item.reading else _("taken as: {value}").format(value=value)


def _named(desk: Desk, item: UpdateItem) -> str:
    """``the new date for R1.3 from Merrowshire Constabulary``"""
    parts = {
        PROGRESS: _("progress"), STATE: _("the state"), EVIDENCE: _("evidence"), DATE: _("the new date"),
        REASON: _("the reason"), OTHER: _("a note"),
    }  # fmt: skip
    copy = rows.get(desk.db, UpdateCopy, item.copy_id)
    line = rows.get(desk.db, UpdateAction, item.update_action_id) if item.update_action_id else None
    if line is None:
        return _("{part} from {name}").format(part=parts[item.part], name=copy.name)
    return _("{part} on {ref} from {name}").format(part=parts[item.part], ref=line.ref, name=copy.name)


def _label(desk: Desk, item: UpdateItem, value: str) -> str:
    if item.part == STATE:
        ref = _action(desk, item).ref
        state = vocabularies.said(desk, DELIVERY, STATES.get(value, value))
        return _("Set {ref} to {state}").format(ref=ref, state=state)
    return _("Take in {what}").format(what=_named(desk, item))
