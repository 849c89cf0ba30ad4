"""The officer's first hour: the tracker kept in Excel until now goes onto the register, and comes off again in one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import OWNER_TO_BE_CONFIRMED, Action
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.reviews import Review
from assurance_desk.services import files
from assurance_desk.store import rows
from assurance_desk.ui import theme
from assurance_desk.ui.dialogs.tracker import TrackerDialog
from assurance_desk.ui.main_window import MainWindow
from tests.make_tracker import make

ROLES = {"JS": "Designated nurse", "KT": "Head of service", "PM": "Practice manager"}


@pytest.fixture
def window(
    qapp: QApplication, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    monkeypatch.setenv("ASSURANCE_DESK_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("ASSURANCE_DESK_DATA", str(tmp_path / "data"))
    theme.apply(qapp)
    files.create(tmp_path / "w.assurance", Clock(date(2019, 7, 22))).close()
    made = MainWindow(Clock(date(2019, 7, 22)))
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    assert made.open_path(tmp_path / "w.assurance")
    made.go("Register")
    yield made
    made.close()
    made.deleteLater()


def test_a_messy_tracker_is_in_within_ten_clicks_and_out_in_one(
    window: MainWindow, qtbot: Any, tmp_path: Path
) -> None:
    path = tmp_path / "Learning tracker.xlsx"
    known = make(path)
    shell = window.shell
    assert shell is not None
    shell.ask_file = lambda *_args: path  # type: ignore[method-assign]
    clicks = 2  # in the system's own dialog: the file, and Open

    clicks += _click(qtbot, window, "Bring in a tracker")
    qtbot.waitUntil(lambda: bool(window.findChildren(TrackerDialog)), timeout=20000)
    dialog = window.findChildren(TrackerDialog)[0]
    assert dialog.totals.text().startswith("240 rows seen: 204 taken, 36 left out")

    clicks += _click(qtbot, dialog, "See the signs")
    table = dialog.signs.table
    for at in range(3):
        initials = table.proxy.index(at, 0).data()
        table.setCurrentIndex(table.proxy.index(at, 3))
        qtbot.keyClick(table, Qt.Key.Key_F2)
        editor = table.viewport().findChildren(QLineEdit)[-1]
        qtbot.keyClicks(editor, ROLES[initials])
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda at=at, role=ROLES[initials]: table.proxy.index(at, 3).data() == role)
    clicks += _click(qtbot, dialog, "See the rows")
    clicks += _click(qtbot, dialog, "Take in 192 actions and 36 recommendations")
    assert clicks <= 10

    desk = shell.desk
    actions = rows.find(desk.db, Action)
    assert (len(actions), len(rows.find(desk.db, Recommendation))) == (known.actions, known.recommendations)
    assert sum(one.due is not None for one in actions) == known.actions - known.unread_dates
    owners = Counter(one.owner_role for one in actions)
    assert owners["Designated nurse"] == known.owners["JS"]
    assert owners["Designated nurse, Head of service"] == known.owners["JS/KT"]
    assert owners[OWNER_TO_BE_CONFIRMED] == known.owners["TBC"]
    assert window.frame is not None
    assert window.frame.page is not None
    assert window.frame.page.NAME == "Register"

    window.undo_actions.undo.trigger()
    assert rows.find(desk.db, Action) == []
    assert rows.find(desk.db, Review) == []


def test_from_the_welcome_page_a_tracker_makes_a_new_workbook(
    window: MainWindow, qtbot: Any, tmp_path: Path
) -> None:
    path = tmp_path / "Learning tracker.xlsx"
    make(path)
    window.close_workbook()
    window.dialogs = Chosen(path, tmp_path / "New.assurance")  # type: ignore[assignment]
    _click(qtbot, window, "Choose the file")
    qtbot.waitUntil(lambda: bool(window.findChildren(TrackerDialog)), timeout=20000)
    assert window.findChildren(TrackerDialog)[0].work.totals.actions == 192
    assert window.shell is not None
    assert window.shell.desk.path.name == "New.assurance"
    window.findChildren(TrackerDialog)[0].reject()


class Chosen:
    """What the officer chooses in the system's own dialogs."""

    def __init__(self, opened: Path, saved: Path) -> None:
        self._opened, self._saved = opened, saved

    def open(self, _title: str, _kinds: str) -> Path:
        return self._opened

    def save(self, _title: str, _suggested: str, _kinds: str) -> Path:
        return self._saved


def _click(qtbot: Any, where: QWidget, words: str) -> int:
    def shown() -> list[QPushButton]:
        found = where.findChildren(QPushButton)
        return [one for one in found if one.accessibleName() == words and one.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()))
    qtbot.mouseClick(shown()[0], Qt.MouseButton.LeftButton)
    return 1
