"""When a return that has not come is chased, and how: the schedule's steps, and which of them is due.

Days are working days from the day a return is due. A step's place is its day, then its position among those of that day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from assurance_desk.domain.calendar import Closure, working_days_after, working_days_before
from assurance_desk.domain.returns import CHASED, SENT, Chaser
from assurance_desk.texts import _, later, plural

EMAIL, CALL, LETTER, NAMED = "e-mail", "call", "letter", "named"
KINDS: Final = (later(EMAIL), later(CALL), later(LETTER), later(NAMED))
REMINDER = "reminder"
"""The id of the built-in step before the due date."""
EXTENDED = later("due date moved")
"""How the log says that a return was given more time: chasing begins anew."""

OUTSIDE = "outside"
"""In place of a step's id: what was done is no step of the schedule, and moves it no further."""

ANSWERS_IN: Final = 10
"""Working days the Chair's letter gives for an answer: nobody is named to a meeting before they are over."""

Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChasingStep:
    """``name`` is how the log says it; ``days`` are negative before the due date. ``wording`` has fields, such as {due}.

    A retired step is done no more; what was done by it still counts.
    """

    id: str
    name: str
    kind: str = EMAIL
    days: int = 0
    subject: str = ""
    wording: str = ""
    retired: bool = False
    position: int = 0

    @property
    def place(self) -> Place:
        return self.days, self.position

    @property
    def when(self) -> str:
        """10 working days before; on the day."""
        if not self.days:
            return _("on the day")
        count = abs(self.days)
        if self.days < 0:
            return plural("{n} working day before", "{n} working days before", count)
        return plural("{n} working day after", "{n} working days after", count)

    @property
    def drafted(self) -> bool:
        """Whether something is written that goes out: an e-mail or a letter."""
        return self.kind in (EMAIL, LETTER)


@dataclass(frozen=True, slots=True)
class Due:
    """A step and the day it was, or will be, due."""

    step: ChasingStep
    on: date


WORDS: tuple[tuple[str, str], ...] = (
    ("named", "named"), ("letter", "letter"), ("call", "call"), ("phone", "call"), ("rang", "call"), ("chas", "chaser"),
    ("remind", REMINDER), ("e-mail", "chaser"),
)  # fmt: skip
"""By what a line of the log says, the step it was, where the line does not name its step."""


def step_id_of(how: str) -> str:
    words = how.casefold()
    return next((step_id for word, step_id in WORDS if word in words), "")


def in_order(steps: Iterable[ChasingStep]) -> tuple[ChasingStep, ...]:
    """Those still done, as they follow each other."""
    return tuple(sorted((one for one in steps if not one.retired), key=lambda one: one.place))


def day_of(step: ChasingStep, due: date, closures: Iterable[Closure] = ()) -> date:
    return _day(step.days, due, tuple(closures))


@lru_cache(maxsize=4096)
def _day(days: int, due: date, closures: tuple[Closure, ...]) -> date:
    """Counted once: hundreds of returns are due on the same day."""
    count = working_days_before if days < 0 else working_days_after
    return count(due, abs(days), closures)


def reached(log: Sequence[Chaser], steps: Mapping[str, ChasingStep]) -> Place | None:
    """The place of the last step that was done; None where none was. Drafts do not count, nor what was before more
    time was given. ``steps`` by id, retired ones too.
    """
    found: Place | None = None
    for one in log:
        if one.how == EXTENDED and one.kind != CHASED:
            found = None
        step = steps.get(one.step_id or step_id_of(one.how)) if one.kind == CHASED else None
        if step is not None and one.state == SENT:
            found = max(found, step.place) if found else step.place
    return found


def letter_on(log: Sequence[Chaser], steps: Mapping[str, ChasingStep]) -> date | None:
    """The day the last letter went; None where none did since more time was given."""
    found: date | None = None
    for one in log:
        if one.how == EXTENDED and one.kind != CHASED:
            found = None
        step = steps.get(one.step_id or step_id_of(one.how)) if one.kind == CHASED else None
        if step is not None and step.kind == LETTER and one.state == SENT:
            found = max(found, one.on) if found else one.on
    return found


def _comes(step: ChasingStep, due: date, letter: date | None, closures: tuple[Closure, ...]) -> date:
    """A step's own day; of naming, not before the letter's days are over."""
    day = day_of(step, due, closures)
    if step.kind == NAMED and letter is not None:
        return max(day, working_days_after(letter, ANSWERS_IN, closures))
    return day


def next_step(
    schedule: Sequence[ChasingStep],
    done: Place | None,
    due: date,
    today: date,
    closures: Iterable[Closure] = (),
    letter: date | None = None,
) -> Due | None:
    """The step whose day has come; None while it has not, or once all are done.

    Of steps that were all let go by, the latest is due: nobody sends a first chaser when the letter is due. Of several
    of one day, the first. ``letter``: when one went, for what waits until its days are over.
    """
    shut = tuple(closures)
    come = [one for one in after(schedule, done) if _comes(one, due, letter, shut) <= today]
    step = next((one for one in come if one.days == come[-1].days), None)
    return Due(step, _comes(step, due, letter, shut)) if step else None


def coming_step(
    schedule: Sequence[ChasingStep],
    done: Place | None,
    due: date,
    today: date,
    closures: Iterable[Closure] = (),
    letter: date | None = None,
) -> Due | None:
    """The first step whose day is still to come."""
    shut = tuple(closures)
    ahead = (Due(one, _comes(one, due, letter, shut)) for one in after(schedule, done))
    return next((one for one in ahead if one.on > today), None)


def after(schedule: Sequence[ChasingStep], done: Place | None) -> list[ChasingStep]:
    return [one for one in schedule if done is None or one.place > done]
