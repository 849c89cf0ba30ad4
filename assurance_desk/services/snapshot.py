"""Takes a paper's values as they stand now."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from assurance_desk.domain import embargo
from assurance_desk.domain.assurance import Judgement
from assurance_desk.domain.dates import long_date
from assurance_desk.domain.meetings import Meeting
from assurance_desk.domain.paper.record import Paper
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import Response, to_quote
from assurance_desk.domain.returns import CLOSED_QUERY, Query
from assurance_desk.domain.returns_plan import DIFFERENCE
from assurance_desk.domain.reviews import Review
from assurance_desk.domain.snapshot import ChaseStep, Decision, Gaps, Snapshot
from assurance_desk.services import gaps as gap_service
from assurance_desk.services import silences, vocabularies
from assurance_desk.services.desk import Desk
from assurance_desk.services.organisations import body_name, body_own_word, names_day
from assurance_desk.store import rows
from assurance_desk.store import snapshot as reads
from assurance_desk.store.lists.register import serving


def take_snapshot(desk: Desk, paper: Paper) -> Snapshot:
    """Names as on the paper's own day, see ``names_day``."""
    day, named = paper.issued_on or desk.clock.today(), names_day(desk, paper)
    questionnaire = (
        rows.one(desk.db, Questionnaire, id=paper.questionnaire_id) if paper.questionnaire_id else None
    )
    recommendation = _linked(desk, Recommendation, questionnaire.recommendation_id if questionnaire else None)
    review = _linked(desk, Review, paper.review_id or (recommendation.review_id if recommendation else None))
    gaps = _gaps(desk, questionnaire, day, named)
    return Snapshot(
        paper=paper,
        body=body_name(desk, named) or (questionnaire.body if questionnaire else ""),
        body_calls_itself=body_own_word(desk, day),
        body_short=body_name(desk, named, short=True),
        day=day,
        position_at=paper.position_at or moment(desk.clock.now()),
        gaps=gaps,
        questionnaire=questionnaire,
        silences=tuple(silences.of_questionnaire(desk, questionnaire).items())
        if questionnaire and gaps
        else (),
        decisions=_decisions(desk, questionnaire) if questionnaire else (),
        chasers=_chasers(desk, questionnaire) if questionnaire else (),
        review=review,
        recommendation=recommendation,
        responses=tuple(to_quote(rows.find(desk.db, Response, recommendation_id=recommendation.id)))
        if recommendation
        else (),
        actions=tuple(serving(desk.db, recommendation.id)) if recommendation else (),
        judgements=_judgements(desk, recommendation),
        meeting=_linked(desk, Meeting, paper.meeting_id),
        terms=vocabularies.kept(desk),
        embargo=embargo.said(review, desk.clock.now()) if review else "",
    )


def moment(now: datetime) -> str:
    """30 April 2019, 17:00"""
    return f"{long_date(now.date())}, {now:%H:%M}"


def _linked(desk: Desk, kind: Any, row_id: str | None) -> Any:
    return rows.one(desk.db, kind, id=row_id) if row_id else None


def _gaps(desk: Desk, questionnaire: Questionnaire | None, day: date, named: date) -> Gaps | None:
    if questionnaire is None:
        return None
    found = gap_service.analyse(desk, questionnaire.id, on=day, named=named)
    return found if found.asked else None


def _judgements(desk: Desk, recommendation: Recommendation | None) -> tuple[Judgement, ...]:
    if recommendation is None:
        return ()
    found = rows.find(desk.db, Judgement, recommendation_id=recommendation.id)
    return tuple(sorted(found, key=lambda one: one.on or date.min))


def _chasers(desk: Desk, questionnaire: Questionnaire) -> tuple[ChaseStep, ...]:
    return tuple(
        ChaseStep(asked_id=one.return_id, on=one.on, how=one.how, note=one.note)
        for one in reads.chasers(desk.db, questionnaire.id)
    )


def _decisions(desk: Desk, questionnaire: Questionnaire) -> tuple[Decision, ...]:
    """Decisions taken alike on one return are one line: twelve dates read month first are not twelve."""
    alike: dict[tuple[str, str], list[Query]] = {}
    closed = [
        query
        for query in reads.queries(desk.db, questionnaire.id)
        if query.status == CLOSED_QUERY and (query.decision or query.decided_how)
    ]
    for query in closed:
        if not _said_elsewhere(query, closed):
            alike.setdefault((query.return_id, query.decided_how or query.decision), []).append(query)
    return tuple(_one_decision(return_id, many) for (return_id, _how), many in alike.items())


def _said_elsewhere(query: Query, closed: list[Query]) -> bool:
    """A doubt settled by another file’s figure is one decision, said where the files differ."""
    return query.kind != DIFFERENCE and any(
        other.kind == DIFFERENCE
        and (other.return_id, other.question, other.row, other.column)
        == (query.return_id, query.question, query.row, query.column)
        and query.decision.endswith(other.decision)
        for other in closed
    )


def _one_decision(return_id: str, many: list[Query]) -> Decision:
    """What was decided is said where it is about one answer: of several it would be a list without its places.

    Where two files raised the same question, the shorter decision is the figure itself.
    """
    places = tuple(dict.fromkeys(place for one in many if (place := _place(one))))
    said = min((one.decision for one in many if one.decision), key=len, default="")
    how = many[-1].decided_how
    return Decision(
        asked_id=return_id,
        places=places,
        kind=many[-1].kind,
        decision=said if len(places) == 1 or not how else "",
        how=how,
        on=many[-1].decided_on,
    )


def _place(query: Query) -> str:
    return " ".join(part for part in (query.question, query.row) if part)
