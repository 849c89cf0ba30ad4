"""What words changed between two versions, told so that nothing is lost and blanks are no change."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assurance_desk.domain.word_changes import IN, MOST, OUT, SAME, Piece, compare, summary

WORDS = st.lists(
    st.sampled_from(["the", "Board", "will", ",", ".", "\n", "report", "it’s", "2019"]), max_size=30
)


def test_a_changed_word_stands_beside_the_one_it_replaced():
    pieces = compare("The Board will be told.", "The Partnership will be told.")
    assert pieces == (
        Piece(SAME, "The "),
        Piece(OUT, "Board"),
        Piece(IN, "Partnership"),
        Piece(SAME, " will be told."),
    )
    assert summary(pieces) == "1 word put in, 1 taken out"


def test_a_blank_alone_does_not_break_a_change_in_two():
    pieces = compare("It is kept under review.", "It is looked at yearly.")
    assert [one.kind for one in pieces] == [SAME, OUT, IN, SAME]


def test_line_ends_and_blanks_alone_are_no_change():
    pieces = compare("One  two\nthree", "One two three")
    assert [one.kind for one in pieces] == [SAME]
    assert summary(pieces) == "the words are the same"
    assert summary(compare("Yes.", "Yes!")) == "only signs differ"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("", "", "the words are the same"),
        ("", "New words", "2 words put in"),
        ("Gone", "", "1 word taken out"),
    ],
)
def test_the_ends_of_the_range(before, after, said):
    assert summary(compare(before, after)) == said


def test_a_text_too_long_to_compare_by_words_is_told_whole():
    before = "start " + "a b " * MOST + "end"
    after = "start " + "c d " * MOST + "end"
    assert [one.kind for one in compare(before, after)] == [SAME, OUT, IN, SAME]


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS)
def test_both_texts_can_be_read_out_of_the_pieces(before, after):
    old, new = " ".join(before), " ".join(after)
    pieces = compare(old, new)
    assert "".join(one.text for one in pieces if one.kind != OUT) == new
    earlier = "".join(one.text for one in pieces if one.kind != IN)
    assert earlier.split() == old.split()
