"""Who speaks for an organisation: confirmed together, marked as left and kept, and who it was on a day."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from assurance_desk.domain.dates import long_date, parse_when, short_date
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.organisations import Contact, Service
from assurance_desk.errors import DeskError
from assurance_desk.services import organisation_contacts, organisations, records
from assurance_desk.services.organisations import Whole
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.fields import ChoiceField, LineField
from assurance_desk.ui.pages.organisation_parts import PAGE, Part, field_column, removing
from assurance_desk.ui.record_form import RecordForm
from assurance_desk.ui.shell import Shell
from assurance_desk.ui.table_model import Column


class ContactsPart(Part):
    """Those there now."""

    def __init__(self, shell: Shell) -> None:
        self._whole: Whole | None = None
        self._there: list[Contact] = []
        super().__init__(shell, _("Contacts"), self._columns(shell), lambda: self._there)
        self.add_act(
            lambda row: _("{who} has left").format(who=called(row)),
            lambda row: organisation_contacts.leave(shell.desk, row),
        )
        self.add_act(removing, lambda row: records.remove(shell.desk, row))
        self.stale = w.label("", "small", role="muted", wrap=True)
        self.confirm = w.button(_("Confirm all today"), "suggested")
        self.confirm.clicked.connect(self._confirm)
        self._bar_over, across = w.panel(across=True, margins=(12, 0, 12, 0), gap=12)
        across.addWidget(self.stale, 1)
        across.addWidget(self.confirm)
        self.column.insertWidget(1, self._bar_over)
        self.more = self._make_more()
        self.column.addWidget(self.more)
        self.add_adder(
            _("Role of a contact, such as Head of housing"), _("Add the contact"), self._add, "contact"
        )

    def _columns(self, shell: Shell) -> list[Column[Contact]]:
        role = replace(field_column(shell, Contact, "role", 0), more=self._service)
        widths = (("name", 96), ("email", 190), ("phone", 124))
        return [role, *(field_column(shell, Contact, name, width) for name, width in widths)]

    def _make_more(self) -> QWidget:
        """What else is known of the chosen one."""
        part, column = w.panel("quiet", margins=(12, 8, 12, 10), gap=6)
        self.form = RecordForm(self._shell, PAGE, Contact, ("since", "confirmed_on"))
        column.addWidget(self.form)
        self.speaks = w.box(across=True, gap=12)
        self.service = ChoiceField(_("Speaks for"), ())
        self.service.committed.connect(self._speak)
        caption = w.label(_("Speaks for"), role="muted")
        caption.setMinimumWidth(th.px(116))
        caption.setBuddy(self.service)
        self.speaking = QWidget()
        self.speaking.setLayout(self.speaks)
        self.speaks.addWidget(caption)
        self.speaks.addWidget(self.service, 1)
        column.addWidget(self.speaking)
        part.hide()
        return part

    def chose(self, row: Any) -> None:
        self.more.setVisible(row is not None and not self._shell.desk.read_only)
        self.form.show_record(row)
        services = self._whole.services if self._whole else ()
        self.speaking.setVisible(bool(services))
        if row is not None:
            words = (_("all of it"), *(one.name for one in services))
            if [self.service.itemText(at) for at in range(self.service.count())] != list(words):
                self.service.clear()
                self.service.addItems(list(words))
            self.service.set_words(self._service(row) or words[0])

    def _speak(self) -> None:
        row = self.table.current_row()
        if row is not None:
            words = self.service.words()
            self._shell.attempt(lambda: organisation_contacts.speaks_for(self._shell.desk, row, words))

    def show_contacts(self, whole: Whole) -> None:
        desk = self._shell.desk
        self._whole, today = whole, desk.clock.today()
        self._there = [one for one in whole.contacts if one.left_on is None or one.left_on > today]
        self.stale.setText(self._confirmed(whole.organisation.id))
        self._bar_over.setVisible(
            bool(self._there) and whole.organisation.offered(today) and not desk.read_only
        )
        self.show_for(whole.organisation.id)

    def _confirmed(self, organisation_id: str) -> str:
        """Who is to be confirmed again, or how old the oldest confirmation is."""
        stale = organisations.contacts_to_confirm(self._shell.desk)
        names = [called(one.contact) for one in stale if one.contact.organisation_id == organisation_id]
        if names:
            return _("Not confirmed for over six months: {names}").format(names=", ".join(names))
        days = [one.confirmed_on for one in self._there if one.confirmed_on]
        return _("All confirmed, on {day} or since").format(day=long_date(min(days))) if days else ""

    def _service(self, contact: Contact) -> str:
        services: tuple[Service, ...] = self._whole.services if self._whole else ()
        return next((one.name for one in services if one.id == contact.service_id), "")

    def _confirm(self) -> None:
        whole = self._whole
        if whole is not None:
            self._shell.attempt(
                lambda: organisation_contacts.confirm(self._shell.desk, whole.organisation.id)
            )

    def _add(self, role: str) -> None:
        if self._whole is not None:
            records.add(
                self._shell.desk,
                Contact(
                    id=new_id(),
                    organisation_id=self._whole.organisation.id,
                    role=role,
                    confirmed_on=self._shell.desk.clock.today(),
                ),
            )


class FormerContactsPart(Part):
    """Those who left, greyed; and who spoke for the organisation on a day."""

    def __init__(self, shell: Shell) -> None:
        self._whole: Whole | None = None
        self._gone: list[Contact] = []
        super().__init__(shell, _("Contacts who left"), _former_columns(), lambda: self._gone)
        self.add_act(
            lambda row: _("{who} is there after all").format(who=called(row)),
            lambda row: organisation_contacts.come_back(shell.desk, row),
        )
        part, row = w.panel(across=True, margins=(12, 4, 12, 0), gap=8)
        self.day = LineField(_("Who it was on a day"))
        self.day.setPlaceholderText(_("Who was it on 1 Feb 2019"))
        self.day.textChanged.connect(lambda _typed: self._tell())
        self.day.setMaximumWidth(th.px(220))
        self.said = w.label("", "small", role="muted", wrap=True)
        row.addWidget(self.day, 1)
        row.addWidget(self.said, 2)
        self.column.addWidget(part)

    def show_contacts(self, whole: Whole) -> None:
        today = self._shell.desk.clock.today()
        if self._whole is None or self._whole.organisation.id != whole.organisation.id:
            self.day.clear()
        self._whole = whole
        self._gone = [one for one in whole.contacts if one.left_on is not None and one.left_on <= today]
        dated = any(one.since or one.left_on for one in whole.contacts)
        self.setVisible(dated)
        self.show_for(whole.organisation.id)
        self._tell()

    def _tell(self) -> None:
        if self._whole is None or not self.day.text().strip():
            self.said.setText("")
            return
        try:
            when = parse_when(self.day.text())
        except DeskError:  # still being typed
            when = None
        if when is None:
            self.said.setText(_("Type a day, such as 1 February 2019."))
            return
        found = organisation_contacts.contacts_on(
            self._shell.desk, self._whole.organisation.id, when.last_day
        )
        names = ", ".join(called(one) for one in found) or _("nobody we know of")
        self.said.setText(_("{day}: {names}").format(day=long_date(when.last_day), names=names))


def _former_columns() -> list[Column[Contact]]:
    def column(title: str, read: Any, width: float, gives: int = 0) -> Column[Contact]:
        return Column(title, read, width, muted=True, gives=gives)

    return [
        column(_("Role"), lambda row: row.role, 0),
        column(_("Name"), lambda row: row.name, 104),
        column(_("E-mail"), lambda row: row.email, 168, 1),
        column(_("Left"), lambda row: short_date(row.left_on), 104),
    ]


def called(contact: Contact) -> str:
    """By name and role, as far as they are known."""
    return ", ".join(part for part in (contact.name, contact.role) if part) or _("a contact")
