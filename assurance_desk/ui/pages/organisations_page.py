"""Who is asked, answers and acts: a table with the parts below the whole, and one organisation beside it."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit

from assurance_desk.domain.changes import Changes
from assurance_desk.domain.dates import short_date
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.organisations import Organisation
from assurance_desk.domain.vocabularies import ORGANISATION_KIND
from assurance_desk.services import organisations, records
from assurance_desk.services.desk import Desk
from assurance_desk.services.organisations import OrganisationRow
from assurance_desk.services.vocabularies import said
from assurance_desk.texts import _, plural
from assurance_desk.ui import widgets
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.list_detail import ListDetail
from assurance_desk.ui.pages.base import Page
from assurance_desk.ui.pages.organisation_detail import OrganisationDetail
from assurance_desk.ui.pages.register_blocks import combo, line
from assurance_desk.ui.shell import Command, Shell
from assurance_desk.ui.table_model import Column, TableModel

TABLES = (
    "organisation", "organisation_name", "organisation_change", "service", "contact", "action", "return_",
)  # fmt: skip
NOW, FORMER, ARCHIVED, ALL = range(4)
INDENT = "\u2003"


def _columns(desk: Desk) -> list[Column[OrganisationRow]]:
    return [
        Column("", lambda row: row.ref, 64, muted=True),
        Column(
            _("Organisation"),
            lambda row: INDENT * row.depth + row.name,
            sort=lambda row: row.name.casefold(),
            more=_ended,
        ),
        Column(_("Type"), lambda row: said(desk, ORGANISATION_KIND, row.kind), 150, muted=True, gives=1),
    ]


def _ended(row: OrganisationRow) -> str:
    if row.closed_on:
        return _("until {day}").format(day=short_date(row.closed_on))
    return _("archived") if row.archived_on else ""


class OrganisationsPage(Page):
    NAME = "Organisations"
    ICON = "building-2"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._rows: list[OrganisationRow] = []
        self.model = TableModel(_columns(shell.desk), lambda: self._rows, tables=TABLES)
        self.table = DataTable(self.model, _("Organisations"))
        self.filter = line(_("Filter organisations"), _("Filter by name, reference or type"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self.table.proxy.filter_words)
        self.which = combo(
            _("Which organisations"), (_("There now"), _("Former"), _("Archived"), _("All of them"))
        )
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.which.setMinimumContentsLength(9)
        self.which.currentIndexChanged.connect(lambda _at: self._filter())
        left, column = widgets.panel("canvas")
        bar, row = widgets.panel("canvas", across=True, margins=(12, 10, 12, 6), gap=8)
        row.addWidget(self.filter, 1)
        row.addWidget(self.which)
        column.addWidget(bar)
        column.addWidget(self.table, 1)
        left.setFocusProxy(self.table)
        self.detail = OrganisationDetail(shell)
        self.split = ListDetail("organisations", left, widgets.scroll(self.detail), width=500)
        self.table.chosen.connect(self._show)
        self.table.opened.connect(lambda _id: self.split.open_detail())
        self.table.clicked.connect(lambda _index: self.split.open_detail())
        self.body.addWidget(self.split)
        first = widgets.button(_("Add the first organisation"), "primary")
        first.clicked.connect(self._add)
        words = _(
            "Organisations are sent questionnaires and lead actions. Each has its services and its contacts by role."
        )
        self.nothing = widgets.empty(self.ICON, _("No organisations yet"), words, [first])
        self.body.addWidget(self.nothing)

    def header_fact(self) -> str:
        today = self.shell.desk.clock.today()
        former = sum(row.closed_on is not None and row.closed_on <= today for row in self._rows)
        archived = sum(row.archived_on is not None for row in self._rows)
        parts = [plural("{n} organisation", "{n} organisations", len(self._rows) - former)]
        if former:
            parts.append(plural("{n} former", "{n} former", former))
        if archived:
            parts.append(plural("{n} archived", "{n} archived", archived))
        return ", ".join(parts)

    def primary(self) -> Command | None:
        return Command(_("Add an organisation"), self._add) if self._rows else None

    def commands(self) -> list[Command]:
        return self.detail.commands()

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(*TABLES):
            return
        self._rows = organisations.table(self.shell.desk)
        self.model.reload()
        some = bool(self._rows)
        self.split.setVisible(some)
        self.nothing.setVisible(not some)
        self._filter(self.detail.shown)
        if some and not self.table.current():
            self.table.select_first()
        self._show(self.table.current())

    def show_record(self, record_id: str) -> None:
        if not self.table.select(record_id):
            self.filter.clear()
            self.which.setCurrentIndex(ALL)
            self.table.select(record_id)
        self.split.open_detail()

    def shown_record(self) -> str:
        return self.table.current()

    def go_back(self) -> bool:
        if self.filter.text() or self.which.currentIndex() != NOW:
            self.filter.clear()
            self.which.setCurrentIndex(NOW)
            return True
        self.split.show_list()
        return True

    def _filter(self, keep: str = "") -> None:
        """``keep`` stays in view though it ended or was archived, until another list is asked for."""
        which, today = self.which.currentIndex(), self.shell.desk.clock.today()
        kept = {row.id for row in self._rows if _passes(row, which, today)} | {keep}
        self.table.proxy.filter_rows(None if which == ALL else kept.__contains__)

    def _show(self, organisation_id: str) -> None:
        found = organisations.whole(self.shell.desk, organisation_id)
        if found:
            self.detail.show_whole(found)
        self.shell.refresh_header()

    def _add(self) -> None:
        desk = self.shell.desk
        made = Organisation(id=new_id(), ref=organisations.next_ref(desk), name=_("New organisation"))
        if self.shell.attempt(lambda: records.add(desk, made)):
            self.show_record(made.id)
            name = self.detail.form.field("name")
            name.setFocus()
            if isinstance(name, QLineEdit):
                name.selectAll()


def _passes(row: OrganisationRow, which: int, today: date) -> bool:
    former = row.closed_on is not None and row.closed_on <= today
    if which == FORMER:
        return former
    if which == ARCHIVED:
        return row.archived_on is not None
    return which == ALL or (not former and row.archived_on is None)
