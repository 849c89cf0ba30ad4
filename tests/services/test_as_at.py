"""The workbook as it stood: every step of the history can be stood on, and nothing of today is lost by looking back."""

from __future__ import annotations

import random
import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import Action
from assurance_desk.domain.evidence import Evidence, EvidenceLink
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.services import as_at, checks, files, records
from assurance_desk.services.desk import Desk
from assurance_desk.store import checks as reads
from assurance_desk.store import rows
from assurance_desk.store.journal import JOURNALED

OLDER = sorted((Path(__file__).parents[1] / "data" / "workbooks").glob("*.assurance"))


@pytest.fixture
def desk(tmp_path: Path):
    opened = files.create(tmp_path / "register.assurance", Clock(date(2019, 4, 24)))
    with opened.step("Add review"):
        rows.put(opened.db, Review(id="r", ref="CI", title="Child I"))
    yield opened
    opened.close()


def held(desk: Desk) -> dict[str, list[object]]:
    return {
        table: sorted(desk.db.execute(f'SELECT * FROM "{table}"').fetchall(), key=str) for table in JOURNALED
    }


def edit(desk: Desk, chance: random.Random) -> None:
    """Something an officer might do."""
    what = chance.choice(("add", "add", "action", "edit", "remove", "undo", "redo"))
    found = rows.find(desk.db, Recommendation)
    if what == "undo":
        desk.undo()
    elif what == "redo":
        desk.redo()
    elif what == "add" or not found:
        number = str(chance.randrange(10**6))
        with desk.step(f"Add R{number}"):
            rows.put(
                desk.db,
                Recommendation(id=number, review_id="r", ref=f"R{number}", number=number, text="Seek it"),
            )
    elif what == "action":
        number = str(chance.randrange(10**6))
        with desk.step(f"Add action {number}"):
            one = chance.choice(found)
            rows.put(
                desk.db, Action(id=number, review_id="r", recommendation_id=one.id, ref=number, text="Report")
            )
    elif what == "edit":
        records.edit_record(desk, chance.choice(found), "title", f"Title {chance.random()}")
    else:
        with desk.step("Remove"):
            rows.remove(desk.db, chance.choice(found))


@pytest.mark.parametrize("seed", range(5))
def test_after_any_step_the_workbook_stands_as_it_stood_then(desk, seed):
    chance = random.Random(seed)
    states = {1: held(desk)}
    for _number in range(30):
        edit(desk, chance)
        states[desk.history()[0].id] = held(desk)
    now = held(desk)
    for step_id in chance.sample(sorted(states), 5):
        then = as_at.see(desk, as_at.after_step(desk, step_id))
        try:
            assert held(then) == states[step_id]
            assert then.history()[0].id == step_id
            assert checks.problems(then) == []
        finally:
            then.close()
    assert held(desk) == now
    assert checks.problems(desk) == []


def test_a_day_is_seen_as_it_ended_and_nothing_can_be_written_there(desk):
    desk.clock = Clock(date(2019, 5, 16))
    records.edit_record(desk, rows.get(desk.db, Review, "r"), "title", "Child I, as amended")
    then = as_at.see(desk, as_at.on_day(desk, date(2019, 5, 15)))
    try:
        assert rows.get(then.db, Review, "r").title == "Child I"
        assert then.clock.today() == date(2019, 5, 15)
        assert then.path == desk.path
        with pytest.raises(DeskError, match="nothing can be changed here"):
            records.edit_record(then, rows.get(then.db, Review, "r"), "title", "x")
    finally:
        then.close()
    assert rows.get(desk.db, Review, "r").title == "Child I, as amended"


def test_the_copy_is_gone_when_it_is_closed(desk):
    made = as_at.copy(desk)
    then = as_at.open_view(
        as_at.rewind(made, as_at.after_step(desk, 1)), as_at.after_step(desk, 1), desk.path
    )
    assert made.exists()
    then.close()
    assert not made.exists()
    assert desk.path.exists()


def test_a_day_before_the_first_step_and_a_day_to_come_are_refused(desk):
    first = datetime.fromisoformat(desk.history()[0].at).astimezone().date()
    with pytest.raises(DeskError, match=r"empty on 1 January 2019\. Its first step was on 24 April 2019"):
        as_at.on_day(desk, date(2019, 1, 1))
    assert first == date(2019, 4, 24)
    with pytest.raises(DeskError, match=r"1 May 2019 has not come yet"):
        as_at.on_day(desk, date(2019, 5, 1))


@pytest.mark.parametrize("older", OLDER, ids=lambda path: path.stem)
def test_the_history_of_an_older_version_can_be_stood_on_too(older: Path, tmp_path: Path):
    """Behind an update the rows of then are told in today's shape, which their own history does not know."""
    path = tmp_path / "older.assurance"
    shutil.copy(older, path)
    desk = files.open_desk(path, Clock())
    try:
        steps = desk.history()
        updated = max((step.id for step in steps if step.kind == "update"), default=0)
        for step in steps[:: max(1, len(steps) // 12)]:
            then = as_at.see(desk, as_at.after_step(desk, step.id))
            assert reads.broken_references(then.db) == []
            assert len(rows.find(then.db, EvidenceLink)) == len(rows.find(then.db, Evidence))
            if step.id >= updated:
                assert checks.problems(then) == []
            then.close()
        assert rows.find(desk.db, Evidence)
    finally:
        desk.close()
