"""A second, quick look into an xlsx for what the reader of cells cannot tell: errors, formulas without a result,
hidden rows, and cells so far out that reading them would end the process.
"""

from __future__ import annotations

import html
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from typing import Final

from assurance_desk.domain.recovery.book import ERROR, FORMULA

FARTHEST_ROW: Final = 100_000
FARTHEST_COLUMN: Final = 1_000

_SHEET = re.compile(r"<(?:\w+:)?sheet\b([^>]*)/?>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b([^>]*)/?>")
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_ERROR_CELL = re.compile(rb'<(?:\w+:)?c\b([^>]*\bt="e"[^>]*)>(.*?)</(?:\w+:)?c>', re.DOTALL)
_FORMULA_CELL = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)><(?:\w+:)?f\b(?:[^>]*/>|[^>]*>([^<]*)</(?:\w+:)?f>)"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)</")
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*\br="([0-9]+)"')


@dataclass(frozen=True, slots=True)
class Extra:
    """``odd`` as in ``Sheet``; ``far``: it has a cell beyond any questionnaire."""

    odd: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    far: bool = False


def extras(archive: zipfile.ZipFile) -> dict[str, Extra]:
    """By sheet name.

    Raises:
        KeyError: a part it names is missing.
    """
    return {name: _extra(archive.read(part)) for name, part in _parts(archive).items()}


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    names = set(archive.namelist())
    if "xl/_rels/workbook.xml.rels" not in names:
        return {}
    relations = {}
    for found in _RELATION.finditer(_text(archive, "xl/_rels/workbook.xml.rels")):
        values = _attributes(found[1])
        target = values.get("Target", "")
        relations[values.get("Id", "")] = posixpath.normpath(
            target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
        )
    sheets = {}
    for found in _SHEET.finditer(_text(archive, "xl/workbook.xml")):
        values = _attributes(found[1])
        part = relations.get(next((v for k, v in values.items() if k.endswith(":id")), ""), "")
        if part in names and "worksheets/" in part:
            sheets[values.get("name", "")] = part
    return sheets


def _text(archive: zipfile.ZipFile, part: str) -> str:
    return archive.read(part).decode("utf-8", "replace")


def _attributes(text: str) -> dict[str, str]:
    return {name: html.unescape(one or other) for name, one, other in _ATTRIBUTE.findall(text)}


def _extra(xml: bytes) -> Extra:
    odd: dict[tuple[int, int], tuple[str, str]] = {}
    if b't="e"' in xml:
        for found in _ERROR_CELL.finditer(xml):
            value = _VALUE.search(found[2])
            _put(odd, found[1], ERROR, value[1] if value else b"#ERROR")
    if b"<f" in xml or b":f" in xml:
        for found in _FORMULA_CELL.finditer(xml):
            if b't="e"' not in found[1]:
                _put(odd, found[1], FORMULA, b"=" + (found[2] or b""))
    hidden = frozenset(int(row) - 1 for row in _HIDDEN_ROW.findall(xml)) if b"hidden=" in xml else frozenset()
    return Extra(odd, hidden, _is_far(xml))


def _put(odd: dict[tuple[int, int], tuple[str, str]], attributes: bytes, kind: str, text: bytes) -> None:
    place = _PLACE.search(attributes)
    if place:
        odd[int(place[2]) - 1, _column(place[1])] = (kind, html.unescape(text.decode("utf-8", "replace")))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


_FAR_PLACE = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3}[0-9]{6,7}|[A-Z]{3}[0-9]{1,7})"')


def _is_far(xml: bytes) -> bool:
    for found in _FAR_PLACE.finditer(xml):
        place = re.match(rb"([A-Z]+)([0-9]+)", found[1])
        if place and (int(place[2]) > FARTHEST_ROW or _column(place[1]) >= FARTHEST_COLUMN):
            return True
    return False
