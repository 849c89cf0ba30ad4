"""The messages a questionnaire goes out with: planned here, written by the worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assurance_desk.domain import covering
from assurance_desk.domain.addressees import Addressee
from assurance_desk.domain.file_names import safe_name, unique_names
from assurance_desk.domain.mailing import DRAFTS, FILES, LIST, Mailing, Message
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import Return
from assurance_desk.progress import Progress
from assurance_desk.services import embargo
from assurance_desk.services.desk import Desk
from assurance_desk.services.message_recipients import Addressees, CopyRow
from assurance_desk.store import rows, settings
from assurance_desk.texts import _

if TYPE_CHECKING:
    from assurance_desk.domain.calendar_entry import Entry

__all__ = ["DRAFTS", "FILES", "LIST", "Going", "Mailing", "Make", "Message", "make_here", "plan", "remember_sender", "sender", "text_for"]  # fmt: skip

Make = Callable[[Mailing, Path, Progress], object]
_SENDER = "messages are from"
_REMIND_DAYS = 7


@dataclass(frozen=True, slots=True)
class Going:
    """One copy on its way out."""

    record: Return
    organisation: str
    service: str
    workbook: str


def plan(
    desk: Desk, of: Questionnaire, going: Sequence[Going], marking: str, how: str, from_: str = ""
) -> Mailing:
    """A message for each copy whose addressee has an address; nothing is written.

    Raises:
        DeskError: ``from_`` is no address, or the covering text names a field we do not know.
    """
    from assurance_desk.domain.mail_draft import check_sender

    check_sender(from_)
    who = Addressees(desk, of.recipient_role)
    names = unique_names((one.workbook.removesuffix(".xlsx") for one in going), ".eml")
    every = [
        _message(
            desk, of, one, who.of(one.record.organisation_id, one.record.service_id), marking, from_, name
        )
        for one, name in zip(going, names, strict=True)
    ]
    able = tuple(one for one in every if one.draft.to_email)
    entry = _entry(of, marking)
    mark = _("EMBARGOED") if marking != of.marking else ""
    return Mailing(
        how=how,
        at=desk.clock.now().astimezone(),
        title=of.title,
        marking=marking,
        messages=able,
        without=tuple(one.ref for one in every if not one.draft.to_email),
        listed=tuple(every) if how == LIST else (),
        list_name=safe_name(f"{of.ref} {_('mailing list')} {mark}", ".xlsx") if how == LIST else "",
        entry=entry,
        entry_name=safe_name(f"{of.ref} {_('due date')} {mark}", ".ics") if entry else "",
    )


def _message(
    desk: Desk, of: Questionnaire, going: Going, to: Addressee, marking: str, from_: str, name: str
) -> Message:
    from assurance_desk.domain.mail_draft import MailDraft

    record = going.record
    contact = to.contact
    copy = covering.Copy(
        organisation=going.organisation,
        service=going.service,
        contact=contact.name if contact else "",
        role=contact.role if contact else "",
        code=record.code,
        file_name=going.workbook,
        due_on=record.due_on,
        marking=marking,
    )
    subject, body = covering.message(of, copy, desk.clock.today())
    draft = MailDraft(
        to_name=(contact.name or contact.role) if contact else "",
        to_email=usable(to.email),
        subject=subject,
        body=body,
        marking=marking,
        sender=from_,
        file_name=name,
    )
    return Message(
        ref=record.ref,
        organisation=going.organisation,
        service=going.service,
        draft=draft,
        workbook=going.workbook,
        due_on=record.due_on or of.due_on,
    )


def usable(typed: str) -> str:
    """An address a header can hold; "" for what came from an older workbook and is none."""
    from assurance_desk.domain.mail_draft import NoAddressError, address

    try:
        return address(typed) if typed.strip() else ""
    except NoAddressError:
        return ""


def _entry(of: Questionnaire, marking: str) -> Entry | None:
    from assurance_desk.domain.calendar_entry import Entry
    from assurance_desk.domain.mail_draft import subject_line

    if of.due_on is None:
        return None
    about = [_("{ref} is due back.").format(ref=of.ref)]
    if of.contact_email:
        about.append(_("Send it to {email}.").format(email=of.contact_email))
    return Entry(
        uid=f"{of.id}@assurance-desk",
        on=of.due_on,
        title=subject_line(marking, _("{title}: due back").format(title=of.title)),
        about=" ".join(about),
        remind_days=_REMIND_DAYS,
    )


def make_here(mailing: Mailing, folder: Path, progress: Progress) -> object:
    from assurance_desk.services.message_files import write_messages

    return write_messages(mailing, folder, progress)


# ------------------------------------------------------------------ in the window


def text_for(desk: Desk, of: Questionnaire, row: CopyRow) -> Message:
    """What one recipient would be told, whether the copy was issued or not.

    Raises:
        DeskError: the covering text names a field we do not know.
    """
    record = row.record or Return(
        id="",
        questionnaire_id=of.id,
        organisation_id=row.organisation.id,
        ref=row.ref,
        name=row.name,
        code="",
    )
    workbook = safe_name(f"{of.ref} {record.ref} {record.name}", ".xlsx")
    going = Going(record, row.organisation.name, row.service.name if row.service else "", workbook)
    return _message(desk, of, going, row.to, embargo.marking(desk, of), sender(desk), "")


def sender(desk: Desk) -> str:
    """What drafts are from, as it was last typed; "" leaves it to the mail program."""
    return settings.get(desk.db, _SENDER)


def remember_sender(desk: Desk, typed: str) -> str:
    """For every draft from now on.

    Raises:
        NoAddressError: it is not exactly one address.
    """
    from assurance_desk.domain.mail_draft import check_sender

    words = " ".join(typed.split())
    check_sender(words)
    settings.put(desk.db, _SENDER, words)
    return words


def edit_covering(desk: Desk, of: Questionnaire, name: str, typed: str) -> Questionnaire:
    """Keeps a part of the covering message: of a live questionnaire too, since no workbook holds it.

    Raises:
        UnknownFieldError: it names a field we do not know.
    """
    covering.check(name, typed)
    now = rows.get(desk.db, Questionnaire, of.id)
    words = typed.strip()
    if words == covering.usual(now, desk.clock.today())[name]:
        words = ""
    changes: dict[str, Any] = {name: words}
    new = replace(now, **changes)
    if new != now:
        with desk.step(_("Edit the message of {ref}").format(ref=now.ref)):
            rows.put(desk.db, new)
    return new
