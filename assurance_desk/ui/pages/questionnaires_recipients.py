"""Who is asked: a row for every copy that could be made, whom it goes to, and what has become of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from assurance_desk.domain import on_its_way
from assurance_desk.domain.dates import short_date
from assurance_desk.domain.questionnaire import CLOSED, Questionnaire
from assurance_desk.services import message_recipients, organisation_fates
from assurance_desk.services.message_recipients import CopyRow
from assurance_desk.texts import _, plural
from assurance_desk.ui import paint, widgets
from assurance_desk.ui.flow import Flow
from assurance_desk.ui.list_row import ListRow
from assurance_desk.ui.pages.questionnaires_mailing import MailOptions
from assurance_desk.ui.pages.questionnaires_sending import RowStrip, WaitingLine
from assurance_desk.ui.shell import Shell
from assurance_desk.ui.tick_list import TickList


class RecipientsView(QWidget):
    """``changed`` when what would be issued changed; ``chosen`` gives the references ticked, of returns.

    ``message_of`` asks to see what one recipient is told.
    """

    changed = Signal()
    message_of = Signal(str)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._of: Questionnaire | None = None
        self._copies: list[CopyRow] = []
        self._ticks: dict[str, bool] = {}
        self._stale = True
        column = widgets.box(margins=(0, 12, 0, 12), gap=10)
        self.setLayout(column)
        self.options = MailOptions(shell)
        self.options.changed.connect(self.changed)
        column.addWidget(self.options)
        column.addWidget(self._check())
        self.waiting = WaitingLine(shell)
        column.addWidget(self.waiting)
        self.nobody = widgets.para(
            _("Nobody to ask yet. Add organisations on their own page, and they appear here."), role="muted"
        )
        column.addWidget(self.nobody)
        self.list = TickList(_("Who is asked"))
        self.list.ticked.connect(self._on_ticked)
        self.list.picked.connect(self._on_picked)
        column.addWidget(self.list)
        self.strip = RowStrip(shell)
        self.strip.message_of.connect(self.message_of)
        column.addWidget(self.strip)
        column.addStretch()

    def _check(self) -> QWidget:
        """How fresh the contacts are, and what can be done about it."""
        self.check = QWidget()
        inside = widgets.box(gap=6)
        self.check.setLayout(inside)
        self.check_words = widgets.label("", wrap=True)
        self.confirm = widgets.button("", "link")
        self.confirm.clicked.connect(self._confirm)
        self.show_without = widgets.button(_("Show who has no address"), "link")
        self.show_without.clicked.connect(lambda: self.list.choose([row.ref for row in self._without()]))
        self.all, self.none = widgets.button(_("Tick all"), "link"), widgets.button(_("Tick none"), "link")
        self.all.clicked.connect(lambda: self._tick_all(on=True))
        self.none.clicked.connect(lambda: self._tick_all(on=False))
        row, flow = QWidget(), Flow(gap=16)
        row.setLayout(flow)
        for one in (self.all, self.none, self.confirm, self.show_without):
            flow.addWidget(one)
        inside.addWidget(self.check_words)
        inside.addWidget(row)
        return self.check

    # ------------------------------------------------------------ what the page asks

    def chosen(self) -> list[str]:
        return [ref for ref, ticked in self._ticks.items() if ticked]

    def copies(self) -> list[CopyRow]:
        return self._copies

    def chosen_copies(self) -> list[CopyRow]:
        return [row for row in self._copies if self._ticks.get(row.ref)]

    def organisations(self) -> int:
        """How many are asked."""
        return len({row.organisation.id for row in self.chosen_copies()})

    def able(self) -> int:
        """How many of those ticked can be written to."""
        return sum(bool(row.to.email) for row in self.chosen_copies())

    def drafts_words(self) -> str:
        """How many drafts would be made, and how many of them were made before."""
        able = self.able()
        again = sum(
            bool(row.to.email and row.record and (row.record.drafted_on or row.record.sent_on))
            for row in self.chosen_copies()
        )
        if again and again == able:
            return plural("Make {n} e-mail draft again", "Make {n} e-mail drafts again", able)
        words = plural("Make {n} e-mail draft", "Make {n} e-mail drafts", able)
        return _("{make}, {n} of them again").format(make=words, n=again) if again else words

    def show_recipients(self, of: Questionnaire) -> None:
        """Ticks set by hand stay as long as the same version is shown."""
        same = self._of is not None and self._of.id == of.id
        by_hand = [row.ref for row in self._copies if same and self._ticks[row.ref] != row.suggested]
        kept = {ref: self._ticks[ref] for ref in by_hand}
        self._of = of
        self._copies = message_recipients.copies(self._shell.desk, of)
        today = self._shell.desk.clock.today()
        self._ticks = {
            row.ref: row.organisation.offered(today) and kept.get(row.ref, row.suggested)
            for row in self._copies
        }
        self._stale = True
        if self.isVisible():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill()

    # ------------------------------------------------------------ what it shows

    def _fill(self) -> None:
        """When it is first seen: most who look at a questionnaire look at its questions."""
        of = self._of
        if of is None or not self._stale:
            return
        self._stale = False
        today = self._shell.desk.clock.today()
        shut = of.status == CLOSED or self._shell.desk.read_only
        fixed = [row.ref for row in self._copies if shut or not row.organisation.offered(today)]
        self.options.show_questionnaire(of)
        self.nobody.setVisible(not self._copies)
        self.list.setVisible(bool(self._copies))
        self.list.set_rows([self._row(row, of) for row in self._copies], self.chosen(), fixed)
        self.waiting.show_questionnaire(of)
        self._tell_check()
        self._on_picked()

    def _row(self, row: CopyRow, of: Questionnaire) -> ListRow:
        sub, waits = self._told(row, of)
        record = row.record
        right, chip = "", None
        if record and record.received_on:
            right = _("returned {day}").format(day=short_date(record.received_on))
        elif record and on_its_way.stage(record) == on_its_way.BOUNCED:
            chip = (paint.PLAIN, on_its_way.said(record))
        elif record:
            right = on_its_way.said(record, short=True)
        return ListRow(
            id=row.ref,
            ref=row.ref,
            title=row.name,
            sub=sub,
            waits=waits,
            right=right,
            chip=chip,
            strong=False,
        )

    def _told(self, row: CopyRow, of: Questionnaire) -> tuple[str, str]:
        """Who is written to; of one no longer there, what became of it; and what of that wants a look."""
        fate = organisation_fates.fate(self._shell.desk, row.organisation)
        if fate:
            return fate, ""
        contact = row.to.contact
        if contact is None or not contact.email:
            words = _("no contact with an address")
            return words, words
        who = ", ".join(part for part in (contact.name, contact.role, contact.email) if part)
        waits = ""
        if not row.to.fits:
            waits = _("no {role}").format(role=of.recipient_role)
        elif not row.to.fresh(self._shell.desk.clock.today()):
            waits = (
                _("not confirmed since {day}").format(day=short_date(contact.confirmed_on))
                if contact.confirmed_on
                else _("never confirmed")
            )
        return (f"{waits}: {who}" if waits else who), waits

    def _tell_check(self) -> None:
        chosen = self.chosen_copies()
        found = message_recipients.check(self._shell.desk, chosen)
        self.check.setVisible(bool(self._copies))
        ticked = plural("{n} copy ticked.", "{n} copies ticked.", len(chosen))
        words = _("{ticked} Contacts: {check}.").format(ticked=ticked, check=found.words())
        self.check_words.setText(words if chosen else ticked)
        self.confirm.setVisible(bool(found.doubtful) and not self._shell.desk.read_only)
        widgets.set_words(self.confirm, plural("Confirm {n} contact", "Confirm {n} contacts", found.doubtful))
        self.show_without.setVisible(bool(found.without))

    def _without(self) -> list[CopyRow]:
        return [row for row in self.chosen_copies() if not row.to.email]

    # ------------------------------------------------------------ what is done here

    def _on_ticked(self) -> None:
        on = set(self.list.ticks())
        self._ticks = {ref: ref in on for ref in self._ticks}
        self._tell_check()
        self.changed.emit()

    def _on_picked(self) -> None:
        chosen = set(self.list.chosen())
        self.strip.show_rows([row for row in self._copies if row.ref in chosen])

    def _tick_all(self, *, on: bool) -> None:
        self.list.set_ticked(self._ticks, on=on)

    def _confirm(self) -> None:
        today = self._shell.desk.clock.today()
        old = [row for row in self.chosen_copies() if row.to.email and not row.to.fresh(today)]
        self._shell.attempt(lambda: message_recipients.confirm(self._shell.desk, old))
