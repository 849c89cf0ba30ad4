"""The recommendations a question tests."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from assurance_desk.domain.questionnaire import Question
from assurance_desk.services import questionnaire_links as links
from assurance_desk.texts import _
from assurance_desk.ui import widgets
from assurance_desk.ui.fields import ChoiceField
from assurance_desk.ui.shell import Shell


class LinksPart(QWidget):
    """``change(recommendation_ids=…)`` keeps them as one step."""

    def __init__(self, shell: Shell, change: Callable[..., None]) -> None:
        super().__init__()
        self._shell, self._change = shell, change
        self._ids: tuple[str, ...] = ()
        self._built: object = None
        column = widgets.box(gap=2)
        self.setLayout(column)
        column.addWidget(widgets.label(_("Tests recommendation"), "small", role="muted"))
        self._linked = widgets.box(gap=2)
        column.addLayout(self._linked)
        self.add = ChoiceField(_("Link to a recommendation"), ())
        self.add.committed.connect(self._add)
        column.addWidget(self.add)

    def show_question(self, question: Question) -> None:
        there = links.offered(self._shell.desk)
        self.setVisible(bool(there))
        self._ids = question.recommendation_ids
        told = {one.id: one for one in there}
        free = {one.id: one.words for one in there if one.id not in self._ids}
        self._free = {words: one for one, words in free.items()}
        self._none = _("none") if not self._ids else _("and another")
        self.add.offer((self._none, *free.values()))
        self.add.set_words(self._none)
        wanted = tuple(told[one].words for one in self._ids if one in told)
        if wanted == self._built:
            return
        self._built = wanted
        widgets.clear(self._linked)
        for one in self._ids:
            if one in told:
                self._linked.addWidget(self._row(one, told[one].words))

    def _row(self, recommendation_id: str, words: str) -> QWidget:
        row, across = widgets.panel(across=True, gap=4)
        across.addWidget(widgets.ElidedLabel(words), 1)
        away = widgets.button("", "link", "x", _("Take this link away"))
        away.setAccessibleName(_("Take away the link to {what}").format(what=words))
        away.clicked.connect(lambda: self._take(recommendation_id))
        across.addWidget(away, 0, Qt.AlignmentFlag.AlignRight)
        return row

    def _add(self) -> None:
        chosen = self._free.get(self.add.words())
        if chosen:
            self._change(recommendation_ids=(*self._ids, chosen))

    def _take(self, recommendation_id: str) -> None:
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._change(recommendation_ids=tuple(one for one in self._ids if one != recommendation_id))
