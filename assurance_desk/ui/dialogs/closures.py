"""Days the office is closed: a small table, a line to add one, and the bank holidays that are known already."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from assurance_desk.domain.calendar import Closure
from assurance_desk.domain.dates import short_date
from assurance_desk.domain.fields import field_of
from assurance_desk.errors import DeskError
from assurance_desk.services import closures
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.pages.register_blocks import line
from assurance_desk.ui.shell import Shell
from assurance_desk.ui.table_block import TableBlock
from assurance_desk.ui.table_model import Column, TableModel


class ClosuresDialog(QDialog):
    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell = shell
        self.setWindowTitle(_("Closed days"))
        column = w.box(margins=(24, 20, 24, 16), gap=10)
        self.setLayout(column)
        column.addWidget(w.label(_("Closed days"), "section", strong=True))
        words = _(
            "Weekends and England’s bank holidays are known. Days on which your own office is closed stand here; "
            "deadlines and chasing count neither, and papers due by a forum’s rule move with them."
        )
        column.addWidget(w.label(words, role="muted", wrap=True))
        self.table = self._make_table()
        held, inside = w.panel("none")
        inside.addWidget(self.table)
        inside.addStretch()
        area = w.scroll(held)
        area.setMinimumHeight(th.px(120))
        column.addWidget(area, 1)
        column.addWidget(self._make_adder())
        self.refusal = w.label("", "small", role="late", wrap=True)
        self.refusal.hide()
        column.addWidget(self.refusal)
        column.addWidget(w.section(_("Bank holidays to come")))
        days = [f"{short_date(day)} {name}" for day, name in closures.coming_bank_holidays(shell.desk)]
        column.addWidget(w.label(" · ".join(days), "small", role="muted", wrap=True))
        column.addWidget(self._make_foot())
        shell.changed.connect(self._changed)
        self.resize(min(th.px(600), self.screen().availableGeometry().width() - 40), th.px(440))

    def _make_table(self) -> TableBlock:
        def column(field: str, read: Callable[[Closure], str], width: float) -> Column[Closure]:
            return Column(
                field_of(Closure, field).words, read, width,
                write=lambda row, typed: closures.edit(self._shell.desk, row, field, typed),
            )  # fmt: skip

        columns = [
            column("first", lambda row: short_date(row.first), 120),
            column("last", lambda row: short_date(row.last), 120),
            column("why", lambda row: row.why, 0),
        ]
        made = TableBlock(
            DataTable(
                TableModel(columns, lambda: closures.table(self._shell.desk)), _("Closed days"), fitted=True
            )
        )
        made.table.chosen.connect(lambda _id: self._offer())
        return made

    def _make_adder(self) -> QWidget:
        row, across = w.panel(across=True, gap=8)
        self.first = line(_("Closed from"), _("From: 24 December 2019"))
        self.last = line(_("Closed to"), _("To (empty: one day)"))
        self.why = line(_("Why it is closed"), _("Why: council closed"))
        for field in (self.first, self.last, self.why):
            field.returnPressed.connect(self._add)
            across.addWidget(field, 1)
        self.add_button = w.button(_("Add"))
        self.add_button.clicked.connect(self._add)
        across.addWidget(self.add_button)
        return row

    def _make_foot(self) -> QWidget:
        foot, across = w.panel(across=True, gap=12)
        self.remove_button = w.button(_("Take out the chosen one"), "link")
        self.remove_button.clicked.connect(self._remove)
        across.addWidget(self.remove_button)
        across.addStretch()
        close = w.button(_("Close"))
        close.clicked.connect(self.accept)
        across.addWidget(close)
        self._offer()
        return foot

    def _offer(self) -> None:
        self.remove_button.setEnabled(self.table.table.current_row() is not None)

    def _changed(self, _changes: object) -> None:
        self.table.table.table.reload()
        self._offer()

    def _add(self) -> None:
        try:
            closures.add(self._shell.desk, self.first.text(), self.last.text(), self.why.text())
        except DeskError as error:
            self.refusal.setText(error.sentence)
            self.refusal.show()
            return
        self.refusal.hide()
        for field in (self.first, self.last, self.why):
            field.clear()
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        row = self.table.table.current_row()
        if isinstance(row, Closure):
            self._shell.attempt(lambda: closures.remove(self._shell.desk, row))
