"""Why there is no answer, counted: the six silences of a return, and of all returns of a questionnaire.

A question of several choices, and a table for their own words, is one answer: an option not chosen is no silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assurance_desk.domain.gaps import SILENCES, Asked
from assurance_desk.domain.gaps_table import Look, every_answer
from assurance_desk.domain.questionnaire import Question, Questionnaire
from assurance_desk.domain.returns import (
    ANSWERED,
    BLANK,
    NOT_APPLICABLE,
    NOT_ASKED,
    NOT_RETURNED,
    UNCONFIRMED,
    UNREADABLE,
)
from assurance_desk.texts import _, later

Counts = dict[str, int]
"""How many answers are in each state; of those asked for, so that they add up to all of them."""

WORDS = {
    NOT_ASKED: later("not asked"),
    NOT_RETURNED: later("not returned"),
    BLANK: later("left blank"),
    NOT_APPLICABLE: later("not applicable"),
    UNREADABLE: later("unreadable"),
    UNCONFIRMED: later("unconfirmed"),
}
_AS_ONE = ("several", "free_table")
_SAYS_MOST = (ANSWERED, UNCONFIRMED, UNREADABLE, NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Silent:
    """``cells`` of one question of a return that are silent for the same reason."""

    question: Question
    state: str
    cells: int

    @property
    def id(self) -> str:
        return f"{self.question.ref} {self.state}"


def states(question: Question, asked: Asked, look: Look) -> list[str]:
    """The state of each thing the question asks for."""
    found = [one.state for _slot, one in every_answer(question, asked, look)]
    if question.kind not in _AS_ONE:
        return found
    return [next((state for state in _SAYS_MOST if state in found), found[0])] if found else []


def silent(questionnaire: Questionnaire, asked: Asked, look: Look) -> Iterator[Silent]:
    """In the order asked; nothing where every answer was given."""
    for question in questionnaire.questions():
        for state, cells in Counter(states(question, asked, look)).items():
            if state != ANSWERED:
                yield Silent(question, state, cells)


def counts(questionnaire: Questionnaire, asked: Iterable[Asked], look: Look) -> Counts:
    """Over all these returns; every state is there, answered first."""
    every = Counter(
        state
        for one in asked
        for question in questionnaire.questions()
        for state in states(question, one, look)
    )
    return {state: every[state] for state in (ANSWERED, *SILENCES)}


def told(found: Counts) -> str:
    """``12 left blank, 2 not applicable``; "" where nothing is silent."""
    return ", ".join(f"{found[state]:,} {_(words)}" for state, words in WORDS.items() if found[state])
