"""An embargo is seen wherever its review is, and asked about before a questionnaire of it goes out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.questionnaire import DRAFT
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.returns import Return
from assurance_desk.services import published, questionnaires, records
from assurance_desk.store import rows
from assurance_desk.ui.pages.questionnaires import QuestionnairesPage
from assurance_desk.ui.pages.register import RegisterPage

UNTIL = "Embargoed until 1 August 2019 00:01"


@pytest.fixture
def review(desk):
    made = published.take_in(desk, published.read_pasted("Child Robin\n\nRecommendation 1: Include fathers."))
    return records.edit_record(desk, made, "embargo_until", "1 August 2019 00:01")


def shown(qtbot, shell, kind):
    made = kind(shell)
    qtbot.addWidget(made)
    shell.changed.connect(made.refresh)
    made.resize(1190, 700)
    made.refresh(None)
    made.show()
    return made


def test_it_stands_on_the_review_and_on_its_recommendations(qtbot, shell, desk, review):
    page = shown(qtbot, shell, RegisterPage)
    page.show_record(rows.one(desk.db, Recommendation).id)
    assert page.recommendation.embargo.words.text() == f"{UNTIL}. Papers and files made of it say so."
    assert page.recommendation.embargo.isVisible()
    page.show_record(review.id)
    assert page.review.embargo.isVisible()
    field = page.review.form.field("stage")
    field.set_words("closed")
    assert not page.review.form.commit("stage")
    assert "Change the embargo first" in page.review.form.refusal("stage")
    field = page.review.form.field("embargo_until")
    assert field.words() == "1 August 2019 00:01"
    field.set_words("soon")
    assert not page.review.form.commit("embargo_until")
    field.set_words("")
    assert page.review.form.commit("embargo_until")
    assert not page.review.embargo.isVisible()
    desk.undo()
    assert page.review.embargo.isVisible()


def test_more_of_the_review_opens_when_asked_for(qtbot, shell, desk, review):
    page = shown(qtbot, shell, RegisterPage)
    page.show_record(review.id)
    assert not page.review.more.isVisible()
    page.review._open.click()
    page.review.more.field("slippage").set_words("Proceedings ended late")
    assert page.review.more.commit("slippage")
    assert records.current(desk, review).slippage == "Proceedings ended late"


def test_issuing_its_questionnaire_is_asked_about_first(qtbot, shell, desk, review, tmp_path):
    recommendation = rows.one(desk.db, Recommendation)
    asked = replace(
        questionnaires.example(), status=DRAFT, issued_on=None, recommendation_id=recommendation.id
    )
    with desk.step("Add"):
        rows.put(desk.db, Organisation(id="5", ref="O05", name="Ludmarsh Homes", kind="ALMO"))
    questionnaires.add_questionnaire(desk, asked)
    page = shown(qtbot, shell, QuestionnairesPage)
    assert page.detail.embargo.words.text() == f"Child Robin: {UNTIL}"
    questions = []

    def sure(question, yes, more=""):
        questions.append((question, yes, more))
        return False

    shell.ask_folder, shell.sure = (lambda title: tmp_path / "out"), sure
    page.issue()
    assert questions[0][:2] == (
        "Issue a questionnaire of a review under embargo?",
        "Issue 1 questionnaire all the same",
    )
    assert UNTIL in questions[0][2]
    assert rows.find(desk.db, Return) == []
