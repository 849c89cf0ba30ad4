"""Puts one cell of the grid in words: what they answered, where it stood, how it was read, what is doubtful."""

from __future__ import annotations

from assurance_desk.domain.gaps import Asked, Matrix
from assurance_desk.domain.gaps_figures import of_words, share
from assurance_desk.domain.gaps_words import short_name, short_of
from assurance_desk.domain.questionnaire import Question
from assurance_desk.domain.questions import type_of
from assurance_desk.domain.returns import (
    ANSWERED,
    BLANK,
    NOT_APPLICABLE,
    NOT_ASKED,
    NOT_RETURNED,
    UNCONFIRMED,
    UNREADABLE,
    Answer,
)
from assurance_desk.services.gaps import Behind
from assurance_desk.texts import _, later, plural
from assurance_desk.ui.pages.gaps_side import Told

FOLLOW = {"comment": later("Comment"), "evidence": later("Evidence held"), "plan": later("Planned")}
MEANS = {
    NOT_RETURNED: later("Nothing came back."),
    BLANK: later("They left it blank. It counts in no figure."),
    NOT_APPLICABLE: later("They have nobody in this group, or say it does not apply to them."),
    NOT_ASKED: later("Their version, or another answer of theirs, means that they were not asked this."),
    UNREADABLE: later("What stands there could not be read. It counts in no figure until it is decided."),
    UNCONFIRMED: later(
        "It waits to be taken in or decided, or stands as last time and nobody confirmed it. It counts in no figure until "
        "then."
    ),
}


def tell_group(matrix: Matrix, asked: Asked, group_ref: str, behind: Behind) -> Told:
    """One return's line on one staff group."""
    group = next(one for one in matrix.groups if one.ref == group_ref)
    cell = matrix.cell(asked.id, group_ref)
    title = f"{short_of(asked)}, {group.ref} {short_name(group)}"
    if not cell.silent:
        title += ": " + _("{figures} {met}, {share}").format(
            figures=of_words(cell.met, cell.of), met=matrix.measure.met, share=share(cell)
        )
    lines = [
        (column.heading, _shown(matrix.question, answer))
        for column in matrix.question.columns
        for answer in behind.answers
        if answer.column == column.key
    ]
    return Told(title, tuple(lines), _more(behind, cell.state), asked.id)


def tell_answer(question: Question, asked: Asked, state: str, behind: Behind) -> Told:
    """One return's answer to one question."""
    main = next((one for one in behind.answers if one.column == "answer"), None)
    title = f"{short_of(asked)}, {question.ref}"
    if main is not None and (main.agreed or main.value):
        title += f": {main.agreed or main.value}"
    lines = [(_("Asked"), question.text)]
    lines += [
        (_(FOLLOW[answer.column]), answer.value or answer.found)
        for answer in behind.answers
        if answer.column in FOLLOW and (answer.value or answer.found)
    ]
    return Told(title, tuple(lines), _more(behind, state), asked.id)


def _shown(question: Question, answer: Answer) -> str:
    """As a person reads it; what could not be read, as it was typed."""
    value = answer.agreed or answer.value
    if not value or answer.state != ANSWERED:
        return value or answer.found
    return type_of(question).show(question, answer.slot, value)


def _more(behind: Behind, state: str) -> str:
    parts = [_(MEANS[state])] if state != ANSWERED else []
    where = _where(behind.answers)
    if where:
        parts.append(_("Read from {where}.").format(where=where))
    unsure = {one.how for one in behind.answers if one.how and one.sure < 3}
    if unsure:
        parts.append(_("How it was read: {how}.").format(how="; ".join(sorted(unsure))))
    parts += [_("To decide: {reason}").format(reason=one.reason or one.expected) for one in behind.queries]
    if behind.queries:
        parts.append(
            plural("{n} decision waits in Returns.", "{n} decisions wait in Returns.", len(behind.queries))
        )
    return " ".join(parts)


def _where(answers: tuple[Answer, ...]) -> str:
    """Such as: sheet D Staff trained, cells C14 to H14."""
    sources = [one.source for one in answers if one.source]
    if not sources:
        return ""
    sheet, _mark, first = sources[0].rpartition("!")
    last = sources[-1].rpartition("!")[2]
    if not sheet:
        return sources[0]
    if first == last:
        return _("sheet {sheet}, cell {cell}").format(sheet=sheet, cell=first)
    return _("sheet {sheet}, cells {first} to {last}").format(sheet=sheet, first=first, last=last)
