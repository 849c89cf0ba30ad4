"""A questionnaire's returns as plain values, light enough to send to another process, and the tables made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from assurance_desk.domain.gaps import Asked
from assurance_desk.domain.gaps_table import Kept, Look, PlainTable, long_table, wide_table
from assurance_desk.domain.questionnaire import Questionnaire, Slot
from assurance_desk.domain.returns import ANSWERED, UNCONFIRMED, UNREADABLE, Query


class KeptAnswer(NamedTuple):
    """One answer as it is stored; ``value`` as agreed, where it was moderated."""

    return_id: str
    question: str
    row: str
    column: str
    value: str
    found: str
    state: str
    how: str
    source: str


@dataclass(frozen=True, slots=True)
class ReturnsKept:
    """``answers`` as ``KeptAnswer`` or plain tuples of its shape; ``waiting`` are the queries still open."""

    questionnaire: Questionnaire
    asked: tuple[Asked, ...]
    answers: tuple[tuple[str, ...], ...]
    waiting: tuple[Query, ...]


def returns_tables(kept: ReturnsKept) -> list[PlainTable]:
    """The wide table, then the long one."""
    look = look_into(kept)
    return [
        wide_table(kept.questionnaire, kept.asked, look),
        long_table(kept.questionnaire, kept.asked, look),
    ]


def look_into(kept: ReturnsKept) -> Look:
    answers = {one[:4]: one for one in kept.answers}
    waiting = {
        (one.return_id, one.question, one.row, one.column): one for one in kept.waiting if one.question
    }

    def look(asked: Asked, slot: Slot) -> Kept | None:
        key = (asked.id, slot.question, slot.row, slot.column)
        answer = answers.get(key)
        return _kept(KeptAnswer(*answer) if answer else None, waiting.get(key))

    return look


def _kept(answer: KeptAnswer | None, query: Query | None) -> Kept | None:
    if answer is None or not (answer.value or answer.found):
        if query is not None:
            state = UNREADABLE if query.kind == "unreadable" else UNCONFIRMED
            source = f"{query.sheet}!{query.cell}" if query.cell else ""
            return Kept("", state, query.found, "", source)
        return None if answer is None else Kept("", answer.state, "", answer.how, answer.source)
    doubted = query is not None and query.kind == "check" and answer.state == ANSWERED
    state = UNCONFIRMED if doubted else answer.state
    return Kept(answer.value, state, answer.found, answer.how, answer.source)
