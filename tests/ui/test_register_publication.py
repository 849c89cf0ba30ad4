"""The plan of publication and what a recommendation repeats, as the officer meets them."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton

from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.services import publication, published, records, recurrence
from assurance_desk.store import rows
from assurance_desk.ui.pages.register import RegisterPage

ROBIN = "Child Robin\n\nRecommendation 1: Include fathers.\n\nRecommendation 2: Train housing staff again."


@pytest.fixture
def review(desk):
    made = published.take_in(desk, published.read_pasted(ROBIN))
    return records.edit_record(desk, made, "published_on", "12 August 2019")


@pytest.fixture
def page(qtbot, shell, review):
    made = RegisterPage(shell)
    qtbot.addWidget(made)
    shell.changed.connect(made.refresh)
    made.resize(1190, 700)
    made.refresh(None)
    made.show()
    made.show_record(review.id)
    return made


@pytest.fixture
def plan(page):
    return page.review.publication


def shown(plan, column):
    return [plan.table.proxy.index(row, column).data() for row in range(plan.table.proxy.rowCount())]


def typed(plan, row, column, words):
    plan.table.proxy.setData(plan.table.proxy.index(row, column), words)


def test_a_review_without_a_plan_says_so_in_one_line_and_offers_to_begin(plan, desk, review):
    assert plan.told.text() == "no plan yet"
    assert not plan.plan.isVisible()
    plan.begin.click()
    assert plan.plan.isVisible()
    assert plan.told.text() == "0 of 9 done, next by 1 Jul 2019"
    assert shown(plan, 2)[4] == "1 Aug 2019"
    desk.undo()
    assert plan.told.text() == "no plan yet"


def test_steps_are_edited_in_place_and_done_one_after_the_other(plan, desk, review):
    plan.begin.click()
    model = QAbstractItemModelTester(plan.table.table)
    typed(plan, 0, 1, "County solicitor")
    typed(plan, 0, 2, "5 July 2019")
    plan.done.click()
    steps = publication.steps(desk, review.id)
    assert (steps[0].who, steps[0].due, steps[0].done_on) == (
        "County solicitor",
        date(2019, 7, 5),
        date(2019, 7, 22),
    )
    assert plan.table.current() == steps[1].id
    assert plan.told.text().startswith("1 of 9 done")
    plan.form.field("note").set_words("By letter")
    assert plan.form.commit("note")
    assert publication.steps(desk, review.id)[1].note == "By letter"
    typed(plan, 1, 3, "1 September 2019")
    assert "still to come" in plan.refusal.words()
    assert model is not None


def test_steps_are_added_moved_and_taken_out_by_the_keyboard(qtbot, plan, desk, review):
    plan.begin.click()
    plan.new.setText("Website page built")
    qtbot.keyClick(plan.new, Qt.Key.Key_Return)
    assert shown(plan, 0)[-1] == "Website page built"
    assert plan.new.text() == ""
    plan.earlier.click()
    assert shown(plan, 0)[-2] == "Website page built"
    plan.out.click()
    assert "Website page built" not in shown(plan, 0)
    desk.undo()
    assert shown(plan, 0)[-2] == "Website page built"


def test_a_moved_day_offers_to_date_the_steps_again(page, plan, desk, review):
    plan.begin.click()
    assert not plan.dates.isVisible()
    form = page.review.form
    form.field("published_on").set_words("19 August 2019")
    assert form.commit("published_on")
    assert plan.dates.isVisible()
    assert plan._dates_said.text() == "Published on 19 August 2019: 9 steps are dated for another day."
    plan.redate.click()
    assert not plan.dates.isVisible()
    assert shown(plan, 2)[4] == "8 Aug 2019"


def test_a_plan_all_done_is_one_line(page, plan, desk, review):
    step = publication.add(desk, review, "Published")
    page.show_record(rows.find(desk.db, Recommendation)[0].id)
    publication.done(desk, step)
    other = published.take_in(
        desk, published.read_pasted("Child I\n\nRecommendation 3: Train housing staff.")
    )
    page.show_record(other.id)
    page.show_record(review.id)
    assert plan.told.text() == "the one step is done"
    assert not plan.plan.isVisible()
    plan.toggle.click()
    assert plan.plan.isVisible()


def test_a_recommendation_is_linked_to_the_one_it_repeats(qtbot, page, desk, review):
    again = rows.one(desk.db, Recommendation, ref="R2")
    page.show_record(again.id)
    repeats = page.recommendation.about.repeats
    assert not repeats.isVisible()  # there is no other review
    published.take_in(desk, published.read_pasted("Child I\n\nRecommendation 3: Train housing staff."))
    page.show_record(again.id)
    assert repeats.isVisible()
    repeats.typed.setText("housing staff")
    qtbot.keyClick(repeats.typed, Qt.Key.Key_Return)
    words = [one.accessibleName() for one in repeats.findChildren(QPushButton) if not one.isHidden()]
    assert "Repeats R3 of Child I" in words
    seen = page.recommendation.responses.seen
    assert [one.accessibleName() for one in seen.findChildren(QPushButton)] == ["Repeats R3 of Child I"]
    earlier = rows.one(desk.db, Recommendation, ref="R3")
    page.show_record(earlier.id)
    words = [one.accessibleName() for one in repeats.findChildren(QPushButton) if not one.isHidden()]
    assert "Repeated by R2 of Child Robin (2019)" in words
    assert len(recurrence.of(desk, again.id)) == 1
