"""An action that turned Blue is looked at again after 6, 12 and 24 months; re-opened, it keeps its story."""

from __future__ import annotations

from datetime import date

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import BLUE, GREEN, Action
from assurance_desk.domain.assurance import Judgement
from assurance_desk.domain.dates import When
from assurance_desk.domain.evidence import NOT_HELD
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.services import evidence, files, home, impact, impact_none, records
from assurance_desk.store import rows


@pytest.fixture
def desk(tmp_path):
    made = files.create(tmp_path / "w.assurance", Clock(date(2019, 5, 3)))
    yield made
    made.close()


@pytest.fixture
def action(desk):
    review = records.add(desk, Review(id=new_id(), ref="CI", title="Child I"))
    return records.add_action(desk, review, "Audit")


@pytest.fixture
def blue(desk, action):
    evidence.accept(desk, evidence.add_evidence(desk, action, "Audit", strength="audit"))
    return records.set_delivery(desk, action, BLUE)


def dues(desk, action):
    return [(one.months, one.due) for one in impact.of_action(desk, action.id)]


def test_turning_blue_sets_three_reviews_and_undo_takes_them_back(desk, blue):
    assert dues(desk, blue) == [(6, When(2019, 11)), (12, When(2020, 5)), (24, When(2021, 5))]
    desk.undo()
    assert dues(desk, blue) == []
    assert rows.get(desk.db, Action, blue.id).delivery != BLUE


@pytest.mark.parametrize("way", ["table", "progress"])
def test_however_it_turns_blue(desk, action, way):
    evidence.accept(desk, evidence.add_evidence(desk, action, "Audit"))
    if way == "table":
        records.edit_record(desk, action, "delivery", BLUE)
    else:
        records.add_progress(desk, action, "Done and shown.", delivery=BLUE)
    assert [months for months, _due in dues(desk, action)] == [6, 12, 24]


def test_what_was_complete_before_this_register_is_given_none(desk, action):
    records.set_delivery(desk, action, BLUE, note=NOT_HELD)
    assert dues(desk, action) == []


def test_a_review_is_recorded_with_the_judgement_that_follows(desk, blue):
    first = impact.of_action(desk, blue.id)[0]
    with pytest.raises(DeskError, match="cannot be empty"):
        impact.record(desk, first, "Limited", " ")
    desk.clock = Clock(date(2019, 11, 20))
    impact.record(desk, first, "Limited", "Nine uses, then two in a quarter.")
    held = impact.of_action(desk, blue.id)[0]
    assert (held.held_on, held.level) == (date(2019, 11, 20), "Limited")
    (judged,) = rows.find(desk.db, Judgement, action_id=blue.id)
    assert judged.basis == "Impact at 6 months: Nine uses, then two in a quarter."
    desk.undo()
    assert (impact.of_action(desk, blue.id)[0].held_on, rows.find(desk.db, Judgement)) == (None, [])


def test_reopening_keeps_what_was_held_and_takes_away_what_was_not(desk, blue):
    impact.record(desk, impact.of_action(desk, blue.id)[0], "Limited", "It has slipped back.")
    records.set_delivery(desk, blue, GREEN, note="re-opened: it slipped back")
    assert [one.months for one in impact.of_action(desk, blue.id)] == [6]
    records.set_delivery(desk, blue, BLUE, note="")
    assert [one.months for one in impact.of_action(desk, blue.id)].count(6) == 2


def test_home_asks_when_its_time_comes(desk, blue):
    assert not [need for need in home.needs(desk) if need.what.startswith("Ask whether")]
    desk.clock = Clock(date(2019, 9, 1))
    (need,) = [need for need in home.needs(desk) if need.what.startswith("Ask whether")]
    assert (need.what, need.when, need.record_id) == ("Ask whether A1 lasted: Audit", "November", blue.id)
    desk.clock = Clock(date(2019, 12, 10))
    (need,) = [need for need in home.needs(desk) if need.what.startswith("Ask whether")]
    assert need.when == "10 days late"


def test_a_one_off_needs_none_said_before_it_turns_blue(desk, action):
    with pytest.raises(DeskError, match="cannot be empty"):
        impact_none.need_none(desk, action, "  ")
    impact_none.need_none(desk, action, "a questionnaire was issued")
    assert desk.undoable().label == "A1 needs no impact review: a questionnaire was issued"
    evidence.accept(desk, evidence.add_evidence(desk, action, "Audit"))
    records.set_delivery(desk, action, BLUE)
    assert dues(desk, action) == []
    impact_none.need_after_all(desk, action)
    assert [months for months, _due in dues(desk, action)] == [6, 12, 24]
    desk.undo()
    assert dues(desk, action) == []
    assert rows.get(desk.db, Action, action.id).no_impact == "a questionnaire was issued"


def test_one_that_is_blue_is_asked_about_no_more_and_undo_asks_again(desk, blue):
    desk.clock = Clock(date(2019, 12, 10))
    assert len(impact.due_until(desk, date(2030, 1, 1))) == 3
    impact_none.need_none(desk, blue, "one-off")
    assert impact.due_until(desk, date(2030, 1, 1)) == []
    assert not [need for need in home.needs(desk) if need.what.startswith("Did")]
    desk.undo()
    assert len(impact.due_until(desk, date(2030, 1, 1))) == 3


def test_one_review_alone_is_not_needed(desk, blue):
    first, second, _third = impact.of_action(desk, blue.id)
    impact_none.waive(desk, first, "held by the Trust")
    assert [one.review.months for one in impact.due_until(desk, date(2030, 1, 1))] == [12, 24]
    impact_none.needed(desk, first)
    assert len(impact.due_until(desk, date(2030, 1, 1))) == 3
    desk.undo()
    assert impact.of_action(desk, blue.id)[0].waived == "held by the Trust"
    impact.record(desk, second, "Reasonable", "It lasts.")
    with pytest.raises(DeskError, match="review at 12 months was held"):
        impact_none.waive(desk, second, "too late")


def test_what_was_held_stays_where_the_rest_is_not_needed(desk, blue):
    impact.record(desk, impact.of_action(desk, blue.id)[0], "Substantial", "It lasts.")
    impact_none.need_none(desk, blue, "shown to last")
    held, *others = impact.of_action(desk, blue.id)
    assert (held.level, held.waived) == ("Substantial", "")
    assert [one.waived for one in others] == ["shown to last"] * 2
    impact_none.needed(desk, others[0])
    assert rows.get(desk.db, Action, blue.id).no_impact == ""
    assert [one.review.months for one in impact.due_until(desk, date(2030, 1, 1))] == [12]
