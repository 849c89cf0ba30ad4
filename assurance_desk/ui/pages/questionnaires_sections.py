"""The sections and questions of a version, readable as the respondent meets them; a draft's lead to its designer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from assurance_desk.domain.conditions import guidance
from assurance_desk.domain.questionnaire import DRAFT, Question, Questionnaire, Section
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.pages.questionnaires_preview import AnswerPreview, choices_words
from assurance_desk.ui.shell import Shell

AT_ONCE, IN_A_TURN = 8, 6
"""Questions made before the page is shown, as many as are seen; and each time the window has nothing else to do."""


class SectionsView(QWidget):
    """``show_sections`` builds it anew, unless only questions' words differ. ``change`` asks to change a section, by its
    letter, or a question, by its reference (then with no letter).
    """

    change = Signal(str, str)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._column = widgets.box(gap=0)
        self.setLayout(self._column)
        self._shown: Questionnaire | None = None
        self._rows: dict[str, QuestionRow] = {}
        self._heads: dict[str, SectionHead] = {}
        self._making: Iterator[None] = iter(())
        self._more = QTimer(self, interval=0)
        self._more.timeout.connect(self._make_more)

    @property
    def rows(self) -> dict[str, QuestionRow]:
        """By reference; all of them."""
        self._make_all()
        return self._rows

    @property
    def heads(self) -> dict[str, SectionHead]:
        """By letter; all of them."""
        self._make_all()
        return self._heads

    def show_sections(self, shown: Questionnaire) -> None:
        if shown == self._shown:
            return
        if self._only_words_changed(shown):
            for question in shown.questions():
                self.rows[question.ref].show_question(question)
            self._shown = shown
            return
        self._shown = shown
        widgets.clear(self._column)
        self._rows, self._heads = {}, {}
        self._column.addStretch()
        self._making = self._make(shown)
        self._make_more(AT_ONCE)
        self._more.start()

    def _make(self, shown: Questionnaire) -> Iterator[None]:
        """A question at a time, before the stretch that ends them."""
        changes = shown.status == DRAFT and not self._shell.desk.read_only
        for section in shown.sections:
            head = SectionHead(section, changes=changes)
            head.asked.connect(lambda letter: self.change.emit(letter, ""))
            self._heads[section.letter] = head
            self._add(head)
            for question in section.questions:
                row = QuestionRow(question, changes=changes)
                row.asked.connect(lambda ref: self.change.emit("", ref))
                self._rows[question.ref] = row
                self._add(row)
                yield
            self._column.insertSpacing(self._column.count() - 1, th.px(16))

    def _add(self, made: QWidget) -> None:
        self._column.insertWidget(self._column.count() - 1, made)

    def _make_more(self, count: int = IN_A_TURN) -> None:
        for _question in islice(self._making, count):
            continue
        if len(self._rows) == (len(self._shown.questions()) if self._shown else 0):
            self._make_all()

    def _make_all(self) -> None:
        self._more.stop()
        for _question in self._making:
            continue

    def _only_words_changed(self, shown: Questionnaire) -> bool:
        before = self._shown
        if before is None or before.id != shown.id or before.status != shown.status:
            return False
        return [_frame(section) for section in before.sections] == [
            _frame(section) for section in shown.sections
        ]


def _frame(section: Section) -> tuple[object, ...]:
    refs = tuple(
        (question.ref, question.kind, question.comment, question.rows, question.columns)
        for question in section.questions
    )
    return (section.letter, section.title, section.who, section.intro, refs)


class Leading(QWidget):
    """Something of a draft with a button that leads to where it is changed. ``change`` is None where it may not be."""

    asked = Signal(str)

    def __init__(self, about: str, *, changes: bool) -> None:
        super().__init__()
        self.change: QPushButton | None = None
        if changes:
            self.change = widgets.button(_("Change"), "link", "pencil", made_as=widgets.QuietButton)
            self.change.setAccessibleName(_("Change {ref}").format(ref=about))
            self.change.setFixedHeight(th.line_height() + th.px(6))  # its place is kept while it is not seen
            self.change.clicked.connect(lambda: self.asked.emit(about))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Forty of them at once would shout: only the one pointed at is seen."""
        super().enterEvent(event)
        self._tell()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._tell()

    def _tell(self) -> None:
        if self.change:
            self.change.update()


class SectionHead(Leading):
    """A section's letter and title, who may know, and what is said before its questions."""

    def __init__(self, section: Section, *, changes: bool) -> None:
        super().__init__(section.letter, changes=changes)
        column = widgets.box(margins=(0, 12, 0, 4), gap=2)
        self.setLayout(column)
        column.addWidget(widgets.label(f"{section.letter}  {section.title}", strong=True, wrap=True))
        if section.who:
            column.addWidget(widgets.label(section.who, "small", role="muted", wrap=True))
        if section.intro:
            column.addWidget(widgets.para(section.intro, "small", role="muted"))
        if self.change:
            column.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(widgets.rule())


class QuestionRow(Leading):
    """A question's reference and words, its hint, and the cells it is answered in."""

    def __init__(self, question: Question, *, changes: bool) -> None:
        super().__init__(question.ref, changes=changes)
        self._question = question
        across = widgets.box(across=True, margins=(0, 8, 0, 10), gap=12)
        self.setLayout(across)
        ref = widgets.label(question.ref, strong=True, role="accent")
        ref.setFixedWidth(th.px(40))
        across.addWidget(ref, 0, Qt.AlignmentFlag.AlignTop)
        column = widgets.box(gap=4)
        across.addLayout(column, 1)
        self._words = widgets.label("", strong=True, wrap=True)
        self._hint = widgets.label("", "small", role="muted", wrap=True)
        self._choices = widgets.label("", "small", role="muted", wrap=True)
        said = widgets.box(gap=2)
        for widget in (self._words, self._hint):
            said.addWidget(widget)
        if self.change:
            said.addSpacing(th.px(2))  # the ring round it leaves the hint alone
            said.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)
        said.addStretch()
        asked = widgets.box(gap=4)
        asked.addWidget(AnswerPreview(question))
        asked.addWidget(self._choices)
        asked.addStretch()
        self._sides = widgets.box(across=not question.rows, gap=16 if not question.rows else 6)
        self._sides.addLayout(said, 2)
        self._sides.addLayout(asked, 3)
        column.addLayout(self._sides)
        self.show_question(question)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As on the sheet, the cells stand right of the words; under them where there is no room."""
        super().resizeEvent(event)
        beside = not self._question.rows and self.width() >= th.px(600)
        across = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._sides.direction() != across:
            self._sides.setDirection(across)

    def show_question(self, question: Question) -> None:
        self._question = question
        self._words.setText(question.text)
        asked = question.required or "(optional)" in question.text.casefold()
        beneath = guidance(question)
        hint = beneath if asked else _("Optional. {hint}").format(hint=beneath).strip()
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        choices = choices_words(question)
        self._choices.setText(choices)
        self._choices.setVisible(bool(choices))
