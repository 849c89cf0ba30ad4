"""Returned files in one go, without a window: what came, what was taken, what waits, file by file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assurance_desk.domain.file_names import tidy
from assurance_desk.domain.organisations import Organisation, Service
from assurance_desk.domain.parcels import MAIL
from assurance_desk.domain.returns import UNCONFIRMED, Answer, Query, Return, ReturnFile
from assurance_desk.domain.updates import UpdateAction, UpdateCopy, UpdateItem
from assurance_desk.progress import Progress
from assurance_desk.services import carried_back, form_import, returns, returns_password, updates_in
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_files import read_files
from assurance_desk.services.returns_read import ReadParcel
from assurance_desk.services.returns_tray import REFUSED, SAME_FILE, STAGED, TAKEN_FILE, Sorter, TrayFile
from assurance_desk.store import rows
from assurance_desk.texts import _

if TYPE_CHECKING:
    from assurance_desk.services.child import Child


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """``status``: taken, staged, same or refused. ``left``: how many things wait for a person."""

    path: Path
    status: str
    message: str
    record: ReturnFile
    whose: Return | None = None
    organisation: str = ""
    service: str = ""
    queries: tuple[Query, ...] = ()
    ref: str = ""
    parcel: ReadParcel | None = None
    """The e-mail or ZIP folder it came in."""
    items: tuple[UpdateItem, ...] = ()
    """Of an update on actions: what still waits. ``refs`` of its actions by id."""
    refs: Mapping[str, str] = field(default_factory=dict)

    @property
    def left(self) -> int:
        return len(self.queries) + len(self.items)

    def as_json(self) -> dict[str, Any]:
        one = self.record
        return {
            "file": tidy(str(self.path)),
            "status": self.status,
            "questionnaire": one.questionnaire_ref,
            "version": one.version,
            "organisation": self.organisation,
            "service": self.service or None,
            "return": self.ref,
            "answers": {
                "found": one.found, "blank": one.blank, "recovered": one.recovered,
                "unreadable": one.unreadable, "unrecognised": one.unrecognised,
            },
            "problems": [
                {
                    "sheet": query.sheet, "cell": query.cell,
                    "question": " ".join(part for part in (query.question, query.row) if part),
                    "found": query.found, "reason": query.reason, "kind": query.kind, "reading": query.reading,
                }
                for query in self.queries
            ] + [
                {
                    "sheet": item.sheet, "cell": item.cell, "question": self.refs.get(item.update_action_id or "", ""),
                    "found": item.found, "reason": item.problem or _("it waits for a decision"), "kind": item.part,
                    "reading": item.reading,
                }
                for item in self.items
            ],
            "message": self.message,
            **self._mail(),
        }  # fmt: skip

    def _mail(self) -> dict[str, Any]:
        came = self.parcel
        if came is None or came.kind != MAIL:
            return {
                "mail": None,
                "sender": None,
                "enclosed": [part.name for part in came.enclosed] if came else [],
            }
        return {
            "mail": {"file": came.name, "subject": came.subject, "sent": came.sent.isoformat() if came.sent else None},
            "sender": came.sender or came.sender_name or None,
            "enclosed": [part.name for part in came.enclosed],
        }  # fmt: skip


def import_files(
    desk: Desk,
    paths: Sequence[Path],
    *,
    take: bool = False,
    dry_run: bool = False,
    child: Child | None = None,
    progress: Progress | None = None,
    received_on: date | None = None,
    password_for: Callable[[Sequence[str]], str] | None = None,
) -> list[ImportedFile]:
    """Files and folders into the tray, as one step; with ``take`` then taken in, as one more.

    ``password_for`` is asked once for the protected files' names; an empty answer leaves them locked.

    Raises:
        DeskError: a path is not there, or the workbook cannot be written.
        Cancelled: nothing was kept.
    """
    expected = returns.expected(desk)
    read = read_files(paths, expected, child, progress, received_on)
    if password_for:
        read = returns_password.opened(read, password_for, expected, child, progress or Progress())
    read = form_import.taken_apart(desk, read, expected, child, progress or Progress())
    if dry_run:
        sorter = Sorter(desk)
        return [_imported(desk, sorter.sort(one), take=take, dry_run=True) for one in read]
    trayed = returns.put(desk, read)
    if take:
        kept = [one for one in trayed if not one.stopped]
        findings = {one.record.id: one.read.finding for one in kept if one.read.finding}
        ids = dict.fromkeys(one.record.id for one in kept)
        returns.take_in(desk, ids, findings)
        updates_in.take_in(desk, ids)
    return [_imported(desk, one, take=take) for one in trayed]


def _imported(desk: Desk, one: TrayFile, *, take: bool, dry_run: bool = False) -> ImportedFile:
    if one.stopped:
        return ImportedFile(one.read.path, REFUSED, one.record.message, one.record)
    record = one.record if dry_run else rows.get(desk.db, ReturnFile, one.record.id)
    if record.update_copy_id:
        return _update(desk, one, record, take=take, dry_run=dry_run)
    fresh = dry_run and not one.again
    queries = one.queries if fresh else tuple(rows.find(desk.db, Query, file_id=record.id, status="open"))
    status, message = record.status, record.message
    if dry_run and take and status == STAGED and not queries:
        status = TAKEN_FILE
    if status == REFUSED:
        message = one.read.message or message  # of this time, where another password was tried
    elif one.again:
        settled = status != STAGED
        status = SAME_FILE if settled else status
        message = _("This file came before; nothing was changed.") if settled else message
    elif to_confirm := _to_confirm(desk, one, record, dry_run=dry_run):
        status = STAGED  # taken in, and somebody must still be asked: nothing of it is done with
        message = carried_back.count_words(to_confirm) + "."
    whose = rows.get(desk.db, Return, record.return_id) if record.return_id else None
    organisation = rows.get(desk.db, Organisation, whose.organisation_id).ref if whose else ""
    service = rows.get(desk.db, Service, whose.service_id).ref if whose and whose.service_id else ""
    ref = whose.ref if whose else ""
    return ImportedFile(
        one.read.path, status, message, record, whose, organisation, service, queries, ref, one.read.parcel
    )


def _to_confirm(desk: Desk, one: TrayFile, record: ReturnFile, *, dry_run: bool) -> int:
    """How many answers of the file are last round's and confirmed by nobody."""
    if one.read.finding is None or record.status in (REFUSED, SAME_FILE):
        return 0
    if dry_run or record.status == STAGED:
        return one.read.finding.unconfirmed
    return len(rows.find(desk.db, Answer, file_id=record.id, state=UNCONFIRMED))


def _update(desk: Desk, one: TrayFile, record: ReturnFile, *, take: bool, dry_run: bool) -> ImportedFile:
    copy = rows.get(desk.db, UpdateCopy, record.update_copy_id or "")
    refs = {line.id: line.ref for line in rows.find(desk.db, UpdateAction, copy_id=copy.id)}
    items = list(one.items) if dry_run else rows.find(desk.db, UpdateItem, file_id=record.id)
    if dry_run and take:
        taken = {item.id for item in updates_in.ready(items)}
        items = [item for item in items if item.id not in taken]
    left = tuple(updates_in.waiting(items))
    status = SAME_FILE if one.again and record.status != STAGED else record.status
    if dry_run and take and status == STAGED and not left:
        status = TAKEN_FILE
    message = _("This file came before; nothing was changed.") if one.again else record.message
    return ImportedFile(
        one.read.path, status, message, record, organisation=copy.ref, ref=copy.ref, parcel=one.read.parcel,
        items=left, refs=refs,
    )  # fmt: skip
