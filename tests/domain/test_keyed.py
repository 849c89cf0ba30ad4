"""What is keyed by hand is read as it is typed, and held against what is kept and what else was typed."""

from assurance_desk.domain.keyed import Keyed, keyed
from assurance_desk.domain.questionnaire import Slot
from tests.returns_desk import ASKED

EMPLOYED, CHILDREN = Slot("D1", "SG1", "employed"), Slot("D1", "SG1", "children")


def test_a_letter_is_read_as_the_word_it_stands_for():
    assert keyed(ASKED, {Slot("A2"): "mo"}, {})[Slot("A2")] == Keyed("Mostly met")


def test_what_does_not_fit_says_what_does():
    assert "whole number" in keyed(ASKED, {Slot("A5"): "lots"}, {})[Slot("A5")].problem


def test_a_figure_is_held_against_one_kept_before():
    assert "more than the 4" in keyed(ASKED, {CHILDREN: "5"}, {EMPLOYED: "4"})[CHILDREN].doubt
    assert keyed(ASKED, {CHILDREN: "5", EMPLOYED: "6"}, {EMPLOYED: "4"})[CHILDREN].doubt == ""


def test_nothing_typed_is_nothing_found():
    assert keyed(ASKED, {Slot("A5"): "  "}, {Slot("A5"): "7"}) == {}
