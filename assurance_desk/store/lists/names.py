"""What organisations were called on any day, read once for a whole table."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from assurance_desk.domain.actions import FINISHED
from assurance_desk.domain.dates import When
from assurance_desk.domain.organisations import Names, Organisation, OrganisationName
from assurance_desk.store import rows


def dated_names(db: Database) -> Names:
    return Names(rows.find(db, Organisation), rows.find(db, OrganisationName))


def finished_on(db: Database, today: date, action_id: str = "") -> dict[str, date]:
    """When actions were finished, of those (or of the one) whose lead changed its name: others need no day.

    The day of the note that declared it; without one its due date, or today.
    """
    ended = ", ".join(f"'{state}'" for state in sorted(FINISHED))
    sql = (
        'SELECT a.id, max(n."on"), a.due FROM action a'  # noqa: S608  (our own words)
        f" LEFT JOIN progress_note n ON n.action_id = a.id AND n.delivery IN ({ended})"
        f" WHERE a.delivery IN ({ended}) AND (? = '' OR a.id = ?)"
        " AND a.lead_organisation_id IN (SELECT organisation_id FROM organisation_name) GROUP BY a.id"
    )
    return {
        str(row[0]): date.fromisoformat(row[1]) if row[1] else _due(row[2], today)
        for row in db.execute(sql, [action_id, action_id])
    }


def _due(due: str | None, today: date) -> date:
    return min(When.from_iso(due).last_day, today) if due else today
