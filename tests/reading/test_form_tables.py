"""A form's export is one table, whatever program wrote it."""

from __future__ import annotations

import io

import openpyxl
import pytest

from assurance_desk.errors import DeskError
from assurance_desk.reading.form_tables import read

HEAD, LINE = ("Organisation", "How many, in all?"), ("Ludmarsh “Homes”", "3,120\nor so")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_every_encoding_and_sign_between_columns(encoding, sign):
    text = "\r\n".join(sign.join(f'"{cell}"' for cell in row) for row in (HEAD, LINE, LINE))
    table = read(text.encode(encoding), "form.csv")
    assert (table.head, table.rows[0], len(table.rows), table.first) == (HEAD, LINE, 2, 2)


def test_a_workbook_of_answers_is_read_alike():
    book = openpyxl.Workbook()
    book.active.append(["Summary"])
    sheet = book.create_sheet("Form responses 1")
    for row in (["ID", "URN", "Staff"], [1, 100123, 12.0], [2, 100124, None]):
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    table = read(buffer.getvalue(), "form.xlsx")
    assert (table.sheet, table.head) == ("Form responses 1", ("ID", "URN", "Staff"))
    assert table.rows == (("1", "100123", "12"), ("2", "100124", ""))


def test_a_title_above_and_a_second_line_of_headings_are_understood():
    text = "Our form\nOrganisation,Training,\n,E-learning,Classroom\nO05,Yes,No\n"
    table = read(text.encode(), "form.csv")
    assert table.head == ("Organisation", "Training [E-learning]", "Training [Classroom]")
    assert (table.rows, table.first) == ((("O05", "Yes", "No"),), 4)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no line of headings"), (b"one,two\n", "headings and no answers"), (b"\x00\x01\x02\x03", "no text"),
        (b"a,b\n" + b"1,2\n" * 20_001, "far larger"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_one_sentence(data, words):
    with pytest.raises(DeskError, match=words):
        read(data, "form.csv")
