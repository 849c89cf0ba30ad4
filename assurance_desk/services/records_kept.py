"""What may not be removed, because something else rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assurance_desk.domain.actions import Action, ProgressNote, Redating
from assurance_desk.domain.assurance import Judgement
from assurance_desk.domain.evidence import EvidenceLink
from assurance_desk.domain.meetings import Meeting
from assurance_desk.domain.organisation_changes import OrganisationChange
from assurance_desk.domain.organisations import Organisation, Service
from assurance_desk.domain.paper.record import Paper
from assurance_desk.domain.postholders import Postholder
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.recommendations import Recommendation, RecommendationLink
from assurance_desk.domain.responses import Signature
from assurance_desk.domain.returns import Return
from assurance_desk.domain.reviews import Review
from assurance_desk.domain.updates import UpdateAction, UpdateCopy
from assurance_desk.errors import DeskError
from assurance_desk.store import rows
from assurance_desk.texts import _, plural

if TYPE_CHECKING:  # the store registers its driver before sqlite-utils may be loaded
    from sqlite_utils import Database

Counted = tuple[type, str, str, str]

REFERS: dict[type, tuple[Counted, ...]] = {
    Review: (
        (Recommendation, "review_id", "{n} recommendation", "{n} recommendations"),
        (Action, "review_id", "{n} action", "{n} actions"),
    ),
    Recommendation: (
        (Action, "recommendation_id", "{n} action", "{n} actions"),
        (RecommendationLink, "recommendation_id", "{n} action of another", "{n} actions of others"),
        (Judgement, "recommendation_id", "{n} judgement", "{n} judgements"),
        (Questionnaire, "recommendation_id", "{n} questionnaire", "{n} questionnaires"),
    ),
    Action: (
        (ProgressNote, "action_id", "{n} progress note", "{n} progress notes"),
        (Redating, "action_id", "{n} move of its date", "{n} moves of its date"),
        (EvidenceLink, "action_id", "{n} piece of evidence", "{n} pieces of evidence"),
        (Judgement, "action_id", "{n} judgement", "{n} judgements"),
        (UpdateAction, "action_id", "{n} update asked for", "{n} updates asked for"),
    ),
    Organisation: (
        (UpdateCopy, "organisation_id", "{n} update asked for", "{n} updates asked for"),
        (Return, "organisation_id", "{n} return", "{n} returns"),
        (Action, "lead_organisation_id", "{n} action", "{n} actions"),
        (Postholder, "organisation_id", "{n} postholder", "{n} postholders"),
        (Organisation, "parent_id", "{n} part", "{n} parts"),
        (OrganisationChange, "from_id", "{n} successor", "{n} successors"),
        (OrganisationChange, "to_id", "{n} predecessor", "{n} predecessors"),
        (Signature, "organisation_id", "{n} signature of a response", "{n} signatures of a response"),
    ),
    Meeting: ((Paper, "meeting_id", "{n} paper", "{n} papers"),),
    Service: ((Return, "service_id", "{n} return", "{n} returns"),),
}


class ReferredToError(DeskError):
    def __init__(self, name: str, others: str) -> None:
        super().__init__(
            _("{name} has {others}, so it was not removed. Remove or move those first.").format(
                name=name[:1].upper() + name[1:], others=others
            )
        )


class ArchiveInsteadError(DeskError):
    def __init__(self, name: str, others: str) -> None:
        super().__init__(
            _(
                "{name} has {others}, so it was not removed. Archive it instead: it is then offered nowhere, and still "
                "found."
            ).format(name=name[:1].upper() + name[1:], others=others)
        )


class NotesStayError(DeskError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Progress notes and moves of a date are only ever added to, so this one stays. Add another that puts it "
                "right."
            )
        )


def refuse_if_referred_to(db: Database, record: Any, name: str) -> None:
    """Say what rests on the record.

    Raises:
        DeskError: something does.
    """
    if isinstance(record, (ProgressNote, Redating)):
        raise NotesStayError
    counts = what_refers(db, record)
    if counts:
        words = _(" and ").join(counts)
        raise (
            ArchiveInsteadError(name, words)
            if isinstance(record, Organisation)
            else ReferredToError(name, words)
        )


def what_refers(db: Database, record: Any) -> list[str]:
    """How many of each kind rest on it, in words."""
    counts = []
    for kind, column, one, many in REFERS.get(type(record), ()):
        where: dict[str, Any] = {column: record.id}
        if kind is ProgressNote:  # what was only declared is no writing of anybody's
            where["declared"] = False
        found = len(rows.find(db, kind, **where))
        if found:
            counts.append(plural(one, many, found))
    if isinstance(record, Recommendation):
        tested = sum(
            record.id in question.recommendation_ids
            for asked in rows.find(db, Questionnaire)
            for question in asked.questions()
        )
        counts += (
            [plural("{n} question that tests it", "{n} questions that test it", tested)] if tested else []
        )
    return counts
