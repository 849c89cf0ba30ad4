"""Filters of the Actions page kept under a name, with the workbook: how it is looked at, not what it holds."""

from __future__ import annotations

import json
from dataclasses import dataclass

from assurance_desk.domain.action_filter import ActionFilter, from_plain
from assurance_desk.domain.field_errors import EmptyFieldError
from assurance_desk.errors import DeskError
from assurance_desk.services.desk import Desk
from assurance_desk.store import faults, settings
from assurance_desk.texts import _

KEY = "filters of actions"
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Saved:
    name: str
    filter: ActionFilter


class NameTakenError(DeskError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("Another filter is called “{name}”, so nothing was changed. Choose another name.").format(
                name=name
            )
        )


def saved(desk: Desk) -> list[Saved]:
    """By name."""
    try:
        held = json.loads(settings.get(desk.db, KEY, "[]"))
    except ValueError:  # a workbook may have come by mail
        return []
    pairs = [one for one in held if isinstance(one, dict)] if isinstance(held, list) else []
    found = [Saved(str(one.get("name", "")), from_plain(one.get("filter"))) for one in pairs]
    return sorted((one for one in found if one.name), key=lambda one: one.name.casefold())


def keep(desk: Desk, name: str, wanted: ActionFilter) -> Saved:
    """Keep it; one of the same name is replaced.

    Raises:
        DeskError: it has no name, or the workbook can only be read.
    """
    made = Saved(_sound(name), wanted)
    _write(desk, [made, *(one for one in saved(desk) if one.name.casefold() != made.name.casefold())])
    return made


def rename(desk: Desk, name: str, new: str) -> None:
    """Raises:
    DeskError: it has no name, another has it, or the workbook can only be read.
    """
    new, held = _sound(new), saved(desk)
    if any(one.name.casefold() == new.casefold() and one.name != name for one in held):
        raise NameTakenError(new)
    _write(desk, [Saved(new, one.filter) if one.name == name else one for one in held])


def remove(desk: Desk, name: str) -> None:
    _write(desk, [one for one in saved(desk) if one.name != name])


def _sound(name: str) -> str:
    words = " ".join(name.split())[:LONGEST]
    if not words:
        raise EmptyFieldError(_("Name of the filter"))
    return words


def _write(desk: Desk, kept: list[Saved]) -> None:
    if desk.read_only:
        raise faults.ReadOnlyError(desk.path)
    plain = [{"name": one.name, "filter": one.filter.plain()} for one in kept]
    with faults.sentences(desk.path):
        settings.put(desk.db, KEY, json.dumps(plain, ensure_ascii=False))
