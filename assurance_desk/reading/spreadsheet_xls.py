"""What the reader of cells does not tell of an .xls: errors, how values are shown, notes, text boxes, hidden rows.

Records of the binary format (BIFF8, [MS-XLS]): a number, a length, and so many bytes; the first sheetless ones hold the
formats, then every sheet stands for itself.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import Final

from assurance_desk.domain.recovery.book import BOX, ERROR, NOTE, Beside
from assurance_desk.reading.spreadsheet_parts import Extra
from assurance_desk.reading.spreadsheet_shown import BUILT_IN, told_by

_ROW, _NUMBER, _RK, _MULRK, _FORMULA, _BOOLERR = 0x208, 0x203, 0x27E, 0xBD, 0x06, 0x205
_BOF, _EOF, _SHEET, _FORMAT, _XF, _LATE = 0x809, 0x0A, 0x85, 0x41E, 0xE0, 0x22
_NOTE, _OBJECT, _TEXT, _CONTINUE, _DRAWING = 0x1C, 0x5D, 0x1B6, 0x3C, 0xEC
_BIFF8: Final = 0x0600
_TEXT_BOX, _PICTURE = 0x06, 0x08
_HIDDEN: Final = 0x20
_ANCHOR: Final = b"\x10\xf0\x12\x00\x00\x00"
ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
Record = tuple[int, bytes]


def old_extras(data: bytes) -> dict[str, Extra] | None:
    """By sheet name; None for a file older than Excel 97, or one whose records cannot be followed.

    Raises:
        OSError: it is no compound file.
    """
    import olefile  # type: ignore[import-untyped]

    with olefile.OleFileIO(io.BytesIO(data)) as held:
        if not held.exists("Workbook"):
            return None
        stream = held.openstream("Workbook").read()
    try:
        return _extras(stream)
    except (struct.error, IndexError):
        return None


def _records(stream: bytes, at: int) -> Iterator[Record]:
    """From a BOF to its EOF; those of charts within are passed over."""
    depth = 0
    while at + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, at)
        depth += (number == _BOF) - (number == _EOF)
        if depth == 1 and number not in {_BOF, _EOF}:
            yield number, stream[at + 4 : at + 4 + length]
        if depth < 1:
            return
        at += 4 + length


def _extras(stream: bytes) -> dict[str, Extra] | None:
    if struct.unpack_from("<HHH", stream, 0)[::2] != (_BOF, _BIFF8):
        return None
    codes, styles, sheets, late = dict(BUILT_IN), list[str](), dict[str, int](), False
    for number, body in _records(stream, 0):
        if number == _FORMAT:
            codes[str(struct.unpack_from("<H", body)[0])] = told_by(_string(body[2:], wide=True))
        elif number == _XF:
            styles.append(codes.get(str(struct.unpack_from("<H", body, 2)[0]), ""))
        elif number == _SHEET:
            sheets[_string(body[6:], wide=False)] = struct.unpack_from("<I", body)[0]
        elif number == _LATE:
            late = body[:1] == b"\x01"
    return {name: _Sheet(styles).read(stream, at, late=late) for name, at in sheets.items()}


def _string(body: bytes, *, wide: bool) -> str:
    """After a count of one byte or (``wide``) two, a flag: two bytes a letter, or one."""
    count = struct.unpack_from("<H" if wide else "<B", body)[0]
    start = 2 if wide else 1
    return _letters(body[start + 1 :], body[start], count)


def _letters(body: bytes, flag: int, count: int) -> str:
    if flag & 1:
        return body[: 2 * count].decode("utf-16-le", "replace")
    return body[:count].decode("latin-1")


class _Sheet:
    def __init__(self, styles: list[str]) -> None:
        self._styles = styles
        self._odd: dict[tuple[int, int], tuple[str, str]] = {}
        self._shown: dict[tuple[int, int], str] = {}
        self._hidden: set[int] = set()
        self._beside: list[Beside] = []
        self._texts: dict[int, str] = {}
        self._object, self._kind, self._place = 0, 0, (0, 0)
        self._left = 0

    def read(self, stream: bytes, at: int, *, late: bool) -> Extra:
        for number, body in _records(stream, at):
            if number in {_NUMBER, _RK, _FORMULA, _BOOLERR, _MULRK}:
                self._cell(number, body)
            elif number == _ROW and struct.unpack_from("<H", body, 12)[0] & _HIDDEN:
                self._hidden.add(struct.unpack_from("<H", body)[0])
            elif number == _DRAWING:
                self._anchor(body)
            elif number in {_NOTE, _OBJECT, _TEXT, _CONTINUE}:
                self._drawn(number, body)
        return Extra(
            odd=self._odd,
            shown=self._shown,
            hidden_rows=frozenset(self._hidden),
            beside=tuple(self._beside),
            late=late,
        )

    def _cell(self, number: int, body: bytes) -> None:
        row, column, style = struct.unpack_from("<HHH", body)
        if number == _MULRK:
            for place, start in enumerate(range(4, len(body) - 2, 6)):
                self._show(row, column + place, struct.unpack_from("<H", body, start)[0])
            return
        self._show(row, column, style)
        error = None
        if number == _BOOLERR and body[7]:
            error = body[6]
        elif number == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
            error = body[8]
        if error is not None:
            self._odd[row, column] = ERROR, ERRORS.get(error, "#ERROR")

    def _show(self, row: int, column: int, style: int) -> None:
        told = self._styles[style] if style < len(self._styles) else ""
        if told:
            self._shown[row, column] = told

    def _anchor(self, body: bytes) -> None:
        at = body.find(_ANCHOR)
        if at >= 0:
            _flags, column, _dx, row = struct.unpack_from("<HHHH", body, at + len(_ANCHOR))
            self._place = row, column

    def _drawn(self, number: int, body: bytes) -> None:
        """A note is an object, then its words in records that go on the text record, and at the end where it belongs."""
        if number == _OBJECT:
            self._kind, self._object = struct.unpack_from("<HH", body, 4)
            if self._kind == _PICTURE:
                self._beside.append(Beside(*self._place, "", BOX))
        elif number == _TEXT:
            self._left = struct.unpack_from("<H", body, 10)[0]
            self._texts[self._object] = ""
        elif number == _CONTINUE and self._left and body:
            self._written(_letters(body[1:], body[0], self._left))
        elif number == _NOTE:
            row, column, _flags, which = struct.unpack_from("<HHHH", body)
            if words := self._texts.get(which, "").strip():
                self._beside.append(Beside(row, column, words, NOTE))

    def _written(self, words: str) -> None:
        self._texts[self._object] += words
        self._left -= len(words)
        if not self._left and self._kind == _TEXT_BOX and (whole := self._texts[self._object].strip()):
            self._beside.append(Beside(*self._place, whole, BOX))
