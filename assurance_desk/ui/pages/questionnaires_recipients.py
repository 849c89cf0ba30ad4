"""Who is asked: every organisation with a tick, and what has become of each copy that went out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from assurance_desk.domain.dates import short_date
from assurance_desk.domain.organisations import Contact, Organisation
from assurance_desk.domain.questionnaire import CLOSED, Questionnaire
from assurance_desk.services import issuing, organisation_contacts, organisation_fates, questionnaires
from assurance_desk.services.questionnaires import AskedRow
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.shell import Shell


class RecipientsView(QWidget):
    """``changed`` when a tick was set or taken; ``chosen`` gives the references ticked."""

    changed = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._column = widgets.box(margins=(0, 12, 0, 12), gap=8)
        self.setLayout(self._column)
        self._of = ""
        self._ticks: dict[str, bool] = {}
        self._boxes: dict[str, QCheckBox] = {}
        self._build: Callable[[], None] | None = None

    @property
    def boxes(self) -> dict[str, QCheckBox]:
        """Made when they are first seen: most who look at a questionnaire look at its questions."""
        self._ensure()
        return self._boxes

    def _ensure(self) -> None:
        if self._build:
            build, self._build = self._build, None
            build()

    def chosen(self) -> list[str]:
        return [ref for ref, ticked in self._ticked().items() if ticked]

    def _ticked(self) -> dict[str, bool]:
        return self._ticks if self._build else {ref: box.isChecked() for ref, box in self._boxes.items()}

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ensure()

    def show_recipients(self, of: Questionnaire) -> None:
        """Ticks set by hand stay as long as the same version is shown."""
        kept = self._ticked() if self._of == of.id else {}
        self._of = of.id
        asked: dict[str, list[AskedRow]] = {}
        for row in questionnaires.asked(self._shell.desk, of.id):
            asked.setdefault(row.organisation, []).append(row)
        suggested = {one.ref for one in issuing.suggested(self._shell.desk, of)}
        everyone = sorted(
            issuing.everyone(self._shell.desk, also=tuple(asked)), key=lambda one: one.ref not in suggested
        )
        today = self._shell.desk.clock.today()
        self._ticks = {
            one.ref: one.offered(today) and kept.get(one.ref, one.ref in suggested) for one in everyone
        }
        self._build = lambda: self._show_rows(of, everyone, asked)
        if self.isVisible():
            self._ensure()

    def _show_rows(
        self, of: Questionnaire, everyone: list[Organisation], asked: dict[str, list[AskedRow]]
    ) -> None:
        widgets.clear(self._column)
        self._boxes = {}
        written_to = organisation_contacts.addressees(self._shell.desk)
        today = self._shell.desk.clock.today()
        if not everyone:
            words = _("Nobody to ask yet. Add organisations on their own page, and they appear here.")
            self._column.addWidget(widgets.para(words, role="muted"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(th.px(16))
        grid.setVerticalSpacing(th.px(4))
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        for number, organisation in enumerate(everyone):
            there, box = organisation.offered(today), self._box(organisation)
            box.setChecked(self._ticks[organisation.ref])
            box.setEnabled(of.status != CLOSED and there)
            box.toggled.connect(self.changed)
            grid.addWidget(box, number, 0)
            named = widgets.box(gap=0)
            named.addWidget(ClickableName(organisation.name, box))
            named.addWidget(widgets.ElidedLabel(self._told(organisation, written_to), "small", role="muted"))
            grid.addLayout(named, number, 1)
            copies = asked.get(organisation.ref, [])
            grid.addWidget(widgets.ElidedLabel(_stands(copies), "small", role="muted"), number, 2)
        self._column.addLayout(grid)
        self._column.addStretch()

    def _box(self, organisation: Organisation) -> QCheckBox:
        made = QCheckBox()
        made.setFont(th.font())
        made.setText(organisation.ref.replace("&", "&&"))
        made.setAccessibleName(f"{organisation.ref} {organisation.name}")
        self._boxes[organisation.ref] = made
        return made

    def _told(self, organisation: Organisation, written_to: dict[str, list[Contact]]) -> str:
        """Who is written to; of one that is no longer there, what became of it."""
        fate = organisation_fates.fate(self._shell.desk, organisation)
        if fate:
            return fate
        found = written_to.get(organisation.id, [])
        return "; ".join(f"{one.name or one.role}, {one.email}" for one in found) or _(
            "no contact with an address"
        )


class ClickableName(widgets.ElidedLabel):
    """An organisation's name, giving way where there is little room; a click on it is one on its box."""

    def __init__(self, name: str, box: QCheckBox) -> None:
        super().__init__(name)
        self._box = box

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._box.isEnabled():
            self._box.click()
        super().mouseReleaseEvent(event)


def _stands(copies: list[AskedRow]) -> str:
    """How many copies went out and when, and how many came back."""
    if not copies:
        return _("not asked yet")
    back = sum(copy.received_on is not None for copy in copies)
    out = copies[0].issued_on
    words = plural("{n} copy", "{n} copies", len(copies)) if len(copies) > 1 else copies[0].code
    went = _("{what} issued {day}").format(what=words, day=short_date(out)) if out else words
    if len(copies) > 1:
        return _("{went}, {back} back").format(went=went, back=back)
    return _("{went}, returned").format(went=went) if back else went
