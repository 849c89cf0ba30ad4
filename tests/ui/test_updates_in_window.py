"""Asking for updates from the Actions page, and taking in what comes back on the Returns page."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from assurance_desk.domain.action_filter import ActionFilter
from assurance_desk.domain.actions import Action, ProgressNote, Redating
from assurance_desk.domain.dates import When
from assurance_desk.domain.organisations import Contact
from assurance_desk.domain.updates import UpdateCopy, UpdateRequest
from assurance_desk.services import returns_import
from assurance_desk.store import rows
from assurance_desk.ui.dialogs.ask_updates import AskUpdatesDialog
from assurance_desk.ui.pages.actions_page import ActionsPage
from assurance_desk.ui.pages.returns import ReturnsPage
from assurance_desk.ui.shell import Shell
from tests import updates_desk as ud


def page_of(kind, desk, qtbot):
    shell = Shell(desk)
    page = kind(shell)
    shell.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1190, 700)
    page.show()
    page.refresh(None)
    return page


@pytest.fixture
def actions(look, tmp_path, qtbot):
    desk = ud.make(tmp_path)
    page = page_of(ActionsPage, desk, qtbot)
    yield page
    page.shell.close()
    desk.close()


@pytest.fixture
def came(look, tmp_path, qtbot):
    """The Returns page, O05's update in the tray."""
    desk, copies = ud.asked(tmp_path)
    page = page_of(ReturnsPage, desk, qtbot)
    path = ud.filled(copies["O05"], tmp_path / "back.xlsx")
    returns_import.import_files(desk, [path], child=page.shell.child, received_on=date(2019, 8, 2))
    page.show_record(ud.copy_of(desk).id)
    yield page
    page.shell.close()
    desk.close()


def buttons(widget):
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    return {
        one.text().replace("&&", "&").strip(): one
        for one in widget.findChildren(QPushButton)
        if one.isVisibleTo(widget)
    }


def words(widget):
    return [one.text() for one in widget.findChildren(QLabel)]


# ------------------------------------------------------------------ asking


def test_organisations_are_asked_by_a_button_that_says_how_many(actions, tmp_path, qtbot):
    shell, out = actions.shell, tmp_path / "files"
    dialog = AskUpdatesDialog(shell)
    qtbot.addWidget(dialog)
    assert dialog.ask_button.text() == "Ask 2 organisations"
    assert dialog.due.text() == "5 August 2019"
    dialog.boxes["O06"].setChecked(False)
    assert dialog.ask_button.text() == "Ask 1 organisation"
    dialog.email.setText("manager@board.example")
    shell.ask_folder = lambda *_asked: out
    qtbot.mouseClick(dialog.ask_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: bool(rows.find(shell.desk.db, UpdateRequest)) and not shell.jobs.busy, timeout=20_000
    )
    [request] = rows.find(shell.desk.db, UpdateRequest)
    assert (request.contact_email, request.due_on) == ("manager@board.example", date(2019, 8, 5))
    assert [path.name for path in out.iterdir()] == ["UPD-2019-07-22 O05 Ludmarsh Homes.xlsx"]
    assert not dialog.isVisible()
    shell.desk.undo()
    assert rows.find(shell.desk.db, UpdateCopy) == []


def test_only_what_the_list_shows_is_asked_about_where_a_filter_is_set(actions, qtbot, monkeypatch):
    actions.bar.ask(ActionFilter(words="R1."))
    opened = []
    monkeypatch.setattr(AskUpdatesDialog, "open", lambda self: opened.append(self))
    next(one for one in actions.commands() if one.words == "Ask for updates").run()
    [dialog] = opened
    qtbot.addWidget(dialog)
    assert list(dialog.boxes) == ["O05"]
    assert dialog.only.text() == "Only about what the list shows now: 4 actions"
    dialog.only.setChecked(False)
    assert list(dialog.boxes) == ["O05", "O06"]


def test_those_selected_are_asked_about(actions, qtbot, monkeypatch):
    actions.table.select_many(["R2.1", "R2.2"])
    opened = []
    monkeypatch.setattr(AskUpdatesDialog, "open", lambda self: opened.append(self))
    actions.ask_for_updates()
    [dialog] = opened
    qtbot.addWidget(dialog)
    assert list(dialog.boxes) == ["O06"]
    assert dialog.only.text() == "Only about those selected: 2 actions"


def test_a_day_that_is_past_or_no_day_is_refused_where_it_was_typed(actions, qtbot):
    dialog = AskUpdatesDialog(actions.shell)
    qtbot.addWidget(dialog)
    dialog.show()
    for typed, told in (("1 July 2019", "is past"), ("soonish", "not a date we can read")):
        dialog.due.setText(typed)
        dialog.ask()
        assert told in dialog.refusal.text()
        assert dialog.due.text() == typed
    assert rows.find(actions.shell.desk.db, UpdateRequest) == []


def test_why_one_asks_is_kept_half_typed(actions, qtbot):
    dialog = AskUpdatesDialog(actions.shell)
    qtbot.addWidget(dialog)
    dialog.words.setText("For the meeting of 12 September")
    dialog._half.keep()
    dialog.reject()
    again = AskUpdatesDialog(actions.shell)
    qtbot.addWidget(again)
    assert again.words.text() == "For the meeting of 12 September"


# ------------------------------------------------------------------ what comes back


def test_who_has_not_answered_is_listed_and_can_be_reminded(came):
    assert came.header_fact() == "1 return to take in or decide"
    assert came.tray.fact.text() == "1 of 2 updates came"
    assert [line.name for line in came.tray.lines if line.group == "no update"] == [
        "Tern Valley Housing Group"
    ]
    with came.shell.desk.step("Add contacts"):
        here = Contact(id="c", organisation_id="O06", role="Head of housing", email="head@tern.example")
        gone = Contact(
            id="d", organisation_id="O06", role="Old head", email="old@tern.example", left_on=date(2019, 1, 1)
        )
        rows.put_many(came.shell.desk.db, [here, gone])
    came.show_record(ud.copy_of(came.shell.desk, "O06").id)
    assert "Copy a reminder" in buttons(came.tray.update_detail)
    assert "Write to: Head of housing, head@tern.example" in words(came.tray.update_detail)
    buttons(came.tray.update_detail)["Copy a reminder"].click()
    text = QGuiApplication.clipboard().text()
    assert "On 22 July 2019 we sent you UPD-2019-07-22" in text
    assert "- R2.2 Share the lettings procedure (Jun 2019)" in text


def test_their_words_stand_whole_beside_what_they_would_become(came):
    shown = words(came.tray.update_detail)
    assert "32 of 41 repairs staff trained; nine booked for September." in shown
    assert "A progress note that names Ludmarsh Homes" in shown
    assert "31 October 2019, now Sep 2019; their reason: The trainer was ill" in shown
    assert "Red: at risk; now Amber" in shown


def test_one_action_s_answers_are_taken_in_at_once_and_undone_at_once(came):
    buttons(came.tray.update_detail)["Take in 2 answers on R1.1"].click()
    desk = came.shell.desk
    assert len(rows.find(desk.db, ProgressNote, action_id="R1.1")) == 1
    assert len(rows.find(desk.db, ProgressNote)) == 1
    assert came.primary().words == "Take in 2 answers, leave 2 to decide"
    desk.undo()
    assert rows.find(desk.db, ProgressNote) == []
    assert came.primary().words == "Take in 4 answers, leave 2 to decide"


def test_everything_sure_is_taken_in_by_the_page_s_own_button(came):
    came.primary().run()
    desk = came.shell.desk
    assert len(rows.find(desk.db, ProgressNote)) == 3
    assert rows.get(desk.db, Action, "R1.1").due == When(2019, 9)
    assert [row.ref for row in came.tray.update_detail.shown.rows] == ["R1.1"]
    assert came.badge(came.shell) == 1


def test_a_date_is_moved_and_a_state_set_by_their_own_buttons(came):
    desk = came.shell.desk
    buttons(came.tray.update_detail)["Move it to 31 Oct 2019"].click()
    assert rows.get(desk.db, Action, "R1.1").due == When(2019, 10, 31)
    assert rows.find(desk.db, Redating)[0].reason == "The trainer was ill"
    buttons(came.tray.update_detail)["Leave it Amber"].click()
    assert rows.get(desk.db, Action, "R1.1").delivery == "Amber"
    came.primary().run()
    assert came.badge(came.shell) == 0
    assert len(came.tray.update_detail.shown.told) == 8


def test_what_is_half_typed_stays_when_something_else_is_decided(came):
    detail = came.tray.update_detail
    other = next(
        one for one in detail.reviews if one.review_id == ud.items(came.shell.desk)["R1.1", "date"].id
    )
    other.open_entry()
    other.field.setText("Nov 2019: the trainer")
    buttons(detail)["Leave it Amber"].click()
    again = next(one for one in detail.reviews if one.review_id == other.review_id)
    assert again.field.text() == "Nov 2019: the trainer"
    again._typed()
    assert rows.get(came.shell.desk.db, Action, "R1.1").due == When(2019, 11)


def test_a_refusal_stands_beside_what_caused_it(came):
    detail = came.tray.update_detail
    row = next(one for one in detail.reviews if one.review_id == ud.items(came.shell.desk)["R1.1", "date"].id)
    row.open_entry()
    row.field.setText("next week")
    row._typed()
    assert "not a date we can read" in row.refusal.text()
    assert row.field.text() == "next week"


def test_dropped_on_the_page_it_is_read_and_shown(look, tmp_path, qtbot):
    desk, copies = ud.asked(tmp_path)
    page = page_of(ReturnsPage, desk, qtbot)
    path = ud.filled(copies["O06"], tmp_path / "back.xlsx", {("R2.1", "progress"): "Twice a quarter now"})
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, left, none))
    qtbot.waitUntil(
        lambda: page.tray.update_detail.shown is not None and page.tray.update_detail.shown.ready == 1,
        timeout=20_000,
    )
    assert page.shown_record() == ud.copy_of(desk, "O06").id
    assert page.primary().words == "Take in 1 answer"
    page.shell.close()
    desk.close()
