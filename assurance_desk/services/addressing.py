"""Who is written to about a return: one person, of the service where it has somebody of its own."""

from __future__ import annotations

from assurance_desk.domain.organisations import Contact
from assurance_desk.domain.returns import Return
from assurance_desk.services.desk import Desk
from assurance_desk.services.organisation_contacts import contacts_on


def of_return(desk: Desk, record: Return) -> Contact | None:
    """With an address before without one, confirmed before not, as kept; None where nobody is known."""
    found = contacts_on(desk, record.organisation_id)
    fits = [one for one in found if one.service_id in (None, record.service_id)]
    return min(fits, key=lambda one: _order(one, record), default=None)


def _order(one: Contact, record: Return) -> tuple[bool, bool, bool]:
    own = record.service_id is not None and one.service_id == record.service_id
    return not one.email, not own, one.confirmed_on is None


def words(contact: Contact) -> str:
    """Jo Bell, Head of housing."""
    return ", ".join(part for part in (contact.name, contact.role) if part) or contact.email
