"""What is to be done, by whom and by when; and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assurance_desk.domain.dates import When

ACTION = "action"
STANDING = "standing commitment"
UNDERTAKING = "undertaking"
LEARNING_POINT = "learning point"
COMMITMENT_KINDS = (ACTION, STANDING, UNDERTAKING, LEARNING_POINT)

BLUE, DELIVERED, GREEN, AMBER, RED, GREY = "Blue", "Delivered", "Green", "Amber", "Red", "Grey"
CLOSED, TRANSFERRED, SUPERSEDED = "Closed not delivered", "Transferred", "Superseded"
DELIVERY_STATES = (BLUE, DELIVERED, GREEN, AMBER, RED, GREY, CLOSED, TRANSFERRED, SUPERSEDED)
DELIVERY_MEANINGS = {
    BLUE: "complete, and the evidence accepted",
    DELIVERED: "delivered, evidence awaited",
    GREEN: "on track",
    AMBER: "slipped, with a recovery plan",
    RED: "at risk",
    GREY: "not started",
    CLOSED: "closed without delivery, with the reason",
    TRANSFERRED: "taken over by another body",
    SUPERSEDED: "replaced by another action",
}
FINISHED = frozenset({BLUE, CLOSED, TRANSFERRED, SUPERSEDED})
OWNER_TO_BE_CONFIRMED = "owner to be confirmed"
ACTION_LEVELS = ("", "individual", "team", "organisation", "partnership")


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One commitment. ``words`` are the response's own words it was taken from; empty when ours.

    ``first_due`` never moves; ``due`` does, each time with a ``Redating``. ``due_words`` stands where no date can
    ("before publication"). ``difference`` is what is different for children once it is done. ``last_reviewed`` and
    ``next_review`` are a standing commitment's, which has no end and is never complete. ``outcome_id`` is the decision of a meeting it was born of.
    ``no_impact`` says why nobody need look whether it lasted.
    """

    id: str
    review_id: str
    recommendation_id: str | None = None
    ref: str
    kind: str = ACTION
    text: str
    words: str = ""
    origin: str = ""
    owner_role: str = ""
    lead: str = ""
    lead_organisation_id: str | None = None
    first_due: When | None = None
    due: When | None = None
    due_words: str = ""
    cadence: str = ""
    next_review: When | None = None
    delivery: str = GREY
    delivery_note: str = ""
    success_measure: str = ""
    evidence_required: str = ""
    level: str = ""
    difference: str = ""
    last_reviewed: When | None = None
    outcome_id: str | None = None
    no_impact: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressNote:
    """A dated note; never overwritten, only added to. ``fact`` is the short fact set beside the delivery state with it.

    ``declared``: made by setting the state or the fact, not written.
    """

    id: str
    action_id: str
    on: date
    text: str
    delivery: str = ""
    fact: str = ""
    declared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Redating:
    """One move of a due date; never altered. ``before`` or ``after`` is None where there was, or is, no date."""

    id: str
    action_id: str
    on: date
    before: When | None
    after: When | None
    reason: str
    position: int = 0


def overdue_days(action: Action, today: date) -> int:
    """Days past the current due date; 0 when not overdue, finished or without a date.

    A fact beside the declared state, never part of it (DOMAIN: delivery).
    """
    if action.due is None or action.delivery in FINISHED or action.kind == STANDING:
        return 0
    return max(0, (today - action.due.last_day).days)
