"""What of a returned file is last round's: still as we carried it there, and nobody said that it is right."""

from __future__ import annotations

from dataclasses import replace

from assurance_desk.domain.carried import Carried, from_json, unit_of
from assurance_desk.domain.questionnaire import Questionnaire, Slot
from assurance_desk.domain.recovery.finding import (
    CHECK,
    UNREADABLE,
    ExpectedReturn,
    FoundAnswer,
    LeftOver,
)
from assurance_desk.domain.recovery.form import Form
from assurance_desk.domain.returns import UNCONFIRMED
from assurance_desk.domain.sheet_layout import AGREED, BESIDE, STILL, STILL_RULE
from assurance_desk.texts import _

Answers = dict[Slot, FoundAnswer]
RIGHT, CHANGED = STILL_RULE.choices


def carried_in(whose: ExpectedReturn | None, questionnaire: Questionnaire) -> Carried | None:
    """What stood in that return's copy of this version when it went out; None where nothing did."""
    if whose is None or not whose.carried:
        return None
    carried = from_json(whose.carried)
    return carried if carried.version == questionnaire.version else None


def parted(found: Answers) -> tuple[Answers, Answers]:
    """The answers, and what stands beside them: the cells that confirm, and what was agreed."""
    answers = {slot: one for slot, one in found.items() if slot.column not in BESIDE}
    return answers, {slot: one for slot, one in found.items() if slot.column in BESIDE}


def unconfirmed(answers: Answers, beside: Answers, carried: Carried | None, form: Form) -> Answers:
    """The answers, those marked that are last round's. What was changed is this round's, whether it says so or not."""
    if carried is None:
        return answers
    changed = _changed(answers, carried, form)
    found = dict(answers)
    for slot, one in answers.items():
        if one.value != carried.values.get(slot) or one.kind not in ("", CHECK):
            continue
        unit = unit_of(form.questions[slot.question], slot)
        mark = beside.get(Slot(*unit, STILL))
        says = mark.value if mark and not mark.kind else ""
        if says != RIGHT and (says != CHANGED or unit not in changed):
            found[slot] = replace(
                one,
                state=UNCONFIRMED,
                kind="",
                problem="",
                cause="",
                how=_also(one.how, _as_last_time(carried)),
            )
    return found


def _changed(answers: Answers, carried: Carried, form: Form) -> set[tuple[str, str]]:
    """Where something was put in, taken out or typed over: (question, row) of what is confirmed together."""
    before = carried.values
    slots = [slot for slot, one in answers.items() if (one.value or one.found) != before.get(slot, "")]
    slots += [slot for slot in before if slot not in answers]
    return {unit_of(form.questions[slot.question], slot) for slot in slots if slot.question in form.questions}


def _also(how: str, more: str) -> str:
    return "; ".join(part for part in (how, more) if part)


def _as_last_time(carried: Carried) -> str:
    return _("as last time ({when}), not confirmed").format(when=carried.last_time)


def strange(beside: Answers, carried: Carried | None) -> list[LeftOver]:
    """What was written into the cells beside the answers and is neither of the choices, nor what we printed there."""
    found: list[LeftOver] = []
    for slot, one in beside.items():
        agreed = carried.agreed.get(slot.question, "") if carried else ""
        if slot.column == AGREED and one.value != agreed:
            why = _("written over what was agreed last time")
        elif slot.column == STILL and one.kind == UNREADABLE:
            why = _("stands under “Still right?” and is none of its choices; so nothing is confirmed by it")
        else:
            continue
        found.append(LeftOver(one.sheet, one.cell, one.found, slot.question, 1, why))
    return found
