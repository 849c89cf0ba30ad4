"""The table of the Organisations page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlite_utils import Database

from assurance_desk.domain.dates import day_from_iso
from assurance_desk.store.lists.names import dated_names

_SQL = """
SELECT o.id, o.ref, o.name, o.short_name, o.kind, o.districts, COALESCE(s.many, 0), COALESCE(c.many, 0),
  o.parent_id, o.opened_on, o.closed_on, o.archived_on
FROM organisation o
LEFT JOIN (SELECT organisation_id, COUNT(*) AS many FROM service GROUP BY 1) s ON s.organisation_id = o.id
LEFT JOIN (SELECT organisation_id, COUNT(*) AS many FROM contact WHERE left_on IS NULL GROUP BY 1) c
  ON c.organisation_id = o.id
ORDER BY o.ref, o.rowid
"""


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """``depth`` is how many organisations it is a part of, one inside the other, where the rows stand as a tree."""

    id: str
    ref: str
    name: str
    short_name: str
    kind: str
    districts: str
    services: int
    contacts: int
    parent_id: str | None = None
    opened_on: date | None = None
    closed_on: date | None = None
    archived_on: date | None = None
    depth: int = 0


def table(db: Database, today: date) -> list[OrganisationRow]:
    """Everyone, under the names of that day."""
    called = dated_names(db)
    found = (
        OrganisationRow(*row[:9], *(day_from_iso(day) for day in row[9:]))
        for row in db.execute(_SQL).fetchall()
    )
    return [
        replace(one, name=called.called(one.id, today), short_name=then.short_name)
        if one.id in called.renamed() and (then := called.on(one.id, today))
        else one
        for one in found
    ]
