"""What the reader of cells does not tell of an .xlsb: errors, how values are shown, notes on cells, hidden rows.

Records of the binary parts ([MS-XLSB]): a number of one byte or two, a length of up to four, and so many bytes.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
from collections.abc import Iterator
from typing import Final

from assurance_desk.domain.recovery.book import ERROR, NOTE, Beside
from assurance_desk.reading.spreadsheet_parts import Extra, relations
from assurance_desk.reading.spreadsheet_shown import BUILT_IN, told_by
from assurance_desk.reading.spreadsheet_xls import ERRORS

_ROW, _ERROR, _FORMULA_ERROR = 0, 3, 11
_CELLS: Final = frozenset(range(2, 12))
_FORMAT, _XF, _XFS, _XFS_END = 44, 47, 617, 618
_SHEET, _PROPERTIES = 156, 153
_COMMENT, _COMMENT_TEXT = 635, 637
_HIDDEN: Final = 0x10


def binary_extras(archive: zipfile.ZipFile) -> dict[str, Extra] | None:
    """By sheet name; None where its records cannot be followed.

    Raises:
        KeyError: a part it names is missing.
    """
    try:
        return _extras(archive)
    except (struct.error, IndexError):
        return None


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        number = data[at]
        at += 1
        if number & 0x80:
            number = (number & 0x7F) | data[at] << 7
            at += 1
        length = shift = 0
        while True:
            part = data[at]
            at += 1
            length |= (part & 0x7F) << shift
            shift += 7
            if not part & 0x80 or shift > 21:
                break
        yield number, data[at : at + length]
        at += length


def _words(body: bytes, at: int) -> tuple[str, int]:
    """A counted text of two bytes a letter, and where it ends."""
    count = struct.unpack_from("<I", body, at)[0]
    end = at + 4 + 2 * count
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def _extras(archive: zipfile.ZipFile) -> dict[str, Extra]:
    targets = relations(archive, "xl/workbook.bin")
    styles = _styles(archive.read("xl/styles.bin")) if "xl/styles.bin" in archive.namelist() else []
    found: dict[str, Extra] = {}
    late = False
    for number, body in _records(archive.read("xl/workbook.bin")):
        if number == _PROPERTIES:
            late = bool(struct.unpack_from("<I", body)[0] & 1)
        elif number == _SHEET:
            which, end = _words(body, 8)
            name, _end = _words(body, end)
            part = targets.get(which, "")
            if "worksheets/" in part:
                found[name] = _sheet(archive, part, styles, late=late)
    return found


def _styles(data: bytes) -> list[str]:
    """How each style of cells shows its value; styles for names ("Normal") come before them, in a list of their own."""
    codes, found, mine = dict(BUILT_IN), list[str](), False
    for number, body in _records(data):
        if number == _FORMAT:
            codes[str(struct.unpack_from("<H", body)[0])] = told_by(_words(body, 2)[0])
        elif number in {_XFS, _XFS_END}:
            mine = number == _XFS
        elif number == _XF and mine:
            found.append(codes.get(str(struct.unpack_from("<H", body, 2)[0]), ""))
    return found


def _sheet(archive: zipfile.ZipFile, part: str, styles: list[str], *, late: bool) -> Extra:
    odd: dict[tuple[int, int], tuple[str, str]] = {}
    shown: dict[tuple[int, int], str] = {}
    hidden: set[int] = set()
    row = 0
    for number, body in _records(archive.read(part)):
        if number == _ROW:
            row = struct.unpack_from("<I", body)[0]
            if body[11] & _HIDDEN:
                hidden.add(row)
        elif number in _CELLS:
            column, style = struct.unpack_from("<II", body)
            if told := _told(styles, style & 0xFFFFFF):
                shown[row, column] = told
            if number in {_ERROR, _FORMULA_ERROR}:
                odd[row, column] = ERROR, ERRORS.get(body[8], "#ERROR")
    return Extra(odd=odd, shown=shown, hidden_rows=frozenset(hidden), beside=_notes(archive, part), late=late)


def _told(styles: list[str], style: int) -> str:
    return styles[style] if style < len(styles) else ""


def _notes(archive: zipfile.ZipFile, part: str) -> tuple[Beside, ...]:
    found: list[Beside] = []
    place = 0, 0
    for target in relations(archive, part).values():
        if not posixpath.basename(target).startswith("comments") or target not in archive.namelist():
            continue
        for number, body in _records(archive.read(target)):
            if number == _COMMENT:
                row, _last, column = struct.unpack_from("<III", body, 4)
                place = row, column
            elif number == _COMMENT_TEXT and (words := _words(body, 1)[0].strip()):
                found.append(Beside(*place, words, NOTE))
    return tuple(found)
