"""A response's versions and signatures as the officer meets them on the register's page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import Response
from assurance_desk.paths import resources
from assurance_desk.services import published, records, responses
from assurance_desk.store import rows
from assurance_desk.ui.pages.register import RegisterPage

SAMPLE = resources() / "sample" / "child_i_response.txt"


@pytest.fixture
def third(desk):
    published.take_in(desk, published.read_file(SAMPLE))
    return rows.one(desk.db, Recommendation, ref="R3")


@pytest.fixture
def page(qtbot, shell, third):
    made = RegisterPage(shell)
    qtbot.addWidget(made)
    shell.changed.connect(made.refresh)
    made.resize(1190, 700)
    made.refresh(None)
    made.show()
    made.show_record(third.id)
    return made


@pytest.fixture
def block(page):
    return page.recommendation.responses.blocks[0]


@pytest.fixture
def more(block):
    block.toggle.click()
    return block.more


def response(desk, third):
    return records.current(desk, responses.rows.find(desk.db, Response, recommendation_id=third.id)[-1])


def press(widget, spoken):
    found = [one for one in widget.findChildren(QPushButton) if one.accessibleName() == spoken]
    assert found, [one.accessibleName() for one in widget.findChildren(QPushButton)]
    found[-1].click()


def test_one_line_of_facts_stands_below_the_words_and_the_rest_behind_it(block):
    assert block.facts.words() == "Version 1 · published"
    assert not block.is_open()
    assert block.toggle.accessibleName() == "Acceptance, versions, signatures"
    block.toggle.click()
    assert block.more.form.isVisible()
    block.toggle.click()
    assert not block.is_open()


def test_a_new_version_is_drafted_and_what_changed_is_told(page, desk, third, block, more):
    assert not more.words.isVisible()
    more.versions.make.click()
    assert block.facts.words() == "Version 2 · draft"
    field = more.words.field("text")
    field.set_words(field.words().replace("analysed", "analysed by May"))
    assert more.words.commit("text")
    assert "analysed by May" in page.recommendation.passages.texts()[0].toPlainText()
    press(more.versions, "What changed since version 1")
    assert more.versions._head.text() == "From version 1 to version 2: 2 words put in"
    assert "(put in: by May)" in more.versions.words.accessibleName()
    press(more.versions, "Read")
    assert more.versions._head.text() == "Version 1, published"
    assert "by May" not in more.versions.words.accessibleName()
    desk.undo()
    desk.undo()
    assert block.facts.words() == "Version 1 · published"


def test_a_draft_is_discarded(desk, block, more):
    more.versions.make.click()
    assert not more.versions.make.isVisible()
    press(more.versions, "Discard the draft of version 2")
    assert block.facts.words() == "Version 1 · published"
    assert more.versions.make.isVisible()


def test_words_that_left_the_response_say_where_their_action_came_from(desk, third, block, more):
    review = rows.one(desk.db, published.Review)
    words = "The answers will be analysed"
    records.add_action(desk, review, words, recommendation=third, words=words)
    more.versions.make.click()
    assert not more.versions.left.isVisible()
    field = more.words.field("text")
    field.set_words(field.words().replace("answers will be analysed", "answers will be read"))
    assert more.words.commit("text")
    said = "The words of R3.1 stand in an earlier version and not in version 2; the link is kept."
    assert more.versions.left.text() == said


def test_not_accepted_waits_for_its_reason_and_both_are_kept_together(desk, third, more):
    more.form.field("acceptance").set_words("not accepted")
    assert not more.form.commit("acceptance")
    assert "needs its reason" in more.form.refusal("acceptance")
    assert response(desk, third).acceptance.startswith("not stated")
    more.form.field("reason").set_words("A matter for the Department.")
    assert more.form.commit("reason")
    kept = response(desk, third)
    assert (kept.acceptance, kept.reason) == ("not accepted", "A matter for the Department.")
    assert more.form.refusal("acceptance") == ""
    assert desk.undoable().label == "Record the acceptance of R3: not accepted"
    desk.undo()
    assert response(desk, third).reason == ""


def test_partners_sign_and_who_has_not_is_told(qtbot, desk, third, block, more):
    signs = more.signatures
    for name in ("Merrowshire County Council", "Merrowshire Constabulary"):
        signs.partner.setText(name)
        qtbot.keyClick(signs.partner, Qt.Key.Key_Return)
    assert (
        signs.said.text()
        == "signed by 0 of 2, not by Merrowshire County Council and Merrowshire Constabulary"
    )
    press(signs, "Merrowshire Constabulary signed")
    assert signs.answer.isVisible()
    signs.role.setText("Chief Constable")
    signs.on.setText("10 July 2019")
    signs.keep.click()
    assert not signs.answer.isVisible()
    assert signs.said.text() == "signed by 1 of 2, not by Merrowshire County Council"
    assert block.facts.words() == "Version 1 · published · signed by 1 of 2"
    press(signs, "Merrowshire County Council will not sign")
    signs.keep.click()
    assert signs.answer.isVisible()
    signs.note.setText("The date is too early")
    signs.keep.click()
    assert [one.state for one in responses.signatures(desk, response(desk, third))] == ["refused", "signed"]
    press(signs, "Take the answer of Merrowshire County Council back")
    press(signs, "Merrowshire County Council is not to sign")
    assert signs.said.text() == "signed by the one partner named"


def test_agreed_without_a_signature_asks_why(desk, third, more):
    more.versions.make.click()
    more.signatures.partner.setText("The council")
    more.signatures.name.click()
    more.form.field("status").set_words("agreed")
    assert not more.form.commit("status")
    assert "Version 2 is not signed by The council yet" in more.form.refusal("status")
    assert more.without.isVisible()
    assert more.go_on.accessibleName() == "Set to agreed without The council"
    assert not more.go_on.isEnabled()
    more.why.setText("Agreed by e-mail")
    more.go_on.click()
    kept = response(desk, third)
    assert (kept.status, kept.unsigned_reason) == ("agreed", "Agreed by e-mail")
    assert not more.without.isVisible()
    assert more._went_on.text() == "Went on without a signature: Agreed by e-mail"
    assert not more.words.isVisible()


def test_a_half_named_partner_waits_for_its_own_response(page, desk, third, block, more):
    more.signatures.partner.setText("Merrow")
    more.signatures._half.keep()
    page.show_record(rows.one(desk.db, Recommendation, ref="R1").id)
    assert not block.is_open()
    page.show_record(third.id)
    block.toggle.click()
    assert more.signatures.partner.text() == "Merrow"


def test_a_response_by_hand_may_be_kept_as_a_draft(page, desk, third):
    made = records.add_recommendation(desk, rows.one(desk.db, published.Review), "Publish.", number="9")
    page.show_record(made.id)
    about = page.recommendation.about
    about._words.set_words("We will publish.")
    press(about, "Keep as a draft")
    assert rows.one(desk.db, Response, recommendation_id=made.id).status == "draft"
    assert page.recommendation.responses.blocks[0].facts.words() == "Version 1 · draft"


def test_any_earlier_version_is_compared_with_the_latest(desk, third, block, more):
    for words in ("analysed by May", "analysed by June"):
        more.versions.make.click()
        field = more.words.field("text")
        field.set_words(field.words().replace("analysed by May", "analysed").replace("analysed", words))
        assert more.words.commit("text")
        more.form.field("status").set_words("published")
        assert more.form.commit("status")
    assert block.facts.words() == "Version 3 · published"
    press(more.versions, "What changed until version 3")
    assert more.versions._head.text() == "From version 1 to version 3: 2 words put in"
    press(more.versions, "What changed since version 2")
    assert more.versions._head.text() == "From version 2 to version 3: 1 word put in, 1 taken out"
    press(more.versions, "What changed since version 2")
    assert not more.versions.words.isVisible()
