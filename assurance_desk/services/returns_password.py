"""Files protected by a password: opened with the one the sender tells, which is kept nowhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from assurance_desk.domain.returns import ReturnFile
from assurance_desk.progress import Progress
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_read import FileReader, ReadFile
from assurance_desk.services.returns_tray import REFUSED, TrayFile, put
from assurance_desk.store import blobs, rows
from assurance_desk.store.lists import returns as lists
from assurance_desk.texts import _, plural

if TYPE_CHECKING:
    from assurance_desk.services.child import Child

ASKED_FOR: Final = "password"
LOCKED: Final = frozenset({ASKED_FOR, "wrong password"})
"""Why a file was not read: none was tried, or another."""


@dataclass(frozen=True, slots=True)
class Locked:
    """A kept file that asks for a password, as plain values."""

    file_id: str
    name: str
    data: bytes
    received_on: date | None


@dataclass(frozen=True, slots=True)
class Tried:
    """What a password opened. ``told`` is a sentence where it opened none, or not what was hoped for."""

    opened: tuple[TrayFile, ...]
    told: str = ""


def is_locked(file: ReturnFile) -> bool:
    return file.status == REFUSED and file.why == ASKED_FOR


def locked(desk: Desk) -> list[ReturnFile]:
    """All that wait for a password."""
    return lists.locked(desk.db)


def kept(desk: Desk, files: Sequence[ReturnFile]) -> list[Locked]:
    return [Locked(one.id, one.name, blobs.read(desk.db, one.sha256), one.received_on) for one in files]


def try_on(
    files: Sequence[Locked], password: str, expected: bytes, child: Child, progress: Progress
) -> list[tuple[Locked, ReadFile]]:
    """Away from the window: each file once with this password, in the worker.

    Raises:
        Cancelled: nothing was changed.
    """
    found = []
    reader = FileReader(expected, child, None, progress)
    for number, one in enumerate(files):
        progress.at(number, len(files), one.name)
        found.append((one, reader.again(one.name, one.data, one.received_on, password)))
    return found


def opened(
    read: Sequence[ReadFile],
    ask: Callable[[Sequence[str]], str],
    expected: bytes,
    child: Child | None,
    progress: Progress,
) -> list[ReadFile]:
    """Files just read, those that ask for a password once more with the one that ``ask`` gives for their names.

    One that it does not open still asks for it; an empty answer tries none.
    """
    shut = [one for one in read if one.why == ASKED_FOR]
    password = ask([one.name for one in shut]) if shut else ""
    if not password:
        return list(read)
    from assurance_desk.services.child import Child as Worker

    worker = child or Worker()
    try:
        reader = FileReader(expected, worker, None, progress)
        return [_again(reader, one, password) if one.why == ASKED_FOR else one for one in read]
    finally:
        if worker is not child:
            worker.close()


def _again(reader: FileReader, one: ReadFile, password: str) -> ReadFile:
    found = reader.again(one.name, one.data, one.received_on, password)
    if found.why in LOCKED:
        return replace(one, message=_wrong([one]))
    return replace(found, path=one.path, parcel=one.parcel)


def take(desk: Desk, found: Sequence[tuple[Locked, ReadFile]]) -> Tried:
    """What opened goes into the tray in its own place, as one step; the bytes stay as they came."""
    opened = [(held, read) for held, read in found if read.why not in LOCKED]
    if not opened:
        return Tried((), _wrong([held for held, _read in found]))
    readable = [read for _held, read in opened if read.is_return]
    told = _no_returns(desk, [(held, read) for held, read in opened if not read.is_return])
    names = ", ".join(one.name for one in readable[:3])
    label = plural("Open {n} protected file", "Open {n} protected files", len(readable))
    trayed = put(desk, readable, label=f"{label}: {names}") if readable else []
    return Tried(tuple(trayed), told)


def _wrong(files: Sequence[Locked | ReadFile]) -> str:
    if len(files) == 1:
        return _("“{name}” does not open with that password; nothing was changed. Check it with the sender.").format(name=files[0].name)  # fmt: skip
    return _("None of the {n} files opens with that password; nothing was changed.").format(n=len(files))


def _no_returns(desk: Desk, found: Sequence[tuple[Locked, ReadFile]]) -> str:
    """Opened, and no questionnaire of ours: it says so from now on in place of asking for a password."""
    if not found:
        return ""
    with desk.step(plural("Open {n} protected file", "Open {n} protected files", len(found))):
        for held, read in found:
            record = rows.get(desk.db, ReturnFile, held.file_id)
            rows.put(desk.db, replace(record, message=read.message, why=read.why))
    return found[0][1].message
