"""What a panel agreed of an answer, beside what the sender said of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Moderation:
    """One agreement on one answer; never altered, the latest holds. ``before`` is the sender's own value then."""

    id: str
    answer_id: str
    before: str
    agreed: str
    reason: str = ""
    panel: str = ""
    on: date
    position: int = 0


def typed_agreement(typed: str) -> tuple[str, str]:
    """``Mostly met: effect on practice not shown`` as what was agreed and why."""
    agreed, _colon, reason = typed.partition(":")
    return agreed.strip(), reason.strip()
