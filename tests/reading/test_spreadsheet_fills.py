"""The colours of cells, as Excel keeps them: plain, from the theme, from the old palette, on empty and merged cells."""

import io
import zipfile

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color

from assurance_desk.reading import spreadsheet_fills


def fills_of(book):
    held = io.BytesIO()
    book.save(held)
    with zipfile.ZipFile(held) as archive:
        return spreadsheet_fills.fills(archive)


def solid(**colour):
    return PatternFill("solid", fgColor=Color(**colour))


def test_every_way_a_colour_is_kept():
    book = Workbook()
    sheet = book.active
    sheet.title = "S"
    sheet["A1"], sheet["A1"].fill = "words", solid(rgb="FF00B050")
    sheet["B1"].fill = solid(rgb="FFFFC000")  # nothing stands in it
    sheet["C1"].fill = solid(theme=4)
    sheet["D1"].fill = solid(theme=0, tint=-0.25)
    sheet["E1"].fill = solid(indexed=10)
    sheet["F1"].fill = solid(rgb="FFFFFFFF")
    sheet["G1"].fill = PatternFill("none")
    found = fills_of(book)["S"]
    assert found == {(0, 0): "00B050", (0, 1): "FFC000", (0, 2): "4F81BD", (0, 3): "BFBFBF", (0, 4): "FF0000"}


def test_a_workbook_without_colours_has_none():
    assert fills_of(Workbook()) == {"Sheet": {}} or fills_of(Workbook()) == {}
