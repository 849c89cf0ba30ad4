"""Every text a file holds beside what its cells show: properties, headers, defined names, comments, what is left over
from cells deleted long ago. For the look for names, which must miss none of it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Final

from assurance_desk.domain.names_scan import DEFINED, HEADER, LINE, OTHER, PAGE, PROPERTY, Text
from assurance_desk.domain.recovery.book import SheetBook
from assurance_desk.reading.archive import opened
from assurance_desk.reading.spreadsheet_kinds import BROKEN_ZIP, kind_of, understated

MOST_UNPACKED: Final = 100_000_000
MOST_PAGES: Final = 200
HELD: Final = re.compile(
    r"<(?P<tag>(?:\w+:)?(?:si|is|comment|threadedComment|p|r|definedName|title|h))\b(?:[^>]*[^/>])?>.*?</(?P=tag)>",
    re.DOTALL,
)
"""What one piece of writing stands in, however many runs it is cut into."""
_NODE: Final = re.compile(r">([^<>]+)<")
TELLING: Final = re.compile(
    r"(\b(?:name|prompt|promptTitle|error|errorTitle|display|displayName|tooltip|location|title|alt|descr|description"
    r"|uniqueName|caption|author|userId|userName|comment|href|string-value|formula|Target|val)\s*=\s*)([\"'])([^<]*?)\2",
    re.IGNORECASE,
)
"""Attributes that hold words of somebody's, not of the format: (before, quote, words)."""
_SKIP: Final = re.compile(
    r"(?:^|/)(?:styles|theme\d*|calcChain|\[Content_Types\]|vmlDrawing\d*|manifest)\.(?:xml|vml)$|\.rels$"
)
_SHEET_TEXT: Final = re.compile(
    r"<(?:\w+:)?f\b[^>]*>([^<]+)<|<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>([^<]+)<"
    r"|<(?:\w+:)?((?:dataValidation|hyperlink)\b[^>]*)>"
)
_PREFIXED: Final = re.compile(r":(?:f\b|odd|even|first|dataValidation|hyperlink)")
_FORMULA: Final = re.compile(r"<f\b[^>]*>([^<]+)<")
_TAG: Final = re.compile(r"<((?:dataValidation|hyperlink)\b[^>]*)>")
_HEAD: Final = re.compile(r"<(?:odd|even|first)(?:Header|Footer)>([^<]+)<")
"""``_SHEET_TEXT`` in three, found faster where no tag bears a prefix."""
_RUNS: Final = re.compile(r"<(?:\w+:)?(?:r|rPh)[ >]|<\w+:")
READ_AS_BYTES: Final = (".bin", ".emf", ".wmf", ".txt", ".json", ".csv")
"""Parts that may hold words in no XML. The bytes of pictures make words of nothing."""
_RUN: Final = re.compile(rb"[\x20-\x7e\xa0-\xff]{6,400}")
_WIDE_RUN: Final = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00){6,400}")


def beside_cells(data: bytes, book: SheetBook, clean: AbstractSet[str] = frozenset()) -> list[Text]:
    """Texts of a workbook's other parts; those that a cell shows too are left out, as ``clean`` ones of its sheets may be."""
    shown = {text for sheet in book.sheets for _row, _column, text in sheet.texts}
    shown.update(one.text for sheet in book.sheets for one in sheet.beside)
    if not data.startswith(b"PK"):
        return [text for text in runs_of(data) if text.words not in shown]
    return [text for text in _zipped(data, clean) if text.words not in shown]


def _zipped(data: bytes, clean: AbstractSet[str] = frozenset()) -> Iterator[Text]:
    try:
        archive = opened(data)
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > MOST_UNPACKED or understated(parts):
            return
        for part in parts:
            held, name = archive.read(part), part.filename
            if "worksheets/" in name and name.endswith(".xml"):
                yield from _of_sheet(decoded(held), clean)
            else:
                yield from (_same_part if len(held) <= _LONGEST else _part)(name, held)
    except BROKEN_ZIP:
        return


def _part(name: str, data: bytes) -> tuple[Text, ...]:
    return tuple(_texts_of(name, data))


_LONGEST: Final = 20_000
_same_part = lru_cache(maxsize=128)(_part)
"""A questionnaire's copies have many parts in common, byte by byte, as long as one program saved them."""


def _texts_of(name: str, data: bytes) -> Iterator[Text]:
    if name.endswith(READ_AS_BYTES):
        yield from runs_of(data)
    if name.endswith(".rels"):
        outside = [value for value in _telling(decoded(data)) if ":" in value]
        yield from (Text(OTHER, "", "", html.unescape(one)) for one in outside)
    if _SKIP.search(name) or not name.endswith((".xml", ".vml")):
        return
    xml = decoded(data)
    kind = PROPERTY if "docProps" in name or name.endswith("meta.xml") else OTHER
    flat = name.endswith("/workbook.xml")
    for words in texts_in(xml, flat=flat or (name.endswith("/sharedStrings.xml") and not _RUNS.search(xml))):
        yield Text(DEFINED if flat else kind, "", "", words)


def _of_sheet(xml: str, clean: AbstractSet[str]) -> Iterator[Text]:
    """What a sheet says outside its cells' values."""
    for formula, head, tag in dict.fromkeys(_sheet_texts(xml)):
        for escaped in (formula, head, *(_told_in(tag) if tag else ())):
            words = html.unescape(escaped) if "&" in escaped else escaped
            if words and words not in clean:
                yield Text(HEADER if head else OTHER, "", "", words)


def _sheet_texts(xml: str) -> list[tuple[str, str, str]]:
    """(formula, head or foot, tag) of each, one of them filled; in the order a sheet has them."""
    if _PREFIXED.search(xml):
        return _SHEET_TEXT.findall(xml)
    found = [(formula, "", "") for formula in _FORMULA.findall(xml)] if "<f" in xml else []
    starts = [at for tag in ("<dataValidation", "<hyperlink") if (at := xml.find(tag)) >= 0]
    found += [("", "", tag) for tag in _TAG.findall(xml, min(starts))] if starts else []
    if "Header>" in xml or "Footer>" in xml:
        found += [("", head, "") for head in _HEAD.findall(xml)]
    return found


def _told_in(tag: str) -> tuple[str, ...]:
    return _same_tag(tag) if len(tag) <= _LONG_TAG else _telling(tag)


def _telling(xml: str) -> tuple[str, ...]:
    return tuple(value for _before, _quote, value in TELLING.findall(xml))


_LONG_TAG: Final = 600
_same_tag = lru_cache(maxsize=2048)(_telling)
"""The same lists and prompts stand in every copy."""


def texts_in(xml: str, *, flat: bool = False) -> list[str]:
    """Each piece of writing whole (not in a ``flat`` part, which has none), then single texts and attributes' values."""
    whole = [] if flat else ["".join(_NODE.findall(one[0])) for one in HELD.finditer(xml)]
    nodes = [one for one in _NODE.findall(xml) if not one.isspace()]
    values = [value for _before, _quote, value in TELLING.findall(xml)]
    return [html.unescape(one) for one in dict.fromkeys((*whole, *nodes, *values)) if len(one) > 1]


def decoded(data: bytes) -> str:
    """XML as text, by its mark or as UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8", "replace")


def runs_of(data: bytes) -> Iterator[Text]:
    """What can be read in bytes of a kind we do not take apart: one byte or two bytes a letter."""
    for run in dict.fromkeys(_RUN.findall(data)):
        yield Text(OTHER, "", "", run.decode("latin-1"))
    for run in dict.fromkeys(_WIDE_RUN.findall(data)):
        yield Text(OTHER, "", "", run.decode("utf-16-le"))


def prose(data: bytes) -> list[Text]:
    """The words of what is no spreadsheet: a letter, a page, plain text. A picture gives none."""
    kind = kind_of(data)
    if kind in {"letter", "scan"}:
        return _pages(data)
    if data.startswith(b"PK"):
        return [one._replace(part=LINE, cell=str(n)) for n, one in enumerate(_zipped(data), 1)]
    if kind in {"word", "mail", "label"} and data.startswith(b"\xd0\xcf"):
        return list(runs_of(data))
    if kind == "picture" or b"\0" in data[:4096].replace(b"\xff\xfe", b""):
        return []
    lines = decoded(data).splitlines()
    return [Text(LINE, "", str(n), line) for n, line in enumerate(lines, 1) if line.strip()]


def _pages(data: bytes) -> list[Text]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return []
    try:
        return [
            Text(PAGE, "", str(n + 1), document[n].get_textpage().get_text_bounded())
            for n in range(min(len(document), MOST_PAGES))
        ]
    finally:
        document.close()
