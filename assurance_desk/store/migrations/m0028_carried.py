"""Last round: the questionnaire whose answers are carried forward, and what of them stands in each copy."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    "ALTER TABLE questionnaire ADD COLUMN last_round_id TEXT REFERENCES questionnaire(id) ON DELETE SET NULL",
    "ALTER TABLE return_ ADD COLUMN carried_sha256 TEXT NOT NULL DEFAULT ''",
)


def migrate(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)
