"""Actions: every action of every review in one table, overdue ones told, edited in place, a form beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QStackedWidget, QWidget

from assurance_desk.domain import wording
from assurance_desk.domain.actions import DELIVERY_STATES, Action
from assurance_desk.domain.changes import Changes
from assurance_desk.services import register, vocabularies
from assurance_desk.services.register import ActionRow
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.list_detail import ListDetail
from assurance_desk.ui.pages.base import Page
from assurance_desk.ui.pages.register_action import ActionPanel, record_words
from assurance_desk.ui.pages.register_blocks import combo, line
from assurance_desk.ui.pages.register_columns import ActionModel, action_columns, is_overdue
from assurance_desk.ui.pages.register_refusal import Refusal
from assurance_desk.ui.save_excel import save_as_excel
from assurance_desk.ui.shell import Command, Shell
from assurance_desk.ui.table_model import Column

TABLES = (
    "action",
    "review",
    "recommendation",
    "organisation",
    "progress_note",
    "redating",
    "impact_review",
    "evidence",
    "evidence_link",
)
TYPING_PAUSE = 120
"""Milliseconds of rest before the filter is applied: each key stays quick on thousands of actions."""


def _action_of(row: ActionRow) -> Action:
    return row.action


class ActionsPage(Page):
    NAME = "Actions"
    ICON = "milestone"
    KEYS = (
        ("Ctrl+F", "Filter the list"),
        ("Enter", "Go to the fields of the action"),
    )

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._rows: list[ActionRow] = []
        self._late = 0
        self._applied: tuple[str, int, int, bool] = ("", 0, 0, False)
        self._states = ("", *DELIVERY_STATES)
        self.filter = line(_("Filter actions"), _("Filter: words, a reference, a lead, a state"))
        self.filter.setClearButtonEnabled(True)
        self.state = combo(
            _("Delivery state"), (_("Any state"), *vocabularies.labels(shell.desk, vocabularies.DELIVERY))
        )
        self.lead = combo(_("Lead"), (_("Any lead"),))
        for box in (self.state, self.lead):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(11)
        self.late = QCheckBox(_("Overdue"))
        self.late.setFont(th.font())
        self.counted = w.ElidedLabel("", "small", role="muted")
        self.table = self._make_table()
        self.refusal = Refusal(self.table)
        self.panel = ActionPanel(shell, self.NAME)
        self._where = w.button("", "link", "list-checks")
        self._where.clicked.connect(self._open_register)
        self._split = ListDetail("actions", self._make_left(), self._make_right(), width=770, least=900)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._split)
        self._stack.addWidget(self._make_empty())
        self.body.addWidget(self._stack)
        self._listen()

    def _listen(self) -> None:
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._pause.timeout.connect(self._filter)
        self.filter.textChanged.connect(lambda _typed: self._pause.start())
        self.state.currentIndexChanged.connect(lambda _at: self._filter())
        self.lead.activated.connect(lambda _at: self._filter())
        self.late.toggled.connect(lambda _on: self._filter())
        self.table.chosen.connect(self._show)
        self.table.opened.connect(self._open)
        self.table.clicked.connect(self._clicked)
        QShortcut(
            QKeySequence.StandardKey.Find,
            self,
            self.filter.setFocus,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )

    # -------------------------------------------------------------- building

    def _make_table(self) -> DataTable:
        desk = self.shell.desk
        review: Column[ActionRow] = Column(_("Review"), lambda row: row.review, 84, muted=True)
        columns = [review, *action_columns(desk, _action_of, lead_width=118, fact=False)]
        first_due = next(at for at, one in enumerate(columns) if one.title == _("First due"))
        del columns[first_due]
        model: ActionModel[ActionRow] = ActionModel(desk, columns, lambda: self._rows, _action_of)
        return DataTable(model, _("All actions"))

    def _make_left(self) -> QWidget:
        left, column = w.panel("paper", margins=(12, 12, 0, 0), gap=8)
        bar, across = w.panel(across=True, margins=(12, 0, 12, 0), gap=8)
        across.addWidget(self.filter, 1)
        across.addWidget(self.state)
        across.addWidget(self.lead)
        across.addWidget(self.late)
        column.addWidget(bar)
        column.addWidget(self.table, 1)
        column.addWidget(self.refusal)
        foot, row = w.panel(across=True, margins=(12, 4, 12, 10))
        row.addWidget(self.counted, 1)
        column.addWidget(foot)
        return left

    def _make_right(self) -> QWidget:
        right, column = w.panel("paper", margins=(12, 16, 12, 16))
        head, across = w.panel(across=True, margins=(12, 0, 12, 0))
        across.addWidget(self._where)
        across.addStretch()
        column.addWidget(head)
        column.addWidget(self.panel)
        column.addStretch()
        self._pane = w.scroll(right)
        return self._pane

    def _make_empty(self) -> QWidget:
        go = w.button(_("Go to the register"), "primary")
        go.clicked.connect(lambda: self.shell.go("Register"))
        words = _(
            "Actions belong to a recommendation, or stand before the recommendations as an undertaking or a learning "
            "point. They are made on the register: mark the words of a response, or type one below it."
        )
        return w.empty("milestone", _("There are no actions yet"), words, [go])

    # -------------------------------------------------------------- the page

    @classmethod
    def badge(cls, shell: Shell) -> int:
        return register.overdue(shell.desk)

    def header_fact(self) -> str:
        late = self._late
        total = plural("{n} action", "{n} actions", len(self._rows))
        if not self._rows:
            return ""
        words = _("{total}, {late} overdue") if late else _("{total}, none overdue")
        return words.format(total=total, late=late)

    def primary(self) -> Command | None:
        action = self._action()
        if action is None or self._stack.currentIndex() == 1:
            return None
        return Command(record_words(action), self._start_progress)

    def commands(self) -> list[Command]:
        return [
            Command(_("Show only overdue actions"), lambda: self.late.setChecked(True), "clock"),
            Command(_("Show all actions"), self.show_all, "list-todo"),
            Command(_("Save as Excel…"), lambda: save_as_excel(self.shell, "actions"), "file-spreadsheet"),
        ]

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(*TABLES):
            return
        self._read(changes)
        self._late = sum(1 for row in self._rows if is_overdue(row.action, self.shell.desk))
        self._stack.setCurrentIndex(0 if self._rows else 1)
        self._fill_leads()
        self.table.table.reload()
        self.refusal.on_changes(changes)
        self._filter()

    def _read(self, changes: Changes | None) -> None:
        """All rows; where a step only touched actions that are here already, those alone."""
        if (
            changes is not None
            and self._rows
            and not changes.touches("review", "recommendation", "organisation")
        ):
            now = register.some_actions(self.shell.desk, changes.ids("action"))
            here = {row.id for row in self._rows}
            if now.keys() == changes.ids("action") <= here:
                self._rows = [now.get(row.id, row) for row in self._rows]
                return
        self._rows = register.all_actions(self.shell.desk)

    def show_record(self, record_id: str) -> None:
        if not self.table.select(record_id):
            self.show_all()
            self.table.select(record_id)
        self._split.open_detail()

    def shown_record(self) -> str:
        return self.table.current()

    def go_back(self) -> bool:
        if (
            self.filter.text()
            or self.late.isChecked()
            or self.state.currentIndex()
            or self.lead.currentIndex()
        ):
            self.show_all()
            return True
        return False

    def show_all(self) -> None:
        """Take every filter away."""
        self.filter.clear()
        self.state.setCurrentIndex(0)
        self.lead.setCurrentIndex(0)
        self.late.setChecked(False)
        self._filter()

    # -------------------------------------------------------------- filtering

    def _fill_leads(self) -> None:
        """The owners there are, keeping the one chosen."""
        kept = self.lead.currentText() if self.lead.currentIndex() > 0 else ""
        owners = sorted({wording.owner(row.action) for row in self._rows}, key=str.casefold)
        if [self.lead.itemText(at) for at in range(1, self.lead.count())] == owners:
            return
        self.lead.clear()
        self.lead.addItems([_("Any lead"), *owners])
        self.lead.setCurrentIndex(max(0, self.lead.findText(kept)) if kept else 0)

    def _passes(self) -> Callable[[ActionRow], bool]:
        state = self._states[max(0, self.state.currentIndex())]
        lead = self.lead.currentText() if self.lead.currentIndex() > 0 else ""
        late, desk = self.late.isChecked(), self.shell.desk
        words = self.filter.text().casefold().split()
        return lambda row: (
            (not state or row.action.delivery == state)
            and (not lead or wording.owner(row.action) == lead)
            and (not late or is_overdue(row.action, desk))
            and (not words or _holds(row, words))
        )

    def _wanted(self) -> tuple[str, int, int, bool]:
        """The filters set; all of them false where everything is shown."""
        lead = max(0, self.lead.currentIndex())
        return self.filter.text().strip(), max(0, self.state.currentIndex()), lead, self.late.isChecked()

    def _filter(self) -> None:
        self._pause.stop()
        wanted = self._wanted()
        if any(wanted) or any(self._applied):
            passes = self._passes()
            kept = {row.id for row in self._rows if passes(row)}
            self.table.proxy.filter_rows(kept.__contains__)
        self._applied = wanted
        shown = self.table.proxy.rowCount()
        if not self.table.current() and not self._select_pressing():
            self.table.select_first()
        self._count(shown)
        self._show(self.table.current())

    def _select_pressing(self) -> bool:
        actions = [row.action for row in self._rows]
        pressing = register.most_pressing(actions, self.shell.desk.clock.today())
        return pressing is not None and self.table.select(pressing.id)

    def _count(self, shown: int) -> None:
        total = len(self._rows)
        words = plural("{n} action", "{n} actions", total)
        if shown != total:
            words = _("{shown} of {total} shown; Esc shows all").format(shown=shown, total=words)
        self.counted.set_words(words)

    # -------------------------------------------------------------- the selected action

    def _action(self) -> Action | None:
        row = self.table.current_row()
        return row.action if isinstance(row, ActionRow) else None

    def _show(self, _row_id: str) -> None:
        row = self.table.current_row()
        self.panel.show_action(row.action if isinstance(row, ActionRow) else None)
        self._where.setVisible(row is not None)
        if isinstance(row, ActionRow):
            w.set_words(self._where, " · ".join(part for part in (row.review, row.recommendation) if part))
        self.shell.refresh_header()

    def _clicked(self, index: QModelIndex) -> None:
        """In a narrow window a click on what cannot be edited opens the form."""
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self._split.open_detail()

    def _open(self, _row_id: str) -> None:
        self._split.open_detail()
        self.panel.start()

    def _open_register(self) -> None:
        self.shell.go("Register", self.table.current())

    def _start_progress(self) -> None:
        self._split.open_detail()
        self._pane.ensureWidgetVisible(self.panel.progress.keep, 0, th.px(24))
        self._pane.ensureWidgetVisible(self.panel.progress.words, 0, th.px(24))
        self.panel.start()


def _holds(row: ActionRow, words: list[str]) -> bool:
    action = row.action
    parts = (
        row.review, row.recommendation, row.organisation, action.ref, action.text, action.owner_role, action.lead,
        wording.due(action), action.delivery, action.delivery_note, action.kind,
    )  # fmt: skip
    held = "\n".join(parts).casefold()
    return all(word in held for word in words)
