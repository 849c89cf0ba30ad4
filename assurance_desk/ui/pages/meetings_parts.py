"""Parts of the Meetings page: a line that adds one thing, and a table edited in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from assurance_desk.domain.fields import field_of, shown
from assurance_desk.errors import DeskError
from assurance_desk.services import records
from assurance_desk.ui import widgets as w
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.fields import LineField
from assurance_desk.ui.pages.register_half_typed import HalfTyped
from assurance_desk.ui.shell import Shell
from assurance_desk.ui.table_block import TableBlock
from assurance_desk.ui.table_model import Column, TableModel


class Adder(QWidget):
    """A line and its button. What is half typed stays with the record it was typed for (``show_for``)."""

    def __init__(self, shell: Shell, key: str, hint: str, words: str, add: Callable[[str], object]) -> None:
        super().__init__()
        self._add = add
        column = w.box(gap=2)
        self.setLayout(column)
        row, across = w.panel(across=True, gap=8)
        self.field = LineField(hint)
        self.field.setPlaceholderText(hint)
        self.button = w.button(words)
        across.addWidget(self.field, 1)
        across.addWidget(self.button)
        column.addWidget(row)
        self.refusal = w.label("", "small", role="late", wrap=True)
        self.refusal.hide()
        column.addWidget(self.refusal)
        self._half = HalfTyped(shell, "Meetings", self.field, key)
        self.button.clicked.connect(self._keep)
        self.field.returnPressed.connect(self._keep)

    def show_for(self, record_id: str) -> None:
        self._half.show_for(record_id)

    def _keep(self) -> None:
        """The sentence beside it and what was typed stay where it is refused."""
        try:
            self._add(self.field.text())
        except DeskError as error:
            self.refusal.setText(error.sentence)
            self.refusal.show()
            return
        self.refusal.hide()
        self._half.done()


def edited_table(
    shell: Shell,
    name: str,
    kind: type,
    columns: Sequence[tuple[str, float]],
    load: Callable[[], Sequence[Any]],
    **more: Any,
) -> TableBlock:
    """A table of one kind of record, every column (field, width at 100 %) edited in place."""

    def column(field: str, width: float) -> Column[Any]:
        described = field_of(kind, field)
        return Column(
            described.words, lambda row: shown(row, field), width, choices=described.choices,
            write=lambda row, typed: records.edit_record(shell.desk, row, field, typed),
        )  # fmt: skip

    model: TableModel[Any] = TableModel([column(*one) for one in columns], load)
    return TableBlock(DataTable(model, name, fitted=True, **more))
