"""Create, open and close a workbook: identify it, lock it, copy before migrating, migrate, check."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from sqlcipher3 import dbapi2 as driver
from sqlite_utils import Database

from assurance_desk import scratch
from assurance_desk.store import chain, faults, in_use
from assurance_desk.store.migrations import SCHEMA, migrate

APPLICATION_ID = int.from_bytes(b"ASDK")
HEADER = b"SQLite format 3\x00"


@dataclass(slots=True)
class OpenFile:
    """An open workbook. ``reading_copy`` is the temporary copy a second reader works on."""

    path: Path
    db: Database
    read_only: bool
    reading_copy: Path | None = None
    migrated_from: int = SCHEMA


def create(path: Path) -> OpenFile:
    """Make a new, empty workbook and open it.

    Raises:
        DeskError: there is a file of this name, or the folder cannot be written.
    """
    if path.exists():
        raise faults.ExistsError(path)
    if not path.parent.is_dir():
        raise faults.NoFolderError(path)
    with faults.sentences(path):
        db = connect(path, "rwc")
        try:
            _lock(db)
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            migrate(db)
        except BaseException:
            db.close()
            path.unlink(missing_ok=True)
            raise
    in_use.leave(path)
    return OpenFile(path, db, read_only=False)


def open_file(path: Path, *, read_only: bool = False, check: bool = True) -> OpenFile:
    """Open a workbook, bringing an older one up to date after copying it.

    ``read_only`` reads a temporary copy, so that it works while another has the file open. ``check=False`` leaves
    the look at its structure to a ``check_structure`` soon after; after an unclean exit the whole is checked anyway.

    Raises:
        DeskError: no such file, not a workbook, newer, open elsewhere, read-only or damaged; nothing was touched.
    """
    _identify(path)
    if read_only:
        return _open_to_read(path)
    unclean = in_use.note(path).exists()
    with faults.opening(path):
        db = connect(path, "rw")
        try:
            _lock(db)
            found = _schema(db, path)
            if unclean or check or found < SCHEMA:
                check_structure(db, path, full=unclean)
            if found < SCHEMA:
                _copy_before_update(db, path, found)
                _update(db, path)
        except BaseException:
            db.close()
            raise
    in_use.leave(path)
    return OpenFile(path, db, read_only=False, migrated_from=found)


def close(opened: OpenFile) -> None:
    opened.db.close()
    if opened.reading_copy:
        opened.reading_copy.unlink(missing_ok=True)
    elif not opened.read_only:
        in_use.note(opened.path).unlink(missing_ok=True)


def _identify(path: Path) -> None:
    if not path.is_file():
        raise faults.NoSuchWorkbookError(path)
    try:
        with path.open("rb") as file:
            head = file.read(72)
    except PermissionError as error:
        raise faults.ReadOnlyError(path) from error
    except OSError as error:
        raise faults.NotSavedError(path) from error
    if not head.startswith(HEADER) or head[68:72] != APPLICATION_ID.to_bytes(4):
        raise faults.NotAWorkbookError(path)


def connect(path: Path, mode: str) -> Database:
    """A connection as every one of ours is set up; ``mode`` as SQLite's URI has it: ``rw``, ``rwc``."""
    uri = f"file:{quote(str(path.resolve()))}?mode={mode}"
    connection = driver.connect(uri, uri=True, isolation_level=None, timeout=0.5, check_same_thread=True)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA trusted_schema = OFF")  # a workbook may have come by mail
    return Database(connection, execute_plugins=False)


def _lock(db: Database) -> None:
    """An exclusive lock from here to close. The pragma alone does not lock: a first transaction does.

    The transaction writes and takes it back, so that a file or folder that cannot be written is told at once.
    """
    db.execute("PRAGMA locking_mode = EXCLUSIVE")
    db.execute("BEGIN EXCLUSIVE")
    db.execute("CREATE TABLE can_be_written (x)")
    db.execute("ROLLBACK")


def _schema(db: Database, path: Path) -> int:
    schema = int(db.execute("PRAGMA user_version").fetchone()[0])
    if schema > SCHEMA:
        raise faults.NewerWorkbookError(path)
    return schema


def check_structure(db: Database, path: Path, *, full: bool = False) -> None:
    """A look at the file's structure, or at all of it (24 ms against 80 for 27 MB).

    Raises:
        DamagedError: something is wrong in it.
    """
    pragma = "integrity_check(1)" if full else "quick_check(1)"
    with faults.sentences(path):
        if db.execute(f"PRAGMA {pragma}").fetchone()[0] != "ok":
            raise faults.DamagedError(path)


def _copy_before_update(db: Database, path: Path, schema: int) -> None:
    """Verified: a copy that cannot be opened is no copy.

    Made through the open connection: on POSIX, closing any other handle on the file would give up our lock.
    """
    day = datetime.now(UTC).strftime("%Y-%m-%d %H%M%S")
    copy = path.with_name(f"{path.stem} (before update {day}){path.suffix}")
    kept = connect(copy, "rwc")
    try:
        db.conn.backup(kept.conn)
        check_structure(kept, copy, full=True)
        sound = _schema(kept, copy) == schema
    except BaseException:
        kept.close()
        copy.unlink(missing_ok=True)
        raise
    kept.close()
    if not sound:
        raise faults.DamagedError(copy)


def _update(db: Database, path: Path) -> None:
    db.execute("PRAGMA foreign_keys = OFF")
    migrate(db)
    with db.atomic():
        chain.extend(db)  # what migrations recorded, and a history older than the chain
    if db.execute("PRAGMA foreign_key_check").fetchone():
        raise faults.DamagedError(path)
    db.execute("PRAGMA foreign_keys = ON")


def _open_to_read(path: Path) -> OpenFile:
    handle, name = tempfile.mkstemp(suffix=".assurance", prefix="reading-", dir=scratch.folder())
    copy = Path(name)
    try:
        with open(handle, "wb") as target, path.open("rb") as source:  # noqa: PTH123  (the handle is open already)
            shutil.copyfileobj(source, target)
        db = _open_copy(copy, path)
    except BaseException:
        copy.unlink(missing_ok=True)
        raise
    return OpenFile(path, db, read_only=True, reading_copy=copy)


def _open_copy(copy: Path, path: Path) -> Database:
    with faults.opening(path):
        db = connect(copy, "rw")
        try:
            check_structure(db, path, full=True)
            if _schema(db, path) < SCHEMA:
                _update(db, path)
        except BaseException:
            db.close()
            raise
    return db
