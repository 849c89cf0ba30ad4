"""Copies of the workbook, and when the last one was made."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from assurance_desk.errors import DeskError
from assurance_desk.services.desk import Desk
from assurance_desk.store import copies, settings
from assurance_desk.texts import _

LAST_COPY = "last copy"


class CopyOntoItselfError(DeskError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            _("“{name}” is the workbook itself. Nothing was written. Give the copy another name.").format(
                name=path.name
            )
        )


def save_copy(desk: Desk, path: Path) -> None:
    """A whole copy at ``path``, written over what is there.

    Raises:
        DeskError: it is the workbook itself, or the place cannot be written.
    """
    if path.resolve() == desk.path.resolve():
        raise CopyOntoItselfError(path)
    copies.copy_into(desk.db, path)
    if not desk.read_only:
        now = datetime.now().isoformat(timespec="seconds")  # noqa: DTZ005  (copies are made on real days)
        settings.put(desk.db, LAST_COPY, now)


def last_copy(desk: Desk) -> datetime | None:
    """When the last copy was made, by the computer's own clock; None if never."""
    kept = settings.get(desk.db, LAST_COPY)
    return datetime.fromisoformat(kept) if kept else None
