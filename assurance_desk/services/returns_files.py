"""Files on their way in: which of a folder's are meant, their bytes, and what the worker found in each. No desk here."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from queue import SimpleQueue
from typing import Final

from assurance_desk.domain.recovery.finding import Finding
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.reading.spreadsheet_refusals import refusal
from assurance_desk.services.child import Child, ChildEndedError
from assurance_desk.texts import _

MOST_BYTES: Final = 50_000_000
SECONDS: Final = 20.0
MANY: Final = 20
"""From so many files on a second worker helps with the reading, for as long as it takes."""
_SPREADSHEETS: Final = frozenset({".xlsx", ".xls", ".ods", ".xlsb", ".xlsm", ".numbers"})
_SYSTEM: Final = frozenset({"thumbs.db", "desktop.ini", "icon\r", "__macosx"})
_OURS: Final = (".assurance", ".assurance-journal", ".lock", ".tmp")


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file as it came. ``finding`` is None where it was refused, and ``message`` then says why."""

    path: Path
    data: bytes
    received_on: date | None
    finding: Finding | None = None
    message: str = ""

    @property
    def name(self) -> str:
        return self.path.name

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
    for path in paths:
        if not path.exists():
            raise DeskError(_("There is no file or folder “{path}”; nothing was taken in.").format(path=path))
        found += sorted(_inside(path), key=_came) if path.is_dir() else [path]
    return list(dict.fromkeys(found))


def _inside(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        if any(_is_junk(part) for part in parts) or not path.is_file():
            continue
        if len(parts) == 1 or path.suffix.lower() in _SPREADSHEETS:
            yield path


def _is_junk(name: str) -> bool:
    low = name.lower()
    return low.startswith((".", "~$")) or low in _SYSTEM or low.endswith(_OURS)


def _came(path: Path) -> tuple[float, str]:
    return path.stat().st_mtime, path.name


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
    try:
        stat = path.stat()
        day = received_on or date.fromtimestamp(stat.st_mtime)  # noqa: DTZ012  (a day at the reader's desk)
        if stat.st_size > MOST_BYTES:
            return ReadFile(path, b"", day, message=refusal(path.name, "too big").sentence)
        data = path.read_bytes()
    except OSError as error:
        sentence = _(
            "“{name}” could not be opened ({why}); nothing was taken from it. Close it elsewhere and try again."
        )
        return ReadFile(
            path, b"", received_on, message=sentence.format(name=path.name, why=error.strerror or error)
        )
    try:
        # A silent copy of the progress: the files are told one by one, but a cancel must reach the child.
        finding: Finding = child.run(
            "read return", data, path.name, expected, progress=_Quiet(progress), seconds=SECONDS
        )
    except ChildEndedError:
        return ReadFile(path, data, day, message=refusal(path.name, "broke").sentence)
    except DeskError as error:
        return ReadFile(path, data, day, message=error.sentence)
    return ReadFile(path, data, day, finding)


class _Quiet(Progress):
    """Carries a cancel to the worker, and no report back."""

    def __init__(self, of: Progress) -> None:
        super().__init__()
        self._of = of

    @property
    def cancelled(self) -> bool:
        return self._of.cancelled
