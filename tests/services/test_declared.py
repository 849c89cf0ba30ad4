"""Whatever is declared of an action's delivery stays with its day, however it was declared."""

from __future__ import annotations

from datetime import date

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import AMBER, GREEN, Action, ProgressNote
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.services import files, records, register, several
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


def story(desk, action):
    return [(one.on.day, one.delivery, one.fact, one.text) for one in register.notes(desk, action.id)[::-1]]


def test_a_fact_that_another_takes_the_place_of_stays_with_its_day(desk, action):
    records.edit_record(desk, action, "delivery_note", "7 of 9 replied")
    desk.clock = Clock(date(2019, 5, 10))
    records.edit_record(desk, action, "delivery_note", "8 of 9 replied")
    desk.clock = Clock(date(2019, 5, 11))
    records.edit_record(desk, action, "delivery_note", "")
    assert story(desk, action) == [
        (3, "", "7 of 9 replied", "7 of 9 replied"),
        (10, "", "8 of 9 replied", "8 of 9 replied"),
        (11, "", "", "“8 of 9 replied” no longer holds"),
    ]


@pytest.mark.parametrize("way", ["table", "verb", "several"])
def test_a_state_is_dated_however_it_is_set(desk, action, way):
    if way == "table":
        records.edit_record(desk, action, "delivery", "amber")
    elif way == "verb":
        records.set_delivery(desk, action, AMBER)
    else:
        several.keep(desk, several.plan(desk, [action.id], {"delivery": AMBER}))
    assert story(desk, action) == [(3, AMBER, "", "Set to Amber")]
    desk.undo()
    assert story(desk, action) == []


def test_a_written_note_says_it_already(desk, action):
    records.add_progress(desk, action, "Letters are out.", delivery=GREEN, note="9 sent")
    assert story(desk, action) == [(3, GREEN, "9 sent", "Letters are out.")]


def test_what_was_only_declared_does_not_hold_an_action_back_from_being_removed(desk, action):
    records.set_delivery(desk, action, GREEN)
    records.remove(desk, action)
    assert rows.find(desk.db, ProgressNote) == []
    desk.undo()
    assert rows.get(desk.db, Action, action.id).delivery == GREEN
    assert len(story(desk, action)) == 1
    records.add_progress(desk, action, "Begun.")
    with pytest.raises(DeskError, match="has 1 progress note"):
        records.remove(desk, action)


def test_a_dated_note_is_never_altered_nor_removed(desk, action):
    made = records.add_progress(desk, action, "Begun.", note="1 of 9")
    for field in ("text", "fact"):
        with pytest.raises(DeskError):
            records.edit_record(desk, made, field, "Other words")
    with pytest.raises(DeskError, match="only ever added to"):
        records.remove(desk, made)
