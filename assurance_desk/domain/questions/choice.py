from __future__ import annotations

from assurance_desk.domain.questionnaire import Question
from assurance_desk.domain.questions.base import CellRule, QuestionType
from assurance_desk.domain.questions.cells import bare
from assurance_desk.texts import _, later


class Choice(QuestionType):
    label = later("One of a list")

    def check(self, question: Question) -> tuple[str, ...]:
        return check_choices(question.ref, question.choices)

    def cell_rule(self, question: Question) -> CellRule:
        return CellRule("choice", question.choices)

    def score(self, question: Question, value: str) -> float | None:
        """Lists of figures (1 to 5) are scales; lists of words are not."""
        if value not in question.choices or not all(choice.isdecimal() for choice in question.choices):
            return None
        figures = [int(choice) for choice in question.choices]
        return (int(value) - min(figures)) / ((max(figures) - min(figures)) or 1)


def check_choices(ref: str, choices: tuple[str, ...]) -> tuple[str, ...]:
    """A list a respondent can choose from without doubt: two or more, all different to the eye."""
    if len(choices) < 2:
        return (_("{ref} needs two choices or more.").format(ref=ref),)
    if not all(bare(choice) for choice in choices):
        return (_("{ref} has a choice without words.").format(ref=ref),)
    if len({bare(choice) for choice in choices}) < len(choices):
        return (_("{ref} has two choices that read the same.").format(ref=ref),)
    return ()
