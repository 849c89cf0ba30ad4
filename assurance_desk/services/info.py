"""What a workbook holds, for a script or a colleague in IT."""

from __future__ import annotations

from dataclasses import dataclass

from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import Response
from assurance_desk.domain.reviews import Review
from assurance_desk.domain.updates import UpdateCopy, UpdateRequest
from assurance_desk.services.desk import Desk
from assurance_desk.services.organisations import everyone
from assurance_desk.store import rows
from assurance_desk.store.lists import came
from assurance_desk.store.lists import info as reads
from assurance_desk.store.lists.came import Came


@dataclass(frozen=True, slots=True)
class RecommendationInfo:
    recommendation: Recommendation
    response: str
    """The latest wording, empty where there is none."""


@dataclass(frozen=True, slots=True)
class ReviewInfo:
    review: Review
    recommendations: tuple[RecommendationInfo, ...]


@dataclass(frozen=True, slots=True)
class QuestionnaireInfo:
    questionnaire: Questionnaire
    returns: Came


@dataclass(frozen=True, slots=True)
class UpdateInfo:
    """One asking for updates on actions: of how many organisations, and the references of those who have not answered."""

    request: UpdateRequest
    asked: int
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkbookInfo:
    schema: int
    sqlite: str
    organisations: tuple[Organisation, ...]
    reviews: tuple[ReviewInfo, ...]
    questionnaires: tuple[QuestionnaireInfo, ...]
    counts: dict[str, int]
    updates: tuple[UpdateInfo, ...] = ()


def read(desk: Desk) -> WorkbookInfo:
    schema, sqlite = reads.file_facts(desk.db)
    by_questionnaire = came.counts(desk.db)
    return WorkbookInfo(
        schema=schema,
        sqlite=sqlite,
        organisations=tuple(everyone(desk)),
        reviews=_reviews(desk),
        questionnaires=tuple(
            QuestionnaireInfo(one, by_questionnaire.get(one.id, Came()))
            for one in rows.find(desk.db, Questionnaire, order="ref")
        ),
        counts=reads.counts(desk.db),
        updates=_updates(desk),
    )


def _updates(desk: Desk) -> tuple[UpdateInfo, ...]:
    copies: dict[str, list[UpdateCopy]] = {}
    for copy in rows.find(desk.db, UpdateCopy):
        copies.setdefault(copy.request_id, []).append(copy)
    return tuple(
        UpdateInfo(
            one,
            len(copies.get(one.id, ())),
            tuple(copy.ref for copy in copies.get(one.id, ()) if copy.received_on is None),
        )
        for one in rows.find(desk.db, UpdateRequest)
    )


def _reviews(desk: Desk) -> tuple[ReviewInfo, ...]:
    latest: dict[str, str] = {
        response.recommendation_id: response.text
        for response in rows.find(desk.db, Response, order="version")
    }
    under: dict[str, list[RecommendationInfo]] = {}
    for one in rows.find(desk.db, Recommendation):
        under.setdefault(one.review_id, []).append(RecommendationInfo(one, latest.get(one.id, "")))
    return tuple(ReviewInfo(review, tuple(under.get(review.id, ()))) for review in rows.find(desk.db, Review))
