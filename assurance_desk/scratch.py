"""A folder for copies that must not outlive this run; what a run that died left in one is cleared away.

Each run has a folder of its own under one root in the system's temporary folder, and holds a lock beside it as
long as it lives: an unlocked one belongs to nobody any more. Nothing outside that root is ever touched.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import BinaryIO


class _Run:
    """The folder of this run, and the lock that says it lives."""

    folder: Path | None = None
    lock: BinaryIO | None = None


def folder() -> Path:
    """The folder of this run, made when first asked for and gone when the run ends.

    Raises:
        OSError: the temporary folder cannot be written.
    """
    if _Run.folder is None or not _Run.folder.is_dir():
        clear_left()
        _Run.folder = _made(root())
        atexit.register(leave)
    return _Run.folder


def root() -> Path:
    """Where every run of this user has its folder."""
    if sys.platform == "win32":
        import getpass

        who = getpass.getuser()
    else:
        who = str(os.getuid())
    return Path(tempfile.gettempdir()) / f"assurance-desk-{who}"


def clear_left() -> None:
    """Remove what runs that are no more left; what cannot be removed now waits for the next start."""
    if not _is_ours(root()):
        return
    for lock_path in root().glob("*.lock"):
        lock = _locked(lock_path)
        if lock is None:
            continue  # that run lives
        shutil.rmtree(lock_path.with_suffix(""), ignore_errors=True)
        gone = not lock_path.with_suffix("").exists()
        lock.close()
        if gone:
            lock_path.unlink(missing_ok=True)


def leave() -> None:
    """Give this run's folder up, with all that is in it."""
    if _Run.folder is not None:
        shutil.rmtree(_Run.folder, ignore_errors=True)
    if _Run.lock is not None:
        _Run.lock.close()
        if _Run.folder is not None and not _Run.folder.exists():
            _Run.folder.with_suffix(".lock").unlink(missing_ok=True)
    _Run.folder, _Run.lock = None, None


def _made(under: Path) -> Path:
    under.mkdir(mode=0o700, exist_ok=True)
    if not _is_ours(
        under
    ):  # somebody else's of that name: a folder nobody can guess, cleared by this run alone
        return Path(tempfile.mkdtemp(prefix="assurance-desk-"))
    while True:
        name = f"{os.getpid()}-{os.urandom(4).hex()}"
        _Run.lock = _locked(under / f"{name}.lock")
        if _Run.lock is not None:
            made = under / name
            made.mkdir(mode=0o700)
            return made


def _is_ours(path: Path) -> bool:
    """A folder, no link, that nobody but this user can have filled."""
    if path.is_symlink() or not path.is_dir():
        return False
    if sys.platform == "win32":
        return True  # the temporary folder is the user's own
    found = path.stat()
    return found.st_uid == os.getuid() and not found.st_mode & 0o022


def _locked(path: Path) -> BinaryIO | None:
    """The open lock, or None where a living run holds it."""
    try:
        held = path.open("a+b")
    except OSError:
        return None
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(held.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        held.close()
        return None
    return held
