"""How far a copy is on its way to whoever is to fill it in. Drafted is not sent: one only drafted has asked nobody yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from assurance_desk.domain.dates import short_date
from assurance_desk.domain.returns import Return
from assurance_desk.texts import _, later

NOT_ISSUED: Final = later("not issued")
WRITTEN: Final = later("written to a folder")
DRAFTED: Final = later("drafted")
SENT: Final = later("sent")
BOUNCED: Final = later("bounced")


def stage(record: Return) -> str:
    """One of the five; a message drafted again after it was sent or bounced waits to be sent."""
    drafted, sent, bounced = record.drafted_on, record.sent_on, record.bounced_on
    if bounced and not (drafted and drafted > bounced) and not (sent and sent > bounced):
        return BOUNCED
    if drafted and (sent is None or drafted > sent):
        return DRAFTED
    if sent:
        return SENT
    return WRITTEN if record.issued_on else NOT_ISSUED


def drafted_again(record: Return, today: date) -> Return:
    """With a message made today; of one that bounced, the first has asked nobody."""
    if stage(record) == BOUNCED:
        return replace(record, drafted_on=today, sent_on=None, bounced_on=None)
    return replace(record, drafted_on=today)


def waits(record: Return) -> bool:
    """Whether its message was made and nobody has said that it left."""
    return stage(record) == DRAFTED


def said(record: Return, *, short: bool = False) -> str:
    """Sent 4 Feb 2019; bounced 5 Feb 2019; drafted 4 Feb 2019, not sent yet. "" where it was not issued."""
    at = stage(record)
    if at == NOT_ISSUED:
        return ""
    if at == WRITTEN:
        return _("file made {day}").format(day=short_date(record.issued_on)) if record.issued_on else ""
    days = {DRAFTED: record.drafted_on, SENT: record.sent_on, BOUNCED: record.bounced_on}
    drafted = _("drafted {day}") if short else _("drafted {day}, not sent yet")
    words = {DRAFTED: drafted, SENT: _("sent {day}"), BOUNCED: _("bounced {day}")}
    day = days[at]
    return words[at].format(day=short_date(day)) if day else ""


def waiting(records: Iterable[Return]) -> list[Return]:
    return [one for one in records if waits(one)]
