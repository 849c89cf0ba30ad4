"""The one search box: finds pages, commands and records, and goes to what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QWidget

from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui.marks import IconMark
from assurance_desk.ui.shell import Command

if TYPE_CHECKING:  # a list is made when somebody first searches, not to show the window
    from assurance_desk.ui.find_popup import FindPopup
    from assurance_desk.ui.list_row import ListRow
    from assurance_desk.ui.row_list import RowList

Finder = Callable[[str, str], "Sequence[tuple[str, Sequence[tuple[ListRow, Command]]]]"]
"""From what was typed, and the one kind asked for ("" all), to groups: (heading, [(row, what choosing it does)])."""
Reader = Callable[[float], bool]
"""Reads on in the workbook for so many seconds; True once all can be found."""
WIDE = 580
MORE = "more "
"""The id of a row that shows all of a kind begins so, the kind follows."""
READ_AFTER, READ_EVERY = 1000, 20
QUIETLY, AT_ONCE, AT_LAST = 0.004, 0.015, 5.0
"""The workbook is read a little at a time, so that nothing waits for it; faster once somebody searches; whole on Enter."""


class FindBox(QLineEdit):
    """Up and Down move in what was found, Enter chooses, Esc goes back from one kind to all, then gives the keyboard back."""

    def __init__(self, finder: Finder, reader: Reader, window: QWidget) -> None:
        super().__init__()
        self._finder, self._reader, self._window = finder, reader, window
        self._only = ""
        self._found: dict[str, Command] = {}
        self._before: QWidget | None = None
        self.setFont(th.font())
        self.setPlaceholderText(_("Find anything"))
        self.setAccessibleName(_("Find anything, Ctrl+K"))
        self._glass = IconMark("search")
        self._glass.setParent(self)
        self.setTextMargins(th.px(24), 0, 0, 0)
        self.setMinimumWidth(th.px(120))
        self.setMaximumWidth(th.px(240))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._hint = QLabel(_("Ctrl+K"), self)
        self._hint.setFont(th.font("small"))
        self._hint.setProperty("role", "muted")
        self._timer = QTimer(self, singleShot=True, interval=60)
        self._timer.timeout.connect(self.find_now)
        self.textEdited.connect(self._typed)
        self._whole = False
        self._read_timer = QTimer(self)
        self._read_timer.timeout.connect(self._read_on)
        self._read_timer.start(READ_AFTER)

    @cached_property
    def _under(self) -> FindPopup:
        from assurance_desk.ui.find_popup import FindPopup

        return FindPopup(self._window, self._choose)

    @property
    def popup(self) -> QWidget:
        return self._under.frame

    @property
    def rows(self) -> RowList:
        return self._under.rows

    @property
    def searching(self) -> bool:
        """Whether what was found is shown."""
        return "_under" in self.__dict__ and self.popup.isVisible()

    def close_box(self) -> None:
        """The window is built anew, or lets go of its workbook: nothing is read any more."""
        self._timer.stop()
        self._read_timer.stop()
        if "_under" in self.__dict__:
            self.popup.deleteLater()

    def read_again(self) -> None:
        """Something was written: its words are read in an idle moment."""
        self._whole = False
        self._read_timer.start(READ_AFTER)

    def begin(self) -> None:
        """Ctrl+K."""
        focus = self._window.focusWidget()
        if focus is not self:
            self._before = focus
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self.find_now()

    def _typed(self, _words: str) -> None:
        self._only = ""
        self._timer.start()

    def _read_on(self) -> None:
        """The workbook's words, a slice at a time; what was searched meanwhile is searched again at the end."""
        searching = self.searching
        self._read(AT_ONCE if searching else QUIETLY)
        if self._whole and searching:
            self.find_now()

    def _read(self, seconds: float) -> None:
        self._whole = self._whole or self._reader(seconds)
        if self._whole:
            self._read_timer.stop()
        else:
            self._read_timer.start(0 if self.hasFocus() else READ_EVERY)

    def find_now(self) -> None:
        self._timer.stop()
        self._read(AT_ONCE)
        from assurance_desk.ui.list_row import ListRow

        self._found = {}
        rows: list[ListRow] = []
        for heading, found in self._finder(self.text().strip(), self._only):
            if found:
                rows.append(ListRow(heading=heading))
            for row, command in found:
                self._found[row.id] = command
                rows.append(row)
        self.rows.set_rows(rows)
        self.rows.select(next((row.id for row in rows if not row.heading), ""))
        self.rows.setVisible(bool(rows))
        self._under.reading.setVisible(not self._whole and bool(self.text().strip()))
        self._under.none.setVisible(not rows and self._whole)
        self._under.none.setText(
            _("Nothing holds “{typed}”. Try fewer words, or the beginning of one.").format(typed=self.text())
        )
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self._only:
            self._narrow("")
        elif key == Qt.Key.Key_Escape:
            self._end()
            if self._before is not None and self._before.isVisible():
                self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.searching:
            self.rows.keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._timer.isActive() or not self._whole:
                self._read(AT_LAST)
                self.find_now()
            self._choose()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.MouseFocusReason:
            self.find_now()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        stays = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if self.searching and event.reason() not in stays:
            self.popup.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._glass.move(th.px(10), (self.height() - self._glass.height()) // 2)
        self._hint.adjustSize()
        self._hint.move(
            self.width() - self._hint.width() - th.px(12), (self.height() - self._hint.height()) // 2
        )
        self._hint.setVisible(self.width() >= th.px(200))
        self.setPlaceholderText(_("Find anything") if self.width() >= th.px(150) else _("Find"))

        self._follow()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._follow()

    def _follow(self) -> None:
        if self.searching:
            self._place()

    def _narrow(self, kind: str) -> None:
        self._only = kind
        self.find_now()
        self.rows.scrollToTop()

    def _choose(self) -> None:
        chosen = self.rows.current()
        command = self._found.get(chosen)
        if command is None:
            return
        if chosen.startswith(MORE):
            self._narrow(chosen.removeprefix(MORE))
            return
        self._end()
        command.run()

    def _end(self) -> None:
        self._only = ""
        self.clear()
        if self.searching:
            self.popup.hide()

    def _place(self) -> None:
        """Under the box, as tall as what was found and no taller than the window leaves."""
        wide = min(th.px(WIDE), self._window.width() - th.px(16))
        corner = self.mapTo(self._window, QPoint(self.width() - wide, self.height() + th.px(6)))
        left = max(th.px(8), min(corner.x(), self._window.width() - wide - th.px(8)))
        model = self.rows.model()
        tall = sum(self.rows.sizeHintForRow(at) for at in range(model.rowCount())) + th.px(10)
        if self._under.none.isVisibleTo(self.popup):
            tall = self._under.none.heightForWidth(wide) + th.px(16)
        if self._under.reading.isVisibleTo(self.popup):
            tall += self._under.reading.sizeHint().height()
        room = self._window.height() - corner.y() - th.px(16)
        self.popup.setGeometry(left, corner.y(), wide, max(th.px(48), min(tall, room)))
        self.popup.show()
        self.popup.raise_()
