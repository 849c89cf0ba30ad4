"""Returned questionnaires: read, put in the tray, taken in, decided. Each verb is one step of the history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assurance_desk.domain.dates import long_date
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.questions import read_cell
from assurance_desk.domain.recovery import finding as f
from assurance_desk.domain.recovery.finding import Finding, FoundAnswer
from assurance_desk.domain.returns import (
    CLOSED_QUERY,
    OPEN,
    PART,
    TAKEN,
    UNREADABLE,
    Answer,
    Query,
    Return,
    ReturnFile,
)
from assurance_desk.domain.returns_plan import DIFFERENCE, UNRECOGNISED
from assurance_desk.progress import Progress
from assurance_desk.services import returns_last_time
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_answers import DecidedError, NotAnAnswerError, answer_of, rules_of
from assurance_desk.services.returns_by_hand import enter_answers, log_letter, original, tie
from assurance_desk.services.returns_totals import control_totals
from assurance_desk.services.returns_tray import (
    REFUSED,
    STAGED,
    TAKEN_FILE,
    TrayFile,
    expected,
    finding_of,
    open_queries,
    put,
)
from assurance_desk.store import rows
from assurance_desk.store.lists import returns as lists
from assurance_desk.texts import _, plural

if TYPE_CHECKING:
    from assurance_desk.services.child import Child

__all__ = [
    "DecidedError", "NotAnAnswerError", "TrayFile", "control_totals", "decide", "decide_all_same", "enter_answers",
    "expected", "finding_of", "log_letter", "original", "put", "stage", "staged_files", "take_in", "tie",
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
    files = [file for one in file_ids if (file := rows.get(desk.db, ReturnFile, one)).status == STAGED]
    taken: dict[str, list[Answer]] = {}
    missing: dict[str, set[str]] = {}
    for file in files:
        if file.return_id is None or not file.finding_sha256:
            continue
        finding = (known or {}).get(file.id) or finding_of(desk, file)
        new = _takable(desk, file, finding, taken.setdefault(file.return_id, []))
        if new is None:
            continue
        taken[file.return_id] += new
        missing.setdefault(file.return_id, set(finding.missing_sections)).intersection_update(
            finding.missing_sections
        )
    if not missing:
        return 0
    count = sum(len(found) for found in taken.values())
    with desk.step(_label(desk, list(missing), count)):
        for return_id, sections in missing.items():
            rows.put_many(desk.db, taken[return_id])
            part = bool(sections) and bool(sections - _answered(desk, return_id))
            _mark_taken(desk, return_id, part=part)
        for file in files:
            if file.return_id in missing:
                _settle(desk, file)
    return count


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
        if file.status == STAGED and file.return_id is not None and file.finding_sha256:
            taken += _takable(desk, file, finding_of(desk, file), taken) or []
    return taken


def _label(desk: Desk, return_ids: list[str], count: int) -> str:
    answers = plural("{n} answer", "{n} answers", count)
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


def _settle(desk: Desk, file: ReturnFile) -> None:
    """A file of which nothing waits any more is taken, once its return has been taken in."""
    assert file.return_id is not None
    here = rows.get(desk.db, Return, file.return_id).state in (TAKEN, PART)
    status = STAGED if not here or _waits(desk, file) else TAKEN_FILE
    if file.status in (STAGED, TAKEN_FILE) and file.status != status:
        rows.put(desk.db, replace(file, status=status))


def _waits(desk: Desk, file: ReturnFile) -> bool:
    """Its own queries, or one that another file raised about a slot it answers too."""
    assert file.return_id is not None
    queries = open_queries(desk, file.return_id)
    if any(one.file_id == file.id for one in queries):
        return True
    differ = {one.slot for one in queries if one.kind == DIFFERENCE}
    if differ:
        differ -= lists.answered(desk.db, file.return_id)
    return bool(differ) and any(one.slot in differ for one in finding_of(desk, file).answers)


def decide(desk: Desk, query_id: str, value: str | None, how: str = "") -> None:
    """Close a query as one step: ``value`` becomes the answer; None keeps what we hold, or keeps it as a note.

    ``value`` may be typed as a respondent would; ``how`` says what the decision rests on ("by telephone").

    Raises:
        NotAnAnswerError: the value does not fit its question.
        DecidedError: it was decided before.
    """
    query = rows.get(desk.db, Query, query_id)
    _decide(desk, [query], value, how)


def decide_all_same(desk: Desk, query_id: str, value: str | None, how: str = "") -> int:
    """The same decision for every open query about the same question where the same stood. One step; gives how many."""
    query = rows.get(desk.db, Query, query_id)
    record = rows.get(desk.db, Return, query.return_id)
    others = [
        one
        for one in rows.find(
            desk.db, Query, question=query.question, column=query.column, kind=query.kind, status=OPEN
        )
        if one.found.strip().casefold() == query.found.strip().casefold()
        and rows.get(desk.db, Return, one.return_id).questionnaire_id == record.questionnaire_id
    ]
    _decide(desk, others or [query], value, how)
    return len(others)


def _decide(desk: Desk, queries: list[Query], value: str | None, how: str) -> None:
    if any(one.status != OPEN for one in queries):
        raise DecidedError
    read = [_read(desk, one, value) for one in queries]
    with desk.step(_decision_label(desk, queries, read[0])):
        for query, text in zip(queries, read, strict=True):
            _apply(desk, query, text, how)


def _decision_label(desk: Desk, queries: list[Query], value: str | None) -> str:
    query = queries[0]
    where = " ".join(part for part in (query.question, query.row) if part) or _("the file")
    if len(queries) > 1:
        return plural(
            "Decide {{where}} alike in {n} return", "Decide {{where}} alike in {n} returns", len(queries)
        ).replace("{where}", where)
    name = rows.get(desk.db, Return, query.return_id).name
    if value is None:
        return _("Decide {where} of {name}: no change").format(where=where, name=name)
    return _("Decide {where} of {name}: {value}").format(where=where, name=name, value=_short(value))


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _read(desk: Desk, query: Query, value: str | None) -> str | None:
    """The decided value as canonical text."""
    if value is None or not query.question:
        return value
    rule = rules_of(desk, query.return_id).get(query.slot)
    if rule is None:
        raise NotAnAnswerError({query.slot: _("a note; this row was not asked for")})
    reading = read_cell(rule, value)
    if reading.problem or not (reading.value or query.kind == DIFFERENCE):
        raise NotAnAnswerError({query.slot: reading.problem or _("an answer")})
    return reading.value


def _apply(desk: Desk, query: Query, value: str | None, how: str) -> None:
    held = lists.answers(desk.db, query.return_id).get(query.slot) if query.question else None
    if query.question and query.kind != UNRECOGNISED:
        if value is None and held is None and query.kind == DIFFERENCE:
            value = query.other
        _write(desk, query, value, how, held)
    decision = _("kept as it is") if value is None else value or _("not chosen")
    _close(desk, query, decision, how)
    if value is None and query.kind == f.CHECK and not query.question:
        _turn_away(desk, query, how)
    for other in open_queries(desk, query.return_id):
        if query.question and other.slot == query.slot and other.kind != UNRECOGNISED != query.kind:
            _close(desk, other, _("decided with another file: {decision}").format(decision=decision), how)
    for file in lists.files(desk.db, query.return_id):
        _settle(desk, file)


def _turn_away(desk: Desk, query: Query, how: str) -> None:
    """The file is not this return's: nothing of it is taken, and nothing of it is asked about any more."""
    assert query.file_id is not None
    file = rows.get(desk.db, ReturnFile, query.file_id)
    whose = rows.get(desk.db, Return, query.return_id).name
    words = _("Decided {day}: it is not from {name}; nothing was taken from it.")
    message = words.format(day=long_date(desk.clock.today()), name=whose)
    rows.put(desk.db, replace(file, status=REFUSED, message=message))
    for other in open_queries(desk, query.return_id):
        if other.file_id == file.id:
            _close(desk, other, _("not from {name}").format(name=whose), how)


def _write(desk: Desk, query: Query, value: str | None, how: str, held: Answer | None) -> None:
    words = _("decided {day}").format(day=long_date(desk.clock.today())) + (f": {how}" if how else "")
    new = FoundAnswer(
        query.question, query.row, query.column, query.found, value or "", query.sheet, query.cell, words, 3
    )
    if value is None and held is not None:
        return
    if value == "":
        if held is not None:
            rows.remove(desk.db, held)
        return
    answer = answer_of(query.return_id, new, query.file_id)
    if value is None:
        answer = replace(answer, state=UNREADABLE)
    rows.put(desk.db, replace(answer, id=held.id, agreed=held.agreed) if held else answer)


def _close(desk: Desk, query: Query, decision: str, how: str) -> None:
    today = desk.clock.today()
    rows.put(
        desk.db, replace(query, status=CLOSED_QUERY, decision=decision, decided_on=today, decided_how=how)
    )


def staged_files(desk: Desk) -> list[str]:
    """Files in the tray whose returns were not taken in yet, in the order they came."""
    waiting = {one.id for one in rows.find(desk.db, Return) if one.state not in (TAKEN, PART)}
    return [
        one.id
        for one in rows.find(desk.db, ReturnFile, status=STAGED)
        if one.return_id in waiting and one.finding_sha256
    ]
