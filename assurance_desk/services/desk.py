"""The open workbook: what every service works on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from assurance_desk.clock import Clock
from assurance_desk.domain.changes import Changes, RowChange, Step
from assurance_desk.errors import DeskError
from assurance_desk.store import faults
from assurance_desk.store import open as store_open
from assurance_desk.store.journal import Journal, StepResult

if TYPE_CHECKING:  # the store registers its driver before sqlite-utils may be loaded
    from sqlite_utils import Database

    from assurance_desk.store.search import SearchIndex

Listener = Callable[[Changes], None]
T = TypeVar("T")


class Desk:
    """One open file, its journal and the day it works by. Every change goes through ``step``."""

    def __init__(
        self,
        opened: store_open.OpenFile,
        clock: Clock,
        *,
        only_read: DeskError | None = None,
        watching: bool = True,
    ) -> None:
        """``only_read`` says why nothing can be written, where the file itself is not the reason. ``watching``: see
        ``Journal``.
        """
        self._opened = opened
        self._only_read = only_read
        self.clock = clock
        self.db: Database = opened.db
        self.journal = Journal(opened.db, self._now, watching=watching)
        self._listeners: list[Listener] = []
        self._read: dict[str, Any] = {}
        self.sitting: dict[str, object] = {}
        """What lives until the workbook is closed and is never written."""

    @property
    def path(self) -> Path:
        return self._opened.path

    @property
    def read_only(self) -> bool:
        return self._opened.read_only

    @cached_property
    def words(self) -> SearchIndex:
        """What the search box asks; loaded once the window is there."""
        from assurance_desk.store.search import SearchIndex

        return SearchIndex(self.db)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Be told of every step's changes, until the returned function is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def once(self, what: str, read: Callable[[], T]) -> T:
        """What ``read`` gives, read once between two changes: for what every cell of a table asks.

        While a step is open it is read anew each time, for the step may have altered it.
        """
        if self.journal.open:
            return read()
        if what not in self._read:
            self._read[what] = read()
        return cast("T", self._read[what])

    @contextmanager
    def step(self, label: str, *, kind: str = "edit") -> Iterator[StepResult]:
        """All writes of this block as one undoable step; listeners hear of it once it is kept.

        Raises:
            DeskError: the file cannot be written; the step is not kept.
        """
        if self.read_only:
            raise self._only_read or faults.ReadOnlyError(self.path)
        try:
            with faults.sentences(self.path), self.journal.step(label, kind=kind) as result:
                yield result
        finally:
            self._read.clear()
        self._tell(result.changes)

    def undo(self) -> Step | None:
        """Take back the latest step of this sitting; None when there is none."""
        return self._reverse(self.journal.undoable(), "undo")

    def redo(self) -> Step | None:
        return self._reverse(self.journal.redoable(), "redo")

    def undoable(self) -> Step | None:
        return self.journal.undoable()

    def redoable(self) -> Step | None:
        return self.journal.redoable()

    def _reverse(self, step: Step | None, kind: str) -> Step | None:
        if step is None:
            return None
        with faults.sentences(self.path):
            changes = self.journal.reverse(step, kind=kind)
        self._read.clear()
        self._tell(changes)
        return step

    def history(self, *, limit: int = 500, before: int | None = None) -> list[Step]:
        return self.journal.history(limit=limit, before=before)

    def changes(self, step_id: int) -> list[RowChange]:
        return self.journal.changes(step_id)

    def close(self) -> None:
        self._listeners.clear()
        for held in self.sitting.values():
            if hasattr(held, "close"):
                held.close()
        self.sitting.clear()
        store_open.close(self._opened)

    def _now(self) -> datetime:
        """The clock may be changed while the file is open: a sample is made day by day."""
        return self.clock.now()

    def _tell(self, changes: Changes | None) -> None:
        if changes is None:
            return
        for listener in tuple(self._listeners):
            listener(changes)
