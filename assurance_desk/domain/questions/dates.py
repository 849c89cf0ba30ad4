"""The two question types about time: a day, and a month of a year."""

from __future__ import annotations

from assurance_desk.domain.dates import When
from assurance_desk.domain.questionnaire import FOLLOW_COLUMNS, Question, Slot
from assurance_desk.domain.questions.base import CellRule, QuestionType
from assurance_desk.texts import later


class Day(QuestionType):
    label = later("Date")

    def check(self, question: Question) -> tuple[str, ...]:
        return ()

    def cell_rule(self, question: Question) -> CellRule:
        return CellRule("date")

    def show(self, question: Question, slot: Slot, value: str) -> str:
        return show_day(value) if slot.column not in FOLLOW_COLUMNS else value


class Month(Day):
    label = later("Month and year")

    def cell_rule(self, question: Question) -> CellRule:
        return CellRule("month")


def show_day(value: str) -> str:
    return When.from_iso(value).long if value else ""
