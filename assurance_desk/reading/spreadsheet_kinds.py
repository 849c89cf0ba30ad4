"""What a file is, by its bytes and never by its name."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterable
from typing import Final

from assurance_desk.reading.archive import opened

XLSX, XLSB, XLS, ODS = "xlsx", "xlsb", "xls", "ods"
FORMATS = (XLSX, XLSB, XLS, ODS)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WRAPPED = {b"\x78\x9f\x3e\x22": "tnef", b"\x76\xe8\x04\x60": "sealed"}
"""How a winmail.dat and a rights-protected message (message.rpmsg) begin."""
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_MAIL = re.compile(
    rb"^(received|return-path|from|to|cc|subject|reply-to|mime-version|date|message-id|delivered-to|content-type"
    rb"|x-[\w-]+): ?",
    re.IGNORECASE,
)
BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError, ValueError, NotImplementedError, RuntimeError,
)  # fmt: skip
"""What Python's reader of ZIP files raises for a file that is cut short, damaged or locked."""


_PACKING: Final = 100_000
"""Bytes by which packing may make a part larger: five in 32,000."""


def understated(parts: Iterable[zipfile.ZipInfo]) -> bool:
    """Whether some part would unpack to more than it says: it is packed larger than that."""
    return any(part.compress_size > part.file_size + _PACKING for part in parts)


def kind_of(data: bytes) -> str:
    """xlsx, xlsb, xls or ods, else the word for why it is none (a key of the refusals)."""
    if not data.strip(b"\0 \r\n\t"):
        return "empty"
    if data.startswith(b"PK"):
        return _zipped(data)
    if data.startswith(_OLE):
        return _ole(data)
    if data[:1024].lstrip().startswith(b"%PDF"):
        return _pdf(data)
    if (
        data.startswith(_PICTURES)
        or data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1")
        or data[8:12] == b"WEBP"
    ):
        return "picture"
    return _WRAPPED.get(data[:4]) or _text(data)


def _zipped(data: bytes) -> str:
    try:
        archive = opened(data)
        listed = archive.namelist()
        names = set(listed)
        mimetype = archive.read("mimetype")[:200] if "mimetype" in names else b""
        manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    except BROKEN_ZIP:
        return "truncated"
    if len(names) < len(listed):
        return "twice"
    if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return "password" if b"encryption-data" in manifest else ODS
    return _by_parts(names, mimetype)


def _by_parts(names: set[str], mimetype: bytes) -> str:
    for part, kind in (
        ("xl/workbook.xml", XLSX),
        ("xl/workbook.bin", XLSB),
        ("word/document.xml", "word"),
        ("ppt/presentation.xml", "slides"),
    ):
        if part in names:
            return kind
    if any(name.endswith((".iwa", "Index.zip")) or name.startswith("Index/") for name in names):
        return "numbers"
    if mimetype.startswith(b"application/vnd.oasis.opendocument.text"):
        return "word"
    return "unknown" if mimetype or "[Content_Types].xml" in names else "zip"


def _ole(data: bytes) -> str:
    def has(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if has("__properties_version1.0") and has("__nameid_version1.0"):
        return "mail"  # before the others: the files within it show their own parts
    if has("Workbook") or has("Book"):
        return "label" if has("\tDRMContent") else "password" if _xls_is_encrypted(data) else XLS
    kinds = (
        ("DRMEncrypted", "label"),
        ("\tDRMContent", "label"),
        ("EncryptedPackage", "password"),
        ("WordDocument", "word"),
        ("PowerPoint Document", "slides"),
        ("__properties_version1.0", "mail"),
    )
    return next((kind for part, kind in kinds if has(part)), "truncated" if len(data) < 4096 else "unknown")


def _xls_is_encrypted(data: bytes) -> bool:
    """A FILEPASS record among the first of the workbook's stream."""
    start = 0
    while (start := data.find(b"\x09\x08", start)) >= 0 and start % 512 != 0:
        start += 1
    at = start
    for _record in range(12):
        if at < 0 or at + 4 > len(data):
            return False
        record, length = (
            int.from_bytes(data[at : at + 2], "little"),
            int.from_bytes(data[at + 2 : at + 4], "little"),
        )
        if record == 0x2F:
            return True
        at += 4 + length
    return False


def _pdf(data: bytes) -> str:
    """A page that is nothing but a picture is a scan. Compressed objects hide fonts: then it is called a document."""
    return "scan" if b"/Image" in data and b"/Font" not in data and b"/ObjStm" not in data else "letter"


def _text(data: bytes) -> str:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \r\n\t")
    low = head[:512].lower()
    if low.startswith((b"<html", b"<!doctype html", b"<table", b"<meta")) or b"<html" in low:
        return "web"
    if low.startswith(b"<?xml") and (
        b"excel.sheet" in low or b"schemas-microsoft-com:office" in low or b"opendocument" in low
    ):
        return "xml"
    if low.startswith(b"{\\rtf"):
        return "word"
    if _MAIL.match(low):
        return "mail"
    if b"\0" not in head and (b"," in head or b"\t" in head or b";" in head) and _is_words(head):
        return "csv"
    return "unknown"


def _is_words(head: bytes) -> bool:
    try:
        head[:2048].decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\n" in head
