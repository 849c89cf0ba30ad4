"""Asking lead organisations for updates on their open actions: a file for each, all of it or nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from assurance_desk.domain.actions import Action
from assurance_desk.domain.embargo import marked
from assurance_desk.domain.file_names import unique_names
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.register_tables import still_open
from assurance_desk.domain.reviews import Review
from assurance_desk.domain.updates import (
    STATES,
    UpdateAction,
    UpdateCopy,
    UpdateRequest,
    as_asked,
    state_words,
)
from assurance_desk.domain.vocabularies import DELIVERY
from assurance_desk.progress import Progress
from assurance_desk.services import vocabularies
from assurance_desk.services.desk import Desk
from assurance_desk.services.exports_register import chosen_reviews
from assurance_desk.services.issuing import new_code
from assurance_desk.services.issuing_folder import check_folder, disk_refused, in_the_way, move_back, move_in
from assurance_desk.services.issuing_whom import NotIssuedError
from assurance_desk.services.organisations import body, body_name, body_own_word, name_on
from assurance_desk.store import rows
from assurance_desk.texts import _, plural

__all__ = [
    "Asked", "Candidate", "Copy", "UpdatePlan", "ask", "candidates", "check_folder", "contact", "in_the_way", "keep", "make_files",
    "plan", "state_said", "usual_due", "without_lead",
]  # fmt: skip

_DAYS = 14


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation that could be asked, and its open actions in the order of the register.

    ``suggested``: it is not the body itself. ``asked_on`` is the day of the latest asking that was not answered.
    """

    organisation: Organisation
    actions: tuple[Action, ...]
    suggested: bool = True
    asked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """One file to be."""

    record: UpdateCopy
    lines: tuple[UpdateAction, ...]
    file_name: str


@dataclass(frozen=True, slots=True)
class UpdatePlan:
    request: UpdateRequest
    copies: tuple[Copy, ...]

    @property
    def file_names(self) -> Sequence[str]:
        return [copy.file_name for copy in self.copies]

    @property
    def actions(self) -> int:
        return sum(len(copy.lines) for copy in self.copies)


@dataclass(frozen=True, slots=True)
class Asked:
    """A file that was written."""

    organisation: str
    name: str
    actions: tuple[str, ...]
    path: Path


Make = Callable[
    [UpdateRequest, Sequence[tuple[UpdateCopy, tuple[UpdateAction, ...], str]], Path, Progress], object
]


def open_actions(desk: Desk, review: str = "", only: Collection[str] | None = None) -> list[Action]:
    """Actions something is still to be done about, of these ids or of all, in the order of the register.

    Raises:
        DeskError: there is no such review.
    """
    places = {one.id: place for place, one in enumerate(chosen_reviews(desk, review))}
    found = [
        one
        for one in rows.find(desk.db, Action)
        if one.review_id in places and still_open(one) and (only is None or one.id in only)
    ]
    return sorted(found, key=lambda one: (places[one.review_id], one.position))


def candidates(desk: Desk, actions: Sequence[Action]) -> list[Candidate]:
    """The lead organisations of these actions as they are called today, by name; the body itself last."""
    by_id: dict[str, list[Action]] = {}
    for action in actions:
        if action.lead_organisation_id:
            by_id.setdefault(action.lead_organisation_id, []).append(action)
    waiting, own = _unanswered(desk), body(desk)
    found = [
        Candidate(
            replace(one, name=name_on(desk, one.id) or one.name),
            tuple(by_id[one.id]),
            own is None or one.id != own.id,
            waiting.get(one.id),
        )
        for one in rows.find(desk.db, Organisation)
        if one.id in by_id
    ]
    return sorted(found, key=lambda one: (not one.suggested, one.organisation.name.casefold()))


def _unanswered(desk: Desk) -> dict[str, date]:
    asked = {one.id: one.asked_on for one in rows.find(desk.db, UpdateRequest)}
    return {
        one.organisation_id: asked[one.request_id]
        for one in rows.find(desk.db, UpdateCopy)
        if one.received_on is None
    }


def without_lead(actions: Sequence[Action]) -> list[Action]:
    """Those nobody can be asked about: no organisation of the register leads them."""
    return [one for one in actions if not one.lead_organisation_id]


def usual_due(day: date) -> date:
    """Two weeks on."""
    return day + timedelta(days=_DAYS)


def contact(desk: Desk) -> tuple[str, str, str]:
    """Whom to ask (who, e-mail, telephone): as said the last time, else as on the latest questionnaire."""
    for one in reversed(rows.find(desk.db, UpdateRequest)):
        return one.contact_who, one.contact_email, one.contact_phone
    for asked in reversed(rows.find(desk.db, Questionnaire)):
        if asked.contact_email or asked.contact_who:
            return asked.contact_who, asked.contact_email, asked.contact_phone
    return "", "", ""


def plan(
    desk: Desk,
    organisations: Sequence[str] | None = None,
    *,
    due_on: date | None = None,
    review: str = "",
    only: Collection[str] | None = None,
    to: tuple[str, str, str] | None = None,
    words: str = "",
) -> UpdatePlan:
    """Who gets what; nothing is written. ``organisations`` are references; None asks every one that is suggested.

    ``only``: ids of the actions to ask about. ``to``: who, e-mail and telephone to answer to.

    Raises:
        DeskError: there is no such organisation, or nothing open to ask about, or the date is past.
    """
    today = desk.clock.today()
    due = due_on or usual_due(today)
    if due < today:
        raise NotIssuedError(_("The day to answer by is past. Choose a later one."))
    actions = open_actions(desk, review, only)
    chosen = _chosen(desk, candidates(desk, actions), organisations)
    who, email, phone = to or contact(desk)
    request = UpdateRequest(
        id=new_id(), ref=_ref(desk, today), asked_on=today, due_on=due, body=body_name(desk),
        body_word=body_own_word(desk), marking=_marking(desk, chosen), contact_who=who, contact_email=email,
        contact_phone=phone, words=words.strip(), states=tuple(state_said(desk, one) for one in STATES.values()),
        position=len(rows.find(desk.db, UpdateRequest)),
    )  # fmt: skip
    return UpdatePlan(request, tuple(_copies(desk, request, chosen)))


def _chosen(desk: Desk, every: list[Candidate], refs: Sequence[str] | None) -> list[Candidate]:
    if refs is None:
        found = [one for one in every if one.suggested]
    else:
        known = {one.ref.casefold() for one in rows.find(desk.db, Organisation)}
        unknown = [ref for ref in refs if ref.casefold() not in known]
        if unknown:
            raise NotIssuedError(_("There is no organisation {ref} here.").format(ref=", ".join(unknown)))
        wanted = {ref.casefold() for ref in refs}
        found = [one for one in every if one.organisation.ref.casefold() in wanted]
    if not found:
        raise NotIssuedError(
            _(
                "No open action is led by an organisation that was chosen. Name a lead organisation on the action first."
            )
        )
    return found


def _ref(desk: Desk, day: date) -> str:
    """``UPD-2019-07-22``; a second one of the day ends in ``-2``."""
    taken = {one.ref for one in rows.find(desk.db, UpdateRequest)}
    first = f"UPD-{day.isoformat()}"
    if first not in taken:
        return first
    return next(f"{first}-{n}" for n in range(2, 10_000) if f"{first}-{n}" not in taken)


def _marking(desk: Desk, chosen: list[Candidate]) -> str:
    """An embargo on any review asked about is on the file."""
    ids = {action.review_id for one in chosen for action in one.actions}
    return marked("OFFICIAL", [one for one in rows.find(desk.db, Review) if one.id in ids], desk.clock.now())


def state_said(desk: Desk, held: str) -> str:
    """A delivery state as it is called today, with what it means."""
    return state_words(vocabularies.said(desk, DELIVERY, held), vocabularies.meaning(desk, DELIVERY, held))


def _copies(desk: Desk, request: UpdateRequest, chosen: list[Candidate]) -> list[Copy]:
    names = {one.id: one.pseudonym or one.title for one in rows.find(desk.db, Review)}
    used = {one.code for one in rows.find(desk.db, UpdateCopy)}
    files = unique_names(
        (f"{request.ref} {one.organisation.ref} {one.organisation.name}" for one in chosen), ".xlsx"
    )
    made = []
    for place, (one, name) in enumerate(zip(chosen, files, strict=True)):
        organisation = one.organisation
        copy = UpdateCopy(
            id=new_id(), request_id=request.id, organisation_id=organisation.id, ref=organisation.ref,
            name=organisation.name, code=new_code(f"{request.id}|{organisation.ref}", used), position=place,
        )  # fmt: skip
        lines = tuple(
            as_asked(
                action,
                names[action.review_id],
                number,
                copy_id=copy.id,
                new=new_id(),
                state=state_said(desk, action.delivery),
            )
            for number, action in enumerate(one.actions, 1)
        )
        made.append(Copy(copy, lines, name))
    return made


def make_files(asked: UpdatePlan, folder: Path, progress: Progress, make: Make | None = None) -> Path:
    """Writes every file into a new folder inside ``folder``, which is returned. Does not touch the workbook.

    Raises:
        NotIssuedError: the disk refused.
        Cancelled: the user stopped it; what was made is removed.
    """
    staged: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        staged = Path(tempfile.mkdtemp(prefix=".issuing-", dir=folder))
        copies = [(copy.record, copy.lines, copy.file_name) for copy in asked.copies]
        (make or _make_here)(asked.request, copies, staged, progress)
    except BaseException as error:
        if staged:
            shutil.rmtree(staged, ignore_errors=True)
        if isinstance(error, OSError):
            raise disk_refused(folder, error) from error
        raise
    return staged


def _make_here(
    request: UpdateRequest,
    copies: Sequence[tuple[UpdateCopy, tuple[UpdateAction, ...], str]],
    folder: Path,
    progress: Progress,
) -> object:
    from assurance_desk.excel.updates import write_updates

    return write_updates(request, copies, folder, progress)


def keep(
    desk: Desk, asked: UpdatePlan, staged: Path, folder: Path, *, overwrite: bool = False
) -> list[Asked]:
    """Keeps what was asked of whom as one step and moves the files into place inside it: neither is without the other.

    Raises:
        DeskError: the workbook or the disk refused; neither is kept.
    """
    moved: list[tuple[Path, Path | None]] = []
    try:
        check_folder(asked, folder, overwrite=overwrite)
        with desk.step(_label(asked)):
            rows.put(desk.db, asked.request)
            for copy in asked.copies:
                rows.put_many(desk.db, [copy.record, *copy.lines])
            move_in(asked, staged, folder, moved)
    except BaseException as error:
        move_back(moved)
        if isinstance(error, OSError):
            raise disk_refused(folder, error) from error
        raise
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return [
        Asked(one.record.ref, one.record.name, tuple(line.ref for line in one.lines), folder / one.file_name)
        for one in asked.copies
    ]


def _label(asked: UpdatePlan) -> str:
    who = plural("{n} organisation", "{n} organisations", len(asked.copies))
    what = plural("{n} action", "{n} actions", asked.actions)
    return _("Ask {who} for updates on {what}").format(who=who, what=what)


def ask(
    desk: Desk,
    folder: Path,
    organisations: Sequence[str] | None = None,
    *,
    due_on: date | None = None,
    review: str = "",
    progress: Progress | None = None,
    overwrite: bool = False,
) -> tuple[UpdateRequest, list[Asked]]:
    """All of it in one go, without a window.

    Raises:
        DeskError: nothing was asked, and why.
        Cancelled: the user stopped it; nothing was asked.
    """
    asked = plan(desk, organisations, due_on=due_on, review=review)
    check_folder(asked, folder, overwrite=overwrite)
    staged = make_files(asked, folder, progress or Progress())
    return asked.request, keep(desk, asked, staged, folder, overwrite=overwrite)
