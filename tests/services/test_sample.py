"""A copy of Merrowshire stands on its day, whole, and is made in seconds."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.paper.record import Paper
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import Answer, Query, Return, ReturnFile
from assurance_desk.progress import Cancelled, Progress
from assurance_desk.services import checks, files, gaps, papers, sample, sample_files
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("merrowshire")
    sample.create(made / "rehearsal.assurance", sample.REHEARSAL)
    started = time.monotonic()
    sample.create(made / "sample.assurance", sample.SAMPLE)
    assert time.monotonic() - started < 30  # seconds on a laden machine; some three on an idle one
    return made


@pytest.fixture
def rehearsal(folder: Path) -> Iterator[Desk]:
    desk = files.open_desk(folder / "rehearsal.assurance", Clock(), read_only=True)
    yield desk
    desk.close()


@pytest.fixture
def finished(folder: Path) -> Iterator[Desk]:
    desk = files.open_desk(folder / "sample.assurance", Clock(), read_only=True)
    yield desk
    desk.close()


def test_the_rehearsal_stands_on_24_april_with_every_file_here_and_none_taken_in(
    rehearsal: Desk, folder: Path
) -> None:
    assert rehearsal.clock.today() == date(2019, 4, 24)
    assert len(rows.find(rehearsal.db, Return)) == 14
    for kind in (ReturnFile, Answer, Query, Paper):
        assert rows.find(rehearsal.db, kind) == []
    assert len(list((folder / "returns").iterdir())) == 17
    assert checks.problems(rehearsal) == []


def test_the_sample_stands_on_22_july_with_returns_in_and_nothing_open(finished: Desk) -> None:
    assert finished.clock.today() == date(2019, 7, 22)
    states = Counter(one.state for one in rows.find(finished.db, Return))
    assert states == {"taken in": 12, "part": 1, "issued": 1}
    assert {one.status for one in rows.find(finished.db, Query)} == {"closed"}
    assert checks.problems(finished) == []


def test_the_samples_three_denominators_and_first_figure_are_the_known_ones(finished: Desk) -> None:
    asked = rows.one(finished.db, Questionnaire, ref="HTG-2019", version="1.0")
    assert asked is not None
    found = gaps.analyse(finished, asked.id)
    assert found.main is not None
    assert (found.main.whole.met, found.main.whole.of) == (404, 607)
    assert (found.main.organisations_with_figures, len(found.main.with_figures)) == (10, 12)
    assert found.main.few() == 16


def test_the_samples_paper_went_to_the_board_and_is_kept_as_it_went(finished: Desk) -> None:
    (paper,) = rows.find(finished.db, Paper)
    assert (paper.status, paper.number, paper.issued_on) == ("issued", "19/23", date(2019, 5, 7))
    assert (papers.issued_bytes(finished, paper.id) or b"").startswith(b"%PDF")


def test_what_is_there_already_is_left_as_it_was(tmp_path: Path) -> None:
    mine = tmp_path / "mine.assurance"
    mine.write_bytes(b"mine")
    with pytest.raises(sample.NotMadeError, match="left as it was"):
        sample.create(mine, sample.REHEARSAL)
    assert mine.read_bytes() == b"mine"
    assert list(tmp_path.iterdir()) == [mine]


def test_a_stranger_in_the_returns_folder_stops_it_before_anything_is_made(tmp_path: Path) -> None:
    (tmp_path / "returns").mkdir()
    (tmp_path / "returns" / "Copperstone.xlsx").write_bytes(b"mine")
    with pytest.raises(sample_files.OtherFileError):
        sample.create(tmp_path / "w.assurance", sample.REHEARSAL)
    assert not (tmp_path / "w.assurance").exists()


def test_stopping_leaves_no_half_made_workbook(tmp_path: Path) -> None:
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        sample.create(tmp_path / "w.assurance", sample.SAMPLE, stopped)
    with pytest.raises(Cancelled):
        sample.create(tmp_path / "w.assurance", sample.REHEARSAL, stopped)
    assert list(tmp_path.iterdir()) == []


def test_the_history_is_in_the_order_of_its_days(rehearsal: Desk, finished: Desk) -> None:
    for desk in (rehearsal, finished):
        days = [step.at[:10] for step in desk.history(limit=10_000)][::-1]
        assert days == sorted(days)
