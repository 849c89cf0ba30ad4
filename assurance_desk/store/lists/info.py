"""What is in a workbook, counted."""

from __future__ import annotations

from sqlite_utils import Database

from assurance_desk.store.tables import NAMES


def counts(db: Database) -> dict[str, int]:
    """How many records of each kind there are, and how many steps the history has."""
    tables = {table.rstrip("_"): table for table in (*NAMES, "step", "blob")}
    return {
        name: int(db.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0])  # noqa: S608  (our own tables)
        for name, table in tables.items()
    }


def file_facts(db: Database) -> tuple[int, str]:
    """The schema of the file, and the SQLite that reads it."""
    schema = int(db.execute("PRAGMA user_version").fetchone()[0])
    return schema, str(db.execute("SELECT sqlite_version()").fetchone()[0])
