"""Which step of chasing is due: by working days, over closures, in the schedule as it stands."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from assurance_desk.domain import chasing
from assurance_desk.domain.calendar import Closure
from assurance_desk.domain.chasing import NAMED, ChasingStep
from assurance_desk.domain.chasing_defaults import DEFAULTS
from assurance_desk.domain.returns import DRAFTED, NOTED, Chaser

CHRISTMAS = Closure(id="x", first=date(2019, 12, 24), last=date(2020, 1, 2), why="Council closed")
STEPS = {one.id: one for one in DEFAULTS}


def did(step_id: str, on: date = date(2019, 3, 1), **more: str) -> Chaser:
    return Chaser(id=step_id, return_id="r", on=on, how=STEPS[step_id].name, step_id=step_id, **more)


def due(day: date, today: date, *log: Chaser, closures: tuple[Closure, ...] = ()) -> str:
    done, letter = chasing.reached(log, STEPS), chasing.letter_on(log, STEPS)
    found = chasing.next_step(DEFAULTS, done, day, today, closures, letter)
    return found.step.id if found else ""


def test_christmas_and_the_office_s_closed_days_put_every_step_off():
    day = date(2019, 12, 20)
    days = [chasing.day_of(one, day, [CHRISTMAS]) for one in DEFAULTS]
    assert days == [
        date(2019, 12, 6), date(2020, 1, 3), date(2020, 1, 10), date(2020, 1, 22), date(2020, 1, 22),
    ]  # fmt: skip
    without = [chasing.day_of(one, day) for one in DEFAULTS]
    assert without[1:3] == [date(2019, 12, 24), date(2020, 1, 3)]
    sent = did("reminder")
    assert due(day, date(2020, 1, 2), sent, closures=(CHRISTMAS,)) == ""
    assert due(day, date(2020, 1, 3), sent, closures=(CHRISTMAS,)) == "chaser"


@pytest.mark.parametrize(
    ("today", "log", "step"),
    [
        (date(2019, 2, 28), (), ""),
        (date(2019, 3, 1), (), "reminder"),
        (date(2019, 3, 18), ("reminder",), ""),
        (date(2019, 3, 19), ("reminder",), "chaser"),
        (date(2019, 4, 5), ("reminder",), "letter"),
        (date(2019, 4, 5), ("reminder", "letter"), "named"),
        (date(2019, 4, 5), ("reminder", "letter", "named"), ""),
    ],
)
def test_the_latest_step_let_go_by_is_due_and_the_naming_follows_the_letter(
    today: date, log: tuple[str, ...], step: str
):
    assert due(date(2019, 3, 15), today, *(did(one) for one in log)) == step


def test_nobody_is_named_before_the_days_that_the_letter_gives_are_over():
    day, letter = date(2019, 3, 15), did("letter", date(2019, 4, 24))
    assert due(day, date(2019, 4, 24), letter) == ""
    assert due(day, date(2019, 5, 8), letter) == ""
    assert due(day, date(2019, 5, 9), letter) == "named"  # Monday 6 May is a bank holiday
    waits = chasing.coming_step(
        DEFAULTS,
        chasing.reached([letter], STEPS),
        day,
        date(2019, 4, 24),
        (),
        chasing.letter_on([letter], STEPS),
    )
    assert waits is not None
    assert (waits.step.id, waits.on) == ("named", date(2019, 5, 9))


def test_a_draft_has_told_nobody_and_moves_nothing():
    drafted = did("chaser", state=DRAFTED)
    assert due(date(2019, 3, 15), date(2019, 3, 19), did("reminder"), drafted) == "chaser"


def test_more_time_begins_the_chasing_anew():
    log = [
        did("reminder"),
        did("chaser"),
        Chaser(id="x", return_id="r", on=date(2019, 3, 20), how=chasing.EXTENDED, kind=NOTED),
    ]
    assert due(date(2019, 4, 12), date(2019, 3, 28), *log) == ""
    assert due(date(2019, 4, 12), date(2019, 3, 29), *log) == "reminder"


def test_a_log_older_than_schedules_counts_by_its_words():
    old = Chaser(id="x", return_id="r", on=date(2019, 3, 26), how="telephoned")
    assert due(date(2019, 3, 15), date(2019, 4, 4), old) == ""
    assert due(date(2019, 3, 15), date(2019, 4, 5), old) == "letter"


def test_a_call_outside_the_schedule_moves_it_no_further():
    call = Chaser(id="x", return_id="r", on=date(2019, 3, 4), how="call", step_id=chasing.OUTSIDE)
    assert due(date(2019, 3, 15), date(2019, 3, 19), did("reminder"), call) == "chaser"


def test_a_retired_step_that_was_done_still_counts():
    gone = dataclasses.replace(STEPS["call"], retired=True)
    steps = {**STEPS, "call": gone}
    order = chasing.in_order(steps.values())
    assert [one.id for one in order] == ["reminder", "chaser", "letter", "named"]
    done = chasing.reached([did("call")], steps)
    found = chasing.next_step(order, done, date(2019, 3, 15), date(2019, 4, 4))
    assert found is None


def test_steps_of_one_day_follow_by_their_position():
    second = ChasingStep(id="two", name="second", days=2, position=9)
    order = chasing.in_order([*DEFAULTS, second])
    assert [one.id for one in order] == ["reminder", "chaser", "two", "call", "letter", NAMED]
    coming = chasing.coming_step(order, None, date(2019, 3, 15), date(2019, 3, 15))
    assert coming is not None
    assert (coming.step.id, coming.on) == ("chaser", date(2019, 3, 19))
