"""Reads behind ``check``: is the file sound, does every reference hold, does the history lead to what is there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlite_utils import Database

from assurance_desk.store.journal import JOURNALED

# Columns that name kept bytes by their SHA-256; empty where there are none.
BYTES = (
    ("review", "source_sha256"),
    ("evidence", "sha256"),
    ("meeting", "minutes_sha256"),
    ("return_", "carried_sha256"),
    ("return_file", "sha256"),
    ("return_file", "finding_sha256"),
    ("correction_book", "sha256"),
    ("correction_book", "finding_sha256"),
    ("parcel", "sha256"),
    ("enclosure", "sha256"),
    ("paper", "issued_sha256"),
)

Row = dict[str, Any]


def integrity(db: Database) -> list[str]:
    """SQLite's own findings on the file's structure; empty where it is sound."""
    found = [str(row[0]) for row in db.execute("PRAGMA integrity_check(20)")]
    return [] if found == ["ok"] else found


def broken_references(db: Database) -> list[tuple[str, str]]:
    """(table, table it points to) of every row that points at nothing."""
    return [(str(row[0]), str(row[2])) for row in db.execute("PRAGMA foreign_key_check")]


def missing_numbers(db: Database) -> list[tuple[str, int, int]]:
    """(``step`` or ``change``, how many there are, the last number): they are numbered without gaps."""
    found = []
    for table in ("step", "change"):
        sql = f"SELECT COUNT(*), COALESCE(MAX(id), 0) FROM {table}"  # noqa: S608  (two names of our own)
        count, last = db.execute(sql).fetchone()
        if count != last:
            found.append((table, int(count), int(last)))
    return found


def stories(db: Database) -> Iterator[tuple[str, str, list[tuple[Row | None, Row | None]]]]:
    """(table, row id, its changes before and after, oldest first) of every row the history knows."""
    rows = db.execute("SELECT table_name, row_id, before, after FROM change ORDER BY table_name, row_id, id")
    key: tuple[str, str] | None = None
    held: list[tuple[Row | None, Row | None]] = []
    for table, row_id, before, after in rows:
        if key is not None and key != (table, row_id):
            yield (*key, held)
            held = []
        key = (str(table), str(row_id))
        held.append((before and json.loads(before), after and json.loads(after)))
    if key is not None:
        yield (*key, held)


def rows_now(db: Database) -> dict[tuple[str, str], Row]:
    """Every journaled row as it stands."""
    found = {}
    for table in JOURNALED:
        cursor = db.execute(f'SELECT * FROM "{table}"')  # noqa: S608  (our own tables)
        names = [column[0] for column in cursor.description]
        for values in cursor:
            row = dict(zip(names, values, strict=True))
            found[table, str(row["id"])] = row
    return found


def missing_bytes(db: Database) -> list[tuple[str, str]]:
    """(table, SHA-256) of every record whose bytes are not kept."""
    return [
        (table, str(row[0]))
        for table, column in BYTES
        for row in db.execute(
            f'SELECT "{column}" FROM "{table}" '  # noqa: S608  (our own tables)
            f'WHERE "{column}" != \'\' AND "{column}" NOT IN (SELECT sha256 FROM blob)'
        )
    ]
