"""A figure changed by its sender moves in the paper, whatever program the file was saved by."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from assurance_desk.domain.questionnaire import Slot
from assurance_desk.progress import Progress
from assurance_desk.services import demo, sample
from tests.journeys.papers_text import KNOWN_FIGURES, words
from tests.make_sample.fill import cells
from tests.make_sample.office import save_as

RETURNED = "Tallis Repairs questionnaire.xlsx"


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", [".xlsx", ".ods", ".xls"])
def test_ten_more_repairs_staff_in_date_move_every_figure_they_are_in(ending: str, tmp_path: Path) -> None:
    sample.create(tmp_path / demo.WORKBOOK, sample.REHEARSAL)
    sent = tmp_path / demo.RETURNS / RETURNED
    _type_over(sent)
    saved = tmp_path / f"saved{ending}"
    save_as(sent, saved)
    sent.unlink()
    shutil.move(saved, sent.with_suffix(ending))

    demo.work(tmp_path, tmp_path, Progress())

    text = words(tmp_path / demo.PAPER)
    for figure in (
        "414 of 607",
        "68.2%",
        "301 of 464",
        "64.9%",
        "81 of 199",
        "40.7%",
        "22 of 54",
        "118 of the 193",
    ):
        assert figure in text
    for figure in ("404 of 607", "291 of 464", "71 of 199", "128 of the 203"):
        assert figure in KNOWN_FIGURES
        assert figure not in text


def _type_over(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    found = cells(book)
    for column in ("children", "visit_children"):
        found[Slot("D1", "SG5", column)].value = 22
    book.save(path)
