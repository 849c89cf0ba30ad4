"""Who speaks for an organisation: confirmed, left, and who it was on a day; and putting organisations away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assurance_desk.domain.field_errors import UnknownOrganisationError
from assurance_desk.domain.organisations import Contact, Organisation, Service
from assurance_desk.errors import DeskError
from assurance_desk.services.desk import Desk
from assurance_desk.services.organisations import body, free_letter, name_on
from assurance_desk.services.records_base import current, name_of, organisation_lookup
from assurance_desk.store import rows
from assurance_desk.texts import _, plural


class OwnBodyError(DeskError):
    def __init__(self, name: str) -> None:
        super().__init__(_("This is the workbook of {name}, so it was not archived.").format(name=name))


class NoSuchServiceError(DeskError):
    def __init__(self, typed: str, names: list[str]) -> None:
        there = ", ".join(names) or _("none")
        super().__init__(
            _(
                "It has no service “{typed}” (there is: {there}), so nothing was changed. Add the service first, or leave "
                "this empty."
            ).format(typed=typed, there=there)
        )


class NotThereError(DeskError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("{name} has ended or is archived and takes on nothing new, so nothing was changed.").format(
                name=name
            )
        )


class LeftBeforeError(DeskError):
    def __init__(self) -> None:
        super().__init__(
            _("They would have left before they came, so nothing was changed. Check the two days.")
        )


def contacts_on(desk: Desk, organisation_id: str, on: date | None = None) -> list[Contact]:
    """Who spoke for it on a day (today without one), in the order kept."""
    day = on or desk.clock.today()
    return [one for one in rows.find(desk.db, Contact, organisation_id=organisation_id) if one.here(day)]


def addressees(desk: Desk) -> dict[str, list[Contact]]:
    """By organisation, those who can be written to today: there, and with an address."""
    today = desk.clock.today()
    found: dict[str, list[Contact]] = {}
    for one in rows.find(desk.db, Contact):
        if one.email and one.here(today):
            found.setdefault(one.organisation_id, []).append(one)
    return found


def confirm(desk: Desk, organisation_id: str) -> int:
    """All who are there are confirmed today; gives how many were not yet."""
    today = desk.clock.today()
    found = [one for one in contacts_on(desk, organisation_id) if one.confirmed_on != today]
    if found:
        name = name_on(desk, organisation_id, short=True)
        what = plural("{n} contact", "{n} contacts", len(found))
        with desk.step(_("Confirm {what} of {name}").format(what=what, name=name)):
            rows.put_many(desk.db, [replace(one, confirmed_on=today) for one in found])
    return len(found)


def leave(desk: Desk, contact: Contact, on: date | None = None) -> Contact:
    """They have left: kept, and never an addressee again.

    Raises:
        LeftBeforeError: on a day before they came.
    """
    now = current(desk, contact)
    day = on or desk.clock.today()
    if now.since is not None and day < now.since:
        raise LeftBeforeError
    new = replace(now, left_on=day)
    with desk.step(_("Mark {what} as left").format(what=_called(now))):
        rows.put(desk.db, new)
    return new


def come_back(desk: Desk, contact: Contact) -> Contact:
    """They had not left after all."""
    now = current(desk, contact)
    new = replace(now, left_on=None)
    with desk.step(_("Mark {what} as there").format(what=_called(now))):
        rows.put(desk.db, new)
    return new


def speaks_for(desk: Desk, contact: Contact, typed: str) -> Contact:
    """For one service, by its name or letter, or for all of it where nothing is typed.

    Raises:
        NoSuchServiceError: the organisation has none so called.
    """
    now = current(desk, contact)
    services = rows.find(desk.db, Service, organisation_id=now.organisation_id)
    wanted = " ".join(typed.split()).casefold()
    found = next((one for one in services if wanted in (one.ref.casefold(), one.name.casefold())), None)
    if found is None and wanted and wanted != _("all of it").casefold():
        raise NoSuchServiceError(typed, [one.name for one in services])
    new = replace(now, service_id=found.id if found else None)
    if new != now:
        with desk.step(_("Edit {what}, whom it speaks for").format(what=_called(now))):
            rows.put(desk.db, new)
    return new


def _called(contact: Contact) -> str:
    return contact.name or contact.role or name_of(contact)


def move_service(desk: Desk, service: Service, typed: str) -> Service:
    """To another organisation, with those who speak for it; its returns stay with whom was asked.

    Raises:
        DeskError: there is no organisation so called, or it is a former one.
    """
    now = current(desk, service)
    found = organisation_lookup(desk)(typed)
    if found is None:
        raise UnknownOrganisationError(typed)
    if found == now.organisation_id:
        return now
    to = rows.get(desk.db, Organisation, found)
    if not to.offered(desk.clock.today()):
        raise NotThereError(name_on(desk, found))
    letters = {one.ref for one in rows.find(desk.db, Service, organisation_id=found)}
    new = replace(now, organisation_id=found, ref=now.ref if now.ref not in letters else free_letter(letters))
    label = _("Move {what} to {name}").format(what=now.name, name=name_on(desk, found, short=True))
    with desk.step(label):
        speaking = rows.find(desk.db, Contact, service_id=now.id)
        rows.put_many(desk.db, [new, *(replace(one, organisation_id=found) for one in speaking)])
    return new


# ------------------------------------------------------------------ out of the way


def archive(desk: Desk, organisation: Organisation) -> Organisation:
    """Out of the way: offered nowhere, hidden unless asked for, and never lost.

    Raises:
        OwnBodyError: it is the body whose workbook this is.
    """
    now = current(desk, organisation)
    own = body(desk)
    if own is not None and own.id == now.id:
        raise OwnBodyError(name_on(desk, now.id))
    new = replace(now, archived_on=desk.clock.today())
    with desk.step(_("Archive {name}").format(name=name_on(desk, now.id, short=True))):
        rows.put(desk.db, new)
    return new


def bring_back(desk: Desk, organisation: Organisation) -> Organisation:
    """Out of the archive again."""
    now = current(desk, organisation)
    new = replace(now, archived_on=None)
    with desk.step(_("Bring {name} back from the archive").format(name=name_on(desk, now.id, short=True))):
        rows.put(desk.db, new)
    return new
