"""What returns came in together with other files: an e-mail, a ZIP folder, files dropped as one; and those other files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

MAIL, ZIP, TOGETHER = "mail", "zip", "together"
NOT_OURS = "not ours"
"""The word for a workbook that is no questionnaire of ours, as other reasons have theirs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """``kind``: mail, zip or together. An e-mail is kept byte for byte under ``sha256``, its words within it.

    ``sender`` is the address it came from, ``sent_at`` the hour as "14:05"; ``note`` says what was left out of it.
    """

    id: str
    kind: str = MAIL
    name: str
    sha256: str = ""
    subject: str = ""
    sender_name: str = ""
    sender: str = ""
    sent_on: date | None = None
    sent_at: str = ""
    note: str = ""
    position: int = 0

    @property
    def whom(self) -> str:
        """``Jo Hart <jo@example.org>`` as far as it is known."""
        if self.sender_name and self.sender and self.sender_name != self.sender:
            return f"{self.sender_name} <{self.sender}>"
        return self.sender or self.sender_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that came with a return and is none itself, kept byte for byte under ``sha256``.

    ``return_id`` is None while it is not known to which of its parcel's returns it belongs. ``question`` is the officer's
    word on what it belongs to where ``settled``: empty for none; else it is matched by its name each time it is shown.
    ``evidence_id``: the piece of evidence it was made.
    """

    id: str
    parcel_id: str | None = None
    return_id: str | None = None
    name: str
    sha256: str
    size: int
    received_on: date | None = None
    question: str = ""
    settled: bool = False
    evidence_id: str | None = None
    position: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """One file within another. ``why`` is the word for why it could not be had (a key of the refusals); then no bytes."""

    name: str
    data: bytes
    why: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """What was found in an e-mail or a ZIP folder, as plain values. ``words`` are the e-mail's own."""

    kind: str
    parts: tuple[Part, ...]
    subject: str = ""
    sender_name: str = ""
    sender: str = ""
    sent: datetime | None = None
    words: str = ""
    notes: tuple[str, ...] = ()
