"""The names an organisation bore: each put right in its cell, another given from a day on."""

from __future__ import annotations

from datetime import date

from assurance_desk.domain.dates import parse_when
from assurance_desk.domain.organisations import Organisation, OrganisationName
from assurance_desk.errors import DeskError
from assurance_desk.services import organisation_names
from assurance_desk.services.organisations import Whole
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.fields import LineField
from assurance_desk.ui.pages.organisation_parts import Part, field_column
from assurance_desk.ui.shell import Shell


class NamesPart(Part):
    def __init__(self, shell: Shell) -> None:
        self._names: tuple[OrganisationName, ...] = ()
        self._organisation: Organisation | None = None
        columns = [
            field_column(shell, OrganisationName, "name", 0),
            field_column(shell, OrganisationName, "short_name", 110),
            field_column(shell, OrganisationName, "since", 150, empty=_("at first")),
        ]
        super().__init__(
            shell,
            _("Names"),
            columns,
            lambda: self._names,
            more=_("everything shows the name of its day"),
        )
        self.throughout = w.label(_("It has borne this name throughout."), role="muted", wrap=True)
        self.throughout.setContentsMargins(th.px(12), 0, th.px(12), 0)
        self.column.insertWidget(1, self.throughout)
        self.add_act(
            lambda row: _("Take out the name {name}").format(name=row.short_name or row.name),
            lambda row: organisation_names.remove_name(shell.desk, row),
        )
        self._add_giver()

    def _add_giver(self) -> None:
        part, row = w.panel(across=True, margins=(12, 4, 12, 0), gap=8)
        self.new_name, self.new_short = LineField(_("New name")), LineField(_("New short name"))
        self.since = LineField(_("Since which day"))
        self.rename = w.button(_("Rename"))
        self.rename.clicked.connect(self._give)
        hints = (_("New name"), _("Short"), _("Since 1 Sep 2019"))
        for field, hint, stretch, key in zip(
            (self.new_name, self.new_short, self.since),
            hints,
            (3, 1, 2),
            ("new name", "new short", "since"),
            strict=True,
        ):
            field.setPlaceholderText(hint)
            field.returnPressed.connect(self._give)
            self.keep_half(field, key)
            row.addWidget(field, stretch)
        row.addWidget(self.rename)
        self.column.addWidget(part)
        self.told = w.label("", "small", role="late", wrap=True)
        self.told.setContentsMargins(th.px(12), 0, th.px(12), 0)
        self.told.hide()
        self.column.addWidget(self.told)

    def show_names(self, whole: Whole) -> None:
        if self._organisation is None or self._organisation.id != whole.organisation.id:
            self.told.hide()
        self._organisation, self._names = whole.organisation, whole.names
        self.throughout.setVisible(not whole.names)
        self.show_for(whole.organisation.id)

    def _give(self) -> None:
        if self._organisation is None:
            return
        try:
            organisation_names.rename(
                self._shell.desk,
                self._organisation,
                self.new_name.text(),
                self.new_short.text(),
                a_day(self.since.text(), _("the new name holds")),
            )
        except DeskError as error:
            self.told.setText(error.sentence)
            self.told.show()
            return
        self.told.hide()
        for half in self._halves:
            half.done()


def a_day(typed: str, what: str) -> date:
    """A day as typed.

    Raises:
        DeskError: it is none, or only a month.
    """
    since = parse_when(typed)
    if since is None or not since.day:
        raise DeskError(
            _("Type the day from which {what}, such as 1 September 2019; nothing was changed.").format(
                what=what
            )
        )
    return since.last_day
