"""What a correction workbook goes out with: the words on its button, the message to its sender, the e-mail draft."""

from __future__ import annotations

from dataclasses import replace

from assurance_desk.domain.corrections import CorrectionBook, CorrectionItem
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import Return
from assurance_desk.errors import DeskError
from assurance_desk.services import carried_back, embargo
from assurance_desk.services import corrections_confirm as confirm
from assurance_desk.services.desk import Desk
from assurance_desk.store import blobs, rows
from assurance_desk.texts import _, plural


def as_marked(desk: Desk, record: Return) -> Questionnaire:
    """With the marking everything about it bears today."""
    asked = rows.get(desk.db, Questionnaire, record.questionnaire_id)
    return replace(asked, marking=embargo.marking(desk, asked))


def contact_of(asked: Questionnaire) -> str:
    return ", ".join(part for part in (asked.contact_who, asked.contact_email, asked.contact_phone) if part)


def offer(cells: int, answers: int) -> str:
    """What the button says: ``Make a correction workbook for 2 cells and 13 answers to confirm``."""
    if not cells:
        return plural(
            "Make a correction workbook to confirm {n} answer",
            "Make a correction workbook to confirm {n} answers",
            answers,
        )
    made = plural(
        "Make a correction workbook for {n} cell", "Make a correction workbook for {n} cells", cells
    )
    if not answers:
        return made
    more = plural("{n} answer to confirm", "{n} answers to confirm", answers)
    return _("{made} and {more}").format(made=made, more=more)


def message(desk: Desk, book: CorrectionBook) -> tuple[str, str]:
    """Subject, without its marking, and text of the message it goes with."""
    record = rows.get(desk.db, Return, book.return_id)
    asked = rows.get(desk.db, Questionnaire, record.questionnaire_id)
    subject = _("{title}: please check your answers").format(title=asked.title)
    count = len({(one.sheet, one.cell) for one in rows.find(desk.db, CorrectionItem, book_id=book.id)})
    wanted = confirm.asked_of(desk, book)
    answers = len(wanted & confirm.waiting(desk, record.id) or wanted)
    own = _("Your own file is attached") if book.file_id else _("A copy with your answers is attached")
    parts = [_("Thank you for your return to {title} ({ref}).").format(title=asked.title, ref=asked.ref)]
    if count:
        parts.append(
            plural(
                "May we ask about {n} cell of it? {{own}}, with that cell marked and open; its first sheet says what we ask.",
                "May we ask about {n} cells of it? {{own}}, with those cells marked and open; its first sheet says what we "
                "ask.",
                count,
            ).format(own=own)
        )
    if answers:
        parts.append(carried_back.words_to_sender(answers))
    if answers and not count:
        words = _(
            "{own}, with those rows marked and open. Please change only them, save the file and send it back to us."
        )
        parts.append(words.format(own=own))
    elif answers:
        parts.append(
            _("Those rows are open too. Please change nothing else, save the file and send it back to us.")
        )
    else:
        parts.append(
            _(
                "Please change only those cells, save the file and send it back to us. If what you wrote is right, just say so."
            )
        )
    if contact := contact_of(asked):
        parts.append(contact)
    return subject, "\n\n".join(parts) + "\n"


def draft(desk: Desk, book: CorrectionBook) -> bytes:
    """An e-mail with the workbook attached, for a mail program to open.

    Raises:
        DeskError: whom it would go to has no address.
    """
    from assurance_desk.domain.mail_draft import Attachment, MailDraft, eml
    from assurance_desk.services import message_recipients, messages

    record = rows.get(desk.db, Return, book.return_id)
    asked = as_marked(desk, record)
    to = message_recipients.of_return(desk, record)
    if to.contact is None or not to.email:
        raise NoAddressForCorrectionError(record.name)
    subject, body = message(desk, book)
    made = MailDraft(
        to_name=to.contact.name or to.contact.role, to_email=to.email, subject=subject, body=body,
        marking=asked.marking, sender=messages.sender(desk), attachments=(Attachment(book.name, blobs.read(desk.db, book.sha256)),),
        file_name=book.name.removesuffix(".xlsx") + ".eml",
    )  # fmt: skip
    return eml(made, desk.clock.now().astimezone())


class NoAddressForCorrectionError(DeskError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "No contact of {name} has an e-mail address, so no draft was made. Add one on the Organisations page, or"
                " save the workbook and send it yourself."
            ).format(name=name)
        )
