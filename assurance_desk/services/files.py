"""Making and opening a workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from assurance_desk.clock import Clock
from assurance_desk.errors import DeskError
from assurance_desk.services.desk import Desk
from assurance_desk.store import faults, settings
from assurance_desk.store import open as store_open

TODAY = "today"


def create(path: Path, clock: Clock) -> Desk:
    """A new, empty workbook, opened.

    Raises:
        DeskError: there is a file of this name, or the folder cannot be written.
    """
    return Desk(store_open.create(path), clock)


def open_desk(path: Path, clock: Clock, *, read_only: bool = False, check: bool = True) -> Desk:
    """An existing workbook. One that carries a day of its own (a sample) works by it unless ``clock`` is fixed.

    ``check=False``: call ``check_structure`` soon, once the window is there.

    Raises:
        DeskError: no such file, not a workbook, newer, open elsewhere or damaged; nothing was touched.
    """
    desk = Desk(store_open.open_file(path, read_only=read_only, check=check), clock, watching=check)
    if clock.fixed is None and (own := settings.get(desk.db, TODAY)):
        desk.clock = Clock(date.fromisoformat(own))
    return desk


def check_structure(desk: Desk) -> None:
    """Raises:
    DeskError: the file is damaged.
    """
    store_open.check_structure(desk.db, desk.path)
    desk.journal.watch()


def told(error: BaseException, path: Path) -> DeskError | None:
    """The sentence for a fault of the open file that shows only when it is read; None for any other error."""
    return faults.told(error, path)


def stand_on(desk: Desk, day: date) -> None:
    """Give the workbook a day of its own: samples do not age."""
    settings.put(desk.db, TODAY, day.isoformat())
    desk.clock = Clock(day)


def open_elsewhere(error: BaseException) -> bool:
    """Whether a workbook was refused only because somebody has it open: it can still be opened to read."""
    return isinstance(error, faults.InUseError)
