"""What a panel agreed of an answer is kept beside it, each time, with its reason."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    """
CREATE TABLE moderation (
    id TEXT PRIMARY KEY, answer_id TEXT NOT NULL REFERENCES answer(id) ON DELETE CASCADE, before TEXT NOT NULL,
    agreed TEXT NOT NULL, reason TEXT NOT NULL, panel TEXT NOT NULL, "on" TEXT NOT NULL, position INTEGER NOT NULL
) STRICT
""",
    "CREATE INDEX moderation_answer ON moderation(answer_id)",
)


def migrate(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)
