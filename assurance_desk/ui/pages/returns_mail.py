"""Beside a returned file: the e-mail it came in, who sent it, whether the address is one we hold, and its words."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from assurance_desk.domain.returns import ReturnFile
from assurance_desk.progress import Progress
from assurance_desk.services import parcels_view
from assurance_desk.services.parcels_view import MailView
from assurance_desk.texts import _
from assurance_desk.ui import widgets
from assurance_desk.ui.shell import Shell


class MailBlock(QWidget):
    def __init__(self, shell: Shell, mail: MailView) -> None:
        super().__init__()
        self._shell, self._mail = shell, mail
        column = widgets.box(gap=2)
        self.setLayout(column)
        sent = mail.sent[:1].upper() + mail.sent[1:]
        if mail.parcel.subject:
            sent += _(": “{subject}”").format(subject=mail.parcel.subject)
        column.addWidget(widgets.label(sent, "small", role="muted", wrap=True))
        row = widgets.box(across=True, gap=10)
        if mail.known:
            role = "warn" if mail.strange else "muted"
            words = mail.known[:1].upper() + mail.known[1:]
            row.addWidget(widgets.label(words, "small", role=role))
        self.read = widgets.button(_("Read the e-mail"), "inline", "mail")
        self.read.clicked.connect(self.show_words)
        row.addWidget(self.read)
        row.addStretch()
        column.addLayout(row)
        self.read.setVisible(mail.readable)
        if mail.parcel.note:
            note = mail.parcel.note
            column.addWidget(
                widgets.label(f"{note[:1].upper()}{note[1:]}.", "small", role="muted", wrap=True)
            )
        self.words = widgets.para("", "small")
        self.panel, inside = widgets.panel("quiet", margins=(12, 8, 12, 8))
        inside.addWidget(self.words)
        self.panel.hide()
        column.addWidget(self.panel)

    def show_words(self) -> None:
        """Read in the worker each time it is asked for; asked again it is put away."""
        if self.panel.isVisibleTo(self):
            self._shown(None)
            return
        data, child = parcels_view.mail_bytes(self._shell.desk, self._mail.parcel), self._shell.child

        def work(progress: Progress) -> str:
            return parcels_view.words_of(data, child, progress)

        self._shell.jobs.run(_("Reading the e-mail"), work, self._shown)

    def _shown(self, words: str | None) -> None:
        self.panel.setVisible(words is not None)
        if words is not None:
            self.words.set_words(words.strip() or _("It has no words."))
        widgets.set_words(self.read, _("Read the e-mail") if words is None else _("Put the e-mail away"))


def mail_block(shell: Shell, file: ReturnFile) -> MailBlock | None:
    """None where the file came by itself."""
    mail = parcels_view.mail_of(shell.desk, file)
    return MailBlock(shell, mail) if mail else None
