"""A line to type a new action into."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assurance_desk.texts import _
from assurance_desk.ui import widgets as w
from assurance_desk.ui.pages.register_blocks import line
from assurance_desk.ui.pages.register_half_typed import HalfTyped
from assurance_desk.ui.shell import Shell


class AddLine(QWidget):
    """``asked(text)`` when it shall be kept; call ``done`` once it is."""

    asked = Signal(str)

    def __init__(self, shell: Shell, page: str, margins: tuple[float, float, float, float]) -> None:
        super().__init__()
        row = w.box(across=True, margins=margins, gap=8)
        self.setLayout(row)
        self.field = line(_("New action"), _("Add an action: what is to be done"))
        self._add = w.button(_("Add action"))
        self._add.setEnabled(False)
        self.field.textChanged.connect(lambda text: self._add.setEnabled(bool(text.strip())))
        self.field.returnPressed.connect(self._ask)
        self._add.clicked.connect(self._ask)
        row.addWidget(self.field, 1)
        row.addWidget(self._add)
        half_typed = HalfTyped(shell, page, self.field, "new action")
        self.show_for, self.done = half_typed.show_for, half_typed.done

    def _ask(self) -> None:
        if self.field.text().strip():
            self.asked.emit(self.field.text())
