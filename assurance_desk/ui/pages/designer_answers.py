"""The answers a list or a scale offers, and what each means."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assurance_desk.domain.questionnaire import Question
from assurance_desk.domain.scales import SCALES, scale_named
from assurance_desk.services import questionnaire_design as design
from assurance_desk.texts import _
from assurance_desk.ui import widgets
from assurance_desk.ui.fields import ChoiceField
from assurance_desk.ui.pages.designer_fields import tick
from assurance_desk.ui.pages.designer_items import ItemRow, Items
from assurance_desk.ui.pages.designer_lines import AnswerRow


class AnswersPart(QWidget):
    """``change(choices=…, descriptors=…)`` keeps them as one step."""

    typing = Signal()

    def __init__(self, change: Callable[..., None]) -> None:
        super().__init__()
        self._change = change
        self._graded = False
        self._chosen: tuple[str, ...] = ()
        column = widgets.box(gap=6)
        self.setLayout(column)
        self._over = widgets.label(_("Scale"), "small", role="muted")
        self.scale = ChoiceField(_("Scale"), ())
        self.scale.committed.connect(self._scale_chosen)
        self.described = tick(_("Say what each answer means"))
        self.described.clicked.connect(self._described)
        self.items = Items(
            _("Answers"), _("Answer"), _("Add an answer"), self._row, lambda words: (words, "")
        )
        self.items.changed.connect(self._keep)
        self.items.typing.connect(self.typing)
        for widget in (self._over, self.scale, self.items, self.described):
            column.addWidget(widget)

    def _row(self) -> ItemRow:
        return AnswerRow(meanings=self.described.isChecked())

    def show_question(self, question: Question, *, new: bool) -> None:
        self._graded = question.kind == "graded"
        choices = design.answers_of(question) if question.kind in ("choice", "graded") else ()
        if new:
            self.items.forget_pending()
            self.described.setChecked(bool(question.descriptors))
        elif question.descriptors:
            self.described.setChecked(True)
        for widget in (self._over, self.scale):
            widget.setVisible(self._graded)
        own = _("a scale of its own")
        names = tuple(_(scale.name) for scale in SCALES)
        self.scale.offer((*names, own))
        named = scale_named(choices)
        self.scale.set_words(_(named) if named else own)
        self._chosen = choices
        meanings = question.descriptors or ("",) * len(choices)
        self.items.show_items(list(zip(choices, (*meanings, *[""] * len(choices)), strict=False)))
        self._show_meanings()

    def typed(self) -> dict[str, Any]:
        items = self.items.items()
        meanings = tuple(meaning for _words, meaning in items) if self.described.isChecked() else ()
        return {
            "choices": tuple(words for words, _meaning in items),
            "descriptors": meanings if any(meanings) else (),
        }

    def _keep(self) -> None:
        self._change(**self.typed())

    def _described(self) -> None:
        self._show_meanings()
        self._keep()
        if self.described.isChecked() and self.items.lines:
            first = self.items.lines[0]
            assert isinstance(first, AnswerRow)
            first.meaning.setFocus()

    def _show_meanings(self) -> None:
        for line in self.items.lines:
            assert isinstance(line, AnswerRow)
            line.show_meaning(self.described.isChecked())

    def _scale_chosen(self) -> None:
        chosen = next((scale for scale in SCALES if _(scale.name) == self.scale.words()), None)
        if chosen and chosen.levels != self._chosen:
            self.described.setChecked(bool(chosen.meanings))
            self._change(choices=chosen.levels, descriptors=chosen.meanings)
