"""Every vocabulary there is, with the words it begins with. A workbook that never edited one uses these."""

from __future__ import annotations

from dataclasses import dataclass

from assurance_desk.domain.actions import (
    ACTION_LEVELS,
    COMMITMENT_KINDS,
    DELIVERY_MEANINGS,
    DELIVERY_STATES,
    LEARNING_POINT,
    STANDING,
    UNDERTAKING,
)
from assurance_desk.domain.assurance import LEVEL_MEANINGS, LEVELS, NOT_RATED, RETURNING
from assurance_desk.domain.evidence import EVIDENCE_KINDS, EVIDENCE_STATES, STRENGTH_MEANINGS, STRENGTHS
from assurance_desk.domain.meetings import OUTCOMES
from assurance_desk.domain.organisations import ORGANISATION_KINDS, SAFEGUARDING_BODY
from assurance_desk.domain.responses import ACCEPTANCES, RESPONSE_STATUSES
from assurance_desk.domain.reviews import REVIEW_KINDS, REVIEW_STAGES
from assurance_desk.domain.terms import Term
from assurance_desk.texts import later

ASSURANCE, DELIVERY, STRENGTH = "assurance", "delivery", "strength"
REVIEW_KIND, REVIEW_STAGE = "review kind", "review stage"
ACCEPTANCE, RESPONSE_STATUS = "acceptance", "response status"
COMMITMENT, ACTION_LEVEL = "commitment", "action level"
EVIDENCE_KIND, EVIDENCE_STATE = "evidence kind", "evidence state"
ORGANISATION_KIND, OUTCOME, THEME = "organisation kind", "outcome", "theme"
LAST = 1000
"""The place of what is no step of a scale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """``begins`` are its first words with their meanings.

    ``roles`` are those our rules rest on: they may be called otherwise and explained otherwise, never retired.
    ``closed``: no word may be added, for each plays a part of its own. ``scale``: its words stand in an order, from
    the least to the most.
    """

    key: str
    name: str
    about: str
    begins: tuple[tuple[str, str], ...]
    roles: frozenset[str] = frozenset()
    closed: bool = False
    scale: bool = False

    def terms(self) -> tuple[Term, ...]:
        """The words it begins with, as terms that have always stood."""
        return tuple(
            Term(
                id=f"{self.key}:{word}",
                vocabulary=self.key,
                word=word,
                definition=meaning,
                code=word if word in self.roles else "",
                returns=self.key == ASSURANCE and word in RETURNING,
                position=LAST if word == NOT_RATED else place,
            )
            for place, (word, meaning) in enumerate(self.begins, 1)
        )


def _plain(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((word, "") for word in words if word)


def _told(words: tuple[str, ...], meanings: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((word, meanings.get(word, "")) for word in words)


_COMMITMENT_MEANINGS = {
    "action": "something to be done, with an end",
    STANDING: "reviewed again and again, and never complete",
    UNDERTAKING: "promised outside any recommendation",
    LEARNING_POINT: "commits no one",
}
_STATE_MEANINGS = {
    "claimed": "said to exist; not seen",
    "received": "it came, and waits to be looked at",
    "accepted": "looked at, and it shows what was to be shown",
    "queried": "looked at, and something is asked about it",
}

VOCABULARIES: tuple[Vocabulary, ...] = (
    Vocabulary(
        key=ASSURANCE,
        name=later("Levels of assurance"),
        about=later("From the least to the most. Papers print the meanings as they stood on their day."),
        begins=_told((*LEVELS, NOT_RATED), LEVEL_MEANINGS),
        roles=frozenset({NOT_RATED}),
        scale=True,
    ),
    Vocabulary(
        key=DELIVERY,
        name=later("Delivery states"),
        about=later("Each state keeps its part and its colour, whatever it is called."),
        begins=_told(DELIVERY_STATES, DELIVERY_MEANINGS),
        roles=frozenset(DELIVERY_STATES),
        closed=True,
    ),
    Vocabulary(
        key=STRENGTH,
        name=later("Strength of evidence"),
        about=later("What a piece of evidence can show."),
        begins=_told(STRENGTHS, STRENGTH_MEANINGS),
        roles=frozenset({"document"}),
        scale=True,
    ),
    Vocabulary(
        key=EVIDENCE_KIND,
        name=later("Kinds of evidence"),
        about=later("What a piece of evidence is."),
        begins=_plain(EVIDENCE_KINDS),
        roles=frozenset({"report"}),
    ),
    Vocabulary(
        key=EVIDENCE_STATE,
        name=later("States of evidence"),
        about=later("Each keeps its part, whatever it is called."),
        begins=_told(EVIDENCE_STATES, _STATE_MEANINGS),
        roles=frozenset(EVIDENCE_STATES),
        closed=True,
    ),
    Vocabulary(
        key=REVIEW_KIND,
        name=later("Kinds of review"),
        about=later("What a review is, by law or by habit."),
        begins=_plain(REVIEW_KINDS),
        roles=frozenset({"Serious Case Review", "Other"}),
    ),
    Vocabulary(
        key=REVIEW_STAGE,
        name=later("Stages of a review"),
        about=later("How far a review has come."),
        begins=_plain(REVIEW_STAGES),
        roles=frozenset(REVIEW_STAGES),
    ),
    Vocabulary(
        key=ACCEPTANCE,
        name=later("Acceptance"),
        about=later("What a response says of its recommendation."),
        begins=_plain(ACCEPTANCES),
        roles=frozenset(ACCEPTANCES),
    ),
    Vocabulary(
        key=RESPONSE_STATUS,
        name=later("Statuses of a response"),
        about=later("How far a response has come."),
        begins=_plain(RESPONSE_STATUSES),
        roles=frozenset(RESPONSE_STATUSES),
    ),
    Vocabulary(
        key=COMMITMENT,
        name=later("Kinds of commitment"),
        about=later("Each keeps its part, whatever it is called."),
        begins=_told(COMMITMENT_KINDS, _COMMITMENT_MEANINGS),
        roles=frozenset(COMMITMENT_KINDS),
        closed=True,
    ),
    Vocabulary(
        key=ACTION_LEVEL,
        name=later("Levels of an action"),
        about=later("Where an action is meant to change something."),
        begins=_plain(ACTION_LEVELS),
    ),
    Vocabulary(
        key=OUTCOME,
        name=later("Outcomes at a meeting"),
        about=later("Each keeps its part, whatever it is called."),
        begins=_plain(OUTCOMES),
        roles=frozenset(OUTCOMES),
        closed=True,
    ),
    Vocabulary(
        key=ORGANISATION_KIND,
        name=later("Types of organisation"),
        about=later("What an organisation is."),
        begins=_plain(ORGANISATION_KINDS),
        roles=frozenset({SAFEGUARDING_BODY, "other"}),
    ),
    Vocabulary(
        key=THEME,
        name=later("Themes"),
        about=later("Offered while the themes of a recommendation are typed."),
        begins=(),
    ),
)
BY_KEY: dict[str, Vocabulary] = {one.key: one for one in VOCABULARIES}
