"""Short lists inside a question: answers with what they mean, rows, columns. Added, worded, ordered, taken away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.fields import LineField


class ItemRow(QWidget):
    """One item. ``fields()[0]`` is its words; ``changed`` when a field was left with something else in it."""

    changed = Signal()
    typing = Signal()

    def line(self, said: str, placeholder: str = "") -> LineField:
        made = LineField(said)
        made.setPlaceholderText(placeholder)
        made.committed.connect(self.changed)
        made.textEdited.connect(lambda _words: self.typing.emit())
        return made

    def head(self) -> QLineEdit:
        raise NotImplementedError

    def set_item(self, item: Any, number: int) -> None:
        raise NotImplementedError

    def item(self) -> Any:
        raise NotImplementedError


class Items(QWidget):
    """``changed`` carries nothing: ask ``items``. An item begun and left without words is no item yet.

    Enter goes on to the next line, past the last to a new one; Alt with an arrow moves a line; Backspace in an empty
    line takes it away; several pasted lines become as many items.
    """

    changed = Signal()
    typing = Signal()

    def __init__(
        self, title: str, said: str, add: str, make: Callable[[], ItemRow], fresh: Callable[[str], Any]
    ) -> None:
        super().__init__()
        self._said, self._make, self._fresh = said, make, fresh
        self._shown: list[Any] = []
        self._pending = False
        self.lines: list[ItemRow] = []
        self._takes: dict[ItemRow, QPushButton] = {}
        column = widgets.box(gap=4)
        self.setLayout(column)
        column.addWidget(widgets.label(title, "small", role="muted"))
        self._column = widgets.box(gap=4)
        column.addLayout(self._column)
        self.add = widgets.button(add, "link", "plus")
        self.add.clicked.connect(self.begin)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def items(self) -> list[Any]:
        made = [line.item() for line in self.lines]
        if self._pending and self.lines and not self.lines[-1].head().text().strip():
            made.pop()
        return made

    def show_items(self, items: Sequence[Any]) -> None:
        """Lines are kept where their number is, so that the keyboard stays in the one it is in."""
        self._shown = list(items)
        if self._pending and self.lines[-1].head().text().strip():
            self._pending = False  # the one begun has its words now
        wanted = len(items) + self._pending
        while len(self.lines) > wanted:
            self._drop(self.lines[-1])
        while len(self.lines) < wanted:
            self._append()
        for number, (line, item) in enumerate(zip(self.lines, items, strict=False), 1):
            if line.item() != item:
                line.set_item(item, number)
            self._name(line, number)

    def begin(self) -> None:
        """A new line at the end, ready to be typed into."""
        if not self._pending:
            self._append()
            self.lines[-1].set_item(self._fresh(""), len(self.lines))
            self._pending = True
        self.lines[-1].head().setFocus(Qt.FocusReason.OtherFocusReason)

    def forget_pending(self) -> None:
        """Another question is shown: what was begun without words is nothing."""
        if self._pending:
            self._pending = False
            self._drop(self.lines[-1])

    def _append(self) -> None:
        line = self._make()
        line.changed.connect(self._tell)
        line.typing.connect(self.typing)
        line.head().installEventFilter(self)
        row, across = widgets.panel(across=True, gap=4)
        across.addWidget(line, 1)
        take = widgets.button("", "link", "x", _("Take this away"))
        take.setFixedSize(th.px(24), line.head().sizeHint().height())
        take.clicked.connect(lambda: self._take(line))
        across.addWidget(take, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addWidget(row)
        self.lines.append(line)
        self._takes[line] = take
        self._name(line, len(self.lines))

    def _name(self, line: ItemRow, number: int) -> None:
        line.head().setAccessibleName(f"{self._said} {number}")
        words = _("Take away {what} {n}").format(what=self._said.lower(), n=number)
        self._takes[line].setAccessibleName(words)

    def _drop(self, line: ItemRow) -> None:
        self.lines.remove(line)
        del self._takes[line]
        row = line.parentWidget()
        if row:
            row.hide()
            self._column.removeWidget(row)
            row.deleteLater()

    def _take(self, line: ItemRow) -> None:
        at = self.lines.index(line)
        if self._pending and line is self.lines[-1]:
            self._pending = False
        self._drop(line)
        if self.lines:
            self.lines[max(0, at - 1)].head().setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()

    def _tell(self) -> None:
        if self.items() != self._shown:
            self.changed.emit()

    def _move(self, at: int, by: int) -> None:
        items = self.items()
        if not (0 <= at < len(items) and 0 <= at + by < len(items)):
            return
        items.insert(at + by, items.pop(at))
        for number, (line, item) in enumerate(zip(self.lines, items, strict=False), 1):
            line.set_item(item, number)
        self.lines[at + by].head().setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            at = next((n for n, line in enumerate(self.lines) if line.head() is watched), -1)
            if at >= 0 and self._key(at, event):
                return True
        return super().eventFilter(watched, event)

    def _key(self, at: int, event: QKeyEvent) -> bool:
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        field = self.lines[at].head()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell()
            self._next(at)
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(at, -1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Backspace and not field.text() and len(self.lines) > 1:
            self._take(self.lines[at])
        elif (
            event.matches(QKeySequence.StandardKey.Paste) and "\n" in QApplication.clipboard().text().strip()
        ):
            self._paste(at)
        else:
            return False
        return True

    def _next(self, at: int) -> None:
        if at + 1 < len(self.lines):
            self.lines[at + 1].head().setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.begin()

    def _paste(self, at: int) -> None:
        pasted = [" ".join(one.split()) for one in QApplication.clipboard().text().splitlines()]
        first, *rest = [one for one in pasted if one]
        self.lines[at].head().setText(first)
        self._pending = False
        for words in rest:
            self._append()
            self.lines[-1].set_item(self._fresh(words), len(self.lines))
        self._tell()
