"""Working days as this office keeps them: England's bank holidays, and the days it is closed."""

from __future__ import annotations

from datetime import date

from assurance_desk.domain import calendar
from assurance_desk.domain.calendar import Closure
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows


def closures(desk: Desk) -> list[Closure]:
    """The earliest first."""
    return desk.once("closures", lambda: rows.find(desk.db, Closure, order="first"))


def before(desk: Desk, day: date, n: int) -> date:
    """The ``n``th working day before a day; with 0 the day itself or the last working day before it."""
    return calendar.working_days_before(day, n, closures(desk))


def after(desk: Desk, day: date, n: int) -> date:
    """The ``n``th working day after a day; with 0 the day itself or the first working day after it."""
    return calendar.working_days_after(day, n, closures(desk))


def between(desk: Desk, first: date, last: date) -> int:
    """Working days after ``first`` up to and with ``last``; negative where ``last`` is earlier."""
    return calendar.working_days_between(first, last, closures(desk))


def why_not(desk: Desk, day: date) -> str:
    """Such as: Good Friday, or what a closure is for; "" for a working day."""
    return calendar.why_not_working(day, closures(desk))
