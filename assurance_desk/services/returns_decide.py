"""Deciding what waits: one doubt, the same doubt wherever it stands, or all of one cause on one sheet. One step each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assurance_desk.domain.dates import long_date
from assurance_desk.domain.questions import read_cell
from assurance_desk.domain.recovery import finding as f
from assurance_desk.domain.recovery.finding import FoundAnswer
from assurance_desk.domain.returns import (
    ANSWERED_QUERY,
    CLOSED_QUERY,
    OPEN,
    UNREADABLE,
    Answer,
    Query,
    Return,
    ReturnFile,
)
from assurance_desk.domain.returns_plan import DIFFERENCE, UNRECOGNISED
from assurance_desk.services import corrections_back, names_typed
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_answers import (
    DecidedError,
    NotAnAnswerError,
    answer_of,
    open_queries,
    rules_of,
)
from assurance_desk.services.returns_checks import check_again, doubts
from assurance_desk.services.returns_settle import settle
from assurance_desk.services.returns_tray import REFUSED, finding_of
from assurance_desk.store import rows
from assurance_desk.store.lists import returns as lists
from assurance_desk.texts import _, plural


def decide(
    desk: Desk, query_id: str, value: str | None, how: str = "", *, no_child: str | None = None
) -> None:
    """Close a query as one step: ``value`` becomes the answer; None keeps what we hold, or keeps it as a note.

    ``value`` may be typed as a respondent would; ``how`` says what the decision rests on ("by telephone");
    ``no_child``: why it names no child, though it seems to.

    Raises:
        NotAnAnswerError: the value does not fit its question, or seems to name a child.
        DecidedError: it was decided before.
    """
    query = rows.get(desk.db, Query, query_id)
    _decide(desk, [query], value, how, no_child)


def alike(desk: Desk, query: Query) -> list[Query]:
    """Every open query about the same question where the same stood, this one among them."""
    return of_the_same(desk, query.return_id, [query])[0]


def of_the_same(desk: Desk, return_id: str, queries: Sequence[Query]) -> list[list[Query]]:
    """``alike`` of each of a return's queries, in two reads however many there are."""
    if not any(map(_has_others, queries)):
        return [[one] for one in queries]
    asked = rows.get(desk.db, Return, return_id).questionnaire_id
    ids = {one.id for one in rows.find(desk.db, Return, questionnaire_id=asked)}
    found: dict[tuple[str, ...], list[Query]] = {}
    for one in rows.find(desk.db, Query, status=OPEN):
        if one.return_id in ids and not one.answered_on:
            found.setdefault(_same(one), []).append(one)
    return [found.get(_same(one), [one]) if _has_others(one) else [one] for one in queries]


def _has_others(query: Query) -> bool:
    return bool(query.status == OPEN and query.question and not query.answered_on)


def _same(query: Query) -> tuple[str, ...]:
    return query.question, query.column, query.kind, query.found.strip().casefold()


def of_one_cause(desk: Desk, query: Query) -> list[Query]:
    """Open queries of the same file and sheet that are doubted for the same reason and nothing else, this one among them:
    where only the cells' place is in doubt, one look at the sheet settles them all.
    """
    if query.status != OPEN or not query.cause:
        return [query]
    return rows.find(desk.db, Query, file_id=query.file_id, sheet=query.sheet, cause=query.cause, status=OPEN)


def decide_all_same(
    desk: Desk, query_id: str, value: str | None, how: str = "", *, no_child: str | None = None
) -> int:
    """The same decision for every open query about the same question where the same stood. One step; gives how many."""
    others = alike(desk, rows.get(desk.db, Query, query_id))
    _decide(desk, others, value, how, no_child)
    return len(others)


def confirm_sheet(desk: Desk, query_id: str, how: str = "") -> int:
    """Our readings stand for everything on the sheet that was doubted for the same reason. One step; gives how many."""
    query = rows.get(desk.db, Query, query_id)
    if query.status != OPEN:
        raise DecidedError
    found = of_one_cause(desk, query)
    name = rows.get(desk.db, Return, query.return_id).name
    words = plural(
        "Confirm {n} answer of sheet {{sheet}} of {{name}}", "Confirm {n} answers of sheet {{sheet}} of {{name}}",
        len(found),
    ).format(sheet=query.sheet, name=name)  # fmt: skip
    _decide_each(desk, [(one, one.reading or None) for one in found], words, how)
    return len(found)


def _decide(desk: Desk, queries: list[Query], value: str | None, how: str, no_child: str | None) -> None:
    if any(one.status != OPEN for one in queries):
        raise DecidedError
    read = [_read(desk, one, value) for one in queries]
    typed = {
        one.slot: text
        for one, text in zip(queries, read, strict=True)
        if text
        and one.question
        and not _came(one, text)
        and rules_of(desk, one.return_id)[one.slot].kind == "text"
    }
    if typed or how or no_child is not None:
        how = names_typed.looked_at(desk, typed, how, no_child)
    label = _decision_label(desk, queries, read[0])
    _decide_each(desk, list(zip(queries, read, strict=True)), label, how)


def _came(query: Query, text: str) -> bool:
    """Words of the file were looked through with it."""
    return text in (query.reading, query.found, query.other, query.answer_reading, query.answer)


def _decide_each(desk: Desk, decided: Sequence[tuple[Query, str | None]], label: str, how: str) -> None:
    """A decision may resolve a contradiction elsewhere in its return, or make one."""
    before = {one: doubts(desk, one) for one in dict.fromkeys(query.return_id for query, _value in decided)}
    with desk.step(label):
        for query, value in decided:
            if rows.get(desk.db, Query, query.id).status == OPEN:  # not settled by one before it
                _apply(desk, query, value, how)
        for return_id, found in before.items():
            check_again(desk, return_id, found)


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
    if query.stage == ANSWERED_QUERY and value is not None and query.answer_file_id:
        file = rows.get(desk.db, ReturnFile, query.answer_file_id)
        corrections_back.take(desk, query, finding_of(desk, file), file, value)
        settle(desk, file)
        return
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
        settle(desk, file)


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
