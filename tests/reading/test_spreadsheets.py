"""Files as strangers send them: read to plain cells, or refused with one sentence that says what to ask for."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Alignment

from assurance_desk.domain.recovery.book import ERROR, FORMULA, NO_YEAR, PERCENT, SCALED, address
from assurance_desk.errors import DeskError
from assurance_desk.reading import spreadsheets
from tests.make_sample.office import save_as
from tests.reading import xlsb

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RETURNS = Path(__file__).parents[2] / "resources" / "sample" / "returns"


def workbook(**cells: object) -> bytes:
    book = openpyxl.Workbook()
    for place, value in cells.items():
        book.active[place] = value
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def rezipped(data: bytes, change: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change.get(name, old.read(name)))
    return held.getvalue()


def ole(*streams: str) -> bytes:
    return (
        OLE + b"\0" * 512 + b"".join(name.encode("utf-16-le") + b"\0" * 64 for name in streams) + b"\0" * 4096
    )


def test_cells_keep_their_addresses_kinds_and_values() -> None:
    book = spreadsheets.read(
        workbook(C3="words", D4=12, E5=date(2019, 3, 18), F6=True, B9=" =not a formula"), "x.xlsx"
    )
    cells = {address(cell.row, cell.column): cell for cell in book.sheets[0].cells()}
    assert {place: cell.kind for place, cell in cells.items()} == {
        "C3": "text", "D4": "number", "E5": "date", "F6": "bool", "B9": "text",
    }  # fmt: skip
    assert cells["C3"].value == "words"
    assert cells["D4"].value == 12
    assert str(cells["E5"].value).startswith("2019-03-18")


def test_errors_and_formulas_without_a_result_are_told_from_empty_cells() -> None:
    data = workbook(A1="=1+1", B1=5)
    sheet = spreadsheets.read(data, "x.xlsx").sheets[0]
    cell = sheet.cell(0, 0)
    assert cell is not None
    assert (cell.kind, cell.value) == (FORMULA, "=1+1")
    xml = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    broken = rezipped(data, {"xl/worksheets/sheet1.xml": xml.replace(b'<c r="B1" t="n"><v>5</v></c>', b'<c r="B1" t="e"><v>#REF!</v></c>')})  # fmt: skip
    cell = spreadsheets.read(broken, "x.xlsx").sheets[0].cell(0, 1)
    assert cell is not None
    assert (cell.kind, cell.value) == (ERROR, "#REF!")


def test_hidden_sheets_rows_and_merged_cells_are_seen() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["B2"] = "one"
    sheet["B2"].alignment = Alignment(wrap_text=True)
    sheet.merge_cells("B2:C2")
    sheet.row_dimensions[2].hidden = True
    other = book.create_sheet("Kept out of sight")
    other["A1"] = 1
    other.sheet_state = "hidden"
    read = spreadsheets.read(saved(book), "x.xlsx")
    assert read.sheets[0].merged == ((1, 1, 1, 2),)
    assert read.sheets[0].hidden_rows == {1}
    assert [one.hidden for one in read.sheets] == [False, True]


def test_what_it_is_counts_and_not_its_name() -> None:
    assert spreadsheets.read(workbook(A1=1), "return.xls").format == "xlsx"


REFUSED = {
    "empty": (b"", "is empty", "again"),
    "only zeros": (b"\0" * 100, "is empty", "again"),
    "truncated": (workbook(A1=1)[:-400], "cut short", "saved afresh"),
    "no spreadsheet": (b"\x7fELF\x02\x01\x01" + b"\0" * 64, "not a spreadsheet", "Excel workbook"),
    "password": (
        ole("EncryptionInfo", "EncryptedPackage", "StrongEncryptionTransform"),
        "password",
        "without the password",
    ),
    "label": (ole("DRMEncryptedTransform", "EncryptedPackage"), "protection label", "label taken off"),
    "letter": (b"%PDF-1.4\n1 0 obj <</Type /Font>>", "PDF document", "log it as a letter"),
    "scan": (b"%PDF-1.4\n1 0 obj <</Subtype /Image>>", "a scan", "by hand"),
    "picture": (b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\1" * 50, "picture", "by hand"),
    "word": (ole("WordDocument"), "Word document", "Excel workbook"),
    "csv": (b"Ref,Answer\r\nB2,Fully met\r\n", "plain text", "Excel workbook"),
    "web page": (b"<html><table><tr><td>1</td></tr></table></html>", "web page", "saved as"),
    "mail": (b"From: someone@example.org\r\nSubject: x\r\n\r\nhello", "e-mail", "save the workbook"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_is_one_sentence_that_says_what_to_ask_for(case: str) -> None:
    data, says, asks = REFUSED[case]
    with pytest.raises(DeskError) as refused:
        spreadsheets.read(data, "return.xlsx")
    sentence = refused.value.sentence
    assert sentence.startswith("“return.xlsx”")
    assert says in sentence
    assert asks in sentence
    assert "nothing was taken from it" in sentence
    assert sentence.count(". ") == 0


def zipped(*names: str, **data: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, data.get("content", b"x"))
    return held.getvalue()


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (("Index/Document.iwa",), "Numbers"),
        (("word/document.xml",), "Word"),
        (("notes.txt",), "not a spreadsheet"),
    ],
)
def test_other_archives_are_named(names: tuple[str, ...], says: str) -> None:
    with pytest.raises(DeskError, match=says):
        spreadsheets.read(zipped(*names), "return.xlsx")


@pytest.mark.whole
def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = zipped("xl/workbook.xml", *(f"xl/{n}.bin" for n in range(8)), content=b"\0" * 50_000_000)
    assert len(bomb) < 1_000_000
    with pytest.raises(DeskError, match="far larger"):
        spreadsheets.read(bomb, "bomb.xlsx")


def test_a_cell_at_the_end_of_the_sheet_is_told_and_the_others_are_read() -> None:
    sheet = spreadsheets.read(workbook(A1=1, XFD1048576="stray & far", B200000=7), "far.xlsx").sheets[0]
    assert sheet.rows == ((1,),)
    assert {(address(one.row, one.column), one.text) for one in sheet.beside} == {
        ("XFD1048576", "stray & far"), ("B200000", "7"),
    }  # fmt: skip
    book = openpyxl.Workbook()
    for row in range(100_001, 102_100):
        book.active.cell(row, 1, "more")
    with pytest.raises(DeskError, match="far outside"):
        spreadsheets.read(saved(book), "far.xlsx")


@pytest.mark.whole
def test_a_workbook_only_marked_read_only_opens() -> None:
    import msoffcrypto
    from msoffcrypto.format.ooxml import OOXMLFile

    del msoffcrypto
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(workbook(A1="open to all"))).encrypt("VelvetSweatshop", locked)
    assert spreadsheets.read(locked.getvalue(), "x.xlsx").sheets[0].rows[0][0] == "open to all"
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(workbook(A1="secret"))).encrypt("their own", locked)
    with pytest.raises(DeskError, match="without the password"):
        spreadsheets.read(locked.getvalue(), "x.xlsx")


@pytest.mark.parametrize("name", ["Brindlewick_HTG2019_03-14-2019.xls", "kestrel court return.ods"])
def test_old_and_open_formats_are_read_with_their_addresses(name: str) -> None:
    book = spreadsheets.read(RETURNS / name, name)
    assert not book.blind
    marks = [cell for sheet in book.sheets for cell in sheet.cells() if str(cell.value).count("|") == 6]
    assert {cell.column for cell in marks} == {13}
    assert any(isinstance(cell.value, str | datetime) for sheet in book.sheets for cell in sheet.cells())


@pytest.mark.office
def test_an_old_file_tells_errors_notes_and_how_its_cells_are_shown(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for place, value, shown in (
        ("A1", 1, "0%"), ("A2", 0.5, "0.00%"), ("B3", datetime(2019, 3, 18), "d-mmm"), ("C4", 12000, "0,"),  # noqa: DTZ001
        ("D5", 7, "0"),
    ):  # fmt: skip
        sheet[place] = value
        sheet[place].number_format = shown
    sheet["E6"] = "=1/0"
    sheet["D5"].comment = Comment("really 41, see payroll", "someone")
    sheet["A1"].comment = Comment("zw\u00f6lf \u20ac", "someone")
    sheet.row_dimensions[5].hidden = True
    book.save(tmp_path / "x.xlsx")
    save_as(tmp_path / "x.xlsx", tmp_path / "x.xls")
    read = spreadsheets.read(tmp_path / "x.xls", "x.xls")
    assert not read.blind
    [found] = read.sheets
    assert found.shown == {(0, 0): PERCENT, (1, 0): PERCENT, (2, 1): NO_YEAR, (3, 2): SCALED}
    assert found.odd == {(5, 4): (ERROR, "#DIV/0!")}
    assert {(one.row, one.column, one.text) for one in found.beside} == {
        (4, 3, "really 41, see payroll"), (0, 0, "zw\u00f6lf \u20ac"),
    }  # fmt: skip
    assert found.hidden_rows == {4}


def test_an_old_file_damaged_anywhere_is_refused_or_read() -> None:
    name = "Brindlewick_HTG2019_03-14-2019.xls"
    whole = (RETURNS / name).read_bytes()
    for place in range(520, len(whole), 4_999):
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        try:
            spreadsheets.read(bytes(damaged), name)
        except DeskError:
            continue


def test_a_binary_file_tells_errors_notes_and_how_its_cells_are_shown() -> None:
    sheet = xlsb.Sheet(
        "One",
        {
            (0, 0): xlsb.Cell(1, 1), (1, 0): xlsb.Cell("words"), (2, 1): xlsb.Cell(43_542, 2),
            (3, 2): xlsb.Cell(error=0x17), (4, 3): xlsb.Cell(7),
        },
        notes={(4, 3): "really 41, see payroll €"},
        hidden=frozenset((4,)),
    )  # fmt: skip
    data = xlsb.workbook([sheet], ["General", "0%", "d-mmm"], late=True)
    book = spreadsheets.read(data, "x.xlsb")
    [found] = book.sheets
    assert (book.format, book.blind, found.late) == ("xlsb", False, True)
    assert found.rows[0][0] == 1
    assert found.rows[1][0] == "words"
    assert found.shown == {(0, 0): PERCENT, (2, 1): NO_YEAR}
    assert found.odd == {(3, 2): (ERROR, "#REF!")}
    assert [(one.row, one.column, one.text) for one in found.beside] == [(4, 3, "really 41, see payroll €")]
    assert found.hidden_rows == {4}


@pytest.mark.office
def test_an_open_file_tells_errors_from_blanks(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B2"], book.active["C3"] = "=1/0", "=NA()", '=""'
    book.save(tmp_path / "x.xlsx")
    save_as(tmp_path / "x.xlsx", tmp_path / "x.ods")
    read = spreadsheets.read(tmp_path / "x.ods", "x.ods")
    assert not read.blind
    assert read.sheets[0].odd == {(0, 0): (ERROR, "#DIV/0!"), (1, 1): (ERROR, "#N/A")}


def test_an_open_file_of_another_program_says_that_it_cannot_tell_them() -> None:
    data = (RETURNS / "kestrel court return.ods").read_bytes()
    content = (
        zipfile.ZipFile(io.BytesIO(data))
        .read("content.xml")
        .replace(b"documentfoundation:names:experimental", b"x")
    )
    assert spreadsheets.read(rezipped(data, {"content.xml": content}), "x.ods").blind
