"""The answers of a return as tables: all of them, and those that were recovered; long ones open on demand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from assurance_desk.domain.questions.cells import CERTAIN
from assurance_desk.domain.returns import ANSWERED
from assurance_desk.services import moderation
from assurance_desk.services.returns_view import AnswerLine, ReturnView
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.pages.returns_silences import state_words
from assurance_desk.ui.shell import Shell
from assurance_desk.ui.table_model import Column, TableModel

SHORT = 6
"""So many rows are shown without being asked for."""


class Folded(QWidget):
    """A heading, and below it a table that is built when it is asked for. ``opened`` keeps the titles of those that were,
    so that they stay open while the page is built anew.
    """

    def __init__(
        self, title: str, more: str, rows: int, make: Callable[[], DataTable], opened: set[str]
    ) -> None:
        super().__init__()
        self._title, self._make, self._opened = title, make, opened
        self._column = widgets.box()
        self.setLayout(self._column)
        head, inside = widgets.panel(margins=(12, 12, 12, 4))
        self.setSizePolicy(
            QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed
        )  # room below is not its own
        line = widgets.box(across=True, gap=8)
        line.addWidget(widgets.section(title, more))
        self.button: QPushButton = widgets.button(_("Show"), "inline")
        self.button.setAccessibleName(_("Show: {title}").format(title=title))
        self.button.clicked.connect(lambda _on=False: self._turn())
        line.addWidget(self.button)
        line.addStretch()
        inside.addLayout(line)
        self._column.addWidget(head)
        self.table: DataTable | None = None
        self.button.setVisible(rows > SHORT)
        if rows <= SHORT or title in opened:
            self._open()

    def _open(self) -> None:
        self.table = self._make()
        self._column.addWidget(self.table)
        self.button.setText(_("Hide"))
        self.button.setAccessibleName(_("Hide: {title}").format(title=self._title))

    def _turn(self) -> None:
        if self.table is None:
            self._opened.add(self._title)
            self._open()
            return
        self._opened.discard(self._title)
        self.table.hide()
        self.table.deleteLater()
        self.table = None
        self.button.setText(_("Show"))
        self.button.setAccessibleName(_("Show: {title}").format(title=self._title))


def answer_table(
    shell: Shell, title: str, lines: Sequence[AnswerLine], columns: tuple[Column[AnswerLine], ...]
) -> DataTable:
    model = TableModel(columns, lambda: lines)
    model.refused.connect(lambda _id, _column, _typed, sentence: shell.refuse(sentence))
    return DataTable(model, title, fitted=True, row=th.ROW_CLOSE)


def recovered(shell: Shell, view: ReturnView, opened: set[str]) -> Folded:
    title = _("Recovered")
    more = _("{n} of {all}; the rest were read as typed").format(n=len(view.recovered), all=len(view.answers))
    return Folded(
        title,
        more,
        len(view.recovered),
        lambda: answer_table(shell, title, view.recovered, _recovered_columns()),
        opened,
    )


def count_words(view: ReturnView) -> str:
    """How many answers there are, and how many of them are only read so far."""
    every = str(len(view.answers))
    if view.coming == len(view.answers):
        return _("{all}, not taken in yet").format(all=every)
    if view.coming:
        return _("{all}, of them {n} not taken in yet").format(all=every, n=view.coming)
    return every


def _quoted(line: AnswerLine) -> str:
    return f"“{line.found}”" if line.found else ""


def _how(line: AnswerLine) -> str:
    """What is likely and not certain says so: a paper's checks count it."""
    words = _("likely: {how}").format(how=line.how) if line.sure < CERTAIN else line.how
    return words[:1].upper() + words[1:]


def _recovered_columns() -> tuple[Column[AnswerLine], ...]:
    return (
        Column(_("Question"), lambda line: line.ref, 84, muted=True),
        Column(_("Theirs"), _quoted, 190),
        Column(_("Taken as"), lambda line: line.value, 180),
        Column(_("How"), _how, 0, muted=True),
    )


def all_columns(
    shell: Shell, lines: Sequence[AnswerLine], *, agreeing: bool
) -> tuple[Column[AnswerLine], ...]:
    """Where answers are ``agreeing``, what the panel agreed of each stands beside it and is typed there."""
    where: Column[AnswerLine] = Column(
        _("Where it stood"), lambda line: line.source.replace("!", ", "), 130, muted=True, gives=1
    )
    before: Column[AnswerLine] = Column(_("What it was"), lambda line: line.before, 240, muted=True)
    state: Column[AnswerLine] = Column(_("State"), state_words, 120, muted=True)
    agreed: Column[AnswerLine] = Column(
        _("Agreed"),
        lambda line: line.agreed,
        220,
        write=lambda line, typed: moderation.agree_typed(shell.desk, line.id, typed),
    )
    return (
        Column(_("Question"), lambda line: line.ref, 84, muted=True),
        Column(_("What was asked"), lambda line: line.what, 0),
        Column(_("Answer"), lambda line: line.value, 180, strong=lambda _line: True),
        *([agreed] if agreeing else []),
        *([before] if any(line.before for line in lines) else []),
        *([state] if any(line.state != ANSWERED for line in lines) else []),
        *([where] if any(line.source for line in lines) else []),
    )
