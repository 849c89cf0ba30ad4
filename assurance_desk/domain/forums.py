"""A forum: the Board, or one of its groups. When it meets in a year, and how early its papers are due."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from assurance_desk.domain.calendar import Closure, is_working_day, why_not_working
from assurance_desk.texts import later

PAPERS_DAYS = 7
"""Working days before the meeting by which papers are due, unless the forum says otherwise."""
MOST_DAYS = 60
LAST = 5
WHICH = (later("first"), later("second"), later("third"), later("fourth"), later("last"))
WEEKDAYS = (later("Monday"), later("Tuesday"), later("Wednesday"), later("Thursday"), later("Friday"))
THURSDAY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Forum:
    """It meets on the ``which``th (1 to 4, or LAST) ``weekday`` (Monday is 0) of its ``months`` (January is 1)."""

    id: str
    name: str
    papers_days: int = PAPERS_DAYS
    quorum: int = 0
    which: int = 2
    weekday: int = THURSDAY
    months: tuple[int, ...] = ()
    position: int = 0


@dataclass(frozen=True, slots=True)
class Falls:
    """A day the pattern gives; ``instead_of`` is the day it would have been, and ``why`` nobody would have come."""

    day: date
    instead_of: date | None = None
    why: str = ""


def nth(year: int, month: int, which: int, weekday: int) -> date:
    """The ``which``th such weekday of a month."""
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (min(which, LAST - 1) - 1))
    last = calendar.monthrange(year, month)[1]
    return day + timedelta(days=7) if which == LAST and day.day + 7 <= last else day


def year_from(forum: Forum, start: date, closures: Iterable[Closure] = ()) -> list[Falls]:
    """The twelve months' meetings on or after ``start``. One on a day nobody works is put off by whole weeks."""
    shut = tuple(closures)
    found = []
    for ahead in range(13):
        place = start.year * 12 + start.month - 1 + ahead
        year, month = place // 12, place % 12 + 1
        day = nth(year, month, forum.which, forum.weekday)
        if month in forum.months and start <= day < _a_year_after(start):
            found.append(_open(day, shut))
    return found


def _open(planned: date, closures: tuple[Closure, ...]) -> Falls:
    day = planned
    while not is_working_day(day, closures):
        day += timedelta(days=7)
    if day == planned:
        return Falls(day)
    return Falls(day, planned, why_not_working(planned, closures))


def _a_year_after(day: date) -> date:
    return day.replace(year=day.year + 1, day=min(day.day, 28))
