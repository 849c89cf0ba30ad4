"""Meetings: the forums' dates with their papers' deadlines, and beside them one meeting with its agenda and outcomes."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from assurance_desk.domain import dates
from assurance_desk.domain.changes import Changes
from assurance_desk.domain.meetings import Meeting
from assurance_desk.services import forums, meetings
from assurance_desk.texts import _, plural
from assurance_desk.ui import widgets
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.dialogs.closures import ClosuresDialog
from assurance_desk.ui.dialogs.meeting_year import MeetingYear
from assurance_desk.ui.list_detail import ListDetail
from assurance_desk.ui.pages.base import Page
from assurance_desk.ui.pages.meetings_detail import MeetingDetail
from assurance_desk.ui.shell import Command, Shell
from assurance_desk.ui.table_model import Column, TableModel

TABLES = (
    "meeting", "attendance", "outcome", "challenge", "paper", "planned_paper", "forum", "closure", "judgement", "action",
    "impact_review", "recommendation",
)  # fmt: skip
LISTED = "listed:"


def _columns(shell: Shell) -> list[Column[Meeting]]:
    def papers_due(row: Meeting) -> str:
        return dates.short_date(row.papers_due) if row.papers_due else ""

    def state(row: Meeting) -> str:
        if row.held:
            return _("held")
        return _("to come") if row.on >= shell.desk.clock.today() else _("to be recorded")

    return [
        Column(_("Date"), lambda row: dates.short_date(row.on), 104, sort=lambda row: row.on),
        Column(_("Forum"), lambda row: row.forum),
        Column(_("Papers due"), papers_due, 104, sort=lambda row: row.papers_due, muted=True, gives=1),
        Column("", state, 104, muted=True, strong=lambda row: state(row) == _("to be recorded")),
    ]


class MeetingsPage(Page):
    NAME = "Meetings"
    ICON = "calendar-days"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.model = TableModel(_columns(shell), lambda: meetings.table(shell.desk), tables=TABLES)
        self.table = DataTable(self.model, _("Meetings"))
        left, column = widgets.panel("paper", margins=(12, 12, 0, 0))
        column.addWidget(self.table, 1)
        column.addWidget(self._make_foot())
        left.setFocusProxy(self.table)
        self.detail = MeetingDetail(shell)
        self.split = ListDetail("meetings", left, widgets.scroll(self.detail), width=440)
        self.table.chosen.connect(self._show)
        self.table.opened.connect(lambda _id: self.split.open_detail())
        self.table.clicked.connect(lambda _index: self.split.open_detail())
        self.body.addWidget(self.split)
        first = widgets.button(_("Add the first meeting"), "primary")
        first.clicked.connect(self._add)
        words = _(
            "A meeting gathers its agenda by itself: its papers, what was judged Limited or No, and what falls due by its "
            "day. What it decides is entered here as it falls."
        )
        year = widgets.button(_("Add a year’s meetings"))
        year.clicked.connect(self.add_year)
        self.nothing = widgets.empty(self.ICON, _("No meetings yet"), words, [first, year])
        self.body.addWidget(self.nothing)

    def _make_foot(self) -> QWidget:
        foot, across = widgets.panel(across=True, margins=(12, 8, 12, 10), gap=16)
        year = widgets.button(_("Add a year’s meetings"), "link")
        year.clicked.connect(self.add_year)
        closed = widgets.button(_("Closed days"), "link")
        closed.clicked.connect(self.close_days)
        across.addWidget(year)
        across.addWidget(closed)
        across.addStretch()
        return foot

    @classmethod
    def badge(cls, shell: Shell) -> int:
        """Meetings that are past and not recorded."""
        return meetings.unrecorded(shell.desk)

    def header_fact(self) -> str:
        ahead = meetings.upcoming(self.shell.desk)
        if not self.model.rowCount():
            return ""
        return plural("{n} to come or to record", "{n} to come or to record", len(ahead))

    def commands(self) -> list[Command]:
        return [
            Command(_("Add a year’s meetings"), self.add_year),
            Command(_("Closed days"), self.close_days),
        ]

    def primary(self) -> Command | None:
        return Command(_("Add a meeting"), self._add) if self.model.rowCount() else None

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(*TABLES):
            return
        self.model.reload()
        some = self.model.rowCount() > 0
        self.split.setVisible(some)
        self.nothing.setVisible(not some)
        if some and not self.table.current():
            ahead = meetings.upcoming(self.shell.desk)
            if not (ahead and self.table.select(ahead[0].id)):
                self.table.select_first()
        self._show(self.table.current())

    def show_record(self, record_id: str) -> None:
        """``listed:`` before the id only marks the meeting in the list, as it was before a change of look."""
        self.table.select(record_id.removeprefix(LISTED))
        if not record_id.startswith(LISTED):
            self.split.open_detail()

    def shown_record(self) -> str:
        return self.table.current() if self.split.opened else f"{LISTED}{self.table.current()}"

    def go_back(self) -> bool:
        self.split.show_list()
        return True

    def _show(self, _meeting_id: str) -> None:
        row = self.table.current_row()
        self.detail.show_meeting(row if isinstance(row, Meeting) else None)
        self.shell.refresh_header()

    def _add(self) -> None:
        desk = self.shell.desk
        forum, day = forums.next_date(desk)
        if self.shell.attempt(lambda: self.show_record(forums.add_meeting(desk, forum, day).id)):
            field = self.detail.form.field("on")
            field.setFocus()
            if isinstance(field, QLineEdit):
                field.selectAll()

    def add_year(self) -> None:
        MeetingYear(self.shell).open()

    def close_days(self) -> None:
        ClosuresDialog(self.shell).open()
