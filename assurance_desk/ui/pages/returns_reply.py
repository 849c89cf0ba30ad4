"""One return of the tracker: how it stands, what is next, what was done, and what can be done about it now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from assurance_desk.domain.chasing import NAMED
from assurance_desk.domain.dates import long_date, short_date
from assurance_desk.domain.organisations import Contact
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.errors import DeskError
from assurance_desk.services import chase_fields, chase_text, message_recipients, replies_words
from assurance_desk.services.replies import NOT_SENT, TODAY, Reply
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.pages.returns_reply_asks import asks
from assurance_desk.ui.pages.returns_reply_form import ReplyForm
from assurance_desk.ui.shell import Shell


class ReplyDetail(QWidget):
    """``form`` is open where something is being told of the return; half-typed words outlive a refresh."""

    def __init__(self, shell: Shell, draft: Callable[[Reply], object]) -> None:
        super().__init__()
        self._shell, self._draft = shell, draft
        self.shown: Reply | None = None
        self._asked: Questionnaire | None = None
        self.form: ReplyForm | None = None
        self.setObjectName("paper")
        self._column = w.box(margins=(24, 14, 24, 24), gap=6)
        self.setLayout(self._column)

    def show_reply(self, shown: Reply | None, asked: Questionnaire | None) -> None:
        same = shown is not None and self.shown is not None and shown.id == self.shown.id
        if same and shown == self.shown and self.form:
            return
        told = self.form is not None and self.form.keeping
        kept = self.form.ask.key if same and self.form and not told else ""
        self.shown, self._asked, self.form = shown, asked, None
        w.clear(self._column)
        if shown is not None:
            self._build(shown)
            if kept:
                self.open_form(kept)
            elif told and self.buttons:
                next(iter(self.buttons.values())).setFocus()
        self._column.addStretch()

    def _build(self, one: Reply) -> None:
        record = one.record
        self._column.addWidget(w.label(f"{record.ref}  {record.name}", "section", strong=True, wrap=True))
        contact = message_recipients.of_return(self._shell.desk, record).contact
        self._column.addLayout(w.facts(_facts(one, contact)))
        self._column.addSpacing(th.px(6))
        if one.task:
            self._next(one)
        self._buttons(one)
        self._place = w.box()
        self._column.addLayout(self._place)
        self._log(one)
        self._message(one)

    def _message(self, one: Reply) -> None:
        """What the step that is due will say, to be read before it is drafted, or over the telephone."""
        if one.step is None or self._asked is None or not one.step.step.wording:
            return
        try:
            subject, text = chase_text.for_step(self._shell.desk, self._asked, one, one.step.step)
        except DeskError as error:
            subject, text = "", error.sentence
        self._column.addSpacing(th.px(10))
        self._column.addWidget(w.section(_("What it will say")))
        if subject:
            self._column.addWidget(w.label(subject, "small", strong=True, wrap=True))
        self._column.addWidget(w.para(text, "small", leading=1.2))

    def _next(self, one: Reply) -> None:
        words = one.task
        if one.draft:
            words = replies_words.log_line(one.draft)
        elif one.on and one.step and one.group == TODAY and one.step.step.kind != NAMED:
            words = _("{what}: its day was {day}").format(what=one.task, day=long_date(one.on))
        elif one.on and one.group != TODAY:
            words = _("{what} on {day}").format(what=one.task, day=long_date(one.on))
        self._column.addWidget(w.label(words, strong=True, wrap=True))

    def _buttons(self, one: Reply) -> None:
        """The step that is due first, as a button; what else can be said of the return as links under it."""
        self._links, column = w.panel(gap=6)
        self._column.addWidget(self._links)
        self.buttons: dict[str, QPushButton] = {}
        for at, ask in enumerate(
            [] if self._shell.desk.read_only else asks(self._shell.desk, one, self._draft)
        ):
            first = at == 0 and one.group == TODAY
            made = w.button(ask.words, "" if first else "link", ask.icon)
            made.clicked.connect(lambda _on=False, key=ask.key: self.open_form(key))
            self.buttons[ask.key] = made
            column.addWidget(made)

    def _log(self, one: Reply) -> None:
        self._column.addSpacing(th.px(10))
        self._column.addWidget(w.section(_("What was done")))
        if one.record.issued_on:
            issued = _("Issued") if one.state != NOT_SENT else _("Drafted, not sent yet")
            self._entry(self._column, short_date(one.record.issued_on), issued)
        for entry in one.log:
            self._entry(self._column, short_date(entry.on), replies_words.log_line(entry))

    @staticmethod
    def _entry(column: QBoxLayout, day: str, words: str) -> None:
        row = w.box(across=True, gap=12)
        on = w.label(day, "small", role="muted")
        on.setMinimumWidth(th.px(84))
        row.addWidget(on, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(w.label(words, "small", wrap=True), 1)
        column.addLayout(row)

    # ------------------------------------------------------------ telling

    def open_form(self, key: str) -> None:
        """Ask for what has to be told with it, in place of the buttons; what asks for nothing is done at once."""
        if self.shown is None:
            return
        ask = next((one for one in asks(self._shell.desk, self.shown, self._draft) if one.key == key), None)
        if ask is None:
            return
        self.close_form()
        if not ask.fields:
            self._shell.attempt(lambda: ask.run({}))
            return
        self.form = ReplyForm(self._shell, self.shown.id, ask, self.close_form)
        self._links.hide()
        self._place.addWidget(self.form)
        self.form.first.setFocus()

    def close_form(self) -> bool:
        if self.form is None:
            return False
        key, self.form = self.form.ask.key, None
        w.clear(self._place)
        self._links.show()
        if key in self.buttons:
            self.buttons[key].setFocus()
        return True


def _facts(one: Reply, contact: Contact | None) -> list[tuple[str, str]]:
    rows = [(_("Due"), replies_words.due(one)), (_("State"), replies_words.state_line(one))]
    if contact:
        told = "\n".join(
            part for part in (chase_fields.who_words(contact), contact.email, contact.phone) if part
        )
        rows.append((_("Write to"), told))
    else:
        rows.append((_("Write to"), _("nobody is known: add a contact on the Organisations page")))
    return rows
