"""Whatever stands in a cell, it is read rightly, or refused with what was expected: never wrong in silence."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assurance_desk.domain.questions import GRADES, CellRule, read_cell

GRADE = CellRule("choice", GRADES)
YES_NO = CellRule("choice", ("Yes", "No"))
TICK = CellRule("choice", ("Yes",))
LEAD = CellRule("choice", ("Yes, for both", "Yes, for one of them", "No"))
SCALE = CellRule("choice", ("1", "2", "3", "4", "5"))
WHOLE = CellRule("whole")
KNOWN = CellRule("whole_or", word="not known")
DAY, MONTH, TEXT = CellRule("date"), CellRule("month"), CellRule("text")
RULES = (GRADE, YES_NO, TICK, LEAD, SCALE, WHOLE, KNOWN, DAY, MONTH, TEXT)

anything = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="0123456789/.-, '’ marchMARCHyesnotlb()½²١", max_size=20),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.kind} {rule.word} {len(rule.choices)}")
@given(value=anything, month_first=st.booleans())
def test_a_canonical_value_or_a_problem_and_never_an_exception(rule, value, month_first):
    reading = read_cell(rule, value, month_first=month_first)
    assert not (reading.value and reading.problem)
    assert reading.sure in (1, 2, 3)
    if reading.problem:
        return
    if rule.kind == "choice":
        assert reading.value in ("", *rule.choices)
    elif rule.kind in ("whole", "whole_or"):
        assert reading.value in ("", rule.word) or (
            reading.value == str(int(reading.value)) and "-" not in reading.value
        )
    elif rule.kind == "date" and reading.value:
        assert date.fromisoformat(reading.value).isoformat() == reading.value
    elif rule.kind == "month" and reading.value:
        assert date.fromisoformat(reading.value + "-01")


@given(st.integers(0, 9_999_999))
def test_a_whole_number_is_read_however_excel_keeps_it(number):
    for kept in (number, float(number), str(number), f" {number}\u00a0", f"{number:,}", f"{number}.0"):
        assert read_cell(WHOLE, kept).value == str(number)


@given(st.dates(date(1990, 1, 1), date(2049, 12, 31)))
def test_a_day_is_read_however_it_can_only_mean_that_day(day):
    spoken = f"{day.day} {day:%B} {day.year}"
    for kept in (
        day,
        datetime.combine(day, time()),
        day.isoformat(),
        spoken,
        f"{day:%b} {day.day}, {day.year}",
    ):
        assert read_cell(DAY, kept).value == day.isoformat()


@given(st.text())
def test_words_are_kept_to_the_letter(typed):
    assert read_cell(TEXT, f"see {typed}").value == f"see {typed}"


@pytest.mark.parametrize(
    "typed", ["=1+1", "<b>B</b>", " two\n lines ", "كلمة", "😀", "001", "- new guidance", "x" * 32_767]
)
def test_words_that_look_like_something_else_stay_words(typed):
    assert read_cell(TEXT, typed).value == typed


@pytest.mark.parametrize(
    ("rule", "typed", "value", "sure"),
    [
        (GRADE, "Fully met", "Fully met", 3),
        (GRADE, "Fully Met ", "Fully met", 3),
        (GRADE, "mostly\u00a0met.", "Mostly met", 3),
        (GRADE, "Mostly", "Mostly met", 2),
        (GRADE, "P", "Partially met", 1),
        (GRADE, "n/a", "Not applicable", 2),
        (YES_NO, "y", "Yes", 2),
        (YES_NO, True, "Yes", 2),
        (YES_NO, "NO", "No", 3),
        (TICK, "✓", "Yes", 2),
        (TICK, "no", "", 2),
        (SCALE, 4.0, "4", 3),
        (WHOLE, "twelve", "12", 2),
        (WHOLE, "none", "0", 2),
        (KNOWN, "Not Known", "not known", 3),
        (KNOWN, "n/k", "not known", 2),
        (KNOWN, 7, "7", 3),
        (DAY, "18/3/19", "2019-03-18", 2),
        (DAY, "18.03.2019", "2019-03-18", 3),
        (DAY, "3/18/2019", "2019-03-18", 2),
        (DAY, "18th of March 2019", "2019-03-18", 3),
        (DAY, 43542, "2019-03-18", 2),
        (DAY, "2019-03-18 00:00:00", "2019-03-18", 3),
        (MONTH, "11/2018", "2018-11", 3),
        (MONTH, "Nov 2018", "2018-11", 3),
        (MONTH, "Nov ’18", "2018-11", 2),
        (MONTH, date(2018, 11, 1), "2018-11", 3),
    ],
)
def test_tolerant_of_how_people_type(rule, typed, value, sure):
    reading = read_cell(rule, typed)
    assert (reading.value, reading.sure, reading.problem) == (value, sure, "")


@pytest.mark.parametrize(
    ("rule", "typed"),
    [
        (WHOLE, "12 (2 part time)"),
        (WHOLE, "approx 30"),
        (WHOLE, "n/a"),
        (WHOLE, "-"),
        (WHOLE, "50%"),
        (WHOLE, 0.5),
        (WHOLE, -1),
        (WHOLE, "1²"),
        (WHOLE, "1.234"),
        (WHOLE, "10-12"),
        (WHOLE, True),
        (WHOLE, date(2019, 12, 1)),
        (GRADE, "N"),
        (GRADE, "Not"),
        (GRADE, "Fully met, except repairs"),
        (GRADE, "x"),
        (LEAD, "Yes"),
        (TICK, "x"),
        (DAY, "3/4/19"),
        (DAY, "March 18"),
        (DAY, "March 2019"),
        (DAY, "31/02/2019"),
        (DAY, 2018),
        (DAY, "18 March 2019 (draft)"),
        (MONTH, "March 18"),
        (MONTH, "3/18"),
        (TEXT, "#REF!"),
    ],
)
def test_never_guesses(rule, typed):
    reading = read_cell(rule, typed)
    assert reading.value == ""
    assert reading.problem


def test_a_date_that_can_be_read_two_ways_says_which():
    assert "3 April 2019 or 4 March 2019" in read_cell(DAY, "3/4/19").problem
    reading = read_cell(DAY, "3/4/19", month_first=True)
    assert (reading.value, reading.sure) == ("2019-03-04", 2)
    assert "month first" in reading.how


def test_blank_is_blank():
    for rule in RULES:
        for nothing in (None, "", "  \u00a0", "\u200b"):
            assert read_cell(rule, nothing) == read_cell(rule, "")
            assert not read_cell(rule, nothing).value
            assert not read_cell(rule, nothing).problem
