"""The log of chasing and the files that came, of all returns of a questionnaire at once."""

from __future__ import annotations

import dataclasses
from datetime import date

from sqlite_utils import Database

from assurance_desk.domain.dates import day_from_iso
from assurance_desk.domain.returns import Chaser
from assurance_desk.store.rows import from_row


def logs(db: Database, questionnaire_id: str) -> dict[str, list[Chaser]]:
    """By return, each in the order of its days."""
    names = [field.name for field in dataclasses.fields(Chaser)]
    columns = ", ".join(f'c."{name}"' for name in names)
    found: dict[str, list[Chaser]] = {}
    for row in db.execute(
        f"SELECT {columns} FROM chaser c JOIN return_ r ON r.id = c.return_id "  # noqa: S608  (names of the record)
        'WHERE r.questionnaire_id = ? ORDER BY c."on", c.rowid',
        [questionnaire_id],
    ):
        one = from_row(Chaser, dict(zip(names, row, strict=True)))
        found.setdefault(one.return_id, []).append(one)
    return found


def files_came(db: Database, questionnaire_id: str) -> dict[str, tuple[date | None, bool]]:
    """By return something came for: the day of the first file that can be read, else of the first at all; and whether
    any can be read.
    """
    sql = (
        "SELECT f.return_id, coalesce(min(CASE WHEN f.status != 'refused' THEN f.received_on END), min(f.received_on)),"
        " max(f.status != 'refused') FROM return_file f JOIN return_ r ON r.id = f.return_id"
        " WHERE r.questionnaire_id = ? GROUP BY f.return_id"
    )
    return {str(row[0]): (day_from_iso(row[1]), bool(row[2])) for row in db.execute(sql, [questionnaire_id])}
