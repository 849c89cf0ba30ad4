"""The message a questionnaire goes out with: its words with fields, and how it reads for one recipient."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from assurance_desk.domain.covering import IN_THE_MESSAGE
from assurance_desk.domain.mail_fields import FIELDS, check_fields
from assurance_desk.domain.mailing import Message
from assurance_desk.domain.questionnaire import CLOSED, Questionnaire
from assurance_desk.errors import DeskError
from assurance_desk.services import covering_words, messages
from assurance_desk.services.message_recipients import CopyRow
from assurance_desk.texts import _
from assurance_desk.ui import widgets
from assurance_desk.ui.fields import AnyField, ChoiceField, LineField, TextField
from assurance_desk.ui.flow import Flow
from assurance_desk.ui.record_form import RecordForm
from assurance_desk.ui.shell import Shell


class MessagePanel(QWidget):
    """Shown anew when it is first seen. ``choose`` shows it as one recipient gets it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._of: Questionnaire | None = None
        self._copies: Sequence[CopyRow] = ()
        self._stale = False
        self._last = IN_THE_MESSAGE[-1]
        column = widgets.box(gap=8)
        self.setLayout(column)
        column.addWidget(widgets.section(_("The message")))
        column.addWidget(
            widgets.para(
                _(
                    "What stands in curly brackets is filled in for each recipient. The marking goes before the subject."
                ),
                "small",
                role="muted",
            )
        )
        self.form = RecordForm(
            shell,
            "Questionnaires",
            Questionnaire,
            IN_THE_MESSAGE,
            save=lambda record, name, typed: covering_words.edit(shell.desk, record, name, typed),
        )
        for name in IN_THE_MESSAGE:
            self.form.field(name).textEdited.connect(lambda _typed, name=name: self._on_typed(name))
        column.addWidget(self.form)
        self.put_in = widgets.button(_("Put in a field"))
        self._menu = QMenu(self.put_in)
        for field in FIELDS:
            words = f"{{{field}}}"
            self._menu.addAction(words).triggered.connect(lambda _on=False, words=words: self.insert(words))
        self.put_in.setMenu(self._menu)
        column.addWidget(self.put_in)
        column.addWidget(self._preview())

    def _preview(self) -> QWidget:
        self.preview = QWidget()
        inside = widgets.box(margins=(0, 8, 0, 0), gap=8)
        self.preview.setLayout(inside)
        self.who = ChoiceField(_("As it reads for"), ())
        self.who.committed.connect(self._show_preview)
        caption = widgets.label(_("As it reads for"), role="muted")
        caption.setBuddy(self.who)
        inside.addWidget(caption)
        inside.addWidget(self.who)
        sheet, paper = widgets.panel("quiet", margins=(16, 12, 16, 12), gap=6)
        self.to = widgets.label("", role="muted", wrap=True)
        self.subject = widgets.label("", strong=True, wrap=True)
        self.text = widgets.para("")
        for part in (self.to, self.subject, self.text):
            paper.addWidget(part)
        inside.addWidget(sheet)
        buttons, flow = QWidget(), Flow(gap=8)
        buttons.setLayout(flow)
        self.copies = {
            "text": widgets.button(_("Copy the text")),
            "subject": widgets.button(_("Copy the subject")),
            "address": widgets.button(_("Copy the address")),
        }
        for name, button in self.copies.items():
            button.clicked.connect(lambda _on=False, name=name: self._copy(name))
            flow.addWidget(button)
        inside.addWidget(buttons)
        return self.preview

    # ------------------------------------------------------------ what it shows

    def show_questionnaire(self, of: Questionnaire, copies: Sequence[CopyRow]) -> None:
        self._of, self._copies, self._stale = of, copies, True
        if self.isVisible():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill()

    def _fill(self) -> None:
        of = self._of
        if of is None or not self._stale:
            return
        self._stale = False
        self.form.show_record(covering_words.as_shown(self._shell.desk, of))
        able = of.status != CLOSED and not self._shell.desk.read_only
        self.form.setEnabled(able)
        self.put_in.setEnabled(able)
        now = self.who.words()
        names = tuple(_called(row) for row in self._copies)
        self.who.offer(names)
        self.who.set_words(now if now in names else (names[0] if names else ""))
        self.preview.setVisible(bool(names))
        self._show_preview()

    def choose(self, ref: str) -> None:
        """As it reads for the recipient of that return."""
        self._fill()
        for row in self._copies:
            if row.ref == ref:
                self.who.set_words(_called(row))
        self._show_preview()
        self.who.setFocus()
        widgets.bring_into_view(self.preview, self.preview.rect())

    def message(self) -> Message | None:
        """As it stands in the fields; None where it cannot be filled in, or there is nobody."""
        row = next((one for one in self._copies if _called(one) == self.who.words()), None)
        if row is None or self._of is None:
            return None
        typed = replace(
            self._of,
            covering_subject=self.form.field(IN_THE_MESSAGE[0]).words().strip(),
            covering_text=self.form.field(IN_THE_MESSAGE[1]).words().strip(),
        )
        try:
            return messages.text_for(self._shell.desk, typed, row)
        except DeskError:  # told beside the field
            return None

    def _show_preview(self) -> None:
        made = self.message()
        for button in self.copies.values():
            button.setEnabled(made is not None)
        if made is None:
            return
        draft = made.draft
        to = ", ".join(part for part in (draft.to_name, draft.to_email) if part)
        self.to.setText(_("To: {who}").format(who=to) if draft.to_email else _("To: nobody with an address"))
        self.copies["address"].setEnabled(bool(draft.to_email))
        self.subject.setText(draft.subject_line)
        self.text.set_words(draft.body)

    # ------------------------------------------------------------ what is done here

    def _on_typed(self, name: str) -> None:
        self._last = name
        sentence = ""
        try:
            check_fields(self.form.field(name).words())
        except DeskError as error:
            sentence = error.sentence
        self.form.tell(name, sentence)
        self._show_preview()

    def insert(self, words: str) -> None:
        """Where the keyboard last was, in the subject or the text."""
        field: AnyField = self.form.field(self._last)
        if isinstance(field, LineField):
            field.insert(words)
        elif isinstance(field, TextField):
            field.insertPlainText(words)
        field.setFocus()
        self._on_typed(self._last)

    def _copy(self, what: str) -> None:
        made = self.message()
        if made is None:
            return
        words = {"text": made.draft.body, "subject": made.draft.subject_line, "address": made.draft.to_email}
        QGuiApplication.clipboard().setText(words[what])
        self._shell.say(_("Copied"))


def _called(row: CopyRow) -> str:
    return f"{row.ref} {row.name}"
