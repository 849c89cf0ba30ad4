"""Counts behind the Home page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from assurance_desk.domain.actions import FINISHED, OWNER_TO_BE_CONFIRMED, Action
from assurance_desk.domain.dates import day_from_iso
from assurance_desk.domain.questionnaire import DRAFT
from assurance_desk.store.lists.came import ASKED, CAME
from assurance_desk.store.rows import from_row

_COUNTS = f"""
SELECT COALESCE(SUM({ASKED}), 0), COUNT(DISTINCT CASE WHEN {ASKED} THEN r.organisation_id END),
  COALESCE(SUM({ASKED} AND {CAME}), 0),
  (SELECT COUNT(*) FROM return_file f JOIN return_ a ON a.id = f.return_id WHERE a.questionnaire_id = :q),
  COALESCE(SUM(r.state IN ('taken in', 'part') AND NOT EXISTS
     (SELECT 1 FROM query u WHERE u.return_id = r.id AND u.status = 'open')), 0),
  COALESCE(SUM(EXISTS (SELECT 1 FROM query u WHERE u.return_id = r.id AND u.status = 'open')), 0),
  COALESCE(SUM(r.state = 'issued' AND NOT EXISTS
     (SELECT 1 FROM return_file f WHERE f.return_id = r.id AND f.status != 'refused') AND EXISTS
     (SELECT 1 FROM return_file f WHERE f.return_id = r.id)), 0),
  COALESCE(SUM(r.state = 'declined' AND NOT {CAME}), 0)
FROM return_ r WHERE r.questionnaire_id = :q
"""  # noqa: S608  (fixed texts)
_UNREAD = """
SELECT r.id, r.name, (SELECT f.name FROM return_file f WHERE f.return_id = r.id ORDER BY f.rowid DESC LIMIT 1)
FROM return_ r
WHERE r.questionnaire_id = ? AND r.state = 'issued'
  AND EXISTS (SELECT 1 FROM return_file f WHERE f.return_id = r.id)
  AND NOT EXISTS (SELECT 1 FROM return_file f WHERE f.return_id = r.id AND f.status != 'refused')
ORDER BY r.position, r.rowid
"""
_SILENT = """
SELECT r.id, r.name, r.due_on
FROM return_ r
WHERE (r.drafted_on IS NULL OR r.sent_on IS NOT NULL) AND r.questionnaire_id = ? AND r.state = 'issued' AND r.received_on IS NULL
  AND NOT EXISTS (SELECT 1 FROM return_file f WHERE f.return_id = r.id)
ORDER BY r.position, r.rowid
"""


@dataclass(frozen=True, slots=True)
class QuestionnaireHead:
    """A questionnaire without its questions."""

    id: str
    ref: str
    version: str
    status: str
    issued_on: date | None


@dataclass(frozen=True, slots=True)
class ReturnCounts:
    """Of one questionnaire: returns asked for (``came.ASKED``), of how many organisations, come, as files, taken in, waiting.

    ``taken`` are taken in with nothing left to decide; ``waiting`` have something to decide.
    ``unread``: returns of which only files came that cannot be read (a scan, a letter, a password). ``declined``: said
    they would not answer, and sent nothing.
    """

    issued: int
    organisations: int
    came: int
    files: int
    taken: int
    waiting: int
    unread: int
    declined: int = 0


@dataclass(frozen=True, slots=True)
class UnreadReturn:
    """A return of which only files came that cannot be read; ``file`` is the last one's name."""

    id: str
    name: str
    file: str


@dataclass(frozen=True, slots=True)
class SilentReturn:
    """A return that was asked for and nothing came for."""

    id: str
    name: str
    due_on: date | None


def return_counts(db: Database, questionnaire_id: str) -> ReturnCounts:
    return ReturnCounts(*(int(n) for n in db.execute(_COUNTS, {"q": questionnaire_id}).fetchone()))


def silent(db: Database, questionnaire_id: str) -> list[SilentReturn]:
    return [
        SilentReturn(str(row[0]), str(row[1]), day_from_iso(row[2]))
        for row in db.execute(_SILENT, [questionnaire_id])
    ]


def unread(db: Database, questionnaire_id: str) -> list[UnreadReturn]:
    return [UnreadReturn(*(str(cell) for cell in row)) for row in db.execute(_UNREAD, [questionnaire_id])]


def files_of_nobody(db: Database) -> list[str]:
    """Names of files that could not be read and belong to no return."""
    found = db.execute(
        "SELECT name FROM return_file WHERE status = 'refused' AND return_id IS NULL ORDER BY rowid"
    )
    return [str(row[0]) for row in found]


def issued_questionnaires(db: Database) -> list[QuestionnaireHead]:
    """Those past their draft, as they were kept."""
    found = db.execute(
        "SELECT id, ref, version, status, issued_on FROM questionnaire WHERE status != ? ORDER BY rowid",
        [DRAFT],
    )
    return [
        QuestionnaireHead(str(row[0]), str(row[1]), str(row[2]), str(row[3]), day_from_iso(row[4]))
        for row in found
    ]


_DAY = "CASE kind WHEN 'standing commitment' THEN next_review ELSE due END"
_LAST = f"CASE length({_DAY}) WHEN 7 THEN {_DAY} || '-31' ELSE {_DAY} END"
_ALIKE = (
    f"SELECT *, {_LAST} AS falls, kind = 'standing commitment' AS standing, "  # noqa: S608  (fixed texts)
    f"CASE WHEN {_LAST} < :today THEN 'late' ELSE substr({_DAY}, 1, 7) END AS month FROM action "
    f"WHERE {_LAST} <= :until AND delivery NOT IN (SELECT value FROM json_each(:finished))"
)
_COUNTED = (
    "SELECT *, COUNT(*) OVER alike AS many, ROW_NUMBER() OVER (alike ORDER BY falls, position) AS place "  # noqa: S608
    f"FROM ({_ALIKE}) WINDOW alike AS (PARTITION BY standing, month)"
)
_NOBODY = (
    "FROM action WHERE lower(owner_role) IN ('', :nobody) AND lower(lead) IN ('', :nobody) "
    "AND lead_organisation_id IS NULL AND delivery NOT IN (SELECT value FROM json_each(:finished))"
)
_FINISHED = json.dumps(sorted(FINISHED))


def actions_in_sight(db: Database, today: date, until: date, each: int) -> list[tuple[Action, int]]:
    """Unfinished actions that fall due or for review by ``until``, the earliest first, and how many are alike.

    Alike are those overdue, and those of one month; actions and standing commitments apart. Of a lot of more than
    ``each`` only the first is given.
    """
    cursor = db.execute(
        f"SELECT * FROM ({_COUNTED}) WHERE place = 1 OR many <= :each ORDER BY falls, position",  # noqa: S608  (fixed texts)
        {"today": today.isoformat(), "until": until.isoformat(), "finished": _FINISHED, "each": each},
    )
    names = [column[0] for column in cursor.description]
    found = [dict(zip(names, row, strict=True)) for row in cursor]
    return [(from_row(Action, row), int(row["many"])) for row in found]


def without_owner(db: Database, each: int) -> tuple[list[Action], int]:
    """Unfinished actions nobody answers for: as many of the first, and how many there are."""
    told = {"nobody": OWNER_TO_BE_CONFIRMED, "finished": _FINISHED}
    count = int(db.execute(f"SELECT COUNT(*) {_NOBODY}", told).fetchone()[0])
    cursor = db.execute(f"SELECT * {_NOBODY} ORDER BY position LIMIT :each", {**told, "each": each})
    names = [column[0] for column in cursor.description]
    return [from_row(Action, dict(zip(names, row, strict=True))) for row in cursor], count
