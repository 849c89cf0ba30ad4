"""One field as a person sees it, and the short ways to name one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assurance_desk.domain.field_errors import BadEmailError, EmptyFieldError
from assurance_desk.texts import _

_EMAIL = re.compile(r"[^\s@,;:<>()\"]+@[^\s@,;:<>()\".]+(\.[^\s@,;:<>()\".]+)+")
KINDS = ("text", "long_text", "choice", "when", "date", "organisation", "number", "moment")
YES, NO = "yes", "no"


def needed(typed: str, label: str) -> None:
    if not typed.strip():
        raise EmptyFieldError(label)


def email(typed: str, _label: str) -> None:
    """One address: something, an @, and a name with a dot in it (what RFC 5321 allows beyond is not in use)."""
    if typed.strip() and not _EMAIL.fullmatch(typed.strip()):
        raise BadEmailError(typed)


@dataclass(frozen=True, slots=True)
class Field:
    """One field as a person sees it.

    ``rule(typed, label)`` raises a DeskError for what may not stand there. A ``fixed`` field may be filled
    while it is empty and never altered after: verbatim words, and dates that must not move. ``vocabulary`` is where a
    workbook's own words come from (``domain.vocabularies``); ``choices`` are those it begins with. Of a record that is
    ``free`` (a response's draft) a fixed field may be altered all the same.
    """

    name: str
    label: str
    kind: str
    choices: tuple[str, ...] = ()
    multiline: bool = False
    rule: Callable[[str, str], None] | None = None
    fixed: bool = False
    vocabulary: str = ""
    free: Callable[[object], bool] | None = None

    @property
    def words(self) -> str:
        """The label in the user's language."""
        return _(self.label)

    def locked(self, record: object) -> bool:
        if self.free is not None and self.free(record):
            return False
        return self.fixed and getattr(record, self.name) not in ("", None)


def text(name: str, label: str, *, filled: bool = False, fixed: bool = False) -> Field:
    return Field(name, label, "text", rule=needed if filled else None, fixed=fixed)


def long(name: str, label: str, *, filled: bool = False, fixed: bool = False) -> Field:
    return Field(name, label, "long_text", multiline=True, rule=needed if filled else None, fixed=fixed)


def choice(
    name: str, label: str, choices: tuple[str, ...], vocabulary: str = "", *, fixed: bool = False
) -> Field:
    return Field(name, label, "choice", choices=choices, vocabulary=vocabulary, fixed=fixed)
