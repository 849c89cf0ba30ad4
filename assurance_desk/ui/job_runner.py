"""Long work off the window's thread: values in, values out, never the desk. And, in slices, long work on the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from assurance_desk.progress import Cancelled, Progress
from assurance_desk.services.slices import Slices
from assurance_desk.ui.slicing import Slicer

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")
Work = Callable[[Progress], T]


@dataclass(slots=True)
class Job(Generic[T]):
    """One piece of work under way; ``words`` say what is being done."""

    words: str
    progress: Progress
    done: Callable[[T], object] | None
    failed: Callable[[BaseException], object] | None


class JobRunner(QObject):
    """Runs one job after another in a thread that waits on the worker child; tells the window by signals.

    ``failed`` of a job takes what was raised; without one, ``broke`` tells it to the window. A cancelled job
    calls neither. Callbacks run on the window's thread.
    """

    started = Signal(str)
    progressed = Signal(int, int, str)
    ended = Signal()
    cancelled = Signal()
    broke = Signal(object)
    _finished = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: list[Job[Any]] = []
        self._slicer = Slicer(self)
        self._held: list[tuple[Job[Any], Future[Any]]] = []
        self._finished.connect(self._finish)

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        """Its thread is there from the first job on."""
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")

    @property
    def busy(self) -> bool:
        return bool(self._jobs)

    @property
    def in_slice(self) -> bool:
        """Whether whoever asks is itself a slice of work on the desk."""
        return self._slicer.turning

    def run(
        self,
        words: str,
        work: Work[T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
    ) -> Progress:
        """Start ``work(progress)``, or queue it behind what runs. It must not be given the desk.

        Its return value goes to ``done``. Cancel it through the returned ``Progress``.
        """
        progress = Progress(self.progressed.emit)
        job: Job[T] = Job(words, progress, done, failed)
        self._jobs.append(job)
        if len(self._jobs) == 1:
            self.started.emit(words)
        future = self._pool.submit(work, progress)
        future.add_done_callback(lambda ended: self._finished.emit(job, ended))
        return progress

    def run_here(
        self,
        words: str,
        slices: Slices[T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
    ) -> Progress:
        """Work on the desk itself, on the window's thread but in slices: the window is painted and can cancel meanwhile.

        Jobs that end while it runs are told once it is over, since what they do may be a step of its own.
        """
        progress = Progress(self.progressed.emit)
        job: Job[T] = Job(words, progress, done, failed)
        self._jobs.insert(0, job)
        self.started.emit(words)
        self._slicer.run(slices, progress, lambda result, error: self._told(job, result, error))
        return progress

    def _told(self, job: Job[Any], result: object, error: BaseException | None) -> None:
        self._over(job)
        held, self._held = self._held, []
        self._answer(job, result, error)
        for one in held:
            self._finish(*one)

    def cancel(self) -> None:
        """Ask the job under way to stop; it does at its next report."""
        if self._jobs:
            self._jobs[0].progress.cancel()

    def close(self) -> None:
        """Stop everything; waits for the job under way to notice."""
        self._slicer.close()
        for job in self._jobs:
            job.progress.cancel()
        self._jobs.clear()
        if "_pool" in self.__dict__:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def _finish(self, job: Job[Any], future: Future[Any]) -> None:
        if job not in self._jobs:
            return  # the runner was closed: whoever asked is gone
        if self._slicer.busy:
            self._held.append((job, future))
            return
        self._over(job)
        if future.cancelled():
            return
        error = future.exception()
        self._answer(job, None if error else future.result(), error)

    def _over(self, job: Job[Any]) -> None:
        self._jobs.remove(job)
        if self._jobs:
            self.started.emit(self._jobs[0].words)
        else:
            self.ended.emit()

    def _answer(self, job: Job[Any], result: object, error: BaseException | None) -> None:
        if error is None:
            if job.done:
                job.done(result)
        elif isinstance(error, Cancelled):
            self.cancelled.emit()
        elif job.failed:
            job.failed(error)
        else:
            self.broke.emit(error)
