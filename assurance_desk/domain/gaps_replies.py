"""Whose answers the figures are: the three denominators, and everyone missing from them by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from assurance_desk.domain.gaps import Asked, Matrix
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import DECLINED, EXEMPT


@dataclass(frozen=True, slots=True)
class Replies:
    """Returns and organisations counted; exempt ones, and those not sent yet, are in neither.

    ``silent``: no return came and none was declined. ``declined``: said they would not answer, and sent
    nothing. ``in_part``: something came, but none of the figures.
    """

    returns: int
    returns_came: int
    organisations: int
    organisations_replied: int
    organisations_with_figures: int
    returns_with_figures: int
    missing: tuple[Asked, ...]
    silent: tuple[Asked, ...]
    declined: tuple[Asked, ...]
    in_part: tuple[Asked, ...]
    several: tuple[tuple[str, int, int], ...]
    """Organisations that owe more than one return: short name, owed, came."""
    still_open: bool = False
    """There is still time to reply: who has not is not late."""
    organisations_asked_for_figures: int = 0
    """All but those whose own answers mean that they were not asked for any."""

    @property
    def nothing_came(self) -> bool:
        return self.returns_came == 0


def count_replies(asked: Sequence[Asked], matrix: Matrix | None, *, still_open: bool = False) -> Replies:
    """``matrix`` None: no figures were asked for, so nobody gave them."""
    counted = [one for one in asked if one.state != EXEMPT and not one.not_sent]
    figures = [row.asked for row in matrix.with_figures] if matrix else []
    gave = {one.id for one in figures}
    owing = [one for one in counted if not (matrix and one.taken and matrix.question.ref in one.not_asked)]
    replied = {one.organisation_id for one in counted if one.came or one.state == DECLINED}
    return Replies(
        returns=len(counted),
        returns_came=sum(one.came for one in counted),
        organisations=len(_organisations(counted)),
        organisations_replied=len(replied),
        organisations_with_figures=len(_organisations(figures)),
        returns_with_figures=len(figures),
        missing=tuple(one for one in counted if not one.came),
        silent=tuple(one for one in counted if one.organisation_id not in replied),
        declined=tuple(one for one in counted if one.state == DECLINED and not one.came),
        in_part=tuple(one for one in owing if one.came and one.id not in gave) if matrix else (),
        several=_several(counted),
        still_open=still_open,
        organisations_asked_for_figures=len(_organisations(owing)),
    )


def _organisations(asked: Iterable[Asked]) -> set[str]:
    return {one.organisation_id for one in asked}


def _several(asked: Sequence[Asked]) -> tuple[tuple[str, int, int], ...]:
    owed: dict[str, list[Asked]] = {}
    for one in asked:
        owed.setdefault(one.organisation_id, []).append(one)
    return tuple(
        (many[0].organisation_short, len(many), sum(one.came for one in many))
        for many in owed.values()
        if len(many) > 1
    )


def sections_sent(questionnaire: Questionnaire, answered: AbstractSet[str]) -> tuple[str, ...]:
    """The letters of the sections in which these questions stand."""
    return tuple(
        section.letter
        for section in questionnaire.sections
        if any(question.ref in answered for question in section.questions)
    )
