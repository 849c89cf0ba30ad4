"""What hangs on an organisation as small tables: edited in their cells, added to below, the chosen row acted on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from assurance_desk.domain.fields import field_of, shown
from assurance_desk.services import records
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.fields import LineField
from assurance_desk.ui.pages.register_half_typed import HalfTyped
from assurance_desk.ui.shell import Shell
from assurance_desk.ui.table_block import TableBlock
from assurance_desk.ui.table_model import Column, TableModel

PAGE = "Organisations"


class Part(QWidget):
    """A heading, a table, what can be done with its chosen row, and a line that adds to it."""

    def __init__(
        self,
        shell: Shell,
        title: str,
        columns: Sequence[Column[Any]],
        load: Callable[[], Sequence[Any]],
        *,
        more: str = "",
    ) -> None:
        super().__init__()
        self._shell = shell
        self._halves: list[HalfTyped] = []
        self._acts: list[tuple[QPushButton, Callable[[Any], str]]] = []
        self._of = ""
        self._fields: list[LineField] = []
        self.column = w.box(margins=(0, 10, 0, 0), gap=4)
        self.setLayout(self.column)
        heading, across = w.panel(across=True, margins=(12, 0, 12, 0))
        across.addWidget(w.section(title, more))
        self.column.addWidget(heading)
        self.model: TableModel[Any] = TableModel(columns, load)
        self.block = TableBlock(DataTable(self.model, title, fitted=True, row=th.ROW_CLOSE))
        self.refusal = self.block.refusal
        self.table = self.block.table
        self.table.chosen.connect(lambda _id: self._name_acts())
        self.column.addWidget(self.block)
        self._bar, self._row = w.panel(across=True, margins=(12, 0, 12, 0), gap=16)
        self._row.addStretch()
        self._bar.hide()
        self.column.addWidget(self._bar)

    def add_act(self, words: Callable[[Any], str], act: Callable[[Any], object]) -> QPushButton:
        """Something to do with the chosen row. ``words(row)`` say it; "" hides it for that row."""
        made = w.button("", "link")
        made.clicked.connect(lambda: self._do(act))
        self._row.insertWidget(self._row.count() - 1, made)
        self._acts.append((made, words))
        return made

    def add_typed_act(self, hint: str, act: Callable[[Any, str], object]) -> LineField:
        """Something done to the chosen row with what is typed, on Enter."""
        field = LineField(hint)
        field.setPlaceholderText(hint)

        def do() -> None:
            typed, row = field.text().strip(), self.table.current_row()
            if typed and row is not None and self._shell.attempt(lambda: act(row, typed)):
                field.clear()

        field.returnPressed.connect(do)
        self._row.insertWidget(self._row.count() - 1, field, 1)
        self._fields.append(field)
        return field

    def add_adder(self, hint: str, act: str, add: Callable[[str], object], key: str) -> LineField:
        """A line that makes a new row of what is typed; half-typed words stay with their organisation."""
        part, row = w.panel(across=True, margins=(12, 4, 12, 0), gap=8)
        field, button = LineField(hint), w.button(act)
        field.setPlaceholderText(hint)
        half = self.keep_half(field, key)

        def do() -> None:
            words = field.text().strip()
            if words and self._shell.attempt(lambda: add(words)):
                half.done()

        button.clicked.connect(do)
        field.returnPressed.connect(do)
        row.addWidget(field, 1)
        row.addWidget(button)
        self.column.addWidget(part)
        return field

    def keep_half(self, field: LineField, key: str) -> HalfTyped:
        half = HalfTyped(self._shell, PAGE, field, key)
        self._halves.append(half)
        return half

    def show_for(self, organisation_id: str) -> None:
        """Read again; the rows are that organisation's, and of another's none is chosen yet."""
        if organisation_id != self._of:
            self._of = organisation_id
            self.table.selectionModel().clear()
        self.model.reload()
        for half in self._halves:
            half.show_for(organisation_id)
        self._name_acts()

    def _do(self, act: Callable[[Any], object]) -> None:
        row = self.table.current_row()
        if row is not None:
            self._shell.attempt(lambda: act(row))
            self._name_acts()

    def _name_acts(self) -> None:
        row = self.table.current_row()
        said = False
        for button, words in self._acts:
            told = words(row) if row is not None else ""
            if told:
                w.set_words(button, told)
            button.setVisible(bool(told))
            said = said or bool(told)
        for field in self._fields:
            field.setVisible(row is not None)
        self._bar.setVisible(
            (said or (bool(self._fields) and row is not None)) and not self._shell.desk.read_only
        )
        self.chose(row)

    def chose(self, row: Any) -> None:
        """Another row is the chosen one (None: none is)."""


def field_column(
    shell: Shell, kind: type, name: str, width: float, *, empty: str = "", gives: int = 0
) -> Column[Any]:
    """A field of a record, edited in its cell; ``empty`` is said where it holds nothing."""
    described = field_of(kind, name)
    return Column(
        described.words,
        lambda record: shown(record, name) or empty,
        width,
        gives=gives,
        choices=described.choices,
        write=lambda record, typed: records.edit_record(shell.desk, record, name, typed),
    )


def removing(row: Any) -> str:
    """What removing the chosen row is called."""
    return _("Remove {what}").format(what=records.name_of(row)) if row is not None else ""
