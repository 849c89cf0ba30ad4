"""What was issued to whom, what came back, what was taken in and what still waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assurance_desk.domain.questionnaire import Slot

# A return's state. What waits is not a state: it is the open queries.
ISSUED, PART, TAKEN, DECLINED, EXEMPT = "issued", "part", "taken in", "declined", "exempt"

ANSWERED, NOT_APPLICABLE, UNREADABLE, UNCONFIRMED = "answered", "not applicable", "unreadable", "unconfirmed"
BLANK, NOT_ASKED, NOT_RETURNED = "blank", "not asked", "not returned"

OPEN, ASKED, ANSWERED_QUERY, CLOSED_QUERY = "open", "asked", "answered", "closed"
UNRECOGNISED = "unrecognised"
"""The kind of a query on a cell that nothing of the questionnaire explains."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """One copy of a questionnaire expected from an organisation or one of its services.

    ``ref`` is the organisation's, with the service's letter ("O06a"); ``code`` is printed in the file. A message to its
    recipient is first drafted, then sent: one drafted and not yet sent has asked nobody. ``first_due_on`` is the day it
    was due before it was extended; ``reason`` why it was extended, declined or exempted. ``carried_sha256``: the
    bytes that say what of last round's answers stood in its copy (``domain.carried``).
    """

    id: str
    questionnaire_id: str
    organisation_id: str
    service_id: str | None = None
    ref: str
    name: str
    code: str
    state: str = ISSUED
    issued_on: date | None = None
    due_on: date | None = None
    received_on: date | None = None
    note: str = ""
    position: int = 0
    drafted_on: date | None = None
    sent_on: date | None = None
    bounced_on: date | None = None
    first_due_on: date | None = None
    reason: str = ""
    carried_sha256: str = ""

    @property
    def not_sent(self) -> bool:
        """Its message is drafted and has not left: nobody was asked yet."""
        return self.drafted_on is not None and self.sent_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnFile:
    """A file that came. ``status``: taken, staged, same or refused. Its bytes are a blob by ``sha256``.

    ``finding_sha256`` is the blob holding what we found in it, as JSON; empty where it was refused.
    ``return_id`` is None where it is nobody's return of ours; ``update_copy_id`` is set where it is an update on actions,
    ``correction_id`` where a correction workbook came back. ``why`` is the word for why it was refused ("password"),
    ``parcel_id`` the e-mail or ZIP folder it came in, ``lost`` how many of its cells could not be accounted for.
    """

    id: str
    return_id: str | None
    name: str
    sha256: str
    finding_sha256: str = ""
    questionnaire_ref: str = ""
    version: str = ""
    status: str = "staged"
    message: str = ""
    received_on: date | None = None
    found: int = 0
    blank: int = 0
    recovered: int = 0
    unreadable: int = 0
    unrecognised: int = 0
    update_copy_id: str | None = None
    position: int = 0
    correction_id: str | None = None
    why: str = ""
    parcel_id: str | None = None
    lost: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One slot of a return. ``value`` is canonical text (ISO dates, plain digits, the scale's own word).

    ``found`` is what stood in their cell, as typed; ``source`` is "sheet!cell"; ``how`` says how it was
    recovered and ``sure`` how sure that is (3 certain, 2 likely, 1 unsure). ``agreed`` is the moderated
    value, empty until then.
    """

    id: str
    return_id: str
    question: str
    row: str = ""
    column: str = "answer"
    value: str = ""
    found: str = ""
    state: str = ANSWERED
    how: str = ""
    sure: int = 3
    source: str = ""
    file_id: str | None = None
    agreed: str = ""

    @property
    def slot(self) -> Slot:
        return Slot(self.question, self.row, self.column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Something a person must decide about one cell of one file.

    ``kind``: unreadable, unsure, difference, check, unrecognised, version. ``reading`` is what we would
    take ("" where nothing is likely); ``other`` is what we hold already, for a difference.
    ``cause``: set where only the cell's place is in doubt; open queries of one file, sheet and cause may be decided as one.
    ``asked_on``: when
    the sender was asked in a correction workbook; ``answer``: what stands in the cell now that it came back,
    ``answer_reading`` our reading of it, ``answer_why`` what still speaks against it.
    """

    id: str
    return_id: str
    file_id: str | None = None
    kind: str
    question: str = ""
    row: str = ""
    column: str = "answer"
    sheet: str = ""
    cell: str = ""
    found: str = ""
    expected: str = ""
    reason: str = ""
    reading: str = ""
    other: str = ""
    sure: int = 1
    status: str = OPEN
    decision: str = ""
    decided_on: date | None = None
    decided_how: str = ""
    position: int = 0
    cause: str = ""
    asked_on: date | None = None
    answered_on: date | None = None
    answer: str = ""
    answer_reading: str = ""
    answer_why: str = ""
    answer_file_id: str | None = None

    @property
    def slot(self) -> Slot:
        return Slot(self.question, self.row, self.column)

    @property
    def stage(self) -> str:
        """Open, asked, answered or closed. Until it is closed its ``status`` stays open: the doubt is still there."""
        if self.status != OPEN:
            return CLOSED_QUERY
        return ANSWERED_QUERY if self.answered_on else ASKED if self.asked_on else OPEN


CHASED, NOTED = "chased", "noted"
DRAFTED, SENT = "drafted", "sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chaser:
    """What was done about a return: a step of chasing, or (``kind`` noted) a change of its state and why.

    ``on`` is the day it was done; of a draft, the day it was made. ``step_id`` names the step of the schedule, "" where
    the log is older than schedules. ``who`` was spoken or written to; ``note`` is what was said.
    """

    id: str
    return_id: str
    on: date
    how: str
    note: str = ""
    step_id: str = ""
    kind: str = CHASED
    state: str = SENT
    who: str = ""
    drafted_on: date | None = None

    @property
    def done(self) -> bool:
        """Whether it went out, or was said: a draft has told nobody, and a note is no chase."""
        return self.kind == CHASED and self.state == SENT
