"""What became of an organisation, and what it came of, in words and as links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assurance_desk.domain.actions import FINISHED, Action
from assurance_desk.domain.dates import long_date
from assurance_desk.domain.organisation_changes import MERGER, SPLIT, SUCCESSION, OrganisationChange, heirs
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import Return
from assurance_desk.services.desk import Desk
from assurance_desk.services.organisations import name_on
from assurance_desk.store import rows
from assurance_desk.texts import _


@dataclass(frozen=True, slots=True)
class Link:
    """What became of an organisation, or what it came of: the day, and who is at the other end."""

    kind: str
    on: date
    others: tuple[tuple[str, str], ...]
    note: str = ""


def became(desk: Desk, organisation: Organisation) -> list[Link]:
    """What it became, by day."""
    return _links(desk, rows.find(desk.db, OrganisationChange, from_id=organisation.id), forward=True)


def came_of(desk: Desk, organisation: Organisation) -> list[Link]:
    """What it took over from, by day."""
    return _links(desk, rows.find(desk.db, OrganisationChange, to_id=organisation.id), forward=False)


def _links(desk: Desk, changes: list[OrganisationChange], *, forward: bool) -> list[Link]:
    found: dict[tuple[str, date, str], list[tuple[str, str]]] = {}
    for one in changes:
        other = one.to_id if forward else one.from_id
        found.setdefault((one.kind, one.on, one.note), []).append((other, name_on(desk, other, one.on)))
    return [
        Link(kind, on, tuple(others), note)
        for (kind, on, note), others in sorted(found.items(), key=lambda each: each[0][1])
    ]


def fate(desk: Desk, organisation: Organisation) -> str:
    """In words: "became part of X on 1 April 2021"; of one that only ended, the day; of one that is there, nothing."""
    if organisation.closed_on is None:
        return ""
    words = {
        MERGER: _("became part of {others} on {day}"),
        SPLIT: _("was split into {others} on {day}"),
        SUCCESSION: _("was succeeded by {others} on {day}"),
    }
    links = became(desk, organisation)
    if not links:
        return _("ended on {day}").format(day=long_date(organisation.closed_on))
    last = links[-1]
    others = _(" and ").join(name for _id, name in last.others)
    return words[last.kind].format(others=others, day=long_date(last.on))


def successors(desk: Desk, organisation_ids: Sequence[str]) -> list[str]:
    """Who stands in their place today; those that are still there stand for themselves."""
    changes = rows.find(desk.db, OrganisationChange)
    return list(dict.fromkeys(heir for one in organisation_ids for heir in heirs(one, changes)))


# ------------------------------------------------------------------ what it leads and was asked


@dataclass(frozen=True, slots=True)
class Led:
    """An action it leads, or led when it was finished."""

    action: Action

    @property
    def id(self) -> str:
        return self.action.id

    @property
    def finished(self) -> bool:
        return self.action.delivery in FINISHED


@dataclass(frozen=True, slots=True)
class AskedOf:
    """A return it owes or sent, and which questionnaire it answers."""

    record: Return
    questionnaire: str

    @property
    def id(self) -> str:
        return self.record.id


def led(desk: Desk, organisation_id: str) -> list[Led]:
    """Those open first, in the order of the register."""
    found = [Led(one) for one in rows.find(desk.db, Action, lead_organisation_id=organisation_id)]
    return sorted(found, key=lambda one: one.finished)


def asked_of(desk: Desk, organisation_id: str) -> list[AskedOf]:
    """Newest first."""
    refs = {one.id: f"{one.ref} {one.version}" for one in rows.find(desk.db, Questionnaire)}
    found = rows.find(desk.db, Return, organisation_id=organisation_id)
    found.sort(key=lambda one: one.issued_on or date.min)
    return [AskedOf(one, refs.get(one.questionnaire_id, "")) for one in reversed(found)]
