"""What a correction workbook that came back changed, and how it was before: for taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assurance_desk.domain.corrections import Correction
from assurance_desk.domain.moderation import Moderation
from assurance_desk.domain.returns import CLOSED_QUERY, OPEN, Answer, Query, ReturnFile
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.store.lists import returns as lists
from assurance_desk.store.lists import taking_back as history
from assurance_desk.texts import _


@dataclass(frozen=True, slots=True)
class Undone:
    """``goes``: answers that stand as the workbook left them, with what they were (None: there was none). ``stays``:
    those changed since. ``reopens``: queries it settled, as they were; ``corrections``: the records of what goes.
    """

    goes: tuple[tuple[Answer, Answer | None], ...] = ()
    stays: tuple[Answer, ...] = ()
    reopens: tuple[Query, ...] = ()
    corrections: tuple[Correction, ...] = ()


def how_of(file: ReturnFile) -> str:
    """How a correction is told that came in this file."""
    return _("in their correction workbook “{name}”").format(name=file.name)


def of_file(desk: Desk, file: ReturnFile) -> list[Correction]:
    """Corrections the file made."""
    if file.return_id is None:
        return []
    return rows.find(desk.db, Correction, return_id=file.return_id, how=how_of(file))


def undone(desk: Desk, files: Sequence[ReturnFile]) -> Undone:
    """What goes and what stays if these files had never been taken in; nothing is written."""
    goes: list[tuple[Answer, Answer | None]] = []
    stays: list[Answer] = []
    gone: list[Correction] = []
    for file in files:
        assert file.return_id is not None
        held = lists.answers(desk.db, file.return_id)
        for made in of_file(desk, file):
            now = held.get(made.slot)
            change = history.changed_with(desk.db, made)
            if now is None or change is None:
                continue
            if now == change[1] and not rows.find(desk.db, Moderation, answer_id=now.id):
                goes.append((now, change[0]))
                gone.append(made)
            else:
                stays.append(now)
    slots = {one.slot for one in gone}
    queries = [query for file in files for query in answered_by(desk, file) if query.status == CLOSED_QUERY]
    reopens = [
        replace(one, status=OPEN, decision="", decided_on=None, decided_how="")
        for one in queries
        if one.slot in slots
    ]
    return Undone(tuple(goes), tuple(stays), tuple(reopens), tuple(gone))


def answered_by(desk: Desk, file: ReturnFile) -> list[Query]:
    """Queries that this file answers or answered."""
    return rows.find(desk.db, Query, answer_file_id=file.id) if file.correction_id else []


def unanswered(query: Query) -> Query:
    """As it was while it was only asked."""
    return replace(query, answered_on=None, answer="", answer_reading="", answer_why="", answer_file_id=None)
