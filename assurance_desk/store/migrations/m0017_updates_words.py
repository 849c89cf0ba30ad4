"""The states of an update as the workbook called them on the day it was asked for."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    "ALTER TABLE update_request ADD COLUMN states TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE update_action ADD COLUMN state TEXT NOT NULL DEFAULT ''",
)


def migrate(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)
