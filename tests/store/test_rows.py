"""Every record comes back as it went in."""

import dataclasses
from datetime import date

import pytest

from assurance_desk.domain.actions import Action
from assurance_desk.domain.dates import When
from assurance_desk.domain.paper.record import Ask, OwnWords, Paper
from assurance_desk.domain.questionnaire import Column, Question, Questionnaire, Row, Section
from assurance_desk.domain.reviews import Review
from assurance_desk.store import rows


def test_a_review_comes_back_with_its_dates(desk):
    review = Review(id="r", ref="CI", title="Child I", published_on=date(2018, 11, 20))
    with desk.step("Add review"):
        rows.put(desk.db, review)
    assert rows.get(desk.db, Review, "r") == review


def test_a_questionnaire_comes_back_with_its_whole_design(desk):
    table = Question(
        ref="D1",
        text="How many?",
        kind="table",
        rows=(Row(ref="SG1", label="Officers", short="Housing", level="2"),),
        columns=(
            Column(key="employed", heading="Employed", kind="number"),
            Column(key="in", heading="In", at_most="employed"),
        ),
    )
    choice = Question(ref="B1", text="Lead?", kind="choice", choices=("Yes", "No"), required=False)
    sections = (
        Section(letter="B", title="Policy", tab="B Policy", questions=(choice,)),
        Section(letter="D", title="Who", tab="D", questions=(table,)),
    )
    questionnaire = Questionnaire(
        id="q", ref="HTG", version="1.0", title="Gap", due_on=date(2019, 3, 15), sections=sections
    )
    with desk.step("Add questionnaire"):
        rows.put(desk.db, questionnaire)
    assert rows.get(desk.db, Questionnaire, "q") == questionnaire


def test_a_paper_comes_back_with_what_the_board_is_asked(desk):
    paper = Paper(
        id="p",
        kind="board-paper",
        title="Gaps",
        asks=(Ask(verb="note", text="it"),),
        words=(OwnWords(section="why", text="So."),),
        left_out=("method",),
    )
    with desk.step("Add paper"):
        rows.put(desk.db, paper)
    assert rows.get(desk.db, Paper, "p") == paper


def test_a_due_month_stays_a_month(desk, review):
    action = Action(id="a", review_id=review.id, ref="R1.1", text="Report", due=When(2019, 5))
    with desk.step("Add action"):
        rows.put(desk.db, action)
    assert rows.get(desk.db, Action, "a").due == When(2019, 5)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "<b>bold</b> & \x07", "😀 שלום", "x" * 32_767, "'; DROP TABLE review; --", "line\nline\ttab"],
)
def test_text_is_kept_as_typed(desk, text):
    with desk.step("Add review"):
        rows.put(desk.db, Review(id="r", ref="CI", title=text))
    assert rows.get(desk.db, Review, "r").title == text


def test_a_nul_stays_visible_and_survives_undo(desk):
    with desk.step("Add review"):
        rows.put(desk.db, Review(id="r", ref="CI", title="before\0after \ud800"))
    kept = rows.get(desk.db, Review, "r")
    assert kept.title == "before␀after �"
    with desk.step("Edit review"):
        rows.put(desk.db, dataclasses.replace(kept, title="other"))
    desk.undo()
    assert rows.get(desk.db, Review, "r") == kept


def test_finding_by_nothing_finds_the_unset(desk, review):
    with desk.step("Add actions"):
        rows.put_many(
            desk.db,
            [
                Action(id="a", review_id=review.id, ref="U1", text="x"),
                Action(id="b", review_id=review.id, ref="U2", text="y", due=When(2019, 1)),
            ],
        )
    assert [action.id for action in rows.find(desk.db, Action, due=None)] == ["a"]


def test_an_unknown_column_is_refused_before_it_reaches_sql(desk):
    with pytest.raises(ValueError, match="has no"):
        rows.find(desk.db, Review, order='id"; DROP TABLE review; --')
