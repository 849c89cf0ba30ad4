"""Answers as they are keyed by hand: each read as it is typed, and held against the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assurance_desk.domain.cross_checks import contradictions
from assurance_desk.domain.questionnaire import Questionnaire, Slot
from assurance_desk.domain.questions import CellRule, read_cell, slots_of


@dataclass(frozen=True, slots=True)
class Keyed:
    """``value`` is what was read; ``problem`` says what the cell takes instead; ``doubt`` what it contradicts."""

    value: str = ""
    problem: str = ""
    doubt: str = ""


def rules_by_slot(asked: Questionnaire) -> dict[Slot, CellRule]:
    return dict(pair for question in asked.questions() for pair in slots_of(question))


def keyed(
    asked: Questionnaire, typed: Mapping[Slot, str], held: Mapping[Slot, str], today: date | None = None
) -> dict[Slot, Keyed]:
    """Each slot that was typed; ``held`` are canonical values kept already, which what is typed takes the place of."""
    rules = rules_by_slot(asked)
    found: dict[Slot, Keyed] = {}
    values = dict(held)
    for slot, text in typed.items():
        values.pop(slot, None)
        if not text.strip() or slot not in rules:
            continue
        reading = read_cell(rules[slot], text.strip())
        found[slot] = Keyed(reading.value, reading.problem)
        if reading.value and not reading.problem:
            values[slot] = reading.value
    for slot, told in contradictions(values, asked, today).items():
        if slot in found and not found[slot].problem:
            found[slot] = Keyed(found[slot].value, "", told.why)
    return found
