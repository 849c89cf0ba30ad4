"""Whether a question is asked of a return: the condition it stands under, told by that return's own answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assurance_desk.domain.questionnaire import Question, Questionnaire, Slot
from assurance_desk.domain.questions import type_of
from assurance_desk.texts import _

Values = Mapping[Slot, str]
"""Canonical values by slot; what is not in it was not answered."""


@dataclass(frozen=True, slots=True)
class Condition:
    """The question is asked where the answer in ``slot`` is one of ``wanted``."""

    slot: Slot
    wanted: tuple[str, ...]

    def met(self, values: Values) -> bool | None:
        """None where the question it hangs on was not answered."""
        value = values.get(self.slot, "").casefold()
        return value in {one.casefold() for one in self.wanted} if value else None


def condition_words(question: Question) -> str:
    """``Only if A2 is “Named service”``; "" where it is always asked."""
    if not question.shown_if or not question.shown_when:
        return ""
    values = _(" or ").join(f"“{value}”" for value in question.shown_when)
    return _("Only if {ref} is {values}").format(ref=question.shown_if, values=values)


def guidance(question: Question) -> str:
    """What stands under a question where it is answered: its hint, its condition, and what each choice means."""
    lines = [question.hint, condition_words(question), *_meanings(question)]
    return "\n".join(line for line in lines if line)


def _meanings(question: Question) -> Iterable[str]:
    """``Fully met: reviewed and used``"""
    if not question.descriptors or type_of(question).has_rows:
        return ()
    choices = type_of(question).cell_rule(question).choices
    pairs = zip(choices, question.descriptors, strict=False)
    return (f"{choice}: {meaning}" for choice, meaning in pairs if meaning)


def conditions_of(questionnaire: Questionnaire) -> dict[str, Condition]:
    """By the reference of each question that is asked only sometimes.

    One that hangs on a question that is not there, or is answered in a grid, is always asked.
    """
    by_ref = {question.ref: question for question in questionnaire.questions()}
    found: dict[str, Condition] = {}
    for question in questionnaire.questions():
        asks = by_ref.get(question.shown_if)
        if asks is not None and asks is not question and question.shown_when and not type_of(asks).has_rows:
            found[question.ref] = Condition(Slot(asks.ref), question.shown_when)
    return found


def not_asked(conditions: Mapping[str, Condition], values: Values) -> tuple[str, ...]:
    """The questions a return was not asked, by its own answers."""
    return tuple(ref for ref, condition in conditions.items() if condition.met(values) is False)


def deciding(conditions: Mapping[str, Condition]) -> tuple[str, ...]:
    """The questions whose answers decide about others."""
    return tuple({one.slot.question: None for one in conditions.values()})
