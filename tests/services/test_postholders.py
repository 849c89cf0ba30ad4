"""A role owns an action; who holds it changes, one step each, and who held it then is still told."""

from __future__ import annotations

from datetime import date

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import Action
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.postholders import Postholder, holder_on, owner_words, told
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.services import (
    evidence,
    files,
    history,
    organisation_changes,
    postholders,
    records,
)
from assurance_desk.store import rows


@pytest.fixture
def desk(tmp_path):
    made = files.create(tmp_path / "w.assurance", Clock(date(2019, 3, 3)))
    yield made
    made.close()


@pytest.fixture
def review(desk):
    return records.add(desk, Review(id=new_id(), ref="CI", title="Child I"))


@pytest.fixture
def audit(desk, review):
    made = records.add_action(desk, review, "Audit")
    return records.edit_record(desk, made, "owner_role", "Head of midwifery")


def who(desk, action):
    return [told(one) for one in postholders.of_action(desk, action)]


def test_the_owner_is_a_role_with_who_holds_it_since_when(desk, audit):
    postholders.change(desk, audit, " A.  Example ")
    assert desk.undoable().label == "A. Example now holds the post of Head of midwifery"
    (one,) = postholders.of_action(desk, audit)
    assert owner_words("Head of midwifery", one) == "Head of midwifery (A. Example since 3 Mar 2019)"
    desk.undo()
    assert postholders.of_action(desk, audit) == []


def test_one_follows_another_in_one_step_and_the_history_stays(desk, audit):
    postholders.change(desk, audit, "A. Example")
    postholders.change(desk, audit, "", "1 June 2019")
    postholders.change(desk, audit, "B. Sample", "15 July 2019")
    assert who(desk, audit) == [
        "A. Example, 3 March 2019 to 1 June 2019",
        "vacant, 1 June 2019 to 15 July 2019",
        "B. Sample, since 15 July 2019",
    ]
    known = postholders.of_action(desk, audit)
    assert holder_on(known, date(2019, 5, 31)).person == "A. Example"
    assert holder_on(known, date(2019, 6, 1)).called == "vacant"
    assert holder_on(known, date(2019, 7, 15)).person == "B. Sample"
    assert holder_on(known, date(2019, 3, 2)) is None
    desk.undo()
    assert who(desk, audit)[-1] == "vacant, since 1 June 2019"


def test_the_same_role_of_another_organisation_is_another_post(desk, review, audit):
    trust, other = (
        records.add(desk, Organisation(id=new_id(), ref=ref, name=name, kind="other"))
        for ref, name in (("O1", "North Trust"), ("O2", "South Trust"))
    )
    audit = records.edit_record(desk, audit, "lead_organisation_id", "North Trust")
    postholders.change(desk, audit, "A. Example")
    second = records.add_action(desk, review, "Second audit")
    second = records.edit_record(desk, second, "owner_role", "head of  Midwifery")
    second = records.edit_record(desk, second, "lead_organisation_id", "South Trust")
    assert postholders.of_action(desk, second) == []
    second = records.edit_record(desk, second, "lead_organisation_id", "North Trust")
    assert who(desk, second) == ["A. Example, since 3 March 2019"]
    with pytest.raises(DeskError, match="1 postholder"):
        records.remove(desk, trust)
    records.remove(desk, other)


def test_the_same_day_again_puts_a_name_right(desk, audit):
    postholders.change(desk, audit, "A. Exampel", "1 March 2019")
    postholders.change(desk, audit, "A. Example", "1 March 2019")
    assert who(desk, audit) == ["A. Example, since 1 March 2019"]
    before = desk.undoable()
    postholders.change(desk, audit, "A. Example", "2 May 2019")  # no change of person is no change
    assert desk.undoable() == before


def test_a_post_goes_on_in_the_organisation_that_succeeds(desk, audit):
    ccg = records.add(desk, Organisation(id=new_id(), ref="O1", name="North CCG", kind="other"))
    audit = records.edit_record(desk, audit, "lead_organisation_id", "North CCG")
    postholders.change(desk, audit, "A. Example")
    heir = organisation_changes.New("North ICB")
    desk.clock = Clock(date(2019, 9, 1))
    icb = organisation_changes.succeed(desk, ccg, heir, date(2019, 6, 1))
    carried = rows.get(desk.db, Action, audit.id)
    assert carried.lead_organisation_id == icb.id
    assert who(desk, carried) == ["A. Example, since 3 March 2019"]
    postholders.change(desk, carried, "B. Sample")
    assert who(desk, carried) == [
        "A. Example, 3 March 2019 to 1 September 2019",
        "B. Sample, since 1 September 2019",
    ]
    assert postholders.of_action(desk, carried)[-1].organisation_id == icb.id


def test_a_lead_named_later_does_not_lose_who_held_the_post(desk, audit):
    postholders.change(desk, audit, "A. Example")
    records.add(desk, Organisation(id=new_id(), ref="O1", name="North Trust", kind="other"))
    led = records.edit_record(desk, audit, "lead_organisation_id", "North Trust")
    postholders.change(desk, led, "B. Sample", "1 June 2019")
    assert who(desk, led) == [
        "A. Example, 3 March 2019 to 1 June 2019",
        "B. Sample, since 1 June 2019",
    ]


@pytest.mark.parametrize(
    ("since", "sentence"),
    [
        ("1 February 2019", "recorded from 3 March 2019 on .A. Example., so nothing was changed"),
        ("soon", "is not a date we can read"),
        ("May 2019", "day"),
    ],
)
def test_a_day_that_cannot_be(desk, audit, since, sentence):
    postholders.change(desk, audit, "A. Example")
    with pytest.raises(DeskError, match=sentence):
        postholders.change(desk, audit, "B. Sample", since)
    assert who(desk, audit) == ["A. Example, since 3 March 2019"]


def test_nobody_holds_the_post_of_an_owner_to_be_confirmed(desk, review):
    made = records.add_action(desk, review, "Audit")
    with pytest.raises(DeskError, match="A1 has no owner yet"):
        postholders.change(desk, made, "A. Example")


def test_who_held_the_post_when_it_was_finished_answers_for_it(desk, audit):
    postholders.change(desk, audit, "A. Example")
    evidence.accept(desk, evidence.add_evidence(desk, audit, "Report"))
    desk.clock = Clock(date(2019, 4, 1))
    done = records.set_delivery(desk, audit, "Blue")
    postholders.change(desk, audit, "B. Sample", "1 May 2019")
    desk.clock = Clock(date(2019, 9, 1))
    assert postholders.answering_day(desk, done) == date(2019, 4, 1)
    again = records.set_delivery(desk, audit, "Green")
    assert postholders.answering_day(desk, again) == date(2019, 9, 1)


def test_history_tells_it_in_words(desk, audit):
    postholders.change(desk, audit, "A. Example")
    postholders.change(desk, audit, "B. Sample", "15 July 2019")
    lines, _more = history.told(desk, history.entries(desk)[0].id)
    assert [(one.record, one.field, one.after) for one in lines] == [
        ("postholder Head of midwifery", "Until", "15 Jul 2019"),
        ("postholder Head of midwifery", "", "added"),
    ]
    assert len(rows.find(desk.db, Postholder)) == 2
