"""Writes a small .xlsb, record by record ([MS-XLSB]): no program at hand makes one."""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import dataclass, field

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def record(number: int, body: bytes = b"") -> bytes:
    head = bytes((number,)) if number < 0x80 else bytes((number & 0x7F | 0x80, number >> 7))
    length, size = len(body), b""
    while True:
        size += bytes((length & 0x7F | (0x80 if length > 0x7F else 0),))
        length >>= 7
        if not length:
            return head + size + body


def words(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


@dataclass
class Cell:
    """``error``: its code, with no value. ``style``: a place among the styles given."""

    value: float | str = 0
    style: int = 0
    error: int | None = None


@dataclass
class Sheet:
    name: str
    cells: dict[tuple[int, int], Cell]
    notes: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()


def _cell(column: int, cell: Cell) -> bytes:
    head = struct.pack("<II", column, cell.style)
    if cell.error is not None:
        return record(3, head + bytes((cell.error,)))
    if isinstance(cell.value, str):
        return record(6, head + words(cell.value))
    return record(5, head + struct.pack("<d", cell.value))


def _sheet(sheet: Sheet) -> bytes:
    rows = sorted({row for row, _column in sheet.cells})
    last = max(column for _row, column in sheet.cells)
    parts = [record(129), record(148, struct.pack("<IIII", rows[0], rows[-1], 0, last)), record(145)]
    for row in rows:
        flags = bytes((0, 0x10 if row in sheet.hidden else 0, 0))
        parts.append(record(0, struct.pack("<IIH", row, 0, 300) + flags + struct.pack("<I", 0)))
        parts += [_cell(column, cell) for (at, column), cell in sorted(sheet.cells.items()) if at == row]
    return b"".join((*parts, record(146), record(130)))


def _styles(formats: list[str]) -> bytes:
    """A style for each of the codes, numbered as they are."""
    parts = [record(278), record(615, struct.pack("<I", len(formats)))]
    parts += [record(44, struct.pack("<H", 164 + n) + words(code)) for n, code in enumerate(formats)]
    parts += [
        record(616),
        record(626, struct.pack("<I", 1)),
        record(47, struct.pack("<HH", 0xFFFF, 9) + b"\0" * 12),
        record(627),
    ]
    parts += [record(617, struct.pack("<I", len(formats)))]
    parts += [record(47, struct.pack("<HH", 0, 164 + n) + b"\0" * 12) for n in range(len(formats))]
    return b"".join((*parts, record(618), record(279)))


def _comments(notes: dict[tuple[int, int], str]) -> bytes:
    parts = [record(628)]
    for (row, column), text in notes.items():
        parts.append(record(635, struct.pack("<IIIII", 0, row, row, column, column) + b"\0" * 16))
        parts.append(record(637, b"\0" + words(text)) + record(636))
    return b"".join((*parts, record(629)))


def workbook(sheets: list[Sheet], formats: list[str], *, late: bool = False) -> bytes:
    held = io.BytesIO()
    book = record(131) + record(153, struct.pack("<II", int(late), 0) + words("")) + record(143)
    listed = ""
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for n, sheet in enumerate(sheets, 1):
            book += record(156, struct.pack("<II", 0, n) + words(f"rId{n}") + words(sheet.name))
            listed += f'<Relationship Id="rId{n}" Type="{KIND}/worksheet" Target="worksheets/sheet{n}.bin"/>'
            archive.writestr(f"xl/worksheets/sheet{n}.bin", _sheet(sheet))
            if sheet.notes:
                archive.writestr(f"xl/comments{n}.bin", _comments(sheet.notes))
                relation = f'<Relationship Id="rId1" Type="{KIND}/comments" Target="../comments{n}.bin"/>'
                archive.writestr(f"xl/worksheets/_rels/sheet{n}.bin.rels", _relations(relation))
        archive.writestr("xl/workbook.bin", book + record(144) + record(132))
        archive.writestr("xl/_rels/workbook.bin.rels", _relations(listed))
        archive.writestr("xl/styles.bin", _styles(formats))
    return held.getvalue()


def _relations(inside: str) -> str:
    return f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}">{inside}</Relationships>'
