"""When an organisation began and ended, what became of it, and since when a contact has spoken for it."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    "ALTER TABLE organisation ADD COLUMN opened_on TEXT",
    "ALTER TABLE organisation ADD COLUMN closed_on TEXT",
    "ALTER TABLE organisation ADD COLUMN archived_on TEXT",
    "ALTER TABLE contact ADD COLUMN since TEXT",
    """
CREATE TABLE organisation_change (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, from_id TEXT NOT NULL REFERENCES organisation(id),
    to_id TEXT NOT NULL REFERENCES organisation(id), "on" TEXT NOT NULL, note TEXT NOT NULL,
    UNIQUE (from_id, to_id)
) STRICT
""",
    "CREATE INDEX organisation_change_to ON organisation_change(to_id)",
)


def migrate(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)
