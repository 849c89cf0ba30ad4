"""Cells pasted onto the table of actions: shown as what would change, then put in as one step, or not at all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from assurance_desk.domain.ids import new_id
from assurance_desk.services import action_cells, several
from assurance_desk.services.action_cells import CellChange, Pasted
from assurance_desk.services.several import Plan
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.fields import LineField
from assurance_desk.ui.shell import Shell
from assurance_desk.ui.table_model import Column, TableModel

SHOWN, SHOWN_SENTENCES = 200, 10


class PastePanel(QWidget):
    """In place of the form of one action. ``closed`` once it is kept or left."""

    closed = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._pasted: Pasted | None = None
        self._changes: list[tuple[str, CellChange]] = []
        column = w.box(margins=(12, 8, 12, 12), gap=10)
        self.setLayout(column)
        self._title = w.label("", "section", strong=True, wrap=True)
        column.addWidget(self._title)
        self.warning, self._lines = w.panel("warn", margins=(12, 8, 12, 10), gap=6)
        column.addWidget(self.warning)
        self._why_row, across = w.panel(across=True, gap=12)
        caption = w.label(_("Why dates move"), role="muted")
        self.why = LineField(_("Why dates move"))
        self.why.setPlaceholderText(_("needed where a date moves"))
        self.why.committed.connect(self._look)
        caption.setBuddy(self.why)
        across.addWidget(caption)
        across.addWidget(self.why, 1)
        column.addWidget(self._why_row)
        buttons, row = w.panel(across=True, gap=8)
        self.keep = w.button("", "suggested")
        self.keep.clicked.connect(self._keep)
        self.leave = w.button(_("Change none"), "link")
        self.leave.clicked.connect(self.close_panel)
        row.addWidget(self.keep)
        row.addWidget(self.leave)
        row.addStretch()
        column.addWidget(buttons)
        self._rest = w.label("", "small", role="muted", wrap=True)
        model = TableModel(_columns(), lambda: self._changes, row_id=lambda line: line[0])
        self.table = DataTable(model, _("What would change"), fitted=True, sortable=False, row=th.ROW_CLOSE)
        column.addWidget(self.table)
        column.addWidget(self._rest)

    def show_pasted(self, pasted: Pasted) -> None:
        self._pasted = pasted
        self.why.set_words("")
        self._look()
        (self.keep if self.keep.isVisibleTo(self) else self.leave).setFocus(Qt.FocusReason.OtherFocusReason)

    def close_panel(self) -> None:
        self._pasted = None
        self.closed.emit()

    def _plan(self) -> Plan:
        typed = self._pasted.typed if self._pasted else {}
        return several.plan_each(self._shell.desk, typed, self.why.words())

    def _look(self) -> None:
        """What would change as things stand now."""
        if self._pasted is None:
            return
        plan = self._plan()
        changes = action_cells.changes(self._shell.desk, plan)
        self._changes = [(new_id(), one) for one in changes[:SHOWN]]
        self.table.table.reload()
        actions = len(plan.edited)
        self._title.setText(
            plural("Pasted: {n} action would change", "Pasted: {n} actions would change", actions)
            if actions
            else _("Pasted: nothing would change")
        )
        words = plural("Change {n} action", "Change {n} actions", actions)
        w.set_words(
            self.keep, _("{change}, leave {n} out").format(change=words, n=plan.left) if plan.left else words
        )
        self.keep.setVisible(bool(actions))
        dates = any("due" in typed for typed in self._pasted.typed.values())
        self._why_row.setVisible(dates)
        self._warn([*plan.sentences(), *self._pasted.told])
        more = len(changes) - SHOWN
        rest = [plural("and {n} change more", "and {n} changes more", more)] if more > 0 else []
        self._rest.setText(". ".join([*rest, _("Empty cells change nothing.")]))

    def _warn(self, sentences: Sequence[str]) -> None:
        w.clear(self._lines)
        for sentence in sentences[:SHOWN_SENTENCES]:
            self._lines.addWidget(w.label(sentence, wrap=True))
        more = len(sentences) - SHOWN_SENTENCES
        if more > 0:
            self._lines.addWidget(w.label(plural("and {n} more", "and {n} more", more)))
        self.warning.setVisible(bool(sentences))
        self.warning.setAccessibleName(" ".join(sentences[:SHOWN_SENTENCES]))

    def _keep(self) -> None:
        plan = self._plan()
        rows = plural("Paste over {n} action", "Paste over {n} actions", len(plan.edited))
        if self._shell.attempt(lambda: several.keep(self._shell.desk, plan, rows)):
            self.close_panel()


def _columns() -> list[Column[tuple[str, CellChange]]]:
    return [
        Column(_("Ref"), lambda line: line[1].ref, 52, muted=True),
        Column(_("What"), lambda line: line[1].field, 96, muted=True),
        Column(_("Now"), lambda line: line[1].before or _("(empty)"), 0, muted=True),
        Column(_("Pasted"), lambda line: line[1].after or _("(empty)"), 0, strong=lambda _line: True),
    ]
