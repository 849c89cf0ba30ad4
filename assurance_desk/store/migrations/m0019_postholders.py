"""Who holds an owner's role is kept from day to day."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    """
CREATE TABLE postholder (
    id TEXT PRIMARY KEY, role TEXT NOT NULL, organisation_id TEXT REFERENCES organisation(id) ON DELETE SET NULL,
    person TEXT NOT NULL, since TEXT, until TEXT, position INTEGER NOT NULL
) STRICT
""",
    "CREATE INDEX postholder_organisation ON postholder(organisation_id)",
)


def migrate(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)
