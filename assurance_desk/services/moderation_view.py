"""What a panel sees: an organisation's scored answers, its own words beside each, what was asked and agreed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from assurance_desk.domain.moderation import (
    AS_THEY_SAY,
    CHALLENGED,
    CHANGED,
    OPEN,
    Moderation,
    agreement,
    open_challenge,
    scored,
    state_of,
)
from assurance_desk.domain.questionnaire import FOLLOW_COLUMNS, Question, Questionnaire, Slot
from assurance_desk.domain.questions import CellRule, type_of
from assurance_desk.domain.returns import UNCONFIRMED, Answer, Return
from assurance_desk.domain.sheet_layout import FOLLOW_HEADS
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.store.lists import moderation as lists
from assurance_desk.store.lists import returns as return_lists
from assurance_desk.texts import _, plural


@dataclass(frozen=True, slots=True)
class ScoredLine:
    """One question of one return. ``answer`` is None where nothing was taken in for it. ``beside``: heading and words of
    what stands beside their score. ``state``: open, challenged, as they say or changed.
    """

    question: Question
    answer: Answer | None
    theirs: str
    beside: tuple[tuple[str, str], ...]
    held: tuple[Moderation, ...]
    state: str

    @property
    def id(self) -> str:
        return self.answer.id if self.answer else self.question.ref

    @property
    def agreed(self) -> str:
        holds = agreement(self.held)
        return holds.agreed if holds else ""

    @property
    def reason(self) -> str:
        holds = agreement(self.held)
        return holds.reason if holds else ""

    @property
    def challenge(self) -> str:
        return open_challenge(self.held)

    @property
    def choices(self) -> tuple[str, ...]:
        return type_of(self.question).cell_rule(self.question).choices


@dataclass(frozen=True, slots=True)
class ModeratedReturn:
    record: Return
    asked: int
    """How many scored questions there are."""
    counts: dict[str, int]
    make_lines: Callable[[], tuple[ScoredLine, ...]]
    """Of hundreds of returns a list says only how far each is: its lines are made where they are looked at."""

    @property
    def lines(self) -> tuple[ScoredLine, ...]:
        return self.make_lines()

    @property
    def answered(self) -> int:
        return sum(self.counts.values())

    @property
    def settled(self) -> int:
        return self.counts.get(AS_THEY_SAY, 0) + self.counts.get(CHANGED, 0)

    @property
    def told(self) -> str:
        """``5 of 8 agreed, 2 changed, 1 challenged``"""
        if not self.answered:
            return _("no scored answer taken in")
        parts = [_("{n} of {all} agreed").format(n=self.settled, all=self.answered)]
        if changed := self.counts.get(CHANGED, 0):
            parts.append(plural("{n} changed", "{n} changed", changed))
        if challenged := self.counts.get(CHALLENGED, 0):
            parts.append(plural("{n} challenged", "{n} challenged", challenged))
        return ", ".join(parts)


def scored_questions(questionnaire: Questionnaire) -> tuple[Question, ...]:
    return tuple(one for one in questionnaire.questions() if scored(one))


def board(desk: Desk, questionnaire: Questionnaire) -> tuple[ModeratedReturn, ...]:
    """Every return of the questionnaire, in the order it was issued; in a few reads whatever their number."""
    asked = scored_questions(questionnaire)
    values = lists.values(desk.db, questionnaire.id, [one.ref for one in asked])
    held = _by_answer(lists.of_questionnaire(desk.db, questionnaire.id))
    return tuple(
        ModeratedReturn(
            record, len(asked), _counts(values.get(record.id, ()), held), cache(partial(_lines, desk, record, asked))
        )
        for record in rows.find(desk.db, Return, questionnaire_id=questionnaire.id)
    )  # fmt: skip


def of_return(desk: Desk, return_id: str) -> ModeratedReturn | None:
    record = rows.one(desk.db, Return, id=return_id)
    if record is None:
        return None
    asked = scored_questions(rows.get(desk.db, Questionnaire, record.questionnaire_id))
    lines = _lines(desk, record, asked)
    counts = dict(Counter(line.state for line in lines if line.answer is not None))
    return ModeratedReturn(record, len(asked), counts, lambda: lines)


def _lines(desk: Desk, record: Return, asked: tuple[Question, ...]) -> tuple[ScoredLine, ...]:
    held = _by_answer(lists.of_return(desk.db, record.id))
    answers = {
        slot: one
        for slot, one in return_lists.answers(desk.db, record.id).items()
        if one.state != UNCONFIRMED
    }
    return tuple(_line(question, answers, held) for question in asked)


def _counts(values: Iterable[tuple[str, str]], held: Mapping[str, tuple[Moderation, ...]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for answer_id, value in values:
        mine = held.get(answer_id)
        state = state_of(value, mine) if mine else OPEN
        counts[state] = counts.get(state, 0) + 1
    return counts


def last_panel(desk: Desk, questionnaire: Questionnaire) -> tuple[str, date | None]:
    """Who moderated last, and when: a panel goes on where it stopped."""
    last = lists.last(desk.db, questionnaire.id)
    return (last.panel, last.on) if last else ("", None)


def _by_answer(every: list[Moderation]) -> dict[str, tuple[Moderation, ...]]:
    found: dict[str, tuple[Moderation, ...]] = {}
    for one in every:
        found[one.answer_id] = (*found.get(one.answer_id, ()), one)
    return found


def _line(
    question: Question, answers: dict[Slot, Answer], held: dict[str, tuple[Moderation, ...]]
) -> ScoredLine:
    answer = answers.get(Slot(question.ref))
    if answer is not None and not answer.value:
        answer = None
    beside = tuple(
        (_(FOLLOW_HEADS[column]), found.value)
        for column in FOLLOW_COLUMNS
        if (found := answers.get(Slot(question.ref, "", column))) and found.value
    )
    if answer is None:
        return ScoredLine(question, None, "", beside, (), OPEN)
    mine = held.get(answer.id, ())
    theirs = type_of(question).show(question, answer.slot, answer.value)
    return ScoredLine(question, answer, theirs, beside, mine, state_of(answer.value, mine))


def rule_of(line: ScoredLine) -> CellRule:
    return type_of(line.question).cell_rule(line.question)
