"""Answers given in an older version of a questionnaire, brought to the live one by its map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assurance_desk.domain.design_edits import row_ref_of
from assurance_desk.domain.questionnaire import FOLLOW_COLUMNS, Questionnaire, Slot
from assurance_desk.domain.questions import read_cell, slots_of
from assurance_desk.domain.recovery.finding import VERSION, Expected, Finding, FoundAnswer, LeftOver
from assurance_desk.texts import _


def to_live(finding: Finding, expected: Expected) -> Finding:
    version = expected.live.get(finding.questionnaire, finding.version)
    live = next(
        (q for q in expected.questionnaires if (q.ref, q.version) == (finding.questionnaire, version)), None
    )
    if live is None or version == finding.version:
        return finding
    to = {
        one.from_question: one.to_question
        for one in expected.maps
        if (one.questionnaire_ref, one.from_version, one.to_version)
        == (finding.questionnaire, finding.version, version)
    }
    rules = dict(pair for question in live.questions() for pair in slots_of(question))
    answers: list[FoundAnswer] = []
    left = list(finding.left_over)
    cells = 0
    for answer in finding.answers:
        slot = _slot(answer, to.get(answer.question, ""), rules)
        if slot not in rules:
            why = _("asked in version {old}, not in {new}").format(old=finding.version, new=version)
            why = "; ".join(part for part in (why, answer.problem) if part)
            left.append(LeftOver(answer.sheet, answer.cell, answer.found, slot.question, 1, why))
            cells += 1
            continue
        answers.append(_moved(answer, slot, finding.version, read_cell(rules[slot], answer.value).problem))
    return replace(
        finding,
        live=version,
        answers=tuple(answers),
        left_over=tuple(left),
        blank=_blank(live, {answer.slot for answer in answers}),
        answer_cells=finding.answer_cells - cells,
        notes=(*finding.notes, _("from version {old}").format(old=finding.version)),
    )


def _slot(answer: FoundAnswer, question: str, rules: Mapping[Slot, object]) -> Slot:
    """Rows called after their question (A4.1) are called after it still where it was given another reference."""
    slot = Slot(question, answer.row, answer.column)
    if slot in rules:
        return slot
    return Slot(question, row_ref_of(answer.row, answer.question, question), answer.column)


def _moved(answer: FoundAnswer, slot: Slot, version: str, problem: str) -> FoundAnswer:
    how = answer.how
    if slot.question != answer.question:
        how = "; ".join(
            part
            for part in (_("{ref} of version {old}").format(ref=answer.question, old=version), how)
            if part
        )
    moved = replace(answer, question=slot.question, row=slot.row, column=slot.column, how=how)
    if problem and (answer.cause or not answer.kind) and slot.column not in FOLLOW_COLUMNS:
        return replace(
            moved,
            kind=VERSION,
            sure=1,
            problem=_("this version expects {what}").format(what=problem),
            expected=problem,
            cause="",
        )
    return moved


def _blank(live: Questionnaire, have: set[Slot]) -> tuple[Slot, ...]:
    seen = {slot.question for slot in have}
    found: list[Slot] = []
    for question in live.questions():
        if question.kind in ("several", "free_table"):
            found += [] if question.ref in seen else [Slot(question.ref)]
            continue
        found += [
            slot
            for slot, _rule in slots_of(question)
            if slot.column not in FOLLOW_COLUMNS and slot not in have
        ]
    return tuple(found)
