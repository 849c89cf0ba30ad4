"""One organisation: what became of it, its form, names, services and contacts, and what it leads and was asked."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from assurance_desk.domain.ids import new_id
from assurance_desk.domain.organisations import SAFEGUARDING_BODY, Organisation, Service, body_word
from assurance_desk.services import organisation_contacts, organisations, records
from assurance_desk.services.organisations import Whole
from assurance_desk.texts import _
from assurance_desk.ui import widgets as w
from assurance_desk.ui.fields import LineField
from assurance_desk.ui.pages.organisation_after import AskedPart, FateBox, LedPart
from assurance_desk.ui.pages.organisation_contacts import ContactsPart, FormerContactsPart
from assurance_desk.ui.pages.organisation_names import NamesPart
from assurance_desk.ui.pages.organisation_parts import PAGE, Part, field_column, removing
from assurance_desk.ui.record_form import RecordForm, offer_organisations
from assurance_desk.ui.shell import Command, Shell

FIELDS = ("name", "ref", "short_name", "kind", "districts", "parent_id", "opened_on", "note")


class OrganisationDetail(QWidget):
    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._whole: Whole | None = None
        self.setObjectName("paper")
        outer = w.box(margins=(12, 16, 12, 16), gap=4)
        self.setLayout(outer)
        head, column = w.panel(margins=(12, 0, 12, 0), gap=8)
        self._title = w.label("", "section", strong=True, wrap=True)
        column.addWidget(self._title)
        self.fate = FateBox(shell)
        column.addWidget(self.fate)
        self.form = RecordForm(shell, PAGE, Organisation, FIELDS)
        column.addWidget(self.form)
        self.word = RecordForm(shell, PAGE, Organisation, ("calls_itself",))
        column.addWidget(self.word)
        outer.addWidget(head)
        self.names = NamesPart(shell)
        self.services = self._make_services()
        self.contacts = ContactsPart(shell)
        self.former_contacts = FormerContactsPart(shell)
        self.led = LedPart(shell)
        self.asked = AskedPart(shell)
        for part in (self.names, self.services, self.contacts, self.former_contacts):
            outer.addWidget(part)
        outer.addWidget(self._make_foot())
        outer.addWidget(self.led)
        outer.addWidget(self.asked)
        outer.addStretch()

    @property
    def shown(self) -> str:
        """The id of the organisation shown, "" before the first."""
        return self._whole.organisation.id if self._whole else ""

    def show_whole(self, whole: Whole) -> None:
        self._whole = whole
        found = whole.organisation
        self._title.setText(f"{found.ref}  {found.name}")
        self.form.show_record(found)
        self._show_word(found)
        self.names.show_names(whole)
        self.services.show_for(found.id)
        self.contacts.show_contacts(whole)
        self.former_contacts.show_contacts(whole)
        self.led.show_led(whole)
        self.asked.show_asked(whole)
        self.fate.show_fate(whole, self.led.still_open)
        here = found.closed_on is None
        self.change.setVisible(here)
        self.archive.setVisible(found.archived_on is None)
        self._foot.setVisible(not self._shell.desk.read_only)

    def commands(self) -> list[Command]:
        """For the Ctrl+K box and the Edit menu."""
        whole = self._whole
        if whole is None or self._shell.desk.read_only:
            return []
        name = whole.organisation.short_name or whole.organisation.name
        found = []
        if whole.organisation.closed_on is None:
            found.append(
                Command(_("Merge, split, replace or end {name}").format(name=name), self.open_change)
            )
        if whole.organisation.archived_on is None:
            found.append(Command(_("Archive {name}").format(name=name), self._archive))
        return found

    def open_change(self) -> None:
        if self._whole is None:
            return
        from assurance_desk.ui.dialogs.organisation_change import open_change

        open_change(self._shell, self._whole.organisation)

    # -------------------------------------------------------------- building

    def _show_word(self, found: Organisation) -> None:
        """Of a safeguarding body only: what it is called in a sentence, where its name does not tell it."""
        self.word.setVisible(found.kind == SAFEGUARDING_BODY)
        self.word.show_record(found)
        field = self.word.field("calls_itself")
        if isinstance(field, LineField):
            field.setPlaceholderText(_("{word}, from its name").format(word=body_word(found.name)))

    def _make_services(self) -> Part:
        columns = [
            field_column(self._shell, Service, name, width) for name, width in (("ref", 64), ("name", 0))
        ]
        made = Part(self._shell, _("Services"), columns, lambda: self._whole.services if self._whole else ())
        made.add_act(removing, lambda row: records.remove(self._shell.desk, row))
        move = made.add_typed_act(
            _("Move it to another organisation"),
            lambda row, typed: organisation_contacts.move_service(self._shell.desk, row, typed),
        )
        offer_organisations(self._shell, move)
        made.add_adder(
            _("Name of a service that answers for itself"), _("Add the service"), self._add_service, "service"
        )
        return made

    def _make_foot(self) -> QWidget:
        self._foot, across = w.panel(across=True, margins=(12, 20, 12, 0), gap=16)
        self.change = w.button(_("Merge, split, replace or end it"))
        self.change.clicked.connect(self.open_change)
        self.archive = w.button(_("Archive it"), "link")
        self.archive.clicked.connect(self._archive)
        self.remove = w.button(_("Remove it"), "link")
        self.remove.clicked.connect(self._remove)
        across.addWidget(self.change)
        across.addStretch()
        across.addWidget(self.archive)
        across.addWidget(self.remove)
        return self._foot

    def _archive(self) -> None:
        whole = self._whole
        if whole is not None:
            self._shell.attempt(lambda: organisation_contacts.archive(self._shell.desk, whole.organisation))

    def _remove(self) -> None:
        whole = self._whole
        if whole is not None:
            self._shell.attempt(lambda: records.remove(self._shell.desk, whole.organisation))

    def _add_service(self, name: str) -> None:
        if self._whole:
            ref = organisations.free_letter(one.ref for one in self._whole.services)
            made = Service(id=new_id(), organisation_id=self._whole.organisation.id, ref=ref, name=name)
            records.add(self._shell.desk, made)
