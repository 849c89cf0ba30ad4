"""What becomes of a file that seems to name a child: kept with a reason, or returned with nothing kept. Each is one step."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assurance_desk.domain.dates import long_date
from assurance_desk.domain.file_names import tidy
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.names_scan import CELL, Look, Place, Redacted, places, words_of
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import NOTED, Chaser
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.services import names_hold, names_places, returns_tray
from assurance_desk.services.desk import Desk
from assurance_desk.services.names_hold import Stopped
from assurance_desk.services.returns_read import SECONDS, of_looked
from assurance_desk.services.returns_tray import TrayFile
from assurance_desk.store import rows
from assurance_desk.texts import _

if TYPE_CHECKING:
    from assurance_desk.services.child import Child

RETURNED = "returned"
"""How it stands in the log of a return: no step of chasing, and none is put off by it."""


class NothingLeftError(DeskError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "“{name}” cannot be redacted: it could not be read without what seems to name a child. Nothing was"
                " stored; return it to its sender, or keep it with a reason."
            ).format(name=name)
        )


class NoReasonError(DeskError):
    def __init__(self) -> None:
        super().__init__(_("Say why in a few words: the reason is kept with the file. Nothing was stored."))


class NamesInReasonError(DeskError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "The reason repeats what was found, and reasons are kept. Nothing was stored; say it without the name."
            )
        )


def keep(desk: Desk, stopped_id: str, reason: str) -> TrayFile:
    """The file goes into the tray as it came; its name there is without what was found in it.

    Raises:
        DeskError: there is no reason, or it repeats what was found; the file stays stopped.
    """
    stopped = _decided(desk, stopped_id)
    why = _reason(stopped, reason)
    words = _("Keep “{name}”, though it seems to name a child: {reason}")
    note = _("Kept {day} though it seems to name a child ({places}): {reason}")
    return _put(desk, stopped, words.format(name=stopped.name, reason=why), _noted(desk, stopped, note, why))


def not_a_child(desk: Desk, stopped_id: str, reason: str) -> TrayFile:
    """What was found names no child: the file goes into the tray as it came, under its own name.

    Raises:
        DeskError: there is no reason, or it repeats what was found; the file stays stopped.
    """
    stopped = _decided(desk, stopped_id)
    why = _reason(stopped, reason)
    words = _("Take “{name}” into the tray: it names no child ({reason})")
    note = _("Looked at {day}, names no child ({places}): {reason}")
    return _put(desk, stopped, words.format(name=stopped.name, reason=why), _noted(desk, stopped, note, why))


@dataclass(frozen=True, slots=True)
class Redacting:
    """What the worker needs to take the names out of a file, away from the desk."""

    stopped: Stopped
    expected: bytes
    whole: AbstractSet[Place] = frozenset()
    """Places of which nothing stays."""

    def run(self, child: Child, progress: Progress | None = None) -> Redacted:
        """Raises:
        DeskError: the worker broke off; the file stays stopped.
        """
        read = self.stopped.read
        words = (*words_of(self.stopped.hits), *names_places.whole_texts(self.stopped, self.whole))
        cells = frozenset((sheet, cell) for part, sheet, cell in self.whole if part == CELL)
        made: Redacted = child.run(
            "take names out",
            read.data,
            read.name,
            self.expected,
            words,
            read.finding or read.update,
            cells,
            progress=progress,
            seconds=SECONDS,
        )
        return made


def redacting(desk: Desk, stopped_id: str, whole: AbstractSet[Place] = frozenset()) -> Redacting:
    """``whole``: places of which nothing stays, not the words beside the name either."""
    return Redacting(_decided(desk, stopped_id), returns_tray.expected(desk), frozenset(whole))


def put_redacted(desk: Desk, stopped_id: str, made: Redacted) -> TrayFile:
    """The file without the names goes into the tray; one whose format cannot be rewritten is not kept, only what it
    answers. As it came it is kept nowhere.

    Raises:
        DeskError: nothing of it can be kept; it stays stopped.
    """
    stopped = _decided(desk, stopped_id)
    if made.looked is None:
        raise NothingLeftError(stopped.name)
    note = _("Redacted {day}: it seemed to name a child ({places}). As it came it is not kept.")
    path = stopped.read.path.with_name(stopped.name)
    if made.data is None:
        note = _(
            "Redacted {day}: it seemed to name a child ({places}). Only its answers are kept, not the file."
        )
        path = path.with_name(_("{name} (not kept).txt").format(name=path.name))
    told = note.format(day=long_date(desk.clock.today()), places=places(stopped.hits))
    data = made.data if made.data is not None else f"{stopped.name}\n{told}\n{stopped.id}\n".encode()
    read = of_looked(path, data, stopped.read.received_on, replace(made.looked, hits=()))
    read = replace(read, parcel=stopped.read.parcel)
    label = _("Redact “{name}” and put it in the tray").format(name=stopped.name)
    trayed = returns_tray.put(desk, [read], label=label, note=told)[0]
    names_hold.let_go(desk, stopped.id)
    return trayed


def can_be_rewritten(stopped: Stopped) -> bool:
    """Whether a redacted copy of the file itself can be kept."""
    from assurance_desk.reading.names_redact import can_be_rewritten

    return can_be_rewritten(stopped.read.data)


def can_be_redacted(stopped: Stopped) -> bool:
    """Whether there is anything to take in but what would have to go."""
    read = stopped.read
    return read.finding is not None or read.update is not None or can_be_rewritten(stopped)


def _decided(desk: Desk, stopped_id: str) -> Stopped:
    stopped = names_hold.get(desk, stopped_id)
    if stopped is None:
        raise DeskError(_("This file was decided already. Choose another."))
    return stopped


def _reason(stopped: Stopped, reason: str) -> str:
    why = " ".join(reason.split())
    if not why:
        raise NoReasonError
    if repeats(stopped, why):
        raise NamesInReasonError
    return why


def repeats(stopped: Stopped, text: str) -> bool:
    """Whether a text has what was found in the file."""
    return bool(Look((), gone=words_of(stopped.hits)).at(text))


def _noted(desk: Desk, stopped: Stopped, note: str, why: str) -> str:
    day = long_date(desk.clock.today())
    return note.format(day=day, places=places(stopped.hits), reason=why)


def _put(desk: Desk, stopped: Stopped, label: str, note: str) -> TrayFile:
    read = replace(stopped.read, hits=(), path=stopped.read.path.with_name(stopped.name))
    trayed = returns_tray.put(desk, [read], label=label, note=note)[0]
    names_hold.let_go(desk, stopped.id)
    return trayed


def return_to_sender(desk: Desk, stopped_id: str) -> str:
    """Nothing of the file is kept. Where its return is known, its log says so. Gives the message to the sender."""
    stopped = _decided(desk, stopped_id)
    words = message(desk, stopped)
    whose = names_hold.whose(desk, stopped)
    if whose is not None:
        told = Chaser(
            id=new_id(), return_id=whose.id, on=desk.clock.today(), how=RETURNED,
            kind=NOTED, note=_("it named a child ({places}); nothing of it was kept").format(places=places(stopped.hits)),
        )  # fmt: skip
        with desk.step(_("Log that a file was returned to {name}").format(name=whose.name)):
            rows.put(desk.db, told)
    names_hold.let_go(desk, stopped.id)
    return words


def message(desk: Desk, stopped: Stopped) -> str:
    """To the sender: sheet and cell, never what stood there."""
    whose = names_hold.whose(desk, stopped)
    asked = rows.get(desk.db, Questionnaire, whose.questionnaire_id) if whose else None
    opening = (
        _("Thank you for your return to {title} ({ref}).").format(title=asked.title, ref=asked.ref)
        if asked
        else _("Thank you for your file “{name}”.").format(name=tidy(stopped.name))
    )
    found = _("It seems to name a child: {places}. We have kept nothing of it, and have deleted it.")
    return "\n".join(
        [
            opening, "", found.format(places=places(stopped.hits, most=20)), "",
            _("Please take out the name, and any date of birth, number or address with it, and send the file again."),
            _("Write “a child” or “a family” in its place."),
        ]
    )  # fmt: skip
