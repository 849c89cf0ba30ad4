"""What was agreed of the answers of a return."""

from __future__ import annotations

from sqlite_utils import Database

from assurance_desk.domain.moderation import Moderation
from assurance_desk.store import rows


def of_return(db: Database, return_id: str) -> list[Moderation]:
    """In the order they were reached."""
    cursor = db.execute(
        "SELECT m.* FROM moderation m JOIN answer a ON a.id = m.answer_id WHERE a.return_id = ? "
        "ORDER BY m.position, m.rowid",
        [return_id],
    )
    names = [column[0] for column in cursor.description]
    return [rows.from_row(Moderation, dict(zip(names, values, strict=True))) for values in cursor]


def next_position(db: Database) -> int:
    return int(db.execute("SELECT COALESCE(MAX(position), 0) + 1 FROM moderation").fetchone()[0])
