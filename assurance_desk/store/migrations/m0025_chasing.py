"""The steps of chasing, once an officer edits them; and of each line of the log, which step it was, drafted or sent."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    """
CREATE TABLE chasing_step (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, days INTEGER NOT NULL, subject TEXT NOT NULL,
    wording TEXT NOT NULL, retired INTEGER NOT NULL, position INTEGER NOT NULL
) STRICT
""",
    "ALTER TABLE chaser ADD COLUMN step_id TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE chaser ADD COLUMN kind TEXT NOT NULL DEFAULT 'chased'",
    "ALTER TABLE chaser ADD COLUMN state TEXT NOT NULL DEFAULT 'sent'",
    "ALTER TABLE chaser ADD COLUMN who TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE chaser ADD COLUMN drafted_on TEXT",
)


def migrate(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)
