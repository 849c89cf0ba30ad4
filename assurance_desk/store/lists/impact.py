"""Reviews of whether a change lasted."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from assurance_desk.domain.actions import Action
from assurance_desk.domain.assurance import ImpactReview
from assurance_desk.store import rows


def waiting(db: Database, until: date) -> list[ImpactReview]:
    """Those not held yet and needed that are due by a day, or in its month; the earliest first."""
    cursor = db.execute(
        "SELECT * FROM impact_review WHERE held_on IS NULL AND waived = '' AND due <= ? ORDER BY due, rowid",
        [until.isoformat()],
    )
    names = [column[0] for column in cursor.description]
    return [rows.from_row(ImpactReview, dict(zip(names, row, strict=True))) for row in cursor]


def actions_waiting(db: Database, until: date) -> dict[str, Action]:
    """The actions of those, by id."""
    cursor = db.execute(
        "SELECT * FROM action WHERE id IN (SELECT action_id FROM impact_review WHERE held_on IS NULL AND due <= ?)",
        [until.isoformat()],
    )
    names = [column[0] for column in cursor.description]
    found = (rows.from_row(Action, dict(zip(names, row, strict=True))) for row in cursor)
    return {one.id: one for one in found}
