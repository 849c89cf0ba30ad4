"""One action serves several recommendations: shown at each, counted once, let go and undone."""

from __future__ import annotations

from datetime import date

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import UNDERTAKING, Action
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.recommendations import Recommendation, RecommendationLink
from assurance_desk.domain.register_tables import actions_table, register_table
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.services import files, promises, records, register, serving
from assurance_desk.services.exports_register import gather_register
from assurance_desk.store import rows


@pytest.fixture
def desk(tmp_path):
    made = files.create(tmp_path / "w.assurance", Clock(date(2019, 7, 22)))
    yield made
    made.close()


@pytest.fixture
def review(desk):
    return records.add(desk, Review(id=new_id(), ref="CI", title="Child I"))


@pytest.fixture
def first(desk, review):
    return records.add_recommendation(desk, review, "Midwives hear.", response="An audit will be made.")


@pytest.fixture
def second(desk, review):
    return records.add_recommendation(
        desk, review, "Housing trains.", response="The same audit will be shared."
    )


@pytest.fixture
def audit(desk, review, first):
    return records.add_action(desk, review, "Audit", recommendation=first, words="An audit will be made")


def refs(desk, recommendation):
    return [one.ref for one in register.detail(desk, recommendation.id).actions]


def test_it_is_shown_at_each_and_counted_once(desk, review, first, second, audit):
    serving.attach(desk, audit, second)
    assert desk.undoable().label == "Let R1.1 serve R2 too"
    assert [one.ref for one in serving.served(desk, audit)] == ["R1", "R2"]
    assert (refs(desk, first), refs(desk, second)) == (["R1.1"], ["R1.1"])
    read = register.read(desk, review.id)
    assert [len(actions) for _one, actions in read.recommendations] == [1, 1]
    assert read.totals()[0] == "1 action"
    (row,) = register.all_actions(desk)
    assert row.recommendation == "R1; R2"
    serving.attach(desk, audit, second)  # asked again, nothing is doubled
    assert len(rows.find(desk.db, RecommendationLink)) == 1
    desk.undo()
    assert refs(desk, second) == []


def test_what_leaves_as_excel_names_both_and_has_one_row(desk, first, second, audit):
    serving.attach(desk, audit, second)
    kept = gather_register(desk)
    (row,) = actions_table(kept).rows
    assert row[1] == "R1\nR2"
    counted = [
        dict(zip([h.words for h in register_table(kept).heads], row, strict=True))
        for row in register_table(kept).rows
    ]
    assert [one["Actions"] for one in counted] == [1, 1]


def test_another_reviews_recommendation_is_not_counted_there_as_its_own(desk, audit):
    other = records.add(desk, Review(id=new_id(), ref="CR", title="Child Robin"))
    theirs = records.add_recommendation(desk, other, "Share notices.")
    serving.attach_typed(desk, audit, "share notices")
    assert refs(desk, theirs) == ["R1.1"]
    assert register.read(desk, other.id).totals()[0] == "0 actions"
    (row,) = register_table(gather_register(desk, "CR")).rows
    assert 1 in row


def test_let_go_it_stands_under_the_next_and_undo_puts_it_back(desk, first, second, audit):
    with pytest.raises(DeskError, match="R1.1 would stand under no recommendation"):
        serving.detach(desk, audit, first)
    serving.attach(desk, audit, second, "The same audit will be shared")
    serving.detach(desk, audit, first)
    moved = rows.get(desk.db, Action, audit.id)
    assert (moved.recommendation_id, moved.ref) == (second.id, "R1.1")
    assert moved.words == "The same audit will be shared"
    desk.undo()
    assert rows.get(desk.db, Action, audit.id) == audit
    serving.detach(desk, audit, second)
    assert desk.undoable().label == "Let R1.1 serve R2 no longer"
    assert refs(desk, second) == []
    desk.undo()
    assert refs(desk, second) == ["R1.1"]


def test_each_response_links_its_own_words(desk, review, first, second, audit):
    text = "The same audit will be shared."
    assert promises.left_over(desk, review, second, text)
    serving.attach(desk, audit, second)
    assert serving.words_of(desk, audit, second) == ""
    serving.link_words(desk, audit, second, "The same audit will be shared")
    assert serving.words_of(desk, audit, second) == "The same audit will be shared"
    assert serving.words_of(desk, audit, first) == "An audit will be made"
    assert promises.left_over(desk, review, second, text) == ()
    shown = register.detail(desk, second.id)
    assert [one.words for one in shown.worded] == ["The same audit will be shared"]
    assert shown.actions == (audit,)
    serving.link_words(desk, audit, second, "other words")
    assert serving.words_of(desk, audit, second) == "The same audit will be shared"
    desk.undo()
    assert serving.words_of(desk, audit, second) == ""


def test_an_undertaking_stays_before_the_recommendations_and_serves_one_too(desk, review, first):
    made = records.add_action(desk, review, "Campaign", kind=UNDERTAKING)
    serving.attach_typed(desk, made, "r1")
    assert refs(desk, first) == ["U1"]
    assert [one.ref for one in register.read(desk, review.id).before] == ["U1"]
    serving.detach(desk, made, first)
    assert refs(desk, first) == []


@pytest.mark.parametrize("typed", ["R9", "  ", "(child i)"])
def test_what_is_typed_must_be_one_recommendation(desk, first, second, audit, typed):
    with pytest.raises(DeskError, match="is no one recommendation; nothing was changed"):
        serving.attach_typed(desk, audit, typed)


def test_removing_either_end(desk, first, second, audit):
    serving.attach(desk, audit, second)
    with pytest.raises(DeskError, match="has 1 action of another"):
        records.remove(desk, second)
    records.remove(desk, audit)
    assert rows.find(desk.db, RecommendationLink) == []
    desk.undo()
    assert refs(desk, second) == ["R1.1"]
    records.remove(desk, audit)
    records.remove(desk, second)
    assert rows.one(desk.db, Recommendation, id=second.id) is None
