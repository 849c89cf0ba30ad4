"""Half-typed words of a line stay with the record they were typed for, through a crash too."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit

from assurance_desk.services import drafts
from assurance_desk.services.drafts import Draft
from assurance_desk.ui.shell import Shell

KEPT_AFTER = 500
"""Milliseconds without a key after which what is half typed is kept."""


class HalfTyped(QObject):
    """Looks after ``field`` on ``page``; ``key`` tells it from the record's other fields.

    ``settled`` gives the words already kept in the record: those are not half typed.
    """

    def __init__(
        self, shell: Shell, page: str, field: QLineEdit, key: str, settled: Callable[[], str] = str
    ) -> None:
        super().__init__(field)
        self._shell, self._page, self._field, self._key = shell, page, field, key
        self._settled = settled
        self._record_id = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEPT_AFTER)
        self._timer.timeout.connect(self.keep)
        field.textEdited.connect(lambda _text: self._timer.start())
        field.editingFinished.connect(self.keep)

    def show_for(self, record_id: str) -> None:
        """What was half typed for this record, and nothing that was typed for another."""
        if record_id == self._record_id:
            return
        self.keep()
        self._record_id = record_id
        self._field.setText(self._kept() or self._settled())

    def keep(self) -> None:
        self._timer.stop()
        text = self._field.text()
        if text.strip() and text != self._settled() and self._record_id:
            drafts.keep(self._shell.desk, self._draft(text))
        elif self._kept():
            drafts.drop(self._shell.desk, self._draft(""))

    def done(self) -> None:
        """It became a record."""
        self._field.setText(self._settled())
        self.keep()

    def _draft(self, text: str) -> Draft:
        said = self._field.accessibleName()
        return Draft(page=self._page, record_id=self._record_id, field=self._key, said=said, text=text)

    def _kept(self) -> str:
        kept = drafts.of_record(self._shell.desk, self._record_id) if self._record_id else []
        return next((draft.text for draft in kept if draft.field == self._key), "")
