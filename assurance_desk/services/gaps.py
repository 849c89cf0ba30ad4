"""The analysis of one questionnaire's returns, and what lies behind any one cell of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assurance_desk.domain.gaps import Asked, Matrix, build_matrix, matrix_questions, measures_of
from assurance_desk.domain.gaps_grades import KINDS as GRID_KINDS
from assurance_desk.domain.gaps_grades import build_grid, challenges
from assurance_desk.domain.gaps_replies import Replies, count_replies, sections_sent
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import (
    ANSWERED,
    OPEN,
    UNCONFIRMED,
    UNREADABLE,
    Answer,
    Query,
    Return,
    ReturnFile,
)
from assurance_desk.domain.snapshot import Gaps
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.store import snapshot as reads

TABLES = ("questionnaire", "return_", "answer", "query", "organisation", "organisation_name", "service")
"""A step that touches none of these changes no analysis."""


@dataclass(frozen=True, slots=True)
class Behind:
    """What one return holds on one question (of a table: one row), and the doubts that are open on it."""

    return_: Return
    answers: tuple[Answer, ...]
    queries: tuple[Query, ...]
    files: tuple[ReturnFile, ...]


def questionnaires(desk: Desk) -> list[Questionnaire]:
    """Those issued to anyone, newest issue first."""
    return reads.questionnaires(desk.db)


def analyse(desk: Desk, questionnaire_id: str, *, on: date | None = None, named: date | None = None) -> Gaps:
    """Matrix, graded grid and denominators of one questionnaire, of those it was sent to; organisations under their names of that day, or of
    the day ``named``.
    """
    questionnaire = rows.get(desk.db, Questionnaire, questionnaire_id)
    day = on or desk.clock.today()
    every = reads.asked(desk.db, questionnaire_id, named or day)
    asked = tuple(one for one in every if not one.not_sent)  # who was not asked is missing from nothing
    waiting = [one for one in reads.queries(desk.db, questionnaire_id) if one.status == OPEN]
    doubts = reads.in_doubt(desk.db, questionnaire_id)
    answers = with_doubts(reads.answers(desk.db, questionnaire_id, _wanted(questionnaire)), doubts)
    matrices = _matrices(questionnaire, asked, answers)
    grid = build_grid(questionnaire, asked, answers)
    main = matrices[0] if matrices else None
    still_open = questionnaire.due_on is not None and day <= questionnaire.due_on
    replies = count_replies(asked, main, still_open=still_open)
    return Gaps(
        questionnaire=questionnaire,
        asked=asked,
        matrices=matrices,
        grid=grid,
        replies=replies,
        challenges=challenges(grid, main),
        sent=_sent(desk, questionnaire, replies),
        waiting=_waiting(asked, waiting),
        moderated=reads.moderated(desk.db, questionnaire_id),
    )


def replies(desk: Desk, questionnaire: Questionnaire) -> Replies:
    """The three denominators alone, without the analysis; whoever was not sent it yet is in none of them."""
    day = desk.clock.today()
    asked = reads.asked(desk.db, questionnaire.id, day)
    still_open = questionnaire.due_on is not None and day <= questionnaire.due_on
    found = matrix_questions(questionnaire)
    main: Matrix | None = None
    if found:
        answers = reads.answers(desk.db, questionnaire.id, (found[0].ref,))
        doubts = reads.in_doubt(desk.db, questionnaire.id)
        main = build_matrix(found[0], measures_of(found[0])[0], asked, with_doubts(answers, doubts))
    return count_replies(asked, main, still_open=still_open)


def asks_for_figures(questionnaire: Questionnaire) -> bool:
    return bool(matrix_questions(questionnaire))


def _wanted(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Questions that stand in a matrix or in the grid; the others are not read."""
    matrices = {question.ref for question in matrix_questions(questionnaire)}
    return tuple(
        question.ref
        for question in questionnaire.questions()
        if question.kind in GRID_KINDS or question.ref in matrices
    )


def _sent(
    desk: Desk, questionnaire: Questionnaire, replies: Replies
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Of returns that gave no figures: which sections they answered."""
    ids = tuple(one.id for one in replies.in_part)
    answered: dict[str, set[str]] = {}
    for owner, question in reads.answered_questions(desk.db, ids) if ids else ():
        answered.setdefault(owner, set()).add(question)
    return tuple((one, sections_sent(questionnaire, answered.get(one, set()))) for one in ids)


def _matrices(
    questionnaire: Questionnaire, asked: tuple[Asked, ...], answers: dict[reads.Key, tuple[str, str]]
) -> tuple[Matrix, ...]:
    return tuple(
        build_matrix(question, measure, asked, answers)
        for question in matrix_questions(questionnaire)
        for measure in measures_of(question)
    )


def with_doubts(
    answers: dict[reads.Key, tuple[str, str]], waiting: list[Query]
) -> dict[reads.Key, tuple[str, str]]:
    """A cell whose reading waits for the officer says so, instead of passing for blank or for a figure.

    A difference leaves what is held in force until it is decided.
    """
    for query in waiting:
        if not query.question:
            continue
        key = (query.return_id, query.question, query.row, query.column)
        held = answers.get(key)
        if held is None or not held[0]:
            answers[key] = ("", UNREADABLE if query.kind == "unreadable" else UNCONFIRMED)
        elif query.kind == "check" and held[1] == ANSWERED:
            answers[key] = (held[0], UNCONFIRMED)
    return answers


def _waiting(asked: tuple[Asked, ...], queries: list[Query]) -> tuple[tuple[str, int], ...]:
    counts = {one.id: 0 for one in asked}
    for query in queries:
        counts[query.return_id] += 1
    return tuple((asked_id, count) for asked_id, count in counts.items() if count)


def behind(desk: Desk, return_id: str, question: str, row: str = "") -> Behind:
    """Everything one return says there, as taken in."""
    answers = [
        one for one in rows.find(desk.db, Answer, return_id=return_id, question=question) if one.row == row
    ]
    queries = [
        one
        for one in rows.find(desk.db, Query, return_id=return_id, question=question)
        if one.row == row and one.status == OPEN
    ]
    return Behind(
        rows.get(desk.db, Return, return_id),
        tuple(answers),
        tuple(queries),
        tuple(rows.find(desk.db, ReturnFile, return_id=return_id)),
    )
