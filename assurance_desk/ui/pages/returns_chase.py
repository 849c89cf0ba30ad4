"""Chasing a return that has not come: what was done, which step is due, and the way to where it is chased."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from assurance_desk.domain.chasing import NAMED
from assurance_desk.domain.dates import long_date, short_date
from assurance_desk.domain.returns import Return
from assurance_desk.services import chasing, replies_words
from assurance_desk.texts import _
from assurance_desk.ui import widgets as w
from assurance_desk.ui.shell import Shell


class ChaseBlock(QWidget):
    def __init__(self, shell: Shell, record: Return) -> None:
        super().__init__()
        column = w.box(gap=6)
        self.setLayout(column)
        due = chasing.of_return(shell.desk, record)
        day = _("due {day}").format(day=long_date(record.due_on)) if record.due_on else ""
        column.addWidget(w.section(_("Chasing"), day))
        for one in chasing.log_of(shell.desk, record):
            words = f"{short_date(one.on)}  {replies_words.log_line(one)}"
            column.addWidget(w.label(words, "small", role="muted", wrap=True))
        if due:
            words = chasing.words(shell.desk, due.step)
            if due.step.kind != NAMED:
                words = _("{what}: its day was {day}").format(what=words, day=long_date(due.on))
            column.addWidget(w.label(words, strong=True, wrap=True))
        self.button = w.button(_("Chase it under Replies"), "link", "arrow-right")
        self.button.clicked.connect(lambda: shell.go("Returns", f"replies:{record.id}"))
        column.addWidget(self.button)
