"""The table of the Organisations page."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

_SQL = """
SELECT o.id, o.ref, o.name, o.short_name, o.kind, o.districts,
  (SELECT COUNT(*) FROM service s WHERE s.organisation_id = o.id),
  (SELECT COUNT(*) FROM contact c WHERE c.organisation_id = o.id AND c.left_on IS NULL),
  (SELECT COUNT(*) FROM action a WHERE a.lead_organisation_id = o.id),
  (SELECT COUNT(*) FROM return_ r WHERE r.organisation_id = o.id)
FROM organisation o ORDER BY o.ref, o.rowid
"""


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    id: str
    ref: str
    name: str
    short_name: str
    kind: str
    districts: str
    services: int
    contacts: int
    actions: int
    returns: int


def table(db: Database) -> list[OrganisationRow]:
    return [OrganisationRow(*row) for row in db.execute(_SQL)]
