"""A workbook as it stood after one of its steps: a copy, in which every later step is played backwards.

The copy is only read, and gone with the run that made it. Its history ends where it stands.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from assurance_desk import scratch
from assurance_desk.store import copies, faults
from assurance_desk.store import open as store_open
from assurance_desk.store.journal import put_image
from assurance_desk.store.migrations import UPGRADES

GUARDS = ("step_no_delete", "change_no_delete", "chain_no_delete")


def last_step_by(db: Database, moment: str) -> int | None:
    """The last step kept by then (UTC, ISO form); None where nothing had been done."""
    row = db.execute("SELECT MAX(id) FROM step WHERE at <= ?", [moment]).fetchone()
    return None if row[0] is None else int(row[0])


def copy(db: Database) -> Path:
    """The workbook as it is now, in a file of its own.

    Raises:
        DeskError: the temporary folder is full or cannot be written.
    """
    folder = Path(tempfile.mkdtemp(prefix="as-at-", dir=scratch.folder()))
    path = folder / "as at.assurance"
    copies.copy_into(db, path)
    return path


def rewind(path: Path, step_id: int) -> None:
    """Take every step after this one back in the copy at ``path``, and out of its history.

    Raises:
        DeskError: the temporary folder is full or cannot be written.
    """
    with faults.sentences(path):
        db = store_open.connect(path, "rw")
        try:
            with db.atomic():
                db.execute("PRAGMA defer_foreign_keys = ON")
                _play_backwards(db, step_id)
                _forget_later(db, step_id)
        finally:
            db.close()


def open_copy(path: Path, shown_as: Path) -> store_open.OpenFile:
    """The copy, to read only, under the workbook's own name; closing it removes the copy."""
    db = store_open.connect(path, "rw")
    return store_open.OpenFile(shown_as, db, read_only=True, reading_copy=path)


def _play_backwards(db: Database, step_id: int) -> None:
    changes = db.execute(
        "SELECT table_name, row_id, before FROM change WHERE step_id > ? ORDER BY id DESC", [step_id]
    ).fetchall()
    columns: dict[str, frozenset[str]] = {}
    for table, row_id, before in changes:
        if before is None:
            db.execute(f'DELETE FROM "{table}" WHERE id = ?', [row_id])  # noqa: S608  (names from our own triggers)
            continue
        for into, row in _upgraded(str(table), json.loads(before)):
            if into not in columns:
                info = db.execute(f'PRAGMA table_info("{into}")')
                columns[into] = frozenset(str(one[1]) for one in info)
            put_image(db, into, {name: value for name, value in row.items() if name in columns[into]})


def _upgraded(table: str, row: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The row in today's shape, whatever schema it was kept under."""
    rows = [(table, row)]
    for upgrade in UPGRADES:
        rows = [made for one in rows for made in upgrade(*one)]
    yield from rows


def _forget_later(db: Database, step_id: int) -> None:
    """Only in a copy that is read and thrown away: the workbook's own history never shrinks."""
    guards = [
        db.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?", [guard]).fetchone()[0]
        for guard in GUARDS
    ]
    for guard in GUARDS:
        db.execute(f"DROP TRIGGER {guard}")
    for table, column in (("chain", "step_id"), ("change", "step_id"), ("step", "id")):
        db.execute(f"DELETE FROM {table} WHERE {column} > ?", [step_id])  # noqa: S608  (fixed names)
    for sql in guards:  # a copy of this copy is a workbook like any other
        db.execute(sql)
    db.execute("DELETE FROM draft")
