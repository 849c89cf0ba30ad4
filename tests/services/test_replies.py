"""Who has replied: states, working days late, what is to be done, and the three denominators."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.gaps import silence_of
from assurance_desk.domain.organisations import Contact
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import Chaser, Return
from assurance_desk.errors import DeskError
from assurance_desk.services import chasing, gaps, replies, replies_changes, replies_words
from assurance_desk.services.desk import Desk
from assurance_desk.services.replies import Reply
from assurance_desk.store import rows, snapshot
from tests.returns_desk import issue


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """T-1 was due on 15 March 2019; it is 19 March."""
    made, _copies = issue(tmp_path)
    made.clock = Clock(date(2019, 3, 19))
    yield made
    made.close()


def asked(desk: Desk) -> Questionnaire:
    return rows.get(desk.db, Questionnaire, "q1")


def record(desk: Desk, ref: str = "O05") -> Return:
    found = rows.one(desk.db, Return, ref=ref)
    assert found
    return found


def reply(desk: Desk, ref: str = "O05") -> Reply:
    found = replies.one(desk, asked(desk), record(desk, ref).id)
    assert found
    return found


def change(desk: Desk, ref: str, **fields: object) -> None:
    with desk.step("Change"):
        rows.put(desk.db, dataclasses.replace(record(desk, ref), **fields))  # type: ignore[arg-type]


def test_a_silent_return_is_late_by_working_days_and_its_step_is_due(desk: Desk) -> None:
    one = reply(desk)
    assert (one.state, one.late, one.task) == ("waiting", 2, "Send a chaser")
    chasing.log(desk, [record(desk)], one.step.step)  # type: ignore[union-attr]
    after = reply(desk)
    assert (after.step, after.on, after.task) == (None, date(2019, 3, 26), "Ring the lead officer")
    assert replies_words.next_words(after) == "26 Mar: ring the lead officer"
    desk.undo()
    assert reply(desk).step is not None


def test_what_is_to_be_done_today_stands_first(desk: Desk) -> None:
    change(desk, "O05", state="taken in", received_on=date(2019, 3, 14))
    assert [one.record.ref for one in replies.of_questionnaire(desk, asked(desk))] == ["O06", "O05"]


@pytest.mark.parametrize(
    ("fields", "state", "late"),
    [
        ({"received_on": date(2019, 3, 15), "state": "taken in"}, "came", 0),
        ({"received_on": date(2019, 3, 18), "state": "taken in"}, "late", 1),
        ({"received_on": date(2019, 3, 14), "state": "part"}, "part", 0),
        ({"state": "declined"}, "declined", 0),
        ({"state": "exempt"}, "exempt", 0),
        ({"drafted_on": date(2019, 3, 18)}, "not sent", 0),
        ({"drafted_on": date(2019, 3, 1), "sent_on": date(2019, 3, 1)}, "waiting", 2),
        ({"bounced_on": date(2019, 3, 18)}, "bounced", 2),
    ],
)
def test_every_state_is_told_apart(desk: Desk, fields: dict[str, object], state: str, late: int) -> None:
    change(desk, "O05", **fields)
    one = reply(desk)
    assert (one.state, one.late) == (state, late)
    if state in ("came", "late", "part", "declined", "exempt", "not sent"):
        assert one.step is None


def test_more_time_keeps_the_first_day_needs_a_reason_and_is_taken_back(desk: Desk) -> None:
    with pytest.raises(DeskError, match="no reason"):
        replies_changes.extend(desk, record(desk), "29 March 2019", "  ")
    with pytest.raises(DeskError, match="needs a later day"):
        replies_changes.extend(desk, record(desk), "1 March 2019", "ill")
    assert record(desk).due_on == date(2019, 3, 15)
    replies_changes.extend(desk, record(desk), "29 March 2019", "the manager is ill")
    one = reply(desk)
    assert (one.state, one.late) == ("extended", 0)
    assert replies_words.due(one) == "29 March 2019, extended from 15 March 2019"
    assert replies_words.log_line(one.log[-1]) == "Due date moved until 29 March 2019: the manager is ill"
    replies_changes.extend(desk, record(desk), "5 April 2019", "still ill")
    assert record(desk).first_due_on == date(2019, 3, 15)
    replies_changes.decline(desk, record(desk), "no duty to answer")
    assert reply(desk).state == "declined"
    replies_changes.take_back(desk, record(desk))
    assert (record(desk).state, record(desk).reason) == ("issued", "still ill")
    replies_changes.take_back(desk, record(desk))
    assert (record(desk).due_on, record(desk).first_due_on) == (date(2019, 3, 15), None)
    for _step in range(5):
        desk.undo()
    assert record(desk).due_on == date(2019, 3, 15)
    assert rows.find(desk.db, Chaser) == []


def test_a_message_that_came_back_puts_its_contact_up_for_a_check(desk: Desk) -> None:
    jo = Contact(
        id="c", organisation_id="O05", name="Jo Bell", email="jo@l.example", confirmed_on=date(2019, 1, 2)
    )
    with desk.step("Add"):
        rows.put(desk.db, jo)
    change(desk, "O05", issued_on=date(2019, 2, 4))
    replies_changes.bounced(desk, record(desk))
    one = reply(desk)
    assert (one.state, one.task) == ("bounced", "Check the contact")
    assert rows.get(desk.db, Contact, "c").confirmed_on is None
    desk.undo()
    assert rows.get(desk.db, Contact, "c").confirmed_on == date(2019, 1, 2)


def test_a_return_that_came_cannot_be_declined(desk: Desk) -> None:
    change(desk, "O05", state="taken in", received_on=date(2019, 3, 15))
    with pytest.raises(DeskError, match="has sent its return"):
        replies_changes.decline(desk, record(desk), "no")


def test_a_call_at_any_time_is_logged_and_moves_the_schedule_only_when_it_is_due(desk: Desk) -> None:
    chasing.record_call(desk, record(desk), "It will come on Friday", "Jo Bell")
    assert reply(desk).task == "Send a chaser"
    assert replies_words.log_line(reply(desk).log[0]) == "Call, Jo Bell: It will come on Friday"
    desk.clock = Clock(date(2019, 3, 26))
    desk.undo()
    chasing.record_call(desk, record(desk), "Nobody there")
    assert reply(desk).on == date(2019, 4, 5)
    with pytest.raises(DeskError):
        chasing.record_call(desk, record(desk), " ")


def test_whoever_was_not_sent_it_or_was_let_off_is_in_no_denominator(desk: Desk) -> None:
    change(desk, "O05", state="taken in", received_on=date(2019, 3, 14))
    counted = replies.rate(desk, asked(desk))
    assert replies_words.rate(counted, figures=False) == "1 of 2 returns came; 1 of 2 organisations replied"
    change(desk, "O06", drafted_on=date(2019, 3, 18))
    counted = replies.rate(desk, asked(desk))
    assert replies_words.rate(counted, figures=True) == (
        "1 of 1 return came; 1 of 1 organisation replied; 0 of 1 gave figures"
    )
    change(desk, "O06", drafted_on=None, state="exempt")
    assert replies.rate(desk, asked(desk)).returns == 1


def test_who_is_to_be_named_is_told_once_the_letter_s_days_are_over(desk: Desk) -> None:
    desk.clock = Clock(date(2019, 4, 5))
    letter = next(one for one in chasing.schedule(desk) if one.id == "letter")
    chasing.log(desk, [record(desk)], letter)
    assert replies.to_name(replies.of_questionnaire(desk, asked(desk))) == []
    desk.clock = Clock(date(2019, 4, 23))  # ten working days, Easter between
    found = replies.to_name(replies.of_questionnaire(desk, asked(desk)))
    assert replies_words.to_name(desk, found) == "To be named to the Board: Ludmarsh Homes"


def test_the_analysis_counts_as_the_tracker_does_and_an_export_says_not_asked(desk: Desk) -> None:
    change(desk, "O06", drafted_on=date(2019, 3, 18))
    analysed = gaps.analyse(desk, "q1")
    assert [one.ref for one in analysed.asked] == ["O05"]
    assert analysed.replies.returns == replies.rate(desk, asked(desk)).returns == 1
    unsent = next(one for one in snapshot.asked(desk.db, "q1", date(2019, 3, 19)) if one.ref == "O06")
    assert silence_of(unsent, "A1") == "not asked"


def test_a_return_that_came_counts_although_nobody_said_that_its_message_left(desk: Desk) -> None:
    change(desk, "O06", drafted_on=date(2019, 3, 1), state="taken in", received_on=date(2019, 3, 14))
    assert reply(desk, "O06").state == "came"
    assert replies.rate(desk, asked(desk)).returns_came == 1


def test_a_closed_round_is_chased_no_more(desk: Desk) -> None:
    with desk.step("Close it"):
        rows.put(desk.db, dataclasses.replace(asked(desk), status="closed"))
    one = reply(desk)
    assert (one.state, one.late, one.task, one.step) == ("no reply", 0, "", None)
    assert chasing.of_return(desk, record(desk)) is None
    assert replies.rate(desk, asked(desk)).returns == 2
