"""Question by return: graded, choice and yes/no answers, the six silences apart; and what a Board should challenge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assurance_desk.domain.gaps import Answers, Asked, Matrix, given
from assurance_desk.domain.questionnaire import Question, Questionnaire
from assurance_desk.domain.questions import NOT_APPLICABLE as NA_WORDS
from assurance_desk.domain.questions import type_of
from assurance_desk.domain.returns import ANSWERED, NOT_APPLICABLE

KINDS = ("graded", "choice", "yes_no")
HIGH_SHARE, LOW_SHARE = 0.75, 0.5
"""A self-rating in the top quarter of its scale is high; fewer than half in date is low."""


@dataclass(frozen=True, slots=True)
class Grade:
    """``score`` from 0 (nothing met) to 1 (all met); None where the answer is of no scale, or silent."""

    value: str = ""
    state: str = ANSWERED
    score: float | None = None

    @property
    def silent(self) -> bool:
        return self.state != ANSWERED

    @property
    def step(self) -> int | None:
        """The shade, 0 (all met) to 4 (nothing met)."""
        return None if self.score is None else round((1 - self.score) * 4)


@dataclass(frozen=True, slots=True)
class GradeRow:
    question: Question
    grades: tuple[Grade, ...]

    def count(self, value: str) -> int:
        return sum(grade.value == value and not grade.silent for grade in self.grades)

    @property
    def answered(self) -> int:
        return sum(not grade.silent for grade in self.grades)

    @property
    def least(self) -> int:
        """How many answers are at the bottom of their scale."""
        return sum(grade.score == 0 for grade in self.grades)

    @property
    def mean(self) -> float | None:
        scores = [grade.score for grade in self.grades if grade.score is not None]
        return sum(scores) / len(scores) if scores else None


@dataclass(frozen=True, slots=True)
class Grid:
    """One row per question, one grade per return."""

    asked: tuple[Asked, ...]
    rows: tuple[GradeRow, ...]

    def scaled(self) -> tuple[GradeRow, ...]:
        """Rows whose answers stand on a scale from worst to best."""
        return tuple(row for row in self.rows if row.question.kind == "graded" or is_rating(row.question))

    def graded(self) -> tuple[GradeRow, ...]:
        return tuple(row for row in self.rows if row.question.kind == "graded")


@dataclass(frozen=True, slots=True)
class Challenge:
    """A return that rates itself high while few of its people are in date."""

    asked: Asked
    question: Question
    rating: str
    top: str
    met: int
    of: int


def is_rating(question: Question) -> bool:
    """A choice whose choices are numbers in order, such as 1 to 5."""
    choices = question.choices
    return question.kind == "choice" and len(choices) > 2 and all(choice.isdecimal() for choice in choices)


def build_grid(questionnaire: Questionnaire, asked: Sequence[Asked], answers: Answers) -> Grid:
    rows = []
    for question in questionnaire.questions():
        if question.kind in KINDS and not question.prefill:
            told = [given(answers, one, question.ref) for one in asked]
            alike = {one: grade_of(question, *one) for one in set(told)}  # hundreds say one of a few things
            rows.append(GradeRow(question, tuple(alike[one] for one in told)))
    return Grid(tuple(asked), tuple(rows))


def grade_of(question: Question, value: str, state: str) -> Grade:
    if state == ANSWERED and value == NA_WORDS:
        state = NOT_APPLICABLE
    if state != ANSWERED:
        return Grade(value, state)
    if is_rating(question) and value in question.choices:
        return Grade(value, ANSWERED, question.choices.index(value) / (len(question.choices) - 1))
    return Grade(value, ANSWERED, type_of(question).score(question, value))


def challenges(grid: Grid, matrix: Matrix | None) -> tuple[Challenge, ...]:
    """Returns whose rating is high and whose share in date is low, lowest share first."""
    totals = {row.asked.id: row.total for row in matrix.rows} if matrix else {}
    found = []
    for row in grid.rows:
        if not is_rating(row.question):
            continue
        for asked, grade in zip(grid.asked, row.grades, strict=True):
            cell = totals.get(asked.id)
            if cell is None or cell.silent or grade.score is None or not cell.of:
                continue
            if grade.score >= HIGH_SHARE and cell.met / cell.of < LOW_SHARE:
                top = row.question.choices[-1]
                found.append(Challenge(asked, row.question, grade.value, top, cell.met, cell.of))
    return tuple(sorted(found, key=lambda one: one.met / one.of))
