"""What goes out with the files of a questionnaire: a message for each, an entry for the calendar, a list to merge from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from assurance_desk.domain.dates import long_date
from assurance_desk.domain.gaps_table import Head, PlainTable
from assurance_desk.texts import _

if TYPE_CHECKING:  # needed when something goes out, not when the window is shown
    from assurance_desk.domain.calendar_entry import Entry
    from assurance_desk.domain.mail_draft import MailDraft

FILES: Final = "files"
DRAFTS: Final = "drafts"
LIST: Final = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """To the one who is asked for a return (``ref``). ``workbook`` is the file that goes with it."""

    ref: str
    organisation: str
    service: str
    draft: MailDraft
    workbook: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """``how`` is DRAFTS or LIST; ``without`` are the references of those nobody can be written to for.

    ``list_name`` and ``entry_name`` are file names; ``entry`` is None where there is no due date.
    """

    how: str
    at: datetime
    title: str
    marking: str
    messages: tuple[Message, ...]
    without: tuple[str, ...] = ()
    listed: tuple[Message, ...] = ()
    list_name: str = ""
    entry: Entry | None = None
    entry_name: str = ""

    @property
    def file_names(self) -> Sequence[str]:
        drafts = [one.draft.file_name for one in self.messages] if self.how == DRAFTS else []
        return [*drafts, *(name for name in (self.list_name, self.entry_name) if name)]


def merge_list(mailing: Mailing) -> PlainTable:
    """A row for each copy: what a mail merge fills in, and which file goes with it."""
    heads = (
        Head(_("Organisation"), 34), Head(_("Service"), 20), Head(_("Contact"), 26), Head(_("E-mail"), 34),
        Head(_("Subject"), 44), Head(_("File name"), 44), Head(_("Due"), 18),
    )  # fmt: skip
    lines = tuple(
        (
            one.organisation,
            one.service,
            one.draft.to_name,
            one.draft.to_email,
            one.draft.subject_line,
            one.workbook,
            long_date(one.due_on) if one.due_on else "",
        )
        for one in mailing.listed
    )
    return PlainTable(
        name=_("Mailing list"),
        heads=heads,
        rows=lines,
        frozen=1,
        title=mailing.title,
        marking=mailing.marking,
    )


def messages_sheet(mailing: Mailing) -> PlainTable:
    """The text of each, to copy from."""
    heads = (
        Head(_("Organisation"), 34),
        Head(_("Service"), 20),
        Head(_("E-mail"), 34),
        Head(_("Message"), 90),
    )
    lines = tuple(
        (one.organisation, one.service, one.draft.to_email, one.draft.body) for one in mailing.listed
    )
    return PlainTable(
        name=_("Messages"), heads=heads, rows=lines, frozen=1, title=mailing.title, marking=mailing.marking
    )
