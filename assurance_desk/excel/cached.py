"""Formulas' last results put back into a saved workbook: openpyxl writes none, and Protected View calculates nothing."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date
from typing import Any
from xml.sax.saxutils import escape, unescape

from assurance_desk.excel.cells import clean

_SHEET = re.compile(r'<sheet [^>]*?name="([^"]+)"[^>]*?r:id="([^"]+)"')
_RELATION = re.compile(r"<Relationship [^>]*?>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_FORMULA_CELL = re.compile(
    r'<c r="([A-Z]+[0-9]+)"((?: s="[0-9]+")?)[^>]*?>(<f[^>]*?(?:/>|>.*?</f>))<v\s*(?:/>|>.*?</v>)</c>',
    re.DOTALL,
)


def with_results(data: bytes, results: Mapping[tuple[str, str], Any]) -> bytes:
    """``results``: by (sheet, cell), as openpyxl reads them with ``data_only``; a formula without one stays without."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        titles = _titles(source)
        for info in source.infolist():
            part = source.read(info)
            if info.filename in titles and b"<f" in part:
                part = _filled(part.decode("utf-8"), titles[info.filename], results).encode("utf-8")
            target.writestr(info, part, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _titles(archive: zipfile.ZipFile) -> dict[str, str]:
    """The name of each sheet by its part."""
    relations = {}
    for found in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels").decode("utf-8")):
        named = dict(_ATTRIBUTE.findall(found))
        relations[named.get("Id", "")] = named.get("Target", "").lstrip("/").removeprefix("xl/")
    entities = {"&quot;": '"', "&apos;": "'"}
    return {
        f"xl/{relations[rid]}": unescape(name, entities)
        for name, rid in _SHEET.findall(archive.read("xl/workbook.xml").decode("utf-8"))
        if rid in relations
    }


def _filled(xml: str, title: str, results: Mapping[tuple[str, str], Any]) -> str:
    def put(found: re.Match[str]) -> str:
        value = results.get((title, found[1]))
        if value is None or isinstance(value, date):
            return found[0]
        return _cell(found[1], found[2], found[3], value)

    return _FORMULA_CELL.sub(put, xml)


def _cell(where: str, style: str, formula: str, value: Any) -> str:
    if isinstance(value, bool):
        return f'<c r="{where}"{style} t="b">{formula}<v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{where}"{style}>{formula}<v>{value}</v></c>'
    words = str(value)
    kind = "e" if words.startswith("#") and words.endswith(("!", "?", "A")) else "str"
    return f'<c r="{where}"{style} t="{kind}">{formula}<v>{escape(clean(words))}</v></c>'
