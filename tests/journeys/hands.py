"""What an officer's hands do at the window: press what is written on a button, type, drop files, take a step back."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
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
from assurance_desk.domain.changes import Step
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.services import checks, drafts
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows, tables
from assurance_desk.ui import theme
from assurance_desk.ui.main_window import MainWindow
from assurance_desk.ui.widgets import ElidedLabel, Paragraph
from tests.make_sample.fill import cells

PICTURES, SCHEME = os.environ.get("JOURNEY_PICTURES"), os.environ.get("JOURNEY_SCHEME", "light")
"""A folder in which to keep pictures of a journey's stations, and the look they are taken in."""
LONG = 20_000
CTRL = Qt.KeyboardModifier.ControlModifier


@contextmanager
def at_the_window(
    qapp: QApplication, qtbot: Any, monkeypatch: pytest.MonkeyPatch, folder: Path, day: date
) -> Iterator[Hands]:
    """A window with a new workbook, on ``day``; settings and half-typed words of its own."""
    monkeypatch.setenv("ASSURANCE_DESK_CONFIG", str(folder / "config"))
    monkeypatch.setenv("ASSURANCE_DESK_DATA", str(folder / "data"))
    theme.apply(qapp)
    window = MainWindow(Clock(day))
    if PICTURES:
        window.set_scheme(SCHEME)
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    assert window.create_path(folder / "Merrowshire.assurance")
    yield Hands(window, qtbot, Path(PICTURES) if PICTURES else None)
    window.close()
    window.deleteLater()


def attached(out: Path, folder: Path) -> dict[str, Path]:
    """The questionnaires in the e-mail drafts of a folder, by whom they were sent to, copied to ``folder``."""
    folder.mkdir()
    found = {}
    for draft in out.glob("*.eml"):
        message = message_from_bytes(draft.read_bytes(), policy=policy.default)
        (to,) = message["To"].addresses
        (copy,) = [one for one in message.iter_attachments() if (one.get_filename() or "").endswith(".xlsx")]
        ref = to.domain.partition(".")[0].upper()
        found[ref] = folder / f"{ref}.xlsx"
        found[ref].write_bytes(copy.get_content())
    return found


def filled(path: Path, answers: dict[Slot, object]) -> Path:
    """The file, with these typed into it in place; None empties a cell."""
    book = load_workbook(path)
    found = cells(book)
    for slot, value in answers.items():
        found[slot].value = value
    book.save(path)
    return path


class Hands:
    """``pictures``: a folder in which to keep what the window looks like at the stations of a journey, if wished."""

    def __init__(self, window: MainWindow, qtbot: Any, pictures: Path | None = None) -> None:
        self.window, self.qtbot, self.pictures = window, qtbot, pictures

    @property
    def desk(self) -> Desk:
        assert self.window.shell
        return self.window.shell.desk

    @property
    def shell(self) -> Any:
        return self.window.shell

    @property
    def page(self) -> Any:
        return self.window.frame.page if self.window.frame else None

    def go(self, page: str, record: str = "") -> Any:
        self.window.go(page, record)
        self.turn()
        return self.page

    def turn(self) -> None:
        QApplication.processEvents()

    def wait(self, until: Callable[[], object] = lambda: True) -> None:
        """Until the worker is done and what is looked for is there."""
        self.qtbot.waitUntil(lambda: not self.window.jobs.busy and bool(until()), timeout=LONG)
        self.turn()

    def day(self, day: date) -> None:
        """The workbook is closed and opened again on another day."""
        path = self.desk.path
        self.window.clock = Clock(day)
        self.window.close_workbook()
        assert self.window.open_path(path)
        self.turn()

    def front(self) -> None:
        """The window again, once a dialog was left: where these tests run nothing brings it back by itself."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow, timeout=LONG)

    # ------------------------------------------------------------ pressing

    def buttons(self, within: QWidget | None = None) -> list[QAbstractButton]:
        place = within or self.window
        return [one for one in place.findChildren(QAbstractButton) if one.isVisible()]

    def button(self, words: str, within: QWidget | None = None) -> QAbstractButton:
        """The one whose words, or whose name for a screen reader, are these; a dead one is no button."""
        self.turn()
        there = self.buttons(within)
        found = [one for one in there if words in (one.text().strip(), one.accessibleName())]
        assert found, f"no button “{words}” among {[one.text() for one in there if one.text()]}"
        assert found[0].isEnabled(), f"“{words}” is dead"
        return found[0]

    def press(self, words: str, within: QWidget | None = None) -> None:
        """By the keyboard: a button that Tab does not reach is not there for everyone."""
        made = self.button(words, within)
        reached = made.focusPolicy() & Qt.FocusPolicy.TabFocus or made.group()  # of a group, by the arrows
        assert reached, f"Tab does not reach “{words}”"
        made.setFocus(Qt.FocusReason.TabFocusReason)
        self.qtbot.keyClick(made, Qt.Key.Key_Space)
        self.turn()

    def command(self, words: str) -> None:
        """From the Ctrl+K box."""
        offered = {one.words: one for one in self.page.commands()}
        assert words in offered, f"no “{words}” among {list(offered)}"
        offered[words].run()
        self.turn()

    def choose(self, field: QComboBox, words: str) -> None:
        at = next((n for n in range(field.count()) if field.itemText(n).startswith(words)), -1)
        assert at >= 0, f"no “{words}” among {[field.itemText(n) for n in range(field.count())]}"
        field.setFocus()
        field.setCurrentIndex(at)
        field.activated.emit(at)
        self.turn()

    # ------------------------------------------------------------ typing

    def type(self, field: QLineEdit | QPlainTextEdit, words: str, *, then: str = "leave") -> None:
        """Over what stands there; ``then``: enter, leave (Tab) or stay."""
        assert field.isVisible()
        assert field.isEnabled()
        field.setFocus()
        field.selectAll()
        self.qtbot.keyClicks(field, words)
        if then == "enter":
            self.qtbot.keyClick(field, Qt.Key.Key_Return)
        elif then == "leave":
            self.qtbot.keyClick(field, Qt.Key.Key_Tab)
        self.turn()

    def key(self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        self.qtbot.keyClick(widget, key, modifier or Qt.KeyboardModifier.NoModifier)
        self.turn()

    def drop(self, *paths: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        self.page.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, none))

    # ------------------------------------------------------------ seeing

    def seen(self, within: QWidget | None = None) -> str:
        """Everything that is said in labels, buttons and fields."""
        self.turn()
        place = within or self.window
        said = [
            one.words() if isinstance(one, Paragraph | ElidedLabel) else one.text()
            for one in place.findChildren(QLabel)
            if one.isVisible()
        ]
        said += [one.text() for one in self.buttons(place)]
        said += [one.text() for one in place.findChildren(QLineEdit) if one.isVisible()]
        return "\n".join(said)

    @property
    def fact(self) -> str:
        self.turn()
        assert self.window.frame
        return self.window.frame.header.fact

    @property
    def primary(self) -> str:
        """What the page's one primary button says."""
        self.turn()
        assert self.window.frame
        made = self.window.frame.header.primary
        return made.text().strip() if made and made.isVisible() else ""

    @property
    def refused(self) -> str:
        """The sentence across the page, if one stands there."""
        assert self.window.frame
        return self.window.frame.notice.sentence if self.window.frame.notice.isVisible() else ""

    def picture(self, name: str) -> None:
        if self.pictures is None:
            return
        self.qtbot.wait(60)
        self.wait()
        self.window.grab().save(str(self.pictures / f"{name}.png"))

    # ------------------------------------------------------------ steps

    def records(self) -> dict[tuple[str, str], Any]:
        """Every record of the workbook, by its kind and id."""
        return {
            (kind.__name__, one.id): one for kind in tables.records() for one in rows.find(self.desk.db, kind)
        }

    def one_step(
        self, do: Callable[[], object], label: str = "", *, until: Callable[[], object] | None = None
    ) -> Step:
        """Done, taken back with Ctrl+Z and done again: as it was, then as it became."""
        before, last = self.records(), self.last
        do()
        self.wait(until or (lambda: self.refused or self.last != last))
        assert not self.refused, self.refused
        made = self.desk.undoable()
        assert made is not None
        assert self.last == last + 1, [one.label for one in self.desk.history()[:4]]
        assert label in made.label, made.label
        after = self.records()
        self.undo()
        assert self.records() == before, f"“{made.label}” was not taken back"
        self.redo()
        assert self.records() == after, f"“{made.label}” was not done again"
        return made

    @property
    def last(self) -> int:
        """The number of the latest step, undoing and redoing included."""
        return max((one.id for one in self.desk.history(limit=1)), default=0)

    def undo(self) -> None:
        self._history(Qt.Key.Key_Z, self.window.undo_actions.undo)

    def redo(self) -> None:
        self._history(Qt.Key.Key_Y, self.window.undo_actions.redo)

    def _history(self, key: Qt.Key, action: Any) -> None:
        assert action.isEnabled()
        assert self.window.isActiveWindow(), "something took the keyboard away from the window"
        self.qtbot.keyClick(self.window.focusWidget() or self.window, key, CTRL)
        self.turn()

    def sound(self) -> None:
        """Nothing half typed is left, and the workbook is whole."""
        left = drafts.left(self.desk)
        assert left == [], left
        assert checks.problems(self.desk) == []
