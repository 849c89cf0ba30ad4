"""The staff-group matrix: who is in date, of how many, in every return and group; and what is silent, and why.

A silence is never a nought: it is in no denominator and counts as nothing met or unmet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assurance_desk.domain.questionnaire import Column, Question, Questionnaire, Row
from assurance_desk.domain.returns import (
    ANSWERED,
    BLANK,
    NOT_APPLICABLE,
    NOT_ASKED,
    NOT_RETURNED,
    UNCONFIRMED,
    UNREADABLE,
)

WITHHELD = "withheld"
"""A figure there is, that a public edition does not say."""
SILENCES = (NOT_RETURNED, BLANK, NOT_APPLICABLE, NOT_ASKED, UNREADABLE, UNCONFIRMED)
FEW = 5
"""A figure that counts fewer people than this could point at one of them."""

Given = tuple[str, str]
"""A value and its state."""
Answers = Mapping[tuple[str, str, str, str], Given]
"""By return id, question, row and column; what is not in it was not answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One return and whose it is. ``came``: it is here; ``taken``: answers of it were taken in.

    ``not_sent``: its message is drafted and has not left, so nobody was asked. ``not_asked``: questions the version it
    answers did not have.
    """

    id: str
    ref: str
    name: str
    short: str
    organisation_id: str
    organisation: str
    organisation_short: str
    state: str
    service: str = ""
    came: bool = False
    taken: bool = False
    note: str = ""
    not_asked: tuple[str, ...] = ()
    not_sent: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """``met`` of ``of`` people; or a silence, whose figures are 0. ``parts`` is how many cells it sums."""

    met: int = 0
    of: int = 0
    state: str = ANSWERED
    parts: int = 1

    @property
    def silent(self) -> bool:
        return self.state != ANSWERED

    @property
    def missing(self) -> int:
        return self.of - self.met

    @property
    def few(self) -> bool:
        return not self.silent and self.of < FEW


_NOT_RETURNED, _NO_SUCH_STAFF = Cell(state=NOT_RETURNED, parts=0), Cell(state=NOT_APPLICABLE, parts=0)
_NOBODY: Given = ("0", ANSWERED)


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted: ``column`` of ``of`` ("in date: children" of "employed"), under its ``title``."""

    title: str
    column: Column
    of: Column

    @property
    def met(self) -> str:
        """What the people counted are: "in date", else the column's own words."""
        heading = self.column.heading.casefold()
        return "in date" if "in date" in heading else heading.split(":")[0].split(",")[0].strip()

    @property
    def subject(self) -> str:
        """What for: "children", from a heading such as "In date: children, at the level"."""
        return self.column.heading.partition(":")[2].split(",")[0].strip().casefold()


@dataclass(frozen=True, slots=True)
class MatrixRow:
    asked: Asked
    cells: tuple[Cell, ...]
    total: Cell

    @property
    def gave_figures(self) -> bool:
        """A group said to have nobody in it is a figure too."""
        return any(not cell.silent or cell.state in (NOT_APPLICABLE, WITHHELD) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Matrix:
    """One measure of a table question: a row per return in the order asked, a cell per group."""

    question: Question
    measure: Measure
    groups: tuple[Row, ...]
    rows: tuple[MatrixRow, ...]
    totals: tuple[Cell, ...]
    whole: Cell

    @property
    def with_figures(self) -> tuple[MatrixRow, ...]:
        return tuple(row for row in self.rows if row.gave_figures)

    @property
    def organisations_with_figures(self) -> int:
        return len({row.asked.organisation_id for row in self.with_figures})

    def ranked_groups(self) -> tuple[tuple[Row, Cell], ...]:
        """Most people missing first; of equals the lower share first. Groups without figures are left out."""
        pairs = ((group, cell) for group, cell in zip(self.groups, self.totals, strict=True))
        return tuple(sorted((pair for pair in pairs if not pair[1].silent), key=lambda pair: worst(pair[1])))

    def ranked_rows(self) -> tuple[MatrixRow, ...]:
        """Returns by people missing, then those without figures, then those that did not come."""
        return tuple(sorted(self.rows, key=lambda row: (_silent_last(row), worst(row.total))))

    def counted(self) -> tuple[Cell, ...]:
        """Every cell with people in it."""
        return tuple(cell for row in self.rows for cell in row.cells if not cell.silent)

    def withheld(self) -> int:
        return sum(cell.state == WITHHELD for row in self.rows for cell in row.cells)

    def few(self) -> int:
        return sum(cell.few for cell in self.counted())

    def silences(self) -> dict[str, int]:
        """How many cells are silent in each of the six ways."""
        states = [cell.state for row in self.rows for cell in row.cells]
        return {state: states.count(state) for state in SILENCES}

    def cell(self, asked_id: str, group: str) -> Cell:
        row = next(row for row in self.rows if row.asked.id == asked_id)
        return row.cells[[one.ref for one in self.groups].index(group)]


def worst(cell: Cell) -> tuple[int, float]:
    """Sorts the widest gap in people first, of equals the lowest share."""
    return -cell.missing, cell.met / cell.of if cell.of else 1.0


def _silent_last(row: MatrixRow) -> int:
    return 0 if not row.total.silent else 1 if row.asked.came else 2


def measures_of(question: Question) -> tuple[Measure, ...]:
    """A table question's measures, in the order of its columns."""
    columns = {column.key: column for column in question.columns}
    return tuple(
        Measure(column.measure, column, columns[column.at_most])
        for column in question.columns
        if column.measure and column.at_most in columns
    )


def matrix_questions(questionnaire: Questionnaire) -> tuple[Question, ...]:
    return tuple(question for question in questionnaire.questions() if measures_of(question))


def given(answers: Answers, asked: Asked, question: str, row: str = "", column: str = "answer") -> Given:
    """What one return says in one slot: its value and state, or a silence and its kind."""
    found = answers.get((asked.id, question, row, column))
    if found is not None:
        value, state = found
        if value or state not in (ANSWERED, BLANK):
            return value, state
    return "", silence_of(asked, question)


def silence_of(asked: Asked, question: str) -> str:
    """Why a return says nothing to a question it does not answer."""
    if asked.not_sent:
        return NOT_ASKED
    if not asked.came:
        return NOT_RETURNED
    if asked.taken and question in asked.not_asked:
        return NOT_ASKED
    return BLANK if asked.taken else UNCONFIRMED


def build_matrix(question: Question, measure: Measure, asked: Sequence[Asked], answers: Answers) -> Matrix:
    parents = ancestors(question, measure.column.key)
    rows = []
    for one in asked:
        cells = tuple(
            _cell(question.ref, group.ref, measure, parents, one, answers) for group in question.rows
        )
        rows.append(MatrixRow(one, cells, total(cells)))
    columns = zip(*(row.cells for row in rows), strict=True) if rows else ((),) * len(question.rows)
    totals = tuple(total(column) for column in columns)
    return Matrix(question, measure, question.rows, tuple(rows), totals, total(row.total for row in rows))


def total(cells: Iterable[Cell]) -> Cell:
    """The sum of what has figures; a silence where nothing has: one that may yet be settled, else the one met first."""
    every = list(cells)
    counted = [cell for cell in every if not cell.silent]
    if counted:
        parts = sum(cell.parts for cell in counted)
        return Cell(sum(cell.met for cell in counted), sum(cell.of for cell in counted), parts=parts)
    states = [cell.state for cell in every]
    first = states[0] if states else BLANK
    return Cell(state=next((one for one in (UNCONFIRMED, UNREADABLE) if one in states), first), parts=0)


def ancestors(question: Question, key: str) -> tuple[str, ...]:
    """The column this one may not exceed, what that may not exceed, and so on up.

    Nobody employed means nobody visits, and nobody who visits is in date.
    """
    columns = {column.key: column for column in question.columns}
    keys: list[str] = []
    while (above := columns[key].at_most) in columns and above not in keys:
        keys.append(above)
        key = above
    return tuple(keys)


def _cell(
    question: str, group: str, measure: Measure, parents: tuple[str, ...], asked: Asked, answers: Answers
) -> Cell:
    if not asked.came:
        return _NOT_RETURNED
    for key in parents:
        if answers.get((asked.id, question, group, key)) == _NOBODY:
            return _NO_SUCH_STAFF
    of = given(answers, asked, question, group, parents[0])
    met = given(answers, asked, question, group, measure.column.key)
    for _value, state in (of, met):
        if state != ANSWERED:
            return Cell(state=state, parts=0)
    if not (of[0].isdecimal() and met[0].isdecimal()):
        return Cell(state=BLANK, parts=0)  # "not known": they hold no figure
    if int(met[0]) > int(of[0]):
        return Cell(state=UNCONFIRMED, parts=0)  # more trained than employed is no figure to report
    return Cell(int(met[0]), int(of[0]))
