"""A questionnaire out as a workbook that colleagues draft in, and back as a draft or as a new version of what is there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from assurance_desk.domain.design_read import DraftedDesign
from assurance_desk.domain.file_names import safe_name
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.questionnaire import DRAFT, LIVE, Question, QuestionMap, Questionnaire, Section
from assurance_desk.errors import DeskError
from assurance_desk.services.desk import Desk
from assurance_desk.services.paper_making import write
from assurance_desk.services.questionnaires import suggested_version
from assurance_desk.store import rows
from assurance_desk.texts import _, plural

__all__ = ["bring_in", "bytes_of", "choose", "file_name", "read", "save", "told", "write"]

MOST_BYTES = 50_000_000


class NoReferenceError(DeskError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "The drafted questionnaire has no reference, so nothing was brought in. Type one beside Reference on the "
                "sheet About, such as HTG-2019, and bring the file in again."
            )
        )


def file_name(shown: Questionnaire) -> str:
    return safe_name(_("{ref} version {version} to draft in").format(ref=shown.ref, version=shown.version), ".xlsx")  # fmt: skip


def choose(desk: Desk, wanted: str) -> Questionnaire:
    """The questionnaire of that reference, or reference and version; of several versions the live one, else the newest.

    Raises:
        DeskError: there is none, or several and none was named.
    """
    every = rows.find(desk.db, Questionnaire)
    refs = list(dict.fromkeys(one.ref for one in every))
    if not every:
        raise DeskError(_("This workbook holds no questionnaire yet, so there is nothing to export."))
    if not wanted.strip() and len(refs) > 1:
        words = _("Say which questionnaire with --questionnaire: {refs}. Nothing was written.")
        raise DeskError(words.format(refs=", ".join(refs)))
    ref, _space, version = (wanted.strip() or refs[0]).partition(" ")
    found = [one for one in every if one.ref.casefold() == ref.casefold() and version in ("", one.version)]
    if not found:
        words = _("This workbook has no questionnaire “{ref}”. It has: {refs}.")
        raise DeskError(words.format(ref=wanted.strip(), refs=", ".join(refs)))
    return next((one for one in found if one.status == LIVE), found[-1])


def save(desk: Desk, questionnaire: Questionnaire, path: Path) -> None:
    """The design as a workbook, in this process.

    Raises:
        DeskError: it cannot be written.
    """
    from assurance_desk.excel.design import write_design

    write(path, write_design(questionnaire, desk.clock.today()))


def bytes_of(path: Path) -> bytes:
    """A drafted file's bytes.

    Raises:
        DeskError: it cannot be opened, or is too large.
    """
    try:
        with path.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        words = _(
            "“{name}” could not be opened ({why}); nothing was brought in. Close it elsewhere and try again."
        )
        raise DeskError(words.format(name=path.name, why=error.strerror or error)) from error
    if len(data) > MOST_BYTES:
        words = _(
            "“{name}” is far larger than any questionnaire, so nothing was brought in. Ask for the file again."
        )
        raise DeskError(words.format(name=path.name))
    return data


def read(path: Path) -> DraftedDesign:
    """What is drafted in a file, in this process.

    Raises:
        DeskError: it cannot be opened, is no spreadsheet or holds no table of questions.
    """
    from assurance_desk.progress import Progress
    from assurance_desk.services.design_reading import read_drafted

    return read_drafted(bytes_of(path), path.name, Progress())


def bring_in(desk: Desk, drafted: DraftedDesign) -> Questionnaire:
    """Keeps what was drafted as a draft, one step. Where its reference is here already it is a new version, and each
    question that kept its reference is mapped to the one it was, so that older answers still find it.

    Raises:
        NoReferenceError: it has no reference.
    """
    made = drafted.questionnaire
    if not made.ref.strip():
        raise NoReferenceError
    there = [one for one in rows.find(desk.db, Questionnaire) if one.ref.casefold() == made.ref.casefold()]
    before = there[-1] if there else None
    made = replace(made, id=new_id(), status=DRAFT, issued_on=None)
    maps: list[QuestionMap] = []
    if before is not None:
        made = _following(desk, made, before, {one.version for one in there})
        maps = _maps(before, made)
    with desk.step(
        _("Bring in questionnaire {ref} version {version}").format(ref=made.ref, version=made.version)
    ):
        rows.put(desk.db, made)
        rows.put_many(desk.db, maps)
    return made


def _following(desk: Desk, made: Questionnaire, before: Questionnaire, taken: set[str]) -> Questionnaire:
    """As the next version: what a workbook to draft in does not show stays as it was."""
    version = made.version if made.version not in taken else suggested_version(desk, before.id)
    linked = {one.ref.casefold(): one.recommendation_ids for one in before.questions()}

    def with_links(question: Question) -> Question:
        return replace(question, recommendation_ids=linked.get(question.ref.casefold(), ()))

    sections: tuple[Section, ...] = tuple(
        replace(section, questions=tuple(map(with_links, section.questions))) for section in made.sections
    )
    return replace(
        made, ref=before.ref, version=version, sections=sections, body=before.body, body_word=before.body_word,
        recommendation_id=before.recommendation_id, last_round_id=before.last_round_id,
    )  # fmt: skip


def _maps(before: Questionnaire, made: Questionnaire) -> list[QuestionMap]:
    there = {one.ref.casefold(): one.ref for one in before.questions()}
    return [
        QuestionMap(
            id=new_id(), questionnaire_ref=made.ref, from_version=before.version, to_version=made.version,
            from_question=there[one.ref.casefold()], to_question=one.ref,
        )
        for one in made.questions()
        if one.ref.casefold() in there
    ]  # fmt: skip


def told(drafted: DraftedDesign) -> str:
    """How much there is: 7 sections, 41 questions."""
    questionnaire = drafted.questionnaire
    sections = plural("{n} section", "{n} sections", len(questionnaire.sections))
    questions = plural("{n} question", "{n} questions", len(questionnaire.questions()))
    return f"{sections}, {questions}"
