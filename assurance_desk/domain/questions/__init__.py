"""The question types: one file each, listed once. May import the questionnaire's records and ``texts``, no more.

The writer of workbooks and the forms know only the few kinds of ``CellRule``.
"""

from __future__ import annotations

from typing import Final

from assurance_desk.domain.questionnaire import Question, Slot
from assurance_desk.domain.questions.base import CellRule, QuestionType, Reading, read_cell
from assurance_desk.domain.questions.choice import Choice
from assurance_desk.domain.questions.dates import Day, Month
from assurance_desk.domain.questions.graded import GRADES, NOT_APPLICABLE, Graded
from assurance_desk.domain.questions.number import Number
from assurance_desk.domain.questions.several import Several
from assurance_desk.domain.questions.table import FreeTable, Table, column_rule
from assurance_desk.domain.questions.words import LongText, ShortText
from assurance_desk.domain.questions.yes_no import YesNo

__all__ = [
    "GRADES",
    "NOT_APPLICABLE",
    "QUESTION_TYPES",
    "CellRule",
    "QuestionType",
    "Reading",
    "column_rule",
    "read_cell",
    "slots_of",
    "type_of",
]

QUESTION_TYPES: Final[dict[str, QuestionType]] = {
    "yes_no": YesNo(),
    "choice": Choice(),
    "several": Several(),
    "graded": Graded(),
    "number": Number(),
    "date": Day(),
    "month": Month(),
    "short_text": ShortText(),
    "long_text": LongText(),
    "table": Table(),
    "free_table": FreeTable(),
}


def type_of(question: Question) -> QuestionType:
    return QUESTION_TYPES[question.kind]


def slots_of(question: Question) -> tuple[tuple[Slot, CellRule], ...]:
    """Every slot of the question that may be filled, comment, evidence and plan included, in sheet order.

    A question of several choices, and a table, has its comment line by line.
    """
    return type_of(question).cell_rules(question)
