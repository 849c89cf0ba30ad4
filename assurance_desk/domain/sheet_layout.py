"""Where things stand on an issued sheet: one source for the writer and for the finder of answers.

Column A holds a question's reference, B its words (or a table row's label), and cells to fill begin at C. A hidden
column carries, row by row, a mark that says what the row's cells are, wherever the row has gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final
from urllib.parse import quote, unquote

from assurance_desk.domain.codes import code_ok
from assurance_desk.domain.conditions import Condition, guidance
from assurance_desk.domain.questionnaire import FOLLOW_COLUMNS, Question, Section
from assurance_desk.domain.questionnaire import Row as TableRow
from assurance_desk.domain.questions import CellRule, slots_of, type_of
from assurance_desk.texts import _

REF_COLUMN, LABEL_COLUMN, FIRST_CELL = 1, 2, 3
STRUT_COLUMN, MARK_COLUMN, ASKED_COLUMN, DONE_COLUMN, LINE_DONE_COLUMN = 13, 14, 15, 16, 17
SHOWN_COLUMN, CARRIED_COLUMN, FAR_STRUT_COLUMN = 18, 19, 20
"""1-based. The strut is a visible sliver that keeps rows as high as designed, and gives way where a sheet needs its
column; the rest are hidden. ``SHOWN``: whether a question asked only sometimes is asked; ``CARRIED``: whether the row
holds last round's answers.
"""

MARK_HEAD = "Assurance Desk marks"
ANSWER_HEAD = "Answer"
FOLLOW_HEADS: Final = {"comment": "Comment", "evidence": "Evidence held", "plan": "Planned improvement"}
STATUS_HEAD = "Still to do"
STILL, STILL_HEAD = "still", "Still right?"
STILL_RULE = CellRule("choice", ("Yes, still right", "Changed"))
"""Stands beside what was carried forward from the last round; it confirms, and is no answer itself."""
AGREED, AGREED_HEAD = "agreed", "Agreed last time"
BESIDE: Final = (STILL, AGREED)
BESIDE_HEADS: Final = {STILL: STILL_HEAD, AGREED: AGREED_HEAD}
"""What stands in a row of cells without being an answer: in a copy with last round's answers."""
BESIDE_WIDTH = 15.0
MOST_SHARED_COLUMNS = 3
"""A table with more columns stands on a sheet of its own, so that its columns need not fit the others'."""
TAB_LENGTH = 31


@dataclass(frozen=True, slots=True)
class Cell:
    """``column`` is 1-based; ``at_most`` is the column this one's number may not exceed, 0 for none."""

    key: str
    column: int
    rule: CellRule
    required: bool = False
    at_most: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """``kind``: heading, question, table (the line that asks), hint, head (a table's headings) or item (its lines).

    ``span`` holds the first and last row number of a table's lines, on its table row. A table of several choices is
    confirmed as a whole: its table row has the cell for it.
    """

    number: int
    kind: str
    question: Question
    row_ref: str = ""
    label: str = ""
    cells: tuple[Cell, ...] = ()
    heads: tuple[tuple[int, str], ...] = ()
    span: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """``head_row`` is 0 where every table has headings of its own; ``status`` is the "Still to do" column.

    ``beside``: the columns that hold no answers, where some were carried forward. ``conditions``: of questions asked only
    sometimes, by reference.
    """

    section: Section
    intro: tuple[str, ...]
    head_row: int
    freeze_row: int
    rows: tuple[Row, ...]
    status: int
    widths: dict[int, float]
    foot_row: int
    beside: Mapping[str, int] = field(default_factory=dict)
    conditions: Mapping[str, Condition] = field(default_factory=dict)

    @property
    def still(self) -> int:
        """The column that confirms what was carried forward, 0 where nothing was."""
        return self.beside.get(STILL, 0)

    @property
    def strut(self) -> int:
        return STRUT_COLUMN if self.status < STRUT_COLUMN else FAR_STRUT_COLUMN

    @property
    def heads(self) -> dict[int, str]:
        """The headings in ``head_row`` by column."""
        used = {cell.key for row in self.rows if row.kind == "question" for cell in row.cells}
        used |= {
            cell.key
            for row in self.rows
            if row.kind == "item" and not own_heads(row.question)
            for cell in row.cells
        }
        at = {
            REF_COLUMN: _("Ref"),
            LABEL_COLUMN: _("Question"),
            FIRST_CELL: ANSWER_HEAD,
            self.status: STATUS_HEAD,
        }
        for place, key in enumerate(FOLLOW_COLUMNS, FIRST_CELL + 1):
            if key in used:
                at[place] = FOLLOW_HEADS[key]
        return at | {column: BESIDE_HEADS[key] for key, column in self.beside.items()}


@dataclass(frozen=True, slots=True)
class Mark:
    """What a hidden mark says. ``columns``: 0-based column index to the key of what that cell holds."""

    questionnaire: str
    version: str
    return_ref: str
    code: str
    question: str
    row: str
    columns: dict[int, str]


def own_heads(question: Question) -> bool:
    """Whether a table needs headings of its own, beyond the sheet's Answer and Comment."""
    return bool(question.columns) and [column.heading for column in question.columns] != [ANSWER_HEAD]


def is_grid(question: Question) -> bool:
    return type_of(question).has_rows


def is_wide(question: Question) -> bool:
    return len(question.columns) > MOST_SHARED_COLUMNS


def parts_of(section: Section) -> tuple[Section, ...]:
    """The section as the sheets it takes: one, unless a wide table would force its columns on the rest.

    A part after the first is titled by its first question's heading and has no introduction of its own.
    """
    groups: list[list[Question]] = []
    for question in section.questions:
        if groups and not is_wide(question) and not is_wide(groups[-1][-1]):
            groups[-1].append(question)
        else:
            groups.append([question])
    return tuple(_part(section, number, questions) for number, questions in enumerate(groups or [[]], 1))


def _part(section: Section, number: int, questions: list[Question]) -> Section:
    if number == 1:
        return replace(section, questions=tuple(questions))
    first = questions[0]
    title = first.heading or section.title
    tab = f"{section.letter} {first.heading}" if first.heading else f"{section.tab} {number}"
    if len(tab) > TAB_LENGTH:
        tab = f"{section.tab[: TAB_LENGTH - 3]} {number}"
    return replace(
        section, title=title, tab=tab, intro="", questions=(replace(first, heading=""), *questions[1:])
    )


def row_label(row: TableRow) -> str:
    """``SG1 Housing/neighbourhood officers (level 2)``"""
    label = f"{row.ref} {row.label}".strip()
    return _("{label} (level {level})").format(label=label, level=row.level) if row.level else label


def lay_out(section: Section, intro_lines: tuple[str, ...], beside: tuple[str, ...] = ()) -> Sheet:
    """One part of a section (see ``parts_of``) as rows with numbers, and cells with columns.

    ``beside``: which of ``BESIDE`` have a column, in a copy into which answers are carried forward.
    """
    shared_heads = any(not own_heads(question) for question in section.questions)
    number = 3 + len(intro_lines)
    head_row = number if shared_heads else 0
    number += shared_heads
    rows: list[Row] = []
    for question in section.questions:
        placed = _place(question, number)
        rows += placed
        number = placed[-1].number + 1
    owned = any(row.kind == "head" for row in rows)
    status = max((cell.column for row in rows for cell in row.cells), default=FIRST_CELL) + 1
    columns = {key: status + place for place, key in enumerate(_beside_columns(section, beside))}
    rows = [_with_beside(row, columns) for row in rows]
    status += len(columns)
    freeze = 3 if owned or not shared_heads else head_row + 1
    widths = _widths(section, status) | dict.fromkeys(columns.values(), BESIDE_WIDTH)
    return Sheet(section, intro_lines, head_row, freeze, tuple(rows), status, widths, number + 1, columns)


def _beside_columns(section: Section, beside: tuple[str, ...]) -> tuple[str, ...]:
    graded = any(question.kind == "graded" for question in section.questions)
    return tuple(key for key in beside if key != AGREED or graded)


def _with_beside(row: Row, columns: dict[str, int]) -> Row:
    """All that stands in a row is confirmed together, and a set of choices as one; only a grade is agreed."""
    if not columns:
        return row
    whole = row.question.kind == "several"
    cells: list[Cell] = []
    if row.kind == "question" or (row.kind == "table" and whole) or (row.kind == "item" and not whole):
        cells.append(Cell(STILL, columns[STILL], STILL_RULE))
    if AGREED in columns and row.kind == "question" and row.question.kind == "graded":
        cells.append(Cell(AGREED, columns[AGREED], CellRule()))
    heads = ((columns[STILL], STILL_HEAD),) if row.kind == "head" else ()
    return replace(row, cells=(*row.cells, *cells), heads=(*row.heads, *heads))


def _place(question: Question, number: int) -> list[Row]:
    rows: list[Row] = []
    if question.heading:
        rows.append(Row(number, "heading", question, label=question.heading))
        number += 1
    if not is_grid(question):
        rows.append(Row(number, "question", question, label=question.text, cells=_plain_cells(question)))
        return rows
    heads = _table_heads(question)
    hints = guidance(question).split("\n") if guidance(question) else []
    first = number + 1 + len(hints) + bool(heads)
    span = (first, first + len(question.rows) - 1)
    rows.append(Row(number, "table", question, label=question.text, span=span))
    rows += [Row(place, "hint", question, label=words) for place, words in enumerate(hints, number + 1)]
    if heads:
        rows.append(Row(first - 1, "head", question, heads=heads))
    for place, line in enumerate(question.rows):
        cells = _line_cells(question, line.ref)
        rows.append(Row(first + place, "item", question, line.ref, row_label(line), cells))
    return rows


def _plain_cells(question: Question) -> tuple[Cell, ...]:
    column_of = {"answer": FIRST_CELL} | {key: FIRST_CELL + n for n, key in enumerate(FOLLOW_COLUMNS, 1)}
    return tuple(
        Cell(slot.column, column_of[slot.column], rule, question.required and slot.column == "answer")
        for slot, rule in slots_of(question)
    )


def _line_cells(question: Question, row_ref: str) -> tuple[Cell, ...]:
    slots = [(slot, rule) for slot, rule in slots_of(question) if slot.row == row_ref]
    at = {slot.column: FIRST_CELL + place for place, (slot, _rule) in enumerate(slots)}
    described = {column.key: column for column in question.columns}
    cells: list[Cell] = []
    for slot, rule in slots:
        column = described.get(slot.column)
        asked = question.kind == "table" and column is not None and column.required
        cells.append(
            Cell(slot.column, at[slot.column], rule, asked, at.get(column.at_most, 0) if column else 0)
        )
    return tuple(cells)


def _table_heads(question: Question) -> tuple[tuple[int, str], ...]:
    if not own_heads(question):
        return ()
    heads = [column.heading for column in question.columns]
    if question.comment:
        heads.append(FOLLOW_HEADS["comment"])
    first = question.row_heading or (_("Line") if question.kind == "free_table" else "")
    return ((LABEL_COLUMN, first), *((FIRST_CELL + place, head) for place, head in enumerate(heads)))


def _widths(section: Section, status: int) -> dict[int, float]:
    """In Excel's unit, a digit of the ordinary font."""
    wide = next((question for question in section.questions if is_wide(question)), None)
    if wide:
        widths = _wide_widths(wide)
    elif any(
        slot.column == "evidence" for question in section.questions for slot, _rule in slots_of(question)
    ):
        widths = {1: 6.0, 2: 46.0, 3: 27.0, 4: 30.0, 5: 24.0, 6: 24.0}
    else:
        widths = {1: 6.0, 2: 50.0, 3: 40.0, 4: 36.0, 5: 16.0}
    return {column: widths.get(column, 20.0) for column in range(1, status)} | {status: 14.0}


def _wide_widths(question: Question) -> dict[int, float]:
    labels = [row_label(row) for row in question.rows]
    widths = {1: 6.0, 2: min(42.0, max(12.0, *(len(label) * 0.92 + 3 for label in labels)))}
    line = list(_line_cells(question, question.rows[0].ref))
    texts = sum(cell.rule.kind == "text" for cell in line)
    for cell in line:
        widths[cell.column] = _wide_width(cell.rule, texts)
    return widths


def _wide_width(rule: CellRule, texts: int) -> float:
    if rule.kind == "text":
        return 30.0 if texts == 1 else max(24.0, 92.0 / texts)
    if rule.kind == "choice":
        return min(26.0, max(14.0, *(len(choice) * 1.0 + 4 for choice in rule.choices)))
    return 13.5


_SAFE = " ./_()"
_PARTS = 7


def mark(questionnaire: str, version: str, return_ref: str, code: str, row: Row) -> str:
    """``HTG-2019|1.0|O05|N9KD-29R6|D1|SG1|C=employed;D=visit``"""
    where = ";".join(f"{chr(64 + cell.column)}={cell.key}" for cell in row.cells)
    parts = (questionnaire, version, return_ref, code, row.question.ref, row.row_ref)
    return "|".join((*(quote(part, safe=_SAFE) for part in parts), where))


def read_mark(text: str) -> Mark | None:
    """The mark a cell holds; None where it is none of ours or its code does not check."""
    return _known_mark(text) if len(text) <= _LONGEST_MARK else _mark_in(text)


def _mark_in(text: str) -> Mark | None:
    parts = text.split("|")
    if len(parts) != _PARTS or not code_ok(parts[3]):
        return None
    columns: dict[int, str] = {}
    for pair in filter(None, parts[6].split(";")):
        letter, equals, key = pair.partition("=")
        if not equals or len(letter) != 1 or not "A" <= letter <= "Z":
            return None
        columns[ord(letter) - 65] = key
    names = [unquote(part) if "%" in part else part for part in parts[:6]]
    return Mark(names[0], names[1], names[2], names[3], names[4], names[5], columns)


_LONGEST_MARK = 400
_known_mark = lru_cache(maxsize=512)(_mark_in)
"""A file's marks are looked at more than once; texts of any length are not remembered."""


def name_of(question_ref: str) -> str:
    """The defined name of a question's cells: no dot, which old Excel files turn into an underscore."""
    return "q_" + "".join(letter if letter.isalnum() and letter.isascii() else "_" for letter in question_ref)
