"""Documents by what they are, and text files to text. Untrusted: sizes are looked at first."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from assurance_desk.errors import DeskError
from assurance_desk.reading.document_refusals import NotReadableDocumentError
from assurance_desk.reading.spreadsheet_kinds import FORMATS
from assurance_desk.reading.spreadsheet_kinds import kind_of as sheet_kind
from assurance_desk.texts import _

LARGEST = 20_000_000
"""Bytes of text. A published response has some thousands; anything near this is no response."""
LARGEST_FILE = 60_000_000
"""Bytes of a Word document or a PDF, which may hold pictures."""
TEXT, WORD, PDF = "text", "word", "pdf"

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FOREIGN = {
    b"%PDF": "PDF",
    b"PK\x03\x04": "Word, Excel or ZIP",
    b"\xd0\xcf\x11\xe0": "Word or Excel",
    b"{\\rtf": "rich text",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"SQLite format 3": "database",
}


@dataclass(frozen=True, slots=True)
class Document:
    """``data`` is the file as it came; ``text`` what it says, its line ends as line feeds."""

    name: str
    data: bytes
    text: str


class MissingDocumentError(DeskError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            _("There is no file “{path}”; nothing was changed. Check the name and the folder.").format(
                path=path
            )
        )


class UnreadableDocumentError(DeskError):
    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            _(
                "“{name}” could not be read ({why}); nothing was changed. Close it in other programs, or copy it "
                "to your own disk, and try again."
            ).format(name=name, why=why)
        )


class TooLargeError(DeskError):
    def __init__(self, name: str, size: int) -> None:
        super().__init__(
            _(
                "“{name}” has {size} MB, far more than a published response; nothing was read. Copy only the text "
                "you need into a .txt file."
            ).format(name=name, size=-(-size // 1_000_000))
        )


class EmptyDocumentError(DeskError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("“{name}” holds no text; nothing was changed. Ask for it again, or paste the text.").format(
                name=name
            )
        )


class NotTextError(DeskError):
    def __init__(self, name: str, what: str) -> None:
        super().__init__(
            _(
                "“{name}” is a {what} file, not plain text; nothing was changed. Open it, copy its text and paste "
                "it here, or save it as .txt."
            ).format(name=name, what=what)
        )


def open_document(path: Path) -> tuple[str, bytes]:
    """Its name and its bytes.

    Raises:
        DeskError: missing, too large, or not to be read just now.
    """
    name = path.name
    try:
        if not path.exists():
            raise MissingDocumentError(path)
        if not path.is_file():
            raise DeskError(
                _("“{name}” is a folder; nothing was changed. Choose a file in it.").format(name=name)
            )
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise TooLargeError(name, size)
        return name, path.read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or _("its name cannot be used")
        raise UnreadableDocumentError(name, why) from error


def kind_of(data: bytes, name: str) -> str:
    """``WORD`` and ``PDF`` are read in the worker; anything else is ``TEXT`` as far as its bytes tell.

    Raises:
        NotReadableDocumentError: a Word document in the old format, one protected by a password, a workbook.
    """
    if data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"%PDF"):
        return PDF
    if not data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return TEXT
    kind = sheet_kind(data)
    if kind == "word" and data.startswith(b"PK"):
        return WORD
    why = {"word": "old word", "password": "password", "label": "password", "truncated": "damaged"}.get(
        kind, ""
    )
    if why or kind in FORMATS:
        raise NotReadableDocumentError(name, why or "workbook")
    return TEXT


def read_document(path: Path) -> Document:
    """A .txt or .md file.

    Raises:
        DeskError: missing, empty, too large, not plain text, or not to be read just now.
    """
    return plain_document(*open_document(path))


def plain_document(name: str, data: bytes) -> Document:
    """
    Raises:
        DeskError: empty, too large, or not plain text.
    """
    if len(data) > LARGEST:
        raise TooLargeError(name, len(data))
    return Document(name, data, text_of(data, name))


def pasted(text: str, name: str = "") -> Document:
    """Text from the clipboard, as a document.

    Raises:
        DeskError: it is empty or too large.
    """
    name = name or _("pasted text")
    data = text.encode("utf-8", "replace")
    if len(data) > LARGEST:
        raise TooLargeError(name, len(data))
    return Document(name, data, text_of(data, name))


def text_of(data: bytes, name: str) -> str:
    """What the bytes say, in whichever of the usual encodings they are; line ends become line feeds.

    Raises:
        DeskError: they are no plain text, or hold nothing.
    """
    for magic, what in _FOREIGN.items():
        if data.startswith(magic):
            raise NotTextError(name, _(what))
    text = _decoded(data)
    if _odd_share(text) > 0.01:
        raise NotTextError(name, _("binary"))
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    if not text.strip("\ufeff \t\n\f\v"):
        raise EmptyDocumentError(name)
    return text.removeprefix("\ufeff")


def _decoded(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace")
    zeros_even, zeros_odd = data[:4000:2].count(0), data[1:4000:2].count(0)
    most = len(data[:4000]) // 4
    if most and max(zeros_even, zeros_odd) > most:
        return data.decode("utf-16-be" if zeros_even > zeros_odd else "utf-16-le", "replace")
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _odd_share(text: str) -> float:
    """How much of the text is control characters or signs that could not be decoded."""
    odd = sum(1 for sign in text if (sign < " " and sign not in "\t\n\r\f\v") or sign == "\ufffd")
    return odd / len(text) if text else 0.0
