"""The dialog of protected names: made, locked and unlocked by a password; and the window that does not close unasked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from assurance_desk.clock import Clock
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.services import names_hold, returns_import
from assurance_desk.services import protected_names as listed
from assurance_desk.ui.dialogs.protected_names import ProtectedNamesDialog
from assurance_desk.ui.main_window import MainWindow
from assurance_desk.ui.pages.returns import ReturnsPage
from tests.returns_desk import filled, issue

PASSWORD = "long enough a password"


@pytest.fixture
def window(look: QApplication, tmp_path: Path, qtbot) -> Iterator[MainWindow]:
    desk, copies = issue(tmp_path)
    filled(copies["O05"], tmp_path / "back.xlsx", {Slot("A2", "", "evidence"): "the child Jayden Testerley"})
    desk.close()
    made = MainWindow(Clock(date(2019, 4, 24)))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    assert made.open_path(desk.path)
    yield made
    if made.shell:
        made.shell.sure = lambda *_words: True
    made.close()


def dialog(window: MainWindow) -> ProtectedNamesDialog:
    window.protected_names()
    found = [one for one in window.findChildren(ProtectedNamesDialog) if one.isVisible()]
    return found[-1]


def words(shown: ProtectedNamesDialog) -> str:
    return "\n".join(one.text() for one in shown.findChildren(QLabel))


def test_a_list_is_made_a_name_added_and_the_list_locked_and_unlocked(window: MainWindow) -> None:
    assert window.shell
    shown = dialog(window)
    assert "If the password is lost, nobody can open the list again" in words(shown)
    assert shown.password.echoMode() == QLineEdit.EchoMode.Password
    shown.password.setText(PASSWORD)
    shown.again.setText("another one")
    shown.begin.click()
    assert "The two passwords differ" in shown.refusal.text()
    assert shown.password.text() == PASSWORD
    shown.again.setText(PASSWORD)
    shown.begin.click()
    shown.pseudonym.setText("Child Robin")
    shown.written.setText("Orlando Quillfeather; Lando")
    shown.add.click()
    assert listed.spellings(window.shell.desk) == ("Orlando Quillfeather", "Lando")
    shown._lock()
    assert listed.state(window.shell.desk) == listed.LOCKED
    shown.password.setText("wrong")
    shown.unlock.click()
    assert "does not open “desk.names”" in shown.refusal.text()
    shown.password.setText(PASSWORD)
    shown.unlock.click()
    assert listed.state(window.shell.desk) == listed.OPEN


def test_the_returns_page_says_quietly_that_the_names_are_locked(window: MainWindow) -> None:
    assert window.shell
    assert window.frame
    window.go("Returns")
    page = window.frame.page
    assert isinstance(page, ReturnsPage)
    assert not page.tray.names_line.isVisible(), "no list, no line"
    listed.begin(window.shell.desk, PASSWORD, PASSWORD)
    listed.lock(window.shell.desk)
    page.refresh(None)
    assert page.tray.names_line.isVisible()
    assert "only general signs are looked for" in page.tray.names_line.words.text()
    page.tray.names_line.unlock.click()
    shown = next(one for one in window.findChildren(ProtectedNamesDialog) if one.isVisible())
    shown.password.setText(PASSWORD)
    shown.unlock.click()
    assert not page.tray.names_line.isVisible()


def test_closing_with_a_stopped_file_undecided_is_asked_about(window: MainWindow, tmp_path: Path) -> None:
    assert window.shell
    returns_import.import_files(window.shell.desk, [tmp_path / "back.xlsx"])
    assert names_hold.held(window.shell.desk)
    asked: list[tuple[str, ...]] = []
    answer = [False]
    window.shell.sure = lambda *told: asked.append(told) or answer[0]
    window.close()
    assert window.isVisible()
    window.close_workbook()
    assert window.shell
    [question, yes, more] = asked[0]
    assert "1 file that seems to name a child is not decided yet" in question
    assert "keep nothing" in yes
    assert "still where they came from" in more
    answer[0] = True
    window.close_workbook()
    assert window.shell is None
