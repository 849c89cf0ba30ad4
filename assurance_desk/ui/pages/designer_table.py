"""The rows and columns of a table, and the rows to tick of several."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assurance_desk.domain.design_kinds import WITH_COLUMNS
from assurance_desk.domain.design_names import next_key, next_row_ref
from assurance_desk.domain.questionnaire import Column, Question, Row
from assurance_desk.texts import _
from assurance_desk.ui import widgets
from assurance_desk.ui.fields import LineField
from assurance_desk.ui.pages.designer_fields import tick
from assurance_desk.ui.pages.designer_items import ItemRow, Items
from assurance_desk.ui.pages.designer_lines import ColumnLine, TableRowLine


class TablePart(QWidget):
    """``change(rows=…)`` or ``change(columns=…)`` keeps them as one step."""

    typing = Signal()

    def __init__(self, change: Callable[..., None]) -> None:
        super().__init__()
        self._change = change
        self._question = Question(ref="", text="", kind="several")
        column = widgets.box(gap=8)
        self.setLayout(column)
        self.rows = Items(_("Rows"), _("Row"), _("Add a row"), self._row, self._fresh_row)
        self.rows.changed.connect(lambda: self._change(rows=self._rows()))
        self.columns = Items(_("Columns"), _("Column"), _("Add a column"), self._column, self._fresh_column)
        self.columns.changed.connect(lambda: self._change(columns=self._columns()))
        self._heading_said = widgets.label(_("Heading over the rows"), "small", role="muted")
        self.heading = LineField(_("Heading over the rows"))
        self.heading.setPlaceholderText(_("such as: Staff group"))
        self.heading.committed.connect(self._keep_heading)
        self.more = tick(_("Rows have short names and levels"))
        self.more.clicked.connect(self._show_more)
        for items in (self.rows, self.columns):
            items.typing.connect(self.typing)
        for widget in (self.columns, self._heading_said, self.heading, self.rows, self.more):
            column.addWidget(widget)

    def _row(self) -> ItemRow:
        return TableRowLine(more=self._more_of_rows())

    def _more_of_rows(self) -> bool:
        return self._question.kind == "table" and self.more.isChecked()

    def _column(self) -> ItemRow:
        return ColumnLine()

    def _fresh_row(self, words: str) -> Row:
        return Row(ref="", label=words)

    def _fresh_column(self, words: str) -> Column:
        return Column(key="", heading=words, kind="short_text")

    def show_question(self, question: Question, *, new: bool) -> None:
        self._question = question
        if new:
            self.rows.forget_pending()
            self.columns.forget_pending()
        grid = question.kind in WITH_COLUMNS
        for widget in (self.columns, self._heading_said, self.heading):
            widget.setVisible(grid)
        self.more.setVisible(question.kind == "table")
        if any(row.short or row.level for row in question.rows):
            self.more.setChecked(True)
        elif new:
            self.more.setChecked(False)
        self.rows.show_items(question.rows)
        self._show_more()
        self.columns.show_items(question.columns)
        if not self.heading.isModified() or new:
            self.heading.set_words(question.row_heading)

    def typed(self) -> dict[str, Any]:
        columns = self._columns() if self._question.kind in WITH_COLUMNS else ()
        return {"rows": self._rows(), "columns": columns}

    def _show_more(self) -> None:
        for line in self.rows.lines:
            assert isinstance(line, TableRowLine)
            line.show_more(self._more_of_rows())

    def _rows(self) -> tuple[Row, ...]:
        made = replace(self._question, rows=tuple(row for row in self.rows.items() if row.ref))
        rows: list[Row] = []
        for row in self.rows.items():
            named = row if row.ref else replace(row, ref=next_row_ref(made))
            rows.append(named)
            if not row.ref:
                made = replace(made, rows=(*made.rows, named))
        return tuple(rows)

    def _columns(self) -> tuple[Column, ...]:
        made = replace(self._question, columns=tuple(one for one in self.columns.items() if one.key))
        columns: list[Column] = []
        for column in self.columns.items():
            named = column if column.key else replace(column, key=next_key(made, column.heading))
            columns.append(named)
            if not column.key:
                made = replace(made, columns=(*made.columns, named))
        return tuple(columns)

    def _keep_heading(self) -> None:
        words = " ".join(self.heading.text().split())
        self.heading.setModified(False)
        if words != self._question.row_heading:
            self._change(row_heading=words)
