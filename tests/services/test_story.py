"""One record's history in sentences."""

from __future__ import annotations

from datetime import date

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.reviews import Review
from assurance_desk.services import files, records, story
from assurance_desk.services.records import add_action, add_progress, edit_record, judge, remove


@pytest.fixture
def desk(tmp_path):
    opened = files.create(tmp_path / "register.assurance", Clock(date(2019, 5, 3)))
    yield opened
    opened.close()


@pytest.fixture
def action(desk):
    review = records.add(desk, Review(id="r", ref="CI", title="Child I"))
    made = add_action(desk, review, "Audit findings")
    made = edit_record(desk, made, "ref", "R1.3")
    return records.redate(desk, made, "July 2019")


def words(desk, record_id):
    return [line.words for line in story.story(desk, record_id)]


def test_a_move_of_a_date_is_told_with_its_reason(desk, action):
    records.redate(desk, action, "Oct 2019", "audit staff absent")
    line = story.story(desk, action.id)[0]
    assert line.words == "Moved R1.3 from Jul 2019 to Oct 2019: audit staff absent"
    assert line.at.date() == date(2019, 5, 3)
    assert line.user


def test_notes_and_judgements_are_part_of_the_story_of_an_action(desk, action):
    add_progress(desk, action, "Round 1 is in.")
    judge(desk, action, "Limited", forum="Board", basis="Assertion only")
    assert words(desk, action.id)[:2] == [
        "Board judged R1.3: Limited, Assertion only",
        "Noted on R1.3: Round 1 is in.",
    ]


def test_what_was_taken_back_stays_in_the_story_and_says_so(desk, action):
    edit_record(desk, action, "lead", "Head of midwifery")
    desk.undo()
    latest, undone = story.story(desk, action.id)[:2]
    assert latest.words.startswith("Took back: ")
    assert undone.words == "R1.3 lead: (empty) → Head of midwifery"
    assert undone.note == "taken back since"


def test_a_record_that_is_gone_still_has_its_story(desk, action):
    remove(desk, action)
    assert words(desk, action.id)[0].startswith("Removed action R1.3")
    assert story.title(desk, action.id) == ""
    assert story.story(desk, "nobody") == []
