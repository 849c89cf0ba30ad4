"""A workbook made once, and its copies: each filled in by cell address, everything put in escaped.

Writing one afresh takes some 70 ms, filling in a copy a few; the first copy and the five hundredth are made alike.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from xml.sax.saxutils import escape

from assurance_desk.domain.prefill import Recipient
from assurance_desk.excel.cells import clean, formula_xml, number_xml, text_xml
from assurance_desk.excel.questionnaire_book import Book, Personal, PersonalValue

NAME_TOKEN, REF_TOKEN, CODE_TOKEN = "~recipient-name~", "~return-ref~", "~return-code~"
"""Stand in headers and footers, which have no address."""

LONGEST_IN_HEADER = 60
_CELL = re.compile(r'<c r="([A-Z]+[0-9]+)"((?: s="[0-9]+")?)[^>]*?(?:/>|>(.*?)</c>)', re.DOTALL)
_FORMULA = re.compile(r"<f[^>]*>(.*?)</f>", re.DOTALL)
_HEADER = re.compile(r"<headerFooter.*?</headerFooter>", re.DOTALL)
_SHEET = re.compile(r'<sheet [^>]*name="([^"]+)"[^>]*r:id="rId([0-9]+)"')
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_TOKEN = re.compile(f"{NAME_TOKEN}|{REF_TOKEN}|{CODE_TOKEN}")
_DAY_0 = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class _Gap:
    """A place in a sheet's XML to be filled in for each copy."""

    where: str
    style: str
    formula: str
    personal: Personal

    def filled(self, to: Recipient) -> str:
        value = self.personal.make(to)
        if self.personal.shown:
            return formula_xml(self.where, self.style, self.formula, value)
        styled = self.personal.styled
        style = f' s="{self.personal.style}"' if styled and styled(to) else self.style
        return _value_xml(self.where, style, value)


def _value_xml(where: str, style: str, value: PersonalValue) -> str:
    if isinstance(value, date):
        return number_xml(where, style, (value - _DAY_0).days)
    if isinstance(value, int):
        return number_xml(where, style, value)
    if not value:
        return f'<c r="{where}"{style}/>'
    return text_xml(where, style, value)


class Template:
    """A finished workbook with gaps. ``copy`` gives the bytes of one recipient's."""

    def __init__(self, book: Book) -> None:
        self._dated = book.dated
        self._sheets: dict[str, list[str | _Gap]] = {}
        buffer = io.BytesIO()
        book.wb.save(buffer)
        with zipfile.ZipFile(buffer) as archive:
            parts = {info.filename: archive.read(info) for info in archive.infolist()}
        self._same = self._read(parts, book.personal)

    def _read(self, parts: Mapping[str, bytes], personal: Mapping[tuple[str, str], Personal]) -> bytes:
        """A ZIP folder of the parts that are the same in every copy: they are packed once."""
        titles = {
            f"xl/worksheets/sheet{number}.xml": _unescaped(title)
            for title, number in _SHEET.findall(parts["xl/workbook.xml"].decode())
        }
        found, same = 0, io.BytesIO()
        with zipfile.ZipFile(same, "w") as archive:
            for filename, data in parts.items():
                if filename in titles:
                    pieces = _pieces(data.decode(), titles[filename], personal)
                    found += sum(isinstance(piece, _Gap) for piece in pieces)
                    self._sheets[filename] = pieces
                else:
                    self._put(archive, filename, self._with_date(filename, data))
        assert found == len(personal), "a cell to fill in is not in the workbook"
        return same.getvalue()

    def _put(self, archive: zipfile.ZipFile, filename: str, data: bytes) -> None:
        """Packed less hard than could be: of a copy's time that is the most, and of its size a twentieth."""
        stamp = zipfile.ZipInfo(filename, _zip_date(self._dated))
        archive.writestr(stamp, data, zipfile.ZIP_DEFLATED, compresslevel=4)

    def _with_date(self, filename: str, data: bytes) -> bytes:
        """Openpyxl dates every saving by the clock."""
        if filename != "docProps/core.xml":
            return data
        stamp = self._dated.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
        return _MODIFIED.sub(rb"\g<1>" + stamp, data)

    def copy(self, to: Recipient) -> bytes:
        to = replace(to, worked_out={})
        buffer = io.BytesIO(self._same)
        with zipfile.ZipFile(buffer, "a") as archive:
            for filename in self._sheets:
                self._put(archive, filename, self._filled(filename, to))
        return buffer.getvalue()

    def _filled(self, filename: str, to: Recipient) -> bytes:
        text = "".join(
            piece if isinstance(piece, str) else piece.filled(to) for piece in self._sheets[filename]
        )
        return _HEADER.sub(lambda found: _header(found[0], to), text).encode()


def _zip_date(when: datetime) -> tuple[int, int, int, int, int, int]:
    return (max(when.year, 1980), when.month, when.day, when.hour, when.minute, when.second)


def _pieces(xml: str, title: str, personal: Mapping[tuple[str, str], Personal]) -> list[str | _Gap]:
    pieces: list[str | _Gap] = []
    end = 0
    for cell in _CELL.finditer(xml):
        own = personal.get((title, cell[1]))
        if own is None:
            continue
        formula = _FORMULA.search(cell[3] or "")
        pieces += [xml[end : cell.start()], _Gap(cell[1], cell[2], formula[1] if formula else "", own)]
        end = cell.end()
    return [*pieces, xml[end:]]


def _header(xml: str, to: Recipient) -> str:
    """In a header an ampersand is written twice; a long name would run into the marking."""
    name = clean(to.name).replace("\n", " ")
    if len(name) > LONGEST_IN_HEADER:
        name = name[: LONGEST_IN_HEADER - 1].rstrip() + "…"
    values = {NAME_TOKEN: name, REF_TOKEN: clean(to.ref), CODE_TOKEN: clean(to.code)}
    return _TOKEN.sub(lambda found: escape(values[found[0]].replace("&", "&&")), xml)


def _unescaped(title: str) -> str:
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        title = title.replace(entity, sign)
    return title
