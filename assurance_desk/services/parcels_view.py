"""What is shown of the e-mail or folder a returned file came in: who sent it, whether we know them, and its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assurance_desk.domain.dates import long_date
from assurance_desk.domain.organisations import Contact
from assurance_desk.domain.parcels import MAIL, TOGETHER, Parcel
from assurance_desk.domain.returns import Return, ReturnFile
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.services.desk import Desk
from assurance_desk.services.organisations import name_on
from assurance_desk.store import blobs, rows
from assurance_desk.texts import _

if TYPE_CHECKING:
    from assurance_desk.services.child import Child


@dataclass(frozen=True, slots=True)
class MailView:
    """``sent``: from whom and when; ``known``: what we hold of the address; ``strange``: it is nobody's, or another's."""

    parcel: Parcel
    sent: str
    known: str = ""
    strange: bool = False

    @property
    def readable(self) -> bool:
        return bool(self.parcel.sha256)


def mail_of(desk: Desk, file: ReturnFile) -> MailView | None:
    """None where the file came by itself."""
    parcel = rows.one(desk.db, Parcel, id=file.parcel_id) if file.parcel_id else None
    if parcel is None or parcel.kind == TOGETHER:
        return None
    if parcel.kind != MAIL:
        return MailView(parcel, _("came in the folder “{name}”").format(name=parcel.name))
    known, strange = _known(desk, parcel, file)
    return MailView(parcel, _sent(parcel), known, strange)


def _sent(parcel: Parcel) -> str:
    whom = parcel.whom or _("a sender it does not name")
    if parcel.sent_on is None:
        return _("came in an e-mail from {whom}").format(whom=whom)
    day = long_date(parcel.sent_on)
    when = _("{day}, {hour}").format(day=day, hour=parcel.sent_at) if parcel.sent_at else day
    return _("came in an e-mail from {whom}, {when}").format(whom=whom, when=when)


def _known(desk: Desk, parcel: Parcel, file: ReturnFile) -> tuple[str, bool]:
    """Quietly: many agencies send from a colleague's address or a shared one."""
    if not parcel.sender:
        return "", False
    held = [one for one in rows.find(desk.db, Contact) if one.email.strip().casefold() == parcel.sender]
    record = rows.one(desk.db, Return, id=file.return_id) if file.return_id else None
    if record is None:
        return "", False
    ours = next((one for one in held if one.organisation_id == record.organisation_id), None)
    if ours is not None:
        return ours.role or ours.name, False
    if held:
        name = name_on(desk, held[0].organisation_id)
        return _("an address we hold for {name}").format(name=name), True
    return _("from an address we do not hold"), True


def mail_bytes(desk: Desk, parcel: Parcel) -> bytes:
    """The e-mail byte for byte as it came.

    Raises:
        DeskError: it was not kept.
    """
    if not parcel.sha256:
        raise DeskError(_("The e-mail itself was not kept; look for it in the mailbox it came to."))
    return blobs.read(desk.db, parcel.sha256)


def words_of(data: bytes, child: Child, progress: Progress | None = None) -> str:
    """An e-mail's own words, read in the worker: they are kept within its bytes and nowhere else."""
    words: str = child.run("read mail words", data, progress=progress, seconds=20)
    return words
