"""Files that would hurt: one plain sentence each, in bounded time and memory, and the good file beside them is taken."""

from __future__ import annotations

import contextlib
import io
import re
import struct
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName

from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.returns import ReturnFile
from assurance_desk.progress import Cancelled, Progress
from assurance_desk.services import returns_import
from assurance_desk.services.child import Child
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_import import ImportedFile
from assurance_desk.store import rows
from tests.make_sample.fill import cells
from tests.returns_desk import ANSWERS, answers, filled, issue

pytestmark = pytest.mark.whole

SECONDS, MEGABYTES = 20, 512
SHEET = "xl/worksheets/sheet2.xml"


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    made = Child()
    made.start()
    yield made
    made.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made, copies = issue(tmp_path)
    filled(copies["O05"], tmp_path / "good.xlsx")
    filled(copies["O06"], tmp_path / "other.xlsx")
    yield made
    made.close()


def rezipped(
    data: bytes, change: Callable[[str, bytes], bytes], more: dict[str, bytes] | None = None
) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in (more or {}).items():
            new.writestr(name, part)
    return held.getvalue()


def in_sheet(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    return rezipped(data, lambda name, part: change(part) if name == SHEET else part)


def edited(data: bytes, edit: Callable[[openpyxl.Workbook], None]) -> bytes:
    book, held = openpyxl.load_workbook(io.BytesIO(data)), io.BytesIO()
    edit(book)
    book.save(held)
    return held.getvalue()


def bring(desk: Desk, child: Child, path: Path) -> ImportedFile:
    """With a good file beside it, in time and memory."""
    began = time.monotonic()
    bad, good = returns_import.import_files(
        desk, [path, path.with_name("other.xlsx")], take=True, child=child, received_on=date(2019, 3, 14)
    )
    assert time.monotonic() - began < SECONDS
    assert _most_memory(child) < MEGABYTES
    assert good.status in {"taken", "same"}
    assert answers(desk, "O06") == ANSWERS
    if bad.status == "refused":
        assert "nothing was taken" in bad.message
        assert bad.message.endswith(".")
        assert len(bad.message) < 300
    return bad


def _most_memory(child: Child) -> float:
    """Megabytes the reader ever held; a reader that ended itself over a file has been replaced."""
    if not sys.platform.startswith("linux") or child.pid is None:
        return 0
    status = Path(f"/proc/{child.pid}/status").read_text("ascii")
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024  # type: ignore[index]


# Read all the same: every answer is there


def to_the_last_row(data: bytes) -> bytes:
    """As when a whole column is formatted: a million rows that hold nothing."""
    more = "".join(f'<row r="{n}" ht="15"/>' for n in range(300, 1_048_577)).encode()
    return in_sheet(data, lambda xml: xml.replace(b"</sheetData>", more + b"</sheetData>"))


def stray_at_the_end(data: bytes) -> bytes:
    far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>stray</t></is></c></row></sheetData>'
    return in_sheet(data, lambda xml: xml.replace(b"</sheetData>", far))


def dimension(said: bytes) -> Callable[[bytes], bytes]:
    return lambda data: in_sheet(
        data, lambda xml: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="' + said + b'"', xml)
    )


def strict(data: bytes) -> bytes:
    """ISO 29500 Strict, which Excel offers under “Save as”: other namespaces, and a conformance attribute."""
    swaps = (
        (
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
        (
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
        (
            b"http://schemas.openxmlformats.org/drawingml/2006/main",
            b"http://purl.oclc.org/ooxml/drawingml/main",
        ),
    )

    def change(name: str, part: bytes) -> bytes:
        for old, new in swaps if name.endswith((".xml", ".rels")) else ():
            part = part.replace(old, new)
        return (
            part.replace(b"<workbook ", b'<workbook conformance="strict" ', 1)
            if name == "xl/workbook.xml"
            else part
        )

    return rezipped(data, change)


def many_names(data: bytes) -> bytes:
    def edit(book: openpyxl.Workbook) -> None:
        for n in range(20_000):
            book.defined_names[f"name_{n}"] = DefinedName(f"name_{n}", attr_text=f"Cover!$A${n + 1}")

    return edited(data, edit)


def external_links(data: bytes) -> bytes:
    link = (
        b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook r:id="rId1" '
        b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></externalLink>'
    )
    relation = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" '
        b'Target="file:///\\\\server\\share\\secret.xlsx" TargetMode="External"/></Relationships>'
    )
    return rezipped(
        data, lambda _name, part: part,
        {"xl/externalLinks/externalLink1.xml": link, "xl/externalLinks/_rels/externalLink1.xml.rels": relation},
    )  # fmt: skip


def climbing_names(data: bytes) -> bytes:
    return rezipped(
        data,
        lambda _name, part: part,
        {"../../../outside.txt": b"x", "/etc/outside": b"x", "..\\outside": b"x"},
    )


def laughs(data: bytes) -> bytes:
    """A hundred million words out of ten entities, in a part that has nothing to do with the answers."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{entities}]><x>&l8;</x>'.encode()
    return rezipped(data, lambda _name, part: part, {"xl/persons/person.xml": bomb})


READ_ALL_THE_SAME: dict[str, Callable[[bytes], bytes]] = {
    "rows to the last one": to_the_last_row,
    "a stray cell at the end": stray_at_the_end,
    "a dimension too small": dimension(b"A1"),
    "a dimension of everything": dimension(b"A1:XFD1048576"),
    "strict": strict,
    "20,000 names": many_names,
    "external links": external_links,
    "names that climb": climbing_names,
    "a billion laughs beside": laughs,
}


@pytest.mark.parametrize("case", READ_ALL_THE_SAME)
def test_read_all_the_same(case: str, desk: Desk, child: Child, tmp_path: Path) -> None:
    path = tmp_path / "bad.xlsx"
    path.write_bytes(READ_ALL_THE_SAME[case]((tmp_path / "good.xlsx").read_bytes()))
    told = bring(desk, child, path)
    assert told.status in {"taken", "staged"}, told.message
    assert answers(desk, "O05") == ANSWERS
    assert not list(tmp_path.parent.rglob("outside*"))
    left = [one.cell for one in told.queries]
    assert left == (["XFD1048576"] if "stray" in case else [])


# Refused, with what to ask for


def full_to_the_last_row(data: bytes) -> bytes:
    more = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(300, 1_048_577)).encode()
    return in_sheet(data, lambda xml: xml.replace(b"</sheetData>", more + b"</sheetData>"))


def ten_gigabytes(data: bytes, *, declared: int | None = None) -> bytes:
    """A sheet that unpacks to 10 GB of blanks, made of one compressed block again and again."""
    block = 1 << 24
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packer.compress(b" " * block)
    packer.flush(zlib.Z_FULL_FLUSH)
    once = packer.compress(b" " * block) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = once * 640 + zlib.compressobj(9, zlib.DEFLATED, -15).flush()
    size = declared or 640 * block
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != SHEET:
                new.writestr(name, old.read(name))
        info = zipfile.ZipInfo(SHEET)
        info.CRC = 0
        info.compress_type, info.file_size, info.compress_size = zipfile.ZIP_DEFLATED, size, len(packed)
        info.header_offset = held.tell()
        held.write(info.FileHeader(zip64=size > 0xFFFFFFFF) + packed)
        new.filelist.append(info)
        new.NameToInfo[SHEET] = info
        new.start_dir = held.tell()
        new._didModify = True
    return held.getvalue()


def encrypted(data: bytes) -> bytes:
    from msoffcrypto.format.ooxml import OOXMLFile

    held = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt("their own", held)
    return held.getvalue()


def nested(_data: bytes) -> bytes:
    """An .ods whose content is three hundred thousand elements deep."""
    xml = b"<a>" * 300_000 + b'<x value-type="percentage"/>' + b"</a>" * 300_000
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", xml)
    return held.getvalue()


def laughing(data: bytes) -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    bomb = f'<!DOCTYPE worksheet [<!ENTITY l0 "ha">{entities}]>'.encode()
    words = b'<c r="A1" t="inlineStr"><is><t>&l8;</t></is></c>'
    return in_sheet(data, lambda xml: bomb + re.sub(rb'<c r="A1".*?</c>', words, xml, count=1))


def xlsb(_data: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("xl/workbook.bin", struct.pack("<HB", 0x83, 0))
    return held.getvalue()


REFUSED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a million full rows": (full_to_the_last_row, "far outside|far larger"),
    "10 GB": (ten_gigabytes, "far larger"),
    "10 GB that says it is small": (
        lambda data: ten_gigabytes(data, declared=5_000),
        "cut short|read to its end|far larger",
    ),
    "cut off": (lambda data: data[: len(data) // 2], "cut short"),
    "empty": (lambda _data: b"", "is empty"),
    "HTML": (lambda _data: b"<html><table><tr><td>B2</td><td>Yes</td></tr></table></html>", "web page"),
    "CSV": (lambda _data: b"Ref;Answer\r\nA2;Mostly met\r\n", "plain text"),
    "encrypted": (encrypted, "password"),
    "a picture": (lambda _data: b"\x89PNG\r\n\x1a\n" + b"\0" * 900, "picture"),
    "deep": (nested, "cut short|read to its end|not one of our"),
    "a billion laughs": (laughing, "cut short|read to its end|not one of our"),
    "an xlsb of nothing": (xlsb, "cut short|read to its end|not one of our"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_in_one_sentence(case: str, desk: Desk, child: Child, tmp_path: Path) -> None:
    make, says = REFUSED[case]
    path = tmp_path / {"HTML": "bad.xls", "CSV": "bad.xls"}.get(case, "bad.xlsx")
    path.write_bytes(make((tmp_path / "good.xlsx").read_bytes()))
    told = bring(desk, child, path)
    assert told.status == "refused"
    assert re.search(says, told.message), told.message
    assert not answers(desk, "O05")


# Things that happen meanwhile


def test_a_file_that_is_saved_while_it_is_read_is_not_taken(
    desk: Desk, child: Child, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "good.xlsx"
    whole, opened = path.read_bytes(), Path.open

    def saved_meanwhile(self: Path, mode: str = "r", *more: object, **named: object) -> object:
        if self == path and mode == "rb":
            path.write_bytes(whole + b" more")
        return opened(self, mode, *more, **named)  # type: ignore[call-overload]

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", saved_meanwhile)
        told = bring(desk, child, path)
    assert told.status == "refused"
    assert "being saved" in told.message
    path.write_bytes(whole)
    assert bring(desk, child, path).status == "taken"


def test_a_cancel_at_any_moment_stops_the_reader_and_keeps_nothing(desk: Desk, tmp_path: Path) -> None:
    class Impatient(Progress):
        """Cancelled once it has been asked so many times."""

        def __init__(self, times: int) -> None:
            super().__init__()
            self.left = times

        @property
        def cancelled(self) -> bool:
            self.left -= 1
            return self.left < 0

    child = Child()
    try:
        for times in (0, 1, 2, 3, 5, 8):
            with contextlib.suppress(Cancelled):
                returns_import.import_files(
                    desk,
                    [tmp_path / "good.xlsx", tmp_path / "other.xlsx"],
                    take=True,
                    child=child,
                    progress=Impatient(times),
                )
                break  # it was done before anybody asked so often
            assert not rows.find(desk.db, ReturnFile)
            assert not answers(desk, "O05")
        [done] = returns_import.import_files(desk, [tmp_path / "good.xlsx"], take=True, child=child)
        assert done.status in {"taken", "same"}
    finally:
        child.close()


# Cells that say less than they seem to


def test_formulas_with_stale_or_error_values_are_told_from_blanks(
    desk: Desk, child: Child, tmp_path: Path
) -> None:
    """What a formula showed when it was saved is what its sender saw; an error and no result at all are asked about."""
    found: dict[str, str] = {}

    def put(book: openpyxl.Workbook) -> None:
        for slot, cell in cells(book).items():
            if slot.question == "D1" and slot.column == "employed":
                found[slot.row] = cell.coordinate
                cell.value = "=20+20"

    data = edited((tmp_path / "good.xlsx").read_bytes(), put)
    sheet = "xl/worksheets/sheet3.xml"
    for row, result in (("SG1", b"<v>40</v>"), ("SG2", b"<v>#REF!</v>"), ("SG3", b"<v></v>")):
        at = found[row].encode()
        kind = b' t="e"' if row == "SG2" else b""
        data = rezipped(
            data,
            lambda name, part, at=at, kind=kind, result=result: re.sub(  # type: ignore[misc]
                b'<c r="' + at + rb'"([^>]*?)(?: t="\w+")?>(<f>[^<]*</f>)(<v ?/>|<v></v>)?</c>',
                b'<c r="' + at + rb'"\1' + kind + rb">\2" + result + b"</c>", part,
            ) if name == sheet else part,
        )  # fmt: skip
    path = tmp_path / "bad.xlsx"
    path.write_bytes(data)
    told = bring(desk, child, path)
    asked = {one.row: one.reason for one in told.queries if one.column == "employed"}
    assert "#REF!" in asked["SG2"]
    assert "not saved" in asked["SG3"]
    assert answers(desk, "O05")[Slot("D1", "SG1", "employed")] == "40"
