"""What the register and the action plan hold, read at once for a file that leaves the workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from operator import attrgetter
from typing import Any, TypeVar

from assurance_desk.domain.actions import Action, ProgressNote, Redating
from assurance_desk.domain.assurance import Judgement
from assurance_desk.domain.evidence import Evidence, EvidenceLink
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.register_tables import RegisterKept
from assurance_desk.domain.responses import Response
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.services import vocabularies
from assurance_desk.services.desk import Desk
from assurance_desk.services.organisations import body_name, lead_names
from assurance_desk.store import rows
from assurance_desk.store.lists import register as lists
from assurance_desk.texts import _

T = TypeVar("T")


def chosen_reviews(desk: Desk, ref: str) -> list[Review]:
    """Every review, or the one of that reference, title or pseudonym.

    Raises:
        DeskError: there is none.
    """
    every = rows.find(desk.db, Review)
    wanted = ref.casefold()
    found = [
        one
        for one in every
        if not ref or wanted in (one.ref.casefold(), one.title.casefold(), one.pseudonym.casefold())
    ]
    if not found:
        known = ", ".join(one.ref for one in every)
        raise DeskError(
            _("This workbook has no review “{ref}”. It has: {refs}.").format(ref=ref, refs=known)
            if every
            else _("This workbook holds no review yet, so there is nothing to export.")
        )
    return found


def gather_register(desk: Desk, review: str = "") -> RegisterKept:
    """A few reads whatever its size; the worker’s “write register” shapes and writes it.

    Raises:
        DeskError: as ``chosen_reviews``.
    """
    reviews = chosen_reviews(desk, review)
    ids = {one.id for one in reviews}
    places = {one.id: place for place, one in enumerate(reviews)}
    actions = [one for one in rows.find(desk.db, Action) if one.review_id in ids]
    recommendations = [one for one in rows.find(desk.db, Recommendation) if one.review_id in ids]
    judgements = sorted(rows.find(desk.db, Judgement), key=lambda one: one.on or date.min)[::-1]
    notes = sorted(rows.find(desk.db, ProgressNote), key=attrgetter("on"))[::-1]
    moves = sorted(rows.find(desk.db, Redating), key=attrgetter("position"))
    return RegisterKept(
        day=desk.clock.today(),
        body=body_name(desk),
        reviews=tuple(reviews),
        recommendations=tuple(recommendations),
        responses=tuple(rows.find(desk.db, Response)),
        actions=tuple(sorted(actions, key=lambda one: (places[one.review_id], one.position))),
        notes=_by(notes, attrgetter("action_id")),
        moves=_by(moves, attrgetter("action_id")),
        evidence=_evidence(desk),
        judgements=_by(judgements, lambda one: one.action_id or one.recommendation_id),
        leads=lead_names(desk, actions),
        further=_further(desk, reviews),
        terms=vocabularies.kept(desk),
        now=desk.clock.now(),
    )


def _further(desk: Desk, reviews: Iterable[Review]) -> dict[str, tuple[Action, ...]]:
    found = {}
    for review in reviews:
        found.update({of: tuple(serving) for of, serving in lists.further_of(desk.db, review.id).items()})
    return found


def _by(records: Iterable[T], key: Callable[[T], Any]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = {}
    for one in records:
        found.setdefault(key(one) or "", []).append(one)
    return {of: tuple(every) for of, every in found.items()}


def _evidence(desk: Desk) -> dict[str, tuple[Evidence, ...]]:
    held = {one.id: one for one in rows.find(desk.db, Evidence)}
    found: dict[str, list[Evidence]] = {}
    for link in rows.find(desk.db, EvidenceLink):
        found.setdefault(link.action_id, []).append(held[link.evidence_id])
    return {of: tuple(sorted(every, key=attrgetter("position"))) for of, every in found.items()}
