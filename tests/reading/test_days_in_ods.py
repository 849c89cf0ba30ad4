"""Days whose cell shows no year, or no day, in an .ods: the program that made them may have added what is not shown."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from assurance_desk.domain.recovery.book import NO_DAY, NO_YEAR
from assurance_desk.reading import spreadsheets
from assurance_desk.reading.spreadsheet_open import day_told
from tests.make_sample.office import save_as


@pytest.mark.parametrize(
    ("value", "words", "told"),
    [
        ("2024-09-18", "18-Sep", NO_YEAR), ("2024-09-18", "18/09", NO_YEAR), ("2018-09-18", "18-Sep", NO_YEAR),
        ("2015-01-01", "Jan-15", NO_DAY), ("2019-01-01", "01/2019", NO_DAY), ("2015-01-01", "January 2015", NO_DAY),
        ("2024-09-18", "18/09/2024", ""), ("2024-09-18", "18/09/24", ""), ("2024-09-18", "2024-09-18", ""),
        ("2024-09-18", "Wed 18 September 2024", ""), ("2015-05-15", "15-May-15", ""), ("2012-12-12", "12/12/12", ""),
        ("2012-12-12", "12/12", NO_YEAR), ("2024-09-18", "", ""), ("2024-09-18", "Wednesday", ""), ("", "18-Sep", ""),
        ("9999-99-99", "18-Sep", ""),
    ],
)  # fmt: skip
def test_what_the_words_of_a_day_leave_out(value: str, words: str, told: str) -> None:
    assert day_told(value, words) == told


@pytest.mark.office
def test_a_day_without_its_year_is_known_in_a_file_saved_by_libreoffice(tmp_path) -> None:
    book = openpyxl.Workbook()
    for column, code in enumerate(("d-mmm", "mmm-yy", "dd/mm/yyyy"), 1):
        cell = book.active.cell(1, column, date(2024, 9, 1))
        cell.number_format = code
    book.save(tmp_path / "days.xlsx")
    save_as(tmp_path / "days.xlsx", tmp_path / "days.ods")
    [sheet] = spreadsheets.read((tmp_path / "days.ods").read_bytes(), "days.ods").sheets
    assert sheet.shown == {(0, 0): NO_YEAR, (0, 1): NO_DAY}
