"""Counts of meetings."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database


def unrecorded(db: Database, today: date) -> int:
    """How many were before today and are not held yet."""
    found = db.execute('SELECT COUNT(*) FROM meeting WHERE held = 0 AND "on" < ?', [today.isoformat()])
    return int(found.fetchone()[0])
