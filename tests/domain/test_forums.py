"""A year's meetings from a pattern: never on a day nobody works."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assurance_desk.domain.calendar import Closure
from assurance_desk.domain.forums import Falls, Forum, nth, year_from

BOARD = Forum(id="f", name="Board", which=3, weekday=3, months=(5, 7, 9))


def test_the_third_thursdays_are_merrowshires_meetings():
    days = [one.day for one in year_from(BOARD, date(2019, 4, 1))]
    assert days == [date(2019, 5, 16), date(2019, 7, 18), date(2019, 9, 19)]


def test_the_last_friday_is_the_fourth_or_the_fifth():
    assert nth(2019, 2, 5, 3) == date(2019, 2, 28)
    assert nth(2019, 5, 5, 3) == date(2019, 5, 30)


def test_a_bank_holiday_or_a_closure_puts_it_off_by_a_week():
    monday = Forum(id="f", name="Board", which=1, weekday=0, months=(5,))
    assert year_from(monday, date(2019, 1, 1)) == [
        Falls(date(2019, 5, 13), date(2019, 5, 6), "Early May bank holiday")
    ]
    shut = Closure(id="c", first=date(2019, 5, 10), last=date(2019, 5, 17), why="moving house")
    assert year_from(monday, date(2019, 1, 1), [shut])[0].day == date(2019, 5, 20)


def test_the_year_begins_on_the_day_and_ends_before_it_comes_again():
    assert [one.day for one in year_from(BOARD, date(2019, 7, 18))] == [
        date(2019, 7, 18), date(2019, 9, 19), date(2020, 5, 21), date(2020, 7, 16),
    ]  # fmt: skip


@given(st.integers(2019, 2040), st.integers(1, 12), st.integers(1, 5), st.integers(0, 4))
def test_every_pattern_stays_in_its_month_and_on_its_weekday(year, month, which, weekday):
    day = nth(year, month, which, weekday)
    assert (day.year, day.month, day.weekday()) == (year, month, weekday)
    assert (day.day - 1) // 7 == which - 1 or which == 5
