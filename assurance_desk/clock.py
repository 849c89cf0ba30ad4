"""What day it is. Passed to whatever needs it, so that a sample can stand on its own day (``--today``)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """``fixed`` is the day to work by; without it, the computer's own."""

    fixed: date | None = None

    def today(self) -> date:
        return self.fixed or date.today()  # noqa: DTZ011  (a working day is a local one)

    def now(self) -> datetime:
        """Local time of day on the day we work by, to the second."""
        real = datetime.now().replace(microsecond=0)  # noqa: DTZ005
        return datetime.combine(self.today(), real.time())
