"""Which recommendations an action serves, and a line to let it serve another."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QWidget

from assurance_desk.domain.actions import Action
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.services import serving
from assurance_desk.services.register import first_words
from assurance_desk.texts import _
from assurance_desk.ui import widgets as w
from assurance_desk.ui.pages.register_blocks import line
from assurance_desk.ui.pages.register_half_typed import HalfTyped
from assurance_desk.ui.shell import Shell


class ServesBlock(QWidget):
    """Each recommendation by its reference, the one the action stands under first. One action is counted once."""

    def __init__(self, shell: Shell, page: str) -> None:
        super().__init__()
        self._shell = shell
        self._action: Action | None = None
        column = w.box(gap=4)
        self.setLayout(column)
        column.addWidget(w.section(_("Serves"), _("one action may serve several recommendations")))
        self._served = w.box(gap=2)
        column.addLayout(self._served)
        self.other = line(
            _("Another recommendation it serves"), _("Another recommendation it serves: R3, or its words")
        )
        self.other.returnPressed.connect(self._attach)
        self._half_typed = HalfTyped(shell, page, self.other, "serves")
        column.addWidget(self.other)

    def show_action(self, action: Action) -> None:
        fresh = self._action is None or self._action.id != action.id
        self._action = action
        if fresh:
            self._half_typed.show_for(action.id)
        w.clear(self._served)
        found = serving.served(self._shell.desk, action)
        for one in found:
            self._served.addWidget(self._row(action, one, alone=len(found) == 1))
        if not found:
            self._served.addWidget(w.label(_("It stands before the recommendations."), "small", role="muted"))
        completer = QCompleter(serving.choices(self._shell.desk, action), self.other)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.other.setCompleter(completer)

    def _row(self, action: Action, one: Recommendation, *, alone: bool) -> QWidget:
        row, across = w.panel(across=True, gap=8)
        words = one.title or first_words(one.text, 44)
        under = one.id == action.recommendation_id
        if under:
            across.addWidget(w.label(one.ref, strong=True))
            across.addWidget(w.ElidedLabel(words), 1)
        else:
            go = w.button(one.ref, "link", tip=words)
            go.clicked.connect(lambda _on=False, id_=one.id: self._shell.go("Register", id_))
            across.addWidget(go)
            across.addWidget(w.ElidedLabel(words), 1)
        if not (alone and under):
            let_go = w.button(
                _("no longer"),
                "link",
                tip=_("Let {action} serve {ref} no longer").format(action=action.ref, ref=one.ref),
            )
            let_go.clicked.connect(lambda _on=False, it=one: self._detach(it))
            across.addWidget(let_go)
        return row

    def _attach(self) -> None:
        action, typed = self._action, self.other.text()
        if action is not None and typed.strip():
            done = self._shell.attempt(lambda: serving.attach_typed(self._shell.desk, action, typed))
            if done:
                self._half_typed.done()

    def _detach(self, one: Recommendation) -> None:
        action = self._action
        if action is not None:
            self._shell.attempt(lambda: serving.detach(self._shell.desk, action, one))
