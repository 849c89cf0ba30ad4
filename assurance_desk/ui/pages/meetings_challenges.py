"""The log of challenges: who asked whom, what was answered, and the difference it made."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from assurance_desk.domain.dates import long_date, short_date
from assurance_desk.domain.meetings import Challenge
from assurance_desk.services import challenges, records
from assurance_desk.services.challenges import Logged
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.list_detail import ListDetail
from assurance_desk.ui.pages.meetings_parts import Adder
from assurance_desk.ui.record_form import RecordForm
from assurance_desk.ui.shell import Shell
from assurance_desk.ui.table_model import Column, TableModel

FIELDS = ("asked", "by_whom", "to_whom", "asked_on", "answered", "evidence", "difference")


class ChallengeLog(QWidget):
    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._kept = ""
        column = w.box()
        self.setLayout(column)
        self.split = ListDetail("challenges", self._make_list(), w.scroll(self._make_detail()), width=600)
        column.addWidget(self.split)

    def _make_list(self) -> QWidget:
        left, column = w.panel("paper", margins=(12, 8, 0, 8), gap=4)
        self.open_only = QCheckBox(_("Unanswered only"))
        self.open_only.setFont(th.font())
        self.open_only.toggled.connect(lambda _on: self._filter())
        top, across = w.panel(across=True, margins=(12, 0, 12, 0))
        across.addWidget(self.open_only)
        across.addStretch()
        column.addWidget(top)
        self.table = DataTable(TableModel(self._columns(), self._load), _("Challenges"))
        self.table.chosen.connect(lambda _id: self._show())
        self.table.opened.connect(lambda _id: self.split.open_detail())
        self.table.clicked.connect(lambda _index: self.split.open_detail())
        left.setFocusProxy(self.table)
        column.addWidget(self.table, 1)
        foot, inside = w.panel(margins=(12, 4, 12, 4))
        self.adder = Adder(
            self._shell,
            "challenge outside",
            _("One put outside a meeting: what was asked"),
            _("Log it"),
            self._add,
        )
        self.adder.show_for("challenges")
        inside.addWidget(self.adder)
        column.addWidget(foot)
        return left

    def _make_detail(self) -> QWidget:
        right, column = w.panel("paper", margins=(24, 20, 24, 24), gap=10)
        self._title = w.label("", "section", strong=True, wrap=True)
        column.addWidget(self._title)
        self._to_meeting = w.button("", "link", "calendar-days")
        self._to_meeting.clicked.connect(self._open_meeting)
        column.addWidget(self._to_meeting)
        self.form = RecordForm(self._shell, "Meetings", Challenge, FIELDS)
        column.addWidget(self.form)
        self._remove = w.button(_("Remove this challenge"), "link")
        self._remove.clicked.connect(self._take_out)
        foot, across = w.panel(across=True)
        across.addStretch()
        across.addWidget(self._remove)
        column.addWidget(foot)
        column.addStretch()
        self._right = right
        return right

    def _columns(self) -> list[Column[Logged]]:
        return [
            Column(_("When"), lambda row: short_date(row.on) if row.on else "", 112, sort=lambda row: row.on, muted=True),
            Column(_("By"), lambda row: row.challenge.by_whom, 104, gives=2),
            Column(_("To"), lambda row: row.challenge.to_whom, 104, gives=1),
            Column(_("Asked"), lambda row: row.challenge.asked),
            Column("", lambda row: row.state, 110, muted=True, strong=lambda row: not row.answered),
        ]  # fmt: skip

    def _load(self) -> list[Logged]:
        found = challenges.table(self._shell.desk)
        only = self.open_only.isChecked()
        return [one for one in found if not (only and one.answered and one.id != self._kept)]

    def _filter(self) -> None:
        self._kept = ""
        self._reload()

    def show_log(self) -> None:
        """One that is just being answered stays in view until another filter is asked for."""
        self._kept = self.form.record.id if self.form.record else ""
        self._reload()

    def _reload(self) -> None:
        self.table.table.reload()
        if not self.table.current():
            self.table.select_first()
        self._show()

    def select(self, challenge_id: str) -> None:
        self.open_only.setChecked(False)
        self.table.table.reload()
        self.table.select(challenge_id)
        self.split.open_detail()

    def _show(self) -> None:
        row = self.table.current_row()
        there = isinstance(row, Logged)
        self._right.setVisible(there)
        if not isinstance(row, Logged):
            self.form.show_record(None)
            return
        self._title.setText(row.told)
        self._to_meeting.setVisible(row.meeting is not None)
        if row.meeting:
            words = _("{forum}, {day}").format(forum=row.meeting.forum, day=long_date(row.meeting.on))
            w.set_words(self._to_meeting, words)
        self.form.show_record(row.challenge)

    def _add(self, asked: str) -> None:
        made = challenges.add(self._shell.desk, asked)
        self.select(made.id)

    def _open_meeting(self) -> None:
        row = self.table.current_row()
        if isinstance(row, Logged) and row.meeting:
            self._shell.go("Meetings", row.meeting.id)

    def _take_out(self) -> None:
        row = self.table.current_row()
        if isinstance(row, Logged):
            self._shell.attempt(lambda: records.remove(self._shell.desk, row.challenge))
