"""Evidence: added with a file or a pointer, tied to actions, accepted or queried. One step each."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assurance_desk.domain.actions import Action
from assurance_desk.domain.delivery import check_delivery
from assurance_desk.domain.evidence import (
    ACCEPTED,
    MOST_BYTES,
    QUERIED,
    Evidence,
    EvidenceLink,
    readable_size,
)
from assurance_desk.domain.field_errors import EmptyFieldError, EvidenceNeededError
from assurance_desk.domain.file_names import tidy
from assurance_desk.domain.ids import new_id
from assurance_desk.errors import DeskError
from assurance_desk.services.desk import Desk
from assurance_desk.services.records_base import current
from assurance_desk.store import blobs, in_use, rows
from assurance_desk.store.lists import evidence as lists
from assurance_desk.store.lists.evidence import EvidenceRow
from assurance_desk.texts import _, plural

__all__ = [
    "EvidenceRow", "accept", "add_evidence", "add_files", "attach", "bytes_of", "decided", "keep_blue", "link", "link_typed", "next_position",
    "of_action", "query", "remove", "table", "unlink", "waiting", "write_copy",
]  # fmt: skip


class FileNotKeptError(DeskError):
    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            _("“{name}” was not kept: {why}. Nothing was changed; close it elsewhere and try again.").format(
                name=name, why=why
            )
        )


class TooLargeError(DeskError):
    def __init__(self, name: str, size: int) -> None:
        super().__init__(
            _(
                "“{name}” has {size}, and one file may have {most} at most, so it was not kept. Say where it is "
                "instead, or keep a smaller copy."
            ).format(name=name, size=readable_size(size), most=readable_size(MOST_BYTES))
        )


def table(desk: Desk) -> list[EvidenceRow]:
    """All of it, read once between two changes; the list is shared, so it is only looked at."""
    return desk.once("evidence", lambda: lists.table(desk.db))


def waiting(desk: Desk) -> int:
    """Pieces that came and were neither accepted nor queried."""
    return lists.waiting(desk.db)


def of_action(desk: Desk, action_id: str) -> list[Evidence]:
    """What an action rests on."""
    return lists.of_action(desk.db, action_id)


def add_evidence(
    desk: Desk,
    actions: Action | Sequence[Action],
    title: str,
    *,
    strength: str = "document",
    kind: str = "report",
    shows: str = "",
) -> Evidence:
    """Evidence as received today, for one action or several; accepting it is a step of its own.

    Raises:
        EmptyFieldError: it has no title.
    """
    if not title.strip():
        raise EmptyFieldError(_("Title"))
    served = [actions] if isinstance(actions, Action) else list(actions)
    made = _new(desk, " ".join(title.split()))
    made = replace(made, kind=kind, strength=strength, shows=shows, dated=desk.clock.today())
    with desk.step(_label(served)):
        rows.put_many(desk.db, [made, *_links(made, served)])
    return made


def add_files(desk: Desk, paths: Sequence[Path], actions: Sequence[Action] = ()) -> list[Evidence]:
    """A piece of evidence for each file, kept byte for byte. One step; all of them or none.

    Raises:
        DeskError: one is missing, too large, or cannot be read.
    """
    read = [(path, bytes_of(path)) for path in paths]
    made = []
    label = _("Keep {what} as evidence").format(
        what=tidy(paths[0].name) if len(read) == 1 else plural("{n} file", "{n} files", len(read))
    )
    with desk.step(label):
        for path, data in read:
            one = _new(desk, tidy(path.stem).strip() or tidy(path.name))
            one = replace(one, file_name=tidy(path.name), sha256=blobs.keep(desk.db, data), size=len(data))
            rows.put_many(desk.db, [one, *_links(one, list(actions))])
            made.append(one)
    return made


def attach(desk: Desk, evidence: Evidence, path: Path) -> Evidence:
    """Keep a file byte for byte with a piece of evidence that has none, or in place of the one it has.

    Raises:
        DeskError: it is missing, too large, or cannot be read.
    """
    now, data = current(desk, evidence), bytes_of(path)
    with desk.step(_("Attach {name} to “{title}”").format(name=tidy(path.name), title=now.title)):
        new = replace(now, file_name=tidy(path.name), sha256=blobs.keep(desk.db, data), size=len(data))
        rows.put(desk.db, new)
    return new


def write_copy(desk: Desk, evidence: Evidence, path: Path) -> None:
    """A copy of its file to look at, read-only: what is kept can never be changed by looking.

    Raises:
        DeskError: it has no file, or the copy cannot be written.
    """
    if not evidence.sha256:
        raise DeskError(_("“{title}” has no file. Attach one first.").format(title=evidence.title))
    try:
        path.unlink(missing_ok=True)
        path.write_bytes(blobs.read(desk.db, evidence.sha256))
        path.chmod(stat.S_IREAD)
    except OSError as error:
        sentence = _(
            "“{name}” could not be copied to be looked at ({why}); what is kept is safe. Free some room first."
        )
        raise DeskError(sentence.format(name=evidence.file_name, why=error.strerror or error)) from error


def accept(desk: Desk, evidence: Evidence) -> Evidence:
    """The officer accepts that it shows what was to be shown; who and when are kept."""
    now = current(desk, evidence)
    if now.state == ACCEPTED:
        return now
    new = decided(desk, now, replace(now, state=ACCEPTED))
    with desk.step(_("Accept evidence “{title}”").format(title=now.title)):
        rows.put(desk.db, new)
    return new


def query(desk: Desk, evidence: Evidence, words: str) -> Evidence:
    """The officer asks about it; it is not accepted until that is answered.

    Raises:
        DeskError: nothing is asked, or a Blue action rests on it.
    """
    now = current(desk, evidence)
    if not words.strip():
        raise EmptyFieldError(_("What is asked"))
    new = decided(desk, now, replace(now, state=QUERIED, query=words.strip()))
    keep_blue(desk, now, new)
    with desk.step(_("Query evidence “{title}”").format(title=now.title)):
        rows.put(desk.db, new)
    return new


def decided(desk: Desk, now: Evidence, new: Evidence) -> Evidence:
    """With who decided and when, where its state is another now; a query answered is a query no longer."""
    if new.state == now.state:
        return new
    if new.state not in (ACCEPTED, QUERIED):
        return replace(new, decided_by="", decided_on=None)
    query = new.query if new.state == QUERIED else ""
    return replace(new, query=query, decided_by=in_use.user(), decided_on=desk.clock.today())


def link(desk: Desk, evidence: Evidence, action: Action) -> None:
    """It serves this action too."""
    if action.id in lists.actions_of(desk.db, evidence.id):
        return
    with desk.step(_("Let “{title}” serve {ref}").format(title=evidence.title, ref=action.ref)):
        rows.put_many(desk.db, _links(evidence, [action]))


def link_typed(desk: Desk, evidence: Evidence, typed: str) -> None:
    """It serves the action whose reference, or reference and words, were typed.

    Raises:
        DeskError: there is none, or more than one.
    """
    words = " ".join(typed.split()).casefold()
    every = rows.find(desk.db, Action)
    found = [
        one for one in every if one.ref.casefold() == words or f"{one.ref} {one.text}".casefold() == words
    ]
    if not found:
        found = [one for one in every if words in f"{one.ref} {one.text}".casefold()]
    if len(found) != 1:
        sentence = _("“{typed}” is no one action; nothing was changed. Choose one from the list.")
        raise DeskError(sentence.format(typed=typed.strip()))
    link(desk, evidence, found[0])


def remove(desk: Desk, evidence: Evidence) -> None:
    """Take a piece out; its file's bytes stay with the history.

    Raises:
        DeskError: a Blue action rests on it.
    """
    now = current(desk, evidence)
    keep_blue(desk, now, None)
    with desk.step(_("Remove evidence “{title}”").format(title=now.title)):
        rows.remove(desk.db, now)


def unlink(desk: Desk, evidence: Evidence, action: Action) -> None:
    """It serves this action no longer.

    Raises:
        DeskError: the action is Blue and nothing else accepted is left to it.
    """
    _still_blue(desk, action, evidence)
    with desk.step(_("Let “{title}” serve {ref} no longer").format(title=evidence.title, ref=action.ref)):
        for one in rows.find(desk.db, EvidenceLink, evidence_id=evidence.id, action_id=action.id):
            rows.remove(desk.db, one)


def keep_blue(desk: Desk, now: Evidence, new: Evidence | None) -> None:
    """A Blue action may not lose the evidence it stands on.

    Raises:
        DeskError: one would.
    """
    if now.state != ACCEPTED or (new is not None and new.state == ACCEPTED):
        return
    for action_id in lists.actions_of(desk.db, now.id):
        _still_blue(desk, rows.get(desk.db, Action, action_id), now)


def _still_blue(desk: Desk, action: Action, without: Evidence) -> None:
    left = [one for one in lists.of_action(desk.db, action.id) if one.id != without.id]
    try:
        check_delivery(action, left)
    except EvidenceNeededError as error:
        raise DeskError(
            _(
                "{ref} is Blue on the strength of “{title}”, so it was left as it is. Set {ref} to another state first."
            ).format(ref=action.ref, title=without.title)
        ) from error


def next_position(desk: Desk) -> int:
    """Where a new piece stands in the list."""
    return max((one.position for one in rows.find(desk.db, Evidence)), default=0) + 1


def _new(desk: Desk, title: str) -> Evidence:
    return Evidence(id=new_id(), title=title, received_on=desk.clock.today(), position=next_position(desk))


def _links(evidence: Evidence, actions: Sequence[Action]) -> list[EvidenceLink]:
    return [EvidenceLink(id=new_id(), evidence_id=evidence.id, action_id=one.id) for one in actions]


def _label(actions: Sequence[Action]) -> str:
    if not actions:
        return _("Add evidence")
    return _("Add evidence to {ref}").format(ref=", ".join(one.ref for one in actions))


def bytes_of(path: Path) -> bytes:
    """The file whole, as it is now.

    Raises:
        DeskError: it is no file, is too large, is missing, cannot be read, or was changed while it was read.
    """
    name = tidy(path.name)
    try:
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            if not stat.S_ISREG(before.st_mode):
                raise FileNotKeptError(name, _("it is not a file"))
            if before.st_size > MOST_BYTES:
                raise TooLargeError(name, before.st_size)
            data = file.read(MOST_BYTES + 1)
            after = os.fstat(file.fileno())
    except OSError as error:
        raise FileNotKeptError(name, error.strerror or str(error)) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(
        data
    ) != before.st_size:
        raise FileNotKeptError(name, _("it was changed while it was read"))
    return data
