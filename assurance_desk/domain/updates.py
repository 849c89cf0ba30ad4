"""Asking lead organisations how far their actions are: what was asked of whom, and what came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import quote, unquote

from assurance_desk.domain.actions import (
    AMBER,
    DELIVERED,
    DELIVERY_MEANINGS,
    GREEN,
    GREY,
    RED,
    STANDING,
    Action,
)
from assurance_desk.domain.codes import code_ok
from assurance_desk.domain.wording import due as due_words
from assurance_desk.texts import _

PROGRESS, STATE, EVIDENCE, DATE, REASON = "progress", "state", "evidence", "date", "reason"
PARTS: Final = (PROGRESS, STATE, EVIDENCE, DATE, REASON)
"""What an organisation fills in for each action, in the order of the sheet."""
OTHER, WHOLE = "other", "file"
"""Words we did not ask for; whether the file as a whole is whose it seems to be."""

STATES: Final[dict[str, str]] = {
    "Not started": GREY,
    "On track": GREEN,
    "Slipped, with a recovery plan": AMBER,
    "At risk": RED,
    "Delivered, evidence to follow": DELIVERED,
}
"""What they may propose, in their own words, to what the officer would set. Blue is not theirs to propose."""
OPEN, TAKEN, LEFT = "open", "taken", "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateRequest:
    """One asking, of one or more organisations. ``ref``: ``UPD-2019-07-22``. ``words``: the officer's own, on the cover.

    ``states``: what each of ``STATES`` was called here on that day, with its meaning.
    """

    id: str
    ref: str
    asked_on: date
    due_on: date | None = None
    body: str = ""
    body_word: str = ""
    marking: str = "OFFICIAL"
    contact_who: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    words: str = ""
    states: tuple[str, ...] = ()
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateCopy:
    """The file one organisation got. ``name`` as it was called then; ``received_on`` is None until something came."""

    id: str
    request_id: str
    organisation_id: str
    ref: str
    name: str
    code: str
    received_on: date | None = None
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateAction:
    """One action as it stood in that file: its words, date and state when it was asked about; ``state`` in words."""

    id: str
    copy_id: str
    action_id: str
    number: int
    review: str
    ref: str
    text: str
    due: str = ""
    delivery: str = GREY
    state: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateItem:
    """One filled cell of a file that came back. ``update_action_id`` is None where it belongs to no action.

    ``found`` stood there; ``reading`` is what we would take, "" where it cannot be read, and ``problem`` says why it
    waits for a person. ``other``: what another file of the same copy says. ``made_id``: the note, evidence or move that
    was made of it.
    """

    id: str
    copy_id: str
    file_id: str
    update_action_id: str | None
    part: str
    sheet: str = ""
    cell: str = ""
    found: str = ""
    reading: str = ""
    how: str = ""
    problem: str = ""
    other: str = ""
    sure: int = 3
    status: str = OPEN
    decision: str = ""
    decided_on: date | None = None
    made_id: str = ""
    position: int = 0


def as_asked(action: Action, review: str, number: int, *, copy_id: str, new: str, state: str) -> UpdateAction:
    """The action as its lead organisation sees it: a standing commitment by its next review."""
    shown = due_words(action)
    if action.kind == STANDING and not action.next_review:
        shown = _("standing")
    return UpdateAction(
        id=new, copy_id=copy_id, action_id=action.id, number=number, review=review, ref=action.ref,
        text=action.text, due=shown, delivery=action.delivery, state=state, position=number,
    )  # fmt: skip


def state_words(word: str, means: str) -> str:
    """``Green: on track``; ``Delivered, evidence awaited``, where the meaning says the word again."""
    if means.casefold().startswith(word.casefold()):
        return means[:1].upper() + means[1:]
    return f"{word}: {means}" if means else word


def recorded(request: UpdateRequest) -> dict[str, str]:
    """What they may propose to what we would record, as the workbook called it when they were asked."""
    plain = tuple(state_words(state, DELIVERY_MEANINGS[state]) for state in STATES.values())
    return dict(zip(STATES, request.states or plain, strict=True))


# ------------------------------------------------------------------ the marks of a row

_FIRST = "UPD"
_FIELDS = 6


@dataclass(frozen=True, slots=True)
class UpdateMark:
    """What the hidden cell of a row says. It can never be read as a questionnaire's mark, which has other parts."""

    request: str
    organisation: str
    code: str
    number: int
    ref: str


def mark_of(request: UpdateRequest, copy: UpdateCopy, line: UpdateAction) -> str:
    """``UPD|UPD-2019-07-22|O05|N9KD-29R6|3|R3.4``"""
    parts = (_FIRST, request.ref, copy.ref, copy.code, str(line.number), line.ref)
    return "|".join(quote(part, safe=" ./_()") for part in parts)


def read_update_mark(text: str) -> UpdateMark | None:
    """None where it is none of ours, or its code does not check."""
    if not text.startswith(_FIRST + "|") or text.count("|") != _FIELDS - 1 or len(text) > 500:
        return None
    parts = [unquote(part) for part in text.split("|")]
    if not code_ok(parts[3]) or not (parts[4].isascii() and parts[4].isdecimal()):
        return None
    return UpdateMark(parts[1], parts[2], parts[3], int(parts[4]), parts[5])


def identity_line(request: UpdateRequest, copy: UpdateCopy) -> str:
    """Printed at the foot of each sheet: ``UPD-2019-07-22 · O05 · return code N9KD-29R6``."""
    return _("{ref} · {organisation} · return code {code}").format(
        ref=request.ref, organisation=copy.ref, code=copy.code
    )


# ------------------------------------------------------------------ what comes back


@dataclass(frozen=True, slots=True)
class ExpectedUpdate:
    """One file that went out, with its actions. ``newer``: that organisation was asked again since."""

    request: UpdateRequest
    copy: UpdateCopy
    lines: tuple[UpdateAction, ...]
    newer: bool = False


@dataclass(frozen=True, slots=True)
class FoundUpdate:
    """One filled cell. ``line_id`` is "" where it belongs to no action; ``reading`` is "" where nothing is to be taken."""

    line_id: str
    part: str
    sheet: str
    cell: str
    found: str
    reading: str = ""
    how: str = ""
    sure: int = 3
    problem: str = ""


@dataclass(frozen=True, slots=True)
class UpdateFinding:
    """What one file says. ``doubt``: why it may not be whose it seems to be; ``notes`` are for the officer to know."""

    request_ref: str
    copy_id: str
    copy_ref: str
    cells: tuple[FoundUpdate, ...] = ()
    blank: int = 0
    doubt: str = ""
    notes: tuple[str, ...] = ()

    @property
    def answers(self) -> tuple[FoundUpdate, ...]:
        return tuple(one for one in self.cells if one.part in PARTS)
