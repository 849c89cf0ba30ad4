"""Working days in England: neither weekend, nor bank holiday, nor a day on which the office is closed.

Bank holidays follow the Banking and Financial Dealings Act 1971 (schedule 1) and the common law (Good Friday, Christmas
Day); those a Royal proclamation moved or added are listed one by one, as GOV.UK's "UK bank holidays" gives them for
England and Wales. The rules hold for any year from 1978, the exceptions below from 1995. A proclamation not yet made
when this was written is entered as a closure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Final

from assurance_desk.texts import _, later

MONDAY, SATURDAY, SUNDAY = 0, 5, 6
_DAY = timedelta(days=1)

EARLY_MAY, SPRING = later("Early May bank holiday"), later("Spring bank holiday")

MOVED: Final[Mapping[tuple[int, str], date]] = MappingProxyType({
    (1995, EARLY_MAY): date(1995, 5, 8),
    (2002, SPRING): date(2002, 6, 4),
    (2012, SPRING): date(2012, 6, 4),
    (2020, EARLY_MAY): date(2020, 5, 8),
    (2022, SPRING): date(2022, 6, 2),
})  # fmt: skip
"""Moved by proclamation: VE Day's 50th and 75th anniversaries, the Golden, Diamond and Platinum Jubilees."""

ADDED: Final[Mapping[date, str]] = MappingProxyType({
    date(1999, 12, 31): later("Millennium Eve"),
    date(2002, 6, 3): later("Golden Jubilee bank holiday"),
    date(2011, 4, 29): later("Royal wedding bank holiday"),
    date(2012, 6, 5): later("Diamond Jubilee bank holiday"),
    date(2022, 6, 3): later("Platinum Jubilee bank holiday"),
    date(2022, 9, 19): later("State Funeral of Queen Elizabeth II"),
    date(2023, 5, 8): later("Coronation of King Charles III"),
})  # fmt: skip
"""Days proclaimed once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """The office is closed from ``first`` to ``last``, both included."""

    id: str
    first: date
    last: date
    why: str

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian computus (the anonymous algorithm, Nature, 20 April 1876)."""
    golden = year % 19
    century, within = divmod(year, 100)
    skipped = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - skipped + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (within // 4) - epact - within % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@cache
def bank_holidays(year: int) -> Mapping[date, str]:
    """The day off for each bank holiday of a year, substitutes instead of the weekend days they stand for; its name
    in English, for ``_``.
    """
    new_year, sunday = date(year, 1, 1), easter(year)
    found = {
        _from_weekend(new_year): later("New Year’s Day"),
        sunday - 2 * _DAY: later("Good Friday"),
        sunday + _DAY: later("Easter Monday"),
        MOVED.get((year, EARLY_MAY)) or _monday_from(date(year, 5, 1)): EARLY_MAY,
        MOVED.get((year, SPRING)) or _monday_from(date(year, 5, 25)): SPRING,
        _monday_from(date(year, 8, 25)): later("Summer bank holiday"),
        **_christmas(year),
        **{day: name for day, name in ADDED.items() if day.year == year},
    }
    return MappingProxyType(dict(sorted(found.items())))


def _christmas(year: int) -> dict[date, str]:
    """Two days on from a weekend is never a weekend, nor the other of the two."""
    day, boxing = date(year, 12, 25), date(year, 12, 26)
    if day.weekday() in (SATURDAY, SUNDAY):
        day += 2 * _DAY
    if boxing.weekday() in (SATURDAY, SUNDAY):
        boxing += 2 * _DAY
    return {day: later("Christmas Day"), boxing: later("Boxing Day")}


def _from_weekend(day: date) -> date:
    while day.weekday() in (SATURDAY, SUNDAY):
        day += _DAY
    return day


def _monday_from(day: date) -> date:
    """The first Monday on or after a day."""
    return day + timedelta(days=(MONDAY - day.weekday()) % 7)


def is_working_day(day: date, closures: Iterable[Closure] = ()) -> bool:
    return not _free(day) and not any(one.holds(day) for one in closures)


def why_not_working(day: date, closures: Iterable[Closure] = ()) -> str:
    """Such as: Good Friday. "" for a working day."""
    for one in closures:
        if one.holds(day):
            return one.why
    if day in bank_holidays(day.year):
        return _(bank_holidays(day.year)[day])
    if day.weekday() == SATURDAY:
        return _("a Saturday")
    return _("a Sunday") if day.weekday() == SUNDAY else ""


def working_days_before(day: date, n: int, closures: Iterable[Closure] = ()) -> date:
    """The working day that is the ``n``th before a day, the day itself not counted.

    With 0 it is the day itself, or the last working day before it.
    """
    return _counted(day, n, -_DAY, tuple(closures))


def working_days_after(day: date, n: int, closures: Iterable[Closure] = ()) -> date:
    """The working day that is the ``n``th after a day, the day itself not counted.

    With 0 it is the day itself, or the first working day after it.
    """
    return _counted(day, n, _DAY, tuple(closures))


def working_days_between(first: date, last: date, closures: Iterable[Closure] = ()) -> int:
    """How many working days there are after ``first`` up to and with ``last``; negative where ``last`` is earlier."""
    if last < first:
        return -working_days_between(last, first, closures)
    shut = tuple(closures)
    days = (first + n * _DAY for n in range(1, (last - first).days + 1))
    return sum(is_working_day(day, shut) for day in days)


def _counted(day: date, n: int, step: timedelta, closures: tuple[Closure, ...]) -> date:
    if n < 0:
        raise ValueError(n)
    if n == 0:
        while not is_working_day(day, closures):
            day += step
        return day
    while n:
        day += step
        n -= is_working_day(day, closures)
    return day


def _free(day: date) -> bool:
    return day.weekday() in (SATURDAY, SUNDAY) or day in bank_holidays(day.year)
