"""The words around what was typed, and where it stands in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assurance_desk.domain.found_words import best, excerpt, spans

LONG = (
    "Before publication the Board wrote to all. " * 5
    + "Housing staff were trained in March. "
    + "More. " * 60
)


def found(text, typed):
    return [text[start:end] for start, end in spans(text, typed)]


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("Housing staff are trained", "staff hou", ["Housing"[:3], "staff"]),
        ("Housing staff are trained", "hou staff", ["staff"]),
        ("See R3.7 and R3.71", "r3.7", ["R3.7", "R3.7"]),
        ("Café staff", "cafe", ["Café"]),
        ("a+b (c)", "(c", ["c"]),
        ("under_score", "score", ["score"]),
        ("the other thing", "he", []),
        ("anything", "", []),
        ("anything", "* %", []),
    ],
)
def test_words_are_found_as_the_index_finds_them(text, typed, marked):
    assert found(text, typed) == marked


def test_a_long_text_is_cut_around_the_first_word_found():
    words, where = excerpt(LONG, "housing staff")
    assert words.startswith("…")
    assert words.endswith("…")
    assert len(words) < 120
    assert [words[start:end] for start, end in where] == ["Housing", "staff"]


def test_a_short_text_is_shown_whole_on_one_line():
    assert excerpt("one\n two\tthree", "two") == ("one two three", ((4, 7),))


def test_the_text_that_holds_most_of_the_words_is_chosen():
    assert best(["housing", "housing staff", "staff"], "housing st") == "housing staff"
    assert best(["none", "of them"], "housing") == ""


@given(st.text(max_size=300), st.text(max_size=20))
def test_places_lie_within_what_is_shown(text, typed):
    words, where = excerpt(text, typed, 60)
    for start, end in where:
        assert 0 <= start < end <= len(words)
