"""A day in a calendar as a file any calendar program takes (RFC 5545): a whole day, with a reminder before it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST_LINE = 75
"""Bytes before a line is folded (RFC 5545, 3.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """``uid`` stays the same for the same thing, so that a later file moves the entry and does not double it."""

    uid: str
    on: date
    title: str
    about: str = ""
    remind_days: int = 7


def ics(entry: Entry, at: datetime) -> bytes:
    """``at`` is when it was made, local time."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Assurance Desk//EN",
        "BEGIN:VEVENT",
        f"UID:{_uid(entry.uid)}",
        f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{entry.on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{entry.on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(entry.title)}",
        *([f"DESCRIPTION:{escaped(entry.about)}"] if entry.about else []),
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{escaped(entry.title)}",
        f"TRIGGER:-P{max(entry.remind_days, 0)}D",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def escaped(text: str) -> str:
    """As a TEXT value holds it (3.3.11); what is no Unicode and control characters are left out."""
    whole = text.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(one for one in whole if one == "\n" or unicodedata.category(one) not in {"Cc", "Zl", "Zp"})
    for plain, safe in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        kept = kept.replace(plain, safe)
    return kept


def _uid(text: str) -> str:
    return "".join(one for one in text if one.isascii() and (one.isalnum() or one in "-.@")) or "entry"


def _folded(line: str) -> bytes:
    return b"\r\n ".join(_pieces(line)) + b"\r\n"


def _pieces(line: str) -> Iterable[bytes]:
    """A letter of several bytes is never cut; the blank that begins a further line counts."""
    piece, room = b"", LONGEST_LINE
    if len(line) <= LONGEST_LINE and line.isascii():
        yield line.encode("ascii")
        return
    for letter in line:
        one = letter.encode("utf-8")
        if len(piece) + len(one) > room:
            yield piece
            piece, room = b"", LONGEST_LINE - 1
        piece += one
    yield piece
