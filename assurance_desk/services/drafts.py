"""Half-typed text: kept while it is typed, offered back after a crash."""

from __future__ import annotations

from dataclasses import dataclass

from assurance_desk.services.desk import Desk
from assurance_desk.store import drafts

_MARK = "\n"


@dataclass(frozen=True, slots=True)
class Draft:
    """What was being typed: on which page, into which record's field, named as the user knew them."""

    page: str
    record_id: str
    field: str
    said: str
    text: str

    @property
    def key(self) -> str:
        return _MARK.join((self.page, self.record_id, self.field, self.said))


def keep(desk: Desk, draft: Draft) -> None:
    """A workbook that can only be read keeps none."""
    if not desk.read_only:
        drafts.keep(desk.db, draft.key, draft.text, desk.clock.now().isoformat())


def drop(desk: Desk, draft: Draft) -> None:
    if not desk.read_only:
        drafts.drop(desk.db, draft.key)


def left(desk: Desk) -> list[Draft]:
    """Every draft still kept, oldest first."""
    found = []
    for key, text in drafts.read(desk.db).items():
        parts = key.split(_MARK)
        if len(parts) == 4:
            found.append(Draft(page=parts[0], record_id=parts[1], field=parts[2], said=parts[3], text=text))
    return found


def of_record(desk: Desk, record_id: str) -> list[Draft]:
    return [draft for draft in left(desk) if draft.record_id == record_id]
