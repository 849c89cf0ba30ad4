"""Files on their way in: which of a folder's are meant, their bytes, and what the worker found in each. No desk here."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from queue import SimpleQueue
from typing import Final

from assurance_desk.domain.file_names import tidy
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.services.child import Child
from assurance_desk.services.returns_read import MOST_BYTES, QUICK, SECONDS, FileReader, ReadFile
from assurance_desk.texts import _

__all__ = ["MANY", "MOST_BYTES", "QUICK", "SECONDS", "ReadFile", "expand", "read_files"]

MANY: Final = 20
"""From so many files on a second worker helps with the reading, for as long as it takes."""
_SPREADSHEETS: Final = frozenset(
    {
        ".xlsx", ".xls", ".ods", ".xlsb", ".xlsm", ".xltx", ".xltm", ".xlt", ".ots", ".fods", ".numbers",
        ".eml", ".msg", ".zip",
    }
)  # fmt: skip
_SYSTEM: Final = frozenset({"thumbs.db", "desktop.ini", "icon\r", "__macosx"})
_OURS: Final = (".assurance", ".assurance-journal", ".names", ".names-journal", ".lock", ".tmp")


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
        folders[:] = [name for name in folders if not is_junk(name)]
        for name in names:
            path = Path(place, name)
            if is_junk(name) or not os.path.isfile(path):  # noqa: PTH113  (it never raises)
                continue
            if Path(place) == folder or path.suffix.lower() in _SPREADSHEETS:
                yield path
    yield from closed


def is_junk(name: str) -> bool:
    """Hidden files, Office's lock files and what systems leave behind."""
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

    An e-mail or a ZIP folder gives one for every file in it that is a return or could be one.

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

    def work(path: Path) -> list[ReadFile]:
        mine = free.get()
        try:
            return FileReader(expected, mine, received_on, progress).read(path)
        finally:
            free.put(mine)

    found: list[ReadFile] = []
    with ThreadPoolExecutor(len(readers), thread_name_prefix="read") as pool:
        try:
            for number, (path, several) in enumerate(zip(files, pool.map(work, files), strict=True)):
                progress.at(number, len(files), tidy(path.name))
                found += several
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    progress.at(len(files), len(files), "")
    return found
