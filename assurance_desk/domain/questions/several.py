from __future__ import annotations

from assurance_desk.domain.questionnaire import Question, Slot
from assurance_desk.domain.questions.base import CellRule, QuestionType
from assurance_desk.domain.questions.table import check_rows
from assurance_desk.domain.questions.yes_no import YES
from assurance_desk.texts import later


class Several(QuestionType):
    """A row an option, Yes or blank: that survives paste, phone and print, where "a; b; c" in one cell does not."""

    label = later("Several of a list")
    has_rows = True

    def check(self, question: Question) -> tuple[str, ...]:
        return check_rows(question)

    def cell_rules(self, question: Question) -> tuple[tuple[Slot, CellRule], ...]:
        slots: list[tuple[Slot, CellRule]] = []
        for row in question.rows:
            slots.append((Slot(question.ref, row.ref), CellRule("choice", (YES,))))
            if question.comment:
                slots.append((Slot(question.ref, row.ref, "comment"), CellRule()))
        return tuple(slots)
