"""Keeping what returns came in: the e-mail itself, who sent it and when, and the files that are no returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assurance_desk.domain.ids import new_id
from assurance_desk.domain.organisations import Contact
from assurance_desk.domain.parcels import Enclosure, Parcel, Part
from assurance_desk.domain.questionnaire import LIVE, Questionnaire
from assurance_desk.domain.returns import Return, ReturnFile
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_read import ReadFile, ReadParcel
from assurance_desk.store import blobs, rows
from assurance_desk.store.lists import parcels as lists
from assurance_desk.store.lists import returns as return_lists


@dataclass(frozen=True, slots=True)
class ParcelIn:
    """A parcel with the tray's rows that came in it, and what of it is not kept yet."""

    read: ReadParcel
    record: Parcel
    known: bool
    files: tuple[ReturnFile, ...]
    enclosed: tuple[Part, ...]

    @property
    def is_new(self) -> bool:
        return bool(self.enclosed) or (not self.known and any(one.parcel_id is None for one in self.files))


def sorted_out(desk: Desk, came: Sequence[tuple[ReadFile, ReturnFile]]) -> list[ParcelIn]:
    """The parcels of these files; each says what of it is new. Writes nothing."""
    rows_of: dict[int, list[ReturnFile]] = {}
    read_of: dict[int, ReadParcel] = {}
    for read, record in came:
        if read.parcel is not None:
            read_of[id(read.parcel)] = read.parcel
            rows_of.setdefault(id(read.parcel), []).append(record)
    position = return_lists.next_position(desk.db, "parcel")
    made = []
    for place, (key, read_parcel) in enumerate(read_of.items()):
        made.append(_parcel_in(desk, read_parcel, rows_of[key], position + place))
    return made


def _parcel_in(desk: Desk, read: ReadParcel, files: list[ReturnFile], position: int) -> ParcelIn:
    known = lists.parcel_of_bytes(desk.db, _sha256(read.data)) if read.data else None
    known = known or next(
        (rows.one(desk.db, Parcel, id=one.parcel_id) for one in files if one.parcel_id), None
    )
    record = known or Parcel(
        id=new_id(), kind=read.kind, name=read.name, subject=read.subject, sender_name=read.sender_name,
        sender=read.sender, sent_on=read.sent.date() if read.sent else None,
        sent_at=f"{read.sent:%H:%M}" if read.sent else "", note=read.note, position=position,
    )  # fmt: skip
    here = lists.enclosed_bytes(desk.db, record.id, [one.return_id for one in files if one.return_id])
    new = {_sha256(part.data): part for part in read.enclosed if part.data}
    fresh = tuple(part for sha256, part in new.items() if sha256 not in here)
    return ParcelIn(read, record, known is not None, tuple(files), fresh)


def keep(desk: Desk, parcel: ParcelIn) -> str:
    """Within a step: the parcel's row, the e-mail's bytes, and a row for each file enclosed. Gives the parcel's id."""
    record = parcel.record
    if not parcel.known:
        sha256 = blobs.keep(desk.db, parcel.read.data) if parcel.read.data else ""
        rows.put(desk.db, replace(record, sha256=sha256))
    whose = {one.return_id for one in parcel.files if one.return_id}
    position = return_lists.next_position(desk.db, "enclosure")
    day = next((one.received_on for one in parcel.files if one.received_on), None)
    rows.put_many(desk.db, [
        Enclosure(
            id=new_id(), parcel_id=record.id, return_id=next(iter(whose)) if len(whose) == 1 else None,
            name=part.name, sha256=blobs.keep(desk.db, part.data), size=len(part.data), received_on=day,
            position=position + place,
        )
        for place, part in enumerate(parcel.enclosed)
    ])  # fmt: skip
    return record.id


def _sha256(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


class Senders:
    """Whose return a file may be that does not say so, by the address it was sent from."""

    def __init__(self, desk: Desk, returns: Sequence[Return]) -> None:
        self._desk, self._returns = desk, returns
        self._contacts: list[Contact] | None = None
        self._live: set[str] = set()

    def return_of(self, sender: str) -> Return | None:
        """The one live return its sender speaks for; None where there is none or more than one."""
        if not sender:
            return None
        if self._contacts is None:
            self._contacts = rows.find(self._desk.db, Contact)
            self._live = {one.id for one in rows.find(self._desk.db, Questionnaire) if one.status == LIVE}
        speaks = [one for one in self._contacts if one.email.strip().casefold() == sender]
        found = {
            one.id: one
            for one in self._returns
            for contact in speaks
            if one.questionnaire_id in self._live
            and one.organisation_id == contact.organisation_id
            and contact.service_id in (None, one.service_id)
        }
        return next(iter(found.values())) if len(found) == 1 else None
