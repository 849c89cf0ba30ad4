"""Organisations that are asked, answer and act; their services and the people who speak for them."""

from __future__ import annotations

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


def body_word(name: str) -> str:
    """What a safeguarding body of this name calls itself in a sentence: the Board, the Partnership."""
    return next((word for word in _BODY_WORDS if word in name), "Board")


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """``name`` is today's name; earlier names with their dates are ``OrganisationName``s."""

    id: str
    ref: str
    name: str
    short_name: str = ""
    kind: str = "other"
    districts: str = ""
    parent_id: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationName:
    """The name an organisation bore from a day on."""

    id: str
    organisation_id: str
    name: str
    short_name: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A part of an organisation that sends a return of its own (``ref`` "a" of O06 answers as O06a)."""

    id: str
    organisation_id: str
    ref: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    id: str
    organisation_id: str
    service_id: str | None = None
    role: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    confirmed_on: date | None = None
    left_on: date | None = None
