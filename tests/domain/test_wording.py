"""Words shown in more than one place."""

from datetime import date

import pytest

from assurance_desk.domain import wording
from assurance_desk.domain.actions import AMBER, BLUE, GREEN, LEARNING_POINT, STANDING, Action
from assurance_desk.domain.dates import When


def action(ref, words="", **more):
    return Action(id=ref, review_id="r", ref=ref, text=ref, words=words, **more)


@pytest.mark.parametrize(
    ("kept", "seen"),
    [
        ("*All in italics.*", "All in italics."),
        ("**Bold.**", "Bold."),
        ("_Underlined._", "Underlined."),
        ("*one* and *two*", "*one* and *two*"),
        ("5 * 3", "5 * 3"),
        ("**", "**"),
        ("Heading kept its close.**", "Heading kept its close."),
    ],
)
def test_only_marks_around_the_whole_are_taken_off(kept, seen):
    assert wording.without_emphasis(kept) == seen


def test_an_actions_words_are_found_where_they_stand():
    text = "A questionnaire will be sent to\nproviders. Findings will be analysed and fed back."
    links = wording.links_in(
        text,
        [
            action("R3.2", "findings will be analysed and fed back"),
            action("R3.1", "A questionnaire  will be sent"),
            action("R3.3", "fed back"),
            action("R3.7"),
            action("R3.8", "not there"),
        ],
    )
    assert [(text[k.start : k.end], k.action_ids) for k in links] == [
        ("A questionnaire will be sent", ("R3.1",)),
        ("Findings will be analysed and ", ("R3.2",)),
        ("fed back", ("R3.3", "R3.2")),
    ]
    assert [k.ends for k in links] == [("R3.1",), (), ("R3.3", "R3.2")]


def test_quotation_marks_need_not_match():
    assert wording.links_in("the ‘Think Family’ pack", [action("A", "the 'Think Family' pack")])


def test_counts_of_a_recommendation():
    actions = [
        action("1", "w", delivery=BLUE),
        action("2", "w", delivery=GREEN),
        action("3", delivery=GREEN),
        action("4", "w", kind=STANDING),
    ]
    assert (
        wording.promises_and_actions(actions)
        == "3 promises, 3 actions, 1 standing commitment, 1 of them added since"
    )
    assert wording.delivery_counts(actions) == (("Blue", 1), ("Green", 2))
    assert wording.promises_and_actions([]) == "no action yet"


def test_owner_and_due():
    point = action("L1", kind=LEARNING_POINT, owner_role="owner to be confirmed")
    assert wording.kind_and_lead(point) == "Learning point · without an owner"
    assert not wording.has_owner(point)
    late = action("R1", due=When(2019, 7, 10), delivery=AMBER)
    assert wording.overdue(late, date(2019, 7, 22)) == "12 days overdue"
    assert wording.overdue(action("R1", due=When(2019, 7)), date(2019, 7, 22)) == ""
    assert wording.due(action("R2", kind=STANDING, next_review=When(2019, 10))) == "review Oct 2019"
    assert wording.due(action("R1.1", due_words="before publication")) == "before publication"


def test_a_long_text_is_cut_to_one_line():
    assert wording.shortened("Train\n all  staff", 20) == "Train all staff"
    assert wording.shortened("Train all staff", 15) == "Train all staff"
    assert wording.shortened("Train all staff", 7) == "Train…"


def test_what_was_read():
    assert wording.what_was_read(3, 3, 1) == "3 recommendations, 3 responses, 1 paragraph not placed"
    assert wording.what_was_read(1, 0, 0) == "1 recommendation, 0 responses"
