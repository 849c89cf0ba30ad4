"""Who is asked, answers and acts: a table, and beside it one organisation with names, services and contacts."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from assurance_desk.domain.changes import Changes
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.organisations import Organisation
from assurance_desk.services import organisations, records
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.list_detail import ListDetail
from assurance_desk.ui.pages.base import Page
from assurance_desk.ui.pages.organisation_detail import OrganisationDetail
from assurance_desk.ui.shell import Command, Shell
from assurance_desk.ui.table_model import Column, TableModel

TABLES = ("organisation", "organisation_name", "service", "contact")


def _columns() -> list[Column[organisations.OrganisationRow]]:
    return [
        Column("", lambda row: row.ref, 64, muted=True),
        Column(_("Organisation"), lambda row: row.name),
        Column(_("Type"), lambda row: row.kind, 136, muted=True, gives=1),
        Column(
            _("Contacts"),
            lambda row: str(row.contacts),
            76,
            sort=lambda row: row.contacts,
            right=True,
            gives=2,
        ),
    ]


class OrganisationsPage(Page):
    NAME = "Organisations"
    ICON = "building-2"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.model = TableModel(_columns(), lambda: organisations.table(shell.desk), tables=TABLES)
        self.table = DataTable(self.model, _("Organisations"))
        self.filter = QLineEdit()
        self.filter.setFont(th.font())
        self.filter.setPlaceholderText(_("Filter by name, reference or type"))
        self.filter.setAccessibleName(_("Filter organisations"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self.table.proxy.filter_words)
        left, column = widgets.panel("canvas")
        bar, row = widgets.panel("canvas", across=True, margins=(12, 10, 12, 6))
        row.addWidget(self.filter)
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
        return plural("{n} organisation", "{n} organisations", self.model.rowCount())

    def primary(self) -> Command | None:
        return Command(_("Add an organisation"), self._add) if self.model.rowCount() else None

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(*TABLES):
            return
        self.model.reload()
        some = self.model.rowCount() > 0
        self.split.setVisible(some)
        self.nothing.setVisible(not some)
        if some and not self.table.current():
            self.table.select_first()
        self._show(self.table.current())

    def show_record(self, record_id: str) -> None:
        if not self.table.select(record_id):
            self.filter.clear()
            self.table.select(record_id)
        self.split.open_detail()

    def shown_record(self) -> str:
        return self.table.current()

    def go_back(self) -> bool:
        self.split.show_list()
        return True

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
