"""What the history says of answers: as they were when a file gave them, and what was there before."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from assurance_desk.domain.corrections import Correction
from assurance_desk.domain.returns import Answer
from assurance_desk.store import rows

Imported = tuple[str, Answer, Answer | None]
"""(when, UTC in ISO form; as the file gave it; what stood there before, None where nothing did)"""


def imported(db: Database, file_id: str, answer_ids: Iterable[str]) -> dict[str, Imported]:
    """By the answer's id: the last step that made it this file's."""
    found = db.execute(
        "SELECT c.row_id, s.at, c.before, c.after FROM change c JOIN step s ON s.id = c.step_id "
        "WHERE c.table_name = 'answer' AND c.row_id IN (SELECT value FROM json_each(?)) AND c.after IS NOT NULL "
        "ORDER BY c.id",
        [json.dumps(list(answer_ids))],
    )
    made: dict[str, Imported] = {}
    for row_id, at, before, after in found:
        now: dict[str, Any] = json.loads(after)
        was: dict[str, Any] | None = json.loads(before) if before else None
        if now.get("file_id") == file_id and (was is None or was.get("file_id") != file_id):
            old = rows.from_row(Answer, was) if was else None
            made[str(row_id)] = (str(at), rows.from_row(Answer, now), old)
    return made


def removed_since(db: Database, file_id: str) -> list[Answer]:
    """Answers the file gave that are gone: as they were last."""
    found = db.execute(
        "SELECT c.before FROM change c WHERE c.table_name = 'answer' AND c.after IS NULL "
        "AND json_extract(c.before, '$.file_id') = ? "
        "AND NOT EXISTS (SELECT 1 FROM answer a WHERE a.id = c.row_id) "
        "AND c.id = (SELECT MAX(d.id) FROM change d WHERE d.table_name = 'answer' AND d.row_id = c.row_id)",
        [file_id],
    )
    return [rows.from_row(Answer, json.loads(row[0])) for row in found]


def changed_with(db: Database, made: Correction) -> tuple[Answer | None, Answer] | None:
    """The answer before and after the step that kept a correction of it; None where it left no answer."""
    found = db.execute(
        "SELECT a.before, a.after FROM change c JOIN change a ON a.step_id = c.step_id AND a.table_name = 'answer' "
        "WHERE c.table_name = 'correction' AND c.row_id = ? AND c.before IS NULL AND a.after IS NOT NULL ORDER BY a.id DESC",
        [made.id],
    )
    for before, after in found:
        now = rows.from_row(Answer, json.loads(after))
        if now.slot == made.slot and now.return_id == made.return_id:
            return (rows.from_row(Answer, json.loads(before)) if before else None), now
    return None
