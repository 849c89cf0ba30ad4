"""Words the user has marked in a published text become an action, linked to those words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assurance_desk.domain.actions import ACTION, LEARNING_POINT, UNDERTAKING, Action
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.reviews import Review
from assurance_desk.services import records
from assurance_desk.texts import _
from assurance_desk.ui import widgets as w
from assurance_desk.ui.pages.register_linked import LinkedText
from assurance_desk.ui.shell import Shell


class MarkedWords(QWidget):
    """Hidden until words are marked; ``kept(action id)`` once they became an action."""

    kept = Signal(str)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._words = ""
        self._review: Review | None = None
        self._recommendation: Recommendation | None = None
        row = w.box(across=True, gap=16, margins=(0, 6, 0, 0))
        self.setLayout(row)
        kinds = (
            (ACTION, _("Make an action of the marked words")),
            (UNDERTAKING, _("Make an undertaking of the marked words")),
            (LEARNING_POINT, _("Make a learning point of them")),
        )
        self.buttons = {kind: w.button(words, "link", "plus") for kind, words in kinds}
        for kind, button in self.buttons.items():
            button.clicked.connect(self._keeper(kind))
            row.addWidget(button)
        row.addStretch()
        self.hide()

    def about(self, review: Review, recommendation: Recommendation | None) -> None:
        """Where such an action would belong; outside a recommendation it is an undertaking or a learning point."""
        self._review, self._recommendation = review, recommendation
        for kind, button in self.buttons.items():
            button.setVisible((kind == ACTION) == (recommendation is not None))
        self._take("")

    def follow(self, text: LinkedText) -> None:
        """Offer what is marked in this text."""
        text.picked.connect(self._take)

    def _take(self, words: str) -> None:
        self._words = words
        self.setVisible(bool(words))

    def _keeper(self, kind: str) -> Callable[[], None]:
        return lambda: self._keep(kind)

    def _keep(self, kind: str) -> None:
        review, words = self._review, self._words
        if review is None or not words:
            return
        made: list[Action] = []
        self._shell.attempt(
            lambda: made.append(
                records.add_action(
                    self._shell.desk,
                    review,
                    words[:1].upper() + words[1:],
                    recommendation=self._recommendation,
                    kind=kind,
                    words=words,
                )
            )
        )
        if made:
            self.kept.emit(made[0].id)
