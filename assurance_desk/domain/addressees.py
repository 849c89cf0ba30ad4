"""Who is written to: the one contact of an organisation that fits the service and the role best, and named if none does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assurance_desk.domain.dates import MONTHS
from assurance_desk.domain.due_dates import months_before
from assurance_desk.domain.organisations import Contact
from assurance_desk.texts import _, plural

STALE_AFTER = 6
"""Months after which a contact is worth asking about before anything is sent."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """``contact`` is None where nobody speaks for it. ``fits``: has the role asked for, or none was asked for."""

    contact: Contact | None = None
    fits: bool = False

    @property
    def email(self) -> str:
        return self.contact.email if self.contact else ""

    def fresh(self, today: date) -> bool:
        """Whether they were confirmed lately."""
        confirmed = self.contact.confirmed_on if self.contact else None
        return confirmed is not None and confirmed >= months_before(today, STALE_AFTER)


def addressee(contacts: Sequence[Contact], service_id: str | None, role: str = "") -> Addressee:
    """Of those who speak for an organisation today, whom to write to about one of its services, or about all of it.

    One with an address comes before one without; then the role; then who speaks for the service itself.
    """
    able = [one for one in contacts if one.service_id in {None, service_id}]
    if not able:
        return Addressee()

    def rank(one: Contact) -> tuple[bool, bool, bool]:
        return (not one.email, not has_role(one, role), one.service_id != service_id)

    best = min(able, key=rank)
    return Addressee(best, has_role(best, role))


def has_role(contact: Contact, role: str) -> bool:
    """“Designated safeguarding lead” has the role “safeguarding lead”; everyone has none."""
    return _plain(role) in _plain(contact.role)


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


@dataclass(frozen=True, slots=True)
class ContactCheck:
    """How many addressees were confirmed lately; since when how many were not, the latest first; how many never; how
    many have no address.
    """

    confirmed: int
    since: tuple[tuple[str, int], ...]
    never: int
    without: int

    @property
    def doubtful(self) -> int:
        return sum(count for _when, count in self.since) + self.never

    def words(self) -> str:
        """9 confirmed, 3 not since 2024, 1 has no address"""
        said = [_("{n} confirmed").format(n=self.confirmed)]
        said += [_("{n} not since {when}").format(n=count, when=when) for when, count in self.since]
        if self.never:
            said.append(_("{n} never").format(n=self.never))
        if self.without:
            said.append(plural("{n} has no address", "{n} have no address", self.without))
        return ", ".join(said)


def contact_check(chosen: Sequence[Addressee], today: date) -> ContactCheck:
    """``chosen``: one for each copy; whoever is written to twice is counted once."""
    people = {one.contact.id: one for one in chosen if one.contact and one.email}
    old = [one for one in people.values() if not one.fresh(today)]
    days = sorted(
        (one.contact.confirmed_on for one in old if one.contact and one.contact.confirmed_on), reverse=True
    )
    since: dict[str, int] = {}
    for day in days:
        when = str(day.year) if day.year < today.year else f"{MONTHS[day.month - 1]} {day.year}"
        since[when] = since.get(when, 0) + 1
    return ContactCheck(
        confirmed=len(people) - len(old),
        since=tuple(since.items()),
        never=len(old) - len(days),
        without=sum(not one.email for one in chosen),
    )
