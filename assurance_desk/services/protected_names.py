"""The list of protected names while it is unlocked: which names no return may bring in, and the pseudonyms in their place.

Nothing of it goes into the workbook: no step, no search, no copy.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assurance_desk.domain.ids import new_id
from assurance_desk.domain.names_protected import ProtectedName, fold, spellings_of
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows, settings
from assurance_desk.texts import _

if TYPE_CHECKING:
    from assurance_desk.store.protected import NamesList

NONE, MISSING, LOCKED, OPEN = "none", "missing", "locked", "open"
SHORTEST = 10
"""Letters of a password: the file can be copied and tried at leisure."""
_KEY = "protected names"
_MADE = "protected names are listed beside"
_FEWEST = 3


class ShortPasswordError(DeskError):
    def __init__(self) -> None:
        words = _(
            "A password needs at least {n} letters or signs; nothing was changed. Type a longer one twice."
        )
        super().__init__(words.format(n=SHORTEST))


class TwoPasswordsError(DeskError):
    def __init__(self) -> None:
        super().__init__(_("The two passwords differ; nothing was changed. Type the same one twice."))


class LockedListError(DeskError):
    def __init__(self) -> None:
        super().__init__(_("The list of protected names is locked, and was not changed. Unlock it first."))


class ShortNameError(DeskError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "A name needs at least {n} letters, else half of every return would be stopped. Nothing was changed;"
                " type more of it."
            ).format(n=_FEWEST)
        )


class NoPseudonymError(DeskError):
    def __init__(self) -> None:
        super().__init__(_("A pseudonym and a name are needed; nothing was added. Type both."))


def path_of(desk: Desk) -> Path:
    """``X.names`` beside ``X.assurance``."""
    return desk.path.with_suffix(".names")


def state(desk: Desk) -> str:
    """``MISSING``: there was a list beside this workbook, and it is not there."""
    if _KEY in desk.sitting:
        return OPEN
    if path_of(desk).exists():
        return LOCKED
    return MISSING if settings.get(desk.db, _MADE) else NONE


def begin(desk: Desk, password: str, again: str) -> None:
    """A new list, unlocked.

    Raises:
        DeskError: the passwords differ or are short, or the file cannot be made.
    """
    from assurance_desk.store import protected

    _fit(password, again)
    desk.sitting[_KEY] = protected.create(path_of(desk), password)
    if not desk.read_only:
        settings.put(desk.db, _MADE, "yes")  # that there is one, and nothing of it


def unlock(desk: Desk, password: str) -> None:
    """Raises:
    DeskError: the list is not there, the password is wrong, or the file is damaged.
    """
    from assurance_desk.store import protected

    lock(desk)
    desk.sitting[_KEY] = protected.open_list(path_of(desk), password)


def lock(desk: Desk) -> None:
    held = desk.sitting.pop(_KEY, None)
    if held is not None:
        _as_list(held).close()


def change_password(desk: Desk, password: str, again: str) -> None:
    """Raises:
    DeskError: the passwords differ or are short, or the list is locked.
    """
    _fit(password, again)
    _open(desk).change_password(password)


def _fit(password: str, again: str) -> None:
    if password != again:
        raise TwoPasswordsError
    if len(password) < SHORTEST:
        raise ShortPasswordError


def names(desk: Desk) -> list[ProtectedName]:
    """None while the list is locked."""
    return _open(desk).names() if _KEY in desk.sitting else []


def spellings(desk: Desk) -> tuple[str, ...]:
    return spellings_of(names(desk))


def pseudonyms(desk: Desk) -> tuple[str, ...]:
    """Those of reviews and of the list: they may stand in a return."""
    of_reviews = [one.pseudonym for one in rows.find(desk.db, Review)]
    listed = [one.pseudonym for one in names(desk)]
    return tuple(dict.fromkeys(filter(None, of_reviews + listed)))


def add(desk: Desk, pseudonym: str, written: str, note: str) -> ProtectedName:
    """``written``: every way the name is written, parted by semicolons.

    Raises:
        DeskError: something is missing or too short, or the list is locked.
    """
    made = ProtectedName(new_id(), _tidy(pseudonym), _spellings(written), _tidy(note))
    if not made.pseudonym:
        raise NoPseudonymError
    _open(desk).put(made)
    return made


def edit(desk: Desk, name: ProtectedName, field: str, typed: str) -> None:
    """Raises:
    DeskError: what was typed is empty or too short, or the list is locked.
    """
    if field == "pseudonym" and not _tidy(typed):
        raise NoPseudonymError
    value = _spellings(typed) if field == "spellings" else _tidy(typed)
    _open(desk).put(replace(name, **{field: value}))  # type: ignore[arg-type]


def remove(desk: Desk, name: ProtectedName) -> None:
    _open(desk).remove(name.id)


def written(name: ProtectedName) -> str:
    return "; ".join(name.spellings)


def _spellings(typed: str) -> tuple[str, ...]:
    made = tuple(dict.fromkeys(filter(None, map(_tidy, typed.replace("\n", ";").split(";")))))
    if not made:
        raise NoPseudonymError
    if _short(made):
        raise ShortNameError
    return made


def _short(made: Iterable[str]) -> bool:
    return any(len(fold(one)) < _FEWEST for one in made)


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _open(desk: Desk) -> NamesList:
    held = desk.sitting.get(_KEY)
    if held is None:
        raise LockedListError
    return _as_list(held)


def _as_list(held: object) -> NamesList:
    from assurance_desk.store.protected import NamesList

    assert isinstance(held, NamesList)
    return held
