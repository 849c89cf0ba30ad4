"""Which questionnaire the pages about returns speak of, where several were issued."""

from __future__ import annotations

from datetime import date

from assurance_desk.domain.questionnaire import LIVE, Questionnaire
from assurance_desk.domain.returns import Return
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows


def issued(desk: Desk) -> list[Questionnaire]:
    """Those somebody was asked with, the newest first."""

    def read() -> list[Questionnaire]:
        asked = {one.questionnaire_id for one in rows.find(desk.db, Return)}
        found = [one for one in rows.find(desk.db, Questionnaire) if one.id in asked]
        return sorted(found, key=lambda one: one.issued_on or date.min, reverse=True)

    return desk.once("questionnaires issued", read)


def questionnaire_shown(desk: Desk, chosen: str = "") -> Questionnaire | None:
    """The ``chosen`` one, by its id; else the one returns are expected of: the live one, else the newest."""
    found = issued(desk)
    one = next((one for one in found if one.id == chosen), None)
    return one or next((one for one in found if one.status == LIVE), found[0] if found else None)


def of_record(desk: Desk, return_id: str) -> str:
    """The id of the questionnaire a return belongs to; "" where there is no such return."""
    record = rows.one(desk.db, Return, id=return_id)
    return record.questionnaire_id if record else ""
