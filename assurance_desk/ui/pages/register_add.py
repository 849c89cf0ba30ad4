"""A line to type a new action into; half-typed words stay with what they were typed for."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from assurance_desk.services import drafts
from assurance_desk.services.drafts import Draft
from assurance_desk.texts import _
from assurance_desk.ui import widgets as w
from assurance_desk.ui.pages.register_blocks import line
from assurance_desk.ui.shell import Shell

KEPT_AFTER = 500
"""Milliseconds without a key after which what is half typed is kept."""


class AddLine(QWidget):
    """``asked(text)`` when it shall be kept; ``done()`` once it is."""

    asked = Signal(str)

    def __init__(self, shell: Shell, page: str, margins: tuple[float, float, float, float]) -> None:
        super().__init__()
        self._shell, self._page, self._record_id = shell, page, ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEPT_AFTER)
        self._timer.timeout.connect(self.keep_draft)
        row = w.box(across=True, margins=margins, gap=8)
        self.setLayout(row)
        self.field = line(_("New action"), _("Add an action: what is to be done"))
        self._add = w.button(_("Add action"))
        self._add.setEnabled(False)
        self.field.textChanged.connect(lambda text: self._add.setEnabled(bool(text.strip())))
        self.field.textEdited.connect(lambda _text: self._timer.start())
        self.field.returnPressed.connect(self._ask)
        self.field.editingFinished.connect(self.keep_draft)
        self._add.clicked.connect(self._ask)
        row.addWidget(self.field, 1)
        row.addWidget(self._add)

    def show_for(self, record_id: str) -> None:
        """What was half typed for this record, and nothing that was typed for another."""
        if record_id == self._record_id:
            return
        self.keep_draft()
        self._record_id = record_id
        self.field.setText(self._kept())

    def keep_draft(self) -> None:
        self._timer.stop()
        text = self.field.text()
        if text.strip() and self._record_id:
            drafts.keep(self._shell.desk, self._draft(text))
        elif self._kept():
            drafts.drop(self._shell.desk, self._draft(""))

    def done(self) -> None:
        self.field.clear()
        self.keep_draft()

    def _ask(self) -> None:
        if self.field.text().strip():
            self.asked.emit(self.field.text())

    def _draft(self, text: str) -> Draft:
        return Draft(
            page=self._page, record_id=self._record_id, field="new action", said=_("New action"), text=text
        )

    def _kept(self) -> str:
        kept = drafts.of_record(self._shell.desk, self._record_id) if self._record_id else []
        return next((draft.text for draft in kept if draft.field == "new action"), "")
