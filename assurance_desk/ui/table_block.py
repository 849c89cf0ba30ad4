"""A table with its refusals told right below it, what was typed kept in its cell."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.data_table import DataTable


class TableBlock(QWidget):
    """Wraps a ``DataTable`` whose cells are edited in place."""

    def __init__(self, table: DataTable) -> None:
        super().__init__()
        self.table = table
        column = widgets.box(gap=2)
        self.setLayout(column)
        column.addWidget(table)
        self.refusal = widgets.label("", "small", role="late", wrap=True)
        self.refusal.setContentsMargins(th.px(12), 0, th.px(12), 0)
        self.refusal.hide()
        column.addWidget(self.refusal)
        table.table.refused.connect(self._refused)
        table.table.dataChanged.connect(self._fine)
        table.table.modelReset.connect(self._fine)

    def _refused(self, row_id: str, column: int, typed: str, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.show()
        self.table.setAccessibleDescription(sentence)
        QTimer.singleShot(0, self, lambda: self._edit_again(row_id, column, typed))

    def _edit_again(self, row_id: str, column: int, typed: str) -> None:
        model = self.table.table
        index = self.table.proxy.mapFromSource(model.index(model.row_number(row_id), column))
        if not index.isValid():
            return
        self.table.setCurrentIndex(index)
        self.table.edit(index)
        editor = self.table.viewport().findChild(QLineEdit)
        if editor is not None:
            editor.setText(typed)

    def _fine(self) -> None:
        self.refusal.hide()
        self.table.setAccessibleDescription("")
