"""No page cuts words off or scrolls sideways at 1366×768, at any text size, and none needs a wider window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QStyle,
    QStyleOptionComboBox,
)

from assurance_desk.clock import Clock
from assurance_desk.ui import theme as th
from assurance_desk.ui.fields import ChoiceField
from assurance_desk.ui.main_window import MainWindow
from assurance_desk.ui.pages.register_response import ResponseBlock
from assurance_desk.ui.pages_list import PAGES
from assurance_desk.ui.widgets import ElidedLabel

LOOKS = [(size, th.LIGHT_SCHEME) for size in th.TEXT_SIZES] + [(100, th.DARK_SCHEME), (200, th.DARK_SCHEME)]


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_every_page_shows_its_words_whole_and_nothing_scrolls_sideways(
    merrowshire: Path, look: QApplication, qtbot, size: int, scheme: str
) -> None:
    window = MainWindow(Clock())
    qtbot.addWidget(window)
    window.scheme, window.text_size = scheme, size
    window.rebuild()
    window.resize(1366, 768)
    window.show()
    assert window.open_path(merrowshire)
    wrong = []
    for entry in PAGES:
        window.go(entry.name)
        settled(qtbot, window)
        wrong += [f"{entry.name}: {said}" for said in (*cut_off(window), *sideways(window))]
        if window.width() > 1366:
            wrong.append(f"{entry.name} needs {window.width()} pixels")
    window.close()
    assert not wrong


def test_what_is_chosen_fits_its_field_at_1366(merrowshire: Path, look: QApplication, qtbot) -> None:
    window = MainWindow(Clock())
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    assert window.open_path(merrowshire)
    seen, wrong = set(), []
    for entry in PAGES:
        window.go(entry.name)
        qtbot.wait(10)
        for block in window.findChildren(ResponseBlock):
            block.open()
        qtbot.wait(10)
        for field in window.findChildren(ChoiceField):
            if field.isVisible():
                seen.add(field.words())
                wrong += [f"{entry.name}: {field.words()}"] if chosen_is_cut(field) else []
    window.close()
    assert "not stated in the published response" in seen
    assert not wrong


def chosen_is_cut(field: ChoiceField) -> bool:
    option = QStyleOptionComboBox()
    field.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    room = field.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, field)
    return field.fontMetrics().horizontalAdvance(field.words()) > room.width()


def settled(qtbot, window: MainWindow) -> None:
    """A page full of tables is laid out in a few turns: until nothing is cut, or long enough that it stays so."""
    for _turn in range(30):
        qtbot.wait(10)
        if not cut_off(window) and not sideways(window):
            return


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
