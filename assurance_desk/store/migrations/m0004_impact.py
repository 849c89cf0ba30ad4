"""Whether a change lasted is looked at later; a judgement says when it is looked at again and who dissented."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    """
CREATE TABLE impact_review (
    id TEXT PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action(id) ON DELETE CASCADE, months INTEGER NOT NULL,
    due TEXT NOT NULL, held_on TEXT, level TEXT NOT NULL, found TEXT NOT NULL
) STRICT
""",
    "CREATE INDEX impact_review_action ON impact_review(action_id)",
    "ALTER TABLE judgement ADD COLUMN next_review TEXT",
    "ALTER TABLE judgement ADD COLUMN dissent TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE judgement ADD COLUMN scrutineer INTEGER NOT NULL DEFAULT 0",
)


def migrate(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)
