"""A body whose name tells no word of its own says what it calls itself, and each day keeps its word."""

from __future__ import annotations

from datetime import date

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.organisations import SAFEGUARDING_BODY, Organisation, OrganisationName
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.reviews import Review
from assurance_desk.services import files, organisation_names, organisations, records
from assurance_desk.store import rows

FORUM = Organisation(id="b", ref="MSF", name="Safer Merrowshire", kind=SAFEGUARDING_BODY)


@pytest.fixture
def desk(tmp_path):
    made = files.create(tmp_path / "w.assurance", Clock(date(2019, 7, 22)))
    records.add(made, FORUM)
    yield made
    made.close()


def test_its_own_word_is_used_and_taken_back(desk):
    assert organisations.body_word(desk) == "Board"
    records.edit_record(desk, FORUM, "calls_itself", " Forum ")
    assert organisations.body_word(desk) == "Forum"
    assert desk.undoable().label == "Edit organisation MSF, calls itself the"
    desk.undo()
    assert organisations.body_word(desk) == "Board"


def test_what_it_judges_from_then_on_is_judged_by_that_word(desk):
    review = records.add(desk, Review(id=new_id(), ref="CI", title="Child I"))
    third = records.add(
        desk, Recommendation(id=new_id(), review_id=review.id, ref="R3", number="3", text="Train them.")
    )
    records.edit_record(desk, FORUM, "calls_itself", "Forum")
    assert records.judge(desk, third, "Limited").forum == "Forum"


def test_a_new_name_brings_its_own_word_and_the_old_days_keep_theirs(desk):
    records.edit_record(desk, FORUM, "calls_itself", "Forum")
    organisation_names.rename(desk, FORUM, "Merrowshire Partnership", "MP", date(2019, 9, 1))
    desk.clock = Clock(date(2019, 10, 1))
    assert organisations.body_word(desk) == "Partnership"
    assert organisations.body_word(desk, date(2019, 8, 1)) == "Forum"
    records.edit_record(desk, rows.get(desk.db, Organisation, "b"), "calls_itself", "Alliance")
    assert organisations.body_word(desk) == "Alliance"
    assert organisations.body_word(desk, date(2019, 8, 1)) == "Forum"
    kept = {one.name: one.calls_itself for one in rows.find(desk.db, OrganisationName)}
    assert kept == {"Safer Merrowshire": "Forum", "Merrowshire Partnership": "Alliance"}
