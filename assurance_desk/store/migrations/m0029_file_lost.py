"""How many cells of a returned file could not be accounted for is kept with it, so that a tray of many can say so."""

from __future__ import annotations

from sqlite_utils import Database


def migrate(db: Database) -> None:
    db.execute("ALTER TABLE return_file ADD COLUMN lost INTEGER NOT NULL DEFAULT 0")
