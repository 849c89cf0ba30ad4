"""A workbook of every schema there ever was opens in this version, whole, with all it held (``tests.make_workbook``)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import ProgressNote
from assurance_desk.domain.paper.record import Paper
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.returns import Answer, Query, Return, ReturnFile
from assurance_desk.domain.reviews import Review
from assurance_desk.services import checks, drafts, files, gaps, history, papers, records, returns
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.store.migrations import SCHEMA

KEPT = sorted((Path(__file__).parents[1] / "data" / "workbooks").glob("*.assurance"))


@pytest.fixture(params=KEPT, ids=lambda path: path.stem)
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "older.assurance"
    shutil.copy(request.param, path)
    desk = files.open_desk(path, Clock())
    yield desk
    desk.close()


def test_a_workbook_of_this_schema_is_kept() -> None:
    assert f"schema-{SCHEMA}.assurance" in [path.name for path in KEPT], "run python -m tests.make_workbook"


def test_it_is_sound_to_its_last_step(older: Desk) -> None:
    assert checks.problems(older) == []


def test_it_shows_its_records(older: Desk) -> None:
    assert [review.pseudonym for review in rows.find(older.db, Review)] == ["Child I"]
    assert [one.number for one in rows.find(older.db, Recommendation)] == ["1", "2", "3"]
    assert len(rows.find(older.db, Return)) == 14
    states = {one.ref: one.state for one in rows.find(older.db, Return) if one.received_on}
    assert states == {"O01": "taken in", "O08": "taken in"}
    assert {query.kind for query in rows.find(older.db, Query)} >= {"difference"}
    assert any(one.text == "=1+1 <b>& \u202eemoji 🙂</b>" for one in rows.find(older.db, ProgressNote))
    assert [draft.text for draft in drafts.left(older)] == ["Half a"]


def test_what_rests_on_kept_bytes_can_be_read(older: Desk) -> None:
    (issued,) = (one for one in rows.find(older.db, Paper) if one.status == "issued")
    data = papers.issued_bytes(older, issued.id)
    assert data is not None
    assert data.startswith(b"%PDF")
    for file in rows.find(older.db, ReturnFile):
        assert returns.original(older, file.id)[:2] == b"PK"
        assert returns.finding_of(older, file).answers


def test_its_returns_can_still_be_counted_and_decided(older: Desk) -> None:
    (asked,) = {one.questionnaire_id for one in rows.find(older.db, Return)}
    before = len(rows.find(older.db, Answer))
    assert gaps.analyse(older, asked).matrices[0].rows
    query = next(one for one in rows.find(older.db, Query, status="open") if one.kind == "difference")
    returns.decide(older, query.id, None, "by telephone")
    older.undo()
    assert len(rows.find(older.db, Answer)) == before
    assert checks.problems(older) == []


def test_its_history_tells_what_was_taken_back_and_what_was_done_again(older: Desk) -> None:
    labels = [entry.label for entry in history.entries(older)]
    assert labels.count("Undo Edit recommendation R1, short name") == 2
    assert "Redo Edit recommendation R1, short name" in labels
    assert "Undo Bring in “Review of Adult B”" in labels


def test_work_goes_on_in_it(older: Desk) -> None:
    first = rows.find(older.db, Recommendation)[0]
    records.edit_record(older, first, "title", "Work goes on")
    assert older.undo() is not None
    assert rows.get(older.db, Recommendation, first.id) == first
