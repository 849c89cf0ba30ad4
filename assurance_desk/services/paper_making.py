"""Setting a paper as PDF: values in, bytes out, in the worker child or here. Never the desk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from assurance_desk.domain.paper.checks import Scale
from assurance_desk.domain.paper.made import MadePaper, RenderReport
from assurance_desk.domain.paper.record import Paper
from assurance_desk.progress import Progress
from assurance_desk.services.paper_faults import CannotWriteError
from assurance_desk.whole_file import write_whole

if TYPE_CHECKING:
    from assurance_desk.domain.snapshot import Snapshot


class Worker(Protocol):
    """``services.child.Child``, or ``Here``."""

    def run(self, task: str, *args: Any, progress: Progress | None = None) -> Any: ...


class Here:
    """Does the worker's tasks in this process: the command line has no window to keep alive."""

    def run(self, task: str, *args: Any, progress: Progress | None = None) -> Any:
        from assurance_desk.pdf import tasks

        return getattr(tasks, task.replace(" ", "_"))(*args, progress or Progress())


@dataclass(frozen=True, slots=True)
class PaperJob:
    """All that setting a paper needs, as plain values. ``before`` is the record it was taken from."""

    snapshot: Snapshot
    paper: Paper
    before: Paper
    scale: Scale
    known: tuple[str, ...]


def make(job: PaperJob, worker: Worker | None = None, progress: Progress | None = None) -> MadePaper:
    """The PDF's bytes, its pages and its checks."""
    made: MadePaper = (worker or Here()).run(
        "make paper", job.snapshot, job.paper, job.scale, job.known, progress=progress
    )
    return made


def save(
    job: PaperJob, path: Path, worker: Worker | None = None, progress: Progress | None = None
) -> MadePaper:
    """As ``make``, and the PDF at ``path``, whole or not at all.

    Raises:
        CannotWriteError: it cannot be written there.
    """
    made = make(job, worker, progress)
    write(path, made.data)
    return made


def page_image(
    data: bytes, number: int, width: int, worker: Worker | None = None, progress: Progress | None = None
) -> tuple[int, int, bytes]:
    """A page as (width, height, RGB)."""
    shown: tuple[int, int, bytes] = (worker or Here()).run(
        "show page", data, number, width, progress=progress
    )
    return shown


def issued_pages(data: bytes, worker: Worker | None = None, progress: Progress | None = None) -> MadePaper:
    """An issued paper as it is kept, with how many pages it has."""
    pages: int = (worker or Here()).run("count pages", data, progress=progress)
    return MadePaper(data=data, report=RenderReport(pages=pages))


def write(path: Path, data: bytes) -> None:
    """Put a made paper at ``path``, whole or not at all.

    Raises:
        DeskError: it cannot be written there.
    """
    try:
        write_whole(path, data)
    except OSError as error:
        raise CannotWriteError(path) from error
