"""What a body calls itself in a sentence, where its name does not tell it; kept with what was issued under it."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    "ALTER TABLE organisation ADD COLUMN calls_itself TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE organisation_name ADD COLUMN calls_itself TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE questionnaire ADD COLUMN body_word TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE update_request ADD COLUMN body_word TEXT NOT NULL DEFAULT ''",
)


def migrate(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)
