"""What we already hold about a recipient, put where the questionnaire asks for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from assurance_desk.domain.codes import make_code
from assurance_desk.domain.organisations import Organisation, Service
from assurance_desk.domain.questionnaire import Question, Questionnaire, Slot
from assurance_desk.domain.questions import CellRule, read_cell, slots_of
from assurance_desk.domain.questions.yes_no import YES

WHOLE, ONE_SERVICE = "Whole organisation", "Named service"
_BETWEEN = re.compile(r"[,;\n]")
_OR_AND = re.compile(r"[,;\n]|\band\b")


@dataclass(frozen=True, slots=True)
class Recipient:
    """One copy's addressee. ``ref`` is the return's ("O06a"); ``known`` holds canonical values by slot.

    ``carried``: (question, row) of what among them is last round's, to be confirmed; ``agreed``: by question, what last
    round's grade was agreed to be. ``last_time``: when that was. ``worked_out``: what was found while one copy is made.
    """

    ref: str
    name: str
    code: str
    known: Mapping[Slot, str] = field(default_factory=dict)
    carried: frozenset[tuple[str, str]] = frozenset()
    agreed: Mapping[str, str] = field(default_factory=dict)
    last_time: str = ""
    beside: tuple[str, ...] = ()
    worked_out: dict[int, object] = field(default_factory=dict, compare=False, repr=False)


def nobody(questionnaire: Questionnaire) -> Recipient:
    """Of a blank copy: whatever stands in it is ours."""
    return Recipient("O00", questionnaire.title, make_code(0))


def known_answers(
    questionnaire: Questionnaire, organisation: Organisation, service: Service | None = None
) -> dict[Slot, str]:
    """What we hold does not always fit the question's list; then the cell stays empty for them to fill."""
    held = {
        "organisation name": organisation.name,
        "organisation kind": organisation.kind,
        "covers": ONE_SERVICE if service else WHOLE,
        "service": service.name if service else "",
    }
    known: dict[Slot, str] = {}
    for question in questionnaire.questions():
        if question.prefill == "districts":
            known |= _districts(question, organisation.districts)
        elif question.prefill:
            slot, rule = slots_of(question)[0]
            value = _fitting(rule, held[question.prefill])
            if value:
                known[slot] = value
    return known


def _fitting(rule: CellRule, value: str) -> str:
    reading = read_cell(rule, value)
    return reading.value if reading.sure == 3 else ""


def _districts(question: Question, districts: str) -> dict[Slot, str]:
    parts = _BETWEEN.split(districts) + _OR_AND.split(districts)  # a district may have "and" in its own name
    held = {part.strip().casefold() for part in parts}
    return {Slot(question.ref, row.ref): YES for row in question.rows if row.label.casefold() in held}
