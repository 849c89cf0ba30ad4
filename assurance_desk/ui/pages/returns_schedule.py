"""The schedule of chasing, edited beside the replies: its steps in order, and the one chosen with its wording."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget

from assurance_desk.domain.chasing import ChasingStep
from assurance_desk.domain.chasing_defaults import CHASE_FIELDS
from assurance_desk.services import chasing, chasing_schedule
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.record_form import RecordForm
from assurance_desk.ui.shell import Shell
from assurance_desk.ui.table_model import Column, TableModel


class SchedulePanel(QWidget):
    """``back`` is what its link back does."""

    def __init__(self, shell: Shell, back: Callable[[], object]) -> None:
        super().__init__()
        self._shell = shell
        self.setObjectName("paper")
        column = w.box(margins=(12, 14, 12, 24), gap=6)
        self.setLayout(column)
        head, inside = w.panel(margins=(12, 0, 12, 0), gap=4)
        leave = w.button(_("Back to the return"), "link", "undo-2")
        leave.clicked.connect(back)
        inside.addWidget(leave)
        inside.addWidget(w.label(_("Chasing schedule"), "section", strong=True))
        words = _("Working days from the day a return is due. The same for every questionnaire.")
        inside.addWidget(w.label(words, "small", role="muted", wrap=True))
        column.addWidget(head)
        self.table = DataTable(
            TableModel(_columns(), lambda: chasing.schedule(shell.desk)),
            _("Steps of chasing"), fitted=True, heads=False, sortable=False,
        )  # fmt: skip
        self.table.chosen.connect(lambda _id: self._show())
        column.addWidget(self.table)
        column.addWidget(self._make_buttons())
        column.addWidget(self._make_form())
        column.addStretch()

    def _make_buttons(self) -> QWidget:
        holder, inside = w.panel(margins=(12, 4, 12, 8))
        row = w.box(across=True, gap=14)
        self.add = self._button(_("Add a step"), "plus", self._add)
        self.remove = self._button(_("Remove"), "", self._remove)
        self.earlier = self._button(_("Move up"), "", lambda: self._move(-1))
        self.later = self._button(_("Move down"), "", lambda: self._move(1))
        for made in (self.add, self.remove, self.earlier, self.later):
            row.addWidget(made)
        row.addStretch()
        inside.addLayout(row)
        return holder

    def _button(self, words: str, icon: str, run: Callable[[], object]) -> QPushButton:
        made = w.button(words, "link", icon)
        made.clicked.connect(lambda _on=False: self._shell.attempt(run))
        made.setEnabled(not self._shell.desk.read_only)
        return made

    def _make_form(self) -> QWidget:
        holder, inside = w.panel(margins=(12, 0, 12, 0), gap=8)
        self.form = RecordForm(
            self._shell, "Returns", ChasingStep,
            save=lambda record, name, typed: chasing_schedule.edit(self._shell.desk, record, name, typed),
            label_width=72,
        )  # fmt: skip
        inside.addWidget(self.form)
        named = ", ".join(f"{{{name}}}" for name in CHASE_FIELDS)
        words = _("Filled in for each recipient: {fields}.").format(fields=named)
        inside.addWidget(w.label(words, "small", role="muted", wrap=True))
        inside.addSpacing(th.px(4))
        return holder

    def show_schedule(self) -> None:
        """Read anew; the step chosen stays chosen."""
        self.table.table.reload()
        if not self.table.current():
            self.table.select_first()
        self._show()

    @property
    def shown(self) -> ChasingStep | None:
        row = self.table.current_row()
        return row if isinstance(row, ChasingStep) else None

    def _show(self) -> None:
        step, desk = self.shown, self._shell.desk
        self.form.show_record(step)
        for by, made in ((-1, self.earlier), (1, self.later)):
            made.setVisible(step is not None and chasing_schedule.neighbour(desk, step, by) is not None)

    def _add(self) -> None:
        made = chasing_schedule.add(self._shell.desk, self.shown)
        self.show_schedule()
        self.table.select(made.id)
        self.form.field("name").setFocus()

    def _remove(self) -> None:
        if self.shown:
            chasing_schedule.remove(self._shell.desk, self.shown)
            self.show_schedule()

    def _move(self, by: int) -> None:
        if self.shown:
            chasing_schedule.move(self._shell.desk, self.shown, by)
            self.show_schedule()


def _columns() -> list[Column[ChasingStep]]:
    return [
        Column("", lambda step: step.when, 172, muted=True),
        Column("", lambda step: _(step.name)),
        Column("", lambda step: _(step.kind), 64, muted=True),
    ]
