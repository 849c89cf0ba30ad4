"""Which colour each cell of an xlsx is filled with: trackers say by colour what others write."""

from __future__ import annotations

import colorsys
import re
import zipfile
from io import BytesIO
from typing import Any, Final
from xml.etree import ElementTree as ET

from assurance_desk.reading.spreadsheet_beside import column
from assurance_desk.reading.spreadsheet_parts import FARTHEST_COLUMN, FARTHEST_ROW, sheet_parts

Fills = dict[tuple[int, int], str]

MOST_STYLES: Final = 20_000_000
"""Bytes of a part with styles; a workbook whose styles are larger is read without its colours."""
_THEME: Final = "xl/theme/theme1.xml"
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_STYLE = re.compile(rb'\bs="([0-9]{1,6})"')
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")
# A theme's colours are counted light first, its file has them dark first.
_THEME_ORDER: Final = (1, 0, 3, 2, 4, 5, 6, 7, 8, 9, 10, 11)


def fills(archive: zipfile.ZipFile) -> dict[str, Fills]:
    """By sheet name: (row, column), 0-based, to six hexadecimal digits. White and no fill are left away.

    Raises:
        KeyError: a part it names is missing.
        SyntaxError: its XML is damaged.
    """
    names = set(archive.namelist())
    if "xl/styles.xml" not in names or archive.getinfo("xl/styles.xml").file_size > MOST_STYLES:
        return {}
    theme = _theme(archive.read(_THEME)) if _THEME in names else []
    colours = _styles(archive.read("xl/styles.xml"), theme)
    if not colours:
        return {}
    return {name: _cells(archive.read(part), colours) for name, part in sheet_parts(archive).items()}


def _cells(xml: bytes, colours: dict[int, str]) -> Fills:
    found: Fills = {}
    for cell in _CELL.finditer(xml):
        style = _STYLE.search(cell[1])
        colour = colours.get(int(style[1])) if style else None
        place = _PLACE.search(cell[1]) if colour else None
        if colour and place:
            row, across = int(place[2]) - 1, column(place[1].decode())
            if row < FARTHEST_ROW and across < FARTHEST_COLUMN:
                found[row, across] = colour
    return found


def _styles(xml: bytes, theme: list[str]) -> dict[int, str]:
    """Cell style number to its fill."""
    found: list[str] = []
    cells: dict[int, str] = {}
    for element in ET.parse(BytesIO(xml)).getroot():  # noqa: S314  (expat bounds entities)
        if _name(element) == "fills":
            found = [_fill(one, theme) for one in element]
        elif _name(element) == "cellXfs":
            for place, style in enumerate(element):
                number = style.get("fillId", "")
                colour = found[int(number)] if number.isdecimal() and int(number) < len(found) else ""
                if colour and colour != "FFFFFF":
                    cells[place] = colour
    return cells


def _fill(element: Any, theme: list[str]) -> str:
    pattern = next((one for one in element if _name(one) == "patternFill"), None)
    if pattern is None or pattern.get("patternType", "none") == "none":
        return ""
    ground = next((one for one in pattern if _name(one) == "fgColor"), None)
    return "" if ground is None else _colour(ground, theme)


def _colour(element: Any, theme: list[str]) -> str:
    plain = _HEX.fullmatch(element.get("rgb", ""))
    if plain:
        return _tinted(plain[1].upper(), element.get("tint"))
    number = element.get("theme", "")
    if number.isdecimal() and int(number) < len(_THEME_ORDER):
        place = _THEME_ORDER[int(number)]
        return _tinted(theme[place], element.get("tint")) if place < len(theme) and theme[place] else ""
    return _indexed(element.get("indexed", ""))


def _indexed(number: str) -> str:
    from openpyxl.styles.colors import COLOR_INDEX

    if not number.isdecimal() or int(number) >= len(COLOR_INDEX):
        return ""
    return str(COLOR_INDEX[int(number)])[-6:].upper()


def _tinted(colour: str, tint: str | None) -> str:
    """Excel lightens (tint above 0) or darkens a colour by its lightness."""
    try:
        by = max(-1.0, min(1.0, float(tint or 0)))
    except ValueError:
        by = 0.0
    if not by:
        return colour
    hue, light, strong = colorsys.rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    light = light * (1 + by) if by < 0 else light * (1 - by) + by
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, strong))


def _theme(xml: bytes) -> list[str]:
    root = ET.parse(BytesIO(xml)).getroot()  # noqa: S314  (expat bounds entities)
    scheme = next((one for one in root.iter() if _name(one) == "clrScheme"), None)
    found: list[str] = []
    for slot in scheme if scheme is not None else ():
        value = str(next((one.get("lastClr") or one.get("val") or "" for one in slot), ""))
        plain = _HEX.fullmatch(value)
        found.append(plain[1].upper() if plain else "")
    return found


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
