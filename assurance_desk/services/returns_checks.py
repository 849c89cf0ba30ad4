"""Checks across a return's answers after one of them changed: doubts that are gone are closed, new ones are opened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assurance_desk.domain.cross_checks import Contradiction, contradictions
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.questionnaire import Questionnaire, Slot
from assurance_desk.domain.recovery.finding import CHECK, FoundAnswer
from assurance_desk.domain.returns import CLOSED_QUERY, Answer, Query, Return
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_answers import answer_of, open_queries
from assurance_desk.store import rows
from assurance_desk.store.lists import returns as lists
from assurance_desk.texts import _


def doubts(
    desk: Desk, return_id: str, changed: dict[Slot, str] | None = None, without: Iterable[Slot] = ()
) -> dict[Slot, Contradiction]:
    """What contradicts itself among all that is held or waits only for such a doubt, ``changed`` put in their place."""
    record = rows.get(desk.db, Return, return_id)
    asked = rows.get(desk.db, Questionnaire, record.questionnaire_id)
    values = {one.slot: one.reading for one in open_queries(desk, return_id) if _is_check(one)}
    values |= {slot: one.value for slot, one in lists.answers(desk.db, return_id).items() if one.value}
    values |= changed or {}
    for slot in without:
        values.pop(slot, None)
    return contradictions({slot: value for slot, value in values.items() if value}, asked, desk.clock.today())


def _is_check(query: Query) -> bool:
    return query.kind == CHECK and bool(query.question)


def check_again(desk: Desk, return_id: str, before: dict[Slot, Contradiction]) -> list[Query]:
    """Inside a step, after answers changed; ``before``: the contradictions until then. Gives the doubts it opened."""
    now = doubts(desk, return_id)
    waiting = open_queries(desk, return_id)
    for query in waiting:
        if _is_check(query) and query.slot in before and query.slot not in now:
            _resolve(desk, query)
    asked = {one.slot for one in waiting if one.question}
    held = lists.answers(desk.db, return_id)
    position = lists.next_position(desk.db, "query")
    made = [
        _doubt(held[slot], told, position + place)
        for place, (slot, told) in enumerate(now.items())
        if slot not in before and slot not in asked and slot in held
    ]
    rows.put_many(desk.db, made)
    return made


def _resolve(desk: Desk, query: Query) -> None:
    """The other side of the contradiction was put right: what they wrote stands."""
    today = desk.clock.today()
    if query.slot not in lists.answers(desk.db, query.return_id) and query.reading:
        found = FoundAnswer(
            query.question, query.row, query.column, query.found, query.reading, query.sheet, query.cell,
        )  # fmt: skip
        rows.put(desk.db, answer_of(query.return_id, found, query.file_id))
    how = _("another answer was corrected, and it contradicts nothing any more")
    rows.put(
        desk.db,
        replace(query, status=CLOSED_QUERY, decision=query.reading, decided_on=today, decided_how=how),
    )


def _doubt(answer: Answer, told: Contradiction, position: int) -> Query:
    sheet, _mark, cell = answer.source.partition("!")
    return Query(
        id=new_id(), return_id=answer.return_id, file_id=answer.file_id, kind=CHECK, question=answer.question,
        row=answer.row, column=answer.column, sheet=sheet, cell=cell, found=answer.found or answer.value,
        reason=told.why, reading=answer.value, sure=2, position=position,
    )  # fmt: skip
