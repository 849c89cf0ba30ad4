"""Returned questionnaires: read, put in the tray, taken in, decided. Each verb is one step of the history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assurance_desk.domain.cross_checks import Contradiction
from assurance_desk.domain.questionnaire import Questionnaire, Slot
from assurance_desk.domain.recovery import finding as f
from assurance_desk.domain.recovery.finding import Finding
from assurance_desk.domain.returns import PART, TAKEN, Answer, Return, ReturnFile
from assurance_desk.domain.returns_plan import UNRECOGNISED
from assurance_desk.progress import Progress
from assurance_desk.services import corrections_back, returns_last_time
from assurance_desk.services.corrections_back import Coming
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_answers import DecidedError, NotAnAnswerError, open_queries
from assurance_desk.services.returns_by_hand import enter_answers, log_letter, original, tie
from assurance_desk.services.returns_checks import check_again, doubts
from assurance_desk.services.returns_decide import confirm_sheet, decide, decide_all_same
from assurance_desk.services.returns_settle import settle
from assurance_desk.services.returns_totals import control_totals
from assurance_desk.services.returns_tray import STAGED, TrayFile, expected, finding_of, put, put_slices
from assurance_desk.services.slices import Slices, in_parts, run_through
from assurance_desk.store import rows
from assurance_desk.store.lists import returns as lists
from assurance_desk.texts import _, plural

if TYPE_CHECKING:
    from assurance_desk.services.child import Child

__all__ = [
    "DecidedError", "NotAnAnswerError", "TrayFile", "confirm_sheet", "control_totals", "decide", "decide_all_same", "enter_answers",
    "expected", "finding_of", "log_letter", "original", "put", "put_slices", "stage", "staged_files", "take_in", "take_in_slices", "tie",
]  # fmt: skip


def stage(
    desk: Desk,
    files: Sequence[Path],
    *,
    child: Child | None = None,
    progress: Progress | None = None,
    received_on: date | None = None,
) -> list[TrayFile]:
    """Read files and folders and put what came into the tray, as one step.

    Raises:
        DeskError: a path is not there, or the workbook cannot be written.
        Cancelled: nothing was kept.
    """
    from assurance_desk.services.returns_files import read_files

    return put(desk, read_files(files, expected(desk), child, progress, received_on))


def take_in(desk: Desk, file_ids: Iterable[str], known: Mapping[str, Finding] | None = None) -> int:
    """Every answer without an open problem becomes an answer of its return; the rest stays to decide. One step.

    Gives how many answers were taken. A file that is in doubt as a whole waits until that is decided.
    ``known``: findings by file id that need not be read again.
    """
    return run_through(take_in_slices(desk, file_ids, known))


def take_in_slices(
    desk: Desk, file_ids: Iterable[str], known: Mapping[str, Finding] | None = None
) -> Slices[int]:
    """As ``take_in``, in slices; one step."""
    staged = [file for one in file_ids if (file := rows.get(desk.db, ReturnFile, one)).status == STAGED]
    files = [file for file in staged if not file.correction_id]
    corrected = _corrected(desk, [file for file in staged if file.correction_id], known or {})
    taken: dict[str, list[Answer]] = {}
    missing: dict[str, set[str]] = {}
    for file in files:
        _gather(desk, file, known or {}, taken, missing)
        yield
    if not missing and not corrected:
        return 0
    count = sum(len(found) for found in taken.values()) + sum(one.count for one in corrected)
    touched = dict.fromkeys(one.file.return_id for one in corrected if one.file.return_id)
    before = {return_id: doubts(desk, return_id) for return_id in touched}
    with desk.step(
        _label(
            desk, list(dict.fromkeys([*missing, *touched])), count, [] if any(taken.values()) else corrected
        )
    ):
        _take_corrected(desk, corrected, before)
        for return_id, sections in missing.items():
            for part in in_parts(taken[return_id]):
                rows.put_many(desk.db, part)
                desk.journal.keep_up()
                yield
            partly = bool(sections) and bool(sections - _answered(desk, return_id))
            _mark_taken(desk, return_id, part=partly)
        for file in files:
            if file.return_id in missing:
                settle(desk, file)
                yield
    return count


def _gather(
    desk: Desk,
    file: ReturnFile,
    known: Mapping[str, Finding],
    taken: dict[str, list[Answer]],
    missing: dict[str, set[str]],
) -> None:
    """What is to be taken of one file, and the sections that none of its return's files answers."""
    if file.return_id is None or not file.finding_sha256:
        return
    finding = known.get(file.id) or finding_of(desk, file)
    new = _takable(desk, file, finding, taken.setdefault(file.return_id, []))
    if new is None:
        return
    taken[file.return_id] += new
    sections = set(finding.missing_sections)
    missing.setdefault(file.return_id, sections).intersection_update(sections)


def _corrected(desk: Desk, files: list[ReturnFile], known: Mapping[str, Finding]) -> list[Coming]:
    """What correction workbooks answer without leaving a doubt."""
    found = [
        corrections_back.coming(desk, file, known.get(file.id) or finding_of(desk, file)) for file in files
    ]
    return [one for one in found if one.count]


def _take_corrected(
    desk: Desk, corrected: list[Coming], before: Mapping[str, dict[Slot, Contradiction]]
) -> None:
    for one in corrected:
        corrections_back.take_all(desk, one)
    for return_id, found in before.items():
        check_again(desk, return_id, found)
    for one in corrected:
        settle(desk, one.file)


def _takable(desk: Desk, file: ReturnFile, finding: Finding, before: list[Answer]) -> list[Answer] | None:
    assert file.return_id is not None
    queries = open_queries(desk, file.return_id)
    if any(one.file_id == file.id and one.kind == f.CHECK and not one.question for one in queries):
        return None
    waits = {one.slot for one in queries if one.question and one.kind != UNRECOGNISED}
    return returns_last_time.new_answers(desk, file, finding, before, waits)


def would_take(desk: Desk, files: Iterable[ReturnFile]) -> list[Answer]:
    """What ``take_in`` would take of these files of one return as things stand: to be looked at first."""
    taken: list[Answer] = []
    for file in files:
        waits = file.status == STAGED and file.finding_sha256 and not file.correction_id
        if waits and file.return_id is not None:
            taken += _takable(desk, file, finding_of(desk, file), taken) or []
    return taken


def _label(desk: Desk, return_ids: list[str], count: int, corrected: list[Coming]) -> str:
    """``corrected``: what correction workbooks settle, where nothing else is taken."""
    answers = plural("{n} answer", "{n} answers", count)
    if corrected:
        changed, confirmed = (
            sum(one.corrected for one in corrected),
            sum(one.confirmed for one in corrected),
        )
        answers = corrections_back.answers_words(changed, confirmed)
    if len(return_ids) == 1:
        name = rows.get(desk.db, Return, return_ids[0]).name
        return _("Take in {answers} from {name}").format(answers=answers, name=name)
    returns = plural("{n} return", "{n} returns", len(return_ids))
    return _("Take in {answers} from {returns}").format(answers=answers, returns=returns)


def _answered(desk: Desk, return_id: str) -> set[str]:
    """Sections of which we hold answers: two people may each have sent theirs."""
    asked = rows.get(desk.db, Questionnaire, rows.get(desk.db, Return, return_id).questionnaire_id)
    return {
        f.section_of(asked, ref) for ref in {slot.question for slot in lists.answered(desk.db, return_id)}
    }


def _mark_taken(desk: Desk, return_id: str, *, part: bool) -> None:
    record = rows.get(desk.db, Return, return_id)
    state = TAKEN if record.state == TAKEN or not part else PART
    rows.put(desk.db, replace(record, state=state, received_on=record.received_on or desk.clock.today()))


def staged_files(desk: Desk) -> list[str]:
    """Files in the tray of which something can be taken in as things stand, in the order they came: of returns not taken
    in yet, and of those taken in before, where a later file or a taking back left more.
    """
    return list(left_to_take(desk))


def left_to_take(desk: Desk) -> dict[str, int]:
    """Those files, and how many answers each brings to a return taken in before that are not told as a doubt of it."""
    return desk.once("files with something to take in", lambda: _left_to_take(desk))


def _left_to_take(desk: Desk) -> dict[str, int]:
    before = {one.id for one in rows.find(desk.db, Return) if one.state in (TAKEN, PART)}
    coming: dict[str, list[Answer]] = {}
    found: dict[str, int] = {}
    for file in rows.find(desk.db, ReturnFile, status=STAGED):
        if file.return_id is None or not file.finding_sha256:
            continue
        if file.correction_id:
            back = corrections_back.coming(desk, file, finding_of(desk, file))
            if back.count:
                found[file.id] = len(back.said)
        elif file.return_id in before:
            others = coming.setdefault(file.return_id, [])
            new = _takable(desk, file, finding_of(desk, file), others) or []
            others += new
            if new:
                found[file.id] = len(new)
        else:
            found[file.id] = 0
    return found
