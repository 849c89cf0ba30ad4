"""Putting updates that came back into the tray: what is new in each file, what differs, what was there before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from assurance_desk.domain.actions import Action
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.returns import ReturnFile
from assurance_desk.domain.updates import (
    LEFT,
    OPEN,
    PARTS,
    STATE,
    STATES,
    TAKEN,
    WHOLE,
    ExpectedUpdate,
    FoundUpdate,
    UpdateAction,
    UpdateCopy,
    UpdateFinding,
    UpdateItem,
    UpdateRequest,
)
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.store.lists import returns as lists
from assurance_desk.texts import _

STAGED, TAKEN_FILE, SAME_FILE, REFUSED = "staged", "taken", "same", "refused"


def expected(desk: Desk) -> tuple[ExpectedUpdate, ...]:
    """Every file that went out to ask for updates, in the order it was asked."""
    requests = {one.id: one for one in rows.find(desk.db, UpdateRequest)}
    lines: dict[str, list[UpdateAction]] = {}
    for line in rows.find(desk.db, UpdateAction):
        lines.setdefault(line.copy_id, []).append(line)
    copies = sorted(
        rows.find(desk.db, UpdateCopy), key=lambda one: (requests[one.request_id].position, one.position)
    )
    latest = {one.organisation_id: one.id for one in copies}
    return tuple(
        ExpectedUpdate(
            requests[one.request_id], one, tuple(lines.get(one.id, ())), latest[one.organisation_id] != one.id
        )
        for one in copies
    )


@dataclass(slots=True)
class _State:
    """What is known of one copy while files are put in."""

    items: list[UpdateItem]
    files: dict[str, ReturnFile] = field(default_factory=dict)
    delivery: dict[str, str] = field(default_factory=dict)
    """Of each action asked about, as it is now."""


class UpdateSorter:
    """Turns findings into tray rows, one after another, each knowing those before it. Writes nothing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._states: dict[str, _State] = {}
        self._position = lists.next_position(desk.db, "update_item")

    def sort(self, record: ReturnFile, finding: UpdateFinding) -> tuple[ReturnFile, list[UpdateItem], bool]:
        """The file's row, what stands in it that is new, and whether the very same file came before."""
        state = self._state(finding.copy_id)
        before = state.files.get(record.sha256)
        if before is not None:
            return before, [], True
        made = self._items(record, finding, state)
        record = replace(
            record, update_copy_id=finding.copy_id, questionnaire_ref=finding.request_ref,
            status=STAGED if any(one.status == OPEN for one in made) else SAME_FILE,
            message=_message(finding, made), found=len(finding.answers), blank=finding.blank,
            recovered=sum(bool(one.how and one.reading) and not one.problem for one in finding.answers),
            unreadable=sum(not one.reading and bool(one.problem) for one in finding.answers),
            unrecognised=len(finding.cells) - len(finding.answers),
        )  # fmt: skip
        state.files[record.sha256] = record
        state.items += made
        return record, made, False

    def _state(self, copy_id: str) -> _State:
        if copy_id not in self._states:
            files = rows.find(self._desk.db, ReturnFile, update_copy_id=copy_id)
            db = self._desk.db
            self._states[copy_id] = _State(
                rows.find(db, UpdateItem, copy_id=copy_id),
                {one.sha256: one for one in files},
                {
                    line.id: rows.get(db, Action, line.action_id).delivery
                    for line in rows.find(db, UpdateAction, copy_id=copy_id)
                },
            )
        return self._states[copy_id]

    def _items(self, record: ReturnFile, finding: UpdateFinding, state: _State) -> list[UpdateItem]:
        made = [
            _no_change(_item(record, finding, one, before), state.delivery)
            for one in finding.cells
            if not _said(before := _before(state.items, one), one)
        ]
        if finding.doubt and made:
            whole = FoundUpdate("", WHOLE, "", "", record.name, finding.copy_ref, "", 1, finding.doubt)
            made.insert(0, _item(record, finding, whole, []))
        made = [replace(one, position=self._position + place) for place, one in enumerate(made)]
        self._position += len(made)
        return made


def _before(items: Iterable[UpdateItem], one: FoundUpdate) -> list[UpdateItem]:
    """What other files said in the same place: of the same action and part, or the same words we did not ask for."""
    return [
        item
        for item in items
        if (item.update_action_id or "", item.part) == (one.line_id, one.part)
        and (one.part in PARTS or item.found == one.found)
    ]


def _said(before: list[UpdateItem], one: FoundUpdate) -> bool:
    return any(item.found.strip() == one.found.strip() for item in before)


def _item(
    record: ReturnFile, finding: UpdateFinding, one: FoundUpdate, before: list[UpdateItem]
) -> UpdateItem:
    made = UpdateItem(
        id=new_id(), copy_id=finding.copy_id, file_id=record.id, update_action_id=one.line_id or None, part=one.part,
        sheet=one.sheet, cell=one.cell, found=one.found, reading=one.reading, how=one.how, problem=one.problem,
        sure=one.sure,
    )  # fmt: skip
    if one.part in PARTS and not one.reading and not one.problem:  # “none”: read, and nothing to be taken
        return replace(made, status=LEFT, decision=one.how)
    other = next((item.found for item in reversed(before) if item.status in (OPEN, TAKEN)), "")
    if one.part not in PARTS or not other:
        return made
    return replace(
        made, other=other, sure=1, problem=made.problem or _("another file of theirs says something else")
    )


def _no_change(item: UpdateItem, delivery: dict[str, str]) -> UpdateItem:
    """A proposed state that the action has already is nothing to decide."""
    if (
        item.part != STATE
        or item.problem
        or STATES.get(item.reading) != delivery.get(item.update_action_id or "")
    ):
        return item
    return replace(item, status=LEFT, decision=_("as it is"))


def _message(finding: UpdateFinding, made: list[UpdateItem]) -> str:
    notes = ". ".join(finding.notes)
    if not finding.cells:
        return _("Nothing was filled in.")
    if not made:
        return _("It says the same as what came before.")
    return notes


def received(desk: Desk, files: list[ReturnFile]) -> None:
    """An organisation has answered on the day its first file with anything in it came."""
    for file in files:
        if file.update_copy_id is None or not (file.found or file.unrecognised):
            continue
        copy = rows.get(desk.db, UpdateCopy, file.update_copy_id)
        day = file.received_on or desk.clock.today()
        if copy.received_on is None or day < copy.received_on:
            rows.put(desk.db, replace(copy, received_on=day))
