"""The two question types that are a small grid: rows of ours, and rows for the respondent's own words."""

from __future__ import annotations

from assurance_desk.domain.questionnaire import FOLLOW_COLUMNS, Column, Question, Slot
from assurance_desk.domain.questions.base import CellRule, QuestionType
from assurance_desk.domain.questions.choice import check_choices
from assurance_desk.domain.questions.dates import show_day
from assurance_desk.domain.questions.yes_no import NO, YES
from assurance_desk.texts import _, later

MOST_COLUMNS = 8
"""So many fit between the row's label and the end of a printed line, a comment beside them."""


def column_rule(column: Column) -> CellRule:
    """The rule of a table's column.

    Raises:
        KeyError: ``column.kind`` is no kind that fits one cell.
    """
    rules = {
        "text": CellRule("text"),
        "short_text": CellRule("text"),
        "long_text": CellRule("text"),
        "yes_no": CellRule("choice", (YES, NO)),
        "choice": CellRule("choice", column.choices),
        "number": CellRule("whole_or", word=column.word) if column.word else CellRule("whole"),
        "date": CellRule("date"),
        "month": CellRule("month"),
    }
    return rules[column.kind]


COLUMN_KINDS = ("text", "short_text", "long_text", "yes_no", "choice", "number", "date", "month")


def check_rows(question: Question) -> tuple[str, ...]:
    ref = question.ref
    if not question.rows:
        return (_("{ref} has no rows.").format(ref=ref),)
    refs = [row.ref for row in question.rows]
    if len(set(refs)) < len(refs) or not all(refs):
        return (_("{ref} has two rows with the same reference, or one with none.").format(ref=ref),)
    return ()


def _check_columns(question: Question) -> list[str]:
    ref, keys = question.ref, [column.key for column in question.columns]
    problems: list[str] = []
    if not keys:
        problems.append(_("{ref} has no columns.").format(ref=ref))
    if len(keys) > MOST_COLUMNS:
        problems.append(_("{ref} has more than {n} columns.").format(ref=ref, n=MOST_COLUMNS))
    if len(set(keys)) < len(keys) or any(not key.isidentifier() or key in FOLLOW_COLUMNS for key in keys):
        problems.append(_("{ref}: each column needs a key of its own, in plain letters.").format(ref=ref))
    for column in question.columns:
        problems += _check_column(question, column, keys)
    return problems


def _check_column(question: Question, column: Column, keys: list[str]) -> list[str]:
    where = _("{ref}, column “{heading}”").format(ref=question.ref, heading=column.heading or column.key)
    problems: list[str] = []
    if column.kind not in COLUMN_KINDS:
        problems.append(_("{where}: “{kind}” does not fit one cell.").format(where=where, kind=column.kind))
    if column.kind == "choice":
        problems += check_choices(where, column.choices)
    if column.at_most and (column.at_most not in keys or column.at_most == column.key):
        problems.append(_("{where}: the column it may not exceed is not there.").format(where=where))
    return problems


class Table(QuestionType):
    label = later("Table with our rows")
    has_rows = True

    def check(self, question: Question) -> tuple[str, ...]:
        return (*check_rows(question), *_check_columns(question))

    def cell_rules(self, question: Question) -> tuple[tuple[Slot, CellRule], ...]:
        rules = [(column.key, column_rule(column)) for column in question.columns]
        if question.comment:
            rules.append(("comment", CellRule()))
        return tuple((Slot(question.ref, row.ref, key), rule) for row in question.rows for key, rule in rules)

    def show(self, question: Question, slot: Slot, value: str) -> str:
        column = next((column for column in question.columns if column.key == slot.column), None)
        if column and value and column.kind in ("date", "month"):
            return show_day(value)
        if column and value.isdecimal() and column.kind == "number":
            return f"{int(value):,}"
        return value


class FreeTable(Table):
    label = later("Table with their rows")
