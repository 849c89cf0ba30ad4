"""Why an edit in a table was not kept, right below the table, with what was typed kept for another try."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from assurance_desk.domain.changes import Changes
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.data_table import DataTable


class Refusal(QWidget):
    """Hidden until its table refuses an edit."""

    def __init__(self, table: DataTable) -> None:
        super().__init__()
        self._table = table
        self._cell: tuple[str, int] = ("", 0)
        self._typed = ""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(th.px(12), th.px(8), th.px(12), 0)
        panel, across = w.panel("warn", across=True, margins=(12, 8, 12, 8), gap=12)
        self._sentence = w.label("", wrap=True)
        self._again = w.button(_("Type it again"))
        self._again.clicked.connect(self._edit_again)
        away = w.button(_("Leave it as it was"), "link")
        away.clicked.connect(self.hide)
        across.addWidget(self._sentence, 1)
        across.addWidget(self._again)
        across.addWidget(away)
        outer.addWidget(panel)
        table.table.refused.connect(self._refused)
        self.hide()

    def words(self) -> str:
        return self._sentence.text()

    def _refused(self, row_id: str, column: int, typed: str, sentence: str) -> None:
        self._cell, self._typed = (row_id, column), typed
        self._sentence.setText(sentence)
        self._sentence.setAccessibleName(sentence)
        self.show()

    def on_changes(self, changes: Changes | None) -> None:
        """What was refused may have been mended meanwhile."""
        if changes is not None and self._cell[0] in changes.ids("action"):
            self.hide()

    def _edit_again(self) -> None:
        row_id, column = self._cell
        self.hide()
        if not self._table.select(row_id):
            return
        source = self._table.table.index(self._table.table.row_number(row_id), column)
        index = self._table.proxy.mapFromSource(source)
        self._table.setCurrentIndex(index)
        self._table.edit(index)
        editor = self._table.viewport().focusWidget() or self._table.focusWidget()
        if isinstance(editor, QLineEdit):
            editor.setText(self._typed)
        elif isinstance(editor, QComboBox):
            editor.setCurrentText(self._typed)
