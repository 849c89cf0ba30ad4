"""When a question is asked at all, and what its answers mean: what a design may say of both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assurance_desk.domain.questionnaire import Question, Questionnaire
from assurance_desk.domain.questions import slots_of
from assurance_desk.texts import _

DECIDING = ("yes_no", "choice", "graded")
"""The types whose answer may decide whether a later question is asked."""
DESCRIBED = ("choice", "graded")
"""The types whose answers may have a descriptor each."""
LONGEST_DESCRIPTOR = 400


def answers_of(question: Question) -> tuple[str, ...]:
    """The answers a deciding question has, in their order; none for another type."""
    if question.kind not in DECIDING:
        return ()
    return slots_of(question)[0][1].choices


def deciding_before(questionnaire: Questionnaire, ref: str) -> tuple[Question, ...]:
    """The questions that stand before this one and may decide whether it is asked."""
    found: list[Question] = []
    for question in questionnaire.questions():
        if question.ref == ref:
            break
        if answers_of(question):
            found.append(question)
    return tuple(found)


def check_condition(question: Question, before: Mapping[str, Question]) -> Iterable[str]:
    """``before``: the questions that stand earlier, by reference without capitals."""
    ref, on = question.ref, question.shown_if
    if not on:
        if question.shown_when:
            yield _("{ref} is asked only after some answers, but of no question.").format(ref=ref)
        return
    decides = before.get(on.casefold())
    if decides is None:
        yield _("{ref} is asked only after an answer to {on}, which does not stand before it.").format(
            ref=ref, on=on
        )
        return
    answers = answers_of(decides)
    if not answers:
        yield _("{ref} cannot hang on {on}: only yes or no, one of a list or a grade decides.").format(
            ref=ref, on=on
        )
    elif not question.shown_when:
        yield _("{ref} does not say after which answers to {on} it is asked.").format(ref=ref, on=on)
    for answer in question.shown_when if answers else ():
        if answer not in answers:
            yield _("{ref} is asked after “{answer}”, which {on} does not offer.").format(
                ref=ref, answer=answer, on=on
            )


def check_descriptors(question: Question) -> Iterable[str]:
    if not question.descriptors:
        return
    if question.kind not in DESCRIBED:
        yield _("{ref} says what its answers mean, which its type does not take.").format(ref=question.ref)
    elif len(question.descriptors) != len(answers_of(question)):
        yield _("{ref} has {n} answers and {m} descriptions of them.").format(
            ref=question.ref, n=len(answers_of(question)), m=len(question.descriptors)
        )
    if any(len(words) > LONGEST_DESCRIPTOR for words in question.descriptors):
        yield _("{ref}: a description is longer than {n} characters.").format(
            ref=question.ref, n=LONGEST_DESCRIPTOR
        )
