"""The register's whole thread by hand: a response split into its promises, dates moved, Blue refused and earned, all undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import BLUE, GREY, Action
from assurance_desk.domain.dates import When
from assurance_desk.domain.evidence import ACCEPTED, Evidence
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.paths import resources
from assurance_desk.services import files, impact, published
from assurance_desk.store import rows
from assurance_desk.ui import theme
from assurance_desk.ui.main_window import MainWindow
from assurance_desk.ui.pages.evidence_page import EvidencePage
from assurance_desk.ui.pages.register import RegisterPage
from assurance_desk.ui.pages.register_linked import LinkedText

BY_MOUSE = (
    "A training gap analysis questionnaire will be sent to housing commissioners and providers",
    "The answers will be analysed",
    "brought back to the Board for assurance",
)
BY_KEYBOARD = (
    "Any gap will be taken up with the organisation it concerns",
    "a Safeguarding Housing Conference will be held with the Adults Board (MSAB)",
    "Housing staff will be invited to the learning hub events during 2019",
)


@pytest.fixture
def window(
    qapp: QApplication, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    monkeypatch.setenv("ASSURANCE_DESK_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("ASSURANCE_DESK_DATA", str(tmp_path / "data"))
    theme.apply(qapp)
    path = tmp_path / "w.assurance"
    desk = files.create(path, Clock(date(2019, 1, 21)))
    published.take_in(desk, published.read_file(resources() / "sample" / "child_i_response.txt"))
    desk.close()
    made = MainWindow(Clock(date(2019, 1, 21)))
    made.resize(1366, 1100)
    with qtbot.waitExposed(made):
        made.show()
    assert made.open_path(path)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def page(window: MainWindow, qtbot: Any) -> RegisterPage:
    window.go("Register")
    found = window.frame.page if window.frame else None
    assert isinstance(found, RegisterPage)
    third = rows.one(found.shell.desk.db, Recommendation, ref="R3")
    assert third is not None
    found.show_record(third.id)
    QTest.qWait(50)
    return found


def test_a_response_is_split_into_its_promises_and_each_is_undone(
    window: MainWindow, page: RegisterPage
) -> None:
    desk, detail = page.shell.desk, page.recommendation
    (text,) = detail.passages.texts()
    for number, words in enumerate(BY_MOUSE, 1):
        _mark(text, words)
        assert text.marked() == words
        QTest.mouseClick(detail.marked.make, Qt.MouseButton.LeftButton)
        assert _chosen(page).ref == f"R3.{number}"
    assert detail.counts.text() == "3 promises, 3 actions, 3 without an owner"
    assert detail.marked.count.text() == "3 likely promises not yet taken up"
    for _words in BY_KEYBOARD:
        QTest.keyClick(text, Qt.Key.Key_F8)
        QTest.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert detail.counts.text() == "6 promises, 6 actions, 6 without an owner"
    assert detail.marked.likely.isHidden()
    made = rows.find(desk.db, Action)
    assert [one.words for one in made] == [*BY_MOUSE, *BY_KEYBOARD]
    assert {one.id: _tinted(text, one.id) for one in made} == {one.id: one.words for one in made}

    for action in (made[1], made[4]):
        _click(text, action.words)
        assert _chosen(page).id == action.id
        assert _ground(text, action.words) == QColor(theme.ground().tint_strong)
    detail.table.select(made[2].id)
    assert _ground(text, made[2].words) == QColor(theme.ground().tint_strong)
    assert _ground(text, made[4].words) == QColor(theme.ground().tint)

    for left in range(5, -1, -1):
        window.undo_actions.undo.trigger()
        assert len(rows.find(desk.db, Action)) == left
    assert detail.counts.text() == "no action yet"
    assert detail.marked.count.text() == "6 likely promises not yet taken up"
    for _again in range(6):
        window.undo_actions.redo.trigger()
    assert detail.counts.text() == "6 promises, 6 actions, 6 without an owner"


def test_dates_move_twice_and_blue_is_refused_until_the_evidence_is_accepted(
    window: MainWindow, page: RegisterPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, detail = page.shell.desk, page.recommendation
    QTest.keyClick(detail.passages.texts()[0], Qt.Key.Key_F8)
    detail.marked.make.click()
    ref = _chosen(page).ref

    _type_due(page, "February 2019")
    _progress(page, "The covering letter is late.", due="March 2019")
    _progress(page, "Two districts asked for more time.", due="April 2019")
    assert _now(page).due == When(2019, 4)
    assert detail.panel.story.text() == "February → March → April 2019, moved twice"

    _progress(page, "All fourteen are out.", state=BLUE)
    block = detail.panel.progress
    assert block.refusal.text().startswith(f"{ref} cannot be Blue yet")
    assert block.words.words() == "All fourteen are out."
    assert _now(page).delivery == GREY

    detail.evidence._title.setText("Questionnaire as issued")
    detail.evidence._add.click()
    (given,) = rows.find(desk.db, Evidence)
    letter = tmp_path / "HTG-2019.txt"
    letter.write_bytes(b"as it went out")
    window.go("Evidence")
    kept = window.frame.page if window.frame else None
    assert isinstance(kept, EvidencePage)
    kept.show_record(given.id)
    monkeypatch.setattr(kept.shell, "ask_file", lambda _title, _kinds: letter)
    kept.detail._attach()
    kept.detail.accept.click()
    assert rows.get(desk.db, Evidence, given.id).state == ACCEPTED
    assert rows.get(desk.db, Evidence, given.id).size == len(b"as it went out")

    window.go("Register")
    _progress(page, "All fourteen are out.", state=BLUE)
    assert block.refusal.text() == ""
    assert _now(page).delivery == BLUE
    assert [one.months for one in impact.of_action(desk, _now(page).id)] == [6, 12, 24]

    undone = [
        lambda: _now(page).delivery == GREY and not impact.of_action(desk, _now(page).id),
        lambda: rows.get(desk.db, Evidence, given.id).state != ACCEPTED,
        lambda: rows.get(desk.db, Evidence, given.id).sha256 == "",
        lambda: rows.find(desk.db, Evidence) == [],
        lambda: _now(page).due == When(2019, 3),
        lambda: _now(page).due == When(2019, 2),
        lambda: _now(page).due is None,
        lambda: rows.find(desk.db, Action) == [],
    ]
    for stands in undone:
        window.undo_actions.undo.trigger()
        assert stands()


# ------------------------------------------------------------------ the hand


def _mark(text: LinkedText, words: str) -> None:
    """As the mouse does: pressed where the words begin, and with Shift where they end."""
    cursor = text.document().find(words)
    assert cursor.hasSelection()
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=_place(text, cursor.selectionStart()))
    QTest.mouseClick(
        text.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ShiftModifier,
        _place(text, cursor.selectionEnd()),
    )


def _click(text: LinkedText, words: str) -> None:
    place = _place(text, text.document().find(words).selectionStart())
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=place + QPoint(12, 0))


def _place(text: LinkedText, at: int) -> QPoint:
    cursor = QTextCursor(text.document())
    cursor.setPosition(at)
    return text.cursorRect(cursor).center()


def _tinted(text: LinkedText, action_id: str) -> str:
    """The published words that carry an action's link, tinted."""
    cursor, words = QTextCursor(text.document()), ""
    while not cursor.atEnd():
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor)
        made = cursor.charFormat()
        if made.anchorHref() == f"{action_id}#words" and made.background().style() != Qt.BrushStyle.NoBrush:
            words += cursor.selectedText()
        cursor.clearSelection()
    return words


def _ground(text: LinkedText, words: str) -> QColor:
    return text.document().find(words).charFormat().background().color()


def _chosen(page: RegisterPage) -> Action:
    found = page.recommendation.action()
    assert found is not None
    return found


def _now(page: RegisterPage) -> Action:
    return rows.find(page.shell.desk.db, Action)[0]


def _type_due(page: RegisterPage, typed: str) -> None:
    field = page.recommendation.panel.form.field("due")
    field.set_words(typed)
    assert page.recommendation.panel.form.commit("due")


def _progress(page: RegisterPage, words: str, *, due: str = "", state: str = "") -> None:
    block = page.recommendation.panel.progress
    block.words.set_words(words)
    block.due.setText(due)
    block.delivery.setCurrentText(state or block.delivery.itemText(0))
    block.keep.click()
