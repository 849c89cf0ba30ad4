"""A due date moves only with its reason, and every move is kept; a standing commitment never ends."""

from __future__ import annotations

from datetime import date

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain import due_dates
from assurance_desk.domain.actions import AMBER, BLUE, GREY, STANDING, Action, Redating
from assurance_desk.domain.dates import When
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import Response
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.services import files, history, records, register
from assurance_desk.store import rows


@pytest.fixture
def desk(tmp_path):
    made = files.create(tmp_path / "w.assurance", Clock(date(2019, 5, 3)))
    yield made
    made.close()


@pytest.fixture
def action(desk):
    review = records.add(desk, Review(id=new_id(), ref="CI", title="Child I"))
    recommendation = records.add(
        desk, Recommendation(id=new_id(), review_id=review.id, ref="R1", number="1", text="Audit it.")
    )
    records.add(
        desk,
        Response(
            id=new_id(), recommendation_id=recommendation.id, text="We will.", agreed_on=date(2019, 1, 14)
        ),
    )
    made = records.add_action(desk, review, "Audit findings", recommendation=recommendation)
    return records.edit_record(desk, made, "due", "July 2019")


def now(desk, action):
    return rows.get(desk.db, Action, action.id)


def test_a_date_is_not_moved_without_saying_why(desk, action):
    with pytest.raises(DeskError, match="R1.1 is due Jul 2019, and that is kept"):
        records.edit_record(desk, action, "due", "October 2019")
    assert now(desk, action).due == When(2019, 7)


@pytest.mark.parametrize(
    "typed",
    ["October 2019: audit staff absent", "Oct 2019, audit staff absent", "Oct 2019 – audit staff absent"],
)
def test_the_reason_is_typed_behind_the_date(desk, action, typed):
    records.edit_record(desk, action, "due", typed)
    (move,) = register.moves(desk, action.id)
    assert (move.before, move.after, move.reason) == (When(2019, 7), When(2019, 10), "audit staff absent")
    assert history.entries(desk)[0].label == "Move R1.1, July → October 2019"
    desk.undo()
    assert (now(desk, action).due, register.moves(desk, action.id)) == (When(2019, 7), [])


def test_first_previous_and_present_date_are_told(desk, action):
    records.redate(desk, action, "October 2019", "audit staff absent")
    assert (
        due_dates.story(now(desk, action), register.moves(desk, action.id))
        == "July → October 2019, moved once"
    )
    records.redate(desk, action, "14 February 2020", "round 2 awaited")
    told = due_dates.story(now(desk, action), register.moves(desk, action.id))
    assert told == "July → October 2019 → 14 February 2020, moved twice"
    records.redate(desk, action, "May 2020", "the trust asked for it")
    told = due_dates.story(now(desk, action), register.moves(desk, action.id))
    assert told == "July 2019 … 14 February → May 2020, moved 3 times"
    assert now(desk, action).first_due == When(2019, 7)


def test_a_date_can_be_taken_away_with_its_reason(desk, action):
    records.edit_record(desk, action, "due", "no date: waits for the national audit")
    assert now(desk, action).due is None
    assert register.moves(desk, action.id)[0].after is None


def test_nothing_is_due_before_its_response_was_agreed(desk, action):
    with pytest.raises(DeskError, match="cannot be due Dec 2018: its response was agreed on 14 January 2019"):
        records.redate(desk, action, "December 2018", "typed wrongly")
    assert now(desk, action).due == When(2019, 7)


def test_progress_may_move_the_date_and_is_the_reason(desk, action):
    note = records.add_progress(desk, action, "Round 1 fell short.", delivery=AMBER, due="October 2019")
    (move,) = register.moves(desk, action.id)
    assert (note.text, move.reason) == ("Round 1 fell short.", "Round 1 fell short.")
    desk.undo()
    assert (now(desk, action).delivery, register.moves(desk, action.id)) == (GREY, [])


def test_a_move_is_never_altered(desk, action):
    records.redate(desk, action, "October 2019", "audit staff absent")
    (move,) = rows.find(desk.db, Redating)
    for work in (
        lambda: records.edit_record(desk, move, "reason", "other"),
        lambda: records.remove(desk, move),
    ):
        with pytest.raises(DeskError):
            work()
    with pytest.raises(DeskError, match="1 move of its date"):
        records.remove(desk, now(desk, action))


def test_a_standing_commitment_is_reviewed_and_never_complete(desk, action):
    standing = records.edit_record(desk, now(desk, action), "kind", STANDING)
    standing = records.edit_record(desk, standing, "cadence", "quarterly; at once on any change of process")
    with pytest.raises(DeskError, match="never complete"):
        records.set_delivery(desk, standing, BLUE)
    records.review_standing(desk, standing, "A new form is in use.")
    found = now(desk, action)
    assert (found.last_reviewed, found.next_review) == (When(2019, 5, 3), When(2019, 8))
    records.review_standing(desk, standing, "Sample of 25, 21 shared.", next_review="Oct 2019")
    assert now(desk, action).next_review == When(2019, 10)
    assert register.notes(desk, action.id)[0].text == "Sample of 25, 21 shared."
    desk.undo()
    assert now(desk, action).next_review == When(2019, 8)
