"""A day and an hour, local time, as a person types it and as it is kept."""

from __future__ import annotations

import re
from datetime import datetime, time

from assurance_desk.domain.dates import UnreadableDateError, long_date, parse_when
from assurance_desk.errors import DeskError
from assurance_desk.texts import _

_HOUR = re.compile(
    r"(?:\bat\s+)?(?<![\d/.])(\d{1,2})[:.](\d{2})(?![\d.])\s*(am|pm)?\s*$|\b(\d{1,2})\s*(am|pm)\s*$",
    re.IGNORECASE,
)


class NeedsAnHourError(DeskError):
    """An embargo ends at an hour: a day alone leaves it open."""

    def __init__(self, typed: str) -> None:
        super().__init__(
            _("“{typed}” gives no hour, and nothing was changed. Type it as 12 June 2023 00:01.").format(
                typed=typed.strip()
            )
        )


def read_moment(typed: str) -> str:
    """``12 June 2023 00:01`` as it is kept: ``2023-06-12T00:01``. Empty gives "".

    Raises:
        UnreadableDateError: the date cannot be read, or has no day.
        NeedsAnHourError: there is no hour.
    """
    words = " ".join(typed.replace(",", " ").split())
    if not words:
        return ""
    found = _HOUR.search(words)
    if found is None:
        parse_when(words)
        raise NeedsAnHourError(typed)
    day = parse_when(words[: found.start()].rstrip().removesuffix(" at"))
    if day is None or not day.day:
        raise UnreadableDateError(typed)
    hour, minute = int(found[1] or found[4]), int(found[2] or 0)
    half = (found[3] or found[5] or "").casefold()
    if half:
        if not 1 <= hour <= 12:
            raise UnreadableDateError(typed)
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:
        raise UnreadableDateError(typed)
    return datetime.combine(day.last_day, time(hour, minute)).isoformat(timespec="minutes")


def moment_words(kept: str) -> str:
    """12 June 2023 00:01"""
    if not kept:
        return ""
    moment = datetime.fromisoformat(kept)
    return f"{long_date(moment.date())} {moment:%H:%M}"
