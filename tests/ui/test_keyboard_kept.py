"""The keyboard stays on the page when what it stood on is built anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from assurance_desk.clock import Clock
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.organisations import Organisation
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.ui.main_window import MainWindow


@pytest.fixture
def window(
    look: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> Iterator[MainWindow]:
    monkeypatch.setenv("ASSURANCE_DESK_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("ASSURANCE_DESK_DATA", str(tmp_path / "data"))
    made = MainWindow(Clock())
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    assert made.create_path(tmp_path / "w.assurance")
    yield made
    made.close()
    made.deleteLater()


def add(desk: Desk, name: str) -> None:
    with desk.step(f"Add {name}"):
        rows.put(desk.db, Organisation(id=new_id(), ref=name[:4], name=name))


def test_a_button_that_gives_way_to_another_leaves_the_keyboard_on_the_page(window: MainWindow) -> None:
    frame = window.frame
    assert frame
    add(frame.shell.desk, "Larkford Borough Council")
    window.go("Organisations")
    primary = frame.header.primary
    assert primary
    primary.setFocus()
    add(frame.shell.desk, "Ludmarsh Homes")
    focused = window.focusWidget()
    assert focused
    assert frame.page
    assert frame.page.isAncestorOf(focused)


def test_keyboard_that_falls_to_the_rail_is_brought_back(window: MainWindow) -> None:
    """Where Qt puts the keyboard depends on the order things were built in: fall to the rail on purpose."""
    frame = window.frame
    assert frame
    add(frame.shell.desk, "Larkford Borough Council")
    window.go("Organisations")
    assert frame.header.primary
    frame.header.primary.setFocus()
    with frame._keyboard_kept():
        frame.rail.buttons["Home"].setFocus()
    focused = window.focusWidget()
    assert focused
    assert frame.page
    assert frame.page.isAncestorOf(focused)


def test_somebody_on_the_rail_stays_there(window: MainWindow) -> None:
    frame = window.frame
    assert frame
    window.go("Organisations")
    frame.rail.buttons["Gaps"].setFocus()
    add(frame.shell.desk, "Ludmarsh Homes")
    assert window.focusWidget() is frame.rail.buttons["Gaps"]


def test_a_refusal_is_not_carried_to_a_page_it_does_not_concern(window: MainWindow) -> None:
    frame = window.frame
    assert frame
    window.go("Register")
    frame.shell.refuse("R3 has 6 actions, so it was not removed.")
    assert frame.notice.isVisible()
    window.go("Register")
    assert frame.notice.isVisible()
    window.go("Gaps")
    assert not frame.notice.isVisible()
