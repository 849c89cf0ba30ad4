"""Answers keyed by hand, from a scan or a letter: a section at a time, by keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from assurance_desk.domain.questionnaire import Question, Questionnaire, Slot
from assurance_desk.domain.questions import CellRule, slots_of
from assurance_desk.errors import DeskError
from assurance_desk.services.returns import NotAnAnswerError
from assurance_desk.services.returns_words import what_of
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets

Field = QLineEdit | QComboBox


class EntryForm(QWidget):
    """``keep(answers, how)`` keeps them; ``leave()`` goes back without. What was typed stays until kept."""

    def __init__(
        self,
        asked: Questionnaire,
        held: dict[Slot, str],
        keep: Callable[[dict[Slot, str], str], object],
        leave: Callable[[], object],
    ) -> None:
        super().__init__()
        self._asked, self._keep, self._held = asked, keep, held
        self._typed: dict[Slot, str] = {}
        self.fields: dict[Slot, Field] = {}
        self._problems: dict[Slot, QLabel] = {}
        column = widgets.box(margins=(0, 8, 0, 24), gap=10)
        self.setLayout(column)
        self.section = QComboBox()
        self.section.setFont(th.font())
        self.section.setAccessibleName(_("Section"))
        self.section.addItems([f"{one.letter}  {one.title}" for one in asked.sections])
        self.section.currentIndexChanged.connect(self._show)
        column.addWidget(self.section)
        self.how = QLineEdit(_("keyed from a scan"))
        self.how.setAccessibleName(_("Where the answers come from"))
        column.addWidget(self.how)
        self._body, self._lines = widgets.panel()
        column.addWidget(self._body)
        self.refusal = widgets.label("", "small", role="late", wrap=True)
        self.refusal.hide()
        column.addWidget(self.refusal)
        row = widgets.box(across=True, gap=8)
        self.done = widgets.button("", "primary")
        self.done.clicked.connect(self.keep)
        back = widgets.button(_("Leave without entering"), "link")
        back.clicked.connect(leave)
        row.addWidget(self.done)
        row.addWidget(back)
        row.addStretch()
        column.addLayout(row)
        self._show(0)

    def answers(self) -> dict[Slot, str]:
        """What was typed and differs from what we hold."""
        self._gather()
        return {
            slot: text
            for slot, text in self._typed.items()
            if text.strip() and text != self._held.get(slot, "")
        }

    def keep(self) -> None:
        answers = self.answers()
        if not answers:
            self._refuse(_("Nothing was typed yet."))
            return
        try:
            self._keep(answers, self.how.text().strip())
        except NotAnAnswerError as error:
            self._refuse(error.sentence)
            for slot, expected in error.problems.items():
                self._show_section_of(slot)
                if slot in self._problems:
                    self._problems[slot].setText(_("Takes {what}").format(what=expected))
                    self.fields[slot].setFocus()
        except DeskError as error:
            self._refuse(error.sentence)

    def _refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.show()

    def _show_section_of(self, slot: Slot) -> None:
        place = next(
            (
                n
                for n, one in enumerate(self._asked.sections)
                if any(q.ref == slot.question for q in one.questions)
            ),
            -1,
        )
        if place >= 0 and place != self.section.currentIndex():
            self.section.setCurrentIndex(place)

    def _gather(self) -> None:
        for slot, field in self.fields.items():
            self._typed[slot] = field.currentText() if isinstance(field, QComboBox) else field.text()
        self._count()

    def _count(self) -> None:
        count = sum(
            bool(text.strip()) and text != self._held.get(slot, "") for slot, text in self._typed.items()
        )
        widgets.set_words(self.done, plural("Enter {n} answer", "Enter {n} answers", count))

    def _show(self, place: int) -> None:
        self._gather()
        widgets.clear(self._lines)
        self.fields, self._problems = {}, {}
        for question in self._asked.sections[place].questions:
            self._question(question)
        self._gather()

    def _question(self, question: Question) -> None:
        self._lines.addSpacing(th.px(8))
        self._lines.addWidget(widgets.label(f"{question.ref}  {question.text}", strong=True, wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(th.px(12))
        grid.setVerticalSpacing(th.px(4))
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        for number, (slot, rule) in enumerate(slots_of(question)):
            words = what_of(self._asked, slot)
            field = self._field(slot, rule, words)
            problem = widgets.label("", "small", role="late", wrap=True)
            short = words.replace(question.text, "").lstrip(", ") or _("Answer")
            grid.addWidget(widgets.label(short, "small", role="muted", wrap=True), number, 0)
            grid.addWidget(field, number, 1)
            grid.addWidget(problem, number, 2)
            self.fields[slot], self._problems[slot] = field, problem
        self._lines.addLayout(grid)

    def _field(self, slot: Slot, rule: CellRule, words: str) -> Field:
        text = self._typed.get(slot, self._held.get(slot, ""))
        made: Field
        if rule.kind == "choice":
            made = QComboBox()
            made.setFont(th.font())
            made.addItems(["", *rule.choices])
            made.setCurrentText(text)
            made.currentTextChanged.connect(self._gather)
        else:
            made = QLineEdit(text)
            made.editingFinished.connect(self._gather)
        made.setAccessibleName(f"{slot.question} {words}")
        return made
