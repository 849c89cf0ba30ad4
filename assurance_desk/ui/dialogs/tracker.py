"""Bring in a tracker: say what its columns and signs mean, see its rows as records, keep them as one step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from assurance_desk.errors import DeskError
from assurance_desk.services.tracker import Brought
from assurance_desk.texts import _, later, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.dialogs.tracker_panels import ColumnsPanel, RowsPanel, SignsPanel
from assurance_desk.ui.dialogs.tracker_work import TrackerWork
from assurance_desk.ui.shell import Shell

COLUMNS, SIGNS, ROWS = range(3)
_STEPS = (later("1  Columns"), later("2  Signs"), later("3  Rows"))


class TrackerDialog(QDialog):
    """``kept(review id)`` once it is on the register. Columns known from last time: it opens on the rows."""

    kept = Signal(str)

    def __init__(self, shell: Shell, brought: Brought) -> None:
        super().__init__(shell.window)
        self._shell = shell
        self.work = TrackerWork(shell.desk, brought, self)
        self.setWindowTitle(_("Bring in a tracker"))
        self.setSizeGripEnabled(True)
        self.columns, self.signs, self.rows = (
            ColumnsPanel(self.work),
            SignsPanel(self.work),
            RowsPanel(self.work),
        )
        self._stack = QStackedWidget()
        for panel in (self.columns, self.signs, self.rows):
            self._stack.addWidget(panel)
        page, column = w.panel("paper", margins=(24, 14, 24, 14), gap=8)
        column.addWidget(self._make_head())
        self.totals = w.label("", "small", wrap=True)
        middle, inside = w.panel(gap=8)
        inside.addWidget(self._stack, 1)
        inside.addWidget(self.totals)
        column.addWidget(w.scroll(middle), 1)
        self.refusal = w.label("", role="late", wrap=True)
        self.refusal.hide()
        column.addWidget(self.refusal)
        column.addWidget(self._make_foot())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page)
        self.work.changed.connect(self._tell)
        QShortcut(QKeySequence.StandardKey.Undo, self, self.work.take_back)
        self._size()
        self.go(ROWS if self.work.known else COLUMNS)

    def _size(self) -> None:
        screen = self.screen().availableGeometry() if self.screen() else None
        wide, high = th.px(1240), th.px(700)
        if screen is not None:
            wide, high = min(wide, screen.width() - 40), min(high, screen.height() - 60)
        self.resize(wide, high)

    def _make_head(self) -> QWidget:
        head, across = w.panel(across=True, gap=20)
        across.addWidget(w.ElidedLabel(self.work.brought.name, "section", strong=True), 1)
        self.steps: list[QPushButton] = []
        for at, words in enumerate(_STEPS):
            button = w.button(_(words), "segment")
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, at=at: self.go(at))
            self.steps.append(button)
            across.addWidget(button)
        return head

    def _make_foot(self) -> QWidget:
        row, across = w.panel(across=True, gap=12)
        self.onward = w.button("", "primary")
        self.onward.clicked.connect(self._onward)
        leave = w.button(_("Leave it"), "link")
        leave.clicked.connect(self.reject)
        across.addWidget(self.onward)
        across.addWidget(leave)
        across.addStretch()
        return row

    # -------------------------------------------------------------- the three steps

    def go(self, step: int) -> None:
        self._stack.setCurrentIndex(step)
        for at, button in enumerate(self.steps):
            button.setChecked(at == step)
        if step == ROWS:
            self.rows.show_now()
        self._tell()
        table = (self.columns.table, self.signs.table, self.rows.table)[step]
        table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self) -> int:
        return self._stack.currentIndex()

    def _onward(self) -> None:
        step = self._step()
        if step == COLUMNS:
            self.go(SIGNS if self.work.signs() else ROWS)
        elif step == SIGNS:
            self.go(ROWS)
        else:
            self._keep()

    def _tell(self) -> None:
        """The control totals, and what the one button will do."""
        totals = self.work.totals
        self.totals.setText("\n".join(self._lines()))
        self.steps[SIGNS].setEnabled(bool(self.work.signs()))
        nothing = not (totals.actions or totals.recommendations)
        if self._step() == ROWS:
            actions = plural("{n} action", "{n} actions", totals.actions)
            under = plural("{n} recommendation", "{n} recommendations", totals.recommendations)
            words = _("Take in {actions} and {under}") if totals.recommendations else _("Take in {actions}")
            w.set_words(self.onward, words.format(actions=actions, under=under))
        elif self._step() == COLUMNS and self.work.signs():
            w.set_words(self.onward, _("See the signs"))
        else:
            w.set_words(self.onward, _("See the rows"))
        self.onward.setEnabled(self._step() != ROWS or not nothing)

    def _lines(self) -> list[str]:
        totals = self.work.totals
        if not (totals.actions or totals.recommendations):
            return [totals.rows_line(), _("Say which columns hold the recommendations and the actions.")]
        lines, book = totals.lines(), self.work.brought.book
        if not book.coloured and totals.states_missing * 2 > totals.actions:
            lines.append(
                _(
                    "Colours are read from .xlsx only: if this tracker’s states are colours, save it as .xlsx first."
                )
            )
        if book.passed:
            more = _("Not offered, for they are far larger than a tracker: {sheets}")
            lines.append(more.format(sheets=", ".join(book.passed)))
        return lines

    # -------------------------------------------------------------- the end of it

    def _keep(self) -> None:
        try:
            review = self.work.take_in()
        except DeskError as error:
            self.refusal.setText(error.sentence)
            self.refusal.show()
            return
        self.accept()
        self.kept.emit(review)
