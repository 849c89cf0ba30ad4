"""What a migration did to records is a step of the history too, so that the history still leads to what is there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlite_utils import Database

Row = dict[str, Any]
USER = "Assurance Desk"


def row(db: Database, table: str, row_id: str) -> Row:
    """A row as it stands."""
    cursor = db.execute(f'SELECT * FROM "{table}" WHERE id = ?', [row_id])  # noqa: S608  (our own tables)
    return dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))


def record(
    db: Database, schema: int, label: str, changed: Sequence[tuple[str, str, Row | None, Row | None]]
) -> None:
    """One step of (table, row id, before, after); none where nothing changed."""
    if not changed:
        return
    at = datetime.now(UTC).isoformat(timespec="seconds")
    cursor = db.execute(
        "INSERT INTO step (label, kind, reverses, at, user, schema) VALUES (?, 'update', NULL, ?, ?, ?)",
        [label, at, USER, schema],
    )
    for table, row_id, before, after in changed:
        values = [json.dumps(one, ensure_ascii=False) if one is not None else None for one in (before, after)]
        db.execute(
            "INSERT INTO change (step_id, table_name, row_id, before, after) VALUES (?, ?, ?, ?, ?)",
            [cursor.lastrowid, table, row_id, *values],
        )
