"""When a return that has not come is chased, and how (DOMAIN: default chasing)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assurance_desk.domain.calendar import Closure, working_days_after, working_days_before
from assurance_desk.texts import later

REMINDER, CHASER, CALL, LETTER, NAME_IT = 0, 1, 2, 3, 4
HOWS = (
    later("reminder"), later("chaser"), later("call"), later("letter from the Chair"),
    later("named to the meeting"),
)  # fmt: skip
"""How each step is written in the log."""
WORDS: tuple[tuple[str, int], ...] = (
    ("named", NAME_IT), ("letter", LETTER), ("call", CALL), ("phone", CALL), ("rang", CALL), ("chas", CHASER),
    ("remind", REMINDER), ("e-mail", CHASER),
)  # fmt: skip
DAYS = (-10, 2, 7, 15)
"""Working days from the due date to each step; naming to the meeting follows the letter and has no day."""


@dataclass(frozen=True, slots=True)
class Step:
    """``on`` is its day; for NAME_IT the day the letter was due."""

    at: int
    on: date


def step_of(how: str) -> int:
    """Which step a line of the log was; -1 where it is none of ours."""
    words = how.casefold()
    return next((step for word, step in WORDS if word in words), -1)


def day_of(at: int, due: date, closures: Iterable[Closure] = ()) -> date:
    days = DAYS[min(at, LETTER)]
    count = working_days_before if days < 0 else working_days_after
    return count(due, abs(days), closures)


def next_step(due: date, last: str, today: date, closures: Iterable[Closure] = ()) -> Step | None:
    """The step whose day has come; None while it has not, or once it was named. ``last`` is the last step logged.

    Of steps that were all let go by, the latest is due: nobody sends a first chaser when the letter is due.
    """
    shut = tuple(closures)
    done = step_of(last)
    if done >= NAME_IT:
        return None
    come = [at for at in range(LETTER + 1) if day_of(at, due, shut) <= today]
    latest = come[-1] if come else -1
    if latest > done:
        return Step(latest, day_of(latest, due, shut))
    return Step(NAME_IT, day_of(LETTER, due, shut)) if done == LETTER <= latest else None
