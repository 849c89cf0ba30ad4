"""Who holds an owner's role, from day to day: a commitment is a role's, and people come and go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assurance_desk.domain.actions import OWNER_TO_BE_CONFIRMED
from assurance_desk.domain.dates import long_date, short_date
from assurance_desk.texts import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Postholder:
    """``person`` held ``role`` (of that organisation, or of none named) from ``since`` on; empty while it was vacant.

    ``since`` is None where nobody knows since when. ``until`` is the day the next one took over, no longer theirs.
    """

    id: str
    role: str
    organisation_id: str | None = None
    person: str = ""
    since: date | None = None
    until: date | None = None
    position: int = 0

    @property
    def called(self) -> str:
        return self.person or _("vacant")


def same_role(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def is_confirmed(role: str) -> bool:
    """A role is named, so that somebody can hold it."""
    return bool(role.strip()) and not same_role(role, OWNER_TO_BE_CONFIRMED)


def in_order(holders: Iterable[Postholder]) -> list[Postholder]:
    """The earliest first; one of whom nobody knows since when was before all others."""
    return sorted(holders, key=lambda one: (one.since or date.min, one.position))


def holder_on(holders: Sequence[Postholder], day: date) -> Postholder | None:
    """Who held the role that day, a vacancy included; None where nothing is recorded of it."""
    return next(
        (
            one
            for one in reversed(in_order(holders))
            if (one.since is None or one.since <= day) and (one.until is None or day < one.until)
        ),
        None,
    )


def held(holder: Postholder) -> str:
    """Such as: A. Example since 3 Mar 2019; vacant since 1 Jun 2019."""
    if holder.since is None:
        return holder.called
    return _("{who} since {day}").format(who=holder.called, day=short_date(holder.since))


def owner_words(role: str, holder: Postholder | None) -> str:
    """Such as: Head of midwifery (A. Example since 3 Mar 2019)."""
    return f"{role} ({held(holder)})" if holder else role


def told(holder: Postholder) -> str:
    """One line of a role's history: "A. Example, 3 March 2019 to 1 June 2019"."""
    if holder.since and holder.until:
        words = _("{who}, {since} to {until}")
    elif holder.since:
        words = _("{who}, since {since}")
    elif holder.until:
        words = _("{who}, until {until}")
    else:
        words = "{who}"
    return words.format(
        who=holder.called,
        since=long_date(holder.since) if holder.since else "",
        until=long_date(holder.until) if holder.until else "",
    )
