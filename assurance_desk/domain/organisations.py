"""Organisations that are asked, answer and act; their services and the people who speak for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

ORGANISATION_KINDS = (
    "district council (housing authority)", "district council", "county council", "commissioner",
    "NHS commissioner", "NHS provider", "police", "probation", "prison", "youth justice service", "ALMO",
    "registered provider", "supported housing", "refuge", "temporary accommodation", "almshouse charity",
    "school", "early years", "voluntary", "faith", "safeguarding body", "other",
)  # fmt: skip
SAFEGUARDING_BODY = "safeguarding body"
"""The kind of whose workbook it is, and of its sister bodies: they ask and are not asked."""
_BODY_WORDS = ("Partnership", "Board", "Executive", "Committee")


def body_word(name: str, own: str = "") -> str:
    """What a safeguarding body of this name calls itself in a sentence: the Board, the Partnership; ``own`` if it said."""
    return own or next((word for word in _BODY_WORDS if word in name), "Board")


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """``name`` was today's when it was last touched; names with their days are ``OrganisationName``s, see ``Names``.

    ``calls_itself`` is a safeguarding body's own word in a sentence, where its name does not tell it. From ``closed_on`` on it is a former one: kept, and offered for nothing new. ``opened_on`` is None where it was
    always there. An archived one is out of the way, and can be brought back.
    """

    id: str
    ref: str
    name: str
    short_name: str = ""
    kind: str = "other"
    districts: str = ""
    parent_id: str | None = None
    note: str = ""
    opened_on: date | None = None
    closed_on: date | None = None
    archived_on: date | None = None
    calls_itself: str = ""

    def former(self, day: date) -> bool:
        """Whether it had ended by that day."""
        return self.closed_on is not None and self.closed_on <= day

    def offered(self, day: date) -> bool:
        """Whether it may be chosen for something new on that day."""
        begun = self.opened_on is None or self.opened_on <= day
        return begun and not self.former(day) and self.archived_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationName:
    """The name an organisation bore from a day on."""

    id: str
    organisation_id: str
    name: str
    short_name: str = ""
    since: date | None = None
    calls_itself: str = ""


Named = Organisation | OrganisationName


class Names:
    """What every organisation was called on any day."""

    def __init__(self, organisations: Iterable[Organisation], names: Iterable[OrganisationName]) -> None:
        self._now = {one.id: one for one in organisations}
        self._dated: dict[str, list[OrganisationName]] = {}
        for name in sorted(names, key=_since):
            self._dated.setdefault(name.organisation_id, []).append(name)

    def on(self, organisation_id: str, day: date) -> Named | None:
        """The latest name given by that day; the first one for a day before any. None for nobody we know."""
        names = self._dated.get(organisation_id)
        if not names:
            return self._now.get(organisation_id)
        return next((one for one in reversed(names) if _since(one) <= day), names[0])

    def called(self, organisation_id: str | None, day: date, *, short: bool = False) -> str:
        """The name as words, "" for nobody; ``short`` gives the short one where there is one."""
        found = self.on(organisation_id or "", day)
        if found is None:
            return ""
        return (found.short_name if short else "") or found.name

    def renamed(self) -> set[str]:
        """Ids of those that bore more than one name."""
        return set(self._dated)


def _since(name: OrganisationName) -> date:
    return name.since or date.min


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A part of an organisation that sends a return of its own (``ref`` "a" of O06 answers as O06a)."""

    id: str
    organisation_id: str
    ref: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Who speaks for an organisation in a role, ``since`` a day (None: always) until ``left_on``."""

    id: str
    organisation_id: str
    service_id: str | None = None
    role: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    confirmed_on: date | None = None
    left_on: date | None = None
    since: date | None = None

    def here(self, day: date) -> bool:
        """Whether they spoke for it on that day."""
        begun = self.since is None or self.since <= day
        return begun and (self.left_on is None or day < self.left_on)
