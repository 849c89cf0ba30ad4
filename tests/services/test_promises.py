"""Likely promises taken up, set aside and looked at again; each step undone."""

from __future__ import annotations

from datetime import date

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import Response
from assurance_desk.errors import DeskError
from assurance_desk.paths import resources
from assurance_desk.services import files, promises, published, records
from assurance_desk.store import rows


@pytest.fixture
def desk(tmp_path):
    made = files.create(tmp_path / "w.assurance", Clock(date(2019, 1, 21)))
    yield made
    made.close()


@pytest.fixture
def review(desk):
    return published.take_in(desk, published.read_file(resources() / "sample" / "child_i_response.txt"))


@pytest.fixture
def third(desk, review):
    return rows.one(desk.db, Recommendation, ref="R3")


def left(desk, review, recommendation):
    text = rows.one(desk.db, Response, recommendation_id=recommendation.id).text.strip("*")
    return [text[one.start : one.end] for one in promises.left_over(desk, review, recommendation, text)]


def test_a_promise_taken_up_is_hinted_no_more_until_it_is_undone(desk, review, third):
    every = left(desk, review, third)
    assert len(every) == 6
    records.add_action(desk, review, "Analyse", recommendation=third, words="answers will be analysed")
    assert left(desk, review, third) == [every[0], *every[2:]]
    desk.undo()
    assert left(desk, review, third) == every


def test_set_aside_it_does_not_come_back_unless_asked(desk, review, third):
    every = left(desk, review, third)
    promises.set_aside(desk, review, third, every[0])
    promises.set_aside(desk, review, third, every[5])
    assert left(desk, review, third) == every[1:5]
    assert desk.undoable().label == "Set aside a likely promise of R3"
    desk.undo()
    assert left(desk, review, third) == every[1:]
    assert promises.bring_back(desk, review, third) == 1
    assert desk.undoable().label == "Look again at 1 likely promise of R3"
    assert left(desk, review, third) == every
    desk.undo()
    assert left(desk, review, third) == every[1:]


def test_another_recommendation_keeps_its_own(desk, review, third):
    first = rows.one(desk.db, Recommendation, ref="R1")
    before = left(desk, review, first)
    promises.set_aside(desk, review, third, before[0])
    assert left(desk, review, first) == before
    assert promises.bring_back(desk, review, first) == 0


def test_nothing_cannot_be_set_aside(desk, review, third):
    with pytest.raises(DeskError, match="cannot be empty"):
        promises.set_aside(desk, review, third, "  ")
    assert promises.aside(desk, review, third) == []
