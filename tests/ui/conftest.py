"""A workbook open in the window's parts, in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from assurance_desk.clock import Clock
from assurance_desk.services import files, sample
from assurance_desk.services.desk import Desk
from assurance_desk.ui import theme
from assurance_desk.ui.shell import Shell


@pytest.fixture(autouse=True)
def own_preferences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the preferences of whoever runs it."""
    monkeypatch.setenv("ASSURANCE_DESK_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("ASSURANCE_DESK_DATA", str(tmp_path / "data"))


@pytest.fixture(autouse=True)
def nothing_left_over(qapp: QApplication) -> Iterator[None]:
    """Widgets of one test are gone before the next: else each new style sheet restyles all of them."""
    yield
    for widget in qapp.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = files.create(tmp_path / "Merrowshire.assurance", Clock(date(2019, 7, 22)))
    yield made
    made.close()


@pytest.fixture(scope="session")
def merrowshire(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Merrowshire as the finished sample has it, every page full. To look at: a test that writes takes a copy."""
    path = tmp_path_factory.mktemp("books") / "Merrowshire.assurance"
    sample.create(path, sample.SAMPLE)
    return path


@pytest.fixture
def look(qapp: QApplication) -> QApplication:
    """The light look at 100 %, in force."""
    theme.apply(qapp)
    return qapp


@pytest.fixture
def shell(look: QApplication, desk: Desk) -> Iterator[Shell]:
    """What a page asks of its window, without the window."""
    made = Shell(desk)
    yield made
    made.close()
