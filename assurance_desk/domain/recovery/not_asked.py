"""What a returned file was not asked: its blanks there are none, and what stands there all the same is asked about."""

from __future__ import annotations

from dataclasses import replace

from assurance_desk.domain.conditions import Condition, conditions_of, not_asked
from assurance_desk.domain.questionnaire import FOLLOW_COLUMNS, Questionnaire, Slot
from assurance_desk.domain.recovery.finding import CHECK, Finding, FoundAnswer
from assurance_desk.texts import _, plural


def told_apart(finding: Finding, questionnaire: Questionnaire) -> Finding:
    """The finding, in the slots of ``questionnaire``, with what its own answers say it was not asked."""
    conditions = conditions_of(questionnaire)
    if not conditions:
        return finding
    answers = {one.slot: one for one in finding.answers}
    spared = not_asked(conditions, _told(answers))
    if not spared:
        return finding
    left = sum(slot.question in spared for slot in finding.blank)
    said = {one.question for one in finding.answers if one.question in spared and not one.state}
    asked = {
        slot: one for slot, one in answers.items() if slot.question not in spared or slot.question in said
    }
    notes = list(finding.notes)
    if left or len(asked) < len(answers):
        notes.append(
            plural("{n} question was not asked of them", "{n} questions were not asked of them", len(spared))
        )
    if len(asked) < len(answers):
        notes.append(_left_out(len(answers) - len(asked)))
    return replace(
        finding,
        answers=tuple(asked_about(asked, conditions).values()),
        blank=tuple(slot for slot in finding.blank if slot.question not in spared),
        notes=tuple(notes),
    )


def _left_out(count: int) -> str:
    """Last round's answers below one that was changed: nobody says them this time."""
    return plural(
        "{n} answer of last time stands there all the same and is left out",
        "{n} answers of last time stand there all the same and are left out",
        count,
    )


def _told(answers: dict[Slot, FoundAnswer]) -> dict[Slot, str]:
    """An answer in doubt, or still last round's, decides nothing about others."""
    return {slot: one.value for slot, one in answers.items() if one.value and not one.kind and not one.state}


def asked_about(
    answers: dict[Slot, FoundAnswer], conditions: dict[str, Condition]
) -> dict[Slot, FoundAnswer]:
    """One doubt for each question that was answered though it was not asked: on its first answer."""
    found = dict(answers)
    values = _told(answers)
    for ref in not_asked(conditions, values):
        first = next(
            (
                one
                for slot, one in answers.items()
                if ref == slot.question
                and slot.column not in FOLLOW_COLUMNS
                and one.value
                and not (one.kind or one.state)
            ),
            None,
        )
        if first is not None:
            found[first.slot] = replace(
                first, kind=CHECK, problem=_why(conditions[ref], values), sure=min(first.sure, 2)
            )
    return found


def _why(condition: Condition, values: dict[Slot, str]) -> str:
    return _("{ref} says “{said}”, so this was not asked").format(
        ref=condition.slot.question, said=values[condition.slot]
    )
