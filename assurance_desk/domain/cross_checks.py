"""What must agree between the answers of one return: asked about, never put right.

The same for a file, for answers keyed by hand and for a correction. What is checked is said by the design wherever it
can be: see ``Question.at_most``, ``Question.dated``, ``Question.explains``, ``Column.at_most``, ``Column.sum_of`` and
``Row.total``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from assurance_desk.domain.dates import When, long_date
from assurance_desk.domain.questionnaire import PAST, SINCE_ISSUE, Question, Questionnaire, Slot
from assurance_desk.domain.questions import NOT_APPLICABLE
from assurance_desk.texts import _

Values = Mapping[Slot, str]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """``why`` as a clause; ``others``: the slots it could be put right in besides its own."""

    why: str
    others: tuple[Slot, ...] = ()


def contradictions(
    values: Values, asked: Questionnaire, today: date | None = None
) -> dict[Slot, Contradiction]:
    """Every slot whose value cannot stand beside the others', with the first reason. ``values`` are canonical.

    ``today`` is the last day that is not in the future; without it no date is.
    """
    found: dict[Slot, Contradiction] = {}
    for question in asked.questions():
        for check in (_without_reason, _columns, _totals, _question_at_most):
            for slot, told in check(question, values):
                found.setdefault(slot, told)
        for slot, told in (*_dates(question, values, asked, today), *_unexplained(question, values, asked)):
            found.setdefault(slot, told)
    return found


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isdecimal() and value.isascii() else None


Told = Iterator[tuple[Slot, Contradiction]]


def _without_reason(question: Question, values: Values) -> Told:
    if question.kind == "several" or question.columns or not question.comment:
        return
    slot, reason = Slot(question.ref), Slot(question.ref, "", "comment")
    if values.get(slot) == NOT_APPLICABLE and not values.get(reason):
        yield slot, Contradiction(_("Not applicable needs its reason, and Comment is empty"), (reason,))


def _columns(question: Question, values: Values) -> Told:
    """A column that may not exceed another, or must be the sum of others, line by line."""
    headings = {column.key: column.heading for column in question.columns}
    for column in question.columns:
        if not (column.at_most or column.sum_of):
            continue
        for row in question.rows:
            slot = Slot(question.ref, row.ref, column.key)
            number = _number(values.get(slot))
            if number is None:
                continue
            most = _number(values.get(slot._replace(column=column.at_most))) if column.at_most else None
            if most is not None and number > most:
                why = _("{n} is more than the {most} under “{heading}”").format(
                    n=number, most=most, heading=headings[column.at_most]
                )
                yield slot, Contradiction(why, (slot._replace(column=column.at_most),))
            yield from _sum(slot, number, [slot._replace(column=key) for key in column.sum_of], values)


def _sum(slot: Slot, number: int, parts: list[Slot], values: Values) -> Told:
    """Nothing is said where a part is missing: it would be a guess which of them is wrong."""
    numbers = [_number(values.get(part)) for part in parts]
    told = [one for one in numbers if one is not None]
    if told and len(told) == len(numbers) and sum(told) != number:
        why = _("{n} is not the sum of its parts, {sum}").format(n=number, sum=sum(told))
        yield slot, Contradiction(why, tuple(parts))


def _totals(question: Question, values: Values) -> Told:
    """A line that is the total of all others, column by column; a line left blank counts as nobody."""
    lines = [row.ref for row in question.rows if not row.total]
    for row in question.rows:
        for column in question.columns if row.total else ():
            slot = Slot(question.ref, row.ref, column.key)
            number = _number(values.get(slot))
            parts = [Slot(question.ref, line, column.key) for line in lines if values.get(
                Slot(question.ref, line, column.key))]  # fmt: skip
            if number is not None:
                yield from _sum(slot, number, parts, values)


def _question_at_most(question: Question, values: Values) -> Told:
    slot = Slot(question.ref)
    number = _number(values.get(slot)) if question.at_most else None
    most = _number(values.get(Slot(question.at_most))) if number is not None else None
    if number is not None and most is not None and number > most:
        why = _("{n} is more than the {most} of {question}, of which it is a part").format(
            n=number, most=most, question=question.at_most
        )
        yield slot, Contradiction(why, (Slot(question.at_most),))


def _dates(question: Question, values: Values, asked: Questionnaire, today: date | None) -> Told:
    columns = [(Slot(question.ref), question.dated)] if question.dated else []
    for column in question.columns:
        if column.dated:
            columns += [(Slot(question.ref, row.ref, column.key), column.dated) for row in question.rows]
    for slot, dated in columns:
        why = _date_doubt(values.get(slot, ""), dated, asked.issued_on, today)
        if why:
            yield slot, Contradiction(why)


def _date_doubt(value: str, dated: str, issued: date | None, today: date | None) -> str:
    try:
        when = When.from_iso(value) if value else None
    except ValueError:
        return ""
    if when is None:
        return ""
    first = date(when.year, when.month or 1, when.day or 1)
    if dated in (PAST, SINCE_ISSUE) and today is not None and first > today:
        return _("{when} is in the future").format(when=when.long)
    if dated == SINCE_ISSUE and issued is not None and when.last_day < issued:
        return _("{when} is before the questionnaire was issued, on {day}").format(
            when=when.long, day=long_date(issued)
        )
    return ""


def _unexplained(question: Question, values: Values, asked: Questionnaire) -> Told:
    """A share below what the design asks a reason for, and no line of the question that explains it names its row."""
    rule = question.explained_in
    if rule is None:
        return
    named = {value for slot, value in values.items() if slot.question == rule.question and value}
    if not named:
        return  # they answered none of it: that is a blank, and told as one
    column = next((one for one in question.columns if one.key == rule.column), None)
    for row in question.rows if column else ():
        slot = Slot(question.ref, row.ref, rule.column)
        part, whole = (
            _number(values.get(slot)),
            _number(values.get(slot._replace(column=column.at_most if column else ""))),
        )
        if part is None or not whole or part * 100 >= rule.percent * whole or part > whole:
            continue
        if not _names(named, row.ref, row.short, row.label):
            why = _("{part} of {whole} is below {percent}%, and {question} gives no reason for it").format(
                part=part, whole=whole, percent=rule.percent, question=rule.question
            )
            yield slot, Contradiction(why, _free_line(asked, rule.question, values))


def _free_line(asked: Questionnaire, ref: str, values: Values) -> tuple[Slot, ...]:
    """The first line nobody wrote on, where the reason can be given."""
    question = next((one for one in asked.questions() if one.ref == ref), None)
    for row in question.rows if question else ():
        slots = tuple(Slot(ref, row.ref, column.key) for column in question.columns) if question else ()
        if slots and not any(values.get(slot) for slot in slots):
            return slots
    return ()


def _names(named: set[str], ref: str, short: str, label: str) -> bool:
    words = [one.casefold() for one in (ref, short, label) if one]
    return any(value.casefold().startswith(ref.casefold()) or value.casefold() in words for value in named)
