"""A questionnaire as plain values. Nothing here knows where things stand on a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

DRAFT, LIVE, CLOSED = "draft", "live", "closed"
PAST, SINCE_ISSUE = "past", "since issue"
"""What a date must be: not in the future; or that, and no earlier than the questionnaire was issued."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table question. ``kind`` names a question type that fits one cell.

    ``at_most``: key of the column this one may not exceed; ``sum_of``: those it is the sum of; ``dated``: see ``PAST``.
    ``measure``: its title as a share of the
    ``at_most`` column in the gap matrix ("All staff"), empty where it is none.
    """

    key: str
    heading: str
    kind: str = "text"
    choices: tuple[str, ...] = ()
    word: str = ""
    at_most: str = ""
    measure: str = ""
    required: bool = True
    sum_of: tuple[str, ...] = ()
    dated: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A fixed row of a table question, or an option of a several-choices question.

    ``short``: its name where there is little room ("Repairs"); ``level``: the training level it should have.
    ``total``: the line is the total of all others.
    """

    ref: str
    label: str
    short: str = ""
    level: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedIn:
    """Where the share of ``column`` in what it may at most be is below ``percent``, ``question`` asks for the reason."""

    question: str
    column: str
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing asked. ``kind`` is a key of ``domain.questions.QUESTION_TYPES``.

    yes_no, choice, several, graded, number, date, month, short_text, long_text, table, free_table.
    ``word`` is what may stand in place of a number ("not known"). ``comment`` offers a comment cell;
    a graded question also asks for evidence held and planned improvement. ``prefill`` names what we
    already hold (``organisation name``, ``organisation kind``, ``districts``, ``covers``, ``service``).
    ``row_heading`` stands over a table's row labels ("Staff group"). ``descriptors``: what each of the choices means,
    in their order. The question is asked only where an earlier one, ``shown_if``, has one of the answers ``shown_when``.
    ``recommendation_ids``: the recommendations whose carrying out it tests. ``at_most``: the question this number is a
    part of; ``dated``: see ``PAST``; ``explained_in``: where low shares of a table are explained.
    """

    ref: str
    text: str
    kind: str
    hint: str = ""
    heading: str = ""
    required: bool = True
    comment: bool = True
    lines: int = 1
    choices: tuple[str, ...] = ()
    word: str = ""
    rows: tuple[Row, ...] = ()
    columns: tuple[Column, ...] = ()
    row_heading: str = ""
    prefill: str = ""
    descriptors: tuple[str, ...] = ()
    shown_if: str = ""
    shown_when: tuple[str, ...] = ()
    recommendation_ids: tuple[str, ...] = ()
    at_most: str = ""
    dated: str = ""
    explained_in: ExplainedIn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    letter: str
    title: str
    tab: str
    who: str = ""
    intro: str = ""
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """One version of a questionnaire; versions share ``ref``. ``body_word``: what the body calls itself, where it said so. ``contact``: who, e-mail, telephone.

    ``legal_basis``, ``privacy_notice`` and ``sign_off_role`` stand on its cover and in its message, ``covering_subject``
    and ``covering_text``; "" where ours are used (``domain.covering``). ``recipient_role``: whom it is written to, if
    an organisation has one in that role.
    """

    id: str
    ref: str
    version: str
    title: str
    body: str = ""
    body_word: str = ""
    marking: str = "OFFICIAL"
    why: str = ""
    contact_who: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    status: str = DRAFT
    round: str = ""
    counted_on: date | None = None
    issued_on: date | None = None
    due_on: date | None = None
    board_on: date | None = None
    recommendation_id: str | None = None
    sections: tuple[Section, ...] = ()
    legal_basis: str = ""
    privacy_notice: str = ""
    sign_off_role: str = ""
    covering_subject: str = ""
    covering_text: str = ""
    recipient_role: str = ""
    last_round_id: str | None = None

    def questions(self) -> tuple[Question, ...]:
        return tuple(question for section in self.sections for question in section.questions)


class Slot(NamedTuple):
    """One cell's worth of answer: question, row ("" where the question has none) and column.

    ``column`` is "answer" for a plain question, a table column's key, or "comment", "evidence", "plan".
    """

    question: str
    row: str = ""
    column: str = "answer"


FOLLOW_COLUMNS = ("comment", "evidence", "plan")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionMap:
    """Where a slot's question of an older version stands in a newer one; ``to_question`` "" means it is gone."""

    id: str
    questionnaire_ref: str
    from_version: str
    to_version: str
    from_question: str
    to_question: str
    note: str = ""
