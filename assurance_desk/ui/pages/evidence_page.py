"""Evidence: everything that shows something was done, with the actions it serves, and one piece beside it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox

from assurance_desk.domain import dates
from assurance_desk.domain.changes import Changes
from assurance_desk.domain.evidence import EVIDENCE_STATES, QUERIED, RECEIVED
from assurance_desk.services import evidence, vocabularies
from assurance_desk.services.desk import Desk
from assurance_desk.services.evidence import EvidenceRow
from assurance_desk.texts import _, plural
from assurance_desk.ui import widgets
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.list_detail import ListDetail
from assurance_desk.ui.pages.base import Page
from assurance_desk.ui.pages.evidence_detail import EvidenceDetail
from assurance_desk.ui.pages.register_blocks import combo, line
from assurance_desk.ui.shell import Command, Shell
from assurance_desk.ui.table_model import Column, TableModel

TABLES = ("evidence", "evidence_link", "action", "review")


def _columns(desk: Desk) -> list[Column[EvidenceRow]]:
    return [
        Column(_("Evidence"), lambda row: row.evidence.title),
        Column(_("Serves"), lambda row: ", ".join(row.refs), 92, muted=True),
        Column(
            _("Strength"),
            lambda row: vocabularies.said(desk, vocabularies.STRENGTH, row.evidence.strength),
            104,
            muted=True,
            gives=1,
        ),
        Column(_("Dated"), _dated, 96, sort=lambda row: row.evidence.dated, muted=True, gives=2),
        Column(
            _("State"),
            lambda row: vocabularies.said(desk, vocabularies.EVIDENCE_STATE, row.evidence.state),
            84,
            sort=lambda row: EVIDENCE_STATES.index(row.evidence.state),
            strong=lambda row: row.evidence.state == QUERIED,
        ),
    ]


def _dated(row: EvidenceRow) -> str:
    return dates.short_date(row.evidence.dated) if row.evidence.dated else ""


class EvidencePage(Page):
    NAME = "Evidence"
    ICON = "paperclip"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._rows: list[EvidenceRow] = []
        self.model = TableModel(_columns(shell.desk), lambda: self._rows, tables=TABLES)
        self.table = DataTable(self.model, _("Evidence"))
        self.filter = line(_("Filter evidence"), _("Filter: words, an action, a source"))
        self.filter.setClearButtonEnabled(True)
        self.state = combo(
            _("State of evidence"),
            (_("Any state"), *vocabularies.labels(shell.desk, vocabularies.EVIDENCE_STATE)),
        )
        self.state.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.state.setMinimumContentsLength(10)
        self.filter.textChanged.connect(lambda _typed: self._filter())
        self.state.currentIndexChanged.connect(lambda _at: self._filter())
        left, column = widgets.panel("paper")
        bar, across = widgets.panel("paper", across=True, margins=(24, 12, 12, 8), gap=8)
        across.addWidget(self.filter, 1)
        across.addWidget(self.state)
        column.addWidget(bar)
        holder, inner = widgets.panel("paper", margins=(12, 0, 0, 0))
        inner.addWidget(self.table)
        column.addWidget(holder, 1)
        left.setFocusProxy(self.table)
        self.detail = EvidenceDetail(shell)
        self.split = ListDetail("evidence", left, widgets.scroll(self.detail), width=640)
        self.table.chosen.connect(self._show)
        self.table.opened.connect(lambda _id: self.split.open_detail())
        self.table.clicked.connect(lambda _index: self.split.open_detail())
        self.body.addWidget(self.split)
        first = widgets.button(_("Add evidence files"), "primary")
        first.clicked.connect(self._add_files)
        words = _(
            "A report, an audit, minutes, figures, what a family said: whatever shows that something was done. Drop files "
            "here, then say which actions they serve. They are kept as they came."
        )
        self.nothing = widgets.empty(self.ICON, _("No evidence yet"), words, [first])
        self.body.addWidget(self.nothing)

    # -------------------------------------------------------------- the page

    @classmethod
    def foresee(cls, shell: Shell) -> None:
        evidence.table(shell.desk)

    @classmethod
    def badge(cls, shell: Shell) -> int:
        """Pieces that wait to be accepted or queried."""
        return evidence.waiting(shell.desk)

    def header_fact(self) -> str:
        if not self._rows:
            return ""
        states = [row.evidence.state for row in self._rows]
        parts = [plural("{n} piece", "{n} pieces", len(states))]
        parts += [f"{states.count(one)} {_(one)}" for one in (RECEIVED, QUERIED) if one in states]
        return ", ".join(parts)

    def primary(self) -> Command | None:
        return Command(_("Add evidence files"), self._add_files) if self._rows else None

    def commands(self) -> list[Command]:
        return [Command(_("Add evidence without a file"), self._add_words, "plus")]

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(*TABLES):
            return
        self._rows = evidence.table(self.shell.desk)
        self.model.reload()
        self.split.setVisible(bool(self._rows))
        self.nothing.setVisible(not self._rows)
        if self._rows and not self.table.current() and not self._select_waiting():
            self.table.select_first()
        self._filter()
        self._show(self.table.current())

    def show_record(self, record_id: str) -> None:
        if not self.table.select(record_id):
            self._show_all()
            self.table.select(record_id)
        self.split.open_detail()

    def shown_record(self) -> str:
        return self.table.current()

    def go_back(self) -> bool:
        if self.filter.text() or self.state.currentIndex() > 0:
            self._show_all()
            return True
        self.split.show_list()
        return True

    def take_files(self, paths: list[Path]) -> None:
        """Each file dropped becomes a piece of evidence."""
        made: list[str] = []
        if self.shell.attempt(
            lambda: made.extend(one.id for one in evidence.add_files(self.shell.desk, paths))
        ):
            self.show_record(made[0])

    # -------------------------------------------------------------- doing

    def _show_all(self) -> None:
        self.filter.clear()
        self.state.setCurrentIndex(0)

    def _filter(self) -> None:
        words = self.filter.text().casefold().split()
        state = EVIDENCE_STATES[self.state.currentIndex() - 1] if self.state.currentIndex() > 0 else ""
        if not words and not state:
            self.table.proxy.filter_rows(None)
            return
        kept = {row.id for row in self._rows if _passes(row, words, state)}
        self.table.proxy.filter_rows(kept.__contains__)

    def _select_waiting(self) -> bool:
        """What waits to be decided is looked at first."""
        waits = next((row.id for row in self._rows if row.evidence.state == RECEIVED), "")
        return bool(waits) and self.table.select(waits)

    def _show(self, evidence_id: str) -> None:
        found = next((row for row in self._rows if row.id == evidence_id), None)
        self.detail.show_row(found)
        self.shell.refresh_header()

    def _add_files(self) -> None:
        paths = self.shell.ask_files(_("Add evidence files"), _("Any file (*)"))
        if paths:
            self.take_files(paths)

    def _add_words(self) -> None:
        made: list[str] = []
        if self.shell.attempt(
            lambda: made.append(evidence.add_evidence(self.shell.desk, [], _("New evidence")).id)
        ):
            self.show_record(made[0])
            self.detail.name_it()


def _passes(row: EvidenceRow, words: list[str], state: str) -> bool:
    one = row.evidence
    held = "\n".join(
        (one.title, one.source, one.shows, one.file_name, one.kind, one.strength, *row.refs, *row.reviews)
    )
    return (not state or one.state == state) and all(word in held.casefold() for word in words)
