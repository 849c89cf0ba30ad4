"""When a question is asked: always, or only after some answers to an earlier one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QWidget

from assurance_desk.domain.questionnaire import Question, Questionnaire
from assurance_desk.services import questionnaire_design as design
from assurance_desk.texts import _
from assurance_desk.ui import widgets
from assurance_desk.ui.fields import ChoiceField
from assurance_desk.ui.pages.designer_fields import tick


class WhenPart(QWidget):
    """``change(shown_if=…, shown_when=…)`` keeps the condition as one step."""

    def __init__(self, change: Callable[..., None]) -> None:
        super().__init__()
        self._change = change
        self._offered: dict[str, Question] = {}
        self._question = Question(ref="", text="", kind="yes_no")
        self._built: tuple[str, tuple[str, ...]] = ("", ())
        column = widgets.box(gap=2)
        self.setLayout(column)
        column.addWidget(widgets.label(_("Asked"), "small", role="muted"))
        self.on = ChoiceField(_("Asked"), ())
        self.on.committed.connect(self._on_chosen)
        column.addWidget(self.on)
        self._answers = widgets.box(gap=0, margins=(12, 2, 0, 0))
        column.addLayout(self._answers)
        self.boxes: dict[str, QCheckBox] = {}

    def show_question(self, of: Questionnaire, question: Question) -> None:
        self._question = question
        before = design.deciding_before(of, question.ref)
        self._offered = {_said(one): one for one in before}
        always = _("always")
        self.on.offer((always, *self._offered))
        decides = next((one for one in before if one.ref.casefold() == question.shown_if.casefold()), None)
        if not question.shown_if:
            self.on.set_words(always)
        else:
            self.on.set_words(_said(decides) if decides else _("after {ref}").format(ref=question.shown_if))
        self.setVisible(bool(before) or bool(question.shown_if))
        answers = design.answers_of(decides) if decides else ()
        self._show_answers(
            (question.ref, (*answers, *(one for one in question.shown_when if one not in answers)))
        )

    def _show_answers(self, wanted: tuple[str, tuple[str, ...]]) -> None:
        if wanted != self._built:
            self._built = wanted
            widgets.clear(self._answers)
            self.boxes = {}
            for answer in wanted[1]:
                box = tick(_("if it is “{answer}”").format(answer=answer))
                box.clicked.connect(self._ticked)
                self.boxes[answer] = box
                self._answers.addWidget(box)
        for answer, box in self.boxes.items():
            box.setChecked(answer in self._question.shown_when)

    def _on_chosen(self) -> None:
        chosen = self._offered.get(self.on.words())
        if chosen is None:
            if self.on.words() == _("always"):
                self._change(shown_if="", shown_when=())
            return
        if chosen.ref != self._question.shown_if:
            self._change(shown_if=chosen.ref, shown_when=design.answers_of(chosen)[:1])

    def _ticked(self) -> None:
        self._change(shown_when=tuple(answer for answer, box in self.boxes.items() if box.isChecked()))


def _said(question: Question) -> str:
    return _("only after {ref}: {words}").format(ref=question.ref, words=question.text)
