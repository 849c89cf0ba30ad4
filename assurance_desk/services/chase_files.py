"""The drafts of a day's chasing written into one folder: the worker's task."""

from __future__ import annotations

from pathlib import Path

from assurance_desk.domain.letters import ChaseFiles
from assurance_desk.domain.mail_draft import eml
from assurance_desk.progress import Progress
from assurance_desk.texts import _


def write_chasers(files: ChaseFiles, folder: Path, progress: Progress | None = None) -> int:
    """Gives how many files were made.

    Raises:
        Cancelled: the user stopped it.
        OSError: the disk refused.
    """
    told, total = progress or Progress(), len(files.mails) + len(files.letters)
    for number, mail in enumerate(files.mails):
        told.at(number, total, _("Drafting {name}").format(name=mail.file_name))
        (folder / mail.file_name).write_bytes(eml(mail, files.at))
    if files.letters:
        from assurance_desk.word.letters import letter_docx

        for number, letter in enumerate(files.letters, len(files.mails)):
            told.at(number, total, _("Writing {name}").format(name=letter.file_name))
            (folder / letter.file_name).write_bytes(letter_docx(letter))
    return total
