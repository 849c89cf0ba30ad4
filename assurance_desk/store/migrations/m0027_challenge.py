"""What a panel asked of the sender before it agreed an answer."""

from __future__ import annotations

from sqlite_utils import Database


def migrate(db: Database) -> None:
    db.execute("ALTER TABLE moderation ADD COLUMN challenge TEXT NOT NULL DEFAULT ''")
