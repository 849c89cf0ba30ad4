"""An older version of a questionnaire, with the map from its questions to today's."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache

from assurance_desk.domain.questionnaire import Question, QuestionMap, Questionnaire
from assurance_desk.domain.recovery.finding import Expected
from tests.spoiling.designs import design, expected


@cache
def older(number: int) -> tuple[Questionnaire, dict[str, str]]:
    """As it was asked before, and each of its questions' reference today: "" where it is asked no more."""
    chance = random.Random(f"older {number}")
    live = design(number)
    to: dict[str, str] = {}
    sections = []
    for section in live.sections:
        questions: list[Question] = []
        for question in section.questions:
            ref = f"{question.ref}.old" if chance.random() < 0.4 else question.ref
            to[ref] = question.ref
            questions.append(_as_before(replace(question, ref=ref), chance))
        if chance.random() < 0.5:
            gone = Question(ref=f"{section.letter}99", text="How many posts are vacant?", kind="number")
            questions.append(gone)
            to[gone.ref] = ""
        sections.append(replace(section, questions=tuple(questions)))
    return replace(live, id=f"{live.id} older", version="0.9", sections=tuple(sections)), to


def _as_before(question: Question, chance: random.Random) -> Question:
    """Some lists of choices were other ones."""
    if question.kind == "choice" and chance.random() < 0.5:
        return replace(question, choices=(*question.choices[:-1], "Something else"))
    return question


def both(number: int) -> Expected:
    before, to = older(number)
    found = expected(design(number))
    maps = tuple(
        QuestionMap(
            id=old,
            questionnaire_ref=before.ref,
            from_version="0.9",
            to_version="1.0",
            from_question=old,
            to_question=new,
        )
        for old, new in to.items()
    )
    return replace(found, questionnaires=(*found.questionnaires, before), maps=maps)
