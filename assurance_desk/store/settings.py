"""Small settings of one workbook, outside history."""

from __future__ import annotations

from sqlite_utils import Database


def get(db: Database, key: str, default: str = "") -> str:
    row = db.execute("SELECT value FROM setting WHERE key = ?", [key]).fetchone()
    return default if row is None else str(row[0])


def put(db: Database, key: str, value: str) -> None:
    with db.atomic():
        db.execute(
            "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            [key, value],
        )
