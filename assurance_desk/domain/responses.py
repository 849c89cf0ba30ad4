"""What the body answered in public to a recommendation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

NOT_STATED = "not stated in the published response"
ACCEPTANCES = (NOT_STATED, "accepted", "partly accepted", "not accepted")
RESPONSE_STATUSES = ("draft", "agency comment", "signed by partners", "agreed", "embargoed", "published")


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """``text`` is verbatim, typing errors included; ``heading`` is how the paper introduced it."""

    id: str
    recommendation_id: str
    text: str
    heading: str = "Response"
    acceptance: str = NOT_STATED
    reason: str = ""
    version: int = 1
    status: str = "published"
    forum: str = ""
    agreed_on: date | None = None
