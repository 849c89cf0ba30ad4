"""What became of the messages of a questionnaire: those that wait to be sent, and what can be said of a row or several."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from assurance_desk.domain import on_its_way
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.errors import DeskError
from assurance_desk.services import message_recipients, message_states
from assurance_desk.services.desk import Desk
from assurance_desk.services.message_recipients import CopyRow
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.fields import LineField
from assurance_desk.ui.flow import Flow
from assurance_desk.ui.shell import Shell


class WaitingLine(QWidget):
    """12 drafts made. Mark as sent when they have left Outlook."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._ids: list[str] = []
        column = widgets.box()
        self.setLayout(column)
        strip, across = widgets.panel("tint", across=True, margins=(12, 8, 12, 8), gap=12)
        self.words = widgets.label("", wrap=True)
        self.sent = widgets.button("", "suggested")
        self.sent.clicked.connect(self._mark)
        across.addWidget(self.words, 1)
        across.addWidget(self.sent)
        column.addWidget(strip)

    def show_questionnaire(self, of: Questionnaire) -> None:
        self._ids = [one.id for one in message_states.waiting(self._shell.desk, of.id)]
        count = len(self._ids)
        self.setVisible(count > 0 and not self._shell.desk.read_only)
        self.words.setText(
            plural(
                "{n} draft made. Mark it as sent when it has left Outlook.",
                "{n} drafts made. Mark them as sent when they have left Outlook.",
                count,
            )
        )
        widgets.set_words(self.sent, plural("Mark {n} as sent", "Mark all {n} as sent", count))

    def _mark(self) -> None:
        self._shell.attempt(lambda: message_states.mark_sent(self._shell.desk, self._ids))


class RowStrip(QWidget):
    """What can be done with the rows chosen. ``message_of`` asks to see what one recipient is told."""

    message_of = Signal(str)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._rows: list[CopyRow] = []
        column = widgets.box()
        self.setLayout(column)
        strip, inside = widgets.panel("quiet", margins=(12, 8, 12, 8), gap=6)
        self.words = widgets.label("", wrap=True)
        inside.addWidget(self.words)
        buttons, flow = QWidget(), Flow(gap=8)
        buttons.setLayout(flow)
        made: tuple[tuple[str, str, Callable[[], object]], ...] = (
            ("sent", _("Mark as sent"), self._sent),
            ("bounced", _("It bounced"), self._bounced),
            ("not sent", _("Not sent after all"), self._not_sent),
            ("confirm", _("Confirm the contact"), self._confirm),
            ("message", _("See the message"), lambda: self.message_of.emit(self._rows[0].ref)),
            ("contacts", _("Change its contacts"), self._contacts),
        )
        self.buttons: dict[str, QPushButton] = {}
        for name, said, run in made:
            button = widgets.button(said)
            button.clicked.connect(lambda _on=False, run=run: run())
            flow.addWidget(button)
            self.buttons[name] = button
        inside.addWidget(buttons)
        inside.addWidget(self._days())
        column.addWidget(strip)
        self.hide()

    def _days(self) -> QWidget:
        """The day messages left or bounced, where it was not today."""
        self.when, across = widgets.panel(across=True, gap=8)
        self.on = LineField(_("Sent or bounced on"))
        self.on.setPlaceholderText(_("today, or such as 4 February 2019"))
        self.on.setMaximumWidth(th.px(260))
        caption = widgets.label(_("Sent or bounced on"), role="muted")
        caption.setBuddy(self.on)
        across.addWidget(caption)
        across.addWidget(self.on, 1)
        across.addStretch()
        self.refusal = widgets.label("", "small", role="late", wrap=True)
        self.refusal.hide()
        both, inside = widgets.panel(gap=4)
        inside.addWidget(self.when)
        inside.addWidget(self.refusal)
        return both

    def show_rows(self, chosen: list[CopyRow]) -> None:
        self._rows = chosen
        self.setVisible(bool(chosen) and not self._shell.desk.read_only)
        if not chosen:
            return
        first = chosen[0]
        if len(chosen) == 1:
            said = on_its_way.said(first.record) if first.record else ""
            words = _("{name}: {state}").format(name=first.name, state=said or _("not asked yet"))
        else:
            words = plural("{n} row chosen", "{n} rows chosen", len(chosen))
        self.words.setText(words)
        stages = {on_its_way.stage(row.record) for row in chosen if row.record}
        today = self._shell.desk.clock.today()
        able = {
            "sent": bool(stages & {on_its_way.DRAFTED, on_its_way.WRITTEN, on_its_way.BOUNCED}),
            "bounced": bool(stages & {on_its_way.DRAFTED, on_its_way.WRITTEN, on_its_way.SENT}),
            "not sent": bool(stages & {on_its_way.SENT, on_its_way.BOUNCED}),
            "confirm": any(row.to.email and row.to.contact and row.to.contact.confirmed_on != today for row in chosen),
            "message": len(chosen) == 1,
            "contacts": len({row.organisation.id for row in chosen}) == 1,
        }  # fmt: skip
        for name, button in self.buttons.items():
            button.setVisible(able[name])
        self.when.setVisible(able["sent"] or able["bounced"])
        self.refusal.hide()

    def _ids(self) -> list[str]:
        return [row.record.id for row in self._rows if row.record]

    def _sent(self) -> None:
        self._on_that_day(message_states.mark_sent)

    def _bounced(self) -> None:
        self._on_that_day(message_states.mark_bounced)

    def _on_that_day(self, mark: Callable[[Desk, list[str], date], int]) -> None:
        ids = self._ids()
        try:
            mark(self._shell.desk, ids, message_states.day_typed(self._shell.desk, self.on.words()))
        except DeskError as error:
            self.refusal.setText(error.sentence)
            self.refusal.show()
            return
        self.on.set_words("")

    def _not_sent(self) -> None:
        self._shell.attempt(lambda: message_states.mark_not_sent(self._shell.desk, self._ids()))

    def _confirm(self) -> None:
        self._shell.attempt(lambda: message_recipients.confirm(self._shell.desk, self._rows))

    def _contacts(self) -> None:
        self._shell.go("Organisations", self._rows[0].organisation.id)
