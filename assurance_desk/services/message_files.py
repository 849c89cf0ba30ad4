"""Messages, calendar entries and mailing lists written beside the workbooks they go with: the worker's task."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from assurance_desk.domain.calendar_entry import ics
from assurance_desk.domain.mail_draft import Attachment, eml
from assurance_desk.domain.mailing import DRAFTS, LIST, Mailing, Message, merge_list, messages_sheet
from assurance_desk.progress import Progress
from assurance_desk.texts import _


def write_messages(mailing: Mailing, folder: Path, progress: Progress | None = None) -> int:
    """Into ``folder``, where the workbooks are already; gives how many files were made.

    Raises:
        Cancelled: the user stopped it.
        OSError: the disk refused.
    """
    told = progress or Progress()
    made = 0
    if mailing.how == DRAFTS:
        entries: dict[date | None, bytes] = {}
        for number, one in enumerate(mailing.messages):
            told.at(number, len(mailing.messages), _("Drafting {name}").format(name=one.draft.file_name))
            (folder / one.draft.file_name).write_bytes(_eml(mailing, one, folder, entries))
            made += 1
    if mailing.how == LIST:
        from assurance_desk.excel.returns import write_tables

        data = write_tables([merge_list(mailing), messages_sheet(mailing)], mailing.at.date(), told)
        (folder / mailing.list_name).write_bytes(data)
        made += 1
    if mailing.entry:
        (folder / mailing.entry_name).write_bytes(ics(mailing.entry, mailing.at))
        made += 1
    return made


def _eml(mailing: Mailing, one: Message, folder: Path, entries: dict[date | None, bytes]) -> bytes:
    """``entries``: calendar entries made before, by their day."""
    attached = [Attachment(one.workbook, (folder / one.workbook).read_bytes())]
    if mailing.entry and one.due_on:
        if one.due_on not in entries:
            entries[one.due_on] = ics(replace(mailing.entry, on=one.due_on), mailing.at)
        attached.append(Attachment(mailing.entry_name, entries[one.due_on]))
    return eml(replace(one.draft, attachments=tuple(attached)), mailing.at)
