"""Back to the sender: a correction workbook of their own file, the message it goes with, and whether it was sent."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from assurance_desk.domain.corrections import CorrectionBook
from assurance_desk.progress import Progress
from assurance_desk.services import corrections_confirm, corrections_message, corrections_out
from assurance_desk.services.corrections_out import Written
from assurance_desk.services.returns_view import ReturnView
from assurance_desk.texts import _
from assurance_desk.ui import widgets
from assurance_desk.ui.pages.returns_review import ButtonRow
from assurance_desk.ui.shell import Shell


class AskBlock(QWidget):
    """Empty where there is nothing to ask and nothing was asked."""

    def __init__(self, shell: Shell, view: ReturnView) -> None:
        super().__init__()
        self._shell, self._view = shell, view
        column = widgets.box(gap=8)
        self.setLayout(column)
        self.make: QPushButton | None = None
        asked = corrections_out.askable(shell.desk, view.record.id)
        waits = len(corrections_confirm.waiting(shell.desk, view.record.id))
        fresh = bool(waits) or any(one.asked_on is None for one in asked)
        if (asked or waits) and not shell.desk.read_only:
            self._offer(len(asked), waits, first=fresh and not view.books)
        for book in reversed(view.books):
            column.addWidget(self._book(book))
        if not (asked or waits or view.books):
            self.hide()  # never shown from here: without a place yet, it would flash as a window of its own

    def _offer(self, count: int, waits: int, *, first: bool) -> None:
        column = self.layout()
        assert column is not None
        words = _(
            "Ask the sender: their own file goes back with only these cells marked, explained and open. When it comes home,"
            " only they are taken."
        )
        column.addWidget(widgets.label(words, "small", role="muted", wrap=True))
        said = corrections_message.offer(count, waits)
        self.make = widgets.button(said, "" if first else "link", "file-spreadsheet")
        self.make.clicked.connect(lambda _on=False: make_book(self._shell, self._view.record.id))
        column.addWidget(self.make)

    def _book(self, book: CorrectionBook) -> QWidget:
        made, column = widgets.panel("quiet", margins=(16, 8, 16, 9), gap=4)
        column.addWidget(widgets.ElidedLabel(book.name, strong=True))
        kind = _("their own file") if book.file_id else _("a fresh copy with their answers")
        back = any(file.record.correction_id == book.id for file in self._view.files)
        facts = [kind, corrections_out.told(book), _("came back") if back else ""]
        words = ", ".join(one for one in facts if one)
        column.addWidget(widgets.label(words[:1].upper() + words[1:], "small", role="muted", wrap=True))
        buttons = [
            self._link(_("Save the e-mail draft…"), "mail", partial(save_draft, self._shell, book)),
            self._link(_("Save the workbook…"), "file-spreadsheet", partial(save_book, self._shell, book)),
            self._link(_("Copy the message"), "copy", partial(copy_text, self._shell, book)),
        ]
        if book.sent_on is None and not self._shell.desk.read_only:
            buttons.append(self._link(_("Mark as sent"), "check", partial(self._sent, book)))
        column.addWidget(ButtonRow(buttons))
        made.setAccessibleName(f"{book.name}: {words}")
        return made

    def _link(self, words: str, icon: str, do: Callable[[], object]) -> QPushButton:
        made = widgets.button(words, "link", icon)
        made.clicked.connect(lambda _on=False: do())
        return made

    def _sent(self, book: CorrectionBook) -> None:
        self._shell.attempt(lambda: corrections_out.mark_sent(self._shell.desk, book.id))


def make_book(shell: Shell, return_id: str) -> None:
    """In the worker, then kept as one step."""
    found: list[corrections_out.Planned] = []
    if not shell.attempt(lambda: found.append(corrections_out.plan(shell.desk, return_id))):
        return
    planned, child = found[0], shell.child

    def work(progress: Progress) -> Written:
        return corrections_out.write(planned, child, progress)

    def done(written: Written) -> None:
        shell.attempt(lambda: corrections_out.keep(shell.desk, written))

    shell.jobs.run(_("Making the correction workbook"), work, done)


def save_draft(shell: Shell, book: CorrectionBook) -> None:
    found: list[bytes] = []
    if not shell.attempt(lambda: found.append(corrections_message.draft(shell.desk, book))):
        return
    name = book.name.removesuffix(".xlsx") + ".eml"
    path = shell.ask_save(_("Save the e-mail draft"), name, _("E-mail (*.eml)"))
    if path is not None and shell.attempt(lambda: corrections_out.save(path, found[0])):
        shell.say(_("Draft saved. Mark it as sent when it has left your mail program."))


def save_book(shell: Shell, book: CorrectionBook) -> None:
    path = shell.ask_save(_("Save the correction workbook"), book.name, _("Excel workbook (*.xlsx)"))
    if path is not None and shell.attempt(
        lambda: corrections_out.save(path, corrections_out.data(shell.desk, book))
    ):
        shell.say(_("Saved as {name}. Mark it as sent when it has left.").format(name=path.name))


def copy_text(shell: Shell, book: CorrectionBook) -> None:
    subject, body = corrections_message.message(shell.desk, book)
    QGuiApplication.clipboard().setText(f"{subject}\n\n{body}")
    shell.say(_("The message is on the clipboard"))
