"""Reads a cell that should hold a day, or a month and year. What can be read two ways is refused."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from assurance_desk.domain.dates import MONTHS
from assurance_desk.domain.questions.cells import (
    BLANK,
    CERTAIN,
    LIKELY,
    CellRule,
    CellValue,
    Reading,
    plain,
    refused,
)
from assurance_desk.texts import _

FIRST_YEAR, LAST_YEAR = 1980, 2099
_EXCEL_DAY_0: Final = date(1899, 12, 30)
_WORDS = re.compile(r"[0-9]+|[^\W\d_]+|'")
_SHAPE = re.compile(r"[0-9]{1,4}([/. -])[0-9]{1,2}(\1[0-9]{1,4})?|[0-9]{1,2}[/. -][0-9]{4}")
_MIDNIGHT = re.compile(r"[ T]00:00(:00(\.0+)?)?$")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class _Found:
    """``day`` is 0 where only a month was given."""

    year: int
    month: int
    day: int = 0
    how: str = ""


class _UnclearError(ValueError):
    """It can be read in more than one way, or in none; the text is what was expected."""


def read_day(rule: CellRule, value: CellValue, *, month_first: bool) -> Reading:
    """``rule.kind`` is date or month. ``month_first``: the file shows elsewhere that it puts months first."""
    if isinstance(value, str) and not plain(value):
        return BLANK
    try:
        found = _find(value, month_first=month_first)
        return _settle(rule, found)
    except _UnclearError as unclear:
        return refused(str(unclear) or expected(rule))


def _settle(rule: CellRule, found: _Found) -> Reading:
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise _UnclearError
    try:
        date(found.year, found.month, found.day or 1)
    except ValueError as error:
        raise _UnclearError from error
    month = f"{found.year:04}-{found.month:02}"
    sure = LIKELY if found.how else CERTAIN
    if rule.kind == "month":
        return Reading(month, sure, found.how)
    if not found.day:
        raise _UnclearError
    return Reading(f"{month}-{found.day:02}", sure, found.how)


def _find(value: CellValue, *, month_first: bool) -> _Found:
    if isinstance(value, date):
        return _Found(value.year, value.month, value.day)
    if isinstance(value, bool):
        raise _UnclearError
    if isinstance(value, int | float):
        return _from_excel(value)
    text = _MIDNIGHT.sub("", plain(value))
    if text.isascii() and text.isdigit() and len(text) == 5:
        return _from_excel(int(text))
    if _SHAPE.fullmatch(text):
        return _from_figures(text, month_first=month_first)
    return _from_words(text)


def _from_excel(number: float) -> _Found:
    """Excel's day number; outside our years it is more likely a year or a count."""
    if not math.isfinite(number) or not 0 < number < 100_000:
        raise _UnclearError
    day = _EXCEL_DAY_0 + timedelta(days=int(number))
    shown = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    how = _("Excel’s day number {number} read as {day}").format(number=int(number), day=shown)
    return _Found(day.year, day.month, day.day, how)


def _from_figures(text: str, *, month_first: bool) -> _Found:
    parts = re.split(r"[/. -]", text)
    if len(parts) == 2:
        return _month_and_year(parts)
    first, second, last = (int(part) for part in parts)
    if len(parts[0]) == 4:
        return _Found(first, second, last)
    year, how = _year(parts[2])
    if first > 12 or first == second:
        return _Found(year, second, first, how)
    if second > 12:
        return _Found(
            year, first, second, _("month first: read as {day}").format(day=_shown(year, first, second))
        )
    if month_first:
        return _Found(
            year, first, second,
            _("month first, as elsewhere in the file: read as {day}").format(day=_shown(year, first, second)),
        )  # fmt: skip
    raise _UnclearError(
        _("a date that can be read only one way; this may be {one} or {other}").format(
            one=_shown(year, second, first), other=_shown(year, first, second)
        )
    )


def _month_and_year(parts: list[str]) -> _Found:
    """03/2019 or 2019-03; "3/18" may be a day in March, or 2018."""
    if len(parts[1]) == 4:
        return _Found(int(parts[1]), int(parts[0]))
    if len(parts[0]) == 4:
        return _Found(int(parts[0]), int(parts[1]))
    raise _UnclearError


def _from_words(text: str) -> _Found:
    """18 March 2019, 18th Mar 19, March 18, 2019, Mar 2019. "March 18" alone may be a day or 2018."""
    words = [word.casefold() for word in _WORDS.findall(text)]
    if re.sub(r"[\s,./'-]", "", text).casefold() != "".join(words).replace("'", ""):
        raise _UnclearError  # something else stands there too: "18 March 2019 (draft)"
    quoted_year = "'" in words
    words = [w for w in words if w not in {"'", "st", "nd", "rd", "th", "of", "the"} and not _is_weekday(w)]
    names = [word for word in words if word.isalpha()]
    figures = [word for word in words if not word.isalpha()]
    if len(names) != 1:
        raise _UnclearError
    month = _month(names[0])
    if len(figures) == 1:
        return _year_alone(figures[0], month, quoted=quoted_year)
    if len(figures) != 2:
        raise _UnclearError
    if len(figures[0]) == 4:
        figures.reverse()
    if len(figures[0]) > 2:
        raise _UnclearError
    year, how = _year(figures[1])
    return _Found(year, month, int(figures[0]) or 32, how)


def _year_alone(figure: str, month: int, *, quoted: bool) -> _Found:
    if len(figure) == 4:
        return _Found(int(figure), month)
    if quoted and len(figure) == 2:
        year, how = _year(figure)
        return _Found(year, month, 0, how)
    name = MONTHS[month - 1]
    raise _UnclearError(
        _("a date that can be read only one way; this may be {day} {month} or {month} 20{day}").format(
            day=figure, month=name
        )
        if len(figure) == 2 and int(figure) <= 31
        else ""
    )


def _year(figure: str) -> tuple[int, str]:
    if len(figure) == 4:
        return int(figure), ""
    if len(figure) == 2 and int(figure) < 50:
        return 2000 + int(figure), _("the year {short} read as 20{short}").format(short=figure)
    raise _UnclearError


def _month(name: str) -> int:
    if len(name) >= 3:
        for number, full in enumerate(MONTHS, 1):
            if full.casefold().startswith(name):
                return number
    raise _UnclearError


def _is_weekday(word: str) -> bool:
    return len(word) >= 3 and any(day.startswith(word) for day in _WEEKDAYS)


def _shown(year: int, month: int, day: int) -> str:
    return f"{day} {MONTHS[month - 1]} {year}"


def expected(rule: CellRule) -> str:
    if rule.kind == "month":
        return _("a month and year such as 11/2018")
    return _("a day, month and year such as 18/03/2019")
