"""Reads behind what returns came in and the files that came with them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from assurance_desk.domain.parcels import Enclosure, Parcel
from assurance_desk.store import rows


def parcel_of_bytes(db: Database, sha256: str) -> Parcel | None:
    return rows.one(db, Parcel, sha256=sha256) if sha256 else None


def enclosed_bytes(db: Database, parcel_id: str, return_ids: Sequence[str]) -> set[str]:
    """Hashes of what is kept already of this parcel, or with these returns."""
    marks = ", ".join("?" * len(return_ids))
    sql = f"SELECT sha256 FROM enclosure WHERE parcel_id = ? OR return_id IN ({marks})"  # noqa: S608  (marks alone)
    return {str(row[0]) for row in db.execute(sql, [parcel_id, *return_ids])}


def of_return(db: Database, return_id: str) -> list[Enclosure]:
    """Files that came with a return: its own, and those of its parcels not yet known to be another's."""
    sql = (
        "SELECT id FROM enclosure WHERE return_id = ?1 OR (return_id IS NULL AND parcel_id IN"
        " (SELECT parcel_id FROM return_file WHERE return_id = ?1)) ORDER BY position"
    )
    return [rows.get(db, Enclosure, str(row[0])) for row in db.execute(sql, [return_id])]
