"""Everything that was done, when and by whom, and what it changed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from assurance_desk.domain.changes import Changes
from assurance_desk.domain.dates import short_date
from assurance_desk.services import history
from assurance_desk.services.history import Entry, FieldChange
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.list_detail import ListDetail
from assurance_desk.ui.marks import IconMark
from assurance_desk.ui.pages.base import Page
from assurance_desk.ui.shell import Command, Shell
from assurance_desk.ui.table_model import Column, TableModel

LISTED = "listed:"


def _columns() -> list[Column[Entry]]:
    return [
        Column(_("When"), _when, 152, sort=lambda entry: entry.at, muted=True),
        Column(_("What was done"), lambda entry: entry.label, more=lambda entry: entry.note),
        Column(_("Who"), lambda entry: entry.user, 96, muted=True, gives=1),
    ]


def _when(entry: Entry) -> str:
    """The day and the time by the computer's clock."""
    return f"{short_date(entry.at.date())} {entry.at:%H:%M}"


class HistoryPage(Page):
    NAME = "History"
    ICON = "history"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.model = TableModel(_columns(), lambda: history.entries(shell.desk))
        self.table = DataTable(self.model, _("What was done"))
        self.filter = QLineEdit()
        self.filter.setFont(th.font())
        self.filter.setPlaceholderText(_("Filter: a name, a reference, a day"))
        self.filter.setAccessibleName(_("Filter what was done"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self.table.proxy.filter_words)
        left, column = widgets.panel("canvas")
        bar, row = widgets.panel("canvas", across=True, margins=(12, 10, 12, 6))
        row.addWidget(self.filter)
        column.addWidget(bar)
        column.addWidget(self.table, 1)
        left.setFocusProxy(self.table)
        right, self._detail = widgets.panel("paper", margins=(24, 18, 24, 16), gap=6)
        self.split = ListDetail("history", left, widgets.scroll(right), width=560)
        self.table.chosen.connect(self._show)
        self.table.opened.connect(lambda _id: self.split.open_detail())
        self.table.clicked.connect(lambda _index: self.split.open_detail())
        self.body.addWidget(self.split)

    def header_fact(self) -> str:
        return plural("{n} step, none ever lost", "{n} steps, none ever lost", self.model.rowCount())

    def primary(self) -> Command | None:
        step, look_back = self.table.current(), self.shell.look_back
        if not step or look_back is None:
            return None
        return Command(_("See the workbook as it stood then"), lambda: look_back(int(step)))

    def refresh(self, changes: Changes | None) -> None:
        self.model.reload()
        if not self.table.current():
            self.table.blockSignals(True)  # what is chosen is shown once, below
            self.table.select_first()
            self.table.blockSignals(False)
        self._show(self.table.current())

    def show_record(self, record_id: str) -> None:
        listed = record_id.removeprefix(LISTED)
        self.table.select(listed)
        if listed == record_id:
            self.split.open_detail()

    def shown_record(self) -> str:
        """What to come back to when the page is built anew: the step, or the list standing on it."""
        return self.table.current() if self.split.opened else f"{LISTED}{self.table.current()}"

    def go_back(self) -> bool:
        self.split.show_list()
        return True

    def _show(self, step_id: str) -> None:
        self.shell.refresh_header()
        widgets.clear(self._detail)
        at = self.model.row_number(step_id)
        if at < 0:
            words = _("Nothing has been done in this workbook yet. Every step will stand here.")
            self._detail.addWidget(widgets.label(words, role="muted", wrap=True))
            self._detail.addStretch()
            return
        entry = self.model.row(at)
        self._detail.addWidget(widgets.label(entry.label, "section", strong=True, wrap=True))
        who = _("{when}, {user}").format(when=_when(entry), user=entry.user or _("user not known"))
        said = " · ".join(part for part in (who, entry.note) if part)
        self._detail.addWidget(widgets.label(said, "small", role="muted", wrap=True))
        self._detail.addSpacing(th.px(8))
        for words in history.summed(self.shell.desk, step_id):
            self._detail.addWidget(widgets.label(words, strong=True, wrap=True))
        told, rest = history.told(self.shell.desk, step_id)
        for number, change in enumerate(told):
            if number == 0 or change.record != told[number - 1].record:
                self._detail.addWidget(widgets.rule())
                self._detail.addWidget(_record(change))
            if change.field:
                self._detail.addWidget(_changed(change))
        if rest:
            self._detail.addWidget(widgets.rule())
            self._detail.addWidget(widgets.label(rest, role="muted", wrap=True))
        self._detail.addStretch()


def _record(change: FieldChange) -> QWidget:
    """The record's name, and that it came or went."""
    row, layout = widgets.panel(across=True, gap=8)
    layout.addWidget(widgets.label(change.record[:1].upper() + change.record[1:], strong=True, wrap=True), 1)
    if not change.field:
        layout.addWidget(widgets.label(change.after, role="muted", wrap=True), 1)
    return row


def _changed(change: FieldChange) -> QWidget:
    """Before → after, in words."""
    row, layout = widgets.panel(across=True, margins=(0, 0, 0, 4), gap=10)
    top = Qt.AlignmentFlag.AlignTop
    name = widgets.label(change.field, role="muted", wrap=True)
    name.setFixedWidth(th.px(110))
    layout.addWidget(name, 0, top)
    layout.addWidget(widgets.label(change.before, role="muted", wrap=True), 1, top)
    arrow, inside = widgets.panel(margins=(0, 2, 0, 0))
    inside.addWidget(IconMark("arrow-right"))
    layout.addWidget(arrow, 0, top)
    layout.addWidget(widgets.label(change.after, wrap=True), 1, top)
    said = _("{field}: {before}, now {after}")
    row.setAccessibleName(said.format(field=change.field, before=change.before, after=change.after))
    return row
