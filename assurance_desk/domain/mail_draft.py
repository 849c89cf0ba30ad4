"""An e-mail as a file a mail program opens as a draft: one addressee, the protective marking first in the subject.

Names, addresses and subjects come from whoever typed them: nothing in them can begin another header line.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from functools import lru_cache

from assurance_desk.domain.file_names import safe_name
from assurance_desk.domain.mail_fields import FIELDS, UnknownFieldError, check_fields, filled, unknown_fields
from assurance_desk.errors import DeskError
from assurance_desk.texts import _

__all__ = [
    "FIELDS", "Attachment", "MailDraft", "NoAddressError", "UnknownFieldError", "address", "check_fields",
    "check_sender", "eml",
    "filled", "subject_line", "unknown_fields",
]  # fmt: skip

KINDS = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".ics": "text/calendar",
}
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", re.ASCII)
_PLAIN_NAME = re.compile(r"[A-Za-z0-9 .'-]{1,60}", re.ASCII)
_PLAIN_LINE = re.compile(r"[\x20-\x7e]*")
_NO_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_NO_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Control characters, and of a line what would end it."""
_LONGEST_WORD = 60
"""Letters without a blank that still fit a line beside the header's name."""
_LONGEST_ENDING = 8


class NoAddressError(DeskError):
    def __init__(self, typed: str) -> None:
        super().__init__(
            _(
                "“{typed}” is not one e-mail address, so no message was made. Write it as name@example.org."
            ).format(typed=_line(typed))
        )


@dataclass(frozen=True, slots=True)
class Attachment:
    """``name`` is made safe on its way out; its ending says what the file is."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class MailDraft:
    """``file_name``: what the draft itself is called. ``sender``: an address, with a name before it if wished; "" leaves
    it to the mail program. ``subject`` comes without its marking.
    """

    to_name: str
    to_email: str
    subject: str
    body: str
    marking: str
    sender: str = ""
    attachments: Sequence[Attachment] = ()
    file_name: str

    @property
    def subject_line(self) -> str:
        return subject_line(self.marking, self.subject)


def subject_line(marking: str, subject: str) -> str:
    """OFFICIAL: Housing training. A subject that begins with its marking already has it once."""
    first, words = _line(marking), _line(subject)
    if not first or words.casefold().startswith(f"{first.casefold()}:"):
        return words
    return f"{first}: {words}" if words else first


def eml(draft: MailDraft, at: datetime) -> bytes:
    """The draft's bytes, the same every time for the same draft and moment.

    Raises:
        NoAddressError: the addressee, or the sender where one is given, is not exactly one address.
    """
    head = [
        "X-Unsent: 1",  # Outlook opens it ready to send, not as a message that came
        *([f"From: {_mailbox('From', *_parts(draft.sender))}"] if draft.sender.strip() else []),
        f"To: {_mailbox('To', draft.to_name, draft.to_email)}",
        f"Subject: {_unstructured('Subject', draft.subject_line)}",
        f"Date: {format_datetime(at)}",
    ]
    message = EmailMessage(policy=SMTP)
    message.set_content(_body(draft.body), cte="quoted-printable")
    whole = "".join(f"{line}\r\n" for line in head).encode("ascii")
    if not draft.attachments:
        return whole + message.as_bytes()
    said = "\0".join([*head, draft.body, *(one.name for one in draft.attachments)])
    boundary = f"=_{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()[:32]}"
    message.make_mixed(boundary=boundary)
    between, end = f"\r\n--{boundary}\r\n".encode(), f"\r\n--{boundary}--\r\n".encode()
    parts = [message.as_bytes().removesuffix(end), *map(_attached, draft.attachments)]
    return whole + between.join(parts) + end


def address(typed: str) -> str:
    """One e-mail address as a header may hold it, its domain in ASCII.

    Raises:
        NoAddressError: it is none, or more than one.
    """
    words = typed.strip()
    before, _at, after = words.rpartition("@")
    try:
        words = f"{before}@{after.encode('idna').decode('ascii')}"
    except UnicodeError as error:
        raise NoAddressError(typed) from error
    if not _ADDRESS.fullmatch(words):
        raise NoAddressError(typed)
    return words


def check_sender(typed: str) -> None:
    """Whether a draft may be from this: an address, with a name before it if wished, or nothing.

    Raises:
        NoAddressError: it is not exactly one address.
    """
    if typed.strip():
        address(_parts(typed)[1])


def _parts(sender: str) -> tuple[str, str]:
    """Name and address of: Merrowshire <office@example.org>, or of the address alone."""
    typed = sender.strip()
    if typed.endswith(">") and "<" in typed:
        name, _bracket, mail = typed[:-1].rpartition("<")
        return name.strip().strip('"'), mail
    return parseaddr(typed) if "(" in typed else ("", typed)


def _mailbox(header: str, name: str, mail: str) -> str:
    checked, words = address(mail), _line(name)
    if not words:
        return checked
    shown = f'"{words}"' if _PLAIN_NAME.fullmatch(words) else _encoded(header, words)
    return f"{shown}\r\n <{checked}>" if len(shown) + len(checked) > _LONGEST_WORD else f"{shown} <{checked}>"


def _unstructured(header: str, words: str) -> str:
    plain = _PLAIN_LINE.fullmatch(words) and "=?" not in words
    if plain and all(len(word) <= _LONGEST_WORD for word in words.split()):
        return Header(words, "us-ascii", header_name=header).encode(linesep="\r\n")
    return _encoded(header, words)


def _encoded(header: str, words: str) -> str:
    """As encoded words (RFC 2047), folded."""
    return Header(words, "utf-8", header_name=header).encode(splitchars="", linesep="\r\n")


def _line(text: str) -> str:
    """On one line, without control characters and what is no Unicode."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join(_NO_LINE.sub(" ", whole).split())


def _body(text: str) -> str:
    whole = text.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return _NO_TEXT.sub("", whole).rstrip("\n") + "\n"


def _attached(one: Attachment) -> bytes:
    """A part of the message. Its bytes are put in lines here: the library goes through them a line at a time."""
    return _attachment_head(one.name) + base64.encodebytes(one.data).replace(b"\n", b"\r\n")


@lru_cache(maxsize=64)  # the calendar entry beside hundreds of workbooks is called the same
def _attachment_head(typed: str) -> bytes:
    words = _line(typed)
    stem, dot, last = words.rpartition(".")
    ending = f".{last}" if dot and last.isalnum() and len(last) < _LONGEST_ENDING else ""
    name = safe_name(stem if ending else words, ending)
    main, _slash, sub = KINDS.get(ending.casefold(), "application/octet-stream").partition("/")
    part = EmailMessage(policy=SMTP)
    part.set_content(b"", main, sub, "base64", "attachment", name, params={"name": name})
    return part.as_bytes()
