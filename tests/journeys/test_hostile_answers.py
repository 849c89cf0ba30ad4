"""What strangers type goes through the whole line as they typed it: file, workbook, window, Excel; and runs nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.returns import Return
from assurance_desk.excel.cells import put_text
from assurance_desk.services import checks, exports, returns_import, returns_view
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from tests.make_sample.fill import cells
from tests.returns_desk import answers, filled, issue

TYPED = {
    Slot("A1"): '=HYPERLINK("http://example.invalid";"Ludmarsh & Sons")',
    Slot(
        "A2", "", "evidence"
    ): "<b>Policy & plan</b> <img src=x> \u202egnp.exe \U0001f600 \u05e9\u05dc\u05d5\u05dd",
    Slot("A2", "", "comment"): "'; DROP TABLE answer; -- " + "x" * 32_000,
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk, copies = issue(tmp_path)
    book = openpyxl.load_workbook(filled(copies["O05"], tmp_path / "back.xlsx"))
    found = cells(book)
    for slot, typed in TYPED.items():
        put_text(found[slot], typed)
    book.save(tmp_path / "back.xlsx")
    returns_import.import_files(desk, [tmp_path / "back.xlsx"], take=True)
    yield desk
    desk.close()


def test_it_is_kept_and_shown_to_the_letter(desk: Desk) -> None:
    kept = answers(desk, "O05")
    assert {slot: kept[slot] for slot in TYPED} == TYPED
    record = rows.one(desk.db, Return, ref="O05")
    assert record is not None
    view = returns_view.of_return(desk, record.id)
    assert view is not None
    assert set(TYPED.values()) <= {line.value for line in view.answers}
    assert checks.problems(desk) == []


def test_the_excel_returns_hold_it_as_words(desk: Desk, tmp_path: Path) -> None:
    exports.export(desk, exports.RETURNS, tmp_path / "returns.xlsx")
    book = openpyxl.load_workbook(tmp_path / "returns.xlsx")
    shown = [cell for sheet in book.worksheets for line in sheet.iter_rows() for cell in line]
    assert set(TYPED.values()) <= {cell.value for cell in shown}
    assert {cell.data_type for cell in shown if cell.value in TYPED.values()} == {"s"}
    assert not [cell.coordinate for cell in shown if cell.data_type == "f"]


def test_it_can_be_taken_back_and_done_again(desk: Desk) -> None:
    desk.undo()
    assert answers(desk, "O05") == {}
    desk.redo()
    assert answers(desk, "O05")[Slot("A1")] == TYPED[Slot("A1")]
