"""What the reader of cells does not tell of an .ods: shares, days shown without year or day, errors, notes on cells, cells
merged over several.
"""

from __future__ import annotations

import re
import zipfile
from datetime import date
from io import BytesIO
from typing import Any, Final
from xml.etree import ElementTree as ET

from assurance_desk.domain.recovery.book import ERROR, NO_DAY, NO_YEAR, NOTE, PERCENT, Beside
from assurance_desk.reading.spreadsheet_parts import Extra

_TELLING: Final = re.compile(
    rb'value-type="(?:percentage|error)"|:annotation\b|number-(?:rows|columns)-spanned="'
)
_DAY: Final = re.compile(
    rb'\bdate-value="([0-9]{4}-[0-9]{2}-[0-9]{2})[^"]*"[^>]*>\s*<(?:\w+:)?p>([^<]{1,100})</'
)
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_MORE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_CELLS: Final = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_MOST_REPEATED: Final = 1_000


class _Sheet:
    def __init__(self, name: str) -> None:
        self.name = name
        self.row = self.column = 0
        self.shown: dict[tuple[int, int], str] = {}
        self.beside: list[Beside] = []
        self.odd: dict[tuple[int, int], tuple[str, str]] = {}
        self.merged: list[tuple[int, int, int, int]] = []

    def cell(self, element: ET.Element) -> None:
        times = min(_number(element, "number-columns-repeated"), _MOST_REPEATED)
        at = self.row, self.column
        if element.get(f"{_OFFICE}value-type") == "percentage":
            self.shown |= {(self.row, self.column + place): PERCENT for place in range(times)}
        elif told := day_told(element.get(f"{_OFFICE}date-value", "")[:10], _words(element)):
            self.shown |= {(self.row, self.column + place): told for place in range(times)}
        if element.get(f"{_MORE}value-type") == "error":
            self.odd[at] = (
                ERROR,
                "".join(part for one in element.iter(f"{_TEXT}p") for part in one.itertext()),
            )
        note = element.find(f"{_OFFICE}annotation")
        if note is not None:
            words = "\n".join("".join(part.itertext()) for part in note.iter(f"{_TEXT}p")).strip()
            if words:
                self.beside.append(Beside(*at, words, NOTE))
        down, across = _number(element, "number-rows-spanned"), _number(element, "number-columns-spanned")
        if down > 1 or across > 1:
            self.merged.append((*at, self.row + down - 1, self.column + across - 1))
        self.column += _number(element, "number-columns-repeated")


def _words(element: ET.Element) -> str:
    return "".join(part for one in element.findall(f"{_TEXT}p") for part in one.itertext())


def day_told(value: str, words: str) -> str:
    """Which part of a day the words of its cell leave out: ``NO_YEAR`` of 18-Sep, ``NO_DAY`` of Sep-24, else "".

    ``value``: ISO. Where one figure may be either, the year counts as left out.
    """
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return ""
    figures = [int(figure) for figure in re.findall(r"[0-9]{1,4}", words)]
    if not figures:
        return ""
    whole = day.year in figures
    figures = [one for one in figures if one != day.year]
    named = re.search(r"[^\W\d]{3,}", words) is not None
    if whole:
        return NO_DAY if len(figures) < 1 + (not named) else ""
    for part in (day.day, *(() if named else (day.month,))):
        if part not in figures:
            return NO_DAY
        figures.remove(part)
    return "" if day.year % 100 in figures else NO_YEAR


def _number(element: ET.Element, name: str) -> int:
    text = element.get(f"{_TABLE}{name}", "1")
    return int(text) if text.isdecimal() and len(text) < 9 else 1


def tells_errors(data: bytes) -> bool:
    """LibreOffice marks them; what others write there cannot be told from an empty text."""
    with zipfile.ZipFile(BytesIO(data)) as archive, archive.open("content.xml") as content:
        return _MORE[1:-1].encode() in content.read(20_000)


def open_extras(archive: zipfile.ZipFile) -> dict[str, Extra]:
    """By sheet name; nothing where the file holds none of these.

    Raises:
        ElementTree.ParseError: its content is damaged.
    """
    xml = archive.read("content.xml")
    days = ((one[1].decode(), one[2].decode("utf-8", "replace")) for one in _DAY.finditer(xml))
    if not _TELLING.search(xml) and not any(day_told(*one) for one in days):
        return {}
    sheets: list[_Sheet] = []
    events: Any = ET.iterparse(BytesIO(xml), events=("start", "end"))  # noqa: S314  (expat bounds entities)
    for event, element in events:
        if event == "start":
            if element.tag == f"{_TABLE}table":
                sheets.append(_Sheet(element.get(f"{_TABLE}name", "")))
            continue
        if not sheets:
            continue
        if element.tag in _CELLS:
            sheets[-1].cell(element)
        elif element.tag == f"{_TABLE}table-row":
            sheets[-1].row += _number(element, "number-rows-repeated")
            sheets[-1].column = 0
            element.clear()
    return {
        one.name: Extra(odd=one.odd, shown=one.shown, beside=tuple(one.beside), merged=tuple(one.merged))
        for one in sheets
    }
