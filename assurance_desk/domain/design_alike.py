"""Questions that ask nearly the same, though under another reference."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from assurance_desk.domain.questionnaire import Question

NEAR = 80
"""Of 100: words so alike that the one question may well be the other."""


def most_alike(question: Question, among: Sequence[Question]) -> Question | None:
    """The one whose words are nearest, where they are near enough."""
    scored = [(fuzz.token_sort_ratio(question.text, one.text), one) for one in among if one.text]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= NEAR else None
