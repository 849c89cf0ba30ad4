"""A letter on the body's paper, and the drafts of one day's chasing: e-mails and letters, one addressee each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # needed when something goes out, not when the window is shown
    from assurance_desk.domain.mail_draft import MailDraft
    from assurance_desk.domain.prefill import Recipient
    from assurance_desk.domain.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """``body`` is whose paper it is on, with ``contact`` lines under its name; ``address`` a line each; ``text`` its
    paragraphs, parted by an empty line.
    """

    body: str
    contact: Sequence[str]
    marking: str
    on: date
    reference: str
    address: Sequence[str]
    subject: str
    text: str
    file_name: str


@dataclass(frozen=True, slots=True)
class ChaseFiles:
    """What is written into one folder. ``at``: when the drafts were made.

    ``asked`` goes with the e-mails once more; ``books``: by e-mail's file name, whose copy and what it is called.
    """

    mails: tuple[MailDraft, ...]
    letters: tuple[Letter, ...]
    at: datetime
    asked: Questionnaire | None = None
    books: Mapping[str, tuple[Recipient, str]] = field(default_factory=dict)

    @property
    def file_names(self) -> list[str]:
        return [*(one.file_name for one in self.mails), *(one.file_name for one in self.letters)]
