"""The two question types answered in the respondent's own words."""

from __future__ import annotations

from assurance_desk.domain.questionnaire import Question
from assurance_desk.domain.questions.base import CellRule, QuestionType
from assurance_desk.texts import _


class ShortText(QuestionType):
    label = _("A few words")

    def check(self, question: Question) -> tuple[str, ...]:
        return ()

    def cell_rule(self, question: Question) -> CellRule:
        return CellRule("text")


class LongText(ShortText):
    label = _("A paragraph or more")
