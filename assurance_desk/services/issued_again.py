"""The questionnaire once more, as it went out to those who have not sent it back: for a message to go with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assurance_desk.domain.organisations import Organisation, Service
from assurance_desk.domain.prefill import Recipient
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import Return
from assurance_desk.services import issuing
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.texts import _

Books = dict[str, tuple[Recipient, str]]
"""By return id: whose copy it is, with what is filled in for them, and its file name."""


def books(desk: Desk, asked: Questionnaire, records: Iterable[Return], marking: str) -> Books:
    """``marking``: what stands on the files today, an embargo said in their names as well."""
    wanted = [
        (
            rows.get(desk.db, Organisation, one.organisation_id),
            rows.get(desk.db, Service, one.service_id) if one.service_id else None,
        )
        for one in records
    ]
    written = replace(asked, marking=marking)
    mark = _("EMBARGOED") if marking != asked.marking else ""
    made = issuing.copies_of(desk, written, wanted, mark)
    return {one.record.id: (one.recipient, one.file_name) for one in made}
