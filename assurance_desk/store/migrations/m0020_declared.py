"""A fact beside a delivery state is kept with its day; an action, or one review, may be said to need no look at its impact."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    "ALTER TABLE progress_note ADD COLUMN fact TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE progress_note ADD COLUMN declared INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE action ADD COLUMN no_impact TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE impact_review ADD COLUMN waived TEXT NOT NULL DEFAULT ''",
)


def migrate(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)
