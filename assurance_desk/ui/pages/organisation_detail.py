"""One organisation: its form, the names it bore, its services and contacts, each edited in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from assurance_desk.domain.dates import long_date, parse_when
from assurance_desk.domain.fields import field_of, shown
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.organisations import Contact, Organisation, Service
from assurance_desk.errors import DeskError
from assurance_desk.services import organisations, records
from assurance_desk.services.organisations import Whole
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.fields import LineField
from assurance_desk.ui.record_form import RecordForm
from assurance_desk.ui.shell import Shell
from assurance_desk.ui.table_block import TableBlock
from assurance_desk.ui.table_model import Column, TableModel


class OrganisationDetail(QWidget):
    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._whole: Whole | None = None
        self.setObjectName("paper")
        outer = widgets.box(margins=(12, 16, 12, 16), gap=4)
        self.setLayout(outer)
        head, column = widgets.panel(margins=(12, 0, 12, 0), gap=8)
        self._title = widgets.label("", "section", strong=True, wrap=True)
        column.addWidget(self._title)
        self.form = RecordForm(
            shell,
            "Organisations",
            Organisation,
            ("name", "ref", "short_name", "kind", "districts", "parent_id", "note"),
        )
        column.addWidget(self.form)
        outer.addWidget(head)
        self._add_names(outer)
        self.services = self._table(
            outer, _("Services"), Service, (("ref", 64), ("name", 0)), lambda: self._held(Service)
        )
        self._adder(
            outer, _("Name of a service that answers for itself"), _("Add the service"), self._add_service
        )
        self.contacts = self._table(
            outer,
            _("Contacts"),
            Contact,
            (("role", 0), ("name", 96), ("email", 190), ("phone", 124)),
            lambda: self._held(Contact),
        )
        self._adder(
            outer, _("Role of a contact, such as Head of housing"), _("Add the contact"), self._add_contact
        )
        outer.addStretch()

    def show_whole(self, whole: Whole) -> None:
        self._whole = whole
        found = whole.organisation
        self._title.setText(f"{found.ref}  {found.name}")
        self.form.show_record(found)
        self._show_names(whole)
        self.services.table.table.reload()
        self.contacts.table.table.reload()

    def _held(self, kind: type) -> Sequence[Any]:
        if self._whole is None:
            return []
        return self._whole.services if kind is Service else self._whole.contacts

    # ------------------------------------------------------------ names

    def _add_names(self, outer: QBoxLayout) -> None:
        part, column = widgets.panel(margins=(12, 12, 12, 0), gap=6)
        column.addWidget(widgets.section(_("Names"), _("papers print the name of their day")))
        self._names = widgets.box(gap=2)
        column.addLayout(self._names)
        row = widgets.box(across=True, gap=8)
        self.new_name = LineField(_("New name"))
        self.new_name.setPlaceholderText(_("New name"))
        self.new_short = LineField(_("New short name"))
        self.new_short.setPlaceholderText(_("Short"))
        self.new_short.setMaximumWidth(th.px(110))
        self.since = LineField(_("Since which day"))
        self.since.setPlaceholderText(_("Since 1 Sep 2019"))
        self.since.setMaximumWidth(th.px(190))
        rename = widgets.button(_("Rename"))
        rename.clicked.connect(self._rename)
        for field, stretch in ((self.new_name, 2), (self.new_short, 0), (self.since, 1), (rename, 0)):
            row.addWidget(field, stretch)
        column.addLayout(row)
        self.name_refusal = widgets.label("", "small", role="late", wrap=True)
        self.name_refusal.hide()
        column.addWidget(self.name_refusal)
        outer.addWidget(part)

    def _show_names(self, whole: Whole) -> None:
        widgets.clear(self._names)
        for name in whole.names:
            since = _("from {day}").format(day=long_date(name.since)) if name.since else _("at first")
            short = f" ({name.short_name})" if name.short_name else ""
            self._names.addWidget(widgets.label(f"{name.name}{short}, {since}", role="muted", wrap=True))
        if not whole.names:
            self._names.addWidget(
                widgets.label(_("It has borne this name throughout."), role="muted", wrap=True)
            )

    def _rename(self) -> None:
        if self._whole is None:
            return
        try:
            since = self._day()
            organisations.rename(
                self._shell.desk,
                self._whole.organisation,
                self.new_name.text(),
                self.new_short.text(),
                since,
            )
        except DeskError as error:
            self.name_refusal.setText(error.sentence)
            self.name_refusal.show()
            return
        self.name_refusal.hide()
        for field in (self.new_name, self.new_short, self.since):
            field.clear()

    def _day(self) -> date:
        since = parse_when(self.since.text())
        if since is None or not since.day:
            raise DeskError(_("Type the day from which the new name holds, such as 1 September 2019."))
        return since.last_day

    # ------------------------------------------------------------ services and contacts

    def _table(
        self,
        outer: QBoxLayout,
        title: str,
        kind: type,
        columns: Sequence[tuple[str, float]],
        load: Callable[[], Sequence[Any]],
    ) -> TableBlock:
        caption, row = widgets.panel(across=True, margins=(12, 14, 12, 0))
        row.addWidget(widgets.section(title))
        outer.addWidget(caption)
        model: TableModel[Any] = TableModel(
            [self._column(kind, name, width) for name, width in columns], load
        )
        block = TableBlock(DataTable(model, title, fitted=True, row=th.ROW_CLOSE))
        outer.addWidget(block)
        return block

    def _column(self, kind: type, name: str, width: float) -> Column[Any]:
        return Column(
            field_of(kind, name).words,
            lambda record: shown(record, name),
            width,
            write=lambda record, typed: records.edit_record(self._shell.desk, record, name, typed),
        )

    def _adder(self, outer: QBoxLayout, hint: str, act: str, add: Callable[[str], None]) -> None:
        part, row = widgets.panel(across=True, margins=(12, 4, 12, 0), gap=8)
        field = QLineEdit()
        field.setFont(th.font())
        field.setPlaceholderText(hint)
        field.setAccessibleName(hint)
        button = widgets.button(act)

        def do() -> None:
            words = field.text().strip()
            if words and self._shell.attempt(lambda: add(words)):
                field.clear()

        button.clicked.connect(do)
        field.returnPressed.connect(do)
        row.addWidget(field, 1)
        row.addWidget(button)
        outer.addWidget(part)

    def _add_service(self, name: str) -> None:
        if self._whole:
            taken = {one.ref for one in self._whole.services}
            ref = next((letter for letter in "abcdefghijklmnopqrstuvwxyz" if letter not in taken), "?")
            made = Service(id=new_id(), organisation_id=self._whole.organisation.id, ref=ref, name=name)
            records.add(self._shell.desk, made)

    def _add_contact(self, role: str) -> None:
        if self._whole:
            made = Contact(id=new_id(), organisation_id=self._whole.organisation.id, role=role)
            records.add(self._shell.desk, made)
