"""What the Papers page lists, and what a paper's checks count, in one read each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database

from assurance_desk.domain.dates import day_from_iso
from assurance_desk.domain.returns import DECLINED, OPEN, UNCONFIRMED
from assurance_desk.store.lists.came import ASKED, CAME

_PAPERS = """
SELECT p.id, p.kind, p.title, p.number, p.item, p.version, p.status, p.presented_by, p.issued_on,
  COALESCE(q.ref, ''), COALESCE(r.title, ''), COALESCE(m.forum, ''), m."on"
FROM paper p
LEFT JOIN questionnaire q ON q.id = p.questionnaire_id
LEFT JOIN review r ON r.id = p.review_id
LEFT JOIN meeting m ON m.id = p.meeting_id
ORDER BY (m."on" IS NULL), m."on" DESC, p.position, p.version DESC, p.rowid
"""

_RETURNS = f"""
SELECT r.name, {CAME}, r.state FROM return_ r WHERE r.questionnaire_id = ? AND {ASKED} ORDER BY r.position, r.rowid
"""  # noqa: S608  (fixed texts)

_DOUBT = """
SELECT DISTINCT r.ref || ' ' || a.question FROM answer a JOIN return_ r ON r.id = a.return_id
WHERE r.questionnaire_id = ? AND a.state != ? AND a.sure < 3 ORDER BY r.position, r.rowid, a.question
"""

_OPEN = """
SELECT COUNT(*) FROM query q JOIN return_ r ON r.id = q.return_id WHERE r.questionnaire_id = ? AND q.status = ?
"""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper in the list; ``about`` is the questionnaire's reference or the review's title."""

    id: str
    kind: str
    title: str
    number: str
    item: str
    version: int
    status: str
    presented_by: str
    issued_on: date | None
    about: str
    forum: str
    meeting_on: date | None


@dataclass(frozen=True, slots=True)
class Returned:
    name: str
    came: bool
    declined: bool = False


def papers(db: Database) -> list[PaperRow]:
    """By meeting, the latest first, then those without one."""
    return [_paper(values) for values in db.execute(_PAPERS)]


def _paper(values: tuple[Any, ...]) -> PaperRow:
    (row_id, kind, title, number, item, version, status, by, issued, questionnaire, review, forum, on) = (
        values
    )
    return PaperRow(
        id=row_id,
        kind=kind,
        title=title,
        number=number,
        item=item,
        version=version,
        status=status,
        presented_by=by,
        issued_on=day_from_iso(issued),
        about=questionnaire or review,
        forum=forum,
        meeting_on=day_from_iso(on),
    )


def returned(db: Database, questionnaire_id: str) -> list[Returned]:
    """Every return asked for, and whether it came, or was declined."""
    return [
        Returned(name, bool(came), declined=not came and state == DECLINED)
        for name, came, state in db.execute(_RETURNS, [questionnaire_id])
    ]


def doubtful(db: Database, questionnaire_id: str) -> list[str]:
    """Answers taken by a likely reading that nobody was asked about: "O05 D1"."""
    return [ref for (ref,) in db.execute(_DOUBT, [questionnaire_id, UNCONFIRMED])]


def unconfirmed(db: Database, questionnaire_id: str) -> list[str]:
    """Returns with answers that stand as they were carried from last time: "O05"."""
    sql = (
        "SELECT DISTINCT r.ref FROM answer a JOIN return_ r ON r.id = a.return_id"
        " WHERE r.questionnaire_id = ? AND a.state = ? ORDER BY r.position, r.rowid"
    )
    return [ref for (ref,) in db.execute(sql, [questionnaire_id, UNCONFIRMED])]


def open_queries(db: Database, questionnaire_id: str) -> int:
    return int(db.execute(_OPEN, [questionnaire_id, OPEN]).fetchone()[0])


def issued_returns(db: Database, questionnaire_id: str) -> int:
    sql = "SELECT COUNT(*) FROM return_ WHERE questionnaire_id = ?"
    return int(db.execute(sql, [questionnaire_id]).fetchone()[0])
