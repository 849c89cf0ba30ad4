"""A workbook somebody else has open, and a window on a small screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from assurance_desk.clock import Clock
from assurance_desk.services import files
from assurance_desk.ui.main_window import MainWindow


@pytest.fixture
def window(look: QApplication, monkeypatch, tmp_path, qtbot) -> Iterator[MainWindow]:
    monkeypatch.setenv("ASSURANCE_DESK_CONFIG", str(tmp_path / "config"))
    made = MainWindow(Clock(date(2019, 7, 22)))
    yield made
    made.close()
    made.deleteLater()


def test_a_workbook_open_elsewhere_is_opened_to_read_from_beside_the_refusal(
    window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "shared.assurance"
    other = files.create(path, Clock(date(2019, 7, 22)))
    window.show()
    assert not window.open_path(path)
    assert window.welcome
    assert "is open elsewhere" in window.welcome.notice.sentence
    buttons = window.welcome.notice.findChildren(QPushButton)
    next(one for one in buttons if one.text() == "Open to read only").click()
    assert window.shell
    assert window.shell.desk.read_only
    other.close()


def test_a_file_that_cannot_be_read_at_all_offers_no_reading(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "noise.assurance"
    path.write_bytes(b"not a workbook")
    window.show()
    assert not window.open_path(path)
    assert window.welcome
    buttons = [one.text() for one in window.welcome.notice.findChildren(QPushButton)]
    assert buttons == ["Close"]


def test_the_first_window_fills_a_small_screen_and_keeps_its_place_afterwards(window: MainWindow) -> None:
    window._fills = True
    window.show_first()
    assert window.isMaximized()
    window.showNormal()
    window._placed = True
    window.show_first()
    assert not window.isMaximized()
