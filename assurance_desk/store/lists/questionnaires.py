"""Questionnaires with how many of their returns are out and back, and who is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from assurance_desk.domain.dates import day_from_iso
from assurance_desk.store.lists.came import ASKED, CAME

_SQL = f"""
SELECT q.id, q.ref, q.version, q.title, q.status, q.issued_on, q.due_on,
  COUNT(r.id),
  COUNT(DISTINCT r.organisation_id),
  COUNT(CASE WHEN {ASKED} AND {CAME} THEN 1 END),
  COUNT(CASE WHEN r.state IN ('taken in', 'part') THEN 1 END),
  COUNT(CASE WHEN r.received_on IS NULL
    AND r.drafted_on > MAX(COALESCE(r.sent_on, ''), COALESCE(r.bounced_on, '')) THEN 1 END),
  COUNT(CASE WHEN {ASKED} THEN r.id END)
FROM questionnaire q LEFT JOIN return_ r ON r.questionnaire_id = q.id
GROUP BY q.id
ORDER BY q.ref, q.rowid DESC
"""  # noqa: S608  (fixed texts)


@dataclass(frozen=True, slots=True)
class QuestionnaireRow:
    """One version, with its copies: ``issued`` to ``organisations``; of those ``asked`` (``came.ASKED``) ``received``;
    ``taken`` in; ``unsent`` drafts.
    """

    id: str
    ref: str
    version: str
    title: str
    status: str
    issued_on: date | None
    due_on: date | None
    issued: int
    organisations: int
    received: int
    taken: int
    unsent: int = 0
    asked: int = 0


def table(db: Database) -> list[QuestionnaireRow]:
    return [
        QuestionnaireRow(
            id=row[0],
            ref=row[1],
            version=row[2],
            title=row[3],
            status=row[4],
            issued_on=day_from_iso(row[5]),
            due_on=day_from_iso(row[6]),
            issued=row[7],
            organisations=row[8],
            received=row[9],
            taken=row[10],
            unsent=row[11],
            asked=row[12],
        )
        for row in db.execute(_SQL).fetchall()
    ]


def unsent(db: Database, questionnaire_id: str) -> int:
    """How many drafts of its messages have not left yet."""
    found = db.execute(
        "SELECT COUNT(*) FROM return_ r WHERE r.questionnaire_id = ? AND r.received_on IS NULL"
        " AND r.drafted_on > MAX(COALESCE(r.sent_on, ''), COALESCE(r.bounced_on, ''))",
        [questionnaire_id],
    )
    return int(found.fetchone()[0])


_ASKED = """
SELECT r.id, r.ref, r.name, r.code, r.state, r.issued_on, r.received_on, o.ref
FROM return_ r JOIN organisation o ON o.id = r.organisation_id
WHERE r.questionnaire_id = ? ORDER BY r.position, r.ref
"""


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One copy: whose it is and where it stands. ``organisation`` is its reference."""

    id: str
    ref: str
    name: str
    code: str
    state: str
    issued_on: date | None
    received_on: date | None
    organisation: str


def asked(db: Database, questionnaire_id: str) -> list[AskedRow]:
    return [
        AskedRow(
            id=row[0],
            ref=row[1],
            name=row[2],
            code=row[3],
            state=row[4],
            issued_on=day_from_iso(row[5]),
            received_on=day_from_iso(row[6]),
            organisation=row[7],
        )
        for row in db.execute(_ASKED, [questionnaire_id]).fetchall()
    ]


def codes(db: Database) -> set[str]:
    """Every return code in use."""
    return {str(row[0]) for row in db.execute("SELECT code FROM return_").fetchall()}
