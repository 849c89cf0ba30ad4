"""A draft's sections and questions: made, worded, ordered, copied, removed. Each is one step, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from assurance_desk.domain import design_edits as edits
from assurance_desk.domain.covering import unsettled
from assurance_desk.domain.design import Problem, design_problems
from assurance_desk.domain.design_checks import Check, Offer, checks_of, checks_offered
from assurance_desk.domain.design_conditions import answers_of, deciding_before
from assurance_desk.domain.design_kinds import as_kind, goes_with_columns, goes_with_kind, new_question
from assurance_desk.domain.design_names import next_ref
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.questionnaire import (
    DRAFT,
    Question,
    QuestionMap,
    Questionnaire,
    Section,
)
from assurance_desk.errors import DeskError
from assurance_desk.services import organisations
from assurance_desk.services.desk import Desk
from assurance_desk.services.questionnaires import draft_of, keep_draft
from assurance_desk.store import rows
from assurance_desk.texts import _, plural

__all__ = [
    "Check",
    "Offer",
    "Questionnaire",
    "answers_of",
    "checks_of",
    "checks_offered",
    "deciding_before",
    "goes_with_columns",
    "goes_with_kind",
    "left_behind",
    "problems",
    "question_of",
]

question_of, left_behind = edits.question_of, edits.left_behind


class ReferenceStaysError(DeskError):
    def __init__(self, questionnaire: Questionnaire) -> None:
        super().__init__(
            _(
                "There are other versions of {ref}, whose answers hang on that reference, so it stays. Start a new "
                "questionnaire from it instead."
            ).format(ref=questionnaire.ref)
        )


def problems(questionnaire: Questionnaire) -> tuple[Problem, ...]:
    """What stands in the way of issuing it, each with where it is put right."""
    return design_problems(questionnaire)


def as_typed(questionnaire: Questionnaire, question: Question) -> Questionnaire:
    """The design as it would be with one question as it is being typed; nothing is kept."""
    return edits.with_question(questionnaire, question.ref, lambda _was: question)


def suggested_ref(desk: Desk) -> str:
    """Q1-2019 for the first questionnaire begun in 2019, unless that is taken."""
    taken = {one.ref.casefold() for one in rows.find(desk.db, Questionnaire)}
    year, number = desk.clock.today().year, 1
    while f"q{number}-{year}" in taken:
        number += 1
    return f"Q{number}-{year}"


def begin(desk: Desk, title: str = "") -> Questionnaire:
    """A new questionnaire from nothing: a reference, a section and a question to be worded."""
    asked = new_question("A1")
    made = Questionnaire(
        id=new_id(),
        ref=suggested_ref(desk),
        version="1.0",
        title=title,
        body=organisations.body_name(desk),
        body_word=organisations.body_own_word(desk),
        sections=(
            Section(letter="A", title=_("First section"), tab=f"A {_('First section')}", questions=(asked,)),
        ),
    )
    with desk.step(_("Begin questionnaire {ref}").format(ref=made.ref)):
        rows.put(desk.db, made)
    return made


def begin_from(desk: Desk, source: Questionnaire) -> Questionnaire:
    """A draft of its own like the one given, under a reference that is free; it answers for no older version."""
    taken = {one.ref.casefold() for one in rows.find(desk.db, Questionnaire)}
    ref, number = source.ref, 2
    while ref.casefold() in taken:
        ref, number = f"{source.ref}-{number}", number + 1
    made = replace(
        unsettled(source),
        id=new_id(),
        ref=ref,
        version="1.0",
        status=DRAFT,
        body=organisations.body_name(desk) or source.body,
        body_word=organisations.body_own_word(desk),
        issued_on=None,
        due_on=None,
        counted_on=None,
        board_on=None,
        last_round_id=None,
        round="",
    )
    with desk.step(_("Begin questionnaire {ref}").format(ref=made.ref)):
        rows.put(desk.db, made)
    return made


def remove_draft(desk: Desk, questionnaire_id: str) -> None:
    """Takes a draft out, with what older versions' questions led to in it.

    Raises:
        DeskError: it is no draft.
    """
    draft = draft_of(desk, questionnaire_id)
    with desk.step(_("Remove draft {ref} {version}").format(ref=draft.ref, version=draft.version)):
        for one in rows.find(desk.db, QuestionMap, questionnaire_ref=draft.ref, to_version=draft.version):
            rows.remove(desk.db, one)
        rows.remove(desk.db, draft)


def rename(desk: Desk, questionnaire_id: str, ref: str) -> Questionnaire:
    """Another reference for a questionnaire that has one version only.

    Raises:
        DeskError: it is no draft, has other versions, or the reference is taken.
    """
    before = draft_of(desk, questionnaire_id)
    if ref != before.ref and len(rows.find(desk.db, Questionnaire, ref=before.ref)) > 1:
        raise ReferenceStaysError(before)
    return keep_draft(
        desk, before, replace(before, ref=ref.strip()), _("Rename {ref}").format(ref=before.ref)
    )


# ------------------------------------------------------------ sections


def add_section(
    desk: Desk, questionnaire_id: str, title: str = "", after: str = ""
) -> tuple[Questionnaire, str]:
    """A section with one question to be worded; and its letter."""
    before = draft_of(desk, questionnaire_id)
    empty = Section(letter="", title=title or _("New section"), tab="", questions=(new_question("A1"),))
    made, letter = edits.add_section(before, empty, after, _avoid(desk, before))
    return keep_draft(desk, before, made, _("Add section {letter}").format(letter=letter)), letter


def rename_section(desk: Desk, questionnaire_id: str, letter: str, title: str) -> Questionnaire:
    label = _("Rename section {letter}").format(letter=letter)
    return _changed(desk, questionnaire_id, label, lambda one: edits.rename_section(one, letter, title))


def move_section(desk: Desk, questionnaire_id: str, letter: str, by: int) -> Questionnaire:
    label = _("Move section {letter}").format(letter=letter)
    return _changed(desk, questionnaire_id, label, lambda one: edits.move_section(one, letter, by))


def copy_section(desk: Desk, questionnaire_id: str, letter: str) -> tuple[Questionnaire, str]:
    """A copy right after it, under a letter of its own."""
    before = draft_of(desk, questionnaire_id)
    section = _section(before, letter)
    copied = replace(section, title=_("{title} (copy)").format(title=section.title))
    made, new = edits.add_section(before, copied, letter, _avoid(desk, before))
    return keep_draft(desk, before, made, _("Copy section {letter}").format(letter=letter)), new


def remove_section(desk: Desk, questionnaire_id: str, letter: str) -> Questionnaire:
    label = _("Remove section {letter}").format(letter=letter)
    return _changed(desk, questionnaire_id, label, lambda one: edits.remove_section(one, letter))


def letter_in_order(desk: Desk, questionnaire_id: str) -> Questionnaire:
    return _changed(desk, questionnaire_id, _("Letter the sections in order"), edits.letter_in_order)


def number_in_order(desk: Desk, questionnaire_id: str) -> Questionnaire:
    """Sections A, B, C and questions A1, A2, B1 as they stand; older answers follow them."""
    before = draft_of(desk, questionnaire_id)
    made, renamed = edits.number_in_order(before)
    return keep_draft(desk, before, made, _("Number the questions in order"), renamed)


# ------------------------------------------------------------ questions


def add_question(
    desk: Desk, questionnaire_id: str, letter: str, kind: str = "yes_no", after: str = ""
) -> tuple[Questionnaire, str]:
    """A question to be worded, after the one named or at the section's end; and its reference."""
    before = draft_of(desk, questionnaire_id)
    ref = next_ref(before, _section(before, letter), _avoid(desk, before))
    made, renamed = edits.add_questions(
        before, letter, [new_question(ref, kind)], after, _avoid(desk, before)
    )
    return keep_draft(desk, before, made, _("Add question {ref}").format(ref=ref)), renamed[ref]


def add_copies(
    desk: Desk, questionnaire_id: str, letter: str, questions: Sequence[Question], after: str = ""
) -> tuple[Questionnaire, list[str]]:
    """Questions of another questionnaire, under references of this one; and those references."""
    before = draft_of(desk, questionnaire_id)
    made, renamed = edits.add_questions(before, letter, questions, after, _avoid(desk, before))
    words = plural("Add {n} question", "Add {n} questions", len(questions))
    return keep_draft(desk, before, made, words), list(renamed.values())


def add_section_copies(
    desk: Desk, questionnaire_id: str, source: Questionnaire, wanted: Collection[str]
) -> tuple[Questionnaire, list[str]]:
    """The wanted questions of another questionnaire, in sections of their own like theirs; and their letters."""
    before = draft_of(desk, questionnaire_id)
    kept = [
        replace(section, questions=tuple(one for one in section.questions if one.ref in wanted))
        for section in source.sections
    ]
    made, added = edits.add_sections(before, [one for one in kept if one.questions], _avoid(desk, before))
    words = plural("Add {n} section", "Add {n} sections", len(added))
    return keep_draft(desk, before, made, words), added


def copy_question(desk: Desk, questionnaire_id: str, ref: str) -> tuple[Questionnaire, str]:
    before = draft_of(desk, questionnaire_id)
    made, new = edits.copy_question(before, ref, _avoid(desk, before))
    return keep_draft(desk, before, made, _("Copy question {ref}").format(ref=ref)), new


def move_question(desk: Desk, questionnaire_id: str, ref: str, by: int) -> Questionnaire:
    label = _("Move question {ref}").format(ref=ref)
    return _changed(desk, questionnaire_id, label, lambda one: edits.move_question(one, ref, by))


def move_to_section(desk: Desk, questionnaire_id: str, ref: str, letter: str) -> Questionnaire:
    label = _("Move question {ref} to section {letter}").format(ref=ref, letter=letter)
    return _changed(desk, questionnaire_id, label, lambda one: edits.move_to_section(one, ref, letter))


def remove_question(desk: Desk, questionnaire_id: str, ref: str) -> Questionnaire:
    label = _("Remove question {ref}").format(ref=ref)
    return _changed(desk, questionnaire_id, label, lambda one: edits.remove_question(one, ref))


def rename_question(desk: Desk, questionnaire_id: str, ref: str, new: str) -> Questionnaire:
    """Another reference; conditions that hang on it and older versions' answers follow."""
    before = draft_of(desk, questionnaire_id)
    new = new.strip()
    made = edits.renamed_refs(before, {ref: new})
    return keep_draft(
        desk, before, made, _("Rename question {ref} to {new}").format(ref=ref, new=new), {ref: new}
    )


def change_question(desk: Desk, questionnaire_id: str, changed: Question, label: str = "") -> Questionnaire:
    """A question as it was changed, its reference the same; where one of its answers was worded anew, later
    conditions follow.
    """
    before = draft_of(desk, questionnaire_id)
    was = edits.question_of(before, changed.ref)
    made = edits.with_question(before, changed.ref, lambda _was: changed)
    made = edits.answer_renamed(made, changed.ref, answers_of(was), answers_of(changed))
    return keep_draft(desk, before, made, label or _("Edit question {ref}").format(ref=changed.ref))


def change_kind(desk: Desk, questionnaire_id: str, ref: str, kind: str) -> Questionnaire:
    label = _("Change the type of question {ref}").format(ref=ref)

    def change(one: Questionnaire) -> Questionnaire:
        return edits.with_question(one, ref, lambda question: as_kind(question, kind))

    return _changed(desk, questionnaire_id, label, change)


def _changed(
    desk: Desk, questionnaire_id: str, label: str, change: Callable[[Questionnaire], Questionnaire]
) -> Questionnaire:
    before = draft_of(desk, questionnaire_id)
    return keep_draft(desk, before, change(before), label)


def _section(questionnaire: Questionnaire, letter: str) -> Section:
    for section in questionnaire.sections:
        if section.letter == letter:
            return section
    raise DeskError(
        _("Section {letter} is no longer there, so nothing was changed. Choose another.").format(
            letter=letter
        )
    )


def _avoid(desk: Desk, questionnaire: Questionnaire) -> set[str]:
    """References of other versions: given to a new question, they would take old answers for its own."""
    others = rows.find(desk.db, Questionnaire, ref=questionnaire.ref)
    return {question.ref for one in others if one.id != questionnaire.id for question in one.questions()}
