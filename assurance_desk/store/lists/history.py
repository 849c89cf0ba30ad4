"""Steps with how many rows each touched."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

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
    """The names of organisations by id: what rows refer to is told by name."""
    return {str(row[0]): str(row[1]) for row in db.execute("SELECT id, name FROM organisation")}
