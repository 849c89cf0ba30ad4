"""What must agree between answers: kept as typed and asked about, never put right."""

from __future__ import annotations

from dataclasses import replace

from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.questions import NOT_APPLICABLE
from assurance_desk.domain.recovery.finding import CHECK, FoundAnswer
from assurance_desk.domain.recovery.form import Form
from assurance_desk.texts import _


def checked(answers: dict[Slot, FoundAnswer], form: Form) -> dict[Slot, FoundAnswer]:
    """The answers, those that contradict others marked as to be asked about."""
    found = dict(answers)
    for slot, answer in answers.items():
        why = "" if answer.kind else _why(slot, answer, answers, form)
        if why:
            found[slot] = replace(answer, kind=CHECK, problem=why, sure=min(answer.sure, 2))
    return found


def _why(slot: Slot, answer: FoundAnswer, answers: dict[Slot, FoundAnswer], form: Form) -> str:
    question = form.questions[slot.question]
    if question.kind == "graded" and slot.column == "answer" and answer.value == NOT_APPLICABLE:
        reason = answers.get(Slot(slot.question, slot.row, "comment"))
        return "" if reason else _("Not applicable needs its reason, and Comment is empty")
    column = next((one for one in question.columns if one.key == slot.column), None)
    if column is None or not column.at_most or not answer.value.isdecimal():
        return ""
    most = answers.get(Slot(slot.question, slot.row, column.at_most))
    if most is None or not most.value.isdecimal() or int(answer.value) <= int(most.value):
        return ""
    other = next(one.heading for one in question.columns if one.key == column.at_most)
    return _("{n} is more than the {most} under “{heading}”").format(
        n=answer.value, most=most.value, heading=other
    )
