"""A review's embargo by date and hour, its themes, whose it is, why it is late and how its learning was shared."""

from __future__ import annotations

from sqlite_utils import Database

COLUMNS = ("embargo_until", "incident_period", "whose", "themes", "slippage", "learning_shared")


def migrate(db: Database) -> None:
    for column in COLUMNS:
        db.execute(f"ALTER TABLE review ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
