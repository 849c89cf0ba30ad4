"""Meetings: Limited comes back by itself, outcomes are recorded on one screen, actions are born of them."""

from __future__ import annotations

from datetime import date

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import STANDING, Action
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.meetings import Meeting
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.services import checks, files, history, meetings, records
from assurance_desk.store import rows


@pytest.fixture
def desk(tmp_path):
    made = files.create(tmp_path / "w.assurance", Clock(date(2019, 5, 3)))
    yield made
    made.close()


@pytest.fixture
def third(desk):
    review = records.add(desk, Review(id=new_id(), ref="CI", title="Child I"))
    return records.add(
        desk,
        Recommendation(
            id=new_id(), review_id=review.id, ref="R3", number="3", text="Train them.", title="Trained"
        ),
    )


@pytest.fixture
def board(desk):
    """The Board's next two meetings, and one of a subgroup between them."""
    days = (("Board", date(2019, 5, 16)), ("Subgroup", date(2019, 6, 11)), ("Board", date(2019, 7, 18)))
    return [records.add(desk, Meeting(id=new_id(), forum=forum, on=day)) for forum, day in days]


def told(desk, meeting):
    return [(line.ref, line.why) for line in meetings.agenda(desk, meeting)]


def test_limited_is_on_the_next_agenda_of_those_who_judged_until_it_is_judged_anew(desk, third, board):
    records.judge(desk, third, "Limited", forum="Board", on=date(2019, 2, 28))
    assert told(desk, board[0]) == [("R3", "Limited since 28 February 2019")]
    assert told(desk, board[1]) == told(desk, board[2]) == []
    records.edit_record(desk, board[0], "held", "yes")
    assert told(desk, board[2]) == [("R3", "Limited since 28 February 2019")]
    records.judge(desk, third, "Reasonable", forum="Board")
    assert told(desk, board[2]) == []


def test_what_is_due_by_its_day_is_put_to_the_next_meeting(desk, third, board):
    review = rows.get(desk.db, Review, third.review_id)
    late = records.add_action(desk, review, "Audit", recommendation=third)
    records.edit_record(desk, late, "due", "1 May 2019")
    later = records.add_action(desk, review, "Re-audit", recommendation=third)
    records.edit_record(desk, later, "due", "May 2019")
    standing = records.add_action(desk, review, "Police review", kind=STANDING)
    records.edit_record(desk, standing, "next_review", "Apr 2019")
    assert told(desk, board[0]) == [
        ("R3.1", "due 1 May 2019, Grey"), ("A1", "standing commitment, review due Apr 2019"),
    ]  # fmt: skip


def test_an_outcome_is_recorded_put_right_and_undone(desk, third, board):
    records.judge(desk, third, "Limited", forum="Board")
    (line,) = meetings.agenda(desk, board[0])
    for outcome in ("amended", "not agreed"):
        with pytest.raises(DeskError, match="needs a reason"):
            meetings.decide(desk, board[0], line, outcome)
    meetings.decide(desk, board[0], line, "agreed")
    assert history.entries(desk)[0].label == "Record R3: agreed"
    meetings.decide(desk, board[0], line, "amended", "by December, not by May")
    (line,) = meetings.agenda(desk, board[0])
    assert line.outcome is not None
    assert (line.outcome.outcome, line.outcome.wording) == ("amended", "by December, not by May")
    desk.undo()
    assert meetings.agenda(desk, board[0])[0].outcome.outcome == "agreed"
    desk.undo()
    assert meetings.agenda(desk, board[0])[0].outcome is None


def test_an_action_is_born_of_a_decision_and_says_so(desk, third, board):
    records.judge(desk, third, "Limited", forum="Board")
    (line,) = meetings.agenda(desk, board[0])
    decided = meetings.decide(desk, board[0], line, "agreed")
    made = meetings.add_action(desk, board[0], decided, "Re-survey repairs and arrears staff")
    assert (made.ref, made.origin) == ("R3.1", "Board, 16 May 2019")
    assert meetings.born_of(desk, decided) == [rows.get(desk.db, Action, made.id)]
    desk.undo()
    assert meetings.born_of(desk, decided) == []
    assert checks.problems(desk) == []


def test_a_held_meeting_shows_what_it_decided_and_nothing_that_came_later(desk, third, board):
    records.judge(desk, third, "Limited", forum="Board")
    (line,) = meetings.agenda(desk, board[0])
    meetings.decide(desk, board[0], line, "noted")
    records.edit_record(desk, board[0], "held", "yes")
    records.judge(desk, third, "No", forum="Board")
    assert [(one.ref, one.outcome.outcome) for one in meetings.agenda(desk, board[0])] == [("R3", "noted")]


def test_quorum_counts_deputies_and_not_apologies(desk, board):
    assert meetings.quorum_words(desk, board[0]) == "0 there; no quorum is laid down"
    meeting = records.edit_record(desk, board[0], "quorum", "2")
    for who, state in (("Police", "present"), ("Health", "deputy"), ("Probation", "apologies")):
        meetings.add_attendance(desk, meeting, who, state)
    assert meetings.quorum_words(desk, meeting) == "2 there, quorum of 2 met"
    meeting = records.edit_record(desk, meeting, "quorum", "3")
    assert meetings.quorum_words(desk, meeting) == "2 there, quorum of 3 NOT met"


def test_minutes_are_kept_byte_for_byte_and_the_meeting_was_held(desk, board, tmp_path):
    path = tmp_path / "Minutes 16 May.docx"
    path.write_bytes(b"PK\x03\x04")
    kept = meetings.attach_minutes(desk, board[0], path)
    assert (kept.minutes_name, kept.held) == ("Minutes 16 May.docx", True)
    assert checks.problems(desk) == []
    desk.undo()
    assert not rows.get(desk.db, Meeting, board[0].id).held
