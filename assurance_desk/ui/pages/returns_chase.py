"""Chasing a return that has not come: what was done, which step is due, and a line to log another."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from assurance_desk.domain.chasing import HOWS, NAME_IT
from assurance_desk.domain.dates import long_date, short_date
from assurance_desk.domain.returns import Return
from assurance_desk.services import chasing
from assurance_desk.texts import _
from assurance_desk.ui import widgets as w
from assurance_desk.ui.pages.register_blocks import combo, line
from assurance_desk.ui.pages.register_half_typed import HalfTyped
from assurance_desk.ui.shell import Shell


class ChaseBlock(QWidget):
    def __init__(self, shell: Shell, record: Return) -> None:
        super().__init__()
        self._shell, self._record = shell, record
        column = w.box(gap=6)
        self.setLayout(column)
        done = chasing.log_of(shell.desk, record)
        step = chasing.of_return(shell.desk, record)
        column.addWidget(
            w.section(
                _("Chasing"), _("due {day}").format(day=long_date(record.due_on)) if record.due_on else ""
            )
        )
        for one in done:
            words = f"{short_date(one.on)}  {_(one.how)}" + (f": {one.note}" if one.note else "")
            column.addWidget(w.label(words, "small", role="muted", wrap=True))
        if step:
            words = chasing.words(shell.desk, step.at)
            if step.at != NAME_IT:
                words = _("{what}: its day was {day}").format(what=words, day=long_date(step.on))
            column.addWidget(w.label(words, strong=True, wrap=True))
        row = w.box(across=True, gap=8)
        self.how = combo(_("How it was chased"), HOWS, HOWS[step.at] if step else "")
        self.note = line(_("What was said"), _("What was said, and by whom"))
        self._half = HalfTyped(shell, "Returns", self.note, "chase")
        self._half.show_for(record.id)
        self.note.returnPressed.connect(self._log)
        self.button = w.button(_("Log it"))
        self.button.clicked.connect(self._log)
        row.addWidget(self.how)
        row.addWidget(self.note, 1)
        row.addWidget(self.button)
        column.addLayout(row)
        self.setEnabled(not shell.desk.read_only)

    def _log(self) -> None:
        at, note = self.how.currentIndex(), self.note.text()
        self._half.done()
        self._shell.attempt(lambda: chasing.log(self._shell.desk, self._record, at, note))
