"""What is in a workbook, counted."""

from __future__ import annotations

from sqlite_utils import Database

from assurance_desk.domain.returns import TAKEN
from assurance_desk.store.rows import TABLES


def counts(db: Database) -> dict[str, int]:
    """How many records of each kind there are, and how many steps the history has."""
    tables = {table.rstrip("_"): table for table in (*TABLES.values(), "step", "blob")}
    return {
        name: int(db.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0])  # noqa: S608  (our own tables)
        for name, table in tables.items()
    }


def returns(db: Database) -> dict[str, dict[str, int]]:
    """By questionnaire id: how many returns were issued, have come back, are taken in whole."""
    rows = db.execute(
        "SELECT questionnaire_id, COUNT(issued_on), COUNT(received_on), SUM(state = ?) FROM return_ GROUP BY 1",
        [TAKEN],
    )
    return {
        str(of): {"issued": int(issued), "received": int(received), "taken": int(taken)}
        for of, issued, received, taken in rows
    }


def file_facts(db: Database) -> tuple[int, str]:
    """The schema of the file, and the SQLite that reads it."""
    schema = int(db.execute("PRAGMA user_version").fetchone()[0])
    return schema, str(db.execute("SELECT sqlite_version()").fetchone()[0])
