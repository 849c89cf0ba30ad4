"""The list of protected names: an encrypted file of its own beside the workbook, never in it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlcipher3 import dbapi2 as driver

from assurance_desk.domain.names_protected import ProtectedName
from assurance_desk.errors import DeskError
from assurance_desk.store import faults
from assurance_desk.texts import _

SCHEMA: Final = 1
_PAGE: Final = 4096
_BETWEEN: Final = "\n"


class NoListError(DeskError):
    def __init__(self, path: Path) -> None:
        words = _(
            "The list of protected names “{name}” is not beside the workbook. The workbook is as it was; put the file"
            " back in {folder}, or make a new list."
        )
        super().__init__(words.format(name=path.name, folder=path.parent))


class WrongPasswordError(DeskError):
    def __init__(self, path: Path) -> None:
        words = _("This password does not open “{name}”. The list was not changed; type the password again.")
        super().__init__(words.format(name=path.name))


class DamagedListError(DeskError):
    def __init__(self, path: Path) -> None:
        words = _(
            "“{name}” is damaged and was not opened or changed; the workbook is as it was. Put a copy of the list in its"
            " place."
        )
        super().__init__(words.format(name=path.name))


class NewerListError(DeskError):
    def __init__(self, path: Path) -> None:
        words = _(
            "“{name}” was last used by a newer version of Assurance Desk. It was not changed; open it with that."
        )
        super().__init__(words.format(name=path.name))


class NamesList:
    """The open list. Nothing of it is kept here: each read asks the file."""

    def __init__(self, path: Path, connection: Any) -> None:
        self.path = path
        self._connection = connection

    def names(self) -> list[ProtectedName]:
        """By pseudonym."""
        with _told(self.path):
            found = self._connection.execute(
                "SELECT id, pseudonym, spellings, note FROM name ORDER BY pseudonym COLLATE NOCASE, id"
            ).fetchall()
        return [
            ProtectedName(one, pseudonym, tuple(spellings.split(_BETWEEN)), note)
            for one, pseudonym, spellings, note in found
        ]

    def put(self, name: ProtectedName) -> None:
        values = (name.id, name.pseudonym, _BETWEEN.join(name.spellings), name.note)
        with _told(self.path):
            self._connection.execute(
                "INSERT INTO name (id, pseudonym, spellings, note) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                " pseudonym = excluded.pseudonym, spellings = excluded.spellings, note = excluded.note",
                values,
            )

    def remove(self, name_id: str) -> None:
        with _told(self.path):
            self._connection.execute("DELETE FROM name WHERE id = ?", (name_id,))

    def change_password(self, password: str) -> None:
        with _told(self.path):
            self._connection.execute(f"PRAGMA rekey = {_key(password)}")

    def close(self) -> None:
        self._connection.close()


def create(path: Path, password: str) -> NamesList:
    """A new, empty list.

    Raises:
        DeskError: there is a file of this name, or the folder cannot be written.
    """
    if path.exists():
        raise faults.ExistsError(path)
    with _told(path):
        connection = driver.connect(_uri(path, "rwc"), uri=True, isolation_level=None, timeout=0.5)
        try:
            _set_up(connection, password)
            connection.execute("BEGIN")
            connection.execute(
                "CREATE TABLE name (id TEXT PRIMARY KEY, pseudonym TEXT NOT NULL, spellings TEXT NOT NULL,"
                " note TEXT NOT NULL)"
            )
            connection.execute(f"PRAGMA user_version = {SCHEMA}")
            connection.execute("COMMIT")
        except BaseException:
            connection.close()
            path.unlink(missing_ok=True)
            raise
    return NamesList(path, connection)


def open_list(path: Path, password: str) -> NamesList:
    """Raises:
    DeskError: it is not there, the password is wrong, it is damaged, newer or in use; it was not changed.
    """
    if not path.is_file():
        raise NoListError(path)
    size = path.stat().st_size
    if size == 0 or size % _PAGE:
        raise DamagedListError(path)
    with _told(path):
        connection = _unlocked(path, password)
        try:
            _looked_over(connection, path)
        except BaseException:
            connection.close()
            raise
    return NamesList(path, connection)


def _unlocked(path: Path, password: str) -> Any:
    """A wrong password and a damaged first page look alike: the first is the likelier."""
    connection = driver.connect(_uri(path, "rw"), uri=True, isolation_level=None, timeout=0.5)
    try:
        _set_up(connection, password)
        connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    except driver.DatabaseError as error:
        connection.close()
        if "not a database" in str(error):
            raise WrongPasswordError(path) from error
        raise
    return connection


def _looked_over(connection: Any, path: Path) -> None:
    if connection.execute("PRAGMA cipher_integrity_check").fetchone():
        raise DamagedListError(path)
    if connection.execute("PRAGMA user_version").fetchone()[0] > SCHEMA:
        raise NewerListError(path)


def _uri(path: Path, mode: str) -> str:
    return f"file:{quote(str(path.resolve()))}?mode={mode}"


def _set_up(connection: Any, password: str) -> None:
    """SQLCipher's memory security stays off: once on, it is on for every file of the process until it ends, and locks
    each piece of memory in turn, which makes the workbook up to twenty times as slow. The names are in our own memory
    as plain text anyway while the list is unlocked.
    """
    for pragma in (
        "cipher_log_level = NONE",
        f"key = {_key(password)}",
        "temp_store = MEMORY",
        "secure_delete = ON",
        "synchronous = FULL",
        "trusted_schema = OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _key(password: str) -> str:
    """A key cannot be bound. The same letters are the same key, however the keyboard makes them."""
    return "'" + unicodedata.normalize("NFC", password).replace("\0", "").replace("'", "''") + "'"


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """The driver's errors as sentences about the list and not about a workbook."""
    try:
        with faults.sentences(path):
            yield
    except faults.DamagedError as error:
        raise DamagedListError(path) from error
