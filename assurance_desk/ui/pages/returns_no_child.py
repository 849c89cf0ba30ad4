"""Below an answer that seems to name a child: why it names none is typed, and it is kept as it stands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets


class NoChild(QWidget):
    """Hidden until it is offered. ``again(reason)`` is what was refused, to be done with the reason."""

    def __init__(self) -> None:
        super().__init__()
        self._again: Callable[[str], object] = lambda _reason: None
        row = widgets.box(across=True, gap=8)
        self.setLayout(row)
        self.reason = QLineEdit()
        self.reason.setFont(th.font())
        self.reason.setAccessibleName(_("Why it names no child"))
        self.reason.setPlaceholderText(_("Why it names no child, such as: a training provider’s name"))
        self.reason.returnPressed.connect(self._press)
        self.keep = widgets.button(_("Keep it: it names no child"))
        self.keep.clicked.connect(lambda _on=False: self._press())
        row.addWidget(self.reason, 1)
        row.addWidget(self.keep)
        self.hide()

    def offer(self, again: Callable[[str], object]) -> None:
        self._again = again
        self.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _press(self) -> None:
        self._again(self.reason.text())
