"""What a panel agreed stands beside the sender's own answer, with its reason, and is never written over."""

from __future__ import annotations

from datetime import date

import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.questionnaire import Question, Questionnaire, Section
from assurance_desk.domain.returns import Answer, Return
from assurance_desk.errors import DeskError
from assurance_desk.services import files, moderation
from assurance_desk.store import rows


@pytest.fixture
def desk(tmp_path):
    opened = files.create(tmp_path / "register.assurance", Clock(date(2024, 5, 2)))
    graded = Question(ref="S5", text="Staff are trained.", kind="graded")
    section = Section(letter="A", title="Standards", tab="A", questions=(graded,))
    with opened.step("Set up"):
        rows.put_many(
            opened.db,
            [
                Organisation(id="o", ref="O1", name="Larkford"),
                Questionnaire(id="q", ref="S11", version="1.0", title="S11", sections=(section,)),
                Return(
                    id="r", questionnaire_id="q", organisation_id="o", ref="O1", name="Larkford", code="x"
                ),
                Answer(id="a", return_id="r", question="S5", value="Fully met"),
            ],
        )
    yield opened
    opened.close()


def answer(desk):
    return rows.get(desk.db, Answer, "a")


def test_a_lower_score_keeps_both_and_the_reason(desk):
    moderation.agree(desk, answer(desk), "mostly met", reason="effect on practice not shown", panel="Panel")
    assert (answer(desk).value, answer(desk).agreed) == ("Fully met", "Mostly met")
    (held,) = moderation.of_return(desk, "r")["a"]
    assert (held.before, held.reason, held.panel, held.on) == (
        "Fully met", "effect on practice not shown", "Panel", date(2024, 5, 2),
    )  # fmt: skip
    desk.undo()
    assert answer(desk).agreed == ""
    assert moderation.of_return(desk, "r") == {}


def test_agreeing_again_adds_to_what_was_agreed(desk):
    moderation.agree_typed(desk, "a", "Mostly met: first look")
    moderation.agree_typed(desk, "a", "Partially met: after the visit")
    assert [one.agreed for one in moderation.of_return(desk, "r")["a"]] == ["Mostly met", "Partially met"]
    assert answer(desk).agreed == "Partially met"


def test_the_same_score_needs_no_reason(desk):
    assert moderation.agree_typed(desk, "a", "Fully met").reason == ""


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Mostly met", "needs its reason"),
        ("Excellent: well done", "Excellent|scale|one of"),
        ("", "nothing was typed"),
        (": why", "nothing was typed"),
    ],
)
def test_what_is_no_agreement_is_refused_and_nothing_changed(desk, typed, words):
    with pytest.raises(DeskError, match=words):
        moderation.agree_typed(desk, "a", typed)
    assert answer(desk).agreed == ""


def test_an_answer_that_is_not_taken_in_cannot_be_agreed(desk):
    with pytest.raises(DeskError, match="not taken in yet"):
        moderation.agree_typed(desk, new_id(), "Fully met")
