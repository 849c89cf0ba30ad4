"""Dates as people give them: often only a month; never guessed."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assurance_desk.domain.actions import AMBER, BLUE, STANDING, Action, overdue_days
from assurance_desk.domain.dates import UnreadableDateError, When, long_date, parse_when, short_date


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("4 February 2019", "2019-02-04"),
        ("4 Feb 2019", "2019-02-04"),
        ("4th Feb 2019", "2019-02-04"),
        ("18/3/2019", "2019-03-18"),
        ("18/3/19", "2019-03-18"),
        ("2019-02-04", "2019-02-04"),
        ("Apr 2019", "2019-04"),
        ("04/2019", "2019-04"),
        (" april  2019 ", "2019-04"),
        ("1 August 2019", "2019-08-01"),
    ],
)
def test_what_people_type_is_read_day_first(typed, iso):
    assert parse_when(typed).iso == iso


@pytest.mark.parametrize(
    "typed",
    ["soon", "31 February 2019", "13/13/2019", "2019", "March 18th", "Ma 2019", "4 February 19999", "0/2019"],
)
def test_what_is_no_date_is_refused_in_words(typed):
    with pytest.raises(UnreadableDateError, match="is not a date we can read"):
        parse_when(typed)


def test_nothing_typed_is_no_date():
    assert parse_when("  ") is None


def test_dates_are_shown_in_full_and_short():
    assert long_date(date(2019, 2, 4)) == "4 February 2019"
    assert short_date(date(2019, 2, 4)) == "4 Feb 2019"
    assert When(2019, 4).long == "April 2019"
    assert When(2019, 4, 9).short == "9 Apr 2019"


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_every_day_is_read_back_from_how_it_is_shown(day):
    when = When.of(day)
    assert parse_when(when.long) == parse_when(when.short) == When.from_iso(when.iso) == when


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_date_or_a_sentence(typed):
    with contextlib.suppress(UnreadableDateError):
        found = parse_when(typed)
        assert found is None or found.last_day


def action(**more):
    return Action(id="a", review_id="r", ref="R1.3", text="Audit findings", **more)


def test_a_month_is_overdue_only_after_its_end():
    july = action(due=When(2019, 7), delivery=AMBER)
    assert overdue_days(july, date(2019, 7, 31)) == 0
    assert overdue_days(july, date(2019, 8, 12)) == 12


def test_what_is_finished_or_has_no_end_is_never_overdue():
    long_after = date(2024, 1, 1)
    assert overdue_days(action(due=When(2019, 7), delivery=BLUE), long_after) == 0
    assert overdue_days(action(due=When(2019, 7), kind=STANDING), long_after) == 0
    assert overdue_days(action(), long_after) == 0
