"""Who was asked for an update and has not answered; apart from reading answers, for Home asks at every start."""

from __future__ import annotations

from assurance_desk.domain.updates import UpdateCopy, UpdateRequest
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows


def unanswered(desk: Desk) -> list[UpdateCopy]:
    """Who was asked and has not answered, and was not asked again since; the longest waiting first."""
    asked = {one.id: one.asked_on for one in rows.find(desk.db, UpdateRequest)}
    copies = sorted(rows.find(desk.db, UpdateCopy), key=lambda one: asked[one.request_id])
    latest = {one.organisation_id: one.id for one in copies}
    return [one for one in copies if one.received_on is None and latest[one.organisation_id] == one.id]
