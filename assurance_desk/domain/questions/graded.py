from __future__ import annotations

from assurance_desk.domain.questionnaire import FOLLOW_COLUMNS, Question, Slot
from assurance_desk.domain.questions.base import CellRule, QuestionType
from assurance_desk.domain.questions.choice import check_choices
from assurance_desk.texts import _, later

NOT_APPLICABLE = "Not applicable"
GRADES = ("Fully met", "Mostly met", "Partially met", "Not met", NOT_APPLICABLE)


class Graded(QuestionType):
    """A scale from best to worst, with evidence held and planned improvement; Not applicable needs its reason."""

    label = later("Graded scale, with evidence")

    def check(self, question: Question) -> tuple[str, ...]:
        problems = check_choices(question.ref, scale(question))
        if NOT_APPLICABLE in scale(question) and not question.comment:
            problems += (
                _("{ref} offers “Not applicable” and so needs a comment, for the reason.").format(
                    ref=question.ref
                ),
            )
        return problems

    def cell_rule(self, question: Question) -> CellRule:
        return CellRule("choice", scale(question))

    def cell_rules(self, question: Question) -> tuple[tuple[Slot, CellRule], ...]:
        follow = FOLLOW_COLUMNS if question.comment else FOLLOW_COLUMNS[1:]
        return (
            (Slot(question.ref), self.cell_rule(question)),
            *((Slot(question.ref, "", column), CellRule()) for column in follow),
        )

    def score(self, question: Question, value: str) -> float | None:
        steps = [step for step in scale(question) if step != NOT_APPLICABLE]
        if value not in steps:
            return None
        return 1 - steps.index(value) / (len(steps) - 1 or 1)


def scale(question: Question) -> tuple[str, ...]:
    return question.choices or GRADES
