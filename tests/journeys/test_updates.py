"""From the Actions page to the police and back: asked, filled in and saved by LibreOffice, dropped, taken in, undone."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import Action, ProgressNote, Redating
from assurance_desk.domain.evidence import Evidence
from assurance_desk.domain.updates import UpdateCopy, UpdateItem
from assurance_desk.services import files, sample_register
from assurance_desk.store import rows
from assurance_desk.ui import theme
from assurance_desk.ui.dialogs.ask_updates import AskUpdatesDialog
from assurance_desk.ui.main_window import MainWindow
from assurance_desk.ui.pages.actions_page import ActionsPage
from assurance_desk.ui.pages.returns import ReturnsPage
from tests.make_sample.office import save_as
from tests.updates_desk import fill

TOLD = {
    ("R1.3", "progress"): "Both trusts have changed the booking form.",
    ("R1.3", "evidence"): "Booking form, version 3",
    ("R1.3", "date"): date(2019, 11, 29),
    ("R1.3", "reason"): "The re-audit needs forty bookings",
}


@pytest.fixture
def window(qapp, qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("ASSURANCE_DESK_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("ASSURANCE_DESK_DATA", str(tmp_path / "data"))
    theme.apply(qapp)
    desk = files.create(tmp_path / "w.assurance", Clock(date(2019, 7, 22)))
    sample_register.add_organisations(desk)
    sample_register.add_review(desk)
    desk.close()
    made = MainWindow(Clock(date(2019, 7, 22)))
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    assert made.open_path(tmp_path / "w.assurance")
    yield made
    made.close()
    made.deleteLater()


def page(window, kind):
    window.go(kind.NAME)
    found = window.frame.page
    assert isinstance(found, kind)
    return found


def press(widget, words):
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    found = [one for one in widget.findChildren(QPushButton) if one.text().strip() == words]
    assert found, [one.text() for one in widget.findChildren(QPushButton)]
    found[0].click()


@pytest.mark.office
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_asked_filled_in_and_taken_in(ending, window, qtbot, tmp_path):
    actions = page(window, ActionsPage)
    shell = actions.shell
    shell.ask_folder = lambda *_asked: tmp_path / "out"
    actions.ask.click()
    [dialog] = window.findChildren(AskUpdatesDialog)
    assert {box.text() for box in dialog.boxes.values() if box.isChecked()} >= {
        "Merrowshire Acute Hospitals NHS Trust"
    }
    dialog.ask_button.click()
    qtbot.waitUntil(
        lambda: bool(rows.find(shell.desk.db, UpdateCopy)) and not shell.jobs.busy, timeout=30_000
    )

    sent = next((tmp_path / "out").glob("*NHS1*"))
    book = load_workbook(sent)
    fill(book["Actions"], TOLD)
    book.save(tmp_path / "filled.xlsx")
    save_as(tmp_path / "filled.xlsx", tmp_path / f"back.{ending}")

    returns = page(window, ReturnsPage)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / f"back.{ending}"))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    returns.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
    detail = returns.tray.update_detail
    qtbot.waitUntil(lambda: detail.shown is not None and detail.shown.ready == 2, timeout=30_000)

    db = returns.shell.desk.db
    action = rows.one(db, Action, ref="R1.3")
    before = (len(rows.find(db, ProgressNote)), len(rows.find(db, Evidence)), action.due)
    press(detail, "Take in 2 answers on R1.3")
    assert (
        rows.find(db, ProgressNote)[-1].text
        == "Merrowshire Acute Hospitals NHS Trust: Both trusts have changed the booking form."
    )
    assert rows.find(db, Evidence)[-1].state == "claimed"
    press(detail, "Move it to 29 Nov 2019")
    assert rows.find(db, Redating)[-1].reason == "The re-audit needs forty bookings"
    assert returns.header_fact() == "nothing to take in or decide"
    for _again in range(3):
        returns.shell.desk.undo()
    assert rows.find(db, UpdateItem) == []
    now = rows.one(db, Action, ref="R1.3")
    assert (len(rows.find(db, ProgressNote)), len(rows.find(db, Evidence)), now.due) == before
