"""Splitting a response: words marked by mouse or keyboard, likely promises stepped through, made or set aside."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from assurance_desk.domain.actions import ACTION, LEARNING_POINT, STANDING, UNDERTAKING, Action
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.paths import resources
from assurance_desk.services import published, records
from assurance_desk.store import rows
from assurance_desk.ui import theme
from assurance_desk.ui.pages.register import RegisterPage
from assurance_desk.ui.widgets import ElidedLabel

SAMPLE = resources() / "sample" / "child_i_response.txt"


@pytest.fixture
def review(desk):
    return published.take_in(desk, published.read_file(SAMPLE))


@pytest.fixture
def page(qtbot, shell, desk, review):
    made = RegisterPage(shell)
    qtbot.addWidget(made)
    shell.changed.connect(made.refresh)
    made.resize(1190, 900)
    made.refresh(None)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def third(desk, page):
    found = rows.one(desk.db, Recommendation, ref="R3")
    page.show_record(found.id)
    return found


def listed(page):
    model = page.list.rows.model()
    return [model.index(at, 0).data() for at in range(model.rowCount())]


def text_of(page):
    return page.recommendation.passages.texts()[0]


def dotted(text):
    """The words drawn with a dotted line under them."""
    cursor, words = QTextCursor(text.document()), ""
    while not cursor.atEnd():
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor)
        if cursor.charFormat().underlineStyle() == QTextCharFormat.UnderlineStyle.DotLine:
            words += cursor.selectedText()
        cursor.clearSelection()
    return words


def test_six_promises_are_hinted_and_none_is_added(page, desk, third):
    marked = page.recommendation.marked
    assert marked.count.text() == "6 likely promises not yet taken up"
    assert marked.next.isVisible()
    assert not marked.bar.isVisible()
    assert "questionnaire will be sent" in dotted(text_of(page))
    assert "To support colleagues in housing" not in dotted(text_of(page))
    assert rows.find(desk.db, Action) == []
    assert page.recommendation.counts.text() == "no action yet"


def test_all_six_are_made_from_the_keyboard(page, desk, third, qtbot):
    text, marked = text_of(page), page.recommendation.marked
    for number in range(1, 7):
        QTest.keyClick(text, Qt.Key.Key_F8)
        assert marked.bar.isVisible()
        QTest.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert page.recommendation.action().ref == f"R3.{number}"
    assert page.recommendation.counts.text() == "6 promises, 6 actions, 6 without an owner"
    assert not marked.likely.isVisible()
    assert dotted(text) == ""
    shown = text.toPlainText().replace("\xa0", " ")
    for words in ("providers R3.1.", "analysed R3.2 and brought", "assurance R3.3.", "during 2019 R3.6."):
        assert words in shown
    QTest.keyClick(text, Qt.Key.Key_F8)  # nothing is left, and nothing breaks
    desk.undo()
    assert marked.count.text() == "1 likely promise not yet taken up"


def test_the_kind_is_guessed_and_may_be_another(page, desk, review):
    page.show_record(rows.one(desk.db, Recommendation, ref="R2").id)
    marked = page.recommendation.marked
    page.next_promise()
    assert marked.make.accessibleName() == "Make a standing commitment"
    assert [kind for kind, entry in marked.kinds.items() if entry.isVisible()] == [
        ACTION,
        UNDERTAKING,
        LEARNING_POINT,
    ]
    marked.make.click()
    assert rows.one(desk.db, Action, ref="R2.1").kind == STANDING
    text = text_of(page)
    text.setTextCursor(text.document().find("MSCB will be told of any problem"))
    marked.kinds[LEARNING_POINT].trigger()
    assert rows.one(desk.db, Action, ref="R2.2").kind == LEARNING_POINT
    assert "1 standing commitment, 1 learning point" in page.recommendation.counts.text()


def test_actions_that_share_words_are_chosen_in_turn(page, desk, third, review):
    words = "The answers will be analysed"
    one, two = (
        records.add_action(desk, review, what, recommendation=third, words=words)
        for what in ("Read", "Count")
    )
    text = text_of(page)
    assert "analysed R3.1 R3.2" in text.toPlainText().replace("\xa0", " ")
    page.recommendation.table.select(one.id)
    shared = QUrl(f"{one.id},{two.id}#words")
    text.anchorClicked.emit(shared)
    assert page.recommendation.action().id == two.id
    text.anchorClicked.emit(shared)
    assert page.recommendation.action().id == one.id
    text.anchorClicked.emit(QUrl(two.id))
    assert page.recommendation.action().id == two.id


def test_of_words_within_words_only_its_own_darken(page, desk, third, review):
    whole, part = (
        records.add_action(desk, review, words, recommendation=third, words=words)
        for words in ("The answers will be analysed and brought back to the Board", "brought back")
    )
    text = text_of(page)
    assert "and brought back R3.2 to the Board R3.1 for" in text.toPlainText().replace("\xa0", " ")
    strong = QColor(theme.ground().tint_strong)

    def darkened():
        cursors = (text.document().find(words) for words in ("answers", "brought", "the Board R3.1"))
        return [one.charFormat().background().color() == strong for one in cursors]

    page.recommendation.table.select(part.id)
    assert darkened()[:2] == [False, True]
    page.recommendation.table.select(whole.id)
    assert darkened()[:2] == [True, True]


def test_a_hint_pointed_at_is_marked_whole_and_set_aside_with_delete(page, desk, third):
    text, marked = text_of(page), page.recommendation.marked
    place = text.cursorRect(text.document().find("answers will")).center()
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=place - QPoint(4, 0))
    assert text.marked() == "The answers will be analysed"
    assert marked.drop.isVisible()
    QTest.keyClick(text, Qt.Key.Key_Delete)
    assert marked.count.text() == "5 likely promises not yet taken up, 1 set aside"
    assert "answers" not in dotted(text)
    page.refresh(None)
    assert "answers" not in dotted(text)
    desk.undo()
    assert marked.count.text() == "6 likely promises not yet taken up"
    page.next_promise()
    marked.drop.click()
    marked.again.click()
    assert marked.count.text() == "6 likely promises not yet taken up"


def test_words_are_marked_from_the_keyboard(page, desk, third):
    text, marked = text_of(page), page.recommendation.marked
    text.setFocus()
    text.moveCursor(QTextCursor.MoveOperation.Start)
    for _word in range(4):
        QTest.keyClick(
            text, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
    assert text.marked() == "A training gap analysis"
    assert marked.bar.isVisible()
    assert not marked.drop.isVisible()
    QTest.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert rows.one(desk.db, Action, ref="R3.1").words == "A training gap analysis"


def test_marked_words_may_be_linked_to_an_action_of_our_own(page, desk, third, review):
    made = records.add_action(desk, review, "Hold the conference", recommendation=third)
    page.recommendation.table.select(made.id)
    assert "Ours, not the response’s" in page.recommendation.panel.source.text()
    text = text_of(page)
    text.setTextCursor(text.document().find("Safeguarding Housing Conference will be held"))
    link = page.recommendation.marked.link
    assert link.text() == "Link to R3.1"
    link.trigger()
    assert rows.get(desk.db, Action, made.id).words == "Safeguarding Housing Conference will be held"
    assert "will be held R3.1" in text.toPlainText().replace("\xa0", " ")
    assert "Ours" not in page.recommendation.panel.source.text().split("”")[0]
    desk.undo()
    assert rows.get(desk.db, Action, made.id).words == ""


def test_before_the_recommendations_what_was_done_is_an_undertaking(page, desk, review):
    page.show_record(review.id)
    marked = page.review.marked
    assert marked.count.text() == "2 likely promises not yet taken up"
    page.next_promise()
    assert marked.make.accessibleName() == "Make a learning point"
    page.next_promise()
    assert marked.make.accessibleName() == "Make an undertaking"
    marked.make.click()
    assert rows.one(desk.db, Action, ref="U1").kind == UNDERTAKING


def test_letters_outside_the_first_plane_do_not_shift_what_is_marked(page, desk, review, third):
    made = records.add_recommendation(
        desk,
        review,
        "Listen 🙂",
        response="🙂🙂 The 🙂 police will audit.\r\nSchools <b>will</b> be told & heard.",
    )
    page.show_record(made.id)
    text = text_of(page)
    page.next_promise()
    assert text.marked() == "🙂🙂 The 🙂 police will audit"
    page.next_promise()
    assert text.marked() == "Schools <b>will</b> be told & heard"
    page.recommendation.marked.make.click()
    assert rows.one(desk.db, Action, recommendation_id=made.id).words == "Schools <b>will</b> be told & heard"


def test_one_action_serves_another_recommendation_too(page, desk, review, third):
    made = records.add_action(desk, review, "Audit", recommendation=third)
    page.show_record(made.id)
    serves = page.recommendation.panel.serves
    serves.other.setText("R1")
    serves.other.returnPressed.emit()
    assert serves.other.text() == ""
    first = rows.one(desk.db, Recommendation, ref="R1")
    page.show_record(first.id)
    assert page.recommendation.action().ref == "R3.1"
    assert page.recommendation.counts.text() == "1 action, 1 without an owner"
    text = text_of(page)
    text.setTextCursor(text.document().find("an assurance report"))
    page.recommendation.marked.link.trigger()
    assert "an assurance report R3.1" in text.toPlainText().replace("\xa0", " ")
    assert page.list._totals.text() == "1 action"
    assert any(row.startswith("R1") and "1 promise, 1 action" in row for row in listed(page))
    serves._detach(first)
    assert page.recommendation.detail.actions == ()
    desk.undo()
    assert [one.ref for one in page.recommendation.detail.actions] == ["R3.1"]
    page.show_record(made.id)
    serves._detach(first)
    serves._detach(third)
    assert [one.ref for one in page.recommendation.detail.actions] == ["R3.1"]


def test_who_holds_the_post_is_changed_beside_the_action(page, desk, review, third, qtbot):
    made = records.add_action(desk, review, "Audit", recommendation=third)
    page.show_record(made.id)
    block = page.recommendation.panel.holders
    assert block.now.text() == "Owner to be confirmed"
    assert not block.change.isVisible()
    records.edit_record(desk, made, "owner_role", "Head of midwifery")
    records.add_progress(desk, made, "Begun.", on=date(2019, 7, 1))
    block.change.click()
    block.person.setText("A. Example")
    block.since.setText("1 June 2019")
    block.keep.click()
    assert block.now.text() == "Head of midwifery (A. Example since 1 Jun 2019)"
    assert block.then(date(2019, 7, 1)) == ""
    block.change.click()
    block.since.setText("1 May 2019")
    block.keep.click()
    assert "recorded from 1 June 2019 on" in block.refusal.text()
    block.since.setText("10 July 2019")
    block.keep.click()
    assert block.now.text() == "Head of midwifery (vacant since 10 Jul 2019)"
    assert block.before.text() == "A. Example, 1 June 2019 to 10 July 2019"
    qtbot.waitUntil(lambda: "A. Example" in told_beside(page))
    desk.undo()
    assert block.now.text() == "Head of midwifery (A. Example since 1 Jun 2019)"


def told_beside(page):
    """The words beside the days of an action's story."""
    block = page.recommendation.panel.progress
    return [one.words() for one in block.findChildren(ElidedLabel) if one.isVisible()]


def test_a_fact_set_in_the_form_stands_in_the_story_with_its_day(page, desk, review, third, qtbot):
    made = records.add_action(desk, review, "Audit", recommendation=third)
    page.show_record(made.id)
    records.edit_record(desk, made, "delivery_note", "7 of 9 replied")
    records.edit_record(desk, made, "delivery_note", "8 of 9 replied")
    qtbot.waitUntil(lambda: told_beside(page)[:2] == ["8 of 9 replied", "7 of 9 replied"])
    assert page.recommendation.panel.progress._head.text() == "Progress: no notes yet"


def test_a_one_off_is_said_to_need_no_impact_review(page, desk, review, third, qtbot):
    made = records.add_action(desk, review, "Issue", recommendation=third)
    page.show_record(made.id)
    block = page.recommendation.panel.impact
    assert block.none.isVisible()
    assert not block._head.isVisible()
    block.none.click()
    assert not block.all.isEnabled()
    assert not block.one.isVisible()
    block.reason.setText("one-off")
    block.all.click()
    assert not block.none.isVisible()
    said = "It needs no impact review: one-off"
    qtbot.waitUntil(lambda: said in [one.text() for one in block.findChildren(QLabel) if one.isVisible()])
    desk.undo()
    assert block.none.isVisible()
