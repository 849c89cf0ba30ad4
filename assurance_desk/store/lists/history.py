"""Steps with how many rows each touched."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlite_utils import Database

from assurance_desk.domain.changes import RowChange

_SQL = """
SELECT s.id, s.label, s.kind, s.at, s.user, s.reverses,
  (SELECT COUNT(*) FROM change c WHERE c.step_id = s.id),
  (SELECT u.id FROM step u WHERE u.reverses = s.id LIMIT 1)
FROM step s ORDER BY s.id DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class StepRow:
    """``at`` is UTC in ISO form; ``reversed_by`` the step that took it back, if one did."""

    id: int
    label: str
    kind: str
    at: str
    user: str
    reverses: int | None
    rows: int
    reversed_by: int | None


def steps(db: Database, limit: int) -> list[StepRow]:
    """Newest first."""
    return [StepRow(*row) for row in db.execute(_SQL, [limit])]


def row_names(db: Database) -> dict[str, str]:
    """The names of organisations and the references of returns by id: what rows refer to is told by name."""
    found = db.execute("SELECT id, name FROM organisation UNION ALL SELECT id, ref FROM return_")
    return {str(row[0]): str(row[1]) for row in found}


def changes(db: Database, step_id: int, limit: int) -> list[RowChange]:
    """The first rows of a step: an import may have touched fifty thousand."""
    found = db.execute(
        "SELECT table_name, row_id, before, after FROM change WHERE step_id = ? ORDER BY id LIMIT ?",
        [step_id, limit],
    )
    return [
        RowChange(str(row[0]), str(row[1]), row[2] and json.loads(row[2]), row[3] and json.loads(row[3]))
        for row in found
    ]


def kinds(db: Database, step_id: int) -> list[tuple[str, str, int]]:
    """How many rows of each table a step added, changed and removed; the most first."""
    found = db.execute(
        "SELECT table_name, CASE WHEN before IS NULL THEN 'added' WHEN after IS NULL THEN 'removed' "
        "ELSE 'changed' END AS what, COUNT(*) FROM change WHERE step_id = ? GROUP BY 1, 2 ORDER BY 3 DESC",
        [step_id],
    )
    return [(str(row[0]), str(row[1]), int(row[2])) for row in found]
