"""What was agreed of the answers of a return."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlite_utils import Database

from assurance_desk.domain.moderation import Moderation
from assurance_desk.domain.returns import UNCONFIRMED
from assurance_desk.store import rows

_OF_RETURN = "JOIN answer a ON a.id = m.answer_id WHERE a.return_id = ?"
_OF_QUESTIONNAIRE = (
    "CROSS JOIN answer a ON a.id = m.answer_id"
    " WHERE a.return_id IN (SELECT id FROM return_ WHERE questionnaire_id = ?)"
)
"""From the moderations to their answers: a round has tens of thousands of answers, and few are moderated yet."""


def of_return(db: Database, return_id: str) -> list[Moderation]:
    """In the order they were reached."""
    return _found(db, _OF_RETURN, return_id)


def of_questionnaire(db: Database, questionnaire_id: str) -> list[Moderation]:
    """Of every return of it, in the order they were reached."""
    return _found(db, _OF_QUESTIONNAIRE, questionnaire_id)


def last(db: Database, questionnaire_id: str) -> Moderation | None:
    """The one reached last of any of its returns."""
    found = _found(db, _OF_QUESTIONNAIRE, questionnaire_id, "m.position DESC, m.rowid DESC LIMIT 1")
    return found[0] if found else None


def _found(db: Database, which: str, value: str, order: str = "m.position, m.rowid") -> list[Moderation]:
    cursor = db.execute(f"SELECT m.* FROM moderation m {which} ORDER BY {order}", [value])  # noqa: S608  (our own words)
    names = [column[0] for column in cursor.description]
    return [rows.from_row(Moderation, dict(zip(names, values, strict=True))) for values in cursor]


def values(db: Database, questionnaire_id: str, questions: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """By return: id and value of the answer to each of these questions; none that is still last round's."""
    found: dict[str, list[tuple[str, str]]] = {}
    for return_id, answer_id, value in db.execute(
        "SELECT a.return_id, a.id, a.value FROM return_ r JOIN answer a ON a.return_id = r.id"
        " WHERE r.questionnaire_id = ? AND a.question IN (SELECT value FROM json_each(?))"
        " AND a.row = '' AND a.\"column\" = 'answer' AND a.state != ? AND a.value != ''",
        [questionnaire_id, json.dumps(questions), UNCONFIRMED],
    ):
        found.setdefault(return_id, []).append((answer_id, value))
    return found


def next_position(db: Database) -> int:
    return int(db.execute("SELECT COALESCE(MAX(position), 0) + 1 FROM moderation").fetchone()[0])
