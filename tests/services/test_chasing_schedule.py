"""The schedule of chasing is the office's own: steps added, changed, moved, taken out, each undone in one step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.chasing import ChasingStep
from assurance_desk.domain.chasing_defaults import DEFAULTS
from assurance_desk.domain.returns import Return
from assurance_desk.errors import DeskError
from assurance_desk.services import chasing, chasing_schedule
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from tests.returns_desk import issue


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made, _copies = issue(tmp_path)
    made.clock = Clock(date(2019, 3, 19))
    yield made
    made.close()


def step(desk: Desk, name: str) -> ChasingStep:
    return next(one for one in chasing.schedule(desk) if one.name == name)


def names(desk: Desk) -> list[tuple[str, int]]:
    return [(one.name, one.days) for one in chasing.schedule(desk)]


BUILT_IN = [
    ("reminder", -10),
    ("chaser", 2),
    ("call", 7),
    ("letter from the Chair", 15),
    ("named to the meeting", 15),
]


def test_the_built_in_schedule_holds_until_it_is_changed_and_again_once_that_is_undone(desk: Desk) -> None:
    assert names(desk) == BUILT_IN
    assert rows.find(desk.db, ChasingStep) == []
    chasing_schedule.edit(desk, step(desk, "chaser"), "when", "5 after")
    assert names(desk)[1] == ("chaser", 5)
    assert len(rows.find(desk.db, ChasingStep)) == len(DEFAULTS)
    desk.undo()
    assert names(desk) == BUILT_IN


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("10 working days before", -10), ("-10", -10), ("2 after", 2), ("7", 7), ("on the day", 0), ("0", 0),
        ("1 working day after", 1),
    ],
)  # fmt: skip
def test_a_day_is_typed_as_people_say_it(typed: str, days: int) -> None:
    assert chasing_schedule.days_of(typed) == days


@pytest.mark.parametrize("typed", ["", "soon", "300 after", "2 or 3 after", "2 weeks", "10 %"])
def test_what_says_no_day_is_refused_and_the_step_stays(desk: Desk, typed: str) -> None:
    with pytest.raises(DeskError, match="stays where it was"):
        chasing_schedule.edit(desk, step(desk, "chaser"), "when", typed)
    assert names(desk) == BUILT_IN


def test_a_step_moved_to_another_day_moves_what_is_due(desk: Desk) -> None:
    record = rows.find(desk.db, Return)[0]
    due = chasing.of_return(desk, record)
    assert due
    assert due.step.name == "chaser"
    chasing_schedule.edit(desk, due.step, "when", "3 after")
    due = chasing.of_return(desk, record)
    assert due
    assert due.step.name == "reminder"


def test_a_step_added_is_done_in_its_place_and_one_removed_no_more_but_its_log_counts(desk: Desk) -> None:
    record = rows.find(desk.db, Return)[0]
    chasing.log(desk, [record], step(desk, "chaser"))
    added = chasing_schedule.add(desk, step(desk, "chaser"))
    chasing_schedule.edit(desk, added, "name", "second chaser")
    chasing_schedule.edit(desk, step(desk, "second chaser"), "when", "4 after")
    assert names(desk)[2] == ("second chaser", 4)
    desk.clock = Clock(date(2019, 3, 21))
    due = chasing.of_return(desk, record)
    assert due
    assert (due.step.name, chasing.words(desk, due.step)) == ("second chaser", "Send: second chaser")
    chasing.log(desk, [record], due.step)
    chasing_schedule.remove(desk, due.step)
    assert names(desk) == BUILT_IN
    assert chasing.of_return(desk, record) is None, "the chaser before it is not due again"
    desk.undo()
    assert "second chaser" in dict(names(desk))


def test_a_step_nobody_was_chased_by_is_really_gone(desk: Desk) -> None:
    added = chasing_schedule.add(desk)
    chasing_schedule.remove(desk, added)
    assert rows.one(desk.db, ChasingStep, id=added.id) is None


def test_steps_of_one_day_change_places(desk: Desk) -> None:
    letter = step(desk, "letter from the Chair")
    assert chasing_schedule.neighbour(desk, letter, -1) is None
    chasing_schedule.move(desk, letter, 1)
    assert [name for name, _days in names(desk)][-2:] == ["named to the meeting", "letter from the Chair"]


def test_a_wording_that_names_an_unknown_field_is_refused_with_the_nearest(desk: Desk) -> None:
    with pytest.raises(DeskError, match=r"Did you mean \{organisation\}"):
        chasing_schedule.edit(desk, step(desk, "chaser"), "wording", "Dear {organization}")
    chasing_schedule.edit(desk, step(desk, "chaser"), "wording", "Dear {contact}, {days late} days late.")
    assert step(desk, "chaser").wording.endswith("days late.")


def test_the_last_step_is_kept(desk: Desk) -> None:
    for one in chasing.schedule(desk)[1:]:
        chasing_schedule.remove(desk, one)
    with pytest.raises(DeskError, match="last step"):
        chasing_schedule.remove(desk, chasing.schedule(desk)[0])


def test_every_built_in_wording_can_be_filled(desk: Desk) -> None:
    for one in DEFAULTS:
        for name in ("subject", "wording"):
            chasing_schedule.edit(desk, one, name, getattr(one, name))
