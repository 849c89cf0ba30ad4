"""Who speaks for an organisation: confirmed, left, and who it was on a day; and putting organisations away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assurance_desk.domain.organisations import Contact, Organisation
from assurance_desk.errors import DeskError
from assurance_desk.services.desk import Desk
from assurance_desk.services.organisations import body, name_on
from assurance_desk.services.records_base import current, name_of
from assurance_desk.store import rows
from assurance_desk.texts import _, plural


class OwnBodyError(DeskError):
    def __init__(self, name: str) -> None:
        super().__init__(_("This is the workbook of {name}, so it was not archived.").format(name=name))


class LeftBeforeError(DeskError):
    def __init__(self) -> None:
        super().__init__(
            _("They would have left before they came, so nothing was changed. Check the two days.")
        )


def contacts_on(desk: Desk, organisation_id: str, on: date | None = None) -> list[Contact]:
    """Who spoke for it on a day (today without one), in the order kept."""
    day = on or desk.clock.today()
    return [one for one in rows.find(desk.db, Contact, organisation_id=organisation_id) if one.here(day)]


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


def _called(contact: Contact) -> str:
    return contact.name or contact.role or name_of(contact)


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
