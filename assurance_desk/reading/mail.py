"""E-mails to plain values: who sent them and when, their words, and the files in them. Runs in the worker."""

from __future__ import annotations

import email
import email.header
import email.policy
import email.utils
import re
from datetime import datetime
from email.message import Message
from typing import Final

from assurance_desk.domain.file_names import safe_name, tidy
from assurance_desk.domain.parcels import MAIL, Opened, Part
from assurance_desk.texts import _, plural

MOST_PARTS: Final = 200
MOST_WORDS: Final = 20_000
SIGNATURE_BYTES: Final = 100_000
"""A picture shown within the words and smaller than this is part of a signature; a larger one may be a scan."""
_WITHOUT_FAULT: Final = (
    ValueError,
    TypeError,
    IndexError,
    KeyError,
    LookupError,
    OverflowError,
    AttributeError,
)
"""What Python's reader of mails raises for headers nobody should send."""
_LINKED: Final = re.compile(r"https://(?:[\w-]+\.)*(?:sharepoint\.com|1drv\.ms|onedrive\.live\.com|dropbox\.com)/", re.IGNORECASE)  # fmt: skip
_SEALED: Final = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_SIGNED: Final = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")


def read_mail(data: bytes) -> Opened:
    """Tolerant of anything: what is missing or broken is left empty, and files cut short are given as they are."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    found = _Found()
    found.look_into(message)
    name, sender = _sender(message)
    return Opened(
        MAIL,
        tuple(found.parts),
        subject=header(message, "Subject"),
        sender_name=name,
        sender=sender,
        sent=_sent(message),
        words=found.told()[:MOST_WORDS],
        notes=notes(found.left_out, found.told(), bool(found.parts), found.too_many),
    )


def notes(left_out: int, words: str, files: bool, too_many: int) -> tuple[str, ...]:
    """What the officer should know of a mail besides its files."""
    told = []
    if left_out:
        told.append(
            plural(
                "{n} picture within its words was left out",
                "{n} pictures within its words were left out",
                left_out,
            )
        )
    if too_many:
        told.append(
            plural(
                "{n} file beyond the first 200 was not looked at",
                "{n} files beyond the first 200 were not looked at",
                too_many,
            )
        )
    if not files and _LINKED.search(words):
        told.append(_("its words link to a file kept elsewhere: open the link and save the file from there"))
    return tuple(told)


class _Found:
    """Goes through a mail's parts: its words, its files, and pictures of a signature."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.left_out = self.too_many = 0
        self._plain: list[str] = []
        self._rich: list[str] = []

    def told(self) -> str:
        return "\n".join(self._plain).strip() or as_words("\n".join(self._rich))

    def look_into(self, message: Message) -> None:
        leaves = _leaves(message)
        for leaf in leaves:
            if not _is_file(leaf) and leaf.get_content_type() in ("text/plain", "text/html"):
                (self._plain if leaf.get_content_type() == "text/plain" else self._rich).append(text_of(leaf))
        for leaf in leaves:
            self._file(leaf)

    def _file(self, leaf: Message) -> None:
        kind = leaf.get_content_type()
        if kind in _SIGNED:
            return
        if len(self.parts) >= MOST_PARTS:
            self.too_many += 1
            return
        if kind == "message/rfc822":
            self.parts.append(_within(leaf))
            return
        if kind in _SEALED:
            self.parts.append(Part(_file_name(leaf) or "smime.p7m", b"", "sealed"))
            return
        if not _is_file(leaf) and leaf.get_content_maintype() in ("text", "multipart", "message"):
            return
        data = _bytes_of(leaf)
        if self._is_signature(leaf, data):
            self.left_out += 1
            return
        self.parts.append(Part(_file_name(leaf) or _nameless(kind, len(self.parts) + 1), data))

    def _is_signature(self, leaf: Message, data: bytes) -> bool:
        inside = (leaf.get("Content-ID") or "").strip("<> ")
        return is_signature(leaf.get_content_maintype(), inside, "\n".join(self._rich), len(data))


def is_signature(kind: str, inside: str, rich: str, size: int) -> bool:
    """A small picture that the mail's words show: a logo, an icon."""
    return kind == "image" and size < SIGNATURE_BYTES and bool(inside) and f"cid:{inside}" in rich


def _leaves(message: Message) -> list[Message]:
    """Parts without parts of their own; a mail within the mail counts as one. Never deep enough to overflow."""
    waiting = [message]
    found: list[Message] = []
    while waiting and len(found) < MOST_PARTS * 2:
        one = waiting.pop(0)
        if one.is_multipart() and one.get_content_maintype() == "multipart":
            waiting = [part for part in one.get_payload() if isinstance(part, Message)] + waiting
        else:
            found.append(one)
    return found


def _is_file(leaf: Message) -> bool:
    try:
        return leaf.get_content_disposition() == "attachment" or bool(_file_name(leaf))
    except _WITHOUT_FAULT:
        return False


def _file_name(leaf: Message) -> str:
    try:
        given = leaf.get_filename()
    except _WITHOUT_FAULT:
        given = None
    return file_name(_decoded(given)) if given else ""


def file_name(given: str) -> str:
    """A name as it may be kept: never a path, whatever the sender's program wrote."""
    return " ".join(tidy(re.split(r"[/\\]", given.strip())[-1]).split())[-150:].lstrip(". ")


def _nameless(kind: str, number: int) -> str:
    ending = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}.get(kind, "")
    return _("attachment {n}").format(n=number) + ending


def _bytes_of(leaf: Message) -> bytes:
    try:
        data = leaf.get_payload(decode=True)
    except _WITHOUT_FAULT:
        data = None
    return data if isinstance(data, bytes) else b""


def text_of(leaf: Message) -> str:
    """A part's words, whatever it says of its letters."""
    data = _bytes_of(leaf)
    for charset in (leaf.get_content_charset() or "utf-8", "cp1252"):
        try:
            return data.decode(charset)
        except (LookupError, ValueError):
            continue
    return data.decode("latin-1")


def _within(leaf: Message) -> Part:
    """A mail within the mail, under its subject."""
    inner = leaf.get_payload()
    first = inner[0] if isinstance(inner, list) and inner else None
    if not isinstance(first, Message):
        return Part(_("message") + ".eml", _bytes_of(leaf))
    try:
        data = first.as_bytes()
    except (*_WITHOUT_FAULT, UnicodeError):
        return Part(_("message") + ".eml", b"", "truncated")
    return Part(safe_name(header(first, "Subject") or _("message"), ".eml"), data)


def header(message: Message, name: str) -> str:
    value = message.get(name)
    return " ".join(tidy(_decoded(str(value))).split())[:500] if value is not None else ""


def _decoded(text: str) -> str:
    try:
        return str(email.header.make_header(email.header.decode_header(text)))
    except (*_WITHOUT_FAULT, UnicodeError):
        return text


def _sender(message: Message) -> tuple[str, str]:
    value = message.get("From") or message.get("Sender") or message.get("Reply-To") or ""
    return name_and_address(str(value))


def name_and_address(value: str) -> tuple[str, str]:
    """Taken apart before its words are decoded: a comma in a name would else part it."""
    try:
        name, address = email.utils.parseaddr(value)
    except _WITHOUT_FAULT:
        return "", ""
    shown = " ".join(tidy(_decoded(name)).split())[:200]
    return shown, tidy(address).strip().casefold()[:200] if "@" in address else ""


def _sent(message: Message) -> datetime | None:
    """When it says it was sent; else when the last station had it."""
    received = str((message.get_all("Received") or [""])[0]).rpartition(";")[2]
    for value in (message.get("Date"), received):
        found = _moment(str(value or ""))
        if found is not None:
            return found
    return None


def _moment(text: str) -> datetime | None:
    try:
        found = email.utils.parsedate_to_datetime(text.strip())
        return found.astimezone() if found.year > 1990 else None
    except (*_WITHOUT_FAULT, OSError):
        return None


_LEAVES: Final = re.compile(r"<(style|script|head)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_BREAKS: Final = re.compile(r"<(?:br|/p|/div|/tr|/li|/h\d)\b[^>]*>", re.IGNORECASE)


def as_words(rich: str) -> str:
    """A web page's words without its marks."""
    import html

    bare = re.sub(r"<[^>]*>", "", _BREAKS.sub("\n", _LEAVES.sub("", rich[: MOST_WORDS * 20])))
    lines = (" ".join(line.split()) for line in html.unescape(bare).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
