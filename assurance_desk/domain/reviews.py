"""A review and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

REVIEW_KINDS = (
    "Serious Case Review", "Rapid review", "Local child safeguarding practice review", "National Panel review",
    "Safeguarding Adults Review", "Domestic abuse related death review", "MAPPA serious case review",
    "Offensive weapons homicide review", "Child death overview theme", "LeDeR review",
    "Patient safety investigation", "Prevention of Future Deaths report", "Multi-agency audit", "Inspection",
    "Scrutineer’s report", "Other",
)  # fmt: skip
REVIEW_STAGES = (
    "notified", "rapid review", "Panel reply", "scoping", "fieldwork", "draft", "partner sign-off", "Panel copy",
    "embargoed", "published", "improvements only", "delayed by proceedings", "implementing", "impact", "closed",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """``context`` is every paragraph that stood before the first recommendation, verbatim.

    ``embargo_until`` is a date and hour as ``domain.embargo`` keeps them. ``slippage`` says why it is later than it
    was to be, ``whose`` which body carries it where that is another.
    ``left_over`` is what could not be placed when the published text was read: shown, never dropped.
    """

    id: str
    ref: str
    title: str
    pseudonym: str = ""
    kind: str = "Serious Case Review"
    stage: str = "published"
    published_on: date | None = None
    link: str = ""
    context: str = ""
    left_over: str = ""
    source_name: str = ""
    source_sha256: str = ""
    note: str = ""
    position: int = 0
    embargo_until: str = ""
    incident_period: str = ""
    whose: str = ""
    themes: str = ""
    slippage: str = ""
    learning_shared: str = ""
