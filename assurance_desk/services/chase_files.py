"""The drafts of a day's chasing written into one folder: the worker's task."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from assurance_desk.domain.letters import ChaseFiles
from assurance_desk.domain.mail_draft import Attachment, MailDraft, eml
from assurance_desk.progress import Progress
from assurance_desk.texts import _


def write_chasers(files: ChaseFiles, folder: Path, progress: Progress | None = None) -> int:
    """Gives how many files were made.

    Raises:
        Cancelled: the user stopped it.
        OSError: the disk refused.
    """
    told, total = progress or Progress(), len(files.mails) + len(files.letters)
    for number, mail in enumerate(_with_books(files, folder, told)):
        told.at(number, total, _("Drafting {name}").format(name=mail.file_name))
        (folder / mail.file_name).write_bytes(eml(mail, files.at))
    if files.letters:
        from assurance_desk.word.letters import letter_docx

        for number, letter in enumerate(files.letters, len(files.mails)):
            told.at(number, total, _("Writing {name}").format(name=letter.file_name))
            (folder / letter.file_name).write_bytes(letter_docx(letter))
    return total


def _with_books(files: ChaseFiles, folder: Path, progress: Progress) -> list[MailDraft]:
    """The e-mails with the questionnaire attached, for those whose first one went astray or was overlooked."""
    if files.asked is None or not files.books:
        return list(files.mails)
    from assurance_desk.excel.questionnaire import write_copies

    with tempfile.TemporaryDirectory(prefix=".books-", dir=folder) as made:
        write_copies(files.asked, list(files.books.values()), Path(made), progress)
        return [replace(one, attachments=_attached(files, one, Path(made))) for one in files.mails]


def _attached(files: ChaseFiles, mail: MailDraft, made: Path) -> tuple[Attachment, ...]:
    book = files.books.get(mail.file_name)
    return (Attachment(book[1], (made / book[1]).read_bytes()),) if book else ()
