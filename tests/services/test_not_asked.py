"""A question asked only sometimes: not asked where its condition is not met, blank where nobody can say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assurance_desk.clock import Clock
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.returns import Query, Return
from assurance_desk.services import exports, files, gaps, issuing, returns_import
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows, snapshot
from tests.conditional_form import FORM
from tests.make_sample.fill import cells, fill

SAID = {
    "O01": {Slot("A2"): "Whole organisation", Slot("A4", "A4.1"): "Yes", Slot("B1"): "Not met"},
    "O02": {Slot("A4", "A4.1"): "Yes"},
    "O03": {Slot("A2"): "Whole organisation", Slot("A3"): "Repairs", Slot("B1"): "Fully met"},
    "O04": {Slot("A2"): "Named service", Slot("A3"): "Repairs", Slot("B1"): "Partly met"},
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder: Path = tmp_path_factory.mktemp("asked")
    made = files.create(folder / "desk.assurance", Clock(date(2021, 3, 1)))
    with made.step("Set up"):
        rows.put(made.db, FORM)
        for ref in SAID:
            rows.put(made.db, Organisation(id=ref, ref=ref, name=f"Body {ref}"))
    issuing.issue(made, "CON-1", folder / "out")
    for ref, answers in SAID.items():
        path = next((folder / "out").glob(f"*{ref}*"))
        book = load_workbook(path)
        fill(book, FORM, {Slot("A1"): f"Body {ref}"} | answers)
        cells(book)
        book.save(path)
    returns_import.import_files(made, [folder / "out"], take=True)
    return made


def states(desk: Desk) -> dict[tuple[str, str], str]:
    """By organisation and question, of its first cell."""
    table = exports.tables(desk, exports.RETURNS)[-1]
    heads = [head.words for head in table.heads]
    found: dict[tuple[str, str], str] = {}
    for row in table.rows:
        one = dict(zip(heads, row, strict=True))
        found.setdefault((str(one["Organisation"])[-3:], str(one["Question"])), str(one["State"]))
    return found


def test_an_unmet_condition_makes_a_silence_not_asked_and_an_unknown_one_blank(desk: Desk) -> None:
    found = states(desk)
    assert found["O01", "A3"] == found["O01", "B3"] == "not asked"
    assert found["O02", "A3"] == "blank"
    assert found["O02", "B2"] == found["O02", "B3"] == "blank"
    assert found["O04", "A3"] == "answered"
    assert (found["O04", "B2"], found["O04", "B3"]) == ("not asked", "blank")


def test_an_answer_that_was_not_asked_for_is_kept_and_asked_about(desk: Desk) -> None:
    record = rows.one(desk.db, Return, ref="O03")
    assert record is not None
    (query,) = rows.find(desk.db, Query, return_id=record.id)
    assert (query.kind, query.question, query.reading) == ("check", "A3", "Repairs")
    assert query.reason == "A2 says “Whole organisation”, so this was not asked"
    assert states(desk)["O03", "A3"] == "unconfirmed"


def test_the_gap_matrix_keeps_not_asked_out_of_its_sums(desk: Desk) -> None:
    grid = gaps.analyse(desk, FORM.id).grid
    assert [row.question.ref for row in grid.rows] == ["A2", "B1"]
    record = rows.one(desk.db, Return, ref="O01")
    assert record is not None
    assert snapshot.not_asked(desk.db, FORM.id)[record.id] == ("A3", "B3")
