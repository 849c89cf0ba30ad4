"""Whether a questionnaire can be issued as it is designed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from assurance_desk.domain.design_checks import check_checks
from assurance_desk.domain.design_conditions import check_condition, check_descriptors
from assurance_desk.domain.questionnaire import Question, Questionnaire, Section
from assurance_desk.domain.questions import QUESTION_TYPES
from assurance_desk.domain.sheet_layout import TAB_LENGTH, parts_of
from assurance_desk.texts import _

PREFILLS = ("organisation name", "organisation kind", "districts", "covers", "service")
RESERVED_TABS = ("cover", "lists", "history")
LONGEST_TEXT, LONGEST_TITLE, LONGEST_INTRO = 1000, 80, 2000
_REF = re.compile(r"[A-Za-z][A-Za-z0-9.-]{0,15}")
_TAB_NOT = re.compile(r"[\\/*?:\[\]\x00-\x1f]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class Problem(NamedTuple):
    """``section`` and ``question`` say where it is: both empty for the questionnaire as a whole."""

    section: str
    question: str
    sentence: str


def check_design(questionnaire: Questionnaire) -> tuple[str, ...]:
    """What stands in the way of issuing it, a sentence each; empty when nothing does."""
    return tuple(problem.sentence for problem in design_problems(questionnaire))


def design_problems(questionnaire: Questionnaire) -> tuple[Problem, ...]:
    """The same, with where each is to be put right, from the cover to the last question."""
    problems = [Problem("", "", told) for told in (*_named(questionnaire), *_tabs(questionnaire.sections))]
    for letter, times in Counter(section.letter for section in questionnaire.sections).items():
        if times > 1:
            problems.append(
                Problem(letter, "", _("Two sections have the letter {letter}.").format(letter=letter))
            )
    seen: dict[str, Question] = {}
    asked = {question.ref: question for question in questionnaire.questions()}
    for section in questionnaire.sections:
        problems += [Problem(section.letter, "", told) for told in _section(section)]
        for question in section.questions:
            sentences = [*_ref(question, seen), *check_question(question), *check_condition(question, seen)]
            sentences += check_checks(question, asked)
            problems += [Problem(section.letter, question.ref, told) for told in sentences]
            seen.setdefault(question.ref.casefold(), question)
    return tuple(problems)


def cannot_be_kept(questionnaire: Questionnaire) -> tuple[str, ...]:
    """What not even a draft in the making may have: questions that could not be told apart, or of no known type."""
    problems = [*_doubles(questionnaire)]
    for question in questionnaire.questions():
        if question.kind not in QUESTION_TYPES:
            problems += check_question(question)
        problems += _ref_form(question)
    return tuple(problems)


def check_question(question: Question) -> tuple[str, ...]:
    """What is wrong with one question on its own."""
    kind = QUESTION_TYPES.get(question.kind)
    if kind is None:
        return (
            _("{ref} has a type that is not known: {kind}.").format(ref=question.ref, kind=question.kind),
        )
    problems = [
        *kind.check(question),
        *_grid(question, has_rows=kind.has_rows),
        *check_descriptors(question),
    ]
    if not question.text.strip():
        problems.append(_("{ref} has no words.").format(ref=question.ref))
    if question.prefill and question.prefill not in PREFILLS:
        problems.append(_("{ref} asks for something we do not hold.").format(ref=question.ref))
    if len(question.text) > LONGEST_TEXT or len(question.hint) > LONGEST_TEXT:
        problems.append(_("{ref} is longer than {n} characters.").format(ref=question.ref, n=LONGEST_TEXT))
    if _CONTROL.search(question.text + question.hint):
        problems.append(_("{ref} holds characters that cannot be printed.").format(ref=question.ref))
    return tuple(problems)


def _grid(question: Question, *, has_rows: bool) -> Iterable[str]:
    if not has_rows and (question.rows or question.columns):
        yield _("{ref} has rows or columns, which its type does not take.").format(ref=question.ref)
    if any(not _REF.fullmatch(row.ref) for row in question.rows):
        yield _("{ref}: a row’s reference is a letter, then letters, figures, dots or hyphens.").format(
            ref=question.ref
        )


def _named(questionnaire: Questionnaire) -> Iterable[str]:
    for words, name in (
        (questionnaire.ref, _("reference")),
        (questionnaire.version, _("version")),
        (questionnaire.title, _("title")),
    ):
        if not words.strip():
            yield _("The questionnaire has no {name}.").format(name=name)
    if not questionnaire.sections:
        yield _("The questionnaire has no sections.")


def _section(section: Section) -> Iterable[str]:
    letter = section.letter
    if not section.questions:
        yield _("Section {letter} has no questions.").format(letter=letter)
    if not section.title.strip():
        yield _("Section {letter} has no title.").format(letter=letter)
    for words, longest in (
        (section.title, LONGEST_TITLE),
        (section.who, LONGEST_TITLE),
        (section.intro, LONGEST_INTRO),
    ):
        if len(words) > longest:
            yield _("“{words}” is longer than {n} characters.").format(words=f"{words[:40]}…", n=longest)
        if _CONTROL.search(words):
            yield _("Section {letter} holds characters that cannot be printed.").format(letter=letter)


def _tabs(sections: tuple[Section, ...]) -> Iterable[str]:
    tabs = [part.tab for section in sections for part in parts_of(section)]
    for tab, times in Counter(tab.casefold() for tab in tabs).items():
        if times > 1:
            yield _("Two sheets would be called “{tab}”.").format(tab=tab)
    for tab in tabs:
        if (
            not tab.strip()
            or len(tab) > TAB_LENGTH
            or _TAB_NOT.search(tab)
            or tab[0] == "'"
            or tab[-1] == "'"
        ):
            yield _("Excel does not take “{tab}” as the name of a sheet.").format(tab=tab)
        if tab.casefold() in RESERVED_TABS:
            yield _("“{tab}” is the name of a sheet of ours.").format(tab=tab)


def _ref(question: Question, seen: dict[str, Question]) -> Iterable[str]:
    if question.ref.casefold() in seen:
        yield _("Two questions have the reference {ref}.").format(ref=question.ref)
    yield from _ref_form(question)


def _ref_form(question: Question) -> Iterable[str]:
    if not _REF.fullmatch(question.ref):
        yield _("“{ref}” cannot be a reference: a letter, then letters, figures, dots or hyphens.").format(
            ref=question.ref
        )


def _doubles(questionnaire: Questionnaire) -> Iterable[str]:
    seen: dict[str, Question] = {}
    for question in questionnaire.questions():
        if question.ref.casefold() in seen:
            yield _("Two questions have the reference {ref}.").format(ref=question.ref)
        seen.setdefault(question.ref.casefold(), question)
    for letter, times in Counter(section.letter for section in questionnaire.sections).items():
        if times > 1:
            yield _("Two sections have the letter {letter}.").format(letter=letter)
