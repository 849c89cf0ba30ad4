"""Which actions are looked at, and how they are grouped: what a filter asks, kept under a name as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from functools import lru_cache
from typing import Any

from assurance_desk.texts import later

BY_REVIEW, BY_OWNER, BY_ORGANISATION, BY_THEME, BY_MEETING = (
    "review",
    "owner",
    "organisation",
    "theme",
    "meeting",
)
GROUPINGS: dict[str, str] = {
    "": later("Not grouped"),
    BY_REVIEW: later("By review"),
    BY_OWNER: later("By owner"),
    BY_ORGANISATION: later("By lead organisation"),
    BY_THEME: later("By theme"),
    BY_MEETING: later("By the meeting they were born at"),
}


@dataclass(frozen=True, slots=True)
class ActionFilter:
    """Empty asks nothing. ``review``, ``owner``, ``organisation`` and ``theme`` are as they are shown."""

    words: str = ""
    delivery: str = ""
    owner: str = ""
    review: str = ""
    organisation: str = ""
    kind: str = ""
    theme: str = ""
    overdue: bool = False
    unowned: bool = False
    group: str = ""

    @property
    def asks(self) -> bool:
        """Whether it leaves anything out."""
        return replace(self, group="") != ActionFilter()

    def plain(self) -> dict[str, Any]:
        """What it asks, for keeping; what it does not is left out."""
        return {name: value for name, value in asdict(self).items() if value}


def from_plain(held: object) -> ActionFilter:
    """What was kept, perhaps by a later version: what is not understood is left out."""
    if not isinstance(held, dict):
        return ActionFilter()
    kinds = {field.name: type(field.default) for field in fields(ActionFilter)}
    known = {name: held[name] for name, kind in kinds.items() if isinstance(held.get(name), kind)}
    made = ActionFilter(**known)
    return made if made.group in GROUPINGS else replace(made, group="")


@lru_cache(maxsize=4096)
def themes_of(text: str) -> tuple[str, ...]:
    """``Housing; training, audit`` as its themes."""
    return tuple(
        part for part in (" ".join(one.split()) for one in text.replace(";", ",").split(",")) if part
    )


def every_word(words: Iterable[str], held: str) -> bool:
    return all(word in held for word in words)
