"""Reviews of whether a change lasted."""

from __future__ import annotations

from sqlite_utils import Database

from assurance_desk.domain.assurance import ImpactReview
from assurance_desk.store import rows


def waiting(db: Database) -> list[ImpactReview]:
    """Those not held yet."""
    return rows.find(db, ImpactReview, held_on=None)
