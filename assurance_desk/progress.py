"""How long work tells how far it has come, and how it is stopped. No Qt here."""

from __future__ import annotations

import time
from collections.abc import Callable

Report = Callable[[int, int, str], None]


class Cancelled(Exception):  # noqa: N818  (it is the user's wish, not an error)
    """The user asked the work to stop."""


class Progress:
    """Reports are cheap and throttled at the source; a cancel is raised at the next report."""

    def __init__(self, report: Report | None = None, *, every: float = 0.05) -> None:
        self._report = report
        self._every = every
        self._last = 0.0
        self._cancelled = False

    def cancel(self) -> None:
        self._cancelled = True

    @property
    def cancelled(self) -> bool:
        return self._cancelled

    def at(self, done: int, total: int, words: str = "") -> None:
        """Say that ``done`` of ``total`` steps are behind us.

        Raises:
            Cancelled: the work was cancelled since the last report.
        """
        if self._cancelled:
            raise Cancelled
        now = time.monotonic()
        if self._report and (done >= total or now - self._last >= self._every):
            self._last = now
            self._report(done, total, words)
