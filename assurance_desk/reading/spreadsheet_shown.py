"""How cells are shown where that changes what they say: a 1 shown as 100%, a day shown without its year."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import Final

from assurance_desk.domain.recovery.book import NO_DAY, NO_YEAR, PERCENT, SCALED

BUILT_IN: Final = {"9": PERCENT, "10": PERCENT, "16": NO_YEAR, "17": NO_DAY}
_FORMAT = re.compile(r"<(?:\w+:)?numFmt\b([^>]*)>")
_STYLES = re.compile(r"<(?:\w+:)?cellXfs\b[^>]*>(.*?)</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE = re.compile(r"<(?:\w+:)?xf\b([^>]*)>")
_ID = re.compile(r"\bnumFmtId\s*=\s*[\"'](\d+)")
_CODE = re.compile(r"\bformatCode\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_THOUSANDS = re.compile(r"[0#?],+(?=$|[^0#?,.])")


def styles_told(xml: str) -> dict[int, str]:
    """By cell style (``s`` of a cell): how it shows its value, for styles where that matters."""
    return dict(_known(xml)) if len(xml) <= _LONGEST else _told(xml)


def _told(xml: str) -> dict[int, str]:
    codes = dict(BUILT_IN)
    for found in _FORMAT.finditer(xml):
        number, code = _ID.search(found[1]), _CODE.search(found[1])
        if number and code:
            codes[number[1]] = told_by(html.unescape(code[1] or code[2] or ""))
    styles = _STYLES.search(xml)
    told: dict[int, str] = {}
    for place, found in enumerate(_STYLE.finditer(styles[1] if styles else "")):
        number = _ID.search(found[1])
        kind = codes.get(number[1], "") if number else ""
        if kind:
            told[place] = kind
    return told


_LONGEST: Final = 200_000
_known = lru_cache(maxsize=4)(_told)
"""One questionnaire's copies have the same styles, as long as one program saved them."""


def told_by(code: str) -> str:
    """What a number format does to its value, "" for nothing that matters."""
    first = _LITERAL.sub("", code.split(";", maxsplit=1)[0]).lower()
    if "%" in first:
        return PERCENT
    if "general" in first:
        return ""
    if any(letter in first for letter in "dmy"):
        if "y" not in first:
            return NO_YEAR if "d" in first or "mmm" in first else ""
        return "" if "d" in first else NO_DAY
    return SCALED if _THOUSANDS.search(first) else ""


def cells_told(xml: bytes, styles: dict[int, str]) -> dict[tuple[bytes, bytes], str]:
    """(column letters, row) of filled cells whose style matters."""
    if not any(b's="%d"' % style in xml for style in styles):
        return {}
    wanted = b"|".join(str(style).encode() for style in styles)
    found: dict[tuple[bytes, bytes], str] = {}
    cell = re.compile(rb"<(?:\w+:)?c\b([^>]*?\bs=\"(" + wanted + rb")\"[^>]*)(?<!/)>")
    place = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
    for one in cell.finditer(xml):
        at = place.search(one[1])
        if at:
            found[at[1], at[2]] = styles[int(one[2])]
    return found
