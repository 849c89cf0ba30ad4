"""Messages as Outlook saves them (.msg) to plain values. Runs in the worker."""

from __future__ import annotations

import mimetypes
from datetime import datetime
from email.message import EmailMessage
from typing import Any, Final

from oxmsg.attachment import Attachment
from oxmsg.message import Message
from oxmsg.properties import Properties

from assurance_desk.domain.file_names import safe_name, tidy
from assurance_desk.domain.parcels import MAIL, Opened, Part
from assurance_desk.reading.mail import (
    MOST_PARTS,
    MOST_WORDS,
    as_words,
    file_name,
    is_signature,
    name_and_address,
    notes,
)
from assurance_desk.texts import _

# Properties by the numbers Outlook gives them ([MS-OXPROPS]).
_SUBJECT, _BODY, _HEADERS = 0x0037, 0x1000, 0x007D
_SUBMITTED, _DELIVERED = 0x0039, 0x0E06
_SENDER_NAME, _SENDER_EMAIL = 0x0C1A, 0x0C1F
_SENDER_SMTP, _REPRESENTING_SMTP, _REPRESENTING_EMAIL = 0x5D01, 0x5D02, 0x0065
_LONG_NAME, _SHORT_NAME, _SHOWN_NAME = 0x3707, 0x3704, 0x3001
_METHOD, _CONTENT_ID, _HIDDEN, _MIME = 0x3705, 0x3712, 0x7FFE, 0x370E
_EMBEDDED, _BY_REFERENCE = 5, (2, 3, 4, 7)
_INSIDE: Final = "__substg1.0_3701000D"
_INNER_HEADER, _HEADER, _PROPERTY = 24, 32, 16
"""Bytes before the properties of a message within a message, of one by itself, and of one property."""
_DEEPEST: Final = 3


def read_outlook(data: bytes) -> Opened:
    """As ``mail.read_mail``.

    Raises:
        Exception: of any kind, where it is damaged beyond reading.
    """
    return _opened(Message.load(data), 0)


def _opened(message: Message, depth: int) -> Opened:
    props = message.properties
    rich = _rich(message)
    words = _text(props, _BODY) or as_words(rich)
    parts: list[Part] = []
    left_out = 0
    for one in message.attachments[:MOST_PARTS]:
        part = _part(one, rich, len(parts) + 1, depth)
        if part is None:
            left_out += 1
        else:
            parts.append(part)
    name, sender = _sender(message)
    return Opened(
        MAIL,
        tuple(parts),
        subject=" ".join(tidy(_text(props, _SUBJECT)).split())[:500],
        sender_name=name,
        sender=sender,
        sent=_moment(props, _SUBMITTED) or _moment(props, _DELIVERED),
        words=words[:MOST_WORDS],
        notes=notes(left_out, words, bool(parts), max(len(message.attachments) - MOST_PARTS, 0)),
    )


def _part(one: Attachment, rich: str, number: int, depth: int) -> Part | None:
    """None for a picture of a signature."""
    props = one.properties
    name = next((found for pid in (_LONG_NAME, _SHORT_NAME, _SHOWN_NAME) if (found := file_name(_text(props, pid)))), "")  # fmt: skip
    method = _number(props, _METHOD)
    if method == _EMBEDDED:
        return _within(one, name, depth)
    name = name or _("attachment {n}").format(n=number)
    data = one.file_bytes
    if data is None:
        return Part(name, b"", "elsewhere" if method in _BY_REFERENCE else "empty")
    kind = (_text(props, _MIME) or mimetypes.guess_type(name)[0] or "").partition("/")[0]
    hidden = kind == "image" and bool(_number(props, _HIDDEN))
    if hidden or is_signature(kind, _text(props, _CONTENT_ID), rich, len(data)):
        return None
    return Part(name, data)


def _within(one: Attachment, name: str, depth: int) -> Part:
    """A message within the message, written afresh as an e-mail: Outlook keeps it as no file of its own."""
    storage: Any = one._storage  # noqa: SLF001  (the library gives no other way to it)
    inner = next((found for found in storage.storages if found.name == _INSIDE), None)
    shown = safe_name(name or _("message"), ".eml")
    if inner is None or depth >= _DEEPEST:
        return Part(shown, b"", "truncated")
    message = Message(inner)
    shifted = (
        len(inner.properties_stream_bytes) - _INNER_HEADER
    ) % _PROPERTY  # some programs write the longer one
    header = _HEADER if shifted else _INNER_HEADER
    message.__dict__["_properties"] = Properties(inner, properties_header_offset=header)
    return Part(shown, _as_mail(_opened(message, depth + 1)))


def _as_mail(opened: Opened) -> bytes:
    made = EmailMessage()
    made["Subject"] = opened.subject
    if opened.sender:
        made["From"] = _address(opened)
    if opened.sent:
        made["Date"] = opened.sent
    made.set_content(opened.words or "\n")
    for part in opened.parts:
        made.add_attachment(part.data, maintype="application", subtype="octet-stream", filename=part.name)
    return made.as_bytes()


def _address(opened: Opened) -> str:
    from email.utils import formataddr

    try:
        return formataddr((opened.sender_name, opened.sender))
    except (ValueError, UnicodeError):
        return ""


def _sender(message: Message) -> tuple[str, str]:
    """The address in the way of the internet: within one organisation Outlook keeps a path of its own instead."""
    props = message.properties
    named, address = name_and_address(str(message.message_headers.get("From", "")))
    name = named or " ".join(tidy(_text(props, _SENDER_NAME)).split())[:200]
    if address:
        return name, address
    for pid in (_SENDER_SMTP, _REPRESENTING_SMTP, _SENDER_EMAIL, _REPRESENTING_EMAIL):
        found = _text(props, pid).strip()
        if "@" in found:
            return name, tidy(found).casefold()[:200]
    return name, ""


def _rich(message: Message) -> str:
    try:
        return message.html_body or ""
    except (LookupError, ValueError):  # letters of a kind it does not know
        found = message.properties.binary_prop_value(0x1013) or b""
        return found.decode("utf-8", "replace")


def _text(props: Properties, pid: int) -> str:
    try:
        return (props.str_prop_value(pid) or "").rstrip("\0")
    except (LookupError, ValueError):
        return ""


def _number(props: Properties, pid: int) -> int:
    found = props.int_prop_value(pid)
    return found if isinstance(found, int) else 0


def _moment(props: Properties, pid: int) -> datetime | None:
    try:
        found = props.date_prop_value(pid)
        return found.astimezone() if isinstance(found, datetime) and found.year > 1990 else None
    except (ValueError, OverflowError, OSError):
        return None
