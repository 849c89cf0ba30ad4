"""Dates as the field gives them: often only a month, sometimes only a year."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from assurance_desk.errors import DeskError
from assurance_desk.texts import _

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day_and_date(day: date) -> str:
    """Thursday 16 May 2019"""
    return f"{_(DAYS[day.weekday()])} {long_date(day)}"


def long_date(day: date) -> str:
    """4 February 2019"""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """4 Feb 2019"""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def day_from_iso(text: str | None) -> date | None:
    """A day as it is kept (``2019-02-04``); None where none is."""
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True, slots=True, order=True)
class When:
    """A day, or a whole month where no day was given (``day`` is 0)."""

    year: int
    month: int
    day: int = 0

    @classmethod
    def of(cls, day: date) -> When:
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_iso(cls, text: str) -> When:
        """``2019-02-04`` or ``2019-02``."""
        parts = [int(part) for part in text.split("-")]
        return cls(parts[0], parts[1], parts[2] if len(parts) > 2 else 0)

    @property
    def iso(self) -> str:
        return f"{self.year:04}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")

    @property
    def last_day(self) -> date:
        """The day by which it must be done: a month is due by its end."""
        return date(self.year, self.month, self.day or calendar.monthrange(self.year, self.month)[1])

    @property
    def short(self) -> str:
        name = MONTHS[self.month - 1][:3]
        return f"{self.day} {name} {self.year}" if self.day else f"{name} {self.year}"

    @property
    def long(self) -> str:
        name = MONTHS[self.month - 1]
        return f"{self.day} {name} {self.year}" if self.day else f"{name} {self.year}"


class UnreadableDateError(DeskError):
    """What was typed is no date we can be sure of."""

    def __init__(self, typed: str) -> None:
        super().__init__(
            _(
                "“{typed}” is not a date we can read. Type it as 4 February 2019, or only February 2019."
            ).format(typed=typed)
        )


def parse_when(typed: str) -> When | None:
    """What a person types for a due date: day month year, or month year. Empty gives None.

    Numbers are read day first, as in the United Kingdom (18/3/2019).

    Raises:
        UnreadableDateError: nothing else can be made of it.
    """
    words = typed.replace(",", " ").replace("/", " ").replace(".", " ").replace("-", " ").split()
    if not words:
        return None
    try:
        return _read(words)
    except (ValueError, StopIteration) as error:
        raise UnreadableDateError(typed) from error


def _read(words: list[str]) -> When:
    if len(words) == 3 and len(words[0]) == 4 and words[0].isdigit():
        words = [words[2], words[1], words[0]]
    day = int(words[0].rstrip("stndrh")) if len(words) == 3 else 0
    if len(words) not in (2, 3):
        raise ValueError(words)
    month, year = _month(words[-2]), int(words[-1])
    if year < 100:
        year += 2000
    if not 1900 <= year <= 2200:
        raise ValueError(year)
    found = When(year, month, day)
    found.last_day  # noqa: B018  (refuses 31 February)
    return found


def _month(word: str) -> int:
    if word.isdigit():
        number = int(word)
        if not 1 <= number <= 12:
            raise ValueError(word)
        return number
    low = word.lower()
    if len(low) < 3:
        raise ValueError(word)
    return next(i for i, name in enumerate(MONTHS, 1) if name.lower().startswith(low))
