"""Every change to one record and to what belongs to it."""

from __future__ import annotations

import json
from typing import Any

from sqlite_utils import Database

from assurance_desk.domain.changes import RowChange
from assurance_desk.store.journal import JOURNALED
from assurance_desk.store.lists.history import StepRow

_MANY = frozenset({"answer", "query", "return_file"})
"""Tables of which one record may own thousands of rows: told of their own return, not of what it belongs to."""
_BESIDE = (("outcome", "recommendation_id"), ("outcome", "action_id"), ("evidence_link", "evidence_id"))
"""References that do not own, and yet are part of the story of what they point to."""
Key = tuple[str, str]


def table_of(db: Database, row_id: str) -> str:
    """Where a record is, or was; empty for an id nobody knows."""
    for sql in (
        'SELECT 1 FROM "{table}" WHERE id = ?',
        "SELECT 1 FROM change WHERE table_name = '{table}' AND row_id = ? LIMIT 1",
    ):
        for table in JOURNALED:
            if db.execute(sql.format(table=table), [row_id]).fetchone():
                return table
    return ""


def row_now(db: Database, row_id: str) -> tuple[str, dict[str, Any]] | None:
    """The table and the row of a record as it stands; None where it is gone."""
    for table in JOURNALED:
        cursor = db.execute(f'SELECT * FROM "{table}" WHERE id = ?', [row_id])  # noqa: S608  (our own tables)
        row = cursor.fetchone()
        if row is not None:
            return table, dict(zip([one[0] for one in cursor.description], row, strict=True))
    return None


def touches(db: Database, row_id: str, limit: int) -> list[tuple[StepRow, list[RowChange]]]:
    """The latest steps that touched the record or what belongs to it, newest first, each with those rows."""
    table = table_of(db, row_id)
    if not table:
        return []
    keys = _family(db, table, row_id)
    steps: dict[int, StepRow] = {}
    rows: dict[int, list[tuple[int, RowChange]]] = {}
    for of_table in sorted({key[0] for key in keys}):
        ids = json.dumps([key[1] for key in keys if key[0] == of_table])
        for step, number, change in _changes(db, of_table, ids):
            steps[step.id] = step
            rows.setdefault(step.id, []).append((number, change))
    latest = sorted(steps, reverse=True)[:limit]
    return [(steps[one], [change for _number, change in sorted(rows[one], key=_first)]) for one in latest]


def _first(pair: tuple[int, RowChange]) -> int:
    return pair[0]


def _changes(db: Database, table: str, ids: str) -> list[tuple[StepRow, int, RowChange]]:
    found = db.execute(
        "SELECT s.id, s.label, s.kind, s.at, s.user, s.reverses, 0, "
        "(SELECT u.id FROM step u WHERE u.reverses = s.id LIMIT 1), c.id, c.row_id, c.before, c.after "
        "FROM change c JOIN step s ON s.id = c.step_id "
        "WHERE c.table_name = ? AND c.row_id IN (SELECT value FROM json_each(?))",
        [table, ids],
    )
    return [
        (
            StepRow(*row[:8]),
            int(row[8]),
            RowChange(table, str(row[9]), row[10] and json.loads(row[10]), row[11] and json.loads(row[11])),
        )
        for row in found
    ]


def _family(db: Database, table: str, row_id: str) -> set[Key]:
    """The record, what it owns and what those own in turn; also what was removed since."""
    owners = _owners(db)
    keys = {(table, row_id)}
    new = [(table, row_id)]
    for _depth in range(2):
        found: list[Key] = []
        for parent, parent_id in new:
            for child, column in owners.get(parent, ()):
                if child in _MANY and (parent, parent_id) != (table, row_id):
                    continue
                found += [(child, one) for one in _children(db, child, column, parent_id)]
        new = [key for key in found if key not in keys]
        keys.update(new)
    return keys


def _owners(db: Database) -> dict[str, list[tuple[str, str]]]:
    """{table: [(table of what it owns, the column that points to the owner)]}"""
    found: dict[str, list[tuple[str, str]]] = {}
    for child in JOURNALED:
        for row in db.execute(f'PRAGMA foreign_key_list("{child}")'):
            parent, column, on_delete = str(row[2]), str(row[3]), str(row[6])
            if on_delete == "CASCADE" or (child, column) in _BESIDE:
                found.setdefault(parent, []).append((child, column))
    return found


def _children(db: Database, child: str, column: str, parent_id: str) -> list[str]:
    now = db.execute(f'SELECT id FROM "{child}" WHERE "{column}" = ?', [parent_id])  # noqa: S608  (our own names)
    found = [str(row[0]) for row in now]
    if child in _MANY:
        return found
    gone = db.execute(
        "SELECT DISTINCT row_id FROM change WHERE table_name = ? AND after IS NULL "
        "AND json_extract(before, '$.' || ?) = ?",
        [child, column, parent_id],
    )
    return found + [str(row[0]) for row in gone if str(row[0]) not in found]


def refs(db: Database) -> dict[str, str]:
    """The reference of every recommendation, action and review by id, and the title of every piece of evidence."""
    found = db.execute(
        "SELECT id, ref FROM recommendation UNION ALL SELECT id, ref FROM action "
        "UNION ALL SELECT id, ref FROM review UNION ALL SELECT id, title FROM evidence "
        "UNION ALL SELECT id, name FROM organisation UNION ALL SELECT id, ref FROM return_"
    )
    return {str(row[0]): str(row[1]) for row in found}
