"""Questionnaires: designing a version, and making it live or closed. Issuing one is in ``issuing``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from assurance_desk.domain.covering import unsettled
from assurance_desk.domain.design import cannot_be_kept, check_design
from assurance_desk.domain.design_edits import refs_of, with_section
from assurance_desk.domain.fields import edited
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.questionnaire import (
    CLOSED,
    DRAFT,
    LIVE,
    QuestionMap,
    Questionnaire,
)
from assurance_desk.domain.questionnaire_json import (
    question_maps_from_json,
    questionnaire_from_json,
    questionnaire_to_json,
)
from assurance_desk.errors import DeskError
from assurance_desk.paths import resources
from assurance_desk.services.desk import Desk
from assurance_desk.services.issuing import issue, issued_copies, plan_issue
from assurance_desk.store import rows
from assurance_desk.store.lists import questionnaires as lists
from assurance_desk.store.lists.questionnaires import AskedRow, QuestionnaireRow
from assurance_desk.texts import _
from assurance_desk.whole_file import write_whole

__all__ = [
    "AskedRow",
    "QuestionnaireRow",
    "add_questionnaire",
    "asked",
    "draft_of",
    "edit_field",
    "edit_questionnaire",
    "edit_section",
    "example",
    "issue",
    "issued_copies",
    "keep_draft",
    "make_version",
    "plan_issue",
    "question_maps_from_json",
    "questionnaire",
    "questionnaire_from_json",
    "questionnaire_to_json",
    "read_file",
    "save_file",
    "set_status",
    "suggested_version",
    "table",
]


class NotADraftError(DeskError):
    def __init__(self, questionnaire: Questionnaire) -> None:
        super().__init__(
            _(
                "{ref} version {version} has been issued and stays as it is. Make a new version and change that."
            ).format(ref=questionnaire.ref, version=questionnaire.version)
        )


class SameVersionError(DeskError):
    def __init__(self, ref: str, version: str) -> None:
        super().__init__(
            _(
                "There is a {ref} version {version} already; nothing was changed. Give it another version."
            ).format(ref=ref, version=version)
        )


class DesignError(DeskError):
    """What was typed would make a questionnaire that cannot be kept, or one that is no draft and cannot be issued."""

    def __init__(self, problem: str) -> None:
        super().__init__(_("{problem} Nothing was changed.").format(problem=problem))


def table(desk: Desk) -> list[QuestionnaireRow]:
    """Every version, newest first within a reference."""
    return lists.table(desk.db)


def asked(desk: Desk, questionnaire_id: str) -> list[AskedRow]:
    """The copies issued, and where each stands."""
    return lists.asked(desk.db, questionnaire_id)


def questionnaire(desk: Desk, questionnaire_id: str) -> Questionnaire | None:
    return rows.one(desk.db, Questionnaire, id=questionnaire_id)


def add_questionnaire(desk: Desk, added: Questionnaire, maps: tuple[QuestionMap, ...] = ()) -> Questionnaire:
    """Keeps a whole questionnaire, with where an older version's questions stand in it, as one step.

    Raises:
        DeskError: that version is there already, it is live and could not be issued, or not even kept as a draft.
    """
    _refuse_same(desk, added.ref, added.version)
    if added.status == DRAFT:
        _refuse_what_cannot_be_kept(added)
    else:
        _refuse_problems(added)
    with desk.step(
        _("Add questionnaire {ref} version {version}").format(ref=added.ref, version=added.version)
    ):
        rows.put(desk.db, added)
        rows.put_many(desk.db, maps)
    return added


def example() -> Questionnaire:
    """The housing training questionnaire that ships with the program, to start from."""
    return read_file(resources() / "sample" / "htg_2019_v1_0.json")


def read_file(path: Path) -> Questionnaire:
    """A questionnaire out of a file ``save_file`` wrote.

    Raises:
        DeskError: it cannot be read, or is no questionnaire.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DeskError(
            _(
                "“{name}” cannot be read as a questionnaire. Nothing was changed; ask for the file again."
            ).format(name=path.name)
        ) from error
    return questionnaire_from_json(text)


def save_file(saved: Questionnaire, path: Path) -> None:
    """The design as a file another workbook can bring in; it appears whole or not at all.

    Raises:
        DeskError: it cannot be written.
    """
    try:
        write_whole(path, questionnaire_to_json(saved).encode("utf-8"))
    except OSError as error:
        raise DeskError(
            _("“{name}” could not be written ({reason}). Choose another place.").format(
                name=path.name, reason=error.strerror or str(error)
            )
        ) from error


def edit_questionnaire(desk: Desk, questionnaire_id: str, **fields: Any) -> Questionnaire:
    """Changes fields of the cover (title, why, due_on …) of a draft.

    Raises:
        DeskError: it is no draft, or that version is there already.
    """
    before = draft_of(desk, questionnaire_id)
    return keep_draft(
        desk, before, replace(before, **fields), _("Edit questionnaire {ref}").format(ref=before.ref)
    )


def edit_field(desk: Desk, record: Questionnaire, name: str, typed: str) -> Questionnaire:
    """Keeps what was typed in one field of a draft's cover.

    Raises:
        DeskError: it is no draft, or what was typed cannot stand there.
    """
    before = draft_of(desk, record.id)
    return keep_draft(
        desk, before, edited(before, name, typed), _("Edit questionnaire {ref}").format(ref=before.ref)
    )


def edit_section(desk: Desk, questionnaire_id: str, letter: str, **fields: Any) -> Questionnaire:
    """Changes a section's title, introduction or who may know.

    Raises:
        DeskError: as above.
    """
    before = draft_of(desk, questionnaire_id)
    after = with_section(before, letter, lambda section: replace(section, **fields))
    return keep_draft(desk, before, after, _("Edit section {letter}").format(letter=letter))


def make_version(desk: Desk, questionnaire_id: str, version: str) -> Questionnaire:
    """A draft that begins as a copy, each question mapped to itself so that older answers still find it.

    Answers given in versions before that one follow too: what its own map says of them holds for the copy.

    Raises:
        DeskError: that version is there already.
    """
    before = _there(desk, questionnaire_id)
    version = version.strip()
    _refuse_same(desk, before.ref, version)
    after = replace(unsettled(before), id=new_id(), version=version, status=DRAFT, issued_on=None)
    maps = [
        QuestionMap(
            id=new_id(),
            questionnaire_ref=before.ref,
            from_version=before.version,
            to_version=version,
            from_question=question.ref,
            to_question=question.ref,
        )
        for question in before.questions()
    ]
    maps += [
        replace(one, id=new_id(), to_version=version)
        for one in rows.find(desk.db, QuestionMap, questionnaire_ref=before.ref, to_version=before.version)
    ]
    with desk.step(_("Make {ref} version {version}").format(ref=before.ref, version=version)):
        rows.put(desk.db, after)
        rows.put_many(desk.db, maps)
    return after


def set_status(
    desk: Desk, questionnaire_id: str, status: str, closes: Sequence[Questionnaire] = ()
) -> Questionnaire:
    """Makes a draft live, a live one closed, or a closed one live again. ``closes``: other versions, closed in the same
    step.

    Raises:
        DeskError: it has been issued and cannot be a draft again, or its design cannot be issued.
    """
    before = _there(desk, questionnaire_id)
    if status == before.status:
        return before
    if status == DRAFT:
        raise NotADraftError(before)
    if status == LIVE:
        _refuse_problems(before)
    words = {LIVE: _("Make {ref} live"), CLOSED: _("Close {ref}")}[status]
    after = replace(before, status=status)
    label = words.format(ref=f"{before.ref} {before.version}")
    if closes:
        older = ", ".join(one.version for one in closes)
        label = _("{what} and close version {older}").format(what=label, older=older)
    with desk.step(label):
        rows.put_many(desk.db, [after, *(replace(one, status=CLOSED) for one in closes)])
    return after


def suggested_version(desk: Desk, questionnaire_id: str) -> str:
    """The next free version number: 1.0 gives 1.1."""
    before = _there(desk, questionnaire_id)
    taken = {one.version for one in rows.find(desk.db, Questionnaire, ref=before.ref)}
    head, dot, tail = before.version.rpartition(".")
    number = int(tail) if tail.isdecimal() else 0
    while True:
        number += 1
        version = f"{head}{dot}{number}" if dot else f"{before.version}.{number}"
        if version not in taken:
            return version


def keep_draft(
    desk: Desk,
    before: Questionnaire,
    after: Questionnaire,
    label: str,
    renamed: Mapping[str, str] | None = None,
) -> Questionnaire:
    """A draft as it was changed, and what older versions' questions lead to with it, as one step.

    ``renamed``: references that became others; an older question that led to one follows it. One that led to a
    question that is no longer there leads nowhere.

    Raises:
        DeskError: it has questions that cannot be told apart, or that version is there already.
    """
    if after == before:
        return before
    if (after.ref, after.version) != (before.ref, before.version):
        _refuse_same(desk, after.ref, after.version)
    _refuse_what_cannot_be_kept(after)
    with desk.step(label):
        rows.put(desk.db, after)
        rows.put_many(desk.db, _maps_after(desk, before, after, renamed or {}))
    return after


def _maps_after(
    desk: Desk, before: Questionnaire, after: Questionnaire, renamed: Mapping[str, str]
) -> list[QuestionMap]:
    there = refs_of(after.questions())
    changed = []
    for one in rows.find(desk.db, QuestionMap, questionnaire_ref=before.ref, to_version=before.version):
        to = renamed.get(one.to_question, one.to_question)
        now = replace(one, to_version=after.version, to_question=to if to in there else "")
        if now != one:
            changed.append(now)
    return changed


def _there(desk: Desk, questionnaire_id: str) -> Questionnaire:
    found = rows.one(desk.db, Questionnaire, id=questionnaire_id)
    if found is None:
        raise DeskError(
            _("This questionnaire is no longer in the workbook, so nothing was changed. Look at History.")
        )
    return found


def draft_of(desk: Desk, questionnaire_id: str) -> Questionnaire:
    """Raises:
    DeskError: it is no draft, or no longer there.
    """
    found = _there(desk, questionnaire_id)
    if found.status != DRAFT:
        raise NotADraftError(found)
    return found


def _refuse_same(desk: Desk, ref: str, version: str) -> None:
    if rows.one(desk.db, Questionnaire, ref=ref, version=version):
        raise SameVersionError(ref, version)


def _refuse_problems(questionnaire: Questionnaire) -> None:
    for problem in check_design(questionnaire):
        raise DesignError(problem)


def _refuse_what_cannot_be_kept(questionnaire: Questionnaire) -> None:
    for problem in cannot_be_kept(questionnaire):
        raise DesignError(problem)
