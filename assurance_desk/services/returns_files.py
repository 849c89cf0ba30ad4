"""Files on their way in: which of a folder's are meant, their bytes, and what the worker found in each. No desk here."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from queue import SimpleQueue
from typing import Final

from assurance_desk.domain.file_names import tidy
from assurance_desk.domain.names_scan import Hit, Looked
from assurance_desk.domain.recovery.finding import Finding
from assurance_desk.domain.updates import UpdateFinding
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.reading.spreadsheet_refusals import refusal
from assurance_desk.services.child import Child, ChildEndedError, WorkerFaultError
from assurance_desk.texts import _

MOST_BYTES: Final = 50_000_000
SECONDS: Final = 20.0
MANY: Final = 20
"""From so many files on a second worker helps with the reading, for as long as it takes."""
QUICK: Final = 6.0
"""A worker that died sooner may have died of something else than the file: it is tried once more."""
_SPREADSHEETS: Final = frozenset(
    {".xlsx", ".xls", ".ods", ".xlsb", ".xlsm", ".xltx", ".xltm", ".xlt", ".ots", ".fods", ".numbers"}
)
_SYSTEM: Final = frozenset({"thumbs.db", "desktop.ini", "icon\r", "__macosx"})
_OURS: Final = (".assurance", ".assurance-journal", ".lock", ".tmp")


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file as it came. ``finding``: of a questionnaire, ``update``: of an update on actions; where both are None it
    was refused, and ``message`` says why.
    """

    path: Path
    data: bytes
    received_on: date | None
    finding: Finding | None = None
    message: str = ""
    update: UpdateFinding | None = None
    hits: tuple[Hit, ...] = ()
    """What in it seems to name a child: with any, nothing of it is kept until somebody decided."""

    @property
    def name(self) -> str:
        return tidy(self.path.name)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def expand(paths: Sequence[Path]) -> list[Path]:
    """Files as given; of a folder every file in it, and the spreadsheets of its sub-folders; oldest first.

    Hidden files, Office's lock files and what systems leave behind are passed over.

    Raises:
        DeskError: a path is not there.
    """
    found: list[Path] = []
    missing = [path for path in paths if not _is_there(path)]
    if missing and len(missing) == len(paths):
        sentence = _("There is no file or folder “{path}”; nothing was taken in.")
        raise DeskError(sentence.format(path=tidy(str(missing[0]))))
    for path in paths:
        found += sorted(_inside(path), key=_came) if os.path.isdir(path) else [path]  # noqa: PTH112  (it never raises)
    return list(dict.fromkeys(found))


def _is_there(path: Path) -> bool:
    """A file that may not be looked at is there; it is refused by itself later on."""
    try:
        return path.exists()
    except OSError:
        return True


def _inside(folder: Path) -> Iterator[Path]:
    """A sub-folder that cannot be opened is given as itself, so that it is told and not passed over."""
    closed: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = [name for name in folders if not _is_junk(name)]
        for name in names:
            path = Path(place, name)
            if _is_junk(name) or not os.path.isfile(path):  # noqa: PTH113  (it never raises)
                continue
            if Path(place) == folder or path.suffix.lower() in _SPREADSHEETS:
                yield path
    yield from closed


def _is_junk(name: str) -> bool:
    low = name.lower()
    return low.startswith((".", "~$")) or low in _SYSTEM or low.endswith(_OURS)


def _came(path: Path) -> tuple[float, str]:
    try:
        return path.stat().st_mtime, path.name
    except OSError:  # gone since it was listed: told when it is to be opened
        return 0.0, path.name


def read_files(
    paths: Sequence[Path],
    expected: bytes,
    child: Child | None = None,
    progress: Progress | None = None,
    received_on: date | None = None,
) -> list[ReadFile]:
    """Read every file in the worker; one that cannot be read is refused by itself, and the others go on.

    Raises:
        DeskError: a path is not there.
        Cancelled: the user stopped it; nothing was kept.
    """
    files = expand(paths)
    told = progress or Progress()
    readers = [child or Child()]
    own = [] if child else list(readers)
    if len(files) >= MANY and (os.cpu_count() or 1) > 1:
        readers.append(Child())
        own.append(readers[-1])
    try:
        return _shared_out(files, expected, readers, received_on, told)
    finally:
        for one in own:
            one.close()


def _shared_out(
    files: list[Path], expected: bytes, readers: list[Child], received_on: date | None, progress: Progress
) -> list[ReadFile]:
    """Every reader takes the next file not yet taken; results stay in the files' order."""
    free: SimpleQueue[Child] = SimpleQueue()
    for reader in readers:
        free.put(reader)

    def work(path: Path) -> ReadFile:
        mine = free.get()
        try:
            return _read(path, expected, mine, received_on, progress)
        finally:
            free.put(mine)

    found: list[ReadFile] = []
    with ThreadPoolExecutor(len(readers), thread_name_prefix="read") as pool:
        try:
            for one in pool.map(work, files):
                progress.at(len(found), len(files), one.name)
                found.append(one)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    progress.at(len(files), len(files), "")
    return found


def _read(
    path: Path, expected: bytes, child: Child, received_on: date | None, progress: Progress
) -> ReadFile:
    name = tidy(path.name)
    try:
        found = path.stat()
        day = received_on or _day(found.st_mtime)
        if stat.S_ISDIR(found.st_mode):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        if not stat.S_ISREG(found.st_mode):
            return ReadFile(path, b"", day, message=refusal(name, "pipe").sentence)
        with path.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        sentence = _(
            "“{name}” could not be opened ({why}); nothing was taken from it. Close it elsewhere and try again."
        )
        return ReadFile(
            path, b"", received_on, message=sentence.format(name=name, why=error.strerror or error)
        )
    if len(data) > MOST_BYTES:
        return ReadFile(path, b"", day, message=refusal(name, "too big").sentence)
    try:
        looked = _found(data, name, expected, child, progress)
    except (ChildEndedError, WorkerFaultError):
        return ReadFile(path, data, day, message=refusal(name, "broke").sentence)
    except DeskError as error:
        return ReadFile(path, data, day, message=error.sentence)
    return of_looked(path, data, day, looked)


def of_looked(path: Path, data: bytes, day: date | None, looked: Looked) -> ReadFile:
    """A file as the worker read it and looked through it."""
    finding = looked.finding
    update = finding if isinstance(finding, UpdateFinding) else None
    found = finding if isinstance(finding, Finding) else None
    return ReadFile(path, data, day, found, looked.message, update, looked.hits)


def _day(seconds: float) -> date | None:
    try:
        return date.fromtimestamp(seconds)  # noqa: DTZ012  (a day at the reader's desk)
    except (OverflowError, ValueError, OSError):
        return None


def _found(data: bytes, name: str, expected: bytes, child: Child, progress: Progress) -> Looked:
    """A worker that something else ended is no fault of the file: where it died soon, the file is tried once more."""
    began = time.monotonic()
    # A silent copy of the progress: the files are told one by one, but a cancel must reach the child.
    quiet = _Quiet(progress)
    try:
        found: Looked = child.run("read return", data, name, expected, progress=quiet, seconds=SECONDS)
    except ChildEndedError as ended:
        if ended.why != "died" or time.monotonic() - began > QUICK:
            raise
        found = child.run("read return", data, name, expected, progress=quiet, seconds=SECONDS - QUICK)
    return found


class _Quiet(Progress):
    """Carries a cancel to the worker, and no report back."""

    def __init__(self, of: Progress) -> None:
        super().__init__()
        self._of = of

    @property
    def cancelled(self) -> bool:
        return self._of.cancelled
