"""No page cuts words off at 1366×768, at any text size, and none needs a wider window."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from assurance_desk.clock import Clock
from assurance_desk.services import files, sample_register
from assurance_desk.ui import theme as th
from assurance_desk.ui.main_window import MainWindow
from assurance_desk.ui.pages_list import PAGES
from assurance_desk.ui.widgets import ElidedLabel


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Merrowshire's register on the sample's day, without the questionnaire."""
    path = tmp_path_factory.mktemp("books") / "Merrowshire.assurance"
    desk = files.create(path, Clock(date(2019, 1, 1)))
    sample_register.add_organisations(desk)
    sample_register.add_review(desk)
    files.stand_on(desk, date(2019, 7, 22))
    desk.close()
    return path


@pytest.mark.parametrize("size", th.TEXT_SIZES)
def test_every_page_shows_its_words_whole(book: Path, look: QApplication, qtbot, size: int) -> None:
    window = MainWindow(Clock())
    qtbot.addWidget(window)
    window.scheme, window.text_size = "light", size
    window.rebuild()
    window.resize(1366, 768)
    window.show()
    assert window.open_path(book)
    cut = []
    for entry in PAGES:
        window.go(entry.name)
        qtbot.wait(10)
        cut += [f"{entry.name}: {said}" for said in cut_off(window)]
        if window.width() > 1366:
            cut.append(f"{entry.name} needs {window.width()} pixels")
    assert not cut


def cut_off(window: MainWindow) -> list[str]:
    widgets: list[QLabel | QPushButton] = [*window.findChildren(QLabel), *window.findChildren(QPushButton)]
    return [
        widget.text()[:60]
        for widget in widgets
        if widget.isVisible() and not isinstance(widget, ElidedLabel) and is_cut(widget)
    ]


def is_cut(widget: QLabel | QPushButton) -> bool:
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() < widget.heightForWidth(widget.width())
    wanted = widget.sizeHint()
    return widget.width() < wanted.width() - 1 or widget.height() < wanted.height() - 1
