"""Days the office is closed, beside the bank holidays everyone has."""

from __future__ import annotations

from datetime import date

from assurance_desk.domain.calendar import Closure, bank_holidays
from assurance_desk.domain.dates import long_date
from assurance_desk.domain.fields import edited, field_of
from assurance_desk.domain.fields_kinds import needed
from assurance_desk.domain.ids import new_id
from assurance_desk.errors import DeskError
from assurance_desk.services import forums, working_days
from assurance_desk.services.desk import Desk
from assurance_desk.services.records_base import current
from assurance_desk.store import rows
from assurance_desk.texts import _

LONGEST = 366
"""Days of one closure; a longer one is a slip of the keyboard."""
table = working_days.closures


class EndsBeforeItBeginsError(DeskError):
    def __init__(self, first: date, last: date) -> None:
        super().__init__(
            _("A closure cannot end on {last}, before it begins on {first}; nothing was changed.").format(
                first=long_date(first), last=long_date(last)
            )
        )


class TooLongError(DeskError):
    def __init__(self, days: int) -> None:
        super().__init__(
            _("{n} days is too long for one closure; nothing was changed. Look at the year.").format(n=days)
        )


def add(desk: Desk, first: str, last: str, why: str) -> Closure:
    """As typed; without ``last`` it is the one day. Papers due by the rule move with it: one step.

    Raises:
        DeskError: a day cannot be read, it ends before it begins, or nobody said why.
    """
    blank = Closure(id=new_id(), first=date.min, last=date.min, why="")
    made = edited(edited(edited(blank, "first", first), "last", last or first), "why", why)
    needed(made.why, field_of(Closure, "why").words)
    _check(made)
    with forums.following(desk, _("Close the office: {why}").format(why=made.why)):
        rows.put(desk.db, made)
    return made


def edit(desk: Desk, closure: Closure, field: str, typed: str) -> Closure:
    """Raises DeskError: as for ``add``."""
    now = current(desk, closure)
    new = edited(now, field, typed)
    if new == now:
        return now
    _check(new)
    with forums.following(desk, _("Edit a closure: {why}").format(why=new.why)):
        rows.put(desk.db, new)
    return new


def remove(desk: Desk, closure: Closure) -> None:
    now = current(desk, closure)
    with forums.following(desk, _("Take out a closure: {why}").format(why=now.why)):
        rows.remove(desk.db, now)


def _check(closure: Closure) -> None:
    if closure.last < closure.first:
        raise EndsBeforeItBeginsError(closure.first, closure.last)
    if (closure.last - closure.first).days >= LONGEST:
        raise TooLongError((closure.last - closure.first).days + 1)


def coming_bank_holidays(desk: Desk, count: int = 8) -> list[tuple[date, str]]:
    """The next ones, with their names."""
    today = desk.clock.today()
    found = [
        (day, _(name))
        for year in (today.year, today.year + 1, today.year + 2)
        for day, name in bank_holidays(year).items()
        if day >= today
    ]
    return found[:count]
