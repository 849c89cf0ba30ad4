"""One organisation: its form, the names it bore, its services and contacts, each edited in place."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from assurance_desk.domain.ids import new_id
from assurance_desk.domain.organisations import Contact, Organisation, Service
from assurance_desk.services import records
from assurance_desk.services.organisations import Whole
from assurance_desk.texts import _
from assurance_desk.ui import widgets
from assurance_desk.ui.pages.organisation_names import NamesPart
from assurance_desk.ui.pages.organisation_parts import PAGE, Part, field_column, removing
from assurance_desk.ui.record_form import RecordForm
from assurance_desk.ui.shell import Shell

FIELDS = ("name", "ref", "short_name", "kind", "districts", "parent_id", "note")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


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
        self.form = RecordForm(shell, PAGE, Organisation, FIELDS)
        column.addWidget(self.form)
        outer.addWidget(head)
        self.names = NamesPart(shell)
        outer.addWidget(self.names)
        self.services = self._make_services()
        outer.addWidget(self.services)
        self.contacts = self._make_contacts()
        outer.addWidget(self.contacts)
        outer.addStretch()

    def show_whole(self, whole: Whole) -> None:
        self._whole = whole
        found = whole.organisation
        self._title.setText(f"{found.ref}  {found.name}")
        self.form.show_record(found)
        self.names.show_names(whole)
        self.services.show_for(found.id)
        self.contacts.show_for(found.id)

    def _make_services(self) -> Part:
        columns = [
            field_column(self._shell, Service, name, width) for name, width in (("ref", 64), ("name", 0))
        ]
        made = Part(self._shell, _("Services"), columns, lambda: self._whole.services if self._whole else ())
        made.add_act(removing, lambda row: records.remove(self._shell.desk, row))
        made.add_adder(
            _("Name of a service that answers for itself"), _("Add the service"), self._add_service, "service"
        )
        return made

    def _make_contacts(self) -> Part:
        widths = (("role", 0), ("name", 96), ("email", 190), ("phone", 124))
        columns = [field_column(self._shell, Contact, name, width) for name, width in widths]
        made = Part(self._shell, _("Contacts"), columns, lambda: self._whole.contacts if self._whole else ())
        made.add_adder(
            _("Role of a contact, such as Head of housing"),
            _("Add the contact"),
            self._add_contact,
            "contact",
        )
        return made

    def _add_service(self, name: str) -> None:
        if self._whole:
            taken = {one.ref for one in self._whole.services}
            ref = next((letter for letter in LETTERS if letter not in taken), "?")
            made = Service(id=new_id(), organisation_id=self._whole.organisation.id, ref=ref, name=name)
            records.add(self._shell.desk, made)

    def _add_contact(self, role: str) -> None:
        if self._whole:
            made = Contact(id=new_id(), organisation_id=self._whole.organisation.id, role=role)
            records.add(self._shell.desk, made)
