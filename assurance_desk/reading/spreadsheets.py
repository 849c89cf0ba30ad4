"""Untrusted spreadsheets to plain cells. Runs in the worker: the library under it may panic or end its process."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

from assurance_desk.domain.recovery.book import CellValue, Sheet, SheetBook
from assurance_desk.reading.archive import opened
from assurance_desk.reading.spreadsheet_kinds import (
    BROKEN_ZIP,
    FORMATS,
    ODS,
    XLS,
    XLSB,
    XLSX,
    kind_of,
    understated,
)
from assurance_desk.reading.spreadsheet_open import open_extras, tells_errors
from assurance_desk.reading.spreadsheet_parts import Extra, extras
from assurance_desk.reading.spreadsheet_refusals import refusal
from assurance_desk.reading.spreadsheet_xls import old_extras
from assurance_desk.reading.spreadsheet_xlsb import binary_extras

MOST_BYTES: Final = 50_000_000
MOST_UNPACKED: Final = 300_000_000
MOST_PARTS: Final = 2_000
MOST_CELLS: Final = 4_000_000
_PLAIN: Final = frozenset({str, int, float, bool})
_OPENED_BY_EXCEL = "VelvetSweatshop"
"""The password Excel uses by itself for workbooks that are only marked read-only."""


def read(source: Path | bytes, name: str, password: str = "") -> SheetBook:
    """Every sheet's cells, from A1 on; ``password`` is tried where the file asks for one.

    Raises:
        DeskError: it is no spreadsheet, or one that cannot be read; the sentence says what to ask the sender for.
        OSError: the file cannot be opened.
    """
    if isinstance(source, Path):
        if source.stat().st_size > MOST_BYTES:
            raise refusal(name, "too big")
        source = source.read_bytes()
    if len(source) > MOST_BYTES:
        raise refusal(name, "too big")
    kind = kind_of(source)
    if kind == "password":
        source, kind = _without_password(source, name, password)
    if kind not in FORMATS:
        raise refusal(name, kind)
    more = _old(source, name) if kind == XLS else _looked_into(source, name, kind)
    return replace(
        _book(source, name, kind, more or {}),
        blind=more is None or (kind == ODS and not tells_errors(source)),
    )


def unlocked(data: bytes, name: str, password: str = "") -> bytes:
    """The file without the password that its bytes are locked by; as it is where there is none.

    Raises:
        DeskError: it does not open.
    """
    return _without_password(data, name, password)[0] if kind_of(data) == "password" else data


def _without_password(data: bytes, name: str, password: str) -> tuple[bytes, str]:
    """Excel encrypts some workbooks with a password it knows itself; they open for anyone."""
    refused = "wrong password" if password else "password"
    import msoffcrypto
    from msoffcrypto.exceptions import FileFormatError

    opened = io.BytesIO()
    try:
        locked = msoffcrypto.OfficeFile(io.BytesIO(data))
        locked.load_key(password=password or _OPENED_BY_EXCEL)
        locked.decrypt(opened)
    except (FileFormatError, Exception) as error:
        raise refusal(name, refused) from error
    kind = kind_of(opened.getvalue())
    if kind not in FORMATS:
        raise refusal(name, kind if password and kind in ("word", "slides") else refused)
    return opened.getvalue(), kind


def _old(data: bytes, name: str) -> dict[str, Extra] | None:
    """None where its records cannot be followed: then it tells no errors, notes and shares."""
    try:
        return old_extras(data)
    except BROKEN_ZIP as error:
        raise refusal(name, "truncated") from error


def _looked_into(data: bytes, name: str, kind: str) -> dict[str, Extra] | None:
    """The sizes the ZIP declares, before anything is unpacked; then what the reader of cells cannot tell."""
    try:
        archive = opened(data)
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise refusal(name, "too big")
        if understated(parts):
            raise refusal(name, "truncated")
        look = {XLSX: extras, XLSB: binary_extras, ODS: open_extras}[kind]
        found: dict[str, Extra] | None = look(archive)
    except (*BROKEN_ZIP, SyntaxError) as error:  # damaged XML is a SyntaxError
        raise refusal(name, "truncated") from error
    if any(extra.crowded for extra in (found or {}).values()):
        raise refusal(name, "far")
    return found


def _trimmed(data: bytes, more: dict[str, Extra]) -> bytes:
    """The workbook without cells far outside: with them it would unpack into gigabytes of nothing."""
    change = {extra.part: extra.trimmed for extra in more.values() if extra.trimmed is not None}
    if not change:
        return data
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w") as new:
        for part in old.namelist():
            new.writestr(part, change.get(part) or old.read(part))
    return held.getvalue()


def _book(data: bytes, name: str, kind: str, more: dict[str, Extra]) -> SheetBook:
    import python_calamine as calamine

    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(_trimmed(data, more)))
        sheets = tuple(
            _sheet(workbook, meta, more.get(meta.name), name)
            for meta in workbook.sheets_metadata
            if meta.typ == calamine.SheetTypeEnum.WorkSheet
        )
    except calamine.PasswordError as error:
        raise refusal(name, "password") from error
    except (calamine.CalamineError, *BROKEN_ZIP) as error:
        raise refusal(name, "truncated") from error
    except MemoryError as error:
        raise refusal(name, "too big") from error
    return SheetBook(name, kind, sheets, macros=_has_macros(data))


def _has_macros(data: bytes) -> bool:
    """By the part they stand in; what they say is never looked at."""
    return b"xl/vbaProject.bin" in data or "_VBA_PROJECT".encode("utf-16-le") in data


def _sheet(workbook: Any, meta: Any, extra: Extra | None, name: str) -> Sheet:
    import python_calamine as calamine

    sheet = workbook.get_sheet_by_name(meta.name)
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise refusal(name, "far")
    rows = tuple(_row(values) for values in sheet.to_python(skip_empty_area=False))
    merged = tuple((a[0], a[1], b[0], b[1]) for a, b in (sheet.merged_cell_ranges or ()))
    return Sheet(
        meta.name,
        rows,
        hidden=meta.visible != calamine.SheetVisibleEnum.Visible,
        odd=extra.odd if extra else {},
        merged=merged or (extra.merged if extra else ()),
        hidden_rows=extra.hidden_rows if extra else frozenset(),
        shown=extra.shown if extra else {},
        beside=extra.beside if extra else (),
        late=extra.late if extra else False,
    )


def _row(values: list[Any]) -> tuple[CellValue, ...]:
    if _PLAIN.issuperset(map(type, values)):
        return tuple(values)
    return tuple(value if isinstance(value, (str, int, float)) else _value(value) for value in values)


def _value(value: Any) -> CellValue:
    if isinstance(value, (date, datetime)):
        return value
    if isinstance(value, (time, timedelta)):
        return str(value)
    return "" if value is None else str(value)
