"""What a panel sees: an organisation's scored answers, its own words beside each, what was asked and agreed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

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
from assurance_desk.domain.returns import Answer, Return
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
    lines: tuple[ScoredLine, ...]
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def answered(self) -> int:
        return sum(line.answer is not None for line in self.lines)

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
    answers: dict[str, dict[Slot, Answer]] = {}
    for one in lists.answers(desk.db, questionnaire.id):
        answers.setdefault(one.return_id, {})[one.slot] = one
    held = _by_answer(lists.of_questionnaire(desk.db, questionnaire.id))
    asked = scored_questions(questionnaire)
    return tuple(
        _moderated(record, asked, answers.get(record.id, {}), held)
        for record in rows.find(desk.db, Return, questionnaire_id=questionnaire.id)
    )


def of_return(desk: Desk, return_id: str) -> ModeratedReturn | None:
    record = rows.one(desk.db, Return, id=return_id)
    if record is None:
        return None
    asked = scored_questions(rows.get(desk.db, Questionnaire, record.questionnaire_id))
    held = _by_answer(lists.of_return(desk.db, return_id))
    return _moderated(record, asked, return_lists.answers(desk.db, return_id), held)


def last_panel(desk: Desk, questionnaire: Questionnaire) -> tuple[str, date | None]:
    """Who moderated last, and when: a panel goes on where it stopped."""
    last = lists.of_questionnaire(desk.db, questionnaire.id)[-1:]
    return (last[0].panel, last[0].on) if last else ("", None)


def _by_answer(every: list[Moderation]) -> dict[str, tuple[Moderation, ...]]:
    found: dict[str, tuple[Moderation, ...]] = {}
    for one in every:
        found[one.answer_id] = (*found.get(one.answer_id, ()), one)
    return found


def _moderated(
    record: Return,
    asked: tuple[Question, ...],
    answers: dict[Slot, Answer],
    held: dict[str, tuple[Moderation, ...]],
) -> ModeratedReturn:
    lines = tuple(_line(question, answers, held) for question in asked)
    counts: dict[str, int] = {}
    for line in lines:
        if line.answer is not None:
            counts[line.state] = counts.get(line.state, 0) + 1
    return ModeratedReturn(record, lines, counts)


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
