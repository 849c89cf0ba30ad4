"""The parent's side of the worker process: one warm child, replaced when it dies, hangs or is left unfit."""

from __future__ import annotations

import multiprocessing
import threading
import time
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, Final

from assurance_desk.errors import DeskError
from assurance_desk.progress import Cancelled, Progress
from assurance_desk.services import worker
from assurance_desk.texts import _

_LOOK_EVERY: Final = 0.05
_GRACE: Final = 1.0
"""Seconds a task has to notice that it is to stop, before its process is ended."""


class ChildEndedError(DeskError):
    """The work was broken off; whoever asked for it may say it in words of its own. ``why``: died or time."""

    def __init__(self, why: str) -> None:
        super().__init__(
            _("This took too long and was stopped; nothing was changed. Try again, or with a smaller file.")
            if why == "time"
            else _("This work broke off and nothing was changed. Try again; if it breaks off again, tell us.")
        )
        self.why = why


class WorkerFaultError(RuntimeError):
    """A fault of our own in the child; its text is the child's traceback."""


class Child:
    """One worker process, started when first needed. ``run`` may be called from any thread; one task at a time."""

    def __init__(self, *, memory: int = worker.MEMORY) -> None:
        self._memory = memory
        self._turn = threading.Lock()
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._number = 0

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the process now, so that the first task finds it warm."""
        with self._turn:
            self._started()

    def run(self, task: str, *arguments: Any, progress: Progress | None = None, seconds: float = 120) -> Any:
        """Do the task in the child and give its result.

        ``task`` is a name of ``worker.TASKS``. ``seconds`` is how long it may be silent: every report of
        progress begins them anew.

        Raises:
            DeskError: the task refused; ``ChildEndedError`` where its process died or was silent too long.
            Cancelled: ``progress`` was cancelled.
            WorkerFaultError: the task has a fault of ours.
        """
        with self._turn:
            if progress and progress.cancelled:
                raise Cancelled
            pipe = self._started()
            self._number += 1
            try:
                pipe.send((worker.RUN, self._number, task, arguments))
                answer = self._answer(pipe, progress, seconds)
            except (EOFError, ConnectionError) as error:
                self._end()
                raise ChildEndedError("died") from error
            except BaseException:
                self._end()  # broken off half-way: what it would still say must not pass for the next task's answer
                raise
            return self._concluded(answer)

    def close(self) -> None:
        """End the process; a later ``run`` starts another."""
        with self._turn:
            self._end()

    def _started(self) -> Connection:
        if self._process is not None and self._pipe is not None and self._process.is_alive():
            return self._pipe
        self._end()
        spawn = multiprocessing.get_context("spawn")
        ours, theirs = spawn.Pipe()
        process = spawn.Process(
            target=worker.main, args=(theirs, self._memory), name="assurance-desk-worker", daemon=True
        )
        process.start()
        theirs.close()  # else its death would not be seen at our end
        self._process, self._pipe = process, ours
        return ours

    def _answer(self, pipe: Connection, progress: Progress | None, seconds: float) -> tuple[Any, ...]:
        silent_since = time.monotonic()
        stop_by: float | None = None
        while True:
            if pipe.poll(_LOOK_EVERY):
                answer: tuple[Any, ...] = pipe.recv()
                if answer[0] != worker.AT:
                    return answer
                silent_since = time.monotonic()
                _report(progress, answer)
            now = time.monotonic()
            if stop_by is None and progress and progress.cancelled:
                pipe.send((worker.CANCEL, self._number))
                stop_by = now + _GRACE
            if stop_by is not None and now > stop_by:
                raise Cancelled
            if now - silent_since > seconds:
                raise ChildEndedError("time")

    def _concluded(self, answer: tuple[Any, ...]) -> Any:
        match answer[0]:
            case worker.DONE:
                return answer[1]
            case worker.REFUSED:
                raise DeskError(answer[1])
            case worker.CANCELLED:
                raise Cancelled
            case worker.BROKE:
                self._end()
                raise ChildEndedError("died")
            case _:
                raise WorkerFaultError(answer[1])

    def _end(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        self._process = self._pipe = None


def _report(progress: Progress | None, answer: tuple[Any, ...]) -> None:
    """Pass a report on. A cancel is not raised here: the child is told of it, and stops by itself."""
    if progress and not progress.cancelled:
        try:
            progress.at(answer[1], answer[2], answer[3])
        except Cancelled:
            return
