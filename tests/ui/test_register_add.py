"""Adding to the register by hand: half-typed words and half-marked words."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.paths import resources
from assurance_desk.services import drafts, published, records
from assurance_desk.store import rows
from assurance_desk.ui.pages.register import RegisterPage

SAMPLE = resources() / "sample" / "child_i_response.txt"


@pytest.fixture
def page(qtbot, shell, desk):
    published.take_in(desk, published.read_file(SAMPLE))
    made = RegisterPage(shell)
    qtbot.addWidget(made)
    shell.changed.connect(made.refresh)
    made.resize(1190, 700)
    made.refresh(None)
    made.show()
    return made


def recommendation(desk, ref):
    return rows.one(desk.db, Recommendation, ref=ref)


def test_a_half_typed_action_waits_with_its_own_recommendation(page, desk):
    first, third = recommendation(desk, "R1"), recommendation(desk, "R3")
    page.show_record(first.id)
    field = page.recommendation.add.field
    QTest.keyClicks(field, "Ask the hospitals")
    page.show_record(third.id)
    assert field.text() == ""
    page.show_record(first.id)
    assert field.text() == "Ask the hospitals"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == ""
    assert page.recommendation.action().text == "Ask the hospitals"
    assert drafts.left(desk) == []


def test_a_half_typed_action_is_there_again_after_a_crash(page, shell, desk, qtbot):
    first = recommendation(desk, "R1")
    page.show_record(first.id)
    QTest.keyClicks(page.recommendation.add.field, "Ask the hospitals")
    qtbot.waitUntil(lambda: bool(drafts.left(desk)))
    assert drafts.left(desk)[0].page == "Register"
    again = RegisterPage(shell)
    qtbot.addWidget(again)
    again.refresh(None)
    again.show_record(first.id)
    assert again.recommendation.add.field.text() == "Ask the hospitals"


def test_marking_part_of_a_word_takes_the_whole_word(page, desk):
    page.show_record(recommendation(desk, "R3").id)
    text = page.recommendation.passages.texts()[0]
    cursor = text.document().find("afeguarding Housing Conf")
    text.setTextCursor(cursor)
    QTest.mouseRelease(text.viewport(), Qt.MouseButton.RightButton, pos=QPoint(2, 2))
    assert text.marked() == "Safeguarding Housing Conference"


def test_references_printed_among_marked_words_are_not_taken_for_published(page, desk):
    third = recommendation(desk, "R3")
    words = "A training gap analysis questionnaire will be sent"
    records.add_action(desk, page.recommendation.detail.review, words, recommendation=third, words=words)
    page.show_record(third.id)
    text = page.recommendation.passages.texts()[0]
    assert "R3.1" in text.toPlainText()
    text.moveCursor(QTextCursor.MoveOperation.Start)
    text.moveCursor(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    assert words in text.marked()
    assert "R3.1" not in text.marked()


def test_no_headings_stand_over_an_empty_table(page, desk):
    page.show_record(recommendation(desk, "R1").id)
    assert not page.recommendation.table.isVisible()
    QTest.keyClicks(page.recommendation.add.field, "Ask the hospitals")
    QTest.keyClick(page.recommendation.add.field, Qt.Key.Key_Return)
    assert page.recommendation.table.isVisible()


def test_half_typed_evidence_waits_with_its_own_recommendation(page, desk):
    first, third = recommendation(desk, "R1"), recommendation(desk, "R3")
    page.show_record(first.id)
    field = page.recommendation.evidence._title
    QTest.keyClicks(field, "Audit of bookings")
    page.show_record(third.id)
    assert field.text() == ""
    page.show_record(first.id)
    assert field.text() == "Audit of bookings"
