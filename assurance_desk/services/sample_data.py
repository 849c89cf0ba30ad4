"""Merrowshire's facts, as ``resources/sample`` keeps them. All of it is fictional."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

from assurance_desk.domain.questionnaire import Question, Questionnaire, Slot
from assurance_desk.paths import resources

FOLLOWS = ("answer", "comment", "evidence", "plan")


def folder() -> Path:
    return resources() / "sample"


@cache
def load(name: str) -> Any:
    """One of the sample's JSON files, by its name without the ending."""
    return json.loads((folder() / f"{name}.json").read_text(encoding="utf-8"))


@cache
def matrix() -> dict[str, dict[str, tuple[str, ...]]]:
    """The staff-group matrix as it was meant: return → group → the figures in the order of D1's columns."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    with (folder() / "training_matrix.csv").open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines)
        for organisation, group, *figures in lines:
            found.setdefault(organisation.split()[0], {})[group.split()[0]] = tuple(figures)
    return found


def answers_of(return_ref: str, questionnaire: Questionnaire) -> dict[Slot, str]:
    """Every answer the sender meant to give, as canonical text, by slot. Empty for who never answered."""
    given: dict[str, Any] = load("answers").get(return_ref, {})
    found: dict[Slot, str] = {}
    for question in questionnaire.questions():
        if question.ref in given:
            found |= _answer(question, given[question.ref], return_ref)
    return {slot: value for slot, value in found.items() if value}


def _answer(question: Question, given: Any, return_ref: str) -> dict[Slot, str]:
    if not question.rows:
        parts = given if isinstance(given, dict) else {"answer": given}
        return {Slot(question.ref, "", key): parts[key] for key in FOLLOWS if key in parts}
    parts = given if isinstance(given, dict) else {"answer": given}
    found = _lines(question, parts, return_ref)
    if parts.get("comment"):
        found[Slot(question.ref, question.rows[0].ref, "comment")] = parts["comment"]
    return found


def _lines(question: Question, parts: dict[str, Any], return_ref: str) -> dict[Slot, str]:
    if question.kind == "several":
        chosen = parts["answer"]
        return {Slot(question.ref, row.ref): "Yes" for row in question.rows if row.label in chosen}
    if "latest" in parts:
        return _training(question, parts["latest"], return_ref)
    keys = [column.key for column in question.columns]
    found: dict[Slot, str] = {}
    for row, line in zip(question.rows, parts["answer"], strict=False):
        cells = line if isinstance(line, list) else [line]
        found |= {Slot(question.ref, row.ref, key): cell for key, cell in zip(keys, cells, strict=True)}
    return found


def _training(question: Question, latest: dict[str, str], return_ref: str) -> dict[Slot, str]:
    """A group with nobody in it is answered by a 0 in the first column."""
    keys = [column.key for column in question.columns]
    figures = matrix()[return_ref]
    found: dict[Slot, str] = {}
    for row in question.rows:
        line = (*figures[row.ref], latest.get(row.ref, "")) if row.ref in figures else ("0",)
        found |= {Slot(question.ref, row.ref, key): cell for key, cell in zip(keys, line, strict=False)}
    return found
