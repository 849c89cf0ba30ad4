"""What every question type gives, and how one cell is read."""

from __future__ import annotations

from typing import assert_never

from assurance_desk.domain.questionnaire import Question, Slot
from assurance_desk.domain.questions.cells import CellRule, CellValue, Reading, read_text
from assurance_desk.domain.questions.read_choice import read_choice
from assurance_desk.domain.questions.read_date import read_day
from assurance_desk.domain.questions.read_number import read_whole

__all__ = ["CellRule", "CellValue", "QuestionType", "Reading", "read_cell"]


def read_cell(rule: CellRule, value: CellValue | None, *, month_first: bool = False) -> Reading:
    """What stood in a cell, as canonical text, or what was expected there instead.

    Tolerant of spaces, capitals, smart quotes and abbreviations that fit one choice only. It never guesses: what
    can be read two ways is a problem. ``month_first``: other cells show that the file writes month before day.
    """
    if value is None or value == "":
        return Reading("")
    match rule.kind:
        case "text":
            return read_text(value)
        case "choice":
            return read_choice(rule, value)
        case "whole" | "whole_or":
            return read_whole(rule, value)
        case "date" | "month":
            return read_day(rule, value, month_first=month_first)
        case _:
            assert_never(rule.kind)


class QuestionType:
    """One kind of question. A type is one file with one of these and its line in ``QUESTION_TYPES``."""

    label: str = ""
    has_rows = False
    """It is answered line by line: its answers' slots carry a row."""

    def check(self, question: Question) -> tuple[str, ...]:
        """What is wrong with the question as designed, a sentence each."""
        raise NotImplementedError

    def cell_rule(self, question: Question) -> CellRule:
        """What the answer's own cell may hold. Not asked of types that have rows and columns."""
        raise NotImplementedError

    def cell_rules(self, question: Question) -> tuple[tuple[Slot, CellRule], ...]:
        """Every slot that may be filled, in the order it stands in."""
        slots = [(Slot(question.ref), self.cell_rule(question))]
        if question.comment:
            slots.append((Slot(question.ref, "", "comment"), CellRule()))
        return tuple(slots)

    def parse(
        self, question: Question, slot: Slot, value: CellValue | None, *, month_first: bool = False
    ) -> Reading:
        """Reads one slot's cell.

        Raises:
            KeyError: the question has no such slot.
        """
        return read_cell(dict(self.cell_rules(question))[slot], value, month_first=month_first)

    def show(self, question: Question, slot: Slot, value: str) -> str:
        """A canonical value as a person reads it."""
        return value

    def score(self, question: Question, value: str) -> float | None:
        """The answer on a scale from 0 (nothing met) to 1 (all met); None where it says nothing of that kind."""
        return None
