"""Which record is kept in which table. Records are named, not imported: showing the window needs few of them."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

_DOMAIN = "assurance_desk.domain."
_NAMES: dict[str, str] = {
    "organisations.Organisation": "organisation",
    "organisations.OrganisationName": "organisation_name",
    "organisation_changes.OrganisationChange": "organisation_change",
    "organisations.Service": "service",
    "organisations.Contact": "contact",
    "reviews.Review": "review",
    "recommendations.Recommendation": "recommendation",
    "recommendations.RecommendationLink": "recommendation_link",
    "responses.Response": "response",
    "responses.Signature": "signature",
    "publication.PublicationStep": "publication_step",
    "recurrence.Recurrence": "recurrence",
    "actions.Action": "action",
    "actions.ProgressNote": "progress_note",
    "actions.Redating": "redating",
    "postholders.Postholder": "postholder",
    "set_aside.SetAside": "set_aside",
    "evidence.Evidence": "evidence",
    "evidence.EvidenceLink": "evidence_link",
    "assurance.Judgement": "judgement",
    "assurance.ImpactReview": "impact_review",
    "terms.Term": "term",
    "meetings.Meeting": "meeting",
    "meetings.Attendance": "attendance",
    "meetings.Outcome": "outcome",
    "meetings.Challenge": "challenge",
    "meetings.PlannedPaper": "planned_paper",
    "forums.Forum": "forum",
    "calendar.Closure": "closure",
    "questionnaire.Questionnaire": "questionnaire",
    "questionnaire.QuestionMap": "question_map",
    "form_map.FormMap": "form_map",
    "returns.Return": "return_",
    "parcels.Parcel": "parcel",
    "parcels.Enclosure": "enclosure",
    "returns.ReturnFile": "return_file",
    "returns.Answer": "answer",
    "moderation.Moderation": "moderation",
    "corrections.Correction": "correction",
    "returns.Query": "query",
    "corrections.CorrectionBook": "correction_book",
    "corrections.CorrectionItem": "correction_item",
    "returns.Chaser": "chaser",
    "chasing.ChasingStep": "chasing_step",
    "paper.record.Paper": "paper",
    "updates.UpdateRequest": "update_request",
    "updates.UpdateCopy": "update_copy",
    "updates.UpdateAction": "update_action",
    "updates.UpdateItem": "update_item",
}
"""By module of the domain and class; the order is that of a file written anew."""
NAMES: tuple[str, ...] = tuple(_NAMES.values())


_FOUND: dict[type, str] = {}


def table_of(record: type) -> str:
    """Raises:
    KeyError: no table keeps records of this class.
    """
    if record not in _FOUND:
        _FOUND[record] = _NAMES[f"{record.__module__.removeprefix(_DOMAIN)}.{record.__name__}"]
    return _FOUND[record]


@cache
def record_of(table: str) -> type[Any]:
    """Raises:
    KeyError: it is no table of records.
    """
    wanted = next((name for name, kept in _NAMES.items() if kept == table), None)
    if wanted is None:
        raise KeyError(table)
    module, _dot, name = wanted.rpartition(".")
    found: type[Any] = getattr(import_module(_DOMAIN + module), name)
    return found


def records() -> dict[type[Any], str]:
    """Every class of records with its table."""
    return {record_of(table): table for table in NAMES}
