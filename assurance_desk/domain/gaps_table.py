"""Returns as plain tables: one row per question, and the long table of every answer and grid cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from assurance_desk.domain.dates import When, short_date
from assurance_desk.domain.gaps import Asked, ancestors, silence_of
from assurance_desk.domain.questionnaire import FOLLOW_COLUMNS, Question, Questionnaire, Slot
from assurance_desk.domain.questions import NOT_APPLICABLE as NA_WORDS
from assurance_desk.domain.questions import slots_of
from assurance_desk.domain.returns import ANSWERED, BLANK, NOT_APPLICABLE
from assurance_desk.texts import _


@dataclass(frozen=True, slots=True)
class Quiet:
    """Words in place of a value: why there is none."""

    words: str


@dataclass(frozen=True, slots=True)
class Tinted:
    """Words on the ground of a delivery state; the words alone say it too."""

    words: str
    tone: str


Value: TypeAlias = str | int | date | When | Quiet | Tinted
"""A ``When`` that is only a month is shown as one, and stands for its last day."""


@dataclass(frozen=True, slots=True)
class Head:
    """``width`` in characters, for a workbook."""

    words: str
    width: float = 14


@dataclass(frozen=True, slots=True)
class PlainTable:
    """``frozen`` columns stay in sight; ``marking`` prints on every page of it.

    ``breaks``: columns (from 1) after which a new sheet of paper begins, where the table is wider than one.
    """

    name: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Value, ...], ...]
    frozen: int = 0
    title: str = ""
    marking: str = "OFFICIAL"
    breaks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """One slot as it is kept. ``value`` as agreed where it was moderated; ``found`` as typed."""

    value: str = ""
    state: str = BLANK
    found: str = ""
    how: str = ""
    source: str = ""


Look = Callable[[Asked, Slot], Kept | None]
"""What is kept of one return in one slot; None where nothing is."""

LONG_HEADS = (
    Head("Organisation", 27),
    Head("Service", 13),
    Head("Question", 10),
    Head("Row", 7),
    Head("Column", 20),
    Head("Answer", 26),
    Head("Comment", 24),
    Head("Evidence held", 21),
    Head("Planned improvement", 21),
    Head("State", 13),
    Head("Recovered by", 17),
    Head("Source cell", 18),
)
"""Not translated: other programs read the table by them."""


def kept(look: Look, asked: Asked, slot: Slot) -> Kept:
    """With its state: where nothing is kept, why."""
    found = look(asked, slot)
    if found is None:
        return Kept(state=silence_of(asked, slot.question))
    if found.state == ANSWERED and found.value == NA_WORDS:
        return replace(found, state=NOT_APPLICABLE)
    silent = found.state in (ANSWERED, BLANK) and not found.value
    return replace(found, state=silence_of(asked, slot.question)) if silent else found


def long_table(questionnaire: Questionnaire, asked: Sequence[Asked], look: Look) -> PlainTable:
    """One row per answer or grid cell of every return, silences included, so that nothing is dropped unseen."""
    rows = tuple(
        row
        for one in asked
        for question in questionnaire.questions()
        for row in _long_rows(question, one, look)
    )
    return PlainTable("Answers", LONG_HEADS, rows, 5, _title(questionnaire), questionnaire.marking)


def _title(questionnaire: Questionnaire) -> str:
    return f"{questionnaire.title} ({questionnaire.ref} {questionnaire.version})"


def _answer_slots(question: Question) -> Iterator[Slot]:
    return (slot for slot, _rule in slots_of(question) if slot.column not in FOLLOW_COLUMNS)


def every_answer(question: Question, asked: Asked, look: Look) -> Iterator[tuple[Slot, Kept]]:
    """Each answer and grid cell of one return, with its state: the one place where silences are told apart."""
    above = {column.key: ancestors(question, column.key) for column in question.columns}
    for slot in _answer_slots(question):
        yield slot, _in_nobodys_row(kept(look, asked, slot), look, asked, above.get(slot.column, ()), slot)


def _long_rows(question: Question, asked: Asked, look: Look) -> Iterator[tuple[Value, ...]]:
    headings = {column.key: column.heading for column in question.columns}
    told: set[str] = set()
    for slot, one in every_answer(question, asked, look):
        first, told = slot.row not in told, told | {slot.row}
        follow = (
            _words(look(asked, Slot(slot.question, slot.row, name))) if first else ""
            for name in FOLLOW_COLUMNS
        )
        yield (
            asked.organisation,
            asked.service,
            question.ref,
            slot.row,
            headings.get(slot.column, ""),
            typed(_kind(question, slot), one),
            *follow,
            one.state,
            one.how if one.state == ANSWERED or one.found else "",
            one.source,
        )


def _in_nobodys_row(one: Kept, look: Look, asked: Asked, above: tuple[str, ...], slot: Slot) -> Kept:
    """A blank beside “nobody is employed” is no gap in the answers."""
    if one.state != BLANK:
        return one
    every = (look(asked, Slot(slot.question, slot.row, key)) for key in above)
    nobody = any(other is not None and (other.value, other.state) == ("0", ANSWERED) for other in every)
    return replace(one, state=NOT_APPLICABLE) if nobody else one


def _words(one: Kept | None) -> str:
    return (one.value or one.found) if one else ""


def _kind(question: Question, slot: Slot) -> str:
    column = next((column for column in question.columns if column.key == slot.column), None)
    return column.kind if column else question.kind


def typed(kind: str, one: Kept) -> Value:
    """A number as a number, a day as a day, all else as words; what could not be read stands as it was typed."""
    if one.state not in (ANSWERED, NOT_APPLICABLE):
        return one.value or one.found
    if kind == "number" and one.value.isdecimal() and len(one.value) < 16:
        return int(one.value)
    if kind == "date" and len(one.value) == 10:
        return When.from_iso(one.value).last_day
    if kind in ("date", "month") and one.value:
        return When.from_iso(one.value).long
    return one.value


def wide_table(questionnaire: Questionnaire, asked: Sequence[Asked], look: Look) -> PlainTable:
    """One row per question, one column per return. A grid's lines stand in one cell, a row each."""
    heads = (
        Head(_("Question"), 10),
        Head(_("Asked"), 44),
        *(Head(f"{one.ref} {one.short}", 24) for one in asked),
    )
    rows = tuple(
        (question.ref, _asked(question), *(_one_cell(question, one, look) for one in asked))
        for question in questionnaire.questions()
    )
    return PlainTable("Returns", heads, rows, 2, _title(questionnaire), questionnaire.marking)


def _asked(question: Question) -> str:
    text = question.text
    if len(question.columns) > 1:
        columns = "; ".join(column.heading for column in question.columns)
        text = _("{text}\n(in each line: {columns})").format(text=text, columns=columns)
    if question.kind == "several":  # whose lines say the option itself
        return text
    return "\n".join([text, *(f"{row.ref} {row.label}" for row in question.rows if row.label)])


def _one_cell(question: Question, asked: Asked, look: Look) -> Value:
    slots = list(_answer_slots(question))
    if len(slots) == 1:
        one = kept(look, asked, slots[0])
        silent = one.state != ANSWERED and not one.value
        return Quiet(one.state) if silent else typed(_kind(question, slots[0]), one)
    lines: dict[str, list[Kept]] = {}
    for slot in slots:
        lines.setdefault(slot.row, []).append(kept(look, asked, slot))
    every = [one for line in lines.values() for one in line]
    if not any(one.value or one.found for one in every):
        return Quiet(every[0].state)
    return "\n".join(_lines(question, lines))


def _lines(question: Question, lines: dict[str, list[Kept]]) -> Iterator[str]:
    """Lines with anything in them: chosen options by their label, rows by their reference."""
    labels = {row.ref: row.label for row in question.rows}
    for row, cells in lines.items():
        if not any(one.value or one.found for one in cells):
            continue
        if question.kind == "several":
            yield labels[row] if cells[0].value == "Yes" else f"{labels[row]}: {_words(cells[0])}"
        else:
            kinds = [column.kind for column in question.columns]
            words = (_in_line(kind, one) for kind, one in zip(kinds, cells, strict=False))
            yield f"{row}: " + "; ".join(words)


def _in_line(kind: str, one: Kept) -> str:
    value = typed(kind, one)
    if isinstance(value, date):
        return short_date(value)
    return str(value) or "–"
