"""What the body judged and what the scrutineer thinks, kept apart; and what comes back to an agenda by itself."""

from __future__ import annotations

from datetime import date

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.assurance import Judgement
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.judgements import stories
from assurance_desk.domain.meetings import Meeting
from assurance_desk.domain.reviews import Review
from assurance_desk.errors import DeskError
from assurance_desk.services import files, judgements, meetings, records, register, vocabularies
from assurance_desk.store import rows

MAY, SEPTEMBER = date(2019, 5, 16), date(2019, 9, 19)


@pytest.fixture
def desk(tmp_path):
    made = files.create(tmp_path / "w.assurance", Clock(date(2019, 5, 20)))
    yield made
    made.close()


@pytest.fixture
def third(desk):
    review = records.add(desk, Review(id=new_id(), ref="CI", title="Child I"))
    return records.add_recommendation(desk, review, "Train housing staff.", number="3")


@pytest.fixture
def september(desk):
    return records.add(desk, Meeting(id=new_id(), forum="Board", on=SEPTEMBER))


def told(desk, meeting):
    return [(line.ref, line.why) for line in meetings.agenda(desk, meeting)]


def term(desk, word):
    return next(one for one in vocabularies.words(desk, vocabularies.ASSURANCE) if one.word == word)


def test_a_judgement_keeps_its_day_basis_dissent_and_next_review(desk, third):
    made = judgements.judge(
        desk,
        third,
        "limited",
        on="16 May 2019",
        basis=" 291 of 464 ",
        next_review="Sep 2019",
        dissent="One member.",
    )
    assert (made.level, made.on, made.basis, made.dissent) == ("Limited", MAY, "291 of 464", "One member.")
    assert made.next_review is not None
    assert made.next_review.long == "September 2019"
    assert desk.undoable().label == "Record assurance on R3: Limited"
    desk.undo()
    assert rows.find(desk.db, Judgement) == []


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"on": "21 May 2019"}, "is still to come"),
        ({"on": "16 May 2019", "next_review": "Apr 2019"}, "would be before the day it was judged"),
        ({"on": "some day"}, "is not a date we can read"),
        ({"next_review": "when we can"}, "is not a date we can read"),
        ({"on": "May 2019"}, "needs the day too"),
    ],
)
def test_days_that_cannot_be_are_refused_and_nothing_is_kept(desk, third, given, sentence):
    with pytest.raises(DeskError, match=sentence):
        judgements.judge(desk, third, "Limited", **given)
    assert rows.find(desk.db, Judgement) == []


def test_one_given_is_put_right_field_by_field_and_undone(desk, third):
    made = judgements.judge(desk, third, "Limited", on="16 May 2019", next_review="19 Sep 2019")
    records.edit_record(desk, made, "on", "17 May 2019")
    assert desk.undoable().label == "Put right the judgement on R3"
    with pytest.raises(DeskError, match="would be before the day"):
        records.edit_record(desk, made, "next_review", "1 May 2019")
    assert rows.get(desk.db, Judgement, made.id).on == date(2019, 5, 17)
    desk.undo()
    assert rows.get(desk.db, Judgement, made.id) == made


def test_the_scrutineers_opinion_stands_apart(desk, third):
    judgements.judge(desk, third, "Reasonable", on=MAY)
    opinion = judgements.give_opinion(desk, third, "I have seen no visit.", level="No")
    assert (opinion.forum, opinion.scrutineer) == ("Independent scrutineer", True)
    story = stories(register.detail(desk, third.id).judgements)[""]
    assert [one.level for one in story.body] == ["Reasonable"]
    assert [one.basis for one in story.scrutineer] == ["I have seen no visit."]
    with pytest.raises(DeskError, match="cannot be empty"):
        judgements.give_opinion(desk, third, "  ")
    with pytest.raises(DeskError, match="cannot be empty"):
        records.edit_record(desk, opinion, "basis", " ")
    desk.undo()
    assert stories(register.detail(desk, third.id).judgements)[""].scrutineer == ()


def test_an_opinion_brings_nothing_back_by_itself(desk, third, september):
    judgements.judge(desk, third, "Reasonable", on=MAY)
    judgements.give_opinion(desk, third, "No one has asked the tenants.", level="No")
    assert told(desk, september) == []


def test_the_scale_as_edited_says_what_comes_back(desk, third, september):
    vocabularies.let_return(desk, term(desk, "Reasonable"), returns=True)
    judgements.judge(desk, third, "Reasonable", forum="Board", on=MAY)
    assert told(desk, september) == [("R3", "Reasonable since 16 May 2019")]
    vocabularies.let_return(desk, term(desk, "Reasonable"), returns=False)
    assert told(desk, september) == []


def test_a_level_retired_since_still_brings_its_matter_back(desk, third, september):
    judgements.judge(desk, third, "Limited", forum="Board", on=MAY)
    vocabularies.retire(desk, term(desk, "Limited"))
    assert told(desk, september) == [("R3", "Limited since 16 May 2019")]


def test_a_next_review_due_by_the_meeting_is_put_to_it(desk, third, september):
    made = judgements.judge(desk, third, "Reasonable", forum="Board", on=MAY, next_review="Sep 2019")
    assert told(desk, september) == []  # September has not run out by the 19th
    records.edit_record(desk, made, "next_review", "19 September 2019")
    assert told(desk, september) == [("R3", "Reasonable, to be reviewed 19 Sep 2019")]
    judgements.judge(desk, third, "Substantial", forum="Board")
    assert told(desk, september) == []
    desk.undo()
    assert len(told(desk, september)) == 1
