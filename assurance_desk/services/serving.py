"""Which recommendations an action serves: it stands under one, or before them all, and may serve others too."""

from __future__ import annotations

from dataclasses import replace

from assurance_desk.domain.actions import Action
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.recommendations import Recommendation, RecommendationLink
from assurance_desk.domain.reviews import Review
from assurance_desk.domain.wording import shortened
from assurance_desk.errors import DeskError
from assurance_desk.services.desk import Desk
from assurance_desk.services.records_base import current
from assurance_desk.store import rows
from assurance_desk.texts import _


class LastRecommendationError(DeskError):
    def __init__(self, action: str, recommendation: str) -> None:
        super().__init__(
            _(
                "{action} would stand under no recommendation, so it was left under {recommendation}. Let it serve "
                "another of the same review first."
            ).format(action=action, recommendation=recommendation)
        )


def served(desk: Desk, action: Action) -> list[Recommendation]:
    """The one it stands under first, then the others in the order they were added."""
    ids = [action.recommendation_id] if action.recommendation_id else []
    ids += [link.recommendation_id for link in rows.find(desk.db, RecommendationLink, action_id=action.id)]
    return [rows.get(desk.db, Recommendation, one) for one in ids]


def choices(desk: Desk, action: Action) -> list[str]:
    """What can be typed for another it might serve: "R3 Housing staff are trained (Child I)"."""
    taken = {one.id for one in served(desk, action)}
    return [words for one, words in _named(desk) if one.id not in taken]


def _named(desk: Desk) -> list[tuple[Recommendation, str]]:
    """Asked for with every action that is looked at, so read once between two changes."""
    return desk.once("recommendations named", lambda: _read_named(desk))


def _read_named(desk: Desk) -> list[tuple[Recommendation, str]]:
    reviews = {one.id: one.pseudonym or one.title for one in rows.find(desk.db, Review)}
    return [
        (one, f"{one.ref} {one.title or shortened(one.text, 60)} ({reviews[one.review_id]})")
        for one in rows.find(desk.db, Recommendation)
    ]


def attach(desk: Desk, action: Action, recommendation: Recommendation, words: str = "") -> None:
    """It serves this recommendation too; ``words`` are its response's own for it, linked to them from then on."""
    now = current(desk, action)
    if recommendation.id in {one.id for one in served(desk, now)}:
        return
    made = RecommendationLink(
        id=new_id(), action_id=now.id, recommendation_id=recommendation.id, words=words.strip()
    )
    with desk.step(_("Let {action} serve {ref} too").format(action=now.ref, ref=recommendation.ref)):
        rows.put(desk.db, made)


def attach_typed(desk: Desk, action: Action, typed: str) -> None:
    """It serves the recommendation whose reference, or reference and words, were typed too.

    A bare reference means one of its own review where there is one.

    Raises:
        DeskError: there is none, or more than one.
    """
    wanted = " ".join(typed.split()).casefold()
    every = [(one, words.casefold()) for one, words in _named(desk)]
    found = [one for one, words in every if words == wanted] or [
        one for one, _words in every if one.ref.casefold() == wanted
    ]
    found = found or [one for one, words in every if wanted and wanted in words]
    if len(found) > 1:
        found = [one for one in found if one.review_id == action.review_id] or found
    if len(found) != 1:
        sentence = _("“{typed}” is no one recommendation; nothing was changed. Choose one from the list.")
        raise DeskError(sentence.format(typed=typed.strip()))
    attach(desk, action, found[0])


def detach(desk: Desk, action: Action, recommendation: Recommendation) -> None:
    """It serves this recommendation no longer; taken from under it, it stands under the next of its own review.

    Raises:
        LastRecommendationError: there is no next.
    """
    now = current(desk, action)
    links = rows.find(desk.db, RecommendationLink, action_id=now.id)
    label = _("Let {action} serve {ref} no longer").format(action=now.ref, ref=recommendation.ref)
    if now.recommendation_id != recommendation.id:
        with desk.step(label):
            for link in links:
                if link.recommendation_id == recommendation.id:
                    rows.remove(desk.db, link)
        return
    own = {one.id for one in rows.find(desk.db, Recommendation, review_id=now.review_id)}
    onto = next((link for link in links if link.recommendation_id in own), None)
    if onto is None:
        raise LastRecommendationError(now.ref, recommendation.ref)
    with desk.step(label):
        rows.remove(desk.db, onto)
        rows.put(desk.db, replace(now, recommendation_id=onto.recommendation_id, words=onto.words))


def words_of(desk: Desk, action: Action, recommendation: Recommendation | None) -> str:
    """The response's own words this action was taken from: of a recommendation it serves too, that response's."""
    link = _link(desk, action, recommendation)
    return link.words if link else action.words


def _link(desk: Desk, action: Action, recommendation: Recommendation | None) -> RecommendationLink | None:
    if recommendation is None:
        return None
    return rows.one(desk.db, RecommendationLink, action_id=action.id, recommendation_id=recommendation.id)


def link_words(desk: Desk, action: Action, recommendation: Recommendation | None, words: str) -> None:
    """Published words become those an action was taken from, where it has none of that response yet."""
    now = current(desk, action)
    link = _link(desk, now, recommendation)
    if words_of(desk, now, recommendation) or not words.strip():
        return
    changed = replace(link, words=words.strip()) if link else replace(now, words=words.strip())
    with desk.step(_("Link {ref} to the words it comes from").format(ref=now.ref)):
        rows.put(desk.db, changed)
