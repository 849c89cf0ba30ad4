"""Chasers drafted as e-mails and letters: planned here, written by the worker, kept as drafts in one step.

A draft has told nobody: it moves the schedule on once it is marked as sent.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assurance_desk.domain.chasing import LETTER, ChasingStep
from assurance_desk.domain.file_names import unique_names
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.letters import ChaseFiles, Letter
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import DRAFTED, Chaser, Return
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.services import chase_fields, chase_text, chasing, embargo, issued_again, messages
from assurance_desk.services.desk import Desk
from assurance_desk.services.issuing_folder import move_back, move_in
from assurance_desk.services.message_recipients import Addressees
from assurance_desk.services.replies import Reply
from assurance_desk.store import rows
from assurance_desk.texts import _, plural

if TYPE_CHECKING:
    from assurance_desk.domain.addressees import Addressee
    from assurance_desk.domain.mail_draft import MailDraft
    from assurance_desk.domain.prefill import Recipient

Make = Callable[[ChaseFiles, Path, Progress], object]


class NothingToDraftError(DeskError):
    def __init__(self, without: Sequence[str]) -> None:
        words = _("There is nothing to draft today, so no file was made.")
        if without:
            words = _(
                "Nobody with an e-mail address is known for {names}, so no file was made. Add a contact on the "
                "Organisations page."
            ).format(names=", ".join(without))
        super().__init__(words)


@dataclass(frozen=True, slots=True)
class Drafted:
    """One message to be: the return it is about, the step it is, whom it is to, its file."""

    record: Return
    step: ChasingStep
    who: str
    file_name: str


@dataclass(frozen=True, slots=True)
class ChasePlan:
    """``copies`` are the files in order; ``without``: names of those who have no address to write to."""

    copies: tuple[Drafted, ...]
    files: ChaseFiles
    without: tuple[str, ...]

    @property
    def file_names(self) -> Sequence[str]:
        return [one.file_name for one in self.copies]


def ready(found: Sequence[Reply]) -> list[Reply]:
    """Those whose step due today is an e-mail or a letter."""
    return [one for one in found if one.step and one.step.step.drafted]


def plan(desk: Desk, asked: Questionnaire, found: Sequence[Reply]) -> ChasePlan:
    """A message for each of these whose step due is written; nothing is written yet.

    Raises:
        DeskError: there is none to write, or a wording names a field we do not know.
    """
    who = Addressees(desk, asked.recipient_role)
    marking = embargo.marking(desk, asked)
    base = chase_fields.Base(desk, asked, marking)
    made: list[tuple[Reply, ChasingStep, Addressee]] = []
    without: list[str] = []
    for one in ready(found):
        assert one.step
        to = who.of(one.record.organisation_id, one.record.service_id)
        if one.step.step.kind != LETTER and not messages.usable(to.email):
            without.append(one.record.name)
        else:
            made.append((one, one.step.step, to))
    if not made:
        raise NothingToDraftError(without)
    names = _names(desk, asked, made)
    mails = tuple(
        _mail(desk, base, *each, name)
        for each, name in zip(made, names, strict=True)
        if each[1].kind != LETTER
    )
    letters = tuple(
        _letter(desk, base, *each, name)
        for each, name in zip(made, names, strict=True)
        if each[1].kind == LETTER
    )
    copies = tuple(
        Drafted(one.record, step, chase_fields.who_words(to.contact), name)
        for (one, step, to), name in zip(made, names, strict=True)
    )
    files = ChaseFiles(
        mails, letters, desk.clock.now().astimezone(), replace(asked, marking=marking),
        _books(desk, asked, zip(made, names, strict=True), marking),
    )  # fmt: skip
    return ChasePlan(copies, files, tuple(without))


def _books(
    desk: Desk,
    asked: Questionnaire,
    named: Iterable[tuple[tuple[Reply, ChasingStep, Addressee], str]],
    marking: str,
) -> dict[str, tuple[Recipient, str]]:
    """The questionnaire once more for each e-mail, by the e-mail's file name."""
    to = {one.record.id: (one.record, name) for (one, step, _to), name in named if step.kind != LETTER}
    made = issued_again.books(desk, asked, [record for record, _name in to.values()], marking)
    return {name: made[one] for one, (_record, name) in to.items()}


def _names(
    desk: Desk, asked: Questionnaire, made: Sequence[tuple[Reply, ChasingStep, Addressee]]
) -> list[str]:
    day = desk.clock.today().isoformat()
    found = unique_names(
        f"{asked.ref} {one.record.ref} {_(step.name)} {day} {one.record.name}" for one, step, _to in made
    )
    endings = (".docx" if step.kind == LETTER else ".eml" for _one, step, _to in made)
    return [name + ending for name, ending in zip(found, endings, strict=True)]


def _mail(
    desk: Desk, base: chase_fields.Base, one: Reply, step: ChasingStep, to: Addressee, name: str
) -> MailDraft:
    from assurance_desk.domain.mail_draft import MailDraft

    subject, body = chase_text.filled_for(desk, base, one, step, to.contact)
    return MailDraft(
        to_name=(to.contact.name or to.contact.role) if to.contact else "",
        to_email=to.email,
        subject=subject,
        body=body,
        marking=base.marking,
        sender=messages.sender(desk),
        file_name=name,
    )


def _letter(
    desk: Desk, base: chase_fields.Base, one: Reply, step: ChasingStep, to: Addressee, name: str
) -> Letter:
    subject, body = chase_text.filled_for(desk, base, one, step, to.contact)
    contact = to.contact
    address = (
        contact.name if contact else "",
        contact.role if contact else "",
        base.organisation(one.record),
    )
    return Letter(
        body=base.body,
        contact=base.contact_lines,
        marking=base.marking,
        on=desk.clock.today(),
        reference=f"{base.asked.ref} / {one.record.ref}",
        address=tuple(line for line in address if line),
        subject=subject,
        text=body,
        file_name=name,
    )


# ------------------------------------------------------------------ written and kept


def make_files(made: ChasePlan, folder: Path, progress: Progress, make: Make | None = None) -> Path:
    """Into a new folder inside ``folder``, which is returned. Does not touch the workbook.

    Raises:
        DeskError: the disk refused.
        Cancelled: the user stopped it; what was made is removed.
    """
    staged: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        staged = Path(tempfile.mkdtemp(prefix=".drafting-", dir=folder))
        (make or _make_here)(made.files, staged, progress)
    except BaseException as error:
        if staged:
            shutil.rmtree(staged, ignore_errors=True)
        if isinstance(error, OSError):
            raise FolderRefusedError(folder, error) from error
        raise
    return staged


def _make_here(files: ChaseFiles, folder: Path, progress: Progress) -> object:
    from assurance_desk.services.chase_files import write_chasers

    return write_chasers(files, folder, progress)


class FolderRefusedError(DeskError):
    def __init__(self, folder: Path, error: OSError) -> None:
        super().__init__(
            _(
                "The drafts could not be written to “{path}” ({reason}), so nothing was drafted. Choose another folder."
            ).format(path=folder, reason=error.strerror or error)
        )


def keep(desk: Desk, made: ChasePlan, staged: Path, folder: Path) -> list[Path]:
    """The files in place and the log's lines, both or neither. A message drafted again takes the older draft's place.

    Raises:
        DeskError: the workbook or the disk refused.
    """
    moved: list[tuple[Path, Path | None]] = []
    try:
        with desk.step(label(made)):
            rows.put_many(desk.db, [_line(desk, one) for one in made.copies])
            move_in(made, staged, folder, moved)
    except BaseException as error:
        move_back(moved)
        if isinstance(error, OSError):
            raise FolderRefusedError(folder, error) from error
        raise
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return [folder / one.file_name for one in made.copies]


def label(made: ChasePlan) -> str:
    if len(made.copies) == 1:
        one = made.copies[0]
        return _("Draft {step} to {name}").format(step=_(one.step.name), name=one.record.name)
    return plural("Draft {n} message", "Draft {n} messages", len(made.copies))


def _line(desk: Desk, one: Drafted) -> Chaser:
    today = desk.clock.today()
    fresh = Chaser(id=new_id(), return_id=one.record.id, on=today, how=one.step.name, step_id=one.step.id)
    before = chasing.draft_of(desk, one.record, one.step) or fresh
    return replace(before, on=today, state=DRAFTED, who=one.who, drafted_on=today)


def draft(desk: Desk, asked: Questionnaire, found: Sequence[Reply], folder: Path) -> list[Path]:
    """Planned, written and kept in this process.

    Raises:
        DeskError: as ``plan``, ``make_files`` and ``keep``.
    """
    made = plan(desk, asked, found)
    return keep(desk, made, make_files(made, folder, Progress()), folder)
