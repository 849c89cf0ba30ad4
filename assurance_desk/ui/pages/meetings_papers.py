"""The papers one meeting expects, how far each is, and how long there is still."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from assurance_desk.domain.meetings import NOT_STARTED, PAPER_STATES, Meeting
from assurance_desk.services import meeting_papers
from assurance_desk.services.meeting_papers import PaperLine
from assurance_desk.texts import _
from assurance_desk.ui import widgets as w
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.pages.meetings_parts import Adder
from assurance_desk.ui.shell import Shell
from assurance_desk.ui.table_block import TableBlock
from assurance_desk.ui.table_model import Column, TableModel


class PapersBlock(QWidget):
    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._meeting: Meeting | None = None
        column = w.box(gap=6)
        self.setLayout(column)
        self._head = w.box()
        column.addLayout(self._head)
        self.block = TableBlock(DataTable(TableModel(self._columns(), self._load), _("Papers"), fitted=True))
        self.table = self.block.table
        self.table.chosen.connect(lambda _id: self._offer())
        self.table.opened.connect(lambda _id: self.open_paper())
        column.addWidget(self.block)
        self._below, across = w.panel(across=True, gap=16)
        self.open_button = w.button(_("Open the paper"), "link", "file-text")
        self.open_button.clicked.connect(self.open_paper)
        self.drop_button = w.button(_("Not expected any more"), "link")
        self.drop_button.clicked.connect(self._drop)
        across.addWidget(self.open_button)
        across.addWidget(self.drop_button)
        across.addStretch()
        column.addWidget(self._below)
        self.adder = Adder(
            shell, "paper", _("A paper that is to come: Assurance report"), _("Expect it"), self._expect
        )
        column.addWidget(self.adder)

    def show_meeting(self, meeting: Meeting) -> None:
        self._meeting = meeting
        lines = meeting_papers.of_meeting(self._shell.desk, meeting)
        facts = [meeting_papers.due_words(self._shell.desk, meeting)]
        facts += [meeting_papers.counted(lines) if lines else _("none is expected yet")]
        w.clear(self._head)
        self._head.addWidget(w.section(_("Papers"), "; ".join(one for one in facts if one)))
        self.table.table.reload()
        self.adder.setVisible(not meeting.held)
        self.adder.show_for(meeting.id)
        self._offer()

    def open_paper(self) -> None:
        row = self.table.current_row()
        if isinstance(row, PaperLine) and row.paper_id:
            self._shell.go("Papers", row.paper_id)

    def _offer(self) -> None:
        row = self.table.current_row()
        here = isinstance(row, PaperLine)
        self._below.setVisible(here)
        self.open_button.setVisible(here and bool(row.paper_id))
        self.drop_button.setVisible(here and not row.paper_id)

    def _load(self) -> list[PaperLine]:
        return meeting_papers.of_meeting(self._shell.desk, self._meeting) if self._meeting else []

    def _columns(self) -> list[Column[PaperLine]]:
        desk = self._shell.desk
        return [
            Column(_("Paper"), lambda row: row.title, write=lambda row, typed: meeting_papers.edit(desk, row, "title", typed)),
            Column(_("By"), lambda row: row.by_whom, 170, write=lambda row, typed: meeting_papers.edit(desk, row, "by_whom", typed)),
            Column(
                _("State"), lambda row: row.state, 104, choices=PAPER_STATES,
                write=lambda row, typed: meeting_papers.edit(desk, row, "state", typed),
                strong=lambda row: row.state == NOT_STARTED,
            ),
        ]  # fmt: skip

    def _expect(self, title: str) -> None:
        if self._meeting is not None:
            meeting_papers.expect(self._shell.desk, self._meeting, title)

    def _drop(self) -> None:
        row = self.table.current_row()
        if isinstance(row, PaperLine):
            self._shell.attempt(lambda: meeting_papers.drop(self._shell.desk, row))
