"""Finding a record as it stands now, and what it is called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from assurance_desk.domain.actions import Action, ProgressNote
from assurance_desk.domain.assurance import Judgement
from assurance_desk.domain.evidence import Evidence
from assurance_desk.domain.meetings import PlannedPaper
from assurance_desk.domain.organisations import Organisation, OrganisationName
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import Response
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.store.tables import table_of
from assurance_desk.texts import _

R = TypeVar("R")

KIND_WORDS: dict[type, str] = {
    Review: "review",
    Recommendation: "recommendation",
    Response: "response",
    Action: "action",
    ProgressNote: "progress note",
    Evidence: "evidence",
    Judgement: "judgement",
    Organisation: "organisation",
    PlannedPaper: "expected paper",
}


class GoneRecordError(DeskError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "This is no longer in the workbook, so nothing was changed. Look at History, or take back the last step."
            )
        )


def current(desk: Desk, record: R) -> R:
    """The record as it stands in the workbook now.

    Raises:
        GoneRecordError: it has been removed.
    """
    found = rows.one(desk.db, type(record), id=record.id)  # type: ignore[attr-defined]
    if found is None:
        raise GoneRecordError
    return found


def name_of(record: Any) -> str:
    """The reference, or the name, a record goes by in an undo menu."""
    kind = _(KIND_WORDS.get(type(record)) or table_of(type(record)).replace("_", " "))
    name = next(
        (
            getattr(record, one)
            for one in ("ref", "name", "title", "forum", "who")
            if getattr(record, one, "")
        ),
        "",
    )
    return f"{kind} {name}".strip()


def organisation_lookup(desk: Desk) -> Callable[[str], str | None]:
    """From a name, short name, reference or id to an organisation's id.

    A name it bore once is its name too; of two with one name the one that is still there is meant.
    """

    def look_up(typed: str) -> str | None:
        wanted = " ".join(typed.split()).casefold()
        every = sorted(rows.find(desk.db, Organisation), key=lambda one: one.closed_on is not None)
        for one in every:
            if wanted in (one.id, one.ref.casefold(), one.name.casefold(), one.short_name.casefold()):
                return one.id
        for name in rows.find(desk.db, OrganisationName):
            if wanted in (name.name.casefold(), name.short_name.casefold()):
                return name.organisation_id
        return None

    return look_up
