"""The joined reads behind the tray of returns."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlite_utils import Database

from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.questionnaire import Questionnaire, Slot
from assurance_desk.domain.returns import (
    CLOSED_QUERY,
    OPEN,
    UNCONFIRMED,
    UNRECOGNISED,
    Answer,
    Chaser,
    Query,
    Return,
    ReturnFile,
)
from assurance_desk.store import blobs, rows


@dataclass(frozen=True, slots=True)
class TrayRow:
    """A return and what came for it. ``answers``: how many were taken in, of them ``unconfirmed`` are last round's;
    ``waiting``: how many queries are open.
    """

    record: Return
    files: tuple[ReturnFile, ...]
    answers: int
    waiting: int
    kind: str = ""
    last_chaser: Chaser | None = None
    unconfirmed: int = 0
    asked: int = 0
    """How many of the open queries are with the sender: asked in a correction workbook, not answered yet."""
    decided: int = 0
    """How many queries were decided."""
    away: bool = False
    """Whether a correction workbook was sent and is not back."""
    cells_in_doubt: int = 0
    """How many cells open queries are about: one may be in doubt twice, and a row nobody asked for is none."""


def answers(db: Database, return_id: str) -> dict[Slot, Answer]:
    return {answer.slot: answer for answer in rows.find(db, Answer, return_id=return_id)}


def answered(db: Database, return_id: str) -> set[Slot]:
    """Where we hold an answer, without the answers themselves."""
    sql = 'SELECT question, "row", "column" FROM answer WHERE return_id = ?'
    return {Slot(*found) for found in db.execute(sql, [return_id])}


def last_time(db: Database, return_id: str) -> dict[Slot, str]:
    """The ids of answers that are last round's and not confirmed, by slot."""
    sql = 'SELECT question, "row", "column", id FROM answer WHERE return_id = ? AND state = ?'
    return {Slot(*found[:3]): found[3] for found in db.execute(sql, [return_id, UNCONFIRMED])}


def carried_text(db: Database, record: Return) -> str:
    """What of last round's answers stood in its copy, as ``domain.carried`` writes it; "" for nothing."""
    return blobs.read(db, record.carried_sha256).decode() if record.carried_sha256 else ""


def files(db: Database, return_id: str) -> list[ReturnFile]:
    return rows.find(db, ReturnFile, return_id=return_id)


def queries(db: Database, return_id: str, *, status: str = "") -> list[Query]:
    where = {"status": status} if status else {}
    return rows.find(db, Query, return_id=return_id, **where)


def tray(db: Database, questionnaire: Questionnaire) -> list[TrayRow]:
    """Every return of the questionnaire, in the order it was issued."""
    states = db.execute(
        "SELECT return_id, count(*), sum(state = ?) FROM answer GROUP BY 1", [UNCONFIRMED]
    ).fetchall()
    counted, unconfirmed = (Counter({row[0]: row[at] for row in states}) for at in (1, 2))
    waiting = Counter(
        dict(
            db.execute("SELECT return_id, count(*) FROM query WHERE status = ? GROUP BY 1", [OPEN]).fetchall()
        )
    )
    asked = dict(
        db.execute(
            "SELECT return_id, count(*) FROM query WHERE status = ? AND asked_on IS NOT NULL AND answered_on IS NULL "
            "GROUP BY 1",
            [OPEN],
        ).fetchall()
    )
    decided = dict(
        db.execute(
            "SELECT return_id, count(*) FROM query WHERE status = ? GROUP BY 1", [CLOSED_QUERY]
        ).fetchall()
    )
    away, in_doubt = _away(db), _cells_in_doubt(db)
    came: dict[str, list[ReturnFile]] = {}
    for file in rows.find(db, ReturnFile):
        if file.return_id:
            came.setdefault(file.return_id, []).append(file)
    chased = {one.return_id: one for one in sorted(rows.find(db, Chaser), key=lambda one: one.on) if one.done}
    kinds = {one.id: one.kind for one in rows.find(db, Organisation)}
    return [
        TrayRow(
            record, tuple(came.get(record.id, ())), counted[record.id], waiting[record.id],
            kinds.get(record.organisation_id, ""), chased.get(record.id),
            unconfirmed[record.id], asked.get(record.id, 0), decided.get(record.id, 0),
            record.id in away, in_doubt.get(record.id, 0),
        )
        for record in rows.find(db, Return, questionnaire_id=questionnaire.id)
    ]  # fmt: skip


def _cells_in_doubt(db: Database) -> dict[str, int]:
    sql = (
        "SELECT return_id, count(*) FROM (SELECT DISTINCT return_id, question, row, column FROM query "
        "WHERE status = ? AND kind != ? AND question != '' AND column != '') GROUP BY 1"
    )
    return dict(db.execute(sql, [OPEN, UNRECOGNISED]).fetchall())


def _away(db: Database) -> set[str]:
    """Returns of which a correction workbook was sent that is not back."""
    sql = (
        "SELECT return_id FROM correction_book b WHERE sent_on IS NOT NULL AND NOT EXISTS "
        "(SELECT 1 FROM return_file f WHERE f.correction_id = b.id)"
    )
    return {row[0] for row in db.execute(sql)}


def strangers(db: Database) -> list[ReturnFile]:
    """Files that came and are nobody's return, nor an update on actions."""
    return rows.find(db, ReturnFile, return_id=None, update_copy_id=None)


def locked(db: Database) -> list[ReturnFile]:
    """Files that ask for a password: whose they are is told by their names alone."""
    return rows.find(db, ReturnFile, status="refused", why="password")


def waiting_returns(db: Database) -> int:
    """How many returns have something for a person to decide; what is with the sender waits for them."""
    sql = (
        "SELECT count(DISTINCT return_id) FROM query WHERE status = ? "
        "AND (asked_on IS NULL OR answered_on IS NOT NULL)"
    )
    return int(db.execute(sql, [OPEN]).fetchone()[0])


def next_position(db: Database, table: str) -> int:
    return int(db.execute(f'SELECT coalesce(max(position), -1) + 1 FROM "{table}"').fetchone()[0])  # noqa: S608  (our own names)
