"""Half-typed text, kept while it is typed and offered after a crash. Outside history."""

from __future__ import annotations

from sqlite_utils import Database


def keep(db: Database, key: str, text: str, at: str) -> None:
    with db.atomic():
        db.execute(
            "INSERT INTO draft (key, text, at) VALUES (?, ?, ?) "
            "ON CONFLICT (key) DO UPDATE SET text = excluded.text, at = excluded.at",
            [key, text, at],
        )


def read(db: Database) -> dict[str, str]:
    """Every draft by its key, oldest first."""
    return {str(key): str(text) for key, text in db.execute("SELECT key, text FROM draft ORDER BY at")}


def drop(db: Database, key: str) -> None:
    with db.atomic():
        db.execute("DELETE FROM draft WHERE key = ?", [key])
