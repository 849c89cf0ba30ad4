"""The whole workbook as it stood on a day, or after one of its steps: to read only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from assurance_desk.clock import Clock
from assurance_desk.domain.dates import long_date
from assurance_desk.errors import DeskError
from assurance_desk.services.desk import Desk
from assurance_desk.store import as_at as store
from assurance_desk.texts import _


class NothingThenError(DeskError):
    def __init__(self, day: date, first: date | None) -> None:
        if first is None:
            super().__init__(
                _("Nothing has been done in this workbook yet, so there is no earlier state of it.")
            )
            return
        super().__init__(
            _(
                "This workbook was empty on {day}. Its first step was on {first}: choose that day or a later one."
            ).format(day=long_date(day), first=long_date(first))
        )


class NotYetError(DeskError):
    def __init__(self, day: date) -> None:
        super().__init__(
            _(
                "{day} has not come yet, so the workbook cannot be seen as it stood then. Choose an earlier day."
            ).format(day=long_date(day))
        )


class PastError(DeskError):
    def __init__(self, day: date) -> None:
        super().__init__(
            _(
                "This is the workbook as it stood on {day}, so nothing can be changed here. Go back to today to work."
            ).format(day=long_date(day))
        )


@dataclass(frozen=True, slots=True)
class Moment:
    """The last step that counts, and the local day it belongs to."""

    step_id: int
    day: date


def on_day(desk: Desk, day: date) -> Moment:
    """The end of that day, by the computer's own clock.

    Raises:
        DeskError: the day has not come, or nothing had been done by then.
    """
    if day > desk.clock.today():
        raise NotYetError(day)
    end = datetime.combine(day, time.max).astimezone(UTC)
    step_id = store.last_step_by(desk.db, end.isoformat(timespec="seconds"))
    if step_id is None:
        steps = desk.history(limit=2**31)
        raise NothingThenError(day, _local(steps[-1].at).date() if steps else None)
    return Moment(step_id, day)


def after_step(desk: Desk, step_id: int) -> Moment:
    """Just after a step of the history."""
    step = next(one for one in desk.history(limit=1, before=step_id + 1))
    return Moment(step.id, _local(step.at).date())


def _local(at: str) -> datetime:
    return datetime.fromisoformat(at).astimezone()


def copy(desk: Desk) -> Path:
    """What ``rewind`` works on.

    Raises:
        DeskError: the temporary folder is full or cannot be written.
    """
    return store.copy(desk.db)


def rewind(path: Path, moment: Moment) -> Path:
    """Bring the copy back to the moment; touches nothing else, so that it may run beside the window.

    Raises:
        DeskError: the temporary folder is full or cannot be written.
    """
    store.rewind(path, moment.step_id)
    return path


def open_view(path: Path, moment: Moment, shown_as: Path) -> Desk:
    """The copy as a desk that is only read and works by that day; closing it removes the copy."""
    return Desk(store.open_copy(path, shown_as), Clock(moment.day), only_read=PastError(moment.day))


def see(desk: Desk, moment: Moment) -> Desk:
    """All of it at once, for callers without a window."""
    return open_view(rewind(copy(desk), moment), moment, desk.path)
