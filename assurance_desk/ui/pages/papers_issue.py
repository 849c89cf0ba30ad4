"""The right of the Papers page: what is issued, what to look at before, and the fields to edit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from assurance_desk.domain.dates import long_date, short_date
from assurance_desk.domain.meetings import Meeting
from assurance_desk.domain.paper.checks import Check
from assurance_desk.domain.paper.record import Paper
from assurance_desk.errors import DeskError
from assurance_desk.services import organisations, papers
from assurance_desk.texts import _, plural
from assurance_desk.ui import paint, widgets
from assurance_desk.ui import theme as th
from assurance_desk.ui.fields import ChoiceField, LineField
from assurance_desk.ui.marks import Chip, IconMark
from assurance_desk.ui.pages.papers_asks import AsksEditor, OwnWordsEditor
from assurance_desk.ui.record_form import RecordForm
from assurance_desk.ui.shell import Shell

SHOWS = ("figures", "returns", "queries", "doubt", "few")
"""Checks whose matter can be shown."""


def status_words(paper: Paper) -> str:
    words = {
        papers.DRAFT: _("Draft {version}"),
        papers.ISSUED: _("Issued, version {version}"),
        papers.SUPERSEDED: _("Superseded, version {version}"),
    }
    return words.get(paper.status, paper.status).format(version=paper.version)


class IssuePanel(QWidget):
    """``show_asked`` tells the key of a check to be shown; ``save_asked``, ``public_asked`` and ``correct_asked`` their buttons."""

    show_asked = Signal(str)
    save_asked = Signal()
    public_asked = Signal()
    correct_asked = Signal(str)
    section_chosen = Signal(str)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._paper: Paper | None = None
        self._checks: tuple[Check, ...] | None = None
        self._meetings: list[Meeting] = []
        self._body = ""
        column = widgets.box(margins=(20, 14, 20, 24), gap=10)
        self.setLayout(column)
        self._head = widgets.box(across=True, gap=8)
        column.addLayout(self._head)
        self._facts = widgets.box()
        column.addLayout(self._facts)
        self._list = widgets.box(gap=0)
        column.addLayout(self._list)
        column.addLayout(self._buttons())
        column.addWidget(self._correction())
        self._editors = self._build_editors()
        column.addWidget(self._editors)
        column.addStretch()

    # ------------------------------------------------------------------ parts

    def _buttons(self) -> QBoxLayout:
        column, row = widgets.box(gap=8), widgets.box(across=True, gap=8)
        self._save = widgets.button(_("Save as PDF"), "", "file-text", _("Ctrl+Shift+P"))
        self._save.clicked.connect(self.save_asked)
        row.addWidget(self._save)
        row.addStretch()
        column.addLayout(row)
        public = widgets.box(across=True, gap=8)
        self._public = widgets.button(_("Save a public edition"), "link", "eye")
        self._public.clicked.connect(self.public_asked)
        public.addWidget(self._public)
        public.addStretch()
        column.addLayout(public)
        why = _("For publication: counts under 5, and what would give them away, are withheld.")
        column.addWidget(widgets.para(why, "small", role="muted", leading=1.25))
        return column

    def _correction(self) -> QWidget:
        """Only under an issued paper: what a corrected version would correct."""
        self._correct, column = widgets.panel(gap=8)
        column.addSpacing(th.px(6))
        column.addWidget(widgets.section(_("Correct it")))
        words = _("It stays as it went out. A corrected version says on its cover what was wrong.")
        column.addWidget(widgets.para(words, "small", role="muted", leading=1.25))
        self._what = LineField(_("What is corrected"))
        self._what.setPlaceholderText(_("what is corrected, in a few words"))
        column.addWidget(self._what)
        begin = widgets.button(_("Begin a corrected version"))
        begin.clicked.connect(lambda: self.correct_asked.emit(self._what.words()))
        column.addWidget(begin)
        return self._correct

    def _build_editors(self) -> QWidget:
        made, column = widgets.panel(gap=8)
        column.addSpacing(th.px(6))
        self._asked = widgets.box()
        column.addLayout(self._asked)
        self.asks = AsksEditor(self._shell)
        column.addWidget(self.asks)
        column.addSpacing(th.px(8))
        column.addWidget(widgets.section(_("Your own words")))
        self.own = OwnWordsEditor(self._shell)
        self.own.chosen.connect(self.section_chosen)
        column.addWidget(self.own)
        column.addSpacing(th.px(8))
        column.addWidget(widgets.section(_("About this paper")))
        self._meeting = ChoiceField(_("Meeting"), ())
        self._meeting.committed.connect(self._keep_meeting)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(th.px(12))
        grid.setColumnMinimumWidth(0, th.px(96))
        grid.setColumnStretch(1, 1)
        grid.addWidget(widgets.label(_("Meeting"), role="muted"), 0, 0)
        grid.addWidget(self._meeting, 0, 1)
        column.addLayout(grid)
        self.form = RecordForm(self._shell, "Papers", Paper, save=self._keep, label_width=96)
        column.addWidget(self.form)
        return made

    # ------------------------------------------------------------------ filling

    def show_paper(
        self, paper: Paper, meetings: Sequence[Meeting], sections: Sequence[tuple[str, str]]
    ) -> None:
        self._paper, self._meetings = paper, list(meetings)
        self._body = organisations.body_word(
            self._shell.desk, organisations.names_day(self._shell.desk, paper)
        )
        self._show_head(paper)
        widgets.clear(self._asked)
        asked = _("The {body} is asked to").format(body=self._body)
        self._asked.addWidget(widgets.section(asked, _("no more than three")))
        draft = paper.status == papers.DRAFT
        self._editors.setVisible(draft)
        self._correct.setVisible(paper.status == papers.ISSUED)
        if draft:
            self.asks.show_paper(paper)
            self.own.show_paper(paper, sections)
            self.form.show_record(paper)
            self._show_meetings(paper)

    def _show_head(self, paper: Paper) -> None:
        widgets.clear(self._head)
        self._head.addWidget(widgets.label(_("Issue"), "section", strong=True))
        self._head.addStretch()
        self._head.addWidget(Chip(paint.PLAIN, status_words(paper)))
        widgets.clear(self._facts)
        self._facts.addLayout(widgets.facts(self._fact_rows(paper)))

    def _fact_rows(self, paper: Paper) -> list[tuple[str, str]]:
        rows = [(_("Marking"), paper.marking), (_("Edition"), _("For the {body}").format(body=self._body))]
        meeting = next((one for one in self._meetings if one.id == paper.meeting_id), None)
        if meeting:
            rows.append(
                (_("Meeting"), _("{forum}, {day}").format(forum=meeting.forum, day=short_date(meeting.on)))
            )
            if meeting.papers_due and paper.status == papers.DRAFT:
                rows.append((_("Due"), self._due(meeting)))
        if paper.issued_on:
            rows.append((_("Issued"), long_date(paper.issued_on)))
        if paper.correction:
            rows.append((_("Corrects"), paper.correction))
        return rows

    def _due(self, meeting: Meeting) -> str:
        assert meeting.papers_due
        days = (meeting.papers_due - self._shell.desk.clock.today()).days
        when = (
            plural("in {n} day", "in {n} days", days)
            if days > 0
            else _("today")
            if days == 0
            else _("passed")
        )
        return _("{day}, {when}").format(day=short_date(meeting.papers_due), when=when)

    def show_checks(self, checks: tuple[Check, ...] | None) -> None:
        """None while they are being counted, or for a paper that has gone out."""
        if checks == self._checks and checks is not None:
            return
        self._checks = checks
        widgets.clear(self._list)
        if checks is None:
            return
        self._list.addSpacing(th.px(10))
        look = sum(not one.good for one in checks)
        more = plural("{n} to look at", "{n} to look at", look) if look else _("nothing to look at")
        self._list.addWidget(widgets.section(_("Before issue"), more))
        self._list.addSpacing(th.px(6))
        for check in checks:
            self._list.addWidget(widgets.rule())
            self._list.addWidget(self._check(check))
        self._list.addWidget(widgets.rule())

    def _check(self, check: Check) -> QWidget:
        made, row = widgets.panel(across=True, margins=(0, 7, 0, 7), gap=10)
        now = th.ground()
        mark = IconMark("circle-check", now.good) if check.good else IconMark("triangle-alert", now.warn[1])
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        said = widgets.box(gap=1)
        said.addWidget(widgets.label(check.words, strong=not check.good, wrap=True))
        if check.more:
            said.addWidget(widgets.label(check.more, "small", role="muted", wrap=True))
        row.addLayout(said, 1)
        if not check.good and check.key in SHOWS:
            show = widgets.button(_("Show"), "inline")
            show.setAccessibleName(_("Show: {what}").format(what=check.words))
            show.clicked.connect(lambda: self.show_asked.emit(check.key))
            row.addWidget(show, 0, Qt.AlignmentFlag.AlignTop)
        made.setAccessibleName(f"{check.words}. {check.more}")
        return made

    # ------------------------------------------------------------------ keeping

    def _keep(self, paper: Paper, field: str, typed: str) -> Paper:
        if field == "marking" and not typed.strip():
            raise DeskError(_("A paper carries a marking, so the old one was kept."))
        return papers.edit_paper(self._shell.desk, paper.id, field, typed)

    def _meeting_words(self, meeting: Meeting) -> str:
        return _("{forum}, {day}").format(forum=meeting.forum, day=long_date(meeting.on))

    def _show_meetings(self, paper: Paper) -> None:
        words = [_("none yet"), *(self._meeting_words(one) for one in self._meetings)]
        if [self._meeting.itemText(at) for at in range(self._meeting.count())] != words:
            self._meeting.clear()
            self._meeting.addItems(words)
        at = next((n for n, one in enumerate(self._meetings, 1) if one.id == paper.meeting_id), 0)
        self._meeting.setCurrentIndex(at)

    def _keep_meeting(self) -> None:
        at = self._meeting.currentIndex()
        paper = self._paper
        if paper is None:
            return
        wanted = self._meetings[at - 1].id if at > 0 else ""
        self._shell.attempt(lambda: papers.edit_paper(self._shell.desk, paper.id, "meeting_id", wanted))
