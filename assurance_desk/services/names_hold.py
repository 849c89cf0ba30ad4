"""Files that seem to name a child, held in memory for this sitting: nothing of them is in the workbook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from assurance_desk.domain.ids import new_id
from assurance_desk.domain.names_scan import Hit, Look, places, words_of
from assurance_desk.domain.names_signs import ADDRESS, MAIL, PHONE
from assurance_desk.domain.returns import Return, ReturnFile
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_files import ReadFile
from assurance_desk.store import rows
from assurance_desk.texts import _

_PRIVATE = frozenset({ADDRESS, MAIL, PHONE})
_KEY = "held back"


@dataclass(frozen=True, slots=True)
class Stopped:
    """A file as it was read. ``return_id``: whose it is, where that is known."""

    id: str
    read: ReadFile
    return_id: str | None = None

    @property
    def hits(self) -> tuple[Hit, ...]:
        return self.read.hits

    @property
    def name(self) -> str:
        """The file's name as it may be told: without what seems to name anybody."""
        return named(self.read)


@dataclass(slots=True)
class _Held:
    files: dict[str, Stopped] = field(default_factory=dict)


def _of(desk: Desk) -> _Held:
    held = desk.sitting.setdefault(_KEY, _Held())
    assert isinstance(held, _Held)
    return held


def held(desk: Desk) -> list[Stopped]:
    """What waits for a decision, in the order it came."""
    return list(_of(desk).files.values())


def hold(desk: Desk, files: Iterable[tuple[ReadFile, str | None]]) -> None:
    """``files`` with the return each is of. One that is held already is not held twice."""
    known = {one.read.sha256 for one in held(desk)}
    for read, return_id in files:
        if read.sha256 not in known:
            made = Stopped(new_id(), read, return_id)
            _of(desk).files[made.id] = made
            known.add(read.sha256)


def let_go(desk: Desk, stopped_id: str) -> Stopped:
    """Take a file out of what is held; whoever asks keeps it or forgets it."""
    return _of(desk).files.pop(stopped_id)


def get(desk: Desk, stopped_id: str) -> Stopped | None:
    return _of(desk).files.get(stopped_id)


def whose(desk: Desk, stopped: Stopped) -> Return | None:
    return rows.get(desk.db, Return, stopped.return_id) if stopped.return_id else None


def named(read: ReadFile) -> str:
    """A file's name without what seems to name anybody in it."""
    return Look((), gone=words_of(read.hits)).removed(read.name)


def sentence(hits: Iterable[Hit]) -> str:
    """What the window says of a stopped file."""
    told = list(hits)
    words = (
        _("This file seems to give a private person away ({places}). Nothing is stored yet.")
        if all(one.why in _PRIVATE for one in told)
        else _("This file seems to name a child ({places}). Nothing is stored yet.")
    )
    return words.format(places=places(told))


def row(read: ReadFile) -> ReturnFile:
    """How the file is told where no window is: a row that is never kept."""
    words = _(
        "“{name}” was stopped. {sentence} Bring it in in the window to redact it, return it to its sender or keep it"
        " with a reason."
    )
    message = words.format(name=named(read), sentence=sentence(read.hits))
    return ReturnFile(
        id=new_id(), return_id=None, name=named(read), sha256=read.sha256, status="refused", message=message,
        received_on=read.received_on,
    )  # fmt: skip
