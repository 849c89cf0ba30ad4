"""What was agreed of the answers of a return."""

from __future__ import annotations

from sqlite_utils import Database

from assurance_desk.domain.moderation import Moderation
from assurance_desk.domain.returns import UNCONFIRMED, Answer
from assurance_desk.store import rows


def of_return(db: Database, return_id: str) -> list[Moderation]:
    """In the order they were reached."""
    return _found(db, "a.return_id = ?", return_id)


def of_questionnaire(db: Database, questionnaire_id: str) -> list[Moderation]:
    """Of every return of it, in the order they were reached."""
    return _found(db, "a.return_id IN (SELECT id FROM return_ WHERE questionnaire_id = ?)", questionnaire_id)


def _found(db: Database, where: str, value: str) -> list[Moderation]:
    cursor = db.execute(
        f"SELECT m.* FROM moderation m JOIN answer a ON a.id = m.answer_id WHERE {where} "  # noqa: S608  (our own words)
        "ORDER BY m.position, m.rowid",
        [value],
    )
    names = [column[0] for column in cursor.description]
    return [rows.from_row(Moderation, dict(zip(names, values, strict=True))) for values in cursor]


def answers(db: Database, questionnaire_id: str) -> list[Answer]:
    """Every answer that stands in a question's own cell or beside it, of every return; none that is still last round's."""
    cursor = db.execute(
        "SELECT a.* FROM answer a JOIN return_ r ON r.id = a.return_id "
        "WHERE r.questionnaire_id = ? AND a.row = '' AND a.state != ?",
        [questionnaire_id, UNCONFIRMED],
    )
    names = [column[0] for column in cursor.description]
    return [rows.from_row(Answer, dict(zip(names, values, strict=True))) for values in cursor]


def next_position(db: Database) -> int:
    return int(db.execute("SELECT COALESCE(MAX(position), 0) + 1 FROM moderation").fetchone()[0])
