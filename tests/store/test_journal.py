"""One mechanism for undo, audit and refresh."""

import dataclasses
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2 as driver

from assurance_desk.domain.actions import Action
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.reviews import Review
from assurance_desk.store import rows
from assurance_desk.store.journal import JOURNALED, UNJOURNALED, StepInsideStepError


def recommendation(number, text="Seek assurance"):
    return Recommendation(id=f"c{number}", review_id="r", ref=f"R{number}", number=str(number), text=text)


def test_a_write_outside_a_step_is_refused(desk, review):
    with pytest.raises(driver.IntegrityError, match="no open step"):
        rows.put(desk.db, recommendation(1))
    assert rows.find(desk.db, Recommendation) == []


def test_a_step_inside_a_step_is_refused(desk):
    with pytest.raises(StepInsideStepError), desk.step("Outer"), desk.step("Inner"):
        pass
    assert desk.history() == []


def test_a_step_that_fails_leaves_nothing(desk):
    with pytest.raises(ZeroDivisionError), desk.step("Add review"):
        rows.put(desk.db, Review(id="r", ref="CI", title="Child I"))
        _ = 1 / 0
    assert rows.find(desk.db, Review) == []
    assert desk.history() == []
    with desk.step("Add review"):
        rows.put(desk.db, Review(id="r", ref="CI", title="Child I"))
    assert len(desk.history()) == 1


def test_what_a_deletion_took_with_it_comes_back(desk, review):
    with desk.step("Add recommendation"):
        rows.put(desk.db, recommendation(1))
        rows.put(desk.db, Action(id="a", review_id="r", recommendation_id="c1", ref="R1.1", text="Report"))
    heard = []
    desk.listen(heard.append)
    with desk.step("Remove review"):
        rows.remove(desk.db, review)
    assert heard[0].rows == {("review", "r"), ("recommendation", "c1"), ("action", "a")}
    desk.undo()
    assert [r.ref for r in rows.find(desk.db, Recommendation)] == ["R1"]
    assert [a.ref for a in rows.find(desk.db, Action)] == ["R1.1"]
    desk.redo()
    assert rows.find(desk.db, Action) == []


def test_undo_and_redo_name_the_step(desk, review):
    with desk.step("Edit review title"):
        rows.put(desk.db, dataclasses.replace(review, title="Child J"))
    assert desk.undoable().label == "Edit review title"
    assert desk.undo().label == "Edit review title"
    assert desk.redoable().label == "Edit review title"
    assert desk.undoable().label == "Add review"


def test_a_new_edit_ends_what_could_be_redone(desk, review):
    desk.undo()
    with desk.step("Add another"):
        rows.put(desk.db, Review(id="s", ref="CR", title="Child Robin"))
    assert desk.redoable() is None


def test_history_only_grows(desk, review):
    desk.undo()
    desk.redo()
    assert [step.kind for step in desk.history()] == ["redo", "undo", "edit"]
    for statement in (
        "DELETE FROM change",
        "UPDATE change SET before = NULL",
        "UPDATE step SET label = ''",
        "DELETE FROM step",
    ):
        with pytest.raises(driver.IntegrityError, match="history only grows"):
            desk.db.execute(statement)


def test_a_step_that_touches_nothing_is_not_history(desk, review):
    heard = []
    desk.listen(heard.append)
    with desk.step("Edit review"):
        rows.put(desk.db, review)
    assert [step.label for step in desk.history()] == ["Add review"]
    assert heard == []


def test_undo_does_not_reach_behind_this_sitting(tmp_path):
    from assurance_desk.clock import Clock
    from assurance_desk.services import files

    first = files.create(tmp_path / "a.assurance", Clock())
    with first.step("Add review"):
        rows.put(first.db, Review(id="r", ref="CI", title="Child I"))
    first.close()
    again = files.open_desk(tmp_path / "a.assurance", Clock())
    assert again.undoable() is None
    assert [step.label for step in again.history()] == ["Add review"]
    again.close()


def test_a_step_is_dated_by_the_day_the_workbook_stands_on(tmp_path):
    from datetime import date

    from assurance_desk.clock import Clock
    from assurance_desk.services import files

    desk = files.create(tmp_path / "a.assurance", Clock())
    files.stand_on(desk, date(2019, 4, 24))
    with desk.step("Add review"):
        rows.put(desk.db, Review(id="r", ref="CI", title="Child I"))
    assert datetime.fromisoformat(desk.history()[0].at).astimezone().date() == date(2019, 4, 24)
    desk.close()


def test_every_table_is_either_journaled_or_named_as_not(desk):
    found = {
        name
        for (_s, name, kind, *_r) in desk.db.execute("PRAGMA table_list")
        if kind == "table" and _s == "main"
    }
    assert found - {"sqlite_schema", "sqlite_sequence"} == {*JOURNALED, *UNJOURNALED}


def test_no_journaled_table_holds_bytes(desk):
    for table in JOURNALED:
        kinds = {row[2] for row in desk.db.execute(f'PRAGMA table_info("{table}")')}
        assert "BLOB" not in kinds


def test_history_of_one_record_is_its_own(desk, review):
    with desk.step("Edit review title"):
        rows.put(desk.db, dataclasses.replace(review, title="Child J"))
    with desk.step("Add other"):
        rows.put(desk.db, Review(id="s", ref="CR", title="Child Robin"))
    story = desk.journal.changes_of("review", "r")
    assert [
        (step.label, change.before and change.before["title"], change.after["title"])
        for step, change in story
    ] == [
        ("Edit review title", "Child I", "Child J"),
        ("Add review", None, "Child I"),
    ]


STEPS = st.lists(
    st.lists(
        st.tuples(st.sampled_from(["add", "edit", "remove"]), st.integers(0, 4), st.text(max_size=6)),
        min_size=1,
        max_size=4,
    ),
    max_size=10,
)
MOVES = st.lists(st.sampled_from(["undo", "redo"]), max_size=14)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS, MOVES)
def test_random_edits_undo_and_redo_agree_with_a_plain_model(tmp_path_factory, steps, moves):
    from assurance_desk.clock import Clock
    from assurance_desk.services import files

    desk = files.create(tmp_path_factory.mktemp("w") / "a.assurance", Clock())
    desk.db.execute("PRAGMA synchronous = OFF")  # what is tested is the journal, not the disk
    try:
        _play(desk, steps, moves)
    finally:
        desk.close()


def _play(desk, steps, moves):
    with desk.step("Add review"):
        rows.put(desk.db, Review(id="r", ref="CI", title="Child I"))
    desk.journal.sitting = desk.history()[0].id
    past, future = [], []
    for step in steps:
        before = _state(desk)
        with desk.step("Edit") as result:
            for what, number, text in step:
                if what == "remove":
                    rows.remove(desk.db, recommendation(number))
                else:
                    rows.put(desk.db, recommendation(number, text))
        if result.changes:  # a step that touched nothing is not kept
            past.append(before)
            future.clear()
    for move in moves:
        here = _state(desk)
        if move == "undo":
            assert (desk.undo() is None) == (not past)
            if past:
                future.append(here)
                assert _state(desk) == past.pop()
        else:
            assert (desk.redo() is None) == (not future)
            if future:
                past.append(here)
                assert _state(desk) == future.pop()


def _state(desk):
    return sorted((r.id, r.text) for r in rows.find(desk.db, Recommendation))
