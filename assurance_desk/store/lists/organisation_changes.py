"""Which step recorded a change of organisations."""

from __future__ import annotations

from sqlite_utils import Database


def step_of(db: Database, change_id: str) -> int | None:
    """The latest step that put it there (a redone one is a step of its own); None where no history tells."""
    row = db.execute(
        "SELECT max(step_id) FROM change WHERE table_name = 'organisation_change' AND row_id = ? AND before IS NULL",
        [change_id],
    ).fetchone()
    return None if row is None or row[0] is None else int(row[0])
