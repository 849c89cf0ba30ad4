"""Organisations as they are called, and were; whose workbook this is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from string import ascii_lowercase

from assurance_desk.domain.actions import Action
from assurance_desk.domain.addressees import STALE_AFTER
from assurance_desk.domain.dates import parse_when
from assurance_desk.domain.due_dates import months_before
from assurance_desk.domain.field_errors import EmptyFieldError
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.organisations import (
    SAFEGUARDING_BODY,
    Contact,
    Organisation,
    OrganisationName,
    Service,
)
from assurance_desk.domain.paper.record import Paper
from assurance_desk.errors import DeskError
from assurance_desk.services.body import (
    BODY,
    body,
    body_name,
    body_own_word,
    body_word,
    name_on,
    names,
    names_of,
)
from assurance_desk.services.desk import Desk
from assurance_desk.services.organisation_names import SameNameError, as_named, rename
from assurance_desk.store import rows, settings
from assurance_desk.store.lists import names as name_lists
from assurance_desk.store.lists import organisations as lists
from assurance_desk.texts import _

__all__ = [
    "BODY",
    "OrganisationRow",
    "SameNameError",
    "ToConfirm",
    "Whole",
    "as_called",
    "body",
    "body_name",
    "body_own_word",
    "body_word",
    "contacts_to_confirm",
    "everyone",
    "free_letter",
    "lead_name",
    "lead_names",
    "name_body",
    "name_on",
    "names",
    "names_day",
    "next_ref",
    "offered",
    "rename",
    "set_body",
    "table",
    "whole",
]  # fmt: skip

OrganisationRow = lists.OrganisationRow


@dataclass(frozen=True, slots=True)
class Whole:
    """An organisation with what hangs on it."""

    organisation: Organisation
    names: tuple[OrganisationName, ...]
    services: tuple[Service, ...]
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """A contact not confirmed for too long; ``confirmed_on`` is None where never."""

    contact: Contact
    organisation: str


def table(desk: Desk) -> list[OrganisationRow]:
    """Everyone, under today's names, each followed by its parts."""
    return _as_tree(lists.table(desk.db, desk.clock.today()))


def _as_tree(every: list[OrganisationRow]) -> list[OrganisationRow]:
    below: dict[str | None, list[OrganisationRow]] = {}
    for row in every:
        below.setdefault(row.parent_id, []).append(row)
    found: list[OrganisationRow] = []
    waiting = [(row, 0) for row in reversed(below.get(None, []))]
    while waiting:
        row, depth = waiting.pop()
        found.append(replace(row, depth=depth))
        waiting += [(part, depth + 1) for part in reversed(below.get(row.id, []))]
    placed = {row.id for row in found}
    return found + [row for row in every if row.id not in placed]


def whole(desk: Desk, organisation_id: str) -> Whole | None:
    """Under its name of today; None where there is no such organisation (any longer)."""
    found = rows.one(desk.db, Organisation, id=organisation_id)
    if found is None:
        return None
    names = names_of(desk, found.id)
    return Whole(
        as_named(found, names, desk.clock.today()),
        tuple(names),
        tuple(rows.find(desk.db, Service, organisation_id=found.id, order="ref")),
        tuple(rows.find(desk.db, Contact, organisation_id=found.id)),
    )


def everyone(desk: Desk) -> list[Organisation]:
    """By reference, under today's names."""
    called, today = names(desk), desk.clock.today()
    found = []
    for one in rows.find(desk.db, Organisation, order="ref"):
        then = called.on(one.id, today) or one
        alike = (then.name, then.short_name) == (one.name, one.short_name)
        found.append(one if alike else replace(one, name=then.name, short_name=then.short_name))
    return found


def offered(desk: Desk) -> list[Organisation]:
    """Those that may be chosen for something new today: neither former, nor still to begin, nor archived."""
    today = desk.clock.today()
    return [one for one in everyone(desk) if one.offered(today)]


def contacts_to_confirm(desk: Desk) -> list[ToConfirm]:
    """Contacts still there, of organisations still there, not confirmed for over six months; the oldest first."""
    today = desk.clock.today()
    since = months_before(today, STALE_AFTER)
    there = {one.id: one.name for one in offered(desk)}
    stale = [
        one
        for one in rows.find(desk.db, Contact)
        if one.organisation_id in there
        and one.here(today)
        and (one.confirmed_on is None or one.confirmed_on < since)
    ]
    stale.sort(key=lambda one: one.confirmed_on or date.min)
    return [ToConfirm(one, there[one.organisation_id]) for one in stale]


def as_called(desk: Desk, typed: str, on: date) -> str:
    """What was typed, but an organisation's name or short name of another time, or its reference, as of that day."""
    wanted = " ".join(typed.split()).casefold()
    called = names(desk)
    every = rows.find(desk.db, Organisation)
    now = {one.id: called.on(one.id, on) or one for one in every}
    if not wanted or any(wanted in (one.name.casefold(), one.short_name.casefold()) for one in now.values()):
        return typed
    borne = [(one.id, one) for one in every] + [
        (one.organisation_id, one) for one in rows.find(desk.db, OrganisationName)
    ]
    for organisation_id, one in borne:
        then = now[organisation_id]
        if wanted in (one.name.casefold(), getattr(one, "ref", "").casefold()):
            return then.name
        if wanted == one.short_name.casefold():
            return then.short_name or then.name
    return typed


def lead_name(desk: Desk, action: Action) -> str:
    """The lead organisation as it was called when the action was finished; of one still open, today."""
    if action.lead_organisation_id is None:
        return ""
    today = desk.clock.today()
    day = name_lists.finished_on(desk.db, today, action.id).get(action.id, today)
    return name_on(desk, action.lead_organisation_id, day)


def next_ref(desk: Desk, taken: Iterable[str] = ()) -> str:
    """O13 after O12; none of ``taken`` either."""
    used = {*taken, *(one.ref for one in rows.find(desk.db, Organisation))}
    return next(f"O{number:02}" for number in range(1, 100_000) if f"O{number:02}" not in used)


def free_letter(taken: Iterable[str]) -> str:
    """The next letter a service may have: c after a and b, aa after z."""
    used = set(taken)
    singles = list(ascii_lowercase)
    return next(
        one
        for one in (*singles, *(x + y for x in singles for y in singles), "?")
        if one not in used or one == "?"
    )


def lead_names(desk: Desk, actions: Iterable[Action]) -> dict[str, str]:
    """Of many actions by their ids, as ``lead_name`` has them; without those no organisation leads."""
    called, today = names(desk), desk.clock.today()
    ended = name_lists.finished_on(desk.db, today)
    led = [one for one in actions if one.lead_organisation_id]
    return {one.id: called.called(one.lead_organisation_id, ended.get(one.id, today)) for one in led}


def set_body(desk: Desk, organisation: Organisation) -> None:
    settings.put(desk.db, BODY, organisation.id)


def name_body(desk: Desk, name: str) -> Organisation:
    """The first word of whose workbook this is: kept as an organisation of its own.

    Raises:
        DeskError: no name was typed.
    """
    plain = " ".join(name.split())
    if not plain:
        raise EmptyFieldError(_("Name"))
    made = Organisation(id=new_id(), ref=next_ref(desk), name=plain, kind=SAFEGUARDING_BODY)
    with desk.step(_("Add {what}").format(what=made.name)):
        rows.put(desk.db, made)
    set_body(desk, made)
    return made


def names_day(desk: Desk, paper: Paper) -> date:
    """The day whose names a paper bears: that of its position where one is stated, so that a version corrected after
    a body was renamed still calls it what the first one did; else the day it was issued, or the day we work by.
    """
    today = paper.issued_on or desk.clock.today()
    stated = paper.position_at.split(",")[0]
    try:
        when = parse_when(stated)
    except DeskError:  # what stands there is the officer's own words, and may be no day
        return today
    return min(when.last_day, today) if when else today
