"""The actions as they are filtered and grouped; filters kept under a name."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.action_filter import ActionFilter, from_plain, themes_of
from assurance_desk.domain.actions import Action
from assurance_desk.errors import DeskError
from assurance_desk.services import files, records, sample, saved_filters
from assurance_desk.services.action_rows import ActionRows
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows, settings


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("books") / "Merrowshire.assurance"
    sample.create(path, sample.SAMPLE)
    return path


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "copy.assurance"
    shutil.copy(made, path)
    opened = files.open_desk(path, Clock())
    yield opened
    opened.close()


@pytest.fixture
def read(desk: Desk) -> ActionRows:
    found = ActionRows()
    found.read(desk, None)
    return found


def refs(read: ActionRows, wanted: ActionFilter) -> list[str]:
    passes = read.passes(wanted)
    return [row.action.ref for row in read.rows if passes is None or passes(row)]


def test_facets_and_words_narrow_together(read: ActionRows) -> None:
    assert read.passes(ActionFilter(group="review")) is None
    assert refs(read, ActionFilter(unowned=True)) == ["L1"]
    assert refs(read, ActionFilter(kind="standing commitment")) == ["R2"]
    assert "R3.1" in refs(read, ActionFilter(owner="Business manager"))
    assert refs(read, ActionFilter(words="re-survey born")) == []
    assert refs(read, ActionFilter(words="re-survey repairs")) == ["R3.7"]
    assert refs(read, ActionFilter(delivery="Blue", words="questionnaire")) == ["R3.1"]


def test_groups_are_named_and_ordered(read: ActionRows) -> None:
    by = read.group("meeting")
    assert by is not None
    groups = {by(row)[1]: row.action.ref for row in read.rows}
    assert groups["Board, 16 May 2019"] == "R3.7"
    assert max(by(row) for row in read.rows)[1] == "Not born at a meeting"
    by = read.group("owner")
    assert by is not None
    assert max(by(row) for row in read.rows)[1] == "without an owner"
    assert read.group("") is None


def test_only_what_a_step_touched_is_read_again(desk: Desk, read: ActionRows) -> None:
    before = {row.id: row for row in read.rows}
    heard: list = []
    desk.listen(heard.append)
    one = rows.find(desk.db, Action, ref="L1")[0]
    records.edit_record(desk, one, "owner_role", "Board communications")
    read.read(desk, heard[-1])
    assert refs(read, ActionFilter(unowned=True)) == []
    assert sum(before[row.id] is not row for row in read.rows) == 1
    desk.undo()
    read.read(desk, heard[-1])
    assert refs(read, ActionFilter(unowned=True)) == ["L1"]
    records.add_action(desk, rows.find(desk.db, sample_review())[0], "One more")
    read.read(desk, heard[-1])
    assert len(read.rows) == len(before) + 1


def sample_review() -> type:
    from assurance_desk.domain.reviews import Review

    return Review


def test_filters_are_kept_renamed_and_removed(desk: Desk) -> None:
    wanted = ActionFilter(words="hub", delivery="Green", overdue=True, group="owner")
    saved_filters.keep(desk, "  For   the Chair ", wanted)
    saved_filters.keep(desk, "Audit", ActionFilter(unowned=True))
    assert [(one.name, one.filter) for one in saved_filters.saved(desk)][1] == ("For the Chair", wanted)
    saved_filters.keep(desk, "for the chair", ActionFilter(review="Child I"))
    assert [one.name for one in saved_filters.saved(desk)] == ["Audit", "for the chair"]
    saved_filters.rename(desk, "Audit", "audit")
    with pytest.raises(DeskError, match="Another filter is called"):
        saved_filters.rename(desk, "audit", "For the Chair")
    with pytest.raises(DeskError, match="cannot be empty"):
        saved_filters.keep(desk, " ", wanted)
    saved_filters.remove(desk, "audit")
    assert [one.name for one in saved_filters.saved(desk)] == ["for the chair"]


@pytest.mark.parametrize(
    "held",
    [
        "",
        "{",
        "[1]",
        '{"a": 1}',
        '[{"name": 3, "filter": 4}]',
        '[{"name": "x", "filter": {"words": 3, "group": "moon", "new": 1}}]',
    ],
)
def test_a_filter_that_cannot_be_understood_asks_nothing(desk: Desk, held: str) -> None:
    settings.put(desk.db, saved_filters.KEY, held)
    assert {one.filter for one in saved_filters.saved(desk)} <= {ActionFilter()}


def test_a_workbook_to_read_keeps_no_filter(made: Path) -> None:
    desk = files.open_desk(made, Clock(date(2019, 7, 22)), read_only=True)
    with pytest.raises(DeskError):
        saved_filters.keep(desk, "x", ActionFilter())
    desk.close()


def test_a_filter_comes_back_as_it_was() -> None:
    wanted = ActionFilter(words="a", theme="housing", overdue=True, group="theme")
    assert from_plain(wanted.plain()) == wanted
    assert not ActionFilter(group="theme").asks
    assert themes_of("Housing;  training, audit ,") == ("Housing", "training", "audit")
