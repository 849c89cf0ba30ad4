"""What needs the officer now, from the records themselves, and the facts beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assurance_desk.domain.meetings import Meeting
from assurance_desk.domain.reviews import Review
from assurance_desk.services import home_meetings, home_register, home_returns
from assurance_desk.services.desk import Desk
from assurance_desk.services.home_lines import HORIZON, Need
from assurance_desk.services.home_returns import open_questionnaires
from assurance_desk.store import rows
from assurance_desk.store.lists import home as lists
from assurance_desk.store.lists.home import QuestionnaireHead, ReturnCounts
from assurance_desk.store.lists.returns import waiting_returns

__all__ = [
    "HORIZON",
    "Need",
    "QuestionnaireNow",
    "needs",
    "next_meeting",
    "open_questionnaires",
    "questionnaire_now",
]


@dataclass(frozen=True, slots=True)
class QuestionnaireNow:
    questionnaire: QuestionnaireHead
    counts: ReturnCounts
    silent: tuple[str, ...]


def needs(desk: Desk) -> list[Need]:
    """Everything that waits, one line a matter: the latest first, then by date, then what has none."""
    today = desk.clock.today()
    found = [
        *home_returns.lines(desk, today),
        *home_meetings.lines(desk, today),
        *home_register.lines(desk, today),
    ]
    return sorted(found, key=lambda need: (need.due is None, need.due or today))


def next_meeting(desk: Desk) -> Meeting | None:
    today = desk.clock.today()
    ahead = [one for one in rows.find(desk.db, Meeting, order="on") if one.on >= today and not one.held]
    return ahead[0] if ahead else None


def questionnaire_now(desk: Desk) -> QuestionnaireNow | None:
    """The one issued last, with its counts and who never replied."""
    issued = lists.issued_questionnaires(desk.db)
    if not issued:
        return None
    latest = max(issued, key=lambda one: (one.issued_on or date.min, one.version))
    silent = tuple(one.name for one in lists.silent(desk.db, latest.id))
    return QuestionnaireNow(latest, lists.return_counts(desk.db, latest.id), silent)


def returns_waiting(desk: Desk) -> int:
    """Returns with something for a person to decide."""
    return waiting_returns(desk.db)


def has_register(desk: Desk) -> bool:
    """Whether anything is on the register yet."""
    return rows.one(desk.db, Review) is not None
