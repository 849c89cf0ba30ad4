"""The two question types answered in the respondent's own words."""

from __future__ import annotations

from assurance_desk.domain.questionnaire import Question
from assurance_desk.domain.questions.base import CellRule, QuestionType
from assurance_desk.texts import later


class ShortText(QuestionType):
    label = later("A few words")

    def check(self, question: Question) -> tuple[str, ...]:
        return ()

    def cell_rule(self, question: Question) -> CellRule:
        return CellRule("text")


class LongText(ShortText):
    label = later("A paragraph or more")
