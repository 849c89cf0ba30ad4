"""The files of a ZIP folder, within bounds. Runs in the worker."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from assurance_desk.domain.parcels import ZIP, Opened, Part
from assurance_desk.reading.mail import file_name
from assurance_desk.reading.spreadsheet_kinds import BROKEN_ZIP
from assurance_desk.reading.spreadsheet_refusals import refusal
from assurance_desk.texts import plural

MOST_FILES: Final = 200
MOST_UNPACKED: Final = 150_000_000
MOST_OF_ONE: Final = 50_000_000
_JUNK: Final = ("__macosx/", "thumbs.db", "desktop.ini", ".ds_store")


def read_zip(data: bytes, name: str) -> Opened:
    """Looks at what the folder says of its files before any is unpacked; one that cannot be had is told by itself.

    Raises:
        DeskError: it is damaged, or holds more than any return would.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = [one for one in archive.infolist() if not one.filename.endswith("/")]
            inside = [one for one in files if not _is_junk(one.filename)]
            if len(inside) > MOST_FILES or sum(one.file_size for one in inside) > MOST_UNPACKED:
                raise refusal(name, "too big")
            parts = tuple(_part(archive, one) for one in inside)
            passed = len(files) - len(inside)
    except BROKEN_ZIP as error:
        raise refusal(name, "truncated") from error
    notes = (plural("{n} file of the computer’s own was passed over", "{n} files of the computer’s own were passed over", passed),) if passed else ()  # fmt: skip
    return Opened(ZIP, parts, notes=notes)


def _is_junk(name: str) -> bool:
    low = name.lower()
    return low.startswith(_JUNK) or low.rpartition("/")[2].startswith((".", "~$", *_JUNK))


def _part(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> Part:
    name = file_name(one.filename) or "file"
    if one.flag_bits & 1:
        return Part(name, b"", "locked zip")
    if one.file_size > MOST_OF_ONE:
        return Part(name, b"", "too big")
    try:
        with archive.open(one) as opened:
            return Part(name, opened.read(one.file_size + 1))
    except BROKEN_ZIP:
        return Part(name, b"", "truncated")
