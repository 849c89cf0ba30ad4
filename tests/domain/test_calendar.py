"""Working days: England's bank holidays as they fell, and the chasing days of a real round."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assurance_desk.domain.calendar import (
    Closure,
    bank_holidays,
    easter,
    is_working_day,
    why_not_working,
    working_days_after,
    working_days_before,
    working_days_between,
)

CHRISTMAS = Closure(id="c", first=date(2019, 12, 24), last=date(2020, 1, 1), why="Council closed")

# Month and day of every day off in England, as published for these years.
KNOWN = {
    1995: "1-2 4-14 4-17 5-8 5-29 8-28 12-25 12-26",
    1999: "1-1 4-2 4-5 5-3 5-31 8-30 12-27 12-28 12-31",
    2000: "1-3 4-21 4-24 5-1 5-29 8-28 12-25 12-26",
    2002: "1-1 3-29 4-1 5-6 6-3 6-4 8-26 12-25 12-26",
    2005: "1-3 3-25 3-28 5-2 5-30 8-29 12-26 12-27",
    2010: "1-1 4-2 4-5 5-3 5-31 8-30 12-27 12-28",
    2011: "1-3 4-22 4-25 4-29 5-2 5-30 8-29 12-26 12-27",
    2012: "1-2 4-6 4-9 5-7 6-4 6-5 8-27 12-25 12-26",
    2019: "1-1 4-19 4-22 5-6 5-27 8-26 12-25 12-26",
    2020: "1-1 4-10 4-13 5-8 5-25 8-31 12-25 12-28",
    2021: "1-1 4-2 4-5 5-3 5-31 8-30 12-27 12-28",
    2022: "1-3 4-15 4-18 5-2 6-2 6-3 8-29 9-19 12-26 12-27",
    2023: "1-2 4-7 4-10 5-1 5-8 5-29 8-28 12-25 12-26",
    2024: "1-1 3-29 4-1 5-6 5-27 8-26 12-25 12-26",
    2025: "1-1 4-18 4-21 5-5 5-26 8-25 12-25 12-26",
    2026: "1-1 4-3 4-6 5-4 5-25 8-31 12-25 12-28",
    2027: "1-1 3-26 3-29 5-3 5-31 8-30 12-27 12-28",
}


@pytest.mark.parametrize("year", KNOWN)
def test_bank_holidays_fall_as_they_were_published(year):
    assert " ".join(f"{day.month}-{day.day}" for day in bank_holidays(year)) == KNOWN[year]


@pytest.mark.parametrize(
    "day", ["1818-03-22", "1943-04-25", "2000-04-23", "2019-04-21", "2038-04-25", "2285-03-22"]
)
def test_easter_is_known(day):
    known = date.fromisoformat(day)
    assert easter(known.year) == known


def test_the_round_of_2019_is_chased_on_its_known_days():
    due = date(2019, 3, 15)
    assert working_days_before(due, 10) == date(2019, 3, 1)
    assert [working_days_after(due, n) for n in (2, 7, 15)] == [
        date(2019, 3, 19), date(2019, 3, 26), date(2019, 4, 5),
    ]  # fmt: skip


def test_a_closure_is_stepped_over_and_named():
    assert working_days_after(date(2019, 12, 23), 1) == date(2019, 12, 24)
    assert working_days_after(date(2019, 12, 23), 1, [CHRISTMAS]) == date(2020, 1, 2)
    assert working_days_before(date(2020, 1, 2), 1, [CHRISTMAS]) == date(2019, 12, 23)
    assert why_not_working(date(2019, 12, 27), [CHRISTMAS]) == "Council closed"
    assert why_not_working(date(2019, 4, 19)) == "Good Friday"
    assert why_not_working(date(2019, 4, 20)) == "a Saturday"
    assert why_not_working(date(2019, 4, 23)) == ""


def test_no_days_on_is_the_day_itself_or_the_nearest_working_one():
    assert working_days_before(date(2019, 4, 23), 0) == date(2019, 4, 23)
    assert working_days_before(date(2019, 4, 22), 0) == date(2019, 4, 18)
    assert working_days_after(date(2019, 4, 19), 0) == date(2019, 4, 23)


@given(st.dates(date(1995, 1, 1), date(2040, 12, 31)), st.integers(1, 60))
def test_counting_back_undoes_counting_on(day, n):
    start = working_days_after(day, 0)
    there = working_days_after(start, n, [CHRISTMAS])
    assert is_working_day(there, [CHRISTMAS])
    assert working_days_between(start, there, [CHRISTMAS]) == n
    assert working_days_between(there, start, [CHRISTMAS]) == -n
    if is_working_day(start, [CHRISTMAS]):
        assert working_days_before(there, n, [CHRISTMAS]) == start


@given(st.integers(1995, 2200))
def test_every_year_has_its_eight_days_off_on_weekdays(year):
    days = bank_holidays(year)
    assert len(days) >= 8
    assert all(day.weekday() < 5 for day in days)
