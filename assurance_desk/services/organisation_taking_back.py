"""A merger, split or succession recorded by mistake is taken back, however long ago it was recorded.

Undo covers one sitting. Later, other work rests on what was recorded, so only what still stands as the change left it
goes back: open actions still led by the successor, parts still below it, copies nobody has touched. What was done since
stays with whom it is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assurance_desk.domain.actions import FINISHED, Action, ProgressNote
from assurance_desk.domain.changes import RowChange
from assurance_desk.domain.dates import long_date
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.organisation_changes import OrganisationChange
from assurance_desk.domain.organisations import Contact, Organisation, OrganisationName, Service
from assurance_desk.errors import DeskError
from assurance_desk.services.desk import Desk
from assurance_desk.services.organisations import name_on
from assurance_desk.services.records_base import current
from assurance_desk.services.records_kept import what_refers
from assurance_desk.store import rows
from assurance_desk.store.lists import organisation_changes as lists
from assurance_desk.store.tables import table_of
from assurance_desk.texts import _


class NothingRecordedError(DeskError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("Nothing is recorded that became of {name}, so nothing was changed.").format(name=name)
        )


def take_back(desk: Desk, organisation: Organisation) -> Organisation:
    """It is there again, with what still stands as it was carried over; all who ended with it too.

    Raises:
        NothingRecordedError: nothing became of it, as far as is recorded.
    """
    now = current(desk, organisation)
    links = rows.find(desk.db, OrganisationChange, from_id=now.id)
    step = lists.step_of(desk.db, links[-1].id) if links else None
    if step is None:
        raise NothingRecordedError(now.name)
    done = desk.changes(step)
    put = [*_actions(desk, done), *_organisations(desk, done)]
    with desk.step(_("Take back what became of {name}").format(name=name_on(desk, now.id, short=True))):
        rows.put_many(desk.db, put)
        for kind in (Contact, Service, OrganisationChange, Organisation):
            for one in _made(desk, done, kind):
                if not _used(desk, one):
                    rows.remove(desk.db, one)
    return rows.get(desk.db, Organisation, now.id)


def _actions(desk: Desk, done: list[RowChange]) -> list[Any]:
    found: list[Any] = []
    for change in done:
        if change.table != "action" or change.before is None or change.after is None:
            continue
        now = rows.one(desk.db, Action, id=change.row_id)
        was, given = str(change.before["lead_organisation_id"]), change.after["lead_organisation_id"]
        if now is None or now.lead_organisation_id != given or now.delivery in FINISHED:
            continue
        today = desk.clock.today()
        words = _("Led by {name} again: what was recorded of it was taken back on {day}.")
        text = words.format(name=name_on(desk, was), day=long_date(today))
        found += [
            replace(now, lead_organisation_id=was),
            ProgressNote(id=new_id(), action_id=now.id, on=today, text=text),
        ]
    return found


def _organisations(desk: Desk, done: list[RowChange]) -> list[Organisation]:
    """Those that ended, there again; parts below them again, where they were not moved since."""
    found: dict[str, Organisation] = {}
    for change in done:
        if change.table != "organisation" or change.before is None or change.after is None:
            continue
        now = found.get(change.row_id) or rows.one(desk.db, Organisation, id=change.row_id)
        if now is None:
            continue
        before, after = (rows.from_row(Organisation, row) for row in (change.before, change.after))
        if now.closed_on == after.closed_on:
            now = replace(now, closed_on=before.closed_on)
        if now.parent_id == after.parent_id:
            now = replace(now, parent_id=before.parent_id)
        found[now.id] = now
    return list(found.values())


def _made(desk: Desk, done: list[RowChange], kind: type[Any]) -> list[Any]:
    """What the change added of a kind, and stands as it was added; an organisation also where it was edited since."""
    found = []
    for change in done:
        if change.table != table_of(kind) or change.before is not None or change.after is None:
            continue
        now = rows.one(desk.db, kind, id=change.row_id)
        if now is not None and (kind is Organisation or now == rows.from_row(kind, change.after)):
            found.append(now)
    return found


def _used(desk: Desk, record: Any) -> bool:
    if isinstance(record, Service):
        return bool(what_refers(desk.db, record)) or bool(rows.find(desk.db, Contact, service_id=record.id))
    if isinstance(record, Organisation):
        hung = (OrganisationName, Service, Contact)
        return bool(what_refers(desk.db, record)) or any(
            rows.find(desk.db, kind, organisation_id=record.id) for kind in hung
        )
    return False
