"""What several things to decide have in common, so that one decision may settle them."""

from __future__ import annotations

from sqlite_utils import Database


def migrate(db: Database) -> None:
    db.execute("ALTER TABLE query ADD COLUMN cause TEXT NOT NULL DEFAULT ''")
