"""A response has versions, each following the one before; each version is signed by the partners named for it."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    "ALTER TABLE response ADD COLUMN follows_id TEXT REFERENCES response(id) ON DELETE SET NULL",
    "ALTER TABLE response ADD COLUMN unsigned_reason TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX response_follows ON response(follows_id)",
    """
CREATE TABLE signature (
    id TEXT PRIMARY KEY, response_id TEXT NOT NULL REFERENCES response(id) ON DELETE CASCADE, partner TEXT NOT NULL,
    organisation_id TEXT REFERENCES organisation(id) ON DELETE SET NULL, role TEXT NOT NULL, state TEXT NOT NULL,
    "on" TEXT, note TEXT NOT NULL, position INTEGER NOT NULL
) STRICT
""",
    "CREATE INDEX signature_response ON signature(response_id)",
    "CREATE INDEX signature_organisation ON signature(organisation_id)",
)


def migrate(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)
