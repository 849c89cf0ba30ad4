"""The plan for publishing a review: begun from the usual steps, dated back from the day, done one by one."""

from __future__ import annotations

from datetime import date

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.publication import DEFAULT_STEPS, PublicationStep, late, told
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.services import checks, files, history, home, publication, records, responses
from assurance_desk.store import rows


@pytest.fixture
def desk(tmp_path):
    made = files.create(tmp_path / "w.assurance", Clock(date(2023, 5, 2)))
    yield made
    made.close()


@pytest.fixture
def review(desk):
    return records.add(desk, Review(id=new_id(), ref="CR", title="Robin", published_on=date(2023, 6, 12)))


def panel(desk, review):
    return next(one for one in publication.steps(desk, review.id) if "national Panel" in one.text)


def test_the_usual_steps_are_due_working_days_before_publication(desk, review):
    made = publication.begin(desk, review)
    assert len(made) == len(DEFAULT_STEPS)
    assert panel(desk, review).due == date(2023, 6, 1)  # seven working days before Monday 12 June
    assert made[0].due == date(2023, 4, 26)  # two bank holidays of May and one Coronation between
    assert made[-1].due == date(2023, 6, 12)
    assert told(made) == "0 of 9 done, next by 26 Apr 2023"
    with pytest.raises(DeskError, match="has a plan already"):
        publication.begin(desk, review)
    desk.undo()
    assert publication.steps(desk, review.id) == []


def test_without_a_day_the_embargo_dates_them_and_without_either_nothing_does(desk):
    bare = records.add(desk, Review(id=new_id(), ref="A", title="A"))
    assert {one.due for one in publication.begin(desk, bare)} == {None}
    held = records.add(desk, Review(id=new_id(), ref="B", title="B", embargo_until="2023-06-12T00:01"))
    publication.begin(desk, held)
    assert panel(desk, held).due == date(2023, 6, 1)


def test_a_moved_day_offers_to_date_the_undone_steps_again(desk, review):
    publication.begin(desk, review)
    steps = publication.steps(desk, review.id)
    publication.done(desk, steps[0])
    by_hand = publication.edit(desk, steps[1], "due", "25 May 2023")
    assert by_hand.days_before is None
    review = records.edit_record(desk, review, "published_on", "19 June 2023")
    assert publication.work_back(desk, review) == 7
    assert panel(desk, review).due == date(2023, 6, 8)
    after = publication.steps(desk, review.id)
    assert (after[0].due, after[1].due) == (steps[0].due, date(2023, 5, 25))
    assert publication.work_back(desk, review) == 0
    desk.undo()
    assert panel(desk, review).due == date(2023, 6, 1)


def test_a_step_is_done_on_a_day_and_how_late_is_told(desk, review):
    first = publication.begin(desk, review)[0]
    assert late(first, date(2023, 5, 2)) == "6 days late"
    finished = publication.done(desk, first)
    assert finished.done_on == date(2023, 5, 2)
    assert late(finished, date(2024, 1, 1)) == "done 6 days late"
    assert publication.done(desk, finished) == finished
    with pytest.raises(DeskError, match="3 May 2023 is still to come"):
        publication.edit(desk, finished, "done_on", "3 May 2023")
    with pytest.raises(DeskError, match="not a date we can read"):
        publication.edit(desk, finished, "due", "soon")
    assert publication.edit(desk, finished, "done_on", "").done_on is None
    desk.undo()
    desk.undo()
    assert records.current(desk, first).done_on is None


def test_steps_are_added_moved_and_taken_out(desk, review):
    with pytest.raises(DeskError, match="“Step” cannot be empty"):
        publication.add(desk, review, "  ")
    first, second, third = (publication.add(desk, review, text) for text in ("One", "Two", "Three"))

    def texts():
        return [one.text for one in publication.steps(desk, review.id)]

    publication.shift(desk, third, -1)
    assert texts() == ["One", "Three", "Two"]
    publication.shift(desk, first, -1)
    publication.shift(desk, second, 1)
    assert texts() == ["One", "Three", "Two"]
    desk.undo()
    assert texts() == ["One", "Two", "Three"]
    publication.remove(desk, second)
    assert texts() == ["One", "Three"]
    assert history.entries(desk)[0].label == "Take out of the plan: Two"
    desk.undo()
    assert texts() == ["One", "Two", "Three"]
    assert checks.problems(desk) == []


def test_the_next_step_of_every_plan_is_offered_the_earliest_first(desk, review):
    other = records.add(desk, Review(id=new_id(), ref="A", title="A"))
    undated = publication.add(desk, other, "Undated")
    publication.begin(desk, review)
    publication.done(desk, publication.steps(desk, review.id)[0])
    found = responses.publication_due(desk)
    assert [(one.review.ref, one.step.text) for one in found] == [
        ("CR", DEFAULT_STEPS[1][0]),
        ("A", "Undated"),
    ]
    publication.done(desk, undated)
    assert [one.review.ref for one in publication.publication_due(desk)] == ["CR"]


def test_a_review_taken_out_takes_its_plan_and_brings_it_back(desk, review):
    publication.begin(desk, review)
    records.remove(desk, review)
    assert rows.find(desk.db, PublicationStep) == []
    desk.undo()
    assert len(publication.steps(desk, review.id)) == 9


def test_home_names_the_next_step_once_it_is_in_sight(desk, review):
    publication.begin(desk, review)
    found = [one for one in home.needs(desk) if one.page == "Register"]
    assert [one.what for one in found] == [f"Before Robin is published: {DEFAULT_STEPS[0][0]}"]
    assert (found[0].late, found[0].record_id) == (6, review.id)
    records.edit_record(desk, review, "published_on", "12 June 2024")
    publication.work_back(desk, review)
    assert [one for one in home.needs(desk) if one.page == "Register"] == []
