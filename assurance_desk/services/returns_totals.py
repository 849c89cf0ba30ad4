"""What became of every cell of a returned file: a sum anyone can check."""

from __future__ import annotations

from dataclasses import dataclass

from assurance_desk.domain.returns import OPEN, Answer, Query, ReturnFile
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_tray import SAME_FILE, STAGED, finding_of
from assurance_desk.store import rows
from assurance_desk.store.lists import returns as lists


@dataclass(frozen=True, slots=True)
class Totals:
    """``found`` = ``taken`` + ``to_decide`` + ``settled`` + ``lost``; one cell of theirs counts as one.

    ``settled``: decided, or the same as came before. ``blank`` and ``unreadable`` are told apart from these.
    ``cells`` non-empty cells stand in the file: ``ours`` printed by us, ``answer_cells`` that hold answers (one may hold
    two), ``left_cells`` not recognised.
    """

    found: int = 0
    taken: int = 0
    to_decide: int = 0
    settled: int = 0
    lost: int = 0
    waiting: int = 0
    blank: int = 0
    unreadable: int = 0
    unrecognised: int = 0
    recovered: int = 0
    unconfirmed: int = 0
    cells: int = 0
    ours: int = 0
    answer_cells: int = 0
    left_cells: int = 0


def control_totals(desk: Desk, file_id: str) -> Totals:
    """What became of every cell of a file; ``lost`` is counted, not assumed."""
    file = rows.get(desk.db, ReturnFile, file_id)
    if not file.finding_sha256 or file.return_id is None:
        return Totals()
    finding = finding_of(desk, file)
    queries = rows.find(desk.db, Query, file_id=file_id)
    by_cell = {(one.sheet, one.cell, one.column): one for one in queries if one.status == OPEN}
    closed = {(one.sheet, one.cell, one.column) for one in queries if one.status != OPEN}
    answers = lists.answers(desk.db, file.return_id)
    elsewhere = {one.slot for one in lists.queries(desk.db, file.return_id, status=OPEN)} - answers.keys()
    kinds = {"taken": 0, "decide": 0, "settled": 0, "waiting": 0, "lost": 0}
    for one in finding.answers:
        if one.value or one.kind:
            key = (one.sheet, one.cell, one.column)
            kinds[
                _fate(
                    waits=key in by_cell or one.slot in elsewhere,
                    closed=key in closed,
                    held=answers.get(one.slot),
                    file=file,
                )
            ] += 1
    for left in finding.left_over:
        key = (left.sheet, left.cell, "")
        kinds[
            "decide" if key in by_cell else "settled" if key in closed or file.status != STAGED else "lost"
        ] += 1
    return Totals(
        found=sum(kinds.values()), taken=kinds["taken"], to_decide=kinds["decide"], settled=kinds["settled"],
        waiting=kinds["waiting"], lost=kinds["lost"] + finding.unaccounted, blank=len(finding.blank),
        unreadable=finding.unreadable, unrecognised=finding.unrecognised, recovered=finding.recovered,
        unconfirmed=finding.unconfirmed, cells=finding.cells, ours=finding.ours,
        answer_cells=finding.answer_cells, left_cells=sum(one.cells for one in finding.left_over),
    )  # fmt: skip


def _fate(*, waits: bool, closed: bool, held: Answer | None, file: ReturnFile) -> str:
    if waits:
        return "decide"
    if held is not None and held.file_id == file.id and not closed:
        return "taken"
    if closed or held is not None or file.status == SAME_FILE:
        return "settled"
    return "waiting" if file.status == STAGED else "lost"
