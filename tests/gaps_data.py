"""Merrowshire's returns as plain values: what came, from whom, with the figures of tests/data/training_matrix.csv."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from assurance_desk.domain.gaps import Asked, Matrix, build_matrix, measures_of
from assurance_desk.domain.questionnaire import Questionnaire, Slot
from assurance_desk.domain.questionnaire_json import questionnaire_from_json
from assurance_desk.domain.returns import ANSWERED, ISSUED, NOT_APPLICABLE, PART, TAKEN
from assurance_desk.services import sample_data

KEYS = ("employed", "visit", "children", "visit_children", "adults", "abuse")
SERVICES = {"O06a": "General Needs", "O06b": "Supported Housing", "O06c": "Tallis Repairs"}


@cache
def htg() -> Questionnaire:
    text = (sample_data.folder() / "htg_2019_v1_0.json").read_text(encoding="utf-8")
    return questionnaire_from_json(text, questionnaire_id="htg")


@cache
def asked() -> tuple[Asked, ...]:
    names = {one["ref"]: one for one in sample_data.load("organisations")}
    found = []
    for one in sample_data.load("returns")["issued_to"]:
        organisation, service = names[one["organisation"]], SERVICES.get(one["ref"], "")
        came = one["ref"] != "O03"
        found.append(
            Asked(
                id=one["ref"],
                ref=one["ref"],
                name=f"{organisation['short_name']}: {service}" if service else organisation["name"],
                short=f"{organisation['short_name']}: {service}" if service else organisation["short_name"],
                organisation_id=organisation["ref"],
                organisation=organisation["name"],
                organisation_short=organisation["short_name"],
                service=service,
                state={"O03": ISSUED, "O11": PART}.get(one["ref"], TAKEN),
                came=came,
                taken=came,
            )
        )
    return tuple(found)


@cache
def answers() -> dict[tuple[str, str, str, str], tuple[str, str]]:
    """Every answer of the sample, the matrix from the copy of the known figures."""
    found = {}
    for one in asked():
        for slot, value in sample_data.answers_of(one.ref, htg()).items():
            if slot.question != "D1" or slot.column == "latest":
                state = NOT_APPLICABLE if value == "Not applicable" else ANSWERED
                found[one.id, slot.question, slot.row, slot.column] = (value, state)
    return found | figures()


def figures() -> dict[tuple[str, str, str, str], tuple[str, str]]:
    found = {}
    with (Path(__file__).parent / "data" / "training_matrix.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.reader(file):
            if line[0] == "org":
                continue
            ref, group = line[0].split()[0], line[1].split()[0]
            for key, figure in zip(KEYS, line[2:], strict=True):
                found[ref, "D1", group, key] = (figure, ANSWERED)
    for ref in {key[0] for key in found}:
        for number in range(1, 8):
            found.setdefault((ref, "D1", f"SG{number}", "employed"), ("0", ANSWERED))
    return found


def matrix(title: str = "All staff", held=None) -> Matrix:
    question = next(q for q in htg().questions() if q.ref == "D1")
    measure = next(m for m in measures_of(question) if m.title == title)
    return build_matrix(question, measure, asked(), answers() if held is None else held)


def slot(question: str, row: str = "", column: str = "answer") -> Slot:
    return Slot(question, row, column)
