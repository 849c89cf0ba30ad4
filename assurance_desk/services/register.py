"""What the register and the actions page show, read in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assurance_desk.domain import wording
from assurance_desk.domain.actions import (
    AMBER,
    FINISHED,
    LEARNING_POINT,
    RED,
    STANDING,
    UNDERTAKING,
    Action,
    ProgressNote,
    Redating,
    overdue_days,
)
from assurance_desk.domain.assurance import Judgement
from assurance_desk.domain.evidence import Evidence
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.recommendations import Recommendation, RecommendationLink
from assurance_desk.domain.responses import Response
from assurance_desk.domain.reviews import Review
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.store.lists import evidence as evidence_lists
from assurance_desk.store.lists import register as lists
from assurance_desk.store.lists.register import ActionRow, ReviewCounts
from assurance_desk.texts import _, plural

__all__ = [
    "ActionRow", "Detail", "Register", "ReviewCounts", "all_actions", "detail", "first_words", "most_pressing", "moves", "notes",
    "organisation_names", "overdue", "read", "reviews", "some_actions",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Register:
    """One review: what stands before its recommendations, then those, each with its actions."""

    review: Review
    before: tuple[Action, ...]
    recommendations: tuple[tuple[Recommendation, tuple[Action, ...]], ...]

    @property
    def actions(self) -> tuple[Action, ...]:
        """Those of this review, each once, however many recommendations it serves."""
        every = (*self.before, *(action for _one, actions in self.recommendations for action in actions))
        return tuple({one.id: one for one in every if one.review_id == self.review.id}.values())

    def totals(self) -> tuple[str, str]:
        """What the foot of the list says: the counts, and what still has no owner."""
        kinds = [action.kind for action in self.actions]
        standing, points = kinds.count(STANDING), kinds.count(LEARNING_POINT)
        undertakings = kinds.count(UNDERTAKING)
        parts = [plural("{n} action", "{n} actions", len(kinds) - standing - points - undertakings)]
        if undertakings:
            parts.append(plural("{n} undertaking", "{n} undertakings", undertakings))
        if standing:
            parts.append(plural("{n} standing commitment", "{n} standing commitments", standing))
        return ", ".join(parts), self._without_owner()

    def _without_owner(self) -> str:
        points = [one for one in self.actions if one.kind == LEARNING_POINT and not wording.has_owner(one)]
        others = [one for one in self.actions if one.kind != LEARNING_POINT and not wording.has_owner(one)]
        parts = []
        if points:
            parts.append(plural("{n} learning point", "{n} learning points", len(points)))
        if others:
            parts.append(plural("{n} action", "{n} actions", len(others)))
        return _("{what} without an owner").format(what=_(" and ").join(parts)) if parts else ""


@dataclass(frozen=True, slots=True)
class Detail:
    """All that is shown of one recommendation, or of one action that has none."""

    review: Review
    recommendation: Recommendation | None
    responses: tuple[Response, ...]
    actions: tuple[Action, ...]
    evidence: tuple[Evidence, ...]
    evidence_refs: dict[str, tuple[str, ...]]
    judgements: tuple[Judgement, ...]
    words: dict[str, str]

    @property
    def worded(self) -> tuple[Action, ...]:
        """The actions with their words of this recommendation's response: to look at, never to keep."""
        return tuple(replace(one, words=self.words.get(one.id, one.words)) for one in self.actions)

    @property
    def id(self) -> str:
        return self.recommendation.id if self.recommendation else self.actions[0].id

    @property
    def ref(self) -> str:
        return self.recommendation.ref if self.recommendation else self.actions[0].ref

    @property
    def title(self) -> str:
        """The officer's short name, else the first words."""
        if self.recommendation is None:
            return self.actions[0].text
        return self.recommendation.title or first_words(self.recommendation.text)

    @property
    def acceptance(self) -> str:
        return self.responses[0].acceptance if self.responses else ""


def first_words(text: str, most: int = 60) -> str:
    words = " ".join(wording.without_emphasis(text).split())
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + "…"


def most_pressing(actions: Sequence[Action], today: date) -> Action | None:
    """The one to look at first: overdue, else at risk, else slipped, else unfinished, else the first."""
    tests: tuple[Callable[[Action], bool], ...] = (
        lambda action: overdue_days(action, today) > 0,
        lambda action: action.delivery == RED,
        lambda action: action.delivery == AMBER,
        lambda action: action.delivery not in FINISHED,
    )
    found = (next((action for action in actions if test(action)), None) for test in tests)
    return next((action for action in found if action), actions[0] if actions else None)


def reviews(desk: Desk) -> list[ReviewCounts]:
    return lists.reviews(desk.db)


def read(desk: Desk, review_id: str) -> Register | None:
    """One review's part of the register; None where it is gone."""
    review = rows.one(desk.db, Review, id=review_id)
    if review is None:
        return None
    actions = rows.find(desk.db, Action, review_id=review_id)
    found, further = lists.recommendations(desk.db, review_id), lists.further_of(desk.db, review_id)
    own: dict[str | None, list[Action]] = {}
    for action in actions:
        own.setdefault(action.recommendation_id, []).append(action)
    return Register(
        review,
        tuple(own.get(None, ())),
        tuple((one, (*own.get(one.id, ()), *further.get(one.id, ()))) for one in found),
    )


def detail(desk: Desk, record_id: str) -> Detail | None:
    """A recommendation, or an action (its recommendation, if it has one), with all that hangs on it."""
    recommendation = rows.one(desk.db, Recommendation, id=record_id)
    if recommendation is None:
        action = rows.one(desk.db, Action, id=record_id)
        if action is None:
            return None
        if action.recommendation_id is not None:
            return detail(desk, action.recommendation_id)
        review, actions, answers = rows.get(desk.db, Review, action.review_id), [action], []
    else:
        review = rows.get(desk.db, Review, recommendation.review_id)
        actions = lists.serving(desk.db, record_id)
        answers = lists.responses(desk.db, record_id)
    ids = [one.id for one in actions]
    return Detail(
        review,
        recommendation,
        tuple(answers),
        tuple(actions),
        tuple(evidence_lists.of_actions(desk.db, ids)),
        evidence_lists.refs_among(desk.db, actions),
        tuple(lists.judgements(desk.db, recommendation.id if recommendation else None, ids)),
        {
            link.action_id: link.words
            for link in rows.find(desk.db, RecommendationLink, recommendation_id=record_id)
        },
    )


def notes(desk: Desk, action_id: str) -> list[ProgressNote]:
    """An action's progress notes, newest first."""
    return lists.notes(desk.db, [action_id])


def moves(desk: Desk, action_id: str) -> list[Redating]:
    """Every move of an action's due date, in the order they were made."""
    return rows.find(desk.db, Redating, action_id=action_id)


def all_actions(desk: Desk) -> list[ActionRow]:
    """Read once between two changes; the list is shared, so it is only looked at."""
    today = desk.clock.today()
    return desk.once(f"actions {today}", lambda: lists.actions(desk.db, today))


def some_actions(desk: Desk, ids: Iterable[str]) -> dict[str, ActionRow]:
    """Those of these actions that there are, by id."""
    return {row.id: row for row in lists.actions(desk.db, desk.clock.today(), sorted(ids))}


def overdue(desk: Desk) -> int:
    """How many actions are overdue today."""
    return lists.overdue(desk.db, desk.clock.today())


def organisation_names(desk: Desk) -> dict[str, str]:
    """Id to name, for forms."""
    return {one.id: one.name for one in rows.find(desk.db, Organisation)}
