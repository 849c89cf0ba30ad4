"""Organisations as they are called, and were; whose workbook this is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from assurance_desk.domain.field_errors import EmptyFieldError
from assurance_desk.domain.fields import edited
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.organisations import (
    SAFEGUARDING_BODY,
    Contact,
    Organisation,
    OrganisationName,
    Service,
)
from assurance_desk.domain.organisations import body_word as word_of
from assurance_desk.errors import DeskError
from assurance_desk.services.desk import Desk
from assurance_desk.services.records_base import current
from assurance_desk.store import rows, settings
from assurance_desk.store.lists import organisations as lists
from assurance_desk.texts import _

OrganisationRow = lists.OrganisationRow
BODY = "body"
"""Setting: the id of the organisation whose workbook this is."""


class SameNameError(DeskError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("It is called “{name}” already, so nothing was changed. Type its new name.").format(name=name)
        )


@dataclass(frozen=True, slots=True)
class Whole:
    """An organisation with what hangs on it."""

    organisation: Organisation
    names: tuple[OrganisationName, ...]
    services: tuple[Service, ...]
    contacts: tuple[Contact, ...]


def table(desk: Desk) -> list[OrganisationRow]:
    return lists.table(desk.db)


def whole(desk: Desk, organisation_id: str) -> Whole | None:
    """None where there is no such organisation (any longer)."""
    found = rows.one(desk.db, Organisation, id=organisation_id)
    if found is None:
        return None
    names = rows.find(desk.db, OrganisationName, organisation_id=found.id)
    return Whole(
        found,
        tuple(sorted(names, key=lambda one: one.since or date.min)),
        tuple(rows.find(desk.db, Service, organisation_id=found.id, order="ref")),
        tuple(rows.find(desk.db, Contact, organisation_id=found.id)),
    )


def name_of(desk: Desk, organisation_id: str) -> str:
    """Today's name; empty where there is no such organisation."""
    found = rows.one(desk.db, Organisation, id=organisation_id)
    return found.name if found else ""


def next_ref(desk: Desk) -> str:
    """O13 after O12."""
    taken = {one.ref for one in rows.find(desk.db, Organisation)}
    return next(f"O{number:02}" for number in range(1, 100_000) if f"O{number:02}" not in taken)


def rename(desk: Desk, organisation: Organisation, name: str, short_name: str, since: date) -> Organisation:
    """A new name from a day on; the old one stays, dated, and papers of its time keep it.

    Raises:
        DeskError: no name, or the one it has.
    """
    now = current(desk, organisation)
    if " ".join(name.split()) == now.name:
        raise SameNameError(now.name)
    new = replace(edited(now, "name", name), short_name=" ".join(short_name.split()))
    held = rows.find(desk.db, OrganisationName, organisation_id=now.id)
    with desk.step(
        _("Rename {old} to {new}").format(old=now.short_name or now.name, new=new.short_name or new.name)
    ):
        if not held:
            first = OrganisationName(
                id=new_id(), organisation_id=now.id, name=now.name, short_name=now.short_name
            )
            rows.put(desk.db, first)
        dated = OrganisationName(
            id=new_id(), organisation_id=now.id, name=new.name, short_name=new.short_name, since=since
        )
        rows.put_many(desk.db, [dated, new])
    return new


def body(desk: Desk) -> Organisation | None:
    """The body whose workbook this is: as set, else the first safeguarding body of the register."""
    chosen = settings.get(desk.db, BODY)
    found = rows.one(desk.db, Organisation, id=chosen) if chosen else None
    return found or rows.one(desk.db, Organisation, kind=SAFEGUARDING_BODY)


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


def body_name(desk: Desk, on: date | None = None, *, short: bool = False) -> str:
    """What the body is called on a day (today without one); empty where none is known.

    ``short`` gives "Merrowshire SCB" or "MSCB" where there is one.
    """
    found = body(desk)
    if found is None:
        return ""
    day = on or desk.clock.today()
    names = [
        one
        for one in rows.find(desk.db, OrganisationName, organisation_id=found.id)
        if (one.since or day) <= day
    ]
    latest = max(names, key=lambda one: one.since or date.min, default=None)
    now = latest or found
    return (now.short_name if short else "") or now.name


def body_word(desk: Desk, on: date | None = None) -> str:
    """What the body calls itself in a sentence on a day (today without one): the Board, the Partnership."""
    return word_of(body_name(desk, on))
