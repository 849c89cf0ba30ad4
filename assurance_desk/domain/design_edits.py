"""A design changed, a whole questionnaire in and a whole one out. What hangs on a reference goes with it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assurance_desk.domain.design_names import letters, next_letter, next_ref, tab_of
from assurance_desk.domain.questionnaire import ExplainedIn, Question, Questionnaire, Row, Section

Renamed = Mapping[str, str]


def section_of(questionnaire: Questionnaire, ref: str) -> Section:
    """Raises:
    KeyError: no section holds such a question.
    """
    for section in questionnaire.sections:
        if any(question.ref == ref for question in section.questions):
            return section
    raise KeyError(ref)


def question_of(questionnaire: Questionnaire, ref: str) -> Question:
    """Raises:
    KeyError: there is no such question.
    """
    for question in questionnaire.questions():
        if question.ref == ref:
            return question
    raise KeyError(ref)


def with_section(
    questionnaire: Questionnaire, letter: str, change: Callable[[Section], Section]
) -> Questionnaire:
    sections = tuple(change(one) if one.letter == letter else one for one in questionnaire.sections)
    return replace(questionnaire, sections=sections)


def with_question(
    questionnaire: Questionnaire, ref: str, change: Callable[[Question], Question]
) -> Questionnaire:
    def changed(section: Section) -> Section:
        return replace(
            section, questions=tuple(change(one) if one.ref == ref else one for one in section.questions)
        )

    sections = tuple(
        changed(one) if any(question.ref == ref for question in one.questions) else one
        for one in questionnaire.sections
    )
    return replace(questionnaire, sections=sections)


# ------------------------------------------------------------ sections


def add_section(
    questionnaire: Questionnaire, section: Section, after: str = "", avoid: Collection[str] = ()
) -> tuple[Questionnaire, str]:
    """A section with a letter, a sheet and questions of its own, after the one named or at the end; and its letter."""
    letter = next_letter(questionnaire)
    tab = tab_of(letter, section.title, [one.tab for one in questionnaire.sections])
    place = _place(questionnaire, after) + 1 if after else len(questionnaire.sections)
    empty = replace(section, letter=letter, tab=tab, questions=())
    sections = questionnaire.sections
    made = replace(questionnaire, sections=(*sections[:place], empty, *sections[place:]))
    made, _renamed = add_questions(made, letter, section.questions, avoid=avoid)
    return made, letter


def add_sections(
    questionnaire: Questionnaire, sections: Sequence[Section], avoid: Collection[str] = ()
) -> tuple[Questionnaire, list[str]]:
    """Several at the end, together: a condition goes along where what it hangs on stands in an earlier one of them."""
    made, added = questionnaire, []
    renamed: Renamed = {}
    for section in sections:
        made, letter = add_section(made, replace(section, questions=()), "", avoid)
        made, renamed = add_questions(made, letter, section.questions, avoid=avoid, known=renamed)
        added.append(letter)
    return made, added


def rename_section(questionnaire: Questionnaire, letter: str, title: str) -> Questionnaire:
    """The sheet is called after it, unless it was given a name of its own."""
    others = [one.tab for one in questionnaire.sections if one.letter != letter]

    def change(section: Section) -> Section:
        own = section.tab != tab_of(letter, section.title, others)
        return replace(section, title=title, tab=section.tab if own else tab_of(letter, title, others))

    return with_section(questionnaire, letter, change)


def move_section(questionnaire: Questionnaire, letter: str, by: int) -> Questionnaire:
    """Its letter stays with it: see ``letter_in_order``."""
    place = _place(questionnaire, letter)
    sections = list(questionnaire.sections)
    moved = sections.pop(place)
    sections.insert(max(0, place + by), moved)
    return replace(questionnaire, sections=tuple(sections))


def remove_section(questionnaire: Questionnaire, letter: str) -> Questionnaire:
    left = tuple(section for section in questionnaire.sections if section.letter != letter)
    return replace(questionnaire, sections=left)


def letter_in_order(questionnaire: Questionnaire) -> Questionnaire:
    """Sections become A, B, C as they stand; every question keeps its reference."""
    made: list[Section] = []
    for section, letter in zip(questionnaire.sections, letters(len(questionnaire.sections)), strict=True):
        tab = section.tab
        if letter != section.letter:
            tab = tab_of(letter, section.title, [one.tab for one in made])
        made.append(replace(section, letter=letter, tab=tab))
    return replace(questionnaire, sections=tuple(made))


def number_in_order(questionnaire: Questionnaire) -> tuple[Questionnaire, Renamed]:
    """Sections lettered as they stand, and their questions A1, A2, B1 …; which reference became which."""
    lettered = letter_in_order(questionnaire)
    renamed = {
        question.ref: f"{section.letter}{number}"
        for section in lettered.sections
        for number, question in enumerate(section.questions, 1)
    }
    return renamed_refs(lettered, renamed), {old: new for old, new in renamed.items() if old != new}


def _place(questionnaire: Questionnaire, letter: str) -> int:
    return [section.letter for section in questionnaire.sections].index(letter)


# ------------------------------------------------------------ questions


def add_questions(
    questionnaire: Questionnaire,
    letter: str,
    questions: Sequence[Question],
    after: str = "",
    avoid: Collection[str] = (),
    known: Renamed | None = None,
) -> tuple[Questionnaire, Renamed]:
    """Copies with references of their own, after the question named or at the section's end; old to new reference.

    ``known``: the same of those copied just before, in other sections. A condition goes along where what it hangs on does; else it is let go, for its reference would mean another
    question here.
    """
    made, renamed = questionnaire, dict(known or {})
    for question in questions:
        section = next(one for one in made.sections if one.letter == letter)
        ref = next_ref(made, section, avoid)
        renamed[question.ref] = ref
        copied = _let_go(_renamed(question, renamed), set(renamed.values()))
        made = with_section(made, letter, lambda one, copied=copied, after=after: _put(one, copied, after))  # type: ignore[misc]
        after = ref
    return made, renamed


def left_behind(questions: Sequence[Question]) -> tuple[str, ...]:
    """Which of these, copied elsewhere together, lose the condition they are asked under: their references."""
    along: set[str] = set()
    lost: list[str] = []
    for question in questions:
        if question.shown_if and question.shown_if not in along:
            lost.append(question.ref)
        along.add(question.ref)
    return tuple(lost)


def copy_question(
    questionnaire: Questionnaire, ref: str, avoid: Collection[str] = ()
) -> tuple[Questionnaire, str]:
    """A copy right after it, with its condition; and the copy's reference."""
    question = question_of(questionnaire, ref)
    letter = section_of(questionnaire, ref).letter
    made, renamed = add_questions(questionnaire, letter, [question], after=ref, avoid=avoid)
    new = renamed[ref]
    hangs = ("shown_if", "shown_when", "at_most", "explained_in")
    kept: dict[str, Any] = {name: getattr(question, name) for name in hangs}
    return with_question(made, new, lambda one: replace(one, **kept)), new


def move_question(questionnaire: Questionnaire, ref: str, by: int) -> Questionnaire:
    """One place up (-1) or down (1); past the end of a section, into the next one."""
    sections = list(questionnaire.sections)
    at = next(n for n, one in enumerate(sections) if any(question.ref == ref for question in one.questions))
    questions = list(sections[at].questions)
    place = next(n for n, question in enumerate(questions) if question.ref == ref)
    if 0 <= place + by < len(questions):
        questions.insert(place + by, questions.pop(place))
        sections[at] = replace(sections[at], questions=tuple(questions))
        return replace(questionnaire, sections=tuple(sections))
    if not 0 <= at + by < len(sections):
        return questionnaire
    return move_to_section(questionnaire, ref, sections[at + by].letter, first=by > 0)


def move_to_section(
    questionnaire: Questionnaire, ref: str, letter: str, *, first: bool = False
) -> Questionnaire:
    """To the end of a section, or to its beginning, with its reference."""
    question = question_of(questionnaire, ref)
    left = remove_question(questionnaire, ref)

    def change(section: Section) -> Section:
        rest = section.questions
        return replace(section, questions=(question, *rest) if first else (*rest, question))

    return with_section(left, letter, change)


def remove_question(questionnaire: Questionnaire, ref: str) -> Questionnaire:
    letter = section_of(questionnaire, ref).letter
    return with_section(
        questionnaire,
        letter,
        lambda one: replace(one, questions=tuple(kept for kept in one.questions if kept.ref != ref)),
    )


def renamed_refs(questionnaire: Questionnaire, renamed: Renamed) -> Questionnaire:
    """References changed together, with the rows called after them and the conditions that hang on them."""

    def change(section: Section) -> Section:
        return replace(section, questions=tuple(_renamed(one, renamed) for one in section.questions))

    return replace(questionnaire, sections=tuple(map(change, questionnaire.sections)))


def answer_renamed(
    questionnaire: Questionnaire, ref: str, old: Sequence[str], new: Sequence[str]
) -> Questionnaire:
    """What later questions hang on follows when one answer of ``ref`` was worded anew and nothing else changed."""
    pairs = [(before, after) for before, after in zip(old, new, strict=False) if before != after]
    if len(old) != len(new) or len(pairs) != 1:
        return questionnaire
    [(before, after)] = pairs

    def change(question: Question) -> Question:
        if question.shown_if != ref or before not in question.shown_when:
            return question
        when = tuple(after if one == before else one for one in question.shown_when)
        return replace(question, shown_when=when)

    def within(section: Section) -> Section:
        return replace(section, questions=tuple(map(change, section.questions)))

    return replace(questionnaire, sections=tuple(map(within, questionnaire.sections)))


def _let_go(question: Question, along: set[str]) -> Question:
    """Without what hangs on a question that does not go along."""
    if question.shown_if not in along:
        question = replace(question, shown_if="", shown_when=())
    if question.at_most not in along:
        question = replace(question, at_most="")
    if question.explained_in and question.explained_in.question not in along:
        question = replace(question, explained_in=None)
    return question


def _put(section: Section, question: Question, after: str) -> Section:
    refs = [one.ref for one in section.questions]
    place = refs.index(after) + 1 if after in refs else len(refs)
    return replace(section, questions=(*section.questions[:place], question, *section.questions[place:]))


def _renamed(question: Question, renamed: Renamed) -> Question:
    new = renamed.get(question.ref, question.ref)
    return replace(
        question,
        ref=new,
        rows=tuple(_row_of(row, question.ref, new) for row in question.rows),
        shown_if=renamed.get(question.shown_if, question.shown_if),
        at_most=renamed.get(question.at_most, question.at_most),
        explained_in=_explained(question, renamed),
    )


def _explained(question: Question, renamed: Renamed) -> ExplainedIn | None:
    there = question.explained_in
    return replace(there, question=renamed.get(there.question, there.question)) if there else None


def row_ref_of(row_ref: str, old: str, new: str) -> str:
    """A4.1 of A4 is A5.1 of A5; a row with a name of its own keeps it."""
    return f"{new}{row_ref.removeprefix(old)}" if old and row_ref.startswith(f"{old}.") else row_ref


def _row_of(row: Row, old: str, new: str) -> Row:
    return replace(row, ref=row_ref_of(row.ref, old, new))


def refs_of(questions: Iterable[Question]) -> set[str]:
    return {question.ref for question in questions}
