"""Counts of meetings, and what falls due at them."""

from __future__ import annotations

import json
from datetime import date

from sqlite_utils import Database

from assurance_desk.domain.actions import FINISHED, Action
from assurance_desk.store.rows import from_row


def unrecorded(db: Database, today: date) -> int:
    """How many were before today and are not held yet."""
    found = db.execute('SELECT COUNT(*) FROM meeting WHERE held = 0 AND "on" < ?', [today.isoformat()])
    return int(found.fetchone()[0])


def due_until(db: Database, until: date) -> list[Action]:
    """Unfinished actions due, and standing commitments to be reviewed, by a day or in its month; the earliest first."""
    falls = "CASE kind WHEN 'standing commitment' THEN next_review ELSE due END"
    cursor = db.execute(
        f"SELECT * FROM action WHERE {falls} <= :until AND delivery NOT IN "  # noqa: S608  (fixed texts)
        f"(SELECT value FROM json_each(:finished)) ORDER BY {falls}, position",
        {"until": until.isoformat(), "finished": json.dumps(sorted(FINISHED))},
    )
    names = [column[0] for column in cursor.description]
    return [from_row(Action, dict(zip(names, row, strict=True))) for row in cursor]
