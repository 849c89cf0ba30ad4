"""What a line of Home is, and how its day is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from assurance_desk.domain.dates import DAYS, When
from assurance_desk.services import working_days
from assurance_desk.services.desk import Desk
from assurance_desk.texts import _, plural

HORIZON = timedelta(days=92)
"""How far ahead Home looks: a quarter, the usual distance between meetings."""
APART = 2
"""So many alike are told one by one; more are counted, the first one named."""
WEEK = 7


@dataclass(frozen=True, slots=True)
class Need:
    """One line of "What needs me now".

    ``due`` is the day it is due, None where it has none; ``when`` is how that is said. ``act`` is what the
    link says it does; it goes to ``record_id`` on ``page``. ``late`` counts days past ``due``: working days of what
    is chased or handed in (a return, an update, papers), else of the calendar.
    """

    due: date | None
    when: str
    late: int
    icon: str
    what: str
    why: str
    act: str
    page: str
    record_id: str

    @property
    def pressing(self) -> bool:
        return bool(self.late) or self.when in (_("Today"), _("Tomorrow"))


def said(day: date, today: date) -> tuple[str, int]:
    """How a day is said on Home, and how many days past it is."""
    late = (today - day).days
    if late > 0:
        return plural("{n} day late", "{n} days late", late), late
    if late > -WEEK:
        return (_("Today"), _("Tomorrow"))[-late] if late > -2 else _(DAYS[day.weekday()]), 0
    words = When.of(day).long
    return (words.rpartition(" ")[0] if day.year == today.year else When.of(day).short), 0


def said_working(desk: Desk, day: date, today: date) -> tuple[str, int]:
    """As ``said`` of what is chased: late by working days, as chasing counts them. Late by a weekend alone is today's."""
    if day >= today:
        return said(day, today)
    late = working_days.between(desk, day, today)
    return (
        (plural("{n} working day late", "{n} working days late", late), late) if late > 0 else (_("Today"), 0)
    )


def said_when(when: When, today: date) -> tuple[str, int]:
    """A month that has not ended is said as the month."""
    if when.day or when.last_day < today:
        return said(when.last_day, today)
    return (when.long.split()[0] if when.year == today.year else when.short), 0
