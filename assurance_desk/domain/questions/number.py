from __future__ import annotations

from assurance_desk.domain.questionnaire import Question, Slot
from assurance_desk.domain.questions.base import CellRule, QuestionType
from assurance_desk.domain.questions.cells import plain
from assurance_desk.texts import _, later


class Number(QuestionType):
    """A whole number, or the question's ``word`` ("not known") in its place."""

    label = later("Number")

    def check(self, question: Question) -> tuple[str, ...]:
        if question.word != plain(question.word) or any(figure in question.word for figure in "0123456789"):
            return (_("{ref}: the words in place of a number cannot hold figures.").format(ref=question.ref),)
        return ()

    def cell_rule(self, question: Question) -> CellRule:
        return CellRule("whole_or", word=question.word) if question.word else CellRule("whole")

    def show(self, question: Question, slot: Slot, value: str) -> str:
        return (
            f"{int(value):,}"
            if value.isdecimal() and slot.column not in ("comment", "evidence", "plan")
            else value
        )
