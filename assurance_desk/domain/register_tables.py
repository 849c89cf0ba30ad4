"""The register and the action plan as plain tables: every word as it is kept, and a sheet of what the words mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from assurance_desk.domain import vocabularies as v
from assurance_desk.domain.actions import (
    BLUE,
    FINISHED,
    LEARNING_POINT,
    STANDING,
    Action,
    ProgressNote,
    Redating,
    overdue_days,
)
from assurance_desk.domain.assurance import Judgement
from assurance_desk.domain.dates import long_date
from assurance_desk.domain.due_dates import story
from assurance_desk.domain.embargo import marked, stands
from assurance_desk.domain.evidence import Evidence
from assurance_desk.domain.gaps_table import Head, PlainTable, Tinted, Value
from assurance_desk.domain.printed import Printed
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import EMBARGOED, Response, latest, to_quote
from assurance_desk.domain.reviews import Review
from assurance_desk.domain.terms import Term
from assurance_desk.domain.wording import has_owner, owner, without_emphasis
from assurance_desk.texts import _


@dataclass(frozen=True, slots=True)
class RegisterKept:
    """What one or more reviews hold, light enough to send to another process.

    The mappings are by action id (``judgements`` by action or recommendation id); notes and judgements newest first,
    moves in the order they were made. ``leads``: by action id, the lead organisation as it was called then. ``body``: whose register it is,
    on ``day``. ``further``: by recommendation id, the actions that stand elsewhere and serve it too.
    ``now`` is the hour an embargo is measured by.
    """

    day: date
    body: str
    reviews: tuple[Review, ...]
    recommendations: tuple[Recommendation, ...]
    responses: tuple[Response, ...]
    actions: tuple[Action, ...]
    notes: dict[str, tuple[ProgressNote, ...]]
    moves: dict[str, tuple[Redating, ...]]
    evidence: dict[str, tuple[Evidence, ...]]
    judgements: dict[str, tuple[Judgement, ...]]
    leads: dict[str, str]
    terms: tuple[Term, ...] = ()
    marking: str = "OFFICIAL"
    further: dict[str, tuple[Action, ...]] = field(default_factory=dict)
    now: datetime | None = None

    @property
    def printed(self) -> Printed:
        """The words as they stand on the day."""
        return Printed(self.day, self.terms)

    def said(self, key: str, held: str) -> str:
        return self.printed.word(key, held)

    @property
    def position(self) -> str:
        return _("Position at {day}").format(day=long_date(self.day))

    @property
    def embargoed(self) -> frozenset[str]:
        """Ids of the reviews of which something may not be shown yet."""
        now = self.now or datetime.combine(self.day, time())
        held = {one.recommendation_id for one in latest(self.responses) if one.status == EMBARGOED}
        found = {one.review_id for one in self.recommendations if one.id in held}
        return frozenset(
            one.id for one in self.reviews if stands(one, now) or (one.id in found and not one.embargo_until)
        )

    def shown_marking(self) -> str:
        """What is printed on every page: an embargo is part of it, with the hour where there is one for all."""
        return marked(self.marking, [one for one in self.reviews if one.id in self.embargoed])


# ------------------------------------------------------------------ the register

REGISTER_HEADS = (
    Head("Review", 16),
    Head("Ref", 7),
    Head("Short name", 18),
    Head("Recommendation, as published", 46),
    Head("Addressed to", 16),
    Head("Themes", 16),
    Head("Acceptance", 14),
    Head("Response, as published", 46),
    Head("Reason", 20),
    Head("Response status", 12),
    Head("Version", 9),
    Head("In preparation", 16),
    Head("Agreed by", 13),
    Head("Agreed on", 13),
    Head("Actions", 9),
    Head("Complete", 10),
    Head("Overdue", 9),
    Head("Without an owner", 10),
    Head("Standing commitments", 13),
    Head("Assurance", 13),
    Head("Judged on", 13),
    Head("Review stage", 14),
)
"""Not translated: other programs read the table by them."""


def register_table(kept: RegisterKept) -> PlainTable:
    """A row for each response of each recommendation, its latest published wording; one without any has a row too."""
    by_review: dict[str, list[Recommendation]] = {}
    for one in kept.recommendations:
        by_review.setdefault(one.review_id, []).append(one)
    responses: dict[str, list[Response]] = {}
    for answer in kept.responses:
        responses.setdefault(answer.recommendation_id, []).append(answer)
    actions: dict[str, list[Action]] = {}
    for action in kept.actions:
        actions.setdefault(action.recommendation_id or "", []).append(action)
    made = [
        _register_row(
            kept, review, one, answer, ahead, (*actions.get(one.id, ()), *kept.further.get(one.id, ()))
        )
        for review in kept.reviews
        for one in by_review.get(review.id, [])
        for answer, ahead in _standing(kept, responses.get(one.id, []))
    ]
    title = _("Register of recommendations. {position}").format(position=kept.position)
    return PlainTable("Register", REGISTER_HEADS, tuple(made), 3, title, kept.shown_marking(), (8,))


def _standing(kept: RegisterKept, every: list[Response]) -> list[tuple[Response | None, str]]:
    """Each response as it stands in public, and the version that is to follow it, if one is being prepared."""
    found: list[tuple[Response | None, str]] = []
    for last, shown in zip(latest(every), to_quote(every), strict=True):
        status = kept.said(v.RESPONSE_STATUS, last.status)
        ahead = _("version {n}, {status}").format(n=last.version, status=status) if last != shown else ""
        found.append((shown, ahead))
    return found or [(None, "")]


def _register_row(
    kept: RegisterKept,
    review: Review,
    one: Recommendation,
    answer: Response | None,
    ahead: str,
    actions: Sequence[Action],
) -> tuple[Value, ...]:
    judged = _judged(kept.judgements.get(one.id, ()))
    tasks = [action for action in actions if action.kind != STANDING]
    return (
        review.pseudonym or review.title,
        one.ref,
        one.title,
        without_emphasis(one.text),
        one.addressed_to,
        one.themes,
        kept.said(v.ACCEPTANCE, answer.acceptance) if answer else "",
        without_emphasis(answer.text) if answer else "",
        answer.reason if answer else "",
        kept.said(v.RESPONSE_STATUS, answer.status) if answer else "",
        answer.version if answer else "",
        ahead,
        answer.forum if answer else "",
        (answer.agreed_on or "") if answer else "",
        len(tasks),
        sum(action.delivery == BLUE for action in tasks),
        sum(overdue_days(action, kept.day) > 0 for action in tasks),
        sum(not has_owner(action) for action in actions),
        len(actions) - len(tasks),
        kept.said(v.ASSURANCE, judged.level) if judged else "",
        (judged.on or "") if judged else "",
        kept.said(v.REVIEW_STAGE, review.stage),
    )


# ------------------------------------------------------------------ the action plan

ACTION_HEADS = (
    Head("Review", 14),
    Head("Recommendation", 16),
    Head("Ref", 8),
    Head("Action", 38),
    Head("Kind", 13),
    Head("Owner", 18),
    Head("Lead organisation", 18),
    Head("First due", 13),
    Head("Due", 13),
    Head("Moved", 20),
    Head("Delivery", 12),
    Head("Days overdue", 9),
    Head("Latest note on", 13),
    Head("Latest note", 42),
    Head("Note on delivery", 20),
    Head("Evidence held", 32),
    Head("Evidence required", 24),
    Head("Assurance", 13),
    Head("Next review", 13),
    Head("The response’s own words", 38),
    Head("Success measure", 26),
    Head("What is different for children", 26),
    Head("Level", 13),
    Head("Review stage", 14),
)
"""Not translated: other programs read the table by them."""


def actions_table(kept: RegisterKept) -> PlainTable:
    """A row for each commitment, in the order of the register; one that serves several recommendations names them all."""
    reviews = {one.id: one for one in kept.reviews}
    recommendations = {one.id: one for one in kept.recommendations}
    served: dict[str, list[Recommendation]] = {}
    for one, serving in kept.further.items():
        for action in serving:
            served.setdefault(action.id, []).append(recommendations[one])
    first = {
        one.id: [recommendations[one.recommendation_id]] for one in kept.actions if one.recommendation_id
    }
    made = tuple(
        _action_row(
            kept, action, reviews[action.review_id], [*first.get(action.id, ()), *served.get(action.id, ())]
        )
        for action in kept.actions
    )
    title = _("Action plan. {position}").format(position=kept.position)
    return PlainTable("Actions", ACTION_HEADS, made, 3, title, kept.shown_marking(), (12, 19))


def _action_row(
    kept: RegisterKept, action: Action, review: Review, of: Sequence[Recommendation]
) -> tuple[Value, ...]:
    every = kept.notes.get(action.id, ())
    notes = [one for one in every if not one.declared] or every
    judged = _judged(kept.judgements.get(action.id, ()))
    days = overdue_days(action, kept.day)
    return (
        review.pseudonym or review.title,
        "\n".join(f"{one.ref} {one.title}".strip() for one in of),
        action.ref,
        action.text,
        kept.said(v.COMMITMENT, action.kind),
        owner(action) if has_owner(action) else "",
        kept.leads.get(action.id, action.lead),
        action.first_due or "",
        action.due or action.due_words,
        story(action, kept.moves.get(action.id, ())),
        Tinted(kept.said(v.DELIVERY, action.delivery), action.delivery),
        days or "",
        notes[0].on if notes else "",
        notes[0].text if notes else "",
        action.delivery_note,
        _evidence(kept, kept.evidence.get(action.id, ())),
        action.evidence_required,
        kept.said(v.ASSURANCE, judged.level) if judged else "",
        action.next_review or "",
        without_emphasis(action.words),
        action.success_measure,
        action.difference,
        kept.said(v.ACTION_LEVEL, action.level),
        kept.said(v.REVIEW_STAGE, review.stage),
    )


def _judged(judgements: Iterable[Judgement]) -> Judgement | None:
    """The body's latest; the scrutineer's opinion stands apart from it."""
    return next((one for one in judgements if not one.scrutineer), None)


def _evidence(kept: RegisterKept, held: Sequence[Evidence]) -> str:
    return "\n".join(
        f"{one.title} ({kept.said(v.STRENGTH, one.strength)}, {kept.said(v.EVIDENCE_STATE, one.state)})"
        for one in held
    )


def still_open(action: Action) -> bool:
    """Something is still to be done or looked at: not finished, and somebody is committed to it."""
    return action.delivery not in FINISHED and action.kind != LEARNING_POINT
