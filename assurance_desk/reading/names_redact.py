"""A copy of a workbook with names taken out of every part of it: cells, comments, boxes, properties, formulas, names."""

from __future__ import annotations

import html
import io
import re
import zipfile
from functools import partial
from typing import Final

from assurance_desk.domain.names_scan import REMOVED, Look, hits_of
from assurance_desk.reading.names_parts import HELD, READ_AS_BYTES, TELLING, decoded, runs_of
from assurance_desk.reading.spreadsheet_kinds import BROKEN_ZIP, ODS, XLSX, kind_of
from assurance_desk.reading.spreadsheet_parts import sheet_parts

PLAIN: Final = "removed"
"""Where square brackets may not stand: names of sheets, formulas, addresses."""
_NODE: Final = re.compile(r">([^<>]+)<")
_CELL: Final = re.compile(r"<((?:\w+:)?)c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_PLACE: Final = re.compile(r'\br="([A-Z]{1,3}[0-9]{1,7})"')
_VALUE: Final = re.compile(r"<(?:\w+:)?v\b[^>]*>([^<]*)</")
_DROPPED: Final = re.compile(r"(?:^|/)(?:thumbnail\.\w+|calcChain\.xml)$")
_NAMED_DROPPED: Final = re.compile(
    r"<(?:\w+:)?(?:Relationship|Override)\b[^>]*(?:thumbnail|calcChain)[^>]*?(?:/>|></(?:\w+:)?(?:Relationship|Override)>)"
)
_BARE: Final = re.compile(r"(?:^|/)(?:workbook\.xml|app\.xml|[^/]*\.rels)$")


def can_be_rewritten(data: bytes) -> bool:
    """An .xlsx without macros, or an .ods. Other formats can be read and not written."""
    kind = kind_of(data)
    if kind not in {XLSX, ODS}:
        return False
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return not any("vbaProject" in name or "/embeddings/" in name for name in archive.namelist())


def redacted(data: bytes, look: Look, blanks: frozenset[tuple[str, str]] = frozenset()) -> bytes | None:
    """The workbook with everything ``look`` finds replaced, and the cells (sheet, address) of ``blanks`` emptied.

    None where some part cannot be rewritten: then the file is not to be kept.
    """
    held = io.BytesIO()
    try:
        with (
            zipfile.ZipFile(io.BytesIO(data)) as old,
            zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            sheets = {part: name for name, part in sheet_parts(old).items()}
            for part in old.infolist():
                if _DROPPED.search(part.filename) or part.is_dir():
                    continue
                if look.at(part.filename.replace("/", " ; ")):
                    return None
                cells = frozenset(cell for sheet, cell in blanks if sheet == sheets.get(part.filename))
                changed = _part(part.filename, old.read(part), look, cells)
                if changed is None:
                    return None
                how = zipfile.ZIP_STORED if part.filename == "mimetype" else zipfile.ZIP_DEFLATED
                new.writestr(zipfile.ZipInfo(part.filename, part.date_time), changed, how)
    except (*BROKEN_ZIP, SyntaxError):
        return None
    return held.getvalue()


def _part(name: str, data: bytes, look: Look, blanks: frozenset[str]) -> bytes | None:
    if not name.endswith((".xml", ".vml", ".rels")):
        return None if name.endswith(READ_AS_BYTES) and hits_of(runs_of(data), look) else data
    xml = decoded(data)
    if "<![CDATA[" in xml or "<!ENTITY" in xml:
        return None
    if name.endswith((".rels", "[Content_Types].xml")):
        xml = _NAMED_DROPPED.sub("", xml)
    if "worksheets/" in name:
        xml = _CELL.sub(partial(_cell, look, blanks), xml)
    put = PLAIN if _BARE.search(name) else REMOVED
    xml = HELD.sub(partial(_held, look, put), xml)
    xml = _NODE.sub(lambda one: f">{_text(one[1], look, put)}<", xml)
    xml = TELLING.sub(lambda one: one[1] + one[2] + _text(one[3], look, put) + one[2], xml)
    # It is written as UTF-8, whatever it said of itself.
    return (
        re.sub(r"(<\?xml[^>]*encoding=[\"'])[\w-]+", r"\g<1>UTF-8", xml, count=1)
        .lstrip("\ufeff")
        .encode("utf-8")
    )


def _text(escaped: str, look: Look, put: str) -> str:
    text = html.unescape(escaped)
    cleaned = look.removed(text, put)
    return escaped if cleaned == text else html.escape(cleaned)


def _held(look: Look, put: str, one: re.Match[str]) -> str:
    """Writing cut into several runs is put whole into the first, where a name runs over their edges."""
    pieces = _NODE.findall(one[0])
    if len(pieces) < 2:
        return one[0]
    whole = html.unescape("".join(pieces))
    apart = [html.unescape(piece) for piece in pieces]
    cleaned = look.removed(whole, put)
    if cleaned == whole or cleaned == "".join(look.removed(piece, put) for piece in apart):
        return one[0]
    texts = iter([html.escape(cleaned)])
    return _NODE.sub(lambda _found: f">{next(texts, '')}<", one[0])


def _cell(look: Look, blanks: frozenset[str], one: re.Match[str]) -> str:
    prefix, attributes, inside = one[1], one[2], one[3] or ""
    place = _PLACE.search(attributes)
    bare = re.sub(r'\s+t="\w+"', "", attributes).rstrip()
    if place and place[1] in blanks:
        return f"<{prefix}c{bare}/>"
    if 't="s"' in attributes or 't="inlineStr"' in attributes:
        return one[0]
    value = _VALUE.search(inside)
    text = html.unescape(value[1]) if value else ""
    cleaned = look.removed(text)
    if cleaned == text:
        return one[0]
    return f'<{prefix}c{bare} t="inlineStr"><{prefix}is><{prefix}t>{html.escape(cleaned)}</{prefix}t></{prefix}is></{prefix}c>'
