"""Last round's answers put into this round's copy, to be confirmed or changed; and what of them counts when it is back.

What was carried is kept with the return: a cell that still says the same and was not confirmed is last round's answer,
and never counts as this round's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from assurance_desk.domain.questionnaire import FOLLOW_COLUMNS, Question, Questionnaire, Slot
from assurance_desk.domain.questions import read_cell, slots_of
from assurance_desk.domain.questions.cells import bare
from assurance_desk.domain.sheet_layout import AGREED, STILL

Unit = tuple[str, str]
"""(question, row) of what is confirmed together; a question of several choices is one, its row ""."""


@dataclass(frozen=True, slots=True)
class Last:
    """What one slot held last round: their own value, and what it was agreed to be where it was moderated."""

    value: str
    agreed: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """``return_id`` is last round's; ``last_time`` says when that was. ``values`` stand in the new copy.

    ``agreed``: by question, what its answer was agreed to be, where that differs. ``changed``: questions that were answered
    last round and are not carried, because they are not the same questions any more.
    """

    return_id: str
    version: str
    last_time: str
    values: Mapping[Slot, str]
    agreed: Mapping[str, str]
    changed: tuple[str, ...] = ()

    @property
    def beside(self) -> tuple[str, ...]:
        """The columns its copy needs, see ``sheet_layout.BESIDE``."""
        if not self.values:
            return ()
        return (STILL, AGREED) if self.agreed else (STILL,)


def unit_of(question: Question, slot: Slot) -> Unit:
    return (question.ref, "" if question.kind == "several" else slot.row)


def carry(
    asked: Questionnaire, before: Questionnaire, held: Mapping[Slot, Last], to: Mapping[str, str]
) -> tuple[dict[Slot, str], dict[str, str], tuple[str, ...]]:
    """What of last round's answers stands in the new copy, what was agreed of it, and which questions changed.

    ``to``: by a question of last round, where it stands now; one that stands nowhere is simply gone.
    """
    old = {question.ref: question for question in before.questions()}
    new = {question.ref: question for question in asked.questions()}
    rules = {ref: dict(slots_of(question)) for ref, question in new.items()}
    values: dict[Slot, str] = {}
    agreed: dict[str, str] = {}
    changed: dict[str, None] = {}
    for slot, last in held.items():
        was, now = old.get(slot.question), new.get(to.get(slot.question, ""))
        if was is None or now is None or now.prefill or not last.value:
            continue
        at = Slot(now.ref, slot.row, slot.column)
        rule = rules[now.ref].get(at)
        if rule is None or not same_question(was, now) or not _same_place(was, now, slot):
            changed.setdefault(now.ref)
            continue
        if read_cell(rule, last.value).value != last.value:
            changed.setdefault(now.ref)
            continue
        values[at] = last.value
        if last.agreed and slot.column == "answer" and last.agreed != last.value and now.kind == "graded":
            agreed[now.ref] = last.agreed
    return values, agreed, tuple(changed)


def same_question(was: Question, now: Question) -> bool:
    """The same words, answered in the same way: a hint may differ, and so may when it is asked."""
    return (
        bare(was.text) == bare(now.text)
        and was.kind == now.kind
        and was.word == now.word
        and _own_choices(was) == _own_choices(now)
    )


def _own_choices(question: Question) -> tuple[str, ...]:
    return next((rule.choices for slot, rule in slots_of(question) if slot.column == "answer"), ())


def _same_place(was: Question, now: Question, slot: Slot) -> bool:
    """A line of a grid, and its column, are what they were."""
    lines = [next((row.label for row in one.rows if row.ref == slot.row), "") for one in (was, now)]
    columns = [next((c for c in one.columns if c.key == slot.column), None) for one in (was, now)]
    if slot.column in FOLLOW_COLUMNS or not was.columns:
        return bare(lines[0]) == bare(lines[1])
    if columns[0] is None or columns[1] is None:
        return False
    told = [(bare(one.heading), one.kind, one.choices) for one in columns if one]
    return bare(lines[0]) == bare(lines[1]) and told[0] == told[1]


def units(asked: Questionnaire, slots: Iterable[Slot]) -> frozenset[Unit]:
    questions = {question.ref: question for question in asked.questions()}
    return frozenset(unit_of(questions[slot.question], slot) for slot in slots)


def to_json(carried: Carried) -> str:
    return json.dumps(
        {
            "return": carried.return_id, "version": carried.version, "last time": carried.last_time,
            "values": [[*slot, value] for slot, value in carried.values.items()],
            "agreed": dict(carried.agreed), "changed": list(carried.changed),
        },
        ensure_ascii=False,
    )  # fmt: skip


@lru_cache(maxsize=64)
def from_json(text: str) -> Carried:
    kept = json.loads(text)
    values = {Slot(*line[:3]): line[3] for line in kept["values"]}
    return Carried(
        kept["return"], kept["version"], kept["last time"], values, kept["agreed"], tuple(kept["changed"])
    )


def without(carried: Carried, known: Iterable[Slot]) -> Carried:
    """What we know otherwise is not carried."""
    held = set(known)
    return replace(carried, values={slot: v for slot, v in carried.values.items() if slot not in held})
