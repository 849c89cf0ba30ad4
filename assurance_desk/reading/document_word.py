"""The words of a Word document (.docx): headings, paragraphs with their numbers, tables. Nothing in it is run."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from xml.etree import ElementTree as ET

from assurance_desk.domain.published_tables import table_text
from assurance_desk.reading.document_numbers import Numbering
from assurance_desk.reading.document_refusals import NotReadableDocumentError
from assurance_desk.reading.spreadsheet_kinds import BROKEN_ZIP
from assurance_desk.texts import _

MOST_PARTS: Final = 5_000
MOST_UNPACKED: Final = 200_000_000
MOST_XML: Final = 60_000_000
_MAIN: Final = "word/document.xml"
_PASSED: Final = frozenset({"Fallback", "del", "moveFrom", "instrText", "pict"})
"""What a reader of the page does not see, or sees a second time."""


@dataclass(frozen=True, slots=True)
class _Named:
    """Styles by what they are: style id to a heading's level; and to the list it numbers its paragraphs by."""

    headings: dict[str, int]
    lists: dict[str, tuple[str, int]]


def words_of_docx(data: bytes, name: str) -> str:
    """As a text file would say it: a blank line between paragraphs, ``#`` before headings, tables as pairs.

    Raises:
        NotReadableDocumentError: damaged, no Word document, or far too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {part.filename: part.file_size for part in archive.infolist()}
            if (
                len(parts) > MOST_PARTS
                or sum(parts.values()) > MOST_UNPACKED
                or parts.get(_MAIN, 0) > MOST_XML
            ):
                raise NotReadableDocumentError(name, "too big")
            if _MAIN not in parts:
                raise NotReadableDocumentError(name, "not word")
            return _Words(archive, parts).text()
    except (*BROKEN_ZIP, SyntaxError) as error:  # damaged XML is a SyntaxError
        raise NotReadableDocumentError(name, "damaged") from error


class _Words:
    def __init__(self, archive: zipfile.ZipFile, parts: dict[str, int]) -> None:
        def root(part: str) -> Any:
            return _parsed(archive.read(part)) if parts.get(part, MOST_XML) < MOST_XML else ()

        self._named = _styles(root("word/styles.xml"))
        self._numbers = Numbering(root("word/numbering.xml"))
        self._root = root(_MAIN)
        self._notes = [root(part) for part in ("word/footnotes.xml", "word/endnotes.xml") if part in parts]

    def text(self) -> str:
        body = next((one for one in self._root if _name(one) == "body"), self._root)
        found = [part for part in self._blocks(body) if part.strip()]
        notes = [
            words for root in self._notes for note in root for words in self._blocks(note) if words.strip()
        ]
        if notes:
            found += [f"# {_('Footnotes')}", *notes]
        return "\n\n".join(found)

    def _blocks(self, holder: Any) -> Iterator[str]:
        for one in holder:
            kind = _name(one)
            if kind == "p":
                yield self._paragraph(one)
                for box in _within(one, "txbxContent"):
                    yield from self._blocks(box)
            elif kind == "tbl":
                yield self._table(one)
            elif kind in ("sdt", "sdtContent", "customXml", "ins", "smartTag"):
                yield from self._blocks(one)

    def _paragraph(self, paragraph: Any) -> str:
        words = "".join(_said(paragraph)).strip(" \t\n")
        if not words:
            return ""
        style = _value(paragraph, "pPr", "pStyle")
        words = self._numbered(paragraph, style) + words
        level = self._named.headings.get(style, 0)
        return f"{'#' * min(level, 6)} {words}" if level else words

    def _numbered(self, paragraph: Any, style: str) -> str:
        given = _find(paragraph, "pPr", "numPr")
        number, level = self._named.lists.get(style, ("", 0))
        if given is not None:
            number = _value(given, "numId") or number
            depth = _value(given, "ilvl")
            level = int(depth) if depth.isdecimal() else level
        return self._numbers.next(number, level) if number else ""

    # -------------------------------------------------------------- tables

    def _table(self, table: Any) -> str:
        return table_text([self._cells(row) for row in _rows(table)])

    def _cells(self, row: Any) -> list[str | None]:
        """A cell's words; None where it goes on with the cell above it. One over several columns stands in the first."""
        found: list[str | None] = []
        for cell in _each(row, "tc"):
            below = _find(cell, "tcPr", "vMerge")
            goes_on = below is not None and _attribute(below, "val") != "restart"
            found.append(None if goes_on else "\n".join(part for part in self._blocks(cell) if part.strip()))
            span = _value(cell, "tcPr", "gridSpan")
            found += [""] * (min(int(span), 60) - 1 if span.isdecimal() else 0)
        return found


def _parsed(xml: bytes) -> Any:
    return ET.parse(io.BytesIO(xml)).getroot()  # noqa: S314  (expat bounds entities, and no other file is opened)


def _rows(table: Any) -> Iterator[Any]:
    for one in table:
        if _name(one) == "tr":
            yield one
        elif _name(one) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _rows(one)


def _each(holder: Any, wanted: str) -> Iterator[Any]:
    for one in holder:
        if _name(one) == wanted:
            yield one
        elif _name(one) in ("sdt", "sdtContent", "customXml"):
            yield from _each(one, wanted)


def _within(holder: Any, wanted: str) -> Iterator[Any]:
    """Text boxes hang inside a run; each is told of once."""
    for one in holder:
        kind = _name(one)
        if kind == wanted:
            yield one
        elif kind not in _PASSED or kind == "pict":
            yield from _within(one, wanted)


def _said(element: Any) -> Iterator[str]:
    """The words of a paragraph in order; a soft hyphen is only a place where a line may break."""
    for one in element:
        kind = _name(one)
        if kind == "t":
            yield (one.text or "").replace("\u00ad", "")
        elif kind in ("tab", "ptab"):
            yield "\t"
        elif kind in ("br", "cr"):
            yield "" if _attribute(one, "type") in ("page", "column") else "\n"
        elif kind == "noBreakHyphen":
            yield "\u2011"
        elif kind not in (*_PASSED, "pPr", "rPr", "txbxContent"):
            yield from _said(one)


def _styles(root: Any) -> _Named:
    headings: dict[str, int] = {}
    lists: dict[str, tuple[str, int]] = {}
    for style in root:
        if _name(style) != "style":
            continue
        style_id = _attribute(style, "styleId")
        words = _value(style, "name").casefold().split()
        if len(words) == 2 and words[0] == "heading" and words[1].isdecimal():
            headings[style_id] = int(words[1])
        number = _value(style, "pPr", "numPr", "numId")
        if number:
            depth = _value(style, "pPr", "numPr", "ilvl")
            lists[style_id] = (number, int(depth) if depth.isdecimal() else 0)
    return _Named(headings, lists)


# ------------------------------------------------------------------ small looks into the XML


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _find(element: Any, *path: str) -> Any:
    for step in path:
        element = next((one for one in element if _name(one) == step), None) if element is not None else None
    return element


def _attribute(element: Any, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _value(element: Any, *path: str) -> str:
    found = _find(element, *path)
    return "" if found is None else _attribute(found, "val")
