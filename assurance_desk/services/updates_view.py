"""What the page of returns shows of updates on actions, as plain values."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from assurance_desk.domain.actions import Action
from assurance_desk.domain.dates import When, long_date
from assurance_desk.domain.organisations import Contact
from assurance_desk.domain.returns import Query, ReturnFile
from assurance_desk.domain.updates import (
    DATE,
    EVIDENCE,
    LEFT,
    OPEN,
    OTHER,
    PARTS,
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
from assurance_desk.domain.updates_sheet import HEADS
from assurance_desk.domain.vocabularies import DELIVERY
from assurance_desk.domain.wording import due, shortened
from assurance_desk.services import updates_in, updates_waiting, vocabularies
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_reviews import Option, Review
from assurance_desk.services.returns_view import TrayLine
from assurance_desk.services.updates import state_said
from assurance_desk.services.updates_tray import REFUSED
from assurance_desk.store import rows
from assurance_desk.texts import _, plural

DECIDE_UPDATES, TAKEN_UPDATES, NO_UPDATE = "decide updates", "taken updates", "no update"
_SHORT = 36
_TEXTS: Final = (PROGRESS, EVIDENCE, REASON, OTHER)


@dataclass(frozen=True, slots=True)
class Told:
    """One filled cell and what became of it."""

    id: str
    ref: str
    what: str
    found: str
    became: str
    source: str


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """One action with what waits of it. ``ready``: how much of it can be taken in at once, ``line_id`` for that."""

    line_id: str
    action_id: str
    ref: str
    text: str
    stands: str
    reviews: tuple[Review, ...]
    ready: int


@dataclass(frozen=True, slots=True)
class UpdateView:
    """One organisation's update: ``whose`` asks of a file in doubt, ``loose`` belongs to no action. ``ready`` things can be
    taken in at once of the files ``staged``; ``left`` are to be decided.
    """

    copy: UpdateCopy
    request: UpdateRequest
    files: tuple[ReturnFile, ...]
    rows: tuple[UpdateRow, ...]
    whose: tuple[Review, ...]
    loose: tuple[Review, ...]
    told: tuple[Told, ...]
    counts: str
    silent: tuple[str, ...]
    staged: tuple[str, ...]
    ready: int
    left: int
    newer: bool
    contacts: tuple[str, ...] = ()
    """Whom to write to there, of those who have not left: role and e-mail."""

    @property
    def late(self) -> bool:
        came, by = self.copy.received_on, self.request.due_on
        return came is not None and by is not None and came > by


def waiting(desk: Desk) -> int:
    """How many updates have something to take in or decide."""
    return len({one.copy_id for one in rows.find(desk.db, UpdateItem, status=OPEN)})


def lines(desk: Desk) -> list[TrayLine]:
    """One for each organisation asked; of those asked again since and silent, only the latest."""
    requests = {one.id: one for one in rows.find(desk.db, UpdateRequest)}
    items: dict[str, list[UpdateItem]] = {}
    for one in rows.find(desk.db, UpdateItem):
        items.setdefault(one.copy_id, []).append(one)
    silent = {one.id for one in updates_waiting.unanswered(desk)}
    copies = [
        one for one in rows.find(desk.db, UpdateCopy) if one.received_on is not None or one.id in silent
    ]
    copies.sort(key=lambda one: (requests[one.request_id].position, one.position))
    return [_line(desk, one, requests[one.request_id], items.get(one.id, [])) for one in copies]


def _line(desk: Desk, copy: UpdateCopy, request: UpdateRequest, items: list[UpdateItem]) -> TrayLine:
    if copy.received_on is None:
        words = _("Nothing came. Asked {day}").format(day=long_date(request.asked_on))
        if request.due_on and request.due_on < desk.clock.today():
            words = _("Nothing came. Due {day}").format(day=long_date(request.due_on))
        return TrayLine(copy.id, NO_UPDATE, copy.ref, copy.name, words)
    ready = len(updates_in.ready(items))
    left = len(updates_in.waiting(items)) - ready
    parts = [plural("{n} to take in", "{n} to take in", ready)] if ready else []
    parts += [plural("{n} to decide", "{n} to decide", left)] if left else []
    words = ", ".join(parts)
    if parts:
        return TrayLine(copy.id, DECIDE_UPDATES, copy.ref, copy.name, words, words, copy.received_on)
    taken = sum(one.status == TAKEN for one in items)
    said = _("{n} taken in").format(n=taken)
    return TrayLine(copy.id, TAKEN_UPDATES, copy.ref, copy.name, said, "", copy.received_on)


def of_copy(desk: Desk, copy_id: str) -> UpdateView | None:
    """None where there is no such copy (any longer)."""
    copy = rows.one(desk.db, UpdateCopy, id=copy_id)
    if copy is None:
        return None
    request = rows.get(desk.db, UpdateRequest, copy.request_id)
    asked = rows.find(desk.db, UpdateAction, copy_id=copy_id)
    items = rows.find(desk.db, UpdateItem, copy_id=copy_id)
    waits, ready = updates_in.waiting(items), updates_in.ready(items)
    whole = [one for one in waits if one.part == WHOLE]
    by_line = Counter(one.update_action_id for one in ready)
    files = rows.find(desk.db, ReturnFile, update_copy_id=copy_id)
    found = tuple(
        _row(desk, copy, line, [one for one in waits if one.update_action_id == line.id], by_line[line.id])
        for line in asked
        if any(one.update_action_id == line.id for one in waits)
    )
    loose = [one for one in waits if one.update_action_id is None and one.part != WHOLE]
    said = {one.update_action_id for one in items}
    return UpdateView(
        copy=copy,
        request=request,
        files=tuple(files),
        rows=found,
        whose=tuple(_review(desk, copy, None, one) for one in whole),
        loose=tuple(_review(desk, copy, None, one) for one in loose),
        told=_told(asked, items),
        counts=_counts(asked, items, len(ready), len(waits) - len(ready)),
        silent=tuple(line.ref for line in asked if line.id not in said) if items else (),
        staged=tuple(file.id for file in files if file.status != REFUSED),
        ready=len(ready),
        left=len(waits) - len(ready),
        newer=_newer(desk, copy),
        contacts=_contacts(desk, copy),
    )


def _contacts(desk: Desk, copy: UpdateCopy) -> tuple[str, ...]:
    today = desk.clock.today()
    found = rows.find(desk.db, Contact, organisation_id=copy.organisation_id)
    told = (
        ", ".join(part for part in (one.role or one.name, one.email) if part)
        for one in found
        if one.here(today)
    )
    return tuple(words for words in told if words)


def _newer(desk: Desk, copy: UpdateCopy) -> bool:
    places = {one.id: one.position for one in rows.find(desk.db, UpdateRequest)}
    others = rows.find(desk.db, UpdateCopy, organisation_id=copy.organisation_id)
    return any(places[one.request_id] > places[copy.request_id] for one in others)


def _counts(asked: list[UpdateAction], items: list[UpdateItem], ready: int, left: int) -> str:
    """A sum anyone can check."""
    cells = [one for one in items if one.part != WHOLE]
    told = len({one.update_action_id for one in cells if one.update_action_id and one.part in PARTS})
    folded = sum(one.status == OPEN for one in items) - ready - left
    words = [
        _("{n} of {all} actions told of").format(n=told, all=len(asked)),
        plural("{n} cell filled", "{n} cells filled", len(cells)),
    ]
    parts = [
        (_("{n} taken in"), sum(one.status == TAKEN for one in cells)),
        (_("{n} to take in"), ready),
        (_("{n} to decide"), left),
        (_("{n} reason beside its date"), folded),
        (_("{n} left out, or saying there is none"), sum(one.status == LEFT for one in cells)),
    ]
    sums = " + ".join(part.format(n=n) for part, n in parts if n)
    return ". ".join(words) + (f": {sums}." if sums else ".")


def _row(desk: Desk, copy: UpdateCopy, line: UpdateAction, waits: list[UpdateItem], ready: int) -> UpdateRow:
    action = rows.get(desk.db, Action, line.action_id)
    parts = [vocabularies.said(desk, DELIVERY, action.delivery), due(action)]
    order = {part: place for place, part in enumerate((*PARTS, OTHER))}
    reviews = tuple(
        _review(desk, copy, action, one) for one in sorted(waits, key=lambda one: order.get(one.part, 9))
    )
    stands = " · ".join(part for part in parts if part)
    return UpdateRow(line.id, action.id, action.ref, action.text, stands, reviews, ready)


def _told(asked: list[UpdateAction], items: list[UpdateItem]) -> tuple[Told, ...]:
    refs = {line.id: line.ref for line in asked}
    return tuple(
        Told(
            one.id, refs.get(one.update_action_id or "", ""), what_of(one), one.found, one.decision[:1].upper() + one.decision[1:],
            f"{one.sheet}, {one.cell}" if one.cell else "",
        )
        for one in items
        if one.status != OPEN
    )  # fmt: skip


def what_of(item: UpdateItem) -> str:
    """The heading their cell stands under."""
    if item.part == WHOLE:
        return _("Whose update is this?")
    return HEADS.get(item.part) or _("Words we did not ask for")


# ------------------------------------------------------------------ what can be done with one of them


def _review(desk: Desk, copy: UpdateCopy, action: Action | None, item: UpdateItem) -> Review:
    """In the shape of a doubt about a return, so that both are decided alike."""
    typed = updates_in.proposal(desk, item) if item.part == DATE else item.reading
    if item.part == STATE and not item.reading:
        typed = ""
    query = Query(
        id=item.id, return_id=copy.id, file_id=item.file_id, kind=item.part, question=action.ref if action else "",
        sheet=item.sheet, cell=item.cell, found=item.found, reading=typed, sure=item.sure,
    )  # fmt: skip
    reading, options = _reading(desk, copy, action, item, typed)
    why = "; ".join(part for part in (item.problem, item.how) if part) if item.part != OTHER else ""
    if item.other:
        reading = _("{here} here, {before} before").format(here=_cut(item.found), before=_cut(item.other))
    choices = tuple(STATES) if item.part == STATE else ()
    return Review(query, "", what_of(item), reading, why, options, choices)


def _reading(
    desk: Desk, copy: UpdateCopy, action: Action | None, item: UpdateItem, typed: str
) -> tuple[str, tuple[Option, ...]]:
    leave = Option(_("Leave it out"), None)
    if item.part == WHOLE:
        yes = Option(_("Yes, it is from {name}").format(name=copy.name), copy.ref)
        return copy.name, (yes, Option(_("No, take nothing from it"), None))
    if action is None:
        return _("Nothing: it belongs to no action"), (Option(_("Noted"), None),)
    if item.part == DATE:
        return _date(action, item, typed)
    if item.part == STATE:
        return _state(desk, action, item)
    other = Option(_("Take it in other words"), entry=True)
    value = item.reading or item.found
    if item.part == EVIDENCE:
        take = Option(_("Record as claimed"), value, suggested=not item.problem)
        return _("Evidence claimed by {name}, not seen yet").format(name=copy.name), (take, other, leave)
    take = Option(_("Take as a note"), value, suggested=not item.problem)
    return _("A progress note that names {name}").format(name=copy.name), (take, other, leave)


def _date(action: Action, item: UpdateItem, typed: str) -> tuple[str, tuple[Option, ...]]:
    leave = Option(_("Keep {when}").format(when=due(action) or _("no date")), None)
    if not item.reading:
        return _("Cannot be read"), (Option(_("Enter the date and why"), entry=True), leave)
    when = When.from_iso(item.reading)
    now = _("now {when}").format(when=due(action)) if due(action) else _("it has no date now")
    reading = f"{when.long}, {now}"
    _day, colon, reason = typed.partition(": ")
    if colon:
        reading += "; " + _("their reason: {reason}").format(reason=shortened(reason, 200))
    elif action.due is not None:
        give = Option(_("Say why, and move it to {when}").format(when=when.short), entry=True)
        return _("{reading}; no reason given").format(reading=reading), (give, leave)
    move = Option(_("Move it to {when}").format(when=when.short), typed, suggested=not item.problem)
    return reading, (move, Option(_("Another date or reason"), entry=True), leave)


def _state(desk: Desk, action: Action, item: UpdateItem) -> tuple[str, tuple[Option, ...]]:
    now = vocabularies.said(desk, DELIVERY, action.delivery)
    leave = Option(_("Leave it {state}").format(state=now), None)
    another = Option(_("Choose another"), entry=True)
    if not item.reading:
        return _("Cannot be read"), (another, leave)
    state = STATES[item.reading]
    shown = state_said(desk, state)
    if state == action.delivery:
        return _("{state}, as it is now").format(state=shown), (leave, another)
    take = Option(_("Set it to {state}").format(state=vocabularies.said(desk, DELIVERY, state)), item.reading)
    return _("{state}; now {now}").format(state=shown, now=now), (leave, take, another)


def _cut(text: str) -> str:
    return f"“{shortened(text, _SHORT)}”"


def is_text(part: str) -> bool:
    """Words of any length, to be shown whole."""
    return part in _TEXTS


def reminder(desk: Desk, view: UpdateView) -> str:
    """A message to whoever was asked and has not answered, for the officer to send."""
    today: date = desk.clock.today()
    by = view.request.due_on
    late = by is not None and by < today
    asked = rows.find(desk.db, UpdateAction, copy_id=view.copy.id)
    first = _("On {day} we sent you {ref}, a workbook asking how far {n} of your actions are.").format(
        day=long_date(view.request.asked_on), ref=view.request.ref, n=len(asked)
    )
    second = ""
    if by:
        words = (
            _("It was due back on {day} and has not reached us.") if late else _("It is due back on {day}.")
        )
        second = words.format(day=long_date(by))
    listed = [f"- {line.ref} {line.text}" + (f" ({line.due})" if line.due else "") for line in asked]
    last = _("“No change” is an answer. If the file has gone astray, tell us and we will send it again.")
    return "\n".join([f"{first} {second}".strip(), "", *listed, "", last])
