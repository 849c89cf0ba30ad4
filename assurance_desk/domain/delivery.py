"""When a delivery state may be set."""

from __future__ import annotations

from collections.abc import Iterable

from assurance_desk.domain.actions import BLUE, CLOSED, STANDING, SUPERSEDED, TRANSFERRED, Action
from assurance_desk.domain.evidence import ACCEPTED, NOT_HELD, Evidence
from assurance_desk.domain.field_errors import (
    EvidenceNeededError,
    ReasonNeededError,
    StandingNeverCompleteError,
)

REASON_NEEDED = (CLOSED, TRANSFERRED, SUPERSEDED)


def check_delivery(action: Action, evidence: Iterable[Evidence]) -> None:
    """A standing commitment is never complete; Blue needs accepted evidence or the words that say there is none; an ending needs its reason.

    Raises:
        DeskError: the state may not be set yet.

    """
    if action.kind == STANDING and action.delivery == BLUE:
        raise StandingNeverCompleteError(action.ref)
    accepted = any(one.state == ACCEPTED for one in evidence)
    if action.delivery == BLUE and not accepted and NOT_HELD not in action.delivery_note.casefold():
        raise EvidenceNeededError(action.ref)
    if action.delivery in REASON_NEEDED and not action.delivery_note.strip():
        raise ReasonNeededError(action.ref, action.delivery)
