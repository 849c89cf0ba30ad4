"""Likely promises of a published text: which are not taken up yet, and which the officer found to be none."""

from __future__ import annotations

from dataclasses import replace

from assurance_desk.domain import promises, wording
from assurance_desk.domain.actions import Action
from assurance_desk.domain.field_errors import EmptyFieldError
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.promises import Promise, kind_of
from assurance_desk.domain.recommendations import Recommendation, RecommendationLink
from assurance_desk.domain.reviews import Review
from assurance_desk.domain.set_aside import SetAside
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.texts import _, plural

__all__ = ["Promise", "SetAside", "aside", "bring_back", "kind_of", "left_over", "set_aside"]


def left_over(
    desk: Desk, review: Review, recommendation: Recommendation | None, text: str
) -> tuple[Promise, ...]:
    """Likely promises in a text as it is shown that no action of its review was taken from and that were not set aside."""
    actions = rows.find(desk.db, Action, review_id=review.id)
    further = (
        [
            replace(rows.get(desk.db, Action, link.action_id), words=link.words)
            for link in rows.find(desk.db, RecommendationLink, recommendation_id=recommendation.id)
        ]
        if recommendation
        else []
    )
    taken = [(link.start, link.end) for link in wording.links_in(text, [*actions, *further])]
    return promises.left_over(text, taken, [one.words for one in aside(desk, review, recommendation)])


def aside(desk: Desk, review: Review, recommendation: Recommendation | None) -> list[SetAside]:
    """What was set aside of one recommendation's response, or of what stands before the recommendations."""
    return rows.find(
        desk.db,
        SetAside,
        review_id=review.id,
        recommendation_id=recommendation.id if recommendation else None,
    )


def set_aside(desk: Desk, review: Review, recommendation: Recommendation | None, words: str) -> SetAside:
    """These words promise nothing: they are hinted at no more.

    Raises:
        EmptyFieldError: there are none.
    """
    if not words.strip():
        raise EmptyFieldError(_("Words"))
    made = SetAside(
        id=new_id(),
        review_id=review.id,
        recommendation_id=recommendation.id if recommendation else None,
        words=" ".join(words.split()),
        on=desk.clock.today(),
    )
    with desk.step(_("Set aside a likely promise of {ref}").format(ref=_place(review, recommendation))):
        rows.put(desk.db, made)
    return made


def bring_back(desk: Desk, review: Review, recommendation: Recommendation | None) -> int:
    """Hint again at all that was set aside there, as one step; how many there were."""
    found = aside(desk, review, recommendation)
    if found:
        what = plural("{n} likely promise", "{n} likely promises", len(found))
        with desk.step(
            _("Look again at {what} of {ref}").format(what=what, ref=_place(review, recommendation))
        ):
            for one in found:
                rows.remove(desk.db, one)
    return len(found)


def _place(review: Review, recommendation: Recommendation | None) -> str:
    return recommendation.ref if recommendation else review.ref
