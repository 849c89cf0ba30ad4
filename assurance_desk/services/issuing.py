"""Issuing a questionnaire: a file and a return for each organisation or service, all of it or nothing.

In three parts, since files are made away from the workbook: ``plan_issue`` reads the desk, ``make_files`` writes into
a folder of its own, ``keep_issue`` puts the files in place and keeps the returns as one step.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assurance_desk.domain.codes import MOST, make_code
from assurance_desk.domain.covering import printed_words
from assurance_desk.domain.design import check_design
from assurance_desk.domain.file_names import unique_names
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.on_its_way import drafted_again
from assurance_desk.domain.organisations import Organisation, Service
from assurance_desk.domain.prefill import Recipient, known_answers, nobody
from assurance_desk.domain.questionnaire import CLOSED, DRAFT, LIVE, Questionnaire
from assurance_desk.domain.returns import Return
from assurance_desk.progress import Progress
from assurance_desk.services import blank_copies, carry_forward, embargo, messages
from assurance_desk.services.desk import Desk
from assurance_desk.services.issuing_folder import check_folder, disk_refused, in_the_way, move_back, move_in
from assurance_desk.services.issuing_whom import NotIssuedError, copies_wanted, everyone, suggested
from assurance_desk.services.messages import DRAFTS, FILES, Mailing
from assurance_desk.services.organisations import body_own_word
from assurance_desk.store import rows
from assurance_desk.store.lists import questionnaires as lists
from assurance_desk.texts import _, plural

if TYPE_CHECKING:
    from assurance_desk.domain.mail_draft import MailDraft

__all__ = ["NotIssuedError", "check_folder", "everyone", "in_the_way", "suggested"]


@dataclass(frozen=True, slots=True)
class Copy:
    """One file to be: its return as it will be kept, whose it is, and what it is called.

    ``carried``: what of last round's answers stands in it, see ``carry_forward``.
    """

    record: Return
    organisation: Organisation
    service: Service | None
    recipient: Recipient
    file_name: str
    carried: str = ""

    @property
    def organisation_ref(self) -> str:
        return self.organisation.ref

    @property
    def going(self) -> messages.Going:
        service = self.service.name if self.service else ""
        return messages.Going(self.record, self.organisation.name, service, self.file_name)


@dataclass(frozen=True, slots=True)
class IssuePlan:
    """``questionnaire`` as it will be kept: live, with its day of issue. ``marking``: what stands on its files.
    ``mailing``: what goes with the files, where they are not simply written. ``closes``: older versions, closed with it.
    """

    questionnaire: Questionnaire
    copies: tuple[Copy, ...]
    marking: str
    mailing: Mailing | None = None
    closes: tuple[Questionnaire, ...] = ()

    @property
    def file_names(self) -> Sequence[str]:
        """Of everything that goes into the folder."""
        books = [copy.file_name for copy in self.copies]
        return [*books, *self.mailing.file_names] if self.mailing else books

    @property
    def drafts(self) -> int:
        """How many e-mails are drafted."""
        return len(self.mailing.messages) if self.mailing and self.mailing.how == DRAFTS else 0

    @property
    def written(self) -> Questionnaire:
        """As its files say it: under an embargo they are marked so."""
        return replace(self.questionnaire, marking=self.marking)

    @property
    def organisations(self) -> int:
        return len({copy.organisation_ref for copy in self.copies})


@dataclass(frozen=True, slots=True)
class IssuedFile:
    """``service`` is None where the return covers the whole organisation; ``draft`` where no e-mail was made for it."""

    organisation: str
    service: Service | None
    path: Path
    ref: str = ""
    draft: MailDraft | None = None


Make = Callable[[Questionnaire, Sequence[tuple[Recipient, str]], Path, Progress], object]


def issue(
    desk: Desk,
    questionnaire_ref: str,
    folder: Path,
    organisations: Sequence[str] | None = None,
    progress: Progress | None = None,
    *,
    overwrite: bool = False,
    how: str = FILES,
    sender: str = "",
    closes: Sequence[Questionnaire] = (),
) -> list[IssuedFile]:
    """Writes a file for each return into ``folder`` and keeps the returns, whole or not at all.

    ``questionnaire_ref`` may name a version ("HTG-2019 1.0"); else the live one is issued, or the newest draft.
    ``organisations`` are references, also of returns ("O06a"); None asks again everyone asked before, or else everyone
    on the register. Issuing again keeps each return's code. ``how`` and ``sender`` as for ``plan_issue``;
    ``closes``: other versions, closed in the same step.

    Raises:
        DeskError: nothing was issued, and why.
        Cancelled: the user stopped it; nothing was issued.
    """
    plan = replace(plan_issue(desk, questionnaire_ref, organisations, how, sender), closes=tuple(closes))
    check_folder(plan, folder, overwrite=overwrite)
    staged = make_files(plan, folder, progress or Progress())
    return keep_issue(desk, plan, staged, folder, overwrite=overwrite)


def plan_issue(
    desk: Desk,
    questionnaire_ref: str,
    organisations: Sequence[str] | None = None,
    how: str = FILES,
    sender: str = "",
) -> IssuePlan:
    """Who gets what, with codes; nothing is written.

    ``how``: FILES alone, or with them DRAFTS of e-mails or a mailing LIST. ``sender``: what drafts are from.

    Raises:
        DeskError: there is no such questionnaire, it is closed or faulty, or there is nobody to ask.
    """
    questionnaire = find_version(desk, questionnaire_ref)
    if questionnaire.status == CLOSED:
        raise NotIssuedError(_("{ref} is closed.").format(ref=questionnaire.ref))
    for problem in check_design(questionnaire):
        raise NotIssuedError(problem)
    wanted = copies_wanted(desk, questionnaire, organisations)
    if not wanted:
        raise NotIssuedError(
            _("There are no organisations to issue it to. Add them on the Organisations page.")
        )
    issued_on = questionnaire.issued_on or desk.clock.today()
    word = questionnaire.body_word or body_own_word(desk)
    live = replace(questionnaire, status=LIVE, issued_on=issued_on, body_word=word)
    if questionnaire.issued_on is None:
        live = printed_words(live, desk.clock.today())
    marking = embargo.marking(desk, live)
    copies = copies_of(desk, live, wanted, _("EMBARGOED") if marking != live.marking else "")
    plan = IssuePlan(live, tuple(copies), marking)
    return plan if how == FILES else _with_messages(desk, plan, how, sender)


def _with_messages(desk: Desk, plan: IssuePlan, how: str, sender: str) -> IssuePlan:
    """Those with a message are kept as drafted today; those nobody can be written to as files alone."""
    going = [one.going for one in plan.copies]
    mailing = messages.plan(desk, plan.questionnaire, going, plan.marking, how, sender)
    if how != DRAFTS:
        return replace(plan, mailing=mailing)
    today, able = desk.clock.today(), {one.ref for one in mailing.messages}
    copies = tuple(
        replace(one, record=drafted_again(one.record, today)) if one.record.ref in able else one
        for one in plan.copies
    )
    return replace(plan, copies=copies, mailing=mailing)


def find_version(desk: Desk, wanted: str) -> Questionnaire:
    """The live version of a reference, else its newest draft, else its newest; or the very version named.

    Raises:
        NotIssuedError: there is none.
    """
    ref, _space, version = wanted.strip().partition(" ")
    found = [one for one in rows.find(desk.db, Questionnaire) if one.ref.casefold() == ref.casefold()]
    if version:
        found = [one for one in found if one.version == version.removeprefix("version ").strip()]
    if not found:
        there = ", ".join(sorted({one.ref for one in rows.find(desk.db, Questionnaire)})) or _("none")
        raise NotIssuedError(
            _("There is no questionnaire {ref} here (there is: {there}).").format(ref=wanted, there=there)
        )
    order = {LIVE: 2, DRAFT: 1, CLOSED: 0}
    best = max(order[one.status] for one in found)
    return [one for one in found if order[one.status] == best][-1]


def copies_of(
    desk: Desk, questionnaire: Questionnaire, wanted: Sequence[tuple[Organisation, Service | None]], mark: str
) -> list[Copy]:
    """``mark`` stands in each file's name, where there is one."""
    before = {
        (one.organisation_id, one.service_id): one
        for one in rows.find(desk.db, Return, questionnaire_id=questionnaire.id)
    }
    used = lists.codes(desk.db)
    position = max((one.position for one in before.values()), default=-1)
    made: list[tuple[Return, Organisation, Service | None]] = []
    for organisation, service in wanted:
        record = before.get((organisation.id, service.id if service else None))
        if record is None:
            position += 1
            record = _new_return(questionnaire, organisation, service, used, position)
        made.append((record, organisation, service))
    words = (f"{questionnaire.ref} {record.ref} {record.name} {mark}" for record, _o, _s in made)
    names, last = unique_names(words, ".xlsx"), carry_forward.LastRound(desk, questionnaire)
    copies = []
    for (record, organisation, service), name in zip(made, names, strict=True):
        known = known_answers(questionnaire, organisation, service)
        to = Recipient(record.ref, record.name, record.code, known)
        kept = carry_forward.with_last_round(desk, to, record, last)
        out = _dated(desk, questionnaire, kept.record)
        copies.append(Copy(out, organisation, service, kept.recipient, name, kept.text))
    return copies


def _dated(desk: Desk, questionnaire: Questionnaire, record: Return) -> Return:
    return replace(
        record,
        issued_on=record.issued_on or desk.clock.today(),
        due_on=record.due_on or questionnaire.due_on,
    )


def _new_return(
    questionnaire: Questionnaire,
    organisation: Organisation,
    service: Service | None,
    used: set[str],
    position: int,
) -> Return:
    ref = organisation.ref + (service.ref if service else "")
    name = f"{organisation.name}, {service.name}" if service else organisation.name
    return Return(
        id=new_id(),
        questionnaire_id=questionnaire.id,
        organisation_id=organisation.id,
        service_id=service.id if service else None,
        ref=ref,
        name=name,
        code=new_code(f"{questionnaire.ref}|{questionnaire.version}|{ref}", used),
        position=position,
    )


def new_code(what: str, used: set[str]) -> str:
    """A code nobody has. It identifies and guards nothing, so the same issue may give the same codes."""
    number = int.from_bytes(hashlib.sha256(what.encode()).digest()[:8]) % MOST
    while (code := make_code(number)) in used:
        number = (number + 1) % MOST
    used.add(code)
    return code


def make_files(
    plan: IssuePlan,
    folder: Path,
    progress: Progress,
    make: Make | None = None,
    make_messages: messages.Make | None = None,
) -> Path:
    """Writes every file into a new folder inside ``folder``, which is returned. Does not touch the workbook.

    ``make`` and ``make_messages`` are what writes them: in this process unless the worker's are given.

    Raises:
        NotIssuedError: the disk refused.
        Cancelled: the user stopped it; what was made is removed.
    """
    staged: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        staged = Path(tempfile.mkdtemp(prefix=".issuing-", dir=folder))
        copies = [(copy.recipient, copy.file_name) for copy in plan.copies]
        write = make or _make_here
        blank = (nobody(plan.questionnaire), blank_copies.FILE_NAME)
        if plan.written == plan.questionnaire:
            write(plan.questionnaire, [*copies, blank], staged, progress)
        else:  # the blank copy outlives the embargo
            write(plan.written, copies, staged, progress)
            write(plan.questionnaire, [blank], staged, progress)
        if plan.mailing:
            (make_messages or messages.make_here)(plan.mailing, staged, progress)
    except BaseException as error:
        if staged:
            shutil.rmtree(staged, ignore_errors=True)
        if isinstance(error, OSError):
            raise disk_refused(folder, error) from error
        raise
    return staged


def _make_here(
    questionnaire: Questionnaire, copies: Sequence[tuple[Recipient, str]], folder: Path, progress: Progress
) -> object:
    from assurance_desk.excel.questionnaire import write_copies

    return write_copies(questionnaire, copies, folder, progress)


def keep_issue(
    desk: Desk, plan: IssuePlan, staged: Path, folder: Path, *, overwrite: bool = False
) -> list[IssuedFile]:
    """Keeps the returns as one step and moves the files into place inside it, so that neither is without the other.

    Raises:
        DeskError: the workbook or the disk refused; neither returns nor files are kept.
    """
    moved: list[tuple[Path, Path | None]] = []
    try:
        check_folder(plan, folder, overwrite=overwrite)
        records = _changed(desk, plan)
        blank = (staged / blank_copies.FILE_NAME).read_bytes()
        if not records:
            blank_copies.keep(desk, plan.questionnaire, blank)
            move_in(plan, staged, folder, moved)
        else:
            with desk.step(_label(plan)):
                rows.put_many(desk.db, records)
                carry_forward.keep(desk, [copy.carried for copy in plan.copies])
                blank_copies.keep(desk, plan.questionnaire, blank)
                move_in(plan, staged, folder, moved)
    except BaseException as error:
        move_back(moved)
        if isinstance(error, OSError):
            raise disk_refused(folder, error) from error
        raise
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return _issued(plan, folder)


def _issued(plan: IssuePlan, folder: Path) -> list[IssuedFile]:
    mailing = plan.mailing
    made = {one.ref: one.draft for one in mailing.messages} if mailing and mailing.how == DRAFTS else {}
    return [
        IssuedFile(
            copy.organisation_ref,
            copy.service,
            folder / copy.file_name,
            copy.record.ref,
            made.get(copy.record.ref),
        )
        for copy in plan.copies
    ]


def _label(plan: IssuePlan) -> str:
    count = plural("{n} organisation", "{n} organisations", plan.organisations)
    words = _("Issue {ref} to {count}")
    if plan.drafts:
        words = _("Draft {ref} for {count}")
    told = words.format(ref=plan.questionnaire.ref, count=count)
    if not plan.closes:
        return told
    older = ", ".join(one.version for one in plan.closes)
    return _("{issue} and close version {older}").format(issue=told, older=older)


def _changed(desk: Desk, plan: IssuePlan) -> list[Questionnaire | Return]:
    """What the step has to keep; nothing where all was issued before."""
    live = plan.questionnaire
    held = {one.id: one for one in rows.find(desk.db, Return, questionnaire_id=live.id)}
    changed: list[Questionnaire | Return] = (
        [live] if rows.get(desk.db, Questionnaire, live.id) != live else []
    )
    changed += plan.closes
    return changed + [copy.record for copy in plan.copies if held.get(copy.record.id) != copy.record]


def issued_copies(desk: Desk, questionnaire_id: str) -> list[Return]:
    return rows.find(desk.db, Return, questionnaire_id=questionnaire_id)
