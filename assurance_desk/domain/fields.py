"""Each record's fields described once: the form, the tables and the services all read this.

Nothing here writes; ``edited`` gives the altered record or says in one sentence why not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from assurance_desk.domain.actions import Action
from assurance_desk.domain.dates import When, parse_when
from assurance_desk.domain.field_errors import (
    FixedWordsError,
    NeedsADayError,
    NotANumberError,
    UnknownChoiceError,
    UnknownOrganisationError,
)
from assurance_desk.domain.fields_bodies import BODIES
from assurance_desk.domain.fields_kinds import KINDS, NO, YES, Field
from assurance_desk.domain.fields_papers import PAPERS
from assurance_desk.domain.fields_register import REGISTER
from assurance_desk.domain.moments import moment_words, read_moment

__all__ = [
    "FIELDS",
    "KINDS",
    "NO",
    "YES",
    "Choice",
    "Field",
    "Offered",
    "built_in",
    "edited",
    "field_of",
    "shown",
]

R = TypeVar("R")
Lookup = Callable[[str], "str | None"]
Choice = tuple[str, str]
"""What a record keeps, and the word a person sees and chooses."""
Offered = Callable[[Field], Sequence[Choice]]
FIELDS: dict[type, tuple[Field, ...]] = {**REGISTER, **BODIES, **PAPERS}


def field_of(kind: type, name: str) -> Field:
    """The field of that name; KeyError is our own mistake."""
    for field in FIELDS[kind]:
        if field.name == name:
            return field
    raise KeyError(f"{kind.__name__}.{name}")


def built_in(field: Field) -> tuple[Choice, ...]:
    """The words a field offers where no workbook says otherwise."""
    return tuple((word, word) for word in field.choices)


def shown(
    record: object,
    name: str,
    organisation_name: Callable[[str], str] = str,
    said: Callable[[Field, str], str] = lambda _field, held: held,
) -> str:
    """The value as a person would type it: what a form shows before it is edited.

    ``said`` gives the workbook's word for what a field with a vocabulary keeps.
    """
    value = getattr(record, name)
    if value is None or isinstance(value, bool | date | When):
        return _plain(value)
    field = field_of(type(record), name)
    if field.kind == "organisation":
        return organisation_name(str(value))
    if field.kind == "moment":
        return moment_words(str(value))
    return said(field, str(value)) if field.vocabulary and field.kind == "choice" else str(value)


def _plain(value: bool | date | When | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    return value.long if isinstance(value, When) else When.of(value).long


def edited(
    record: R, field_name: str, typed: str, *, lookup: Lookup | None = None, offered: Offered = built_in
) -> R:
    """The record with what was typed in that field; the very same record when nothing changed.

    ``lookup`` gives an organisation's id for a name, short name or reference; ``offered`` the workbook's own words.

    Raises:
        DeskError: what was typed cannot stand there; the sentence says why and what to do.

    """
    field = field_of(type(record), field_name)
    now = getattr(record, field_name)
    value = (
        _chosen(field, " ".join(typed.split()), now, offered(field))
        if field.kind == "choice"
        else _value(field, typed, lookup, now)
    )
    if value == now:
        return record
    if field.locked(record):
        raise FixedWordsError(field.words)
    if field.rule:
        field.rule(typed, field.words)
    changes: dict[str, Any] = {field_name: value}
    if isinstance(record, Action):
        changes |= _follows(record, field_name, value)
    return replace(record, **changes)  # type: ignore[type-var]


def _follows(action: Action, name: str, value: object) -> dict[str, Any]:
    """What else moves: the first date given for an action is its first due date, and stays so."""
    if name == "due" and value is not None and action.first_due is None:
        return {"first_due": action.due or value}
    return {}


def _value(field: Field, typed: str, lookup: Lookup | None, now: object) -> object:
    if field.kind == "long_text":
        return typed
    text = (
        " ".join(typed.split())
        if field.kind != "text"
        else typed.replace("\r\n", " ").replace("\n", " ").strip()
    )
    if field.kind == "text":
        return typed if typed == now else text
    return read_moment(text) if field.kind == "moment" else _looked_up(field, text, lookup)


def _chosen(field: Field, text: str, now: object, offered: Sequence[Choice]) -> object:
    if isinstance(now, str) and text == now:
        return now  # a word since retired from the list may stay where it stands
    for by in (1, 0):  # the word shown comes before what another record keeps under the same letters
        for choice in offered:
            if choice[by].casefold() == text.casefold():
                return choice[0] == YES if isinstance(now, bool) else choice[0]
    raise UnknownChoiceError(field.words, text, [word for _held, word in offered if word])


def _looked_up(field: Field, text: str, lookup: Lookup | None) -> object:
    if not text:
        return 0 if field.kind == "number" else None
    if field.kind == "number":
        if not (text.isascii() and text.isdigit() and len(text) <= 9):
            raise NotANumberError(field.words, text)
        return int(text)
    if field.kind == "organisation":
        found = lookup(text) if lookup else None
        if found is None:
            raise UnknownOrganisationError(text)
        return found
    when = parse_when(text)
    if field.kind == "when" or when is None:
        return when
    if not when.day:
        raise NeedsADayError(field.words, text)
    return when.last_day
