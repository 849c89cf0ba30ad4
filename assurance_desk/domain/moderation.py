"""What a panel asked and agreed of an answer, beside what the sender said of itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assurance_desk.domain.questionnaire import Question

OPEN, CHALLENGED, AS_THEY_SAY, CHANGED = "open", "challenged", "as they say", "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moderation:
    """One thing a panel did about one answer; never altered. ``before`` is the sender's own value then.

    With ``agreed`` it is an agreement, and the latest holds; with only a ``challenge`` it is what was asked of the
    sender; with neither, an agreement was taken back and ``reason`` says why.
    """

    id: str
    answer_id: str
    before: str
    agreed: str
    reason: str = ""
    panel: str = ""
    on: date
    position: int = 0
    challenge: str = ""


def typed_agreement(typed: str) -> tuple[str, str]:
    """``Mostly met: effect on practice not shown`` as what was agreed and why."""
    agreed, _colon, reason = typed.partition(":")
    return agreed.strip(), reason.strip()


def scored(question: Question) -> bool:
    """Whether its answer stands on a scale, so that a panel can agree or change it."""
    from assurance_desk.domain.questions import (
        type_of,  # every opening loads this record, and asks nothing of it
    )

    kind = type_of(question)
    if kind.has_rows:
        return False
    choices = kind.cell_rule(question).choices
    return len(choices) > 2 and any(kind.score(question, choice) is not None for choice in choices)


def agreement(held: Sequence[Moderation]) -> Moderation | None:
    """The one that holds of an answer's moderations in their order; None where none does."""
    last = next((one for one in reversed(held) if one.agreed or not one.challenge), None)
    return last if last and last.agreed else None


def open_challenge(held: Sequence[Moderation]) -> str:
    """What the panel asked of the sender last."""
    return next((one.challenge for one in reversed(held) if one.challenge), "")


def state_of(value: str, held: Sequence[Moderation]) -> str:
    """Where an answer stands: open, challenged, agreed as they say, or changed."""
    holds = agreement(held)
    if holds is not None:
        return AS_THEY_SAY if holds.agreed == value else CHANGED
    return CHALLENGED if open_challenge(held) else OPEN
