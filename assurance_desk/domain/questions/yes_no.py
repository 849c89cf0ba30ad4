from __future__ import annotations

from assurance_desk.domain.questionnaire import Question
from assurance_desk.domain.questions.base import CellRule, QuestionType
from assurance_desk.texts import _, later

YES, NO = "Yes", "No"


class YesNo(QuestionType):
    label = later("Yes or no")

    def check(self, question: Question) -> tuple[str, ...]:
        if question.choices:
            return (_("{ref}: yes or no needs no list of choices.").format(ref=question.ref),)
        return ()

    def cell_rule(self, question: Question) -> CellRule:
        return CellRule("choice", (YES, NO))

    def score(self, question: Question, value: str) -> float | None:
        return {YES: 1.0, NO: 0.0}.get(value)
