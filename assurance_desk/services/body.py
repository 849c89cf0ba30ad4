"""The body whose workbook this is, and what organisations were called on a day: asked to show the window."""

from __future__ import annotations

from datetime import date

from assurance_desk.domain.organisation_changes import OrganisationChange
from assurance_desk.domain.organisations import SAFEGUARDING_BODY, Names, Organisation, OrganisationName
from assurance_desk.domain.organisations import body_word as word_of
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows, settings
from assurance_desk.store.lists import names as name_lists

BODY = "body"
"""Setting: the id of the organisation whose workbook this is."""


def names(desk: Desk) -> Names:
    """What every organisation was called on any day: for many names at once."""
    return name_lists.dated_names(desk.db)


def name_on(desk: Desk, organisation_id: str, on: date | None = None, *, short: bool = False) -> str:
    """What an organisation was called on a day (today without one); empty where there is no such organisation.

    ``short`` gives the short name where there is one. A day before its first dated name gives that name.
    """
    found = rows.one(desk.db, Organisation, id=organisation_id)
    if found is None:
        return ""
    return Names([found], names_of(desk, found.id)).called(found.id, on or desk.clock.today(), short=short)


def names_of(desk: Desk, organisation_id: str) -> list[OrganisationName]:
    """Its dated names, the first one first; none where it has borne one name throughout."""
    held = rows.find(desk.db, OrganisationName, organisation_id=organisation_id)
    return sorted(held, key=lambda one: one.since or date.min)


def body(desk: Desk, on: date | None = None) -> Organisation | None:
    """The body whose workbook this is, as set, else the first safeguarding body of the register.

    What took its place by that day (today without one), or what it took the place of, stands for it.
    """
    chosen = settings.get(desk.db, BODY)
    found = rows.one(desk.db, Organisation, id=chosen) if chosen else None
    found = found or rows.one(desk.db, Organisation, kind=SAFEGUARDING_BODY)
    return _standing(desk, found, on or desk.clock.today()) if found else None


def _standing(desk: Desk, one: Organisation, day: date) -> Organisation:
    """Who stood where this one stands on that day: where it came of one alone, or became one alone."""
    seen = {one.id}
    while True:
        if one.former(day):
            ids = [change.to_id for change in rows.find(desk.db, OrganisationChange, from_id=one.id)]
        elif one.opened_on is not None and day < one.opened_on:
            found = [change.from_id for change in rows.find(desk.db, OrganisationChange, to_id=one.id)]
            ids = [each for each in found if rows.get(desk.db, Organisation, each).kind == one.kind]
        else:
            return one
        if len(ids) != 1 or ids[0] in seen:
            return one
        seen.add(ids[0])
        one = rows.get(desk.db, Organisation, ids[0])


def body_name(desk: Desk, on: date | None = None, *, short: bool = False) -> str:
    """What the body is called on a day (today without one); empty where none is known.

    ``short`` gives "Merrowshire SCB" or "MSCB" where there is one.
    """
    found = body(desk, on)
    return name_on(desk, found.id, on, short=short) if found else ""


def body_word(desk: Desk, on: date | None = None) -> str:
    """What the body calls itself in a sentence on a day (today without one): the Board, the Partnership."""
    return word_of(body_name(desk, on), body_own_word(desk, on))


def body_own_word(desk: Desk, on: date | None = None) -> str:
    """The word it gave itself under the name of that day; empty where its name tells it."""
    day = on or desk.clock.today()
    found = body(desk, on)
    then = names(desk).on(found.id, day) if found else None
    return then.calls_itself if then else ""
