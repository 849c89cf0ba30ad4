"""Faults of the file, each a small class owning its sentence; the driver's errors turned into them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2 as driver

from assurance_desk.errors import DeskError
from assurance_desk.store import in_use
from assurance_desk.texts import _


class NoSuchWorkbookError(DeskError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "There is no file “{name}” in {folder}. Nothing was changed. Check the name, or open another."
            ).format(name=path.name, folder=path.parent)
        )


class NoFolderError(DeskError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "There is no folder “{folder}”, so “{name}” was not made. Make the folder first, or choose another."
            ).format(name=path.name, folder=path.parent)
        )


class NotAWorkbookError(DeskError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "“{name}” is not an Assurance Desk workbook, or it has a password. It was not changed. "
                "Choose a file that ends in .assurance."
            ).format(name=path.name)
        )


class NewerWorkbookError(DeskError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "“{name}” was last used by a newer version of Assurance Desk. It was not changed. "
                "Open it with that version."
            ).format(name=path.name)
        )


class InUseError(DeskError):
    def __init__(self, path: Path) -> None:
        who = in_use.who(path)
        by = _(" by {who}").format(who=who) if who else ""
        super().__init__(
            _(
                "“{name}” is open elsewhere{by}. Nothing was changed. Close it there, or open it to read only."
            ).format(name=path.name, by=by)
        )


class DamagedError(DeskError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "“{name}” is damaged and was not opened or changed. Keep it as it is, and open your latest copy of it."
            ).format(name=path.name)
        )


class ReadOnlyError(DeskError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "“{name}” can only be read here, so nothing was saved. Save a copy in a folder of your own and work in that."
            ).format(name=path.name)
        )


class FullError(DeskError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "There is no room left on the disk of “{name}”. The last change was not saved; all before it is safe. "
                "Free some space and try again."
            ).format(name=path.name)
        )


class NotSavedError(DeskError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "“{name}” could not be written just now. The last change was not saved; all before it is safe. "
                "Check that its drive is still there and try again."
            ).format(name=path.name)
        )


class ExistsError(DeskError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            _("There is already a file “{name}”. It was not changed. Choose another name.").format(
                name=path.name
            )
        )


def told(error: BaseException, path: Path) -> DeskError | None:
    """The sentence for a driver's error that the world caused; None for a fault of ours, and for any other error."""
    words = str(error).lower()
    if isinstance(error, driver.OperationalError):
        for sign, fault in (
            ("readonly", ReadOnlyError), ("read-only", ReadOnlyError), ("full", FullError),
            ("disk i/o", NotSavedError), ("unable to open", NotSavedError),
        ):  # fmt: skip
            if sign in words:
                return fault(path)
        if "locked" in words:
            return InUseError(path)
    if isinstance(error, driver.DatabaseError) and ("malformed" in words or "not a database" in words):
        return DamagedError(path)
    return None


@contextmanager
def opening(path: Path) -> Iterator[None]:
    """As ``sentences``; and a schema so damaged that the driver cannot even decode its own message is told too."""
    try:
        with sentences(path):
            yield
    except UnicodeDecodeError as error:
        raise DamagedError(path) from error


@contextmanager
def sentences(path: Path) -> Iterator[None]:
    """Turn the driver's errors in this block into sentences where the world caused them."""
    try:
        yield
    except driver.Error as error:
        told_error = told(error, path)
        if told_error is None:
            raise
        raise told_error from error
