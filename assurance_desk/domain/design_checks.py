"""The checks across answers a question sets up, each a sentence that can be taken away, and those it could set up.

What they come to when a return is read is in ``cross_checks``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from assurance_desk.domain.questionnaire import (
    PAST,
    SINCE_ISSUE,
    Column,
    ExplainedIn,
    Question,
    Questionnaire,
)
from assurance_desk.errors import DeskError
from assurance_desk.texts import _

Change = Callable[[Question], Question]
DATED = ("date", "month")
USUAL_PERCENT = 90


@dataclass(frozen=True, slots=True)
class Check:
    """``without`` gives the question without it. ``asks`` names what is typed in it, ``typed``, and ``keep`` keeps that;
    "" where nothing is.
    """

    words: str
    without: Change
    asks: str = ""
    typed: str = ""
    keep: Callable[[Question, str], Question] | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A check that could be set up; ``about`` is the column or line it is of, "" for the question as a whole."""

    about: str
    words: str
    made: Change


def dated_words(dated: str) -> str:
    return {
        PAST: _("not in the future"),
        SINCE_ISSUE: _("not in the future, and not before the questionnaire is issued"),
    }.get(dated, dated)


# ------------------------------------------------------------ set up


def checks_of(question: Question) -> tuple[Check, ...]:
    """In the order of its columns, then its lines."""
    found: list[Check] = []
    if question.at_most:
        words = _("No more than the answer to {ref}").format(ref=question.at_most)
        found.append(Check(words, _set(at_most="")))
    if question.dated:
        found.append(Check(_dated("", question.dated), _set(dated="")))
    for column in question.columns:
        found += checks_of_column(question, column)
    for row in question.rows:
        if row.total:
            words = _("“{line}” is the total of the other lines").format(line=row.label)
            found.append(Check(words, _line(row.ref, total=False)))
    if question.explained_in:
        found.append(_explained(question, question.explained_in))
    return tuple(found)


def checks_of_column(question: Question, column: Column) -> Iterator[Check]:
    key, name = column.key, heading(question, column.key)
    if column.at_most:
        words = _("{column} is no more than {other}").format(
            column=name, other=heading(question, column.at_most)
        )
        yield Check(words, _column(key, at_most="", measure=""))
    if column.measure:
        words = _("Its share is shown in Gaps as")
        asks = _("What the share of {column} is called in Gaps").format(column=name)
        yield Check(
            words,
            _column(key, measure=""),
            asks,
            column.measure,
            lambda one, typed: _measure(one, key, typed),
        )
    if column.sum_of:
        parts = ", ".join(heading(question, part) for part in column.sum_of)
        words = _("{column} is the sum of {parts}").format(column=name, parts=parts)
        yield Check(words, _column(key, sum_of=()))
    if column.dated:
        yield Check(_dated(name, column.dated), _column(key, dated=""))


def _dated(name: str, dated: str) -> str:
    if name:
        return _("{column}: {limit}").format(column=name, limit=dated_words(dated))
    limit = dated_words(dated)
    return f"{limit[:1].upper()}{limit[1:]}"


def _explained(question: Question, rule: ExplainedIn) -> Check:
    words = _("{question} gives the reason where {column} is below, in per cent").format(
        question=rule.question, column=heading(question, rule.column)
    )
    return Check(words, _set(explained_in=None), _("Percentage"), str(rule.percent), _percent)


def heading(question: Question, key: str) -> str:
    found = next((one for one in question.columns if one.key == key), None)
    return _("“{words}”").format(words=found.heading if found else key)


def _percent(question: Question, typed: str) -> Question:
    number = typed.removesuffix("%").strip()
    if not (number.isascii() and number.isdecimal() and 1 <= int(number) <= 100) or not question.explained_in:
        raise DeskError(
            _("A percentage is a whole number from 1 to 100. Nothing was changed; type it again.")
        )
    return replace(question, explained_in=replace(question.explained_in, percent=int(number)))


def _measure(question: Question, key: str, typed: str) -> Question:
    if not typed:
        raise DeskError(_("The share needs a name in Gaps. Nothing was changed; type one, or take it away."))
    return _column(key, measure=typed)(question)


# ------------------------------------------------------------ could be set up


def checks_offered(questionnaire: Questionnaire, question: Question) -> tuple[Offer, ...]:
    """Those that fit its type and are not set up, for the columns in their order."""
    made = [*_whole(questionnaire, question)]
    for column in question.columns:
        made += _number(question, column) if column.kind == "number" else _date(question, column)
    if question.kind == "table" and _numbers(question) and not any(row.total for row in question.rows):
        made += [
            Offer(_("A line of totals"), row.label or row.ref, _line(row.ref, total=True))
            for row in question.rows
        ]
    return tuple(made)


def _whole(questionnaire: Questionnaire, question: Question) -> Iterator[Offer]:
    if question.kind == "number" and not question.at_most:
        for other in questionnaire.questions():
            if other.kind == "number" and other.ref != question.ref:
                words = _("{ref}: {words}").format(ref=other.ref, words=other.text)
                yield Offer(_("No more than the answer to"), words, _set(at_most=other.ref))
    if question.kind in DATED and not question.dated:
        for dated in (PAST, SINCE_ISSUE):
            yield Offer("", _dated("", dated), _set(dated=dated))
    if question.kind == "table" and not question.explained_in:
        yield from _explainable(questionnaire, question)


def _explainable(questionnaire: Questionnaire, question: Question) -> Iterator[Offer]:
    """Every share of the table, and every table of theirs that could give the reasons."""
    tables = [one for one in questionnaire.questions() if one.kind == "free_table"]
    for column in question.columns:
        about = _("Low shares of {column} are explained in").format(column=heading(question, column.key))
        for other in tables if column.at_most else ():
            rule = ExplainedIn(question=other.ref, column=column.key, percent=USUAL_PERCENT)
            words = _("{ref}: {words}").format(ref=other.ref, words=other.text)
            yield Offer(about, words, _set(explained_in=rule))


def _numbers(question: Question) -> list[Column]:
    return [column for column in question.columns if column.kind == "number"]


def _number(question: Question, column: Column) -> Iterator[Offer]:
    others = [one for one in _numbers(question) if one.key != column.key]
    about = heading(question, column.key)
    for other in others if not column.at_most else ():
        words = _("No more than {column}").format(column=heading(question, other.key))
        yield Offer(about, words, _column(column.key, at_most=other.key))
    if column.at_most and not column.measure and question.kind == "table":
        title = column.heading or column.key
        yield Offer(about, _("Share in Gaps"), _column(column.key, measure=title))
    for other in others if len(others) > 1 else ():
        if other.key not in column.sum_of:
            words = _("Sum of {column}") if not column.sum_of else _("Sum of {column} too")
            sum_of = (*column.sum_of, other.key)
            said = words.format(column=heading(question, other.key))
            yield Offer(about, said, _column(column.key, sum_of=sum_of))


def _date(question: Question, column: Column) -> Iterator[Offer]:
    for dated in (PAST, SINCE_ISSUE) if column.kind in DATED and not column.dated else ():
        yield Offer(heading(question, column.key), _dated("", dated), _column(column.key, dated=dated))


# ------------------------------------------------------------ that lead nowhere


def check_checks(question: Question, asked: dict[str, Question]) -> Iterator[str]:
    """A sentence for each check that hangs on what is not there. ``asked``: every question of the design, by reference."""
    ref, numbers = question.ref, {column.key for column in _numbers(question)}
    if question.at_most and (question.at_most not in asked or asked[question.at_most].kind != "number"):
        yield _("{ref} is to be no more than the answer to {other}, which is no number asked here.").format(
            ref=ref, other=question.at_most
        )
    for column in question.columns:
        leads = {part for part in (column.at_most, *column.sum_of) if part}
        if leads - numbers or (leads and column.key not in numbers):
            yield _("{ref}: the check of {column} needs columns that take numbers.").format(
                ref=ref, column=heading(question, column.key)
            )
    yield from _check_explained(question, asked)


def _check_explained(question: Question, asked: dict[str, Question]) -> Iterator[str]:
    rule = question.explained_in
    if rule is None:
        return
    if rule.question not in asked:
        yield _("{ref}: low shares are to be explained in {other}, which is not asked here.").format(
            ref=question.ref, other=rule.question
        )
    if not any(column.key == rule.column and column.at_most for column in question.columns):
        yield _("{ref}: low shares are to be explained of a column that is no share of another.").format(
            ref=question.ref
        )


# ------------------------------------------------------------ changed


def _set(**fields: Any) -> Change:
    return lambda question: replace(question, **fields)


def _column(key: str, **fields: Any) -> Change:
    return lambda question: replace(
        question,
        columns=tuple(replace(one, **fields) if one.key == key else one for one in question.columns),
    )


def _line(ref: str, **fields: Any) -> Change:
    return lambda question: replace(
        question, rows=tuple(replace(one, **fields) if one.ref == ref else one for one in question.rows)
    )
