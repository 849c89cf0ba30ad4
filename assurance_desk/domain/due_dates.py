"""Moving a due date: what a person types to move one, and how the moves are told."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Sequence
from datetime import date

from assurance_desk.domain.actions import Action, Redating
from assurance_desk.domain.dates import UnreadableDateError, When, long_date, parse_when
from assurance_desk.errors import DeskError
from assurance_desk.texts import _, plural

NO_DATE = "no date"
_BREAK = re.compile(r"\s*[:;,–—]\s*|\s+-\s+")
_MONTHS_APART = (
    ("month", 1), ("quarter", 3), ("three-month", 3), ("six-month", 6), ("half-year", 6), ("half year", 6),
    ("twice a year", 6), ("year", 12), ("annual", 12),
)  # fmt: skip


class ReasonForDateNeededError(DeskError):
    def __init__(self, ref: str, before: When) -> None:
        super().__init__(
            _(
                "{ref} is due {before}, and that is kept. To move it, type the new date and why, such as “Oct 2019: "
                "audit staff absent”."
            ).format(ref=ref, before=before.short)
        )


class DueBeforeAgreedError(DeskError):
    def __init__(self, ref: str, due: When, agreed: date) -> None:
        super().__init__(
            _(
                "{ref} cannot be due {due}: its response was agreed on {agreed}, which is later. The date is unchanged; "
                "type a later one."
            ).format(ref=ref, due=due.short, agreed=long_date(agreed))
        )


def date_and_reason(typed: str) -> tuple[str, str]:
    """``Oct 2019: audit staff absent`` in its two parts; the reason is "" where only a date was typed.

    The reason follows a colon, semicolon, comma or dash. ``no date`` stands for no date: it is given as "".

    Raises:
        UnreadableDateError: it does not begin with a date.
    """
    try:
        parse_when(typed)
    except UnreadableDateError:
        for found in _BREAK.finditer(typed):
            day, reason = typed[: found.start()].strip(), typed[found.end() :].strip()
            if _is_date(day):
                return ("" if day.casefold() == NO_DATE else day), reason
        if typed.strip().casefold() == NO_DATE:
            return "", ""
        raise
    return typed, ""


def _is_date(text: str) -> bool:
    if text.casefold() == NO_DATE:
        return True
    try:
        return parse_when(text) is not None
    except UnreadableDateError:
        return False


def check_agreed(action: Action, agreed: Iterable[date | None]) -> None:
    """An action cannot be due before the response that promises it was agreed.

    Raises:
        DueBeforeAgreedError: it would be.
    """
    first = min((day for day in agreed if day), default=None)
    if action.due is not None and first is not None and action.due.last_day < first:
        raise DueBeforeAgreedError(action.ref, action.due, first)


def story(action: Action, moves: Sequence[Redating]) -> str:
    """``July → October 2019, moved once``: the first, the previous and the present date; "" where none was moved.

    ``moves`` are in the order they were made.
    """
    if not moves:
        return ""
    path: list[When | None] = []
    for day in (action.first_due, moves[0].before, *(one.after for one in moves)):
        if not path or path[-1] != day:
            path.append(day)
    shown = path if len(path) <= 3 else [path[0], *path[-2:]]
    words = arrows(shown) if len(path) <= 3 else arrows([path[0]]) + " … " + arrows(path[-2:])
    return f"{words}, {_times(len(moves))}"


def arrows(path: Sequence[When | None]) -> str:
    """``July → October 2019``: a year is said once where it stays the same."""
    parts = []
    for here, after in zip(path, [*path[1:], None], strict=True):
        if here is None:
            parts.append(_("no date"))
        elif after is not None and after.year == here.year:
            parts.append(here.long.rsplit(" ", 1)[0])
        else:
            parts.append(here.long)
    return " → ".join(parts)


def _times(count: int) -> str:
    if count == 1:
        return _("moved once")
    return _("moved twice") if count == 2 else plural("moved {n} time", "moved {n} times", count)


def months_between_reviews(cadence: str) -> int | None:
    """Of a standing commitment: 3 for ``quarterly; at once on any change``; None where only an event calls for one."""
    words = cadence.casefold()
    return next((months for word, months in _MONTHS_APART if word in words), None)


def after_months(day: date, months: int) -> When:
    """The month so many months on: a review is due in a month, not on a day."""
    place = day.year * 12 + day.month - 1 + months
    return When(place // 12, place % 12 + 1)


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last one that month has."""
    place = day.year * 12 + day.month - 1 - months
    year, month = place // 12, place % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
