"""What the wording of a step may name, filled for one return."""

from __future__ import annotations

from dataclasses import replace

from assurance_desk.domain import covering
from assurance_desk.domain.dates import long_date
from assurance_desk.domain.meetings import Meeting
from assurance_desk.domain.organisations import Contact, Organisation, Service
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import Return
from assurance_desk.services import updates
from assurance_desk.services.desk import Desk
from assurance_desk.services.organisations import body_name
from assurance_desk.store import rows
from assurance_desk.texts import _


class Base:
    """Looked up once for all returns of a questionnaire."""

    def __init__(self, desk: Desk, asked: Questionnaire, marking: str) -> None:
        self._desk, self.marking = desk, marking
        self.body = asked.body or body_name(desk)
        who, email, phone = updates.contact(desk)
        self.asked = replace(
            covering.settled(asked, desk.clock.today()),
            body=self.body,
            contact_who=asked.contact_who or who,
            contact_email=asked.contact_email or email,
            contact_phone=asked.contact_phone or phone,
        )
        self._names = {one.id: one.name for one in rows.find(desk.db, Organisation)}
        self._services = {one.id: one.name for one in rows.find(desk.db, Service)}
        self._chair = _chair(desk)

    @property
    def contact_lines(self) -> tuple[str, ...]:
        reached = "  ·  ".join(part for part in (self.asked.contact_email, self.asked.contact_phone) if part)
        return tuple(line for line in (self.asked.contact_who, reached) if line)

    def organisation(self, record: Return) -> str:
        return self._names.get(record.organisation_id, record.name)

    def of(self, record: Return, contact: Contact | None) -> dict[str, str]:
        copy = covering.Copy(
            organisation=self.organisation(record),
            service=self._services.get(record.service_id or "", ""),
            contact=(contact.name or contact.role) if contact else "",
            role=contact.role if contact and contact.name else "",
            code=record.code,
            due_on=record.due_on,
            marking=self.marking,
        )
        first = record.first_due_on or record.due_on
        return covering.fields(self.asked, copy) | {
            "first due": long_date(first) if first else "",
            "chair": self._chair,
            "today": long_date(self._desk.clock.today()),
        }


def _chair(desk: Desk) -> str:
    """Whoever chaired last, or will next."""
    found = [one.chair for one in rows.find(desk.db, Meeting, order="on") if one.chair]
    return found[-1] if found else ""


def who_words(contact: Contact | None) -> str:
    """Jo Bell, Head of housing; "" for nobody."""
    if contact is None:
        return ""
    return (
        ", ".join(part for part in (contact.name, contact.role) if part) or contact.email or _("nobody named")
    )
