"""What became of an organisation and what it came of; what it leads and was asked, as links."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from assurance_desk.domain.dates import long_date, short_date
from assurance_desk.services import (
    organisation_changes,
    organisation_contacts,
    organisation_fates,
    organisation_taking_back,
)
from assurance_desk.services.organisation_fates import AskedOf, Led
from assurance_desk.services.organisations import Whole
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.pages.organisation_parts import PAGE, Part
from assurance_desk.ui.pages.register_columns import delivery_chip
from assurance_desk.ui.shell import Shell
from assurance_desk.ui.table_model import Column

MOST = 15
"""Actions told one by one; the open ones come first."""


class FateBox(QWidget):
    """Above everything else: that it is a former one, or archived, and who stands in its place."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        outer = w.box()
        self.setLayout(outer)
        panel, self._column = w.panel("quiet", margins=(12, 10, 12, 10), gap=4)
        outer.addWidget(panel)

    def show_fate(self, whole: Whole, open_actions: int) -> None:
        w.clear(self._column)
        desk, found = self._shell.desk, whole.organisation
        fate = organisation_fates.fate(desk, found)
        if fate:
            self._say(fate[:1].upper() + fate[1:] + ".")
            if open_actions:
                words = plural(
                    "{n} open action is still led by it.",
                    "{n} open actions are still led by it.",
                    open_actions,
                )
                self._say(words, role="warn")
            links = organisation_fates.became(desk, found)
            for link in links:
                if link.note:
                    self._say(link.note, role="muted")
                self._links(link.others)
            if links:
                self._act(_("Take this back"), lambda: organisation_taking_back.take_back(desk, found))
            else:
                self._act(_("It is there after all"), lambda: organisation_changes.reopen(desk, found))
        for link in organisation_fates.came_of(desk, found):
            names = _(" and ").join(name for _id, name in link.others)
            words = _("Took over from {names} on {day}.").format(names=names, day=long_date(link.on))
            self._say(words, role="muted")
            self._links(link.others)
        if found.archived_on:
            self._say(_("Archived on {day}.").format(day=long_date(found.archived_on)))
            self._act(
                _("Bring it back from the archive"), lambda: organisation_contacts.bring_back(desk, found)
            )
        self.setVisible(self._column.count() > 0)

    def _say(self, words: str, *, role: str = "") -> None:
        self._column.addWidget(w.label(words, role=role, wrap=True))

    def _act(self, words: str, act: Callable[[], object]) -> None:
        button = w.button(words, "link")
        button.clicked.connect(lambda: self._shell.attempt(act))
        self._column.addWidget(button)

    def _links(self, others: tuple[tuple[str, str], ...]) -> None:
        for organisation_id, name in others:
            go = w.button(name, "link")
            go.clicked.connect(lambda _on=False, id_=organisation_id: self._shell.go(PAGE, id_))
            self._column.addWidget(go)


class LedPart(Part):
    """The actions it leads, the open ones first."""

    def __init__(self, shell: Shell) -> None:
        self._led: list[Led] = []
        super().__init__(shell, _("Actions it leads"), _led_columns(shell), lambda: self._led[:MOST])
        self.rest = w.label("", "small", role="muted", wrap=True)
        self.rest.setContentsMargins(th.px(12), 0, th.px(12), 0)
        self.column.addWidget(self.rest)
        self.add_act(lambda row: _("Open {ref}").format(ref=row.action.ref), self._go)
        self.table.opened.connect(lambda _id: self._go(self.table.current_row()))

    def show_led(self, whole: Whole) -> None:
        self._led = organisation_fates.led(self._shell.desk, whole.organisation.id)
        self.setVisible(bool(self._led))
        rest = len(self._led) - MOST
        self.rest.setText(_("and {n} more, on the Actions page").format(n=rest))
        self.rest.setVisible(rest > 0)
        self.show_for(whole.organisation.id)

    @property
    def still_open(self) -> int:
        return sum(not row.finished for row in self._led)

    def _go(self, row: Any) -> None:
        self._shell.go("Actions", row.id)


def _led_columns(shell: Shell) -> list[Column[Led]]:
    return [
        Column(_("Ref"), lambda row: row.action.ref, 64, muted=True),
        Column(_("Action"), lambda row: row.action.text),
        Column(
            _("Delivery"),
            lambda _row: "",
            150,
            sort=lambda row: row.action.delivery,
            chips=lambda row: [delivery_chip(row.action, shell.desk)],
        ),
    ]


class AskedPart(Part):
    """The questionnaires it was sent."""

    def __init__(self, shell: Shell) -> None:
        self._asked: list[AskedOf] = []
        super().__init__(shell, _("Returns"), _asked_columns(), lambda: self._asked)
        self.add_act(lambda row: _("Open the return {ref}").format(ref=row.record.ref), self._go)
        self.table.opened.connect(lambda _id: self._go(self.table.current_row()))

    def show_asked(self, whole: Whole) -> None:
        self._asked = organisation_fates.asked_of(self._shell.desk, whole.organisation.id)
        self.setVisible(bool(self._asked))
        self.show_for(whole.organisation.id)

    def _go(self, row: Any) -> None:
        self._shell.go("Returns", row.id)


def _asked_columns() -> list[Column[AskedOf]]:
    return [
        Column(_("Ref"), lambda row: row.record.ref, 64, muted=True),
        Column(_("Questionnaire"), lambda row: f"{row.questionnaire}  {row.record.name}"),
        Column(
            _("Issued"),
            lambda row: short_date(row.record.issued_on) if row.record.issued_on else "",
            104,
            muted=True,
            gives=1,
        ),
        Column(_("State"), lambda row: _(row.record.state), 92, muted=True),
    ]
