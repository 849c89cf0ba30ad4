"""A recommendation repeats one of another review; both say so."""

from __future__ import annotations

from datetime import date

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.services import checks, files, history, records, recurrence


@pytest.fixture
def desk(tmp_path):
    made = files.create(tmp_path / "w.assurance", Clock(date(2023, 7, 3)))
    yield made
    made.close()


@pytest.fixture
def both(desk):
    child_i = records.add(
        desk, Review(id=new_id(), ref="CI", title="SCR", pseudonym="Child I", published_on=date(2019, 1, 14))
    )
    robin = records.add(desk, Review(id=new_id(), ref="CR", title="Child Robin’s review"))
    earlier = records.add_recommendation(desk, child_i, "Train housing staff.", number="3")
    later = records.add_recommendation(desk, robin, "Share eviction notices.", number="3")
    return earlier, later


def words(desk, one):
    return [repeat.words for repeat in recurrence.of(desk, one.id)]


def test_it_is_told_on_both_sides_and_taken_back(desk, both):
    earlier, later = both
    recurrence.link_typed(desk, later, "train HOUSING")
    assert words(desk, later) == ["Repeats R3 of Child I (2019)"]
    assert words(desk, earlier) == ["Repeated by R3 of Child Robin’s review"]
    assert history.entries(desk)[0].label == "Let R3 repeat R3 of Child I (2019)"
    desk.undo()
    assert words(desk, later) == words(desk, earlier) == []
    desk.redo()
    recurrence.unlink(desk, recurrence.of(desk, earlier.id)[0])
    assert words(desk, later) == []
    desk.undo()
    assert words(desk, later) == ["Repeats R3 of Child I (2019)"]
    records.remove(desk, earlier)
    assert words(desk, later) == []
    desk.undo()
    assert words(desk, later) == ["Repeats R3 of Child I (2019)"]
    assert checks.problems(desk) == []


def test_what_cannot_be_linked_says_why(desk, both):
    earlier, later = both
    with pytest.raises(DeskError, match="R3 cannot repeat itself"):
        recurrence.link(desk, later, later)
    mate = records.add_recommendation(
        desk, records.rows.get(desk.db, Review, later.review_id), "Else.", number="4"
    )
    with pytest.raises(DeskError, match="R4 belongs to the same review"):
        recurrence.link(desk, later, mate)
    recurrence.link(desk, later, earlier)
    for one, other in ((later, earlier), (earlier, later)):
        with pytest.raises(DeskError, match="are linked already"):
            recurrence.link(desk, one, other)
    for typed in ("", "nothing like it"):
        with pytest.raises(DeskError, match="is no one recommendation of another review"):
            recurrence.link_typed(desk, later, typed)
