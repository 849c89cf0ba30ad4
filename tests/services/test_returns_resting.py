"""What rests on answers that are taken back, and what moves with them: told before anything is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import Action
from assurance_desk.domain.assurance import Judgement
from assurance_desk.domain.corrections import TELEPHONE
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.returns import Return, ReturnFile
from assurance_desk.domain.reviews import Review
from assurance_desk.services import (
    carried_back,
    carry_forward,
    corrections,
    exports,
    files,
    gaps,
    issuing,
    judgements,
    returns_taking_back,
    silences,
)
from assurance_desk.services.corrections import Told
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from tests import six_silences as six

BODIES = {"O01": "Brindlewick Council", "O02": "Copperstone Homes"}
BY_PHONE = Told("J. Marsh", TELEPHONE)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Two organisations answered the first round in full; its training question tests R2."""
    made = files.create(tmp_path / "desk.assurance", Clock(date(2021, 2, 1)))
    sections = list(six.FIRST.sections)
    (training,) = sections[2].questions
    sections[2] = replace(sections[2], questions=(replace(training, recommendation_ids=("r2",)),))
    with made.step("Set up"):
        rows.put(made.db, Review(id="ci", ref="CI", title="Child I"))
        for number in ("1", "2"):
            rows.put(
                made.db,
                Recommendation(
                    id=f"r{number}", review_id="ci", ref=f"R{number}", number=number, text="Train."
                ),
            )
        rows.put(made.db, replace(six.FIRST, sections=tuple(sections), recommendation_id="r1"))
        rows.put(made.db, replace(six.SECOND, sections=tuple(sections)))
        rows.put_many(made.db, [Organisation(id=ref, ref=ref, name=name) for ref, name in BODIES.items()])
    issuing.issue(made, "SIX-1", tmp_path / "first")
    six.take(made, tmp_path / "first", dict.fromkeys(BODIES, six.FULL))
    yield made
    made.close()


def first(desk: Desk, ref: str = "O01") -> Return:
    found = rows.one(desk.db, Return, questionnaire_id=six.FIRST.id, ref=ref)
    assert found
    return found


def of(desk: Desk, record: Return) -> str:
    (file,) = rows.find(desk.db, ReturnFile, return_id=record.id)
    return file.id


def test_a_judgement_given_since_on_what_its_questions_test_is_named(desk: Desk) -> None:
    one, two = (rows.get(desk.db, Recommendation, key) for key in ("r1", "r2"))
    judgements.judge(desk, one, "Limited", on=date(2019, 1, 2))  # before anything was taken in
    judgements.judge(desk, two, "Reasonable")
    judgements.give_opinion(desk, one, "They do not see it yet.")
    judgements.give_opinion(desk, two, "Half seen.", level="Limited")
    with desk.step("An action"):
        rows.put(
            desk.db,
            Action(
                id="a",
                review_id="ci",
                recommendation_id="r2",
                ref="R2.1",
                text="Do",
                lead_organisation_id="O01",
            ),
        )
    found = returns_taking_back.plan(desk, of(desk, first(desk)))
    assert [line for line in found.rests if "R1" in line or "R2" in line] == [
        "the scrutineer’s opinion on R1 was given on 1 February 2021",
        "R2 was judged Reasonable on 1 February 2021",
        "the scrutineer’s opinion on R2, Limited, was given on 1 February 2021",
        "1 action of theirs serves the same recommendation: R2.1",
    ]
    returns_taking_back.take_back(desk, of(desk, first(desk)))
    assert len(rows.find(desk.db, Judgement)) == 4, "what was judged stays judged"


def test_a_later_round_that_carried_its_answers_is_named_and_keeps_them(desk: Desk, tmp_path: Path) -> None:
    carry_forward.choose(desk, six.SECOND.id, six.FIRST.id)
    issuing.issue(desk, "SIX-2", tmp_path / "second")
    found = returns_taking_back.take_back(desk, of(desk, first(desk)))
    assert "4 of its answers were carried into the copy of SIX-2 1.0 that went out" in found.rests
    later = rows.one(desk.db, Return, questionnaire_id=six.SECOND.id, ref="O01")
    assert later
    carried = carry_forward.carried_of(desk, later)
    assert carried
    assert len(carried.values) == 4


def test_it_says_what_the_gap_is_without_them(desk: Desk) -> None:
    found = returns_taking_back.plan(desk, of(desk, first(desk)))
    assert returns_taking_back.moves(desk, found) == (
        "All staff: 32 of 40 in date now, 16 of 20 without theirs",
    )
    corrections.correct(desk, first(desk).id, six.TRAINED, "15", BY_PHONE)
    found = returns_taking_back.plan(desk, of(desk, first(desk)))
    assert returns_taking_back.moves(desk, found) == (
        "All staff: 31 of 40 in date now, 15 of 20 of it theirs, which will change",
    )
    returns_taking_back.take_back(desk, of(desk, first(desk, "O02")))
    corrections.correct(desk, first(desk).id, six.STAFF, "21", BY_PHONE)
    found = returns_taking_back.plan(desk, of(desk, first(desk)))
    assert returns_taking_back.moves(desk, found) == (), "all its figures were corrected since, and stay"


def test_of_the_only_figures_it_says_that_none_are_left(desk: Desk) -> None:
    returns_taking_back.take_back(desk, of(desk, first(desk, "O02")))
    found = returns_taking_back.plan(desk, of(desk, first(desk)))
    assert returns_taking_back.moves(desk, found) == (
        "All staff: 16 of 20 in date now, no figures without theirs",
    )


def test_what_waits_to_be_taken_in_again_was_not_left_blank(desk: Desk) -> None:
    corrections.correct(desk, first(desk).id, six.TRAINED, "15", BY_PHONE)
    returns_taking_back.take_back(desk, of(desk, first(desk)))
    asked = rows.get(desk.db, Questionnaire, six.FIRST.id)
    counted = silences.of_questionnaire(desk, asked)
    assert (counted["blank"], counted["unconfirmed"]) == (0, 3)
    told = silences.of_return(desk, first(desk), asked)
    assert told.told == "3 unconfirmed"
    found = gaps.analyse(desk, asked.id)
    (policy,) = found.grid.rows[1:]
    assert [grade.state for grade in policy.grades] == ["unconfirmed", "answered"]
    assert found.waiting == (), "nobody doubts it"
    table = exports.tables(desk, exports.RETURNS, questionnaire="SIX-1")[-1]
    states = [row[9] for row in table.rows if row[0] == BODIES["O01"]]
    assert states == ["unconfirmed", "unconfirmed", "unconfirmed", "answered"]
    returns_taking_back.take_back(desk, of(desk, first(desk, "O02")), put_away=True)
    counted = silences.of_questionnaire(desk, asked)
    assert counted["not returned"] + counted["unconfirmed"] == 7


def test_confirmed_since_it_stays_and_says_who_confirmed_it(desk: Desk, tmp_path: Path) -> None:
    carry_forward.choose(desk, six.SECOND.id, six.FIRST.id)
    issuing.issue(desk, "SIX-2", tmp_path / "second")
    six.take(desk, tmp_path / "second", {"O01": {}})
    record = rows.one(desk.db, Return, questionnaire_id=six.SECOND.id, ref="O01")
    assert record
    carried_back.confirm(desk, record.id, BY_PHONE, [six.POLICY])
    found = returns_taking_back.plan(desk, of(desk, record))
    assert [(one.ref, one.why) for one in found.left] == [("B1", "confirmed 1 February 2021 by J. Marsh")]
    assert "1 confirmed" in returns_taking_back.summary(found)
