"""No page cuts words off or scrolls sideways at 1366×768, at any text size, and none needs a wider window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QPlainTextEdit, QPushButton

from assurance_desk.clock import Clock
from assurance_desk.services import sample
from assurance_desk.ui import theme as th
from assurance_desk.ui.main_window import MainWindow
from assurance_desk.ui.pages_list import PAGES
from assurance_desk.ui.widgets import ElidedLabel


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Merrowshire as the finished sample has it: every page is full."""
    path = tmp_path_factory.mktemp("books") / "Merrowshire.assurance"
    sample.create(path, sample.SAMPLE)
    return path


@pytest.mark.parametrize("scheme", [th.LIGHT_SCHEME, th.DARK_SCHEME])
@pytest.mark.parametrize("size", th.TEXT_SIZES)
def test_every_page_shows_its_words_whole_and_nothing_scrolls_sideways(
    book: Path, look: QApplication, qtbot, size: int, scheme: str
) -> None:
    if scheme == th.DARK_SCHEME and size not in (100, 200):
        pytest.skip("the two ends are enough in the dark look, whose lengths are the same")
    window = MainWindow(Clock())
    qtbot.addWidget(window)
    window.scheme, window.text_size = scheme, size
    window.rebuild()
    window.resize(1366, 768)
    window.show()
    assert window.open_path(book)
    wrong = []
    for entry in PAGES:
        window.go(entry.name)
        qtbot.wait(10)
        wrong += [f"{entry.name}: {said}" for said in (*cut_off(window), *sideways(window))]
        if window.width() > 1366:
            wrong.append(f"{entry.name} needs {window.width()} pixels")
    window.close()
    assert not wrong


def sideways(window: MainWindow) -> list[str]:
    """Areas with something out of sight at the right; their words wrap or give way instead."""
    return [
        f"{type(area).__name__} {area.accessibleName()} scrolls {area.horizontalScrollBar().maximum()} pixels"
        for area in window.findChildren(QAbstractScrollArea)
        if area.isVisible()
        and not isinstance(area, QPlainTextEdit)
        and area.horizontalScrollBar().maximum() > 0
    ]


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
