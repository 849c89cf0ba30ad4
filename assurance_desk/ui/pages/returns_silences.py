"""What of a return is no answer: last round's answers nobody confirmed, and every silence with its kind."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from assurance_desk.domain.corrections import HOW_WORDS, HOWS
from assurance_desk.domain.returns import PART, TAKEN
from assurance_desk.domain.silences import WORDS, Silent
from assurance_desk.errors import DeskError
from assurance_desk.services import carried_back
from assurance_desk.services.corrections import Told
from assurance_desk.services.returns_view import AnswerLine, ReturnView
from assurance_desk.services.silences import OfReturn
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.fields import ChoiceField
from assurance_desk.ui.shell import Shell
from assurance_desk.ui.table_model import Column, TableModel


class UnconfirmedBlock(QWidget):
    """One thing to send back or to ask about, however many answers it is; all can be confirmed, or one."""

    def __init__(self, shell: Shell, view: ReturnView) -> None:
        super().__init__()
        self._shell, self._view, self._lines = shell, view, view.unconfirmed
        column = w.box(margins=(0, 6, 0, 10), gap=6)
        self.setLayout(column)
        count = len(self._lines)
        column.addWidget(w.label(carried_back.count_words(count), strong=True, wrap=True))
        words = _(
            "They stand as they were given last time, and count in no figure. Ask the sender in a correction workbook, or by "
            "telephone, whether they are still right."
        )
        column.addWidget(w.label(words, "small", role="muted", wrap=True))
        if view.record.state not in (TAKEN, PART) or shell.desk.read_only:
            return
        self._fields(count)
        for field in (self.which, self.who, self.how):
            field.setFont(th.font())
        row = w.box(across=True, gap=8)
        row.addWidget(self.which, 2)
        row.addWidget(self.who, 2)
        row.addWidget(self.how, 1)
        column.addLayout(row)
        last = w.box(across=True, gap=8)
        last.addWidget(self.done)
        last.addWidget(self.refusal, 1)
        column.addLayout(last)
        column.addWidget(w.rule())
        self._chosen()

    def _fields(self, count: int) -> None:
        every = plural("The one answer", "All {n} answers", count)
        self.which = ChoiceField(
            _("Which answers are still right"),
            (every, *(f"{line.ref}  {line.what}: {line.value}" for line in self._lines)),
        )
        self.which.currentIndexChanged.connect(lambda _at: self._chosen())
        self.who = QLineEdit()
        self.who.setAccessibleName(_("Who said so"))
        self.who.setPlaceholderText(_("Who said so, such as: J. Marsh, training manager"))
        self.who.returnPressed.connect(self._confirm)
        self.how = ChoiceField(_("How"), tuple(_(HOW_WORDS[how]) for how in HOWS))
        self.refusal = w.label("", "small", role="late", wrap=True)
        self.done = w.button("")
        self.done.clicked.connect(lambda _on=False: self._confirm())

    def _chosen(self) -> None:
        at = self.which.currentIndex()
        words = plural("Confirm {n} answer", "Confirm {n} answers", len(self._lines))
        w.set_words(self.done, words if at <= 0 else _("Confirm {ref}").format(ref=self._lines[at - 1].ref))

    def _confirm(self) -> None:
        at = self.which.currentIndex()
        slots = None if at <= 0 else [self._lines[at - 1].slot]
        try:
            told = Told(self.who.text(), HOWS[self.how.currentIndex()])
            carried_back.confirm(self._shell.desk, self._view.record.id, told, slots)
        except DeskError as error:
            self.refusal.setText(error.sentence)
            self.who.setFocus()
            return
        self._shell.say(_("Still right, as last time"), undo=True)


def silent_table(found: OfReturn) -> DataTable:
    """What is silent in a return that was taken in."""
    lines = found.lines
    columns: tuple[Column[Silent], ...] = (
        Column(_("Question"), lambda line: line.question.ref, 84, muted=True),
        Column(_("What was asked"), lambda line: line.question.text, 0),
        Column(_("Why there is none"), _why, 200, strong=lambda _line: True),
    )
    return DataTable(TableModel(columns, lambda: lines), _("No answer"), fitted=True, row=th.ROW_CLOSE)


def state_words(line: AnswerLine) -> str:
    """Of an answer that is there."""
    words = _(WORDS[line.state]) if line.state in WORDS else _("answered")
    return words[:1].upper() + words[1:]


def _why(line: Silent) -> str:
    words = _(WORDS[line.state])
    words = words[:1].upper() + words[1:]
    return words if line.cells == 1 else _("{why}, {n} cells").format(why=words, n=line.cells)
