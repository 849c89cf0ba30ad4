"""Everything by keyboard: Tab reaches named controls that show it, shortcuts are listed where they are looked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from assurance_desk.clock import Clock
from assurance_desk.ui.find_box import FindBox
from assurance_desk.ui.main_window import MainWindow
from assurance_desk.ui.pages_list import PAGES
from assurance_desk.ui.rail import RailButton


@pytest.fixture
def opened(look: QApplication, merrowshire: Path, qtbot) -> Iterator[MainWindow]:
    made = MainWindow(Clock())
    made.scheme = "light"
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    assert made.open_path(merrowshire)
    yield made
    made.close()


def reached_by_tab(window: MainWindow, most: int = 400) -> list[QWidget]:
    """Every widget Tab goes to, from the first to where it comes round."""
    found: list[QWidget] = []
    for _again in range(most):
        if not window.focusNextPrevChild(True):
            break
        now = window.focusWidget()
        if now is None or now in found:
            break
        found.append(now)
    return found


@pytest.mark.parametrize("name", [entry.name for entry in PAGES])
def test_everything_tab_reaches_is_named_and_seen_to_have_the_keyboard(
    opened: MainWindow, qtbot, name: str
) -> None:
    opened.activateWindow()
    opened.go(name)
    qtbot.wait(1)
    reached = reached_by_tab(opened)
    assert any(isinstance(widget, FindBox) for widget in reached)
    assert any(isinstance(widget, RailButton) for widget in reached)
    page = opened.frame.page if opened.frame else None
    assert page is not None
    assert any(page.isAncestorOf(widget) for widget in reached)
    kinds = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit)
    for widget in reached:
        said = widget.accessibleName() or getattr(widget, "text", str)()
        assert said, f"{name}: {type(widget).__name__} has no name for a screen reader"
        if not isinstance(widget, kinds) or widget.property("own_ring"):
            continue  # lists and tables mark their own row, the rail its own button
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        shown = opened.ring.isVisible() or widget.visibleRegion().isEmpty()
        assert shown, f"{name}: nothing shows that “{said}” has the keyboard"


def test_every_command_has_words_and_the_sheet_lists_every_shortcut(opened: MainWindow, qtbot) -> None:
    from assurance_desk.ui.actions import COMMANDS
    from assurance_desk.ui.dialogs.help import KeyboardSheet
    from assurance_desk.ui.menus import shortcut_words

    opened.keyboard_sheet()
    sheet = opened.findChild(KeyboardSheet)
    assert sheet is not None
    said = {label.text() for label in sheet.findChildren(QLabel)}
    assert {shortcut_words(spec) for spec in COMMANDS if spec.shortcut} <= said
    assert {"Alt+1 … Alt+0", "F2", "Esc"} <= said
    sheet.accept()
    in_menus = {
        action.shortcut().toString()
        for action in opened.findChildren(QAction)
        if not action.shortcut().isEmpty()
    }
    assert {f"Alt+{number % 10}" for number in range(1, len(PAGES) + 1)} <= in_menus
    assert {"F1", "Ctrl+K", "Ctrl+Z"} <= in_menus


@pytest.mark.parametrize(
    ("name", "key"),
    [("Papers", "Ctrl+Shift+P"), ("Register", "Ctrl+F"), ("Actions", "Ctrl+F"), ("Gaps", "Arrows")],
)
def test_the_sheet_tells_the_keys_of_the_page_it_is_opened_on(
    opened: MainWindow, name: str, key: str
) -> None:
    from assurance_desk.ui.dialogs.help import KeyboardSheet

    opened.go(name)
    opened.keyboard_sheet()
    sheet = opened.findChild(KeyboardSheet)
    assert sheet is not None
    said = {label.text() for label in sheet.findChildren(QLabel)}
    assert {f"On {name}", key, "Everywhere", "Ctrl+K"} <= said
    sheet.accept()


def test_a_long_saved_line_gives_way_to_the_search_box(opened: MainWindow, qtbot) -> None:
    assert opened.frame is not None
    header, box = opened.frame.header, opened.frame.find_box
    opened.go("Register")
    qtbot.wait(1)
    before = box.geometry()
    header.say("Saved: " + "Rename the Safeguarding Partnership of a long name " * 4, undo=True)
    qtbot.wait(1)
    assert box.geometry() == before
    assert header._fact.text().endswith("…")


def test_esc_goes_back_one_level_and_f2_edits_the_cell(opened: MainWindow, qtbot) -> None:
    opened.go("Actions")
    assert opened.frame is not None
    page = opened.frame.page
    assert page is not None
    table = page.table  # type: ignore[attr-defined]
    table.setFocus()
    words = next(at for at, column in enumerate(table.table.columns) if column.write)
    table.setCurrentIndex(table.proxy.index(0, words))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.viewport().findChild(QLineEdit)
    assert editor is not None
    before = editor.text()
    qtbot.keyClicks(editor, "not kept")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert table.proxy.index(0, words).data() == before
    assert opened.frame.page is page
