"""Organisations merged, split and succeeded: each one step, with what is open carried over to who comes after.

The old organisation stays, ended on the day; its finished actions, its returns, its own contacts and services stay
with it, so that what was done is still told as it was. What carries over to a successor: open actions, each with a
note saying so; copies of its services and of the contacts chosen; the organisations that were parts of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from assurance_desk.domain.actions import FINISHED, Action, ProgressNote
from assurance_desk.domain.dates import long_date
from assurance_desk.domain.field_errors import EmptyFieldError
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.organisation_changes import (
    MERGER,
    SPLIT,
    SUCCESSION,
    OrganisationChange,
    TooFewError,
    TwiceError,
    check_old,
    check_successor,
    heirs,
)
from assurance_desk.domain.organisations import Contact, Organisation, Service
from assurance_desk.domain.returns import ISSUED, PART, Return
from assurance_desk.errors import DeskError
from assurance_desk.services.desk import Desk
from assurance_desk.services.organisation_names import EndRecordedError
from assurance_desk.services.organisations import everyone, free_letter, name_on, next_ref
from assurance_desk.services.records_base import current
from assurance_desk.store import rows
from assurance_desk.texts import _

__all__ = ["MERGER", "SPLIT", "SUCCESSION"]


class ThereAlreadyError(DeskError):
    def __init__(self, name: str, ref: str) -> None:
        super().__init__(
            _(
                "There is a {name} on the register already ({ref}), so nothing was changed. Choose it from the list, or "
                "give the new one another name."
            ).format(name=name, ref=ref)
        )


@dataclass(frozen=True, slots=True)
class New:
    """A successor still to be added; what is left empty it takes from the one before it."""

    name: str
    short_name: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class CarriesOver:
    """What hangs on an organisation that is about to end."""

    organisation: Organisation
    actions: tuple[Action, ...]
    finished: int
    services: tuple[Service, ...]
    contacts: tuple[Contact, ...]
    returns: tuple[Return, ...]
    parts: tuple[Organisation, ...]


@dataclass(frozen=True, slots=True)
class Shares:
    """Which successor takes what, by the record's id and the successor's place; the first where nothing is said.

    ``contacts`` not named stay behind.
    """

    actions: Mapping[str, int] = field(default_factory=dict)
    services: Mapping[str, int] = field(default_factory=dict)
    contacts: Mapping[str, int] = field(default_factory=dict)
    parts: Mapping[str, int] = field(default_factory=dict)


Successor = Organisation | New


def carries_over(desk: Desk, organisation: Organisation) -> CarriesOver:
    """What its end touches, before anything is decided."""
    now, today = current(desk, organisation), desk.clock.today()
    led = rows.find(desk.db, Action, lead_organisation_id=now.id)
    unfinished = tuple(one for one in led if one.delivery not in FINISHED)
    asked = rows.find(desk.db, Return, organisation_id=now.id)
    return CarriesOver(
        replace(now, name=name_on(desk, now.id)),
        unfinished,
        len(led) - len(unfinished),
        tuple(rows.find(desk.db, Service, organisation_id=now.id, order="ref")),
        tuple(one for one in rows.find(desk.db, Contact, organisation_id=now.id) if one.here(today)),
        tuple(one for one in asked if one.state in (ISSUED, PART)),
        tuple(one for one in everyone(desk) if one.parent_id == now.id and not one.former(today)),
    )


# ------------------------------------------------------------------ the verbs


def merge(
    desk: Desk,
    olds: Sequence[Organisation],
    into: Successor,
    on: date,
    *,
    contacts: Sequence[str] | None = None,
    note: str = "",
) -> Organisation:
    """One or more become part of another, or together a new one, from a day on. Gives the successor.

    ``contacts`` are the ids of those who go along (all without it).

    Raises:
        DeskError: a merger with itself, a day before any of them began or still to come, one that has ended.
    """
    kind = SUCCESSION if isinstance(into, New) and len(olds) == 1 else MERGER
    return _change(desk, kind, olds, [into], on, _shares(desk, olds, contacts), note)[0]


def succeed(
    desk: Desk,
    old: Organisation,
    by: Successor,
    on: date,
    *,
    contacts: Sequence[str] | None = None,
    note: str = "",
) -> Organisation:
    """One is replaced by another from a day on, and everything open goes to it.

    Raises:
        DeskError: as for ``merge``.
    """
    return _change(desk, SUCCESSION, [old], [by], on, _shares(desk, [old], contacts), note)[0]


def split(
    desk: Desk,
    old: Organisation,
    into: Sequence[Successor],
    on: date,
    shares: Shares,
    *,
    note: str = "",
) -> list[Organisation]:
    """One becomes several from a day on; ``shares`` say which of them takes each thing. Gives the successors.

    Raises:
        DeskError: fewer than two, one named twice, and as for ``merge``.
    """
    if len(into) < 2:
        raise TooFewError
    return _change(desk, SPLIT, [old], into, on, shares, note)


def end(desk: Desk, old: Organisation, on: date) -> Organisation:
    """It ends and nothing takes its place; what it leads stays with it until another lead is chosen.

    Raises:
        DeskError: the day is still to come or before it began, or it has ended already.
    """
    now = current(desk, old)
    check_old(now, on, desk.clock.today())
    new = replace(now, closed_on=on)
    with desk.step(_("End {name}").format(name=name_on(desk, now.id, short=True))):
        rows.put(desk.db, new)
    return new


def reopen(desk: Desk, old: Organisation) -> Organisation:
    """It had not ended after all.

    Raises:
        EndRecordedError: something took its place.
    """
    now = current(desk, old)
    if rows.find(desk.db, OrganisationChange, from_id=now.id):
        raise EndRecordedError(now.name)
    new = replace(now, closed_on=None)
    with desk.step(_("Let {name} be there again").format(name=name_on(desk, now.id, short=True))):
        rows.put(desk.db, new)
    return new


def _shares(desk: Desk, olds: Sequence[Organisation], contacts: Sequence[str] | None) -> Shares:
    if contacts is None:
        contacts = [one.id for old in olds for one in rows.find(desk.db, Contact, organisation_id=old.id)]
    return Shares(contacts=dict.fromkeys(contacts, 0))


def _change(
    desk: Desk,
    kind: str,
    olds: Sequence[Organisation],
    into: Sequence[Successor],
    on: date,
    shares: Shares,
    note: str,
) -> list[Organisation]:
    today = desk.clock.today()
    ending = list({one.id: current(desk, one) for one in olds}.values())
    for old in ending:
        check_old(old, on, today)
    successors, made = _successors(desk, ending, into, on)
    for new in successors:
        check_successor(new, ending, on)
    written: list[Any] = [*made, *(replace(old, closed_on=on) for old in ending)]
    links = [
        OrganisationChange(
            id=new_id(), kind=kind, from_id=old.id, to_id=new.id, on=on, note=" ".join(note.split())
        )
        for old in ending
        for new in successors
    ]
    written += [*_led_out(ending, successors), *links]
    carrying = _Carrying(desk, ending, successors, links)
    for old in ending:
        written += carrying.of(carries_over(desk, old), shares)
    with desk.step(_label(desk, kind, ending, successors, on)):
        rows.put_many(desk.db, written)
    return [rows.get(desk.db, Organisation, one.id) for one in successors]


def _successors(
    desk: Desk, olds: Sequence[Organisation], into: Sequence[Successor], on: date
) -> tuple[list[Organisation], list[Organisation]]:
    """Those that take over, and of them those that are new."""
    found: list[Organisation] = []
    made: list[Organisation] = []
    taken = {one.ref for one in rows.find(desk.db, Organisation)}
    for one in into:
        if isinstance(one, New):
            new = _made(desk, one, olds, on, taken)
            taken.add(new.ref)
            made.append(new)
            found.append(new)
        else:
            there = current(desk, one)
            found.append(replace(there, name=name_on(desk, there.id)))
        if len({each.name.casefold() for each in found}) < len(found):
            raise TwiceError(found[-1].name)
    return found, made


def _made(desk: Desk, new: New, olds: Sequence[Organisation], on: date, taken: set[str]) -> Organisation:
    old, ending = olds[0], {one.id for one in olds}
    name = " ".join(new.name.split())
    if not name:
        raise EmptyFieldError(_("Name"))
    for one in everyone(desk):
        if one.name.casefold() == name.casefold() and one.closed_on is None and one.id not in ending:
            raise ThereAlreadyError(one.name, one.ref)
    return Organisation(
        id=new_id(),
        ref=next_ref(desk, taken),
        name=name,
        short_name=" ".join(new.short_name.split()),
        kind=new.kind or old.kind,
        districts=old.districts,
        parent_id=old.parent_id,
        opened_on=on,
    )


def _led_out(olds: Sequence[Organisation], successors: Sequence[Organisation]) -> list[Organisation]:
    """A successor that was a part of what ends is a part of what that was a part of."""
    upper = {one.id: one.parent_id for one in olds}
    moved = []
    for new in successors:
        parent, seen = new.parent_id, set()
        while parent in upper and parent not in seen:
            seen.add(parent)
            parent = upper[parent]
        if parent != new.parent_id:
            moved.append(replace(new, parent_id=None if parent in upper else parent))
    return moved


def _label(
    desk: Desk, kind: str, olds: Sequence[Organisation], successors: Sequence[Organisation], on: date
) -> str:
    before = _(" and ").join(name_on(desk, one.id, on, short=True) for one in olds)
    after = _(" and ").join(one.short_name or one.name for one in successors)
    words = {
        MERGER: _("Merge {before} into {after}"),
        SPLIT: _("Split {before} into {after}"),
        SUCCESSION: _("Let {after} succeed {before}"),
    }
    return words[kind].format(before=before, after=after)


# ------------------------------------------------------------------ what is carried over


class _Carrying:
    """Makes the rows that bring an ended organisation's open matters to its successors."""

    def __init__(
        self,
        desk: Desk,
        ending: Sequence[Organisation],
        successors: Sequence[Organisation],
        links: Sequence[OrganisationChange],
    ) -> None:
        self._desk, self._successors = desk, successors
        self._on, self._kind = links[0].on, links[0].kind
        self._changes = [*rows.find(desk.db, OrganisationChange), *links]
        self._placed = {one.id for one in (*ending, *successors)}
        self._letters = {
            one.id: {service.ref for service in rows.find(desk.db, Service, organisation_id=one.id)}
            for one in successors
        }

    def of(self, old: CarriesOver, shares: Shares) -> list[Any]:
        made: list[Any] = []
        for action in old.actions:
            made += self._action(old.organisation, action, self._taker(shares.actions, action.id))
        services: dict[tuple[str, str], str] = {}
        for service in old.services:
            copy = self._service(service, self._taker(shares.services, service.id))
            services[service.id, copy.organisation_id] = copy.id
            made.append(copy)
        for contact in old.contacts:
            if contact.id in shares.contacts:
                made.append(self._contact(contact, self._taker(shares.contacts, contact.id), services))
        return made + self._parts(old, shares)

    def _taker(self, shares: Mapping[str, int], record_id: str) -> Organisation:
        return self._successors[shares.get(record_id, 0)]

    def _action(self, old: Organisation, action: Action, new: Organisation) -> list[Any]:
        """What came after the successor meanwhile, where that is one, leads it now."""
        after = heirs(new.id, self._changes)
        lead = rows.one(self._desk.db, Organisation, id=after[0]) if len(after) == 1 else None
        return [
            replace(action, lead_organisation_id=(lead or new).id),
            ProgressNote(id=new_id(), action_id=action.id, on=self._on, text=self._note(old, new, lead)),
        ]

    def _note(self, old: Organisation, new: Organisation, lead: Organisation | None) -> str:
        words = {
            MERGER: _("Now led by {lead}: {old} became part of {new} on {day}."),
            SPLIT: _("Now led by {lead}: {old} was split on {day}."),
            SUCCESSION: _("Now led by {lead}: {old} was succeeded by {new} on {day}."),
        }
        was = name_on(self._desk, old.id, self._on)
        return words[self._kind].format(
            lead=(lead or new).name, old=was, new=new.name, day=long_date(self._on)
        )

    def _service(self, service: Service, new: Organisation) -> Service:
        letters = self._letters[new.id]
        ref = service.ref if service.ref not in letters else free_letter(letters)
        letters.add(ref)
        return replace(service, id=new_id(), organisation_id=new.id, ref=ref)

    def _contact(
        self, contact: Contact, new: Organisation, services: Mapping[tuple[str, str], str]
    ) -> Contact:
        return replace(
            contact,
            id=new_id(),
            organisation_id=new.id,
            service_id=services.get((contact.service_id or "", new.id)),
            since=self._on,
        )

    def _parts(self, old: CarriesOver, shares: Shares) -> list[Organisation]:
        found = []
        for part in old.parts:
            if part.id not in self._placed:
                upper = self._taker(shares.parts, part.id)
                found.append(replace(rows.get(self._desk.db, Organisation, part.id), parent_id=upper.id))
        return found
