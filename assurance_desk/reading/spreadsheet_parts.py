"""A second, quick look into an xlsx for what the reader of cells cannot tell: errors, formulas without a result,
hidden rows, how values are shown, notes and text boxes, and cells so far out that reading them would end the process.
"""

from __future__ import annotations

import html
import posixpath
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from assurance_desk.domain.recovery.book import ERROR, FAR, FORMULA, Beside
from assurance_desk.reading.spreadsheet_beside import beside, column
from assurance_desk.reading.spreadsheet_shown import cells_told, styles_told

FARTHEST_ROW: Final = 100_000
FARTHEST_COLUMN: Final = 1_000
MOST_FAR: Final = 2_000
"""So many cells far outside are listed; a sheet with more is no questionnaire."""

_SHEET = re.compile(r"<(?:\w+:)?sheet\b([^>]*)/?>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b([^>]*)/?>")
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_ERROR_CELL = re.compile(rb'<(?:\w+:)?c\b([^>]*\bt="e"[^>]*)(?<!/)>(.*?)</(?:\w+:)?c>', re.DOTALL)
_FORMULA_CELL = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)><(?:\w+:)?f\b(?:[^>]*/>|[^>]*>([^<]*)</(?:\w+:)?f>)"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
_PLAIN_FORMULA_CELL = re.compile(
    rb"<c\b([^>]*)><f\b(?:[^>]*/>|[^>]*>([^<]*)</f>)(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</c>"
)
"""The same where no tag bears a prefix, found faster."""
_VALUE = re.compile(rb"<(?:\w+:)?[vt]\b[^>]*>([^<]*)</")
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*\br="([0-9]+)"')
_FAR_CELL = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="(?:([A-Z]{1,3})([0-9]{6,7})|([A-Z]{3})([0-9]{1,7}))"([^>]*?)'
    rb"(?:/>|>(.*?)</(?:\w+:)?c>)",
    re.DOTALL,
)
_FAR_PLACE = re.compile(rb'r="(?:[A-Z]{1,2}[0-9]{6}|[A-Z]{3}[0-9])')
"""Stands in every cell that ``_FAR_CELL`` finds: where it stands nowhere, that long search is spared."""
_STRING = re.compile(rb"<(?:\w+:)?si\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?si>)", re.DOTALL)
_WORDS = re.compile(rb"<(?:\w+:)?t\b[^>]*>([^<]*)</")
_LATE = re.compile(r"<(?:\w+:)?workbookPr\b[^>]*\bdate1904\s*=\s*[\"'](?:1|true)")


@dataclass(frozen=True, slots=True)
class Extra:
    """``odd``, ``shown`` and ``beside`` as in ``Sheet``; ``merged`` where the reader of
    cells does not tell it; ``trimmed`` is its part without cells far outside, if it has
    any; ``crowded``: too many of them to list.
    """

    part: str = ""
    odd: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    shown: dict[tuple[int, int], str] = field(default_factory=dict)
    beside: tuple[Beside, ...] = ()
    late: bool = False
    trimmed: bytes | None = None
    crowded: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()


def extras(archive: zipfile.ZipFile) -> dict[str, Extra]:
    """By sheet name.

    Raises:
        KeyError: a part it names is missing.
    """
    names = set(archive.namelist())
    styles = styles_told(_text(archive, "xl/styles.xml")) if "xl/styles.xml" in names else {}
    late = bool(_LATE.search(_text(archive, "xl/workbook.xml")))
    return {name: _extra(archive, part, styles, late=late) for name, part in sheet_parts(archive).items()}


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    names = set(archive.namelist())
    if "xl/_rels/workbook.xml.rels" not in names:
        return {}
    targets = relations(archive, "xl/workbook.xml")
    sheets = {}
    for found in _SHEET.finditer(_text(archive, "xl/workbook.xml")):
        values = _attributes(found[1])
        part = targets.get(next((v for k, v in values.items() if k.endswith(":id")), ""), "")
        if part in names and "worksheets/" in part:
            sheets[values.get("name", "")] = part
    return sheets


def relations(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """What the part names by ids: where each of them is in the file."""
    folder, name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if listed not in archive.namelist():
        return {}
    found = {one.get("Id", ""): one.get("Target", "") for one in _relations(archive, listed)}
    return {
        which: posixpath.normpath(
            target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        )
        for which, target in found.items()
    }


def _relations(archive: zipfile.ZipFile, part: str) -> list[dict[str, str]]:
    return [_attributes(found[1]) for found in _RELATION.finditer(_text(archive, part))]


def _text(archive: zipfile.ZipFile, part: str) -> str:
    return archive.read(part).decode("utf-8", "replace")


def _attributes(text: str) -> dict[str, str]:
    return {name: html.unescape(one or other) for name, one, other in _ATTRIBUTE.findall(text)}


def _extra(archive: zipfile.ZipFile, part: str, styles: dict[int, str], *, late: bool) -> Extra:
    xml = archive.read(part)
    far = _far(archive, xml)
    if len(far[1]) > MOST_FAR:
        return Extra(part, crowded=True)
    odd: dict[tuple[int, int], tuple[str, str]] = {}
    if b't="e"' in xml:
        for found in _ERROR_CELL.finditer(xml):
            value = _VALUE.search(found[2])
            _put(odd, found[1], ERROR, value[1] if value else b"#ERROR")
    prefixed = b":c" in xml or b":f" in xml
    if prefixed or b"<f" in xml:
        formulas = _FORMULA_CELL if prefixed else _PLAIN_FORMULA_CELL
        for found in formulas.finditer(xml):
            if b't="e"' not in found[1]:
                _put(odd, found[1], FORMULA, b"=" + (found[2] or b""))
    rows = max(xml.find(b"sheetData"), 0)  # hidden columns stand before it in every sheet of ours
    some = xml.find(b"hidden=", rows) >= 0
    hidden = frozenset(int(row) - 1 for row in _HIDDEN_ROW.findall(xml, rows)) if some else frozenset()
    shown = {
        (int(row) - 1, column(letters.decode())): kind
        for (letters, row), kind in cells_told(xml, styles).items()
    }
    near = {place: value for place, value in odd.items() if not _is_far(*place)}
    return Extra(
        part, near, hidden, shown, (*_beside(archive, part), *far[1]), late, far[0]
    )  # fmt: skip


def _beside(archive: zipfile.ZipFile, part: str) -> tuple[Beside, ...]:
    folder, name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if listed not in archive.namelist():
        return ()
    relations = {one.get("Target", ""): one.get("Type", "") for one in _relations(archive, listed)}
    return beside(archive, part, relations)


def _put(odd: dict[tuple[int, int], tuple[str, str]], attributes: bytes, kind: str, text: bytes) -> None:
    place = _PLACE.search(attributes)
    if place:
        at = int(place[2]) - 1, column(place[1].decode())
        odd[at] = (kind, _read(text) if len(text) <= _LONGEST else _unescaped(text))


def _unescaped(text: bytes) -> str:
    return html.unescape(text.decode("utf-8", "replace"))


_LONGEST = 400
_read = lru_cache(maxsize=2048)(_unescaped)
"""The same formulas stand in every copy. Texts of any length are not remembered."""


def _is_far(row: int, col: int) -> bool:
    return row >= FARTHEST_ROW or col >= FARTHEST_COLUMN


def _far(archive: zipfile.ZipFile, xml: bytes) -> tuple[bytes | None, list[Beside]]:
    """The sheet without its cells far outside, and what stood in them; empty ones say nothing."""
    if not _FAR_PLACE.search(xml):
        return None, []
    found: list[Beside] = []
    cut: list[tuple[int, int]] = []
    strings = lru_cache(maxsize=1)(lambda: _STRING.findall(archive.read("xl/sharedStrings.xml")))
    for one in _FAR_CELL.finditer(xml):
        row, col = int(one[2] or one[4]) - 1, column((one[1] or one[3]).decode())
        if not _is_far(row, col):
            continue
        cut.append(one.span())
        if text := _words(one[0], one[6] or b"", strings):
            found.append(Beside(row, col, text, FAR))
        if len(found) > MOST_FAR:
            break
    if not cut:
        return None, []
    kept, start = [], 0
    for first, last in cut:
        kept.append(xml[start:first])
        start = last
    return b"".join((*kept, xml[start:])), found


def _words(cell: bytes, inside: bytes, strings: Callable[[], list[bytes]]) -> str:
    value = _VALUE.search(inside)
    text = value[1] if value else b""
    if b't="s"' in cell and text.isdigit():
        at = int(text)
        text = b"".join(_WORDS.findall(strings()[at])) if at < len(strings()) else b""
    return html.unescape(text.decode("utf-8", "replace")).strip()
