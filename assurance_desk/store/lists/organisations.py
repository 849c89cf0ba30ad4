"""The table of the Organisations page."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

_SQL = """
SELECT o.id, o.ref, o.name, o.short_name, o.kind, o.districts, COALESCE(s.many, 0), COALESCE(c.many, 0)
FROM organisation o
LEFT JOIN (SELECT organisation_id, COUNT(*) AS many FROM service GROUP BY 1) s ON s.organisation_id = o.id
LEFT JOIN (SELECT organisation_id, COUNT(*) AS many FROM contact WHERE left_on IS NULL GROUP BY 1) c
  ON c.organisation_id = o.id
ORDER BY o.ref, o.rowid
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


def table(db: Database) -> list[OrganisationRow]:
    return [OrganisationRow(*row) for row in db.execute(_SQL)]
