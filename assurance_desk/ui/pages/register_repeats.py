"""What a recommendation repeats of an earlier review, and what repeats it; told on both sides."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QPushButton, QWidget

from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.services import recurrence
from assurance_desk.services.recurrence import Repeat
from assurance_desk.texts import _
from assurance_desk.ui import widgets as w
from assurance_desk.ui.pages.register_blocks import line
from assurance_desk.ui.pages.register_half_typed import HalfTyped
from assurance_desk.ui.shell import Shell


class SeenBefore(QWidget):
    """One line each for what a recommendation repeats and what repeats it, to go there; hidden where there is none."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._column = w.box()
        self.setLayout(self._column)

    def show_recommendation(self, recommendation: Recommendation | None) -> None:
        w.clear(self._column)
        found = recurrence.of(self._shell.desk, recommendation.id) if recommendation else []
        self.setVisible(bool(found))
        for one in found:
            self._column.addWidget(self._line(one))

    def _line(self, one: Repeat) -> QPushButton:
        made = w.button(one.words, "link", "repeat")
        made.clicked.connect(lambda: self._shell.go("Register", one.other_id))
        return made


class Repeats(QWidget):
    """Hidden where there is no other review to repeat."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._recommendation: Recommendation | None = None
        column = w.box(gap=4)
        self.setLayout(column)
        column.addWidget(w.section(_("Seen before"), _("learning that returned")))
        self._rows = w.box(gap=2)
        column.addLayout(self._rows)
        self.typed = line(_("What it repeats"), _("Repeats: R3 of an earlier review, or its words"))
        self._half = HalfTyped(shell, "Register", self.typed, "repeats")
        self.typed.returnPressed.connect(self._link)
        self.keep = w.button(_("Link it"))
        self.keep.clicked.connect(self._link)
        self.typed.textChanged.connect(lambda words: self.keep.setEnabled(bool(words.strip())))
        row, across = w.panel(across=True, gap=8)
        across.addWidget(self.typed, 1)
        across.addWidget(self.keep)
        column.addWidget(row)

    def show_recommendation(self, recommendation: Recommendation) -> None:
        self._recommendation = recommendation
        offered = recurrence.choices(self._shell.desk, recommendation)
        self.setVisible(bool(offered))
        if not offered:
            return
        w.clear(self._rows)
        for one in recurrence.of(self._shell.desk, recommendation.id):
            self._rows.addWidget(self._row(one))
        completer = QCompleter(list(offered), self.typed)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.typed.setCompleter(completer)
        self._half.show_for(recommendation.id)
        self.keep.setEnabled(bool(self.typed.text().strip()))

    def _row(self, one: Repeat) -> QWidget:
        row, across = w.panel(across=True, gap=12)
        go = w.button(one.words, "link", "repeat")
        go.clicked.connect(lambda: self._shell.go("Register", one.other_id))
        away = w.button(_("no longer"), "link", tip=_("{words}: unlink").format(words=one.words))
        away.clicked.connect(lambda: self._shell.attempt(lambda: recurrence.unlink(self._shell.desk, one)))
        across.addWidget(go)
        across.addStretch()
        across.addWidget(away)
        return row

    def _link(self) -> None:
        recommendation, typed = self._recommendation, self.typed.text()
        if recommendation is None or not typed.strip():
            return
        if self._shell.attempt(lambda: recurrence.link_typed(self._shell.desk, recommendation, typed)):
            self._half.done()
