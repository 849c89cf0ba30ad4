"""Cells to and from a spreadsheet's clipboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assurance_desk.domain.cells_text import MOST_ROWS, as_html, as_rows, as_text


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("one", [["one"]]),
        ("a\t\tc\n", [["a", "", "c"]]),
        ("a\t", [["a", ""]]),
        ('"two\nlines"\tb\n', [["two\nlines", "b"]]),
        ('"a\tb"\tc', [["a\tb", "c"]]),
        ('"say ""no"""', [['say "no"']]),
        ('"Housing" staff\tx', [['"Housing" staff', "x"]]),
        ('"never ended\tb', [['"never ended', "b"]]),
        ("'=1+1\t'tis\t'", [["=1+1", "'tis", "'"]]),
        ("\xa0a \r\n\r\n\tb", [["a"], ["", "b"]]),
        ("\n\n", []),
        ("", []),
        ("a\0b", [["ab"]]),
    ],
)
def test_cells_are_read_as_a_spreadsheet_writes_them(text, rows):
    assert as_rows(text) == rows


def test_what_looks_like_a_formula_is_made_safe_and_is_marked_as_text():
    rows = [["Action"], ["=HYPERLINK(1)"], ["-5"], ["+44"], ["@all"], [" =1"], ["a=b"]]
    lines = as_text(rows).split("\r\n")
    assert lines[1:7] == ["'=HYPERLINK(1)", "'-5", "'+44", "'@all", "' =1", "a=b"]
    html = as_html([["<b>"], ["=1+1\nx & y"]])
    assert "<th>&lt;b&gt;</th>" in html
    assert "mso-number-format:\"\\@\"'>=1+1<br style='mso-data-placement:same-cell'>x &amp; y</td>" in html


def test_a_huge_clipboard_is_read_no_further_than_is_told():
    assert len(as_rows("x\n" * (MOST_ROWS + 50))) == MOST_ROWS + 1


CELL = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\r\xa0"), max_size=12).map(
    lambda text: text.strip(" ")
)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3).filter(any), min_size=1, max_size=5))
def test_what_is_copied_comes_back(rows):
    back = as_rows(as_text(rows))
    assert back == [
        [cell[1:] if cell[:1] == "'" and cell[1:].lstrip()[:1] in tuple("=+-@") else cell for cell in row]
        for row in rows
    ]
