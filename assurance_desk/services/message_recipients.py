"""Whom messages go to: each organisation's contact for a role, when they were last confirmed, and who has no address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assurance_desk.domain.addressees import Addressee, ContactCheck, addressee, contact_check
from assurance_desk.domain.organisations import Contact, Organisation, Service
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import ISSUED, Return
from assurance_desk.services.desk import Desk
from assurance_desk.services.issuing_whom import everyone, parts_of, suggested_copies
from assurance_desk.services.organisations import name_on
from assurance_desk.store import rows
from assurance_desk.texts import _, plural


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A copy that could be made, and what has become of it. ``ref`` is its return's ("O06a")."""

    ref: str
    organisation: Organisation
    service: Service | None
    to: Addressee
    suggested: bool
    record: Return | None = None

    @property
    def name(self) -> str:
        return f"{self.organisation.name}, {self.service.name}" if self.service else self.organisation.name


class Addressees:
    """Looked up once for all organisations."""

    def __init__(self, desk: Desk, role: str = "") -> None:
        today = desk.clock.today()
        self._role = role
        self._of: dict[str, list[Contact]] = {}
        for one in rows.find(desk.db, Contact):
            if one.here(today):
                self._of.setdefault(one.organisation_id, []).append(one)

    def of(self, organisation_id: str, service_id: str | None) -> Addressee:
        return addressee(self._of.get(organisation_id, ()), service_id, self._role)


def of_return(desk: Desk, record: Return) -> Addressee:
    """Whom to write to about one return: the same as its questionnaire went to."""
    of = rows.one(desk.db, Questionnaire, id=record.questionnaire_id)
    return Addressees(desk, of.recipient_role if of else "").of(record.organisation_id, record.service_id)


def copies(desk: Desk, of: Questionnaire) -> list[CopyRow]:
    """Everyone who could be asked, those suggested first, a row for each service."""
    returns = {
        (one.organisation_id, one.service_id): one
        for one in rows.find(desk.db, Return, questionnaire_id=of.id)
    }
    suggested = {_key(*part) for part in suggested_copies(desk, of)}
    asked = {key[0] for key in returns}
    asked_refs = {one.ref for one in rows.find(desk.db, Organisation) if one.id in asked}
    who = Addressees(desk, of.recipient_role)
    made = []
    for organisation, service in parts_of(desk, everyone(desk, also=asked_refs)):
        key = _key(organisation, service)
        ref = organisation.ref + (service.ref if service else "")
        to = who.of(*key)
        before = returns.get(key)
        wanted = key in suggested and (before is None or _still_to_come(before))
        made.append(CopyRow(ref, organisation, service, to, wanted, before))
    first = {one.organisation.id for one in made if one.suggested}
    return sorted(made, key=lambda one: one.organisation.id not in first)


def _still_to_come(record: Return) -> bool:
    """Whoever answered, declined or was exempted is not asked once more unless somebody says so."""
    return record.state == ISSUED and record.received_on is None


def _key(organisation: Organisation, service: Service | None) -> tuple[str, str | None]:
    return organisation.id, service.id if service else None


def check(desk: Desk, chosen: Iterable[CopyRow]) -> ContactCheck:
    return contact_check([one.to for one in chosen], desk.clock.today())


def confirm(desk: Desk, chosen: Iterable[CopyRow]) -> int:
    """Those written to are confirmed today, as one step; gives how many were not yet."""
    today = desk.clock.today()
    people = {one.to.contact.id: one.to.contact for one in chosen if one.to.contact}
    old = [one for one in people.values() if one.confirmed_on != today]
    if old:
        what = plural("{n} contact", "{n} contacts", len(old))
        if len(old) == 1:
            what = old[0].name or old[0].role or name_on(desk, old[0].organisation_id, short=True)
        with desk.step(_("Confirm {what}").format(what=what)):
            rows.put_many(desk.db, [replace(one, confirmed_on=today) for one in old])
    return len(old)


def roles(desk: Desk) -> list[str]:
    """Roles somebody speaks in today, the commonest first."""
    today = desk.clock.today()
    counted: dict[str, list[str]] = {}
    for one in rows.find(desk.db, Contact):
        if one.role.strip() and one.here(today):
            counted.setdefault(one.role.strip().casefold(), []).append(one.role.strip())
    by_count: Sequence[list[str]] = sorted(
        counted.values(), key=lambda found: (-len(found), found[0].casefold())
    )
    return [found[0] for found in by_count]


def set_role(desk: Desk, of: Questionnaire, role: str) -> Questionnaire:
    """Whom it is written to where an organisation has one in that role; "" for whoever comes first."""
    now = rows.get(desk.db, Questionnaire, of.id)
    words = " ".join(role.split())
    if words == now.recipient_role:
        return now
    new = replace(now, recipient_role=words)
    who = words or _("whoever comes first")
    with desk.step(_("Write {ref} to: {who}").format(ref=now.ref, who=who)):
        rows.put(desk.db, new)
    return new
