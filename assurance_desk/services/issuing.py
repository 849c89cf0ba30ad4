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
from typing import Protocol

from assurance_desk.domain.codes import MOST, make_code
from assurance_desk.domain.design import check_design
from assurance_desk.domain.file_names import unique_names
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.organisations import Organisation, Service
from assurance_desk.domain.prefill import Recipient, known_answers, nobody
from assurance_desk.domain.questionnaire import CLOSED, DRAFT, LIVE, Questionnaire
from assurance_desk.domain.returns import Return
from assurance_desk.progress import Progress
from assurance_desk.services import blank_copies, embargo
from assurance_desk.services.desk import Desk
from assurance_desk.services.issuing_whom import NotIssuedError, everyone, suggested, whom
from assurance_desk.services.organisations import body_own_word
from assurance_desk.store import rows
from assurance_desk.store.lists import questionnaires as lists
from assurance_desk.texts import _, plural

__all__ = ["NotIssuedError", "everyone", "suggested"]


@dataclass(frozen=True, slots=True)
class Copy:
    """One file to be: its return as it will be kept, whose it is, and what it is called."""

    record: Return
    organisation_ref: str
    service: Service | None
    recipient: Recipient
    file_name: str


@dataclass(frozen=True, slots=True)
class IssuePlan:
    """``questionnaire`` as it will be kept: live, with its day of issue. ``marking``: what stands on its files."""

    questionnaire: Questionnaire
    copies: tuple[Copy, ...]
    marking: str

    @property
    def written(self) -> Questionnaire:
        """As its files say it: under an embargo they are marked so."""
        return replace(self.questionnaire, marking=self.marking)

    @property
    def organisations(self) -> int:
        return len({copy.organisation_ref for copy in self.copies})


@dataclass(frozen=True, slots=True)
class IssuedFile:
    """``service`` is None where the return covers the whole organisation."""

    organisation: str
    service: Service | None
    path: Path


class Named(Protocol):
    @property
    def file_name(self) -> str: ...


class Going(Protocol):
    """Files that are to go into a folder together, or not at all."""

    @property
    def copies(self) -> Sequence[Named]: ...


Make = Callable[[Questionnaire, Sequence[tuple[Recipient, str]], Path, Progress], object]


def issue(
    desk: Desk,
    questionnaire_ref: str,
    folder: Path,
    organisations: Sequence[str] | None = None,
    progress: Progress | None = None,
    *,
    overwrite: bool = False,
) -> list[IssuedFile]:
    """Writes a file for each return into ``folder`` and keeps the returns, whole or not at all.

    ``questionnaire_ref`` may name a version ("HTG-2019 1.0"); else the live one is issued, or the newest draft.
    ``organisations`` are references; None asks again everyone asked before, or else everyone on the register.
    Issuing again keeps each return's code.

    Raises:
        DeskError: nothing was issued, and why.
        Cancelled: the user stopped it; nothing was issued.
    """
    plan = plan_issue(desk, questionnaire_ref, organisations)
    check_folder(plan, folder, overwrite=overwrite)
    staged = make_files(plan, folder, progress or Progress())
    return keep_issue(desk, plan, staged, folder, overwrite=overwrite)


def plan_issue(desk: Desk, questionnaire_ref: str, organisations: Sequence[str] | None = None) -> IssuePlan:
    """Who gets what, with codes; nothing is written.

    Raises:
        DeskError: there is no such questionnaire, it is closed or faulty, or there is nobody to ask.
    """
    questionnaire = find_version(desk, questionnaire_ref)
    if questionnaire.status == CLOSED:
        raise NotIssuedError(_("{ref} is closed.").format(ref=questionnaire.ref))
    for problem in check_design(questionnaire):
        raise NotIssuedError(problem)
    wanted = whom(desk, questionnaire, organisations)
    if not wanted:
        raise NotIssuedError(
            _("There are no organisations to issue it to. Add them on the Organisations page.")
        )
    issued_on = questionnaire.issued_on or desk.clock.today()
    word = questionnaire.body_word or body_own_word(desk)
    live = replace(questionnaire, status=LIVE, issued_on=issued_on, body_word=word)
    return IssuePlan(live, tuple(_copies(desk, live, wanted)), embargo.marking(desk, live))


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


def _copies(desk: Desk, questionnaire: Questionnaire, wanted: list[Organisation]) -> list[Copy]:
    before = {
        (one.organisation_id, one.service_id): one
        for one in rows.find(desk.db, Return, questionnaire_id=questionnaire.id)
    }
    services: dict[str, list[Service]] = {}
    for one in rows.find(desk.db, Service, order="ref"):
        services.setdefault(one.organisation_id, []).append(one)
    used = lists.codes(desk.db)
    position = max((one.position for one in before.values()), default=-1)
    made: list[tuple[Return, Organisation, Service | None]] = []
    for organisation in wanted:
        parts: list[Service | None] = [*services.get(organisation.id, [])] or [None]
        for service in parts:
            record = before.get((organisation.id, service.id if service else None))
            if record is None:
                position += 1
                record = _new_return(questionnaire, organisation, service, used, position)
            made.append((_dated(desk, questionnaire, record), organisation, service))
    names = unique_names(
        (f"{questionnaire.ref} {record.ref} {record.name}" for record, _o, _s in made), ".xlsx"
    )
    return [
        Copy(
            record,
            organisation.ref,
            service,
            Recipient(
                record.ref, record.name, record.code, known_answers(questionnaire, organisation, service)
            ),
            name,
        )
        for (record, organisation, service), name in zip(made, names, strict=True)
    ]


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


def check_folder(plan: Going, folder: Path, *, overwrite: bool = False) -> None:
    """Whether the files can go there, before any is made.

    Raises:
        NotIssuedError: a file is in the way.
    """
    if folder.exists() and not folder.is_dir():
        raise NotIssuedError(_("“{path}” is a file, not a folder.").format(path=folder))
    there = in_the_way(plan, folder)
    if there and not overwrite:
        words = _("“{name}” is already in that folder and was left as it is.")
        if len(there) > 1:
            words = plural(
                "“{{name}}” and {n} more are already in that folder and were left as they are.",
                "“{{name}}” and {n} more are already in that folder and were left as they are.",
                len(there) - 1,
            )
        raise NotIssuedError(words.format(name=there[0]))


def in_the_way(plan: Going, folder: Path) -> list[str]:
    """Names of the plan's files that are in the folder already."""
    return [copy.file_name for copy in plan.copies if (folder / copy.file_name).exists()]


def make_files(plan: IssuePlan, folder: Path, progress: Progress, make: Make | None = None) -> Path:
    """Writes every file into a new folder inside ``folder``, which is returned. Does not touch the workbook.

    ``make`` is what writes them: in this process unless the worker's is given.

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


def disk_refused(folder: Path, error: OSError) -> NotIssuedError:
    reason = error.strerror or str(error)
    return NotIssuedError(
        _("The files could not be written to “{path}” ({reason}).").format(path=folder, reason=reason)
    )


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
                blank_copies.keep(desk, plan.questionnaire, blank)
                move_in(plan, staged, folder, moved)
    except BaseException as error:
        move_back(moved)
        if isinstance(error, OSError):
            raise disk_refused(folder, error) from error
        raise
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return [IssuedFile(copy.organisation_ref, copy.service, folder / copy.file_name) for copy in plan.copies]


def _label(plan: IssuePlan) -> str:
    count = plural("{n} organisation", "{n} organisations", plan.organisations)
    return _("Issue {ref} to {count}").format(ref=plan.questionnaire.ref, count=count)


def _changed(desk: Desk, plan: IssuePlan) -> list[Questionnaire | Return]:
    """What the step has to keep; nothing where all was issued before."""
    live = plan.questionnaire
    held = {one.id: one for one in rows.find(desk.db, Return, questionnaire_id=live.id)}
    changed: list[Questionnaire | Return] = (
        [live] if rows.get(desk.db, Questionnaire, live.id) != live else []
    )
    return changed + [copy.record for copy in plan.copies if held.get(copy.record.id) != copy.record]


def move_in(plan: Going, staged: Path, folder: Path, moved: list[tuple[Path, Path | None]]) -> None:
    """What stood there is set aside in ``staged``, to be put back if a later file is refused."""
    for number, copy in enumerate(plan.copies):
        target, aside = folder / copy.file_name, None
        if target.exists():
            aside = staged / f"before-{number}"
            target.replace(aside)
        moved.append((target, aside))
        (staged / copy.file_name).replace(target)


def move_back(moved: list[tuple[Path, Path | None]]) -> None:
    for target, aside in reversed(moved):
        target.unlink(missing_ok=True)
        if aside:
            aside.replace(target)


def issued_copies(desk: Desk, questionnaire_id: str) -> list[Return]:
    return rows.find(desk.db, Return, questionnaire_id=questionnaire_id)
