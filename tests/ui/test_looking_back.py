"""The history beside what is chosen, and the workbook as it stood on a day, as their user meets them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import Action
from assurance_desk.services import records
from assurance_desk.store import rows
from assurance_desk.ui.dialogs.as_at import AsAtDialog
from assurance_desk.ui.main_window import MainWindow


@pytest.fixture
def window(merrowshire: Path, tmp_path: Path, look: QApplication, qtbot) -> Iterator[MainWindow]:
    path = tmp_path / "Merrowshire.assurance"
    shutil.copy(merrowshire, path)
    made = MainWindow(Clock())
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    assert made.open_path(path)
    yield made
    made.close()


def action(window: MainWindow, ref: str) -> Action:
    assert window.shell
    return next(one for one in rows.find(window.shell.desk.db, Action) if one.ref == ref)


def words(widget: QWidget) -> str:
    QApplication.processEvents()  # what was just added is shown with the next events
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_the_history_of_the_chosen_action_stands_beside_it_and_follows_it(window, qtbot) -> None:
    window.go("Actions", action(window, "R1.3").id)
    qtbot.keyClick(window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    story = window.frame.story
    assert story.isVisible()
    assert "Moved R1.3 from Jul 2019 to Oct 2019" in words(story)
    records.edit_record(window.shell.desk, action(window, "R1.3"), "level", "team")
    assert "R1.3 at the level of: (empty) → team" in words(story)
    window.go("Actions", action(window, "R3.7").id)
    assert "R1.3" not in words(story)
    qtbot.keyClick(story, Qt.Key.Key_Escape)
    assert not story.isVisible()


def look_back(window: MainWindow, qtbot, typed: str) -> AsAtDialog:
    window.look_back()
    dialog = window.findChild(AsAtDialog)
    assert dialog
    dialog.day.setText(typed)
    qtbot.keyClick(dialog.day, Qt.Key.Key_Return)
    return dialog


def test_the_workbook_is_seen_as_it_stood_and_today_waits_unharmed(window, qtbot) -> None:
    records.edit_record(window.shell.desk, action(window, "R3.7"), "lead", "Somebody new")
    window.go("Actions", action(window, "R3.7").id)
    today = window.shell
    look_back(window, qtbot, "15 May 2019")
    qtbot.waitUntil(lambda: window.shell is not today)
    assert "as it stood on 15 May 2019" in words(window)
    then = {one.ref: one for one in rows.find(window.shell.desk.db, Action)}
    assert "R3.7" not in then
    assert then["R1.2"].due == then["R1.2"].first_due
    assert not window.shell.attempt(lambda: records.edit_record(window.shell.desk, then["R1.2"], "lead", "x"))
    assert "nothing can be changed here" in window.frame.notice.sentence
    back = next(one for one in window.findChildren(QPushButton) if one.text() == "Back to today")
    back.click()
    assert window.shell is today
    assert window.frame.page.shown_record() == action(window, "R3.7").id
    assert action(window, "R3.7").lead == "Somebody new"
    window.undo_actions.undo.trigger()  # the sitting went on: what was done before can still be taken back
    assert action(window, "R3.7").lead != "Somebody new"


def test_a_step_of_the_history_can_be_stood_on(window, qtbot) -> None:
    window.go("History")
    page = window.frame.page
    first = str(window.shell.desk.history(limit=10_000)[-1].id)
    page.show_record(first)
    today = window.shell
    page.primary().run()
    qtbot.waitUntil(lambda: window.shell is not today)
    assert len(window.shell.desk.history()) == 1
    window.looking.back()
    assert window.shell is today


def test_a_day_that_cannot_be_seen_is_refused_beside_the_field(window, qtbot) -> None:
    dialog = look_back(window, qtbot, "1 January 2018")
    assert dialog.isVisible()
    assert "empty on 1 January 2018" in dialog.fault.text()
    for typed in ("May 2019", "whenever", ""):
        dialog.day.setText(typed)
        dialog.look()
        assert dialog.isVisible()
        assert dialog.fault.text()


def test_closing_while_looking_back_closes_both(window, qtbot) -> None:
    today = window.shell
    look_back(window, qtbot, "15 May 2019")
    qtbot.waitUntil(lambda: window.shell is not today)
    path = today.desk.path
    window.close_workbook()
    assert window.shell is None
    assert window.open_path(path)


def test_merrowshire_five_years_on_opens_from_the_help_menu(window, qtbot) -> None:
    window.try_later()
    qtbot.waitUntil(
        lambda: window.shell is not None and "2024" in window.shell.desk.path.stem, timeout=60_000
    )
    assert window.shell.desk.clock.today().year == 2024


def test_another_workbook_opened_meanwhile_is_not_taken_for_the_one_looked_back_on(
    window, merrowshire, tmp_path, qtbot
) -> None:
    look_back(window, qtbot, "15 May 2019")
    other = tmp_path / "Other.assurance"
    shutil.copy(merrowshire, other)
    assert window.open_path(other)
    shown = window.shell
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert window.shell is shown
    assert not shown.desk.read_only
    assert "as it stood" not in words(window)
