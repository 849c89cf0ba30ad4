"""Meetings: the forums' dates with their papers' deadlines, and beside them one meeting with its agenda and outcomes."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QPushButton, QStackedWidget, QWidget

from assurance_desk.domain import dates
from assurance_desk.domain.changes import Changes
from assurance_desk.domain.meetings import Meeting
from assurance_desk.services import challenges, forums, meetings
from assurance_desk.texts import _, plural
from assurance_desk.ui import widgets
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.dialogs.closures import ClosuresDialog
from assurance_desk.ui.dialogs.meeting_year import MeetingYear
from assurance_desk.ui.list_detail import ListDetail
from assurance_desk.ui.pages.base import Page
from assurance_desk.ui.pages.meetings_challenges import ChallengeLog
from assurance_desk.ui.pages.meetings_detail import MeetingDetail
from assurance_desk.ui.pages.meetings_forward import ForwardPlan
from assurance_desk.ui.shell import Command, Shell
from assurance_desk.ui.table_model import Column, TableModel

TABLES = (
    "meeting", "attendance", "outcome", "challenge", "paper", "planned_paper", "forum", "closure", "judgement", "action",
    "impact_review", "recommendation",
)  # fmt: skip
DATES, FORWARD, CHALLENGES = "dates", "forward", "challenges"


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
        self._views = QStackedWidget()
        self._segments: dict[str, QPushButton] = {}
        self._forward: ForwardPlan | None = None
        self._log: ChallengeLog | None = None
        self.view = DATES
        self.body.addWidget(self._make_strip())
        self.body.addWidget(self._views, 1)
        dated, inside = widgets.panel()
        self._views.addWidget(dated)
        inside.addWidget(self.split)
        first = widgets.button(_("Add the first meeting"), "primary")
        first.clicked.connect(self._add)
        words = _(
            "A meeting gathers its agenda by itself: its papers, what was judged Limited or No, and what falls due by its "
            "day. What it decides is entered here as it falls."
        )
        year = widgets.button(_("Add a year’s meetings"))
        year.clicked.connect(self.add_year)
        self.nothing = widgets.empty(self.ICON, _("No meetings yet"), words, [first, year])
        inside.addWidget(self.nothing)

    def _make_strip(self) -> QWidget:
        strip, across = widgets.panel("paper", across=True, margins=(24, 8, 24, 0), gap=20)
        group = QButtonGroup(self)
        words = {DATES: _("Meetings"), FORWARD: _("Forward plan"), CHALLENGES: _("Challenges")}
        for name, said in words.items():
            segment = widgets.button(said, "segment")
            segment.setCheckable(True)
            segment.setChecked(name == self.view)
            segment.clicked.connect(lambda _on=False, name=name: self.show_view(name))
            group.addButton(segment)
            across.addWidget(segment)
            self._segments[name] = segment
        across.addStretch()
        return strip

    @property
    def forward(self) -> ForwardPlan:
        """Built when first looked at."""
        if self._forward is None:
            self._forward = ForwardPlan(self.shell, self.add_year)
            self._views.addWidget(widgets.scroll(self._forward))
        return self._forward

    @property
    def log(self) -> ChallengeLog:
        if self._log is None:
            self._log = ChallengeLog(self.shell)
            self._views.addWidget(self._log)
        return self._log

    def show_view(self, name: str) -> None:
        """Its dates, what is to come over the year, or the challenges of all of them."""
        self.view = name
        self._segments[name].setChecked(True)
        shown: QWidget | None = self._views.widget(0)
        if name == FORWARD:
            shown = self.forward.parentWidget()
            shown = shown.parentWidget() if shown else None
        elif name == CHALLENGES:
            shown = self.log
        if shown is not None:
            self._views.setCurrentWidget(shown)
        self._fill_view()
        self.shell.refresh_header()

    def _fill_view(self) -> None:
        waiting = len(challenges.unanswered(self.shell.desk))
        words = _("Challenges ({n} unanswered)").format(n=waiting) if waiting else _("Challenges")
        widgets.set_words(self._segments[CHALLENGES], words)
        if self.view == FORWARD:
            self.forward.show_plan()
        elif self.view == CHALLENGES:
            self.log.show_log()

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
            Command(_("Show the forward plan"), lambda: self.show_view(FORWARD)),
            Command(_("Save the forward plan as PDF"), self.save_plan, "download"),
            Command(_("Show the challenges"), lambda: self.show_view(CHALLENGES)),
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
            with QSignalBlocker(self.table):  # shown once, below
                if not (ahead and self.table.select(ahead[0].id)):
                    self.table.select_first()
        self._show(self.table.current())
        self._fill_view()

    def show_record(self, record_id: str) -> None:
        """A meeting, or after ``challenge:`` a challenge.

        ``view:`` and ``listed:`` bring back what was seen before a change of look: a view, or a meeting only marked in
        the list.
        """
        kind, colon, rest = record_id.partition(":")
        if colon and kind == "view":
            self.show_view(rest)
        elif colon and kind == "challenge":
            self.show_view(CHALLENGES)
            self.log.select(rest)
        else:
            self.show_view(DATES)
            self.table.select(rest or record_id)
            if not colon:
                self.split.open_detail()

    def shown_record(self) -> str:
        if self.view != DATES:
            return f"view:{self.view}"
        return self.table.current() if self.split.opened else f"listed:{self.table.current()}"

    def go_back(self) -> bool:
        if self.view == CHALLENGES and self.log.split.narrow and self.log.split.opened:
            self.log.split.show_list()
        elif self.view != DATES:
            self.show_view(DATES)
        else:
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

    def save_plan(self) -> None:
        self.forward.save_as_pdf()

    def add_year(self) -> None:
        MeetingYear(self.shell).open()

    def close_days(self) -> None:
        ClosuresDialog(self.shell).open()
