"""The sections and questions of a version, readable as the respondent meets them; a draft's words edited in place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from assurance_desk.domain.questionnaire import DRAFT, Question, Questionnaire, Section
from assurance_desk.errors import DeskError
from assurance_desk.services import questionnaires
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.fields import TextField
from assurance_desk.ui.pages.questionnaires_preview import AnswerPreview, choices_words
from assurance_desk.ui.shell import Shell


class SectionsView(QWidget):
    """``show_sections`` builds it anew, but for a question whose words are being changed."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._column = widgets.box(gap=0)
        self.setLayout(self._column)
        self._shown: Questionnaire | None = None
        self.rows: dict[str, QuestionRow] = {}

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
        self.rows = {}
        for section in shown.sections:
            self._column.addWidget(_heading(section))
            for question in section.questions:
                row = QuestionRow(self._shell, shown, question)
                self.rows[question.ref] = row
                self._column.addWidget(row)
            self._column.addSpacing(th.px(16))
        self._column.addStretch()

    def _only_words_changed(self, shown: Questionnaire) -> bool:
        before = self._shown
        if before is None or before.id != shown.id or before.status != shown.status:
            return False
        return [_frame(section) for section in before.sections] == [
            _frame(section) for section in shown.sections
        ]


def _frame(section: Section) -> tuple[object, ...]:
    refs = tuple(
        (question.ref, question.kind, question.rows, question.columns) for question in section.questions
    )
    return (section.letter, section.title, section.who, section.intro, refs)


def _heading(section: Section) -> QWidget:
    made, column = widgets.panel(margins=(0, 12, 0, 4), gap=2)
    column.addWidget(widgets.section(f"{section.letter}  {section.title}", section.who))
    if section.intro:
        column.addWidget(widgets.para(section.intro, "small", role="muted"))
    column.addWidget(widgets.rule())
    return made


class QuestionRow(QWidget):
    """A question's reference and words, its hint, and the cells it is answered in."""

    def __init__(self, shell: Shell, of: Questionnaire, question: Question) -> None:
        super().__init__()
        self._shell, self._of, self._question = shell, of, question
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
        self._editor: WordsEditor | None = None
        self._place = widgets.box()
        said = widgets.box(gap=2)
        for widget in (self._words, self._hint):
            said.addWidget(widget)
        self.change = self._change_button()
        if self.change:
            said.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)
        said.addLayout(self._place)
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

    def _change_button(self) -> QPushButton | None:
        if self._of.status != DRAFT or self._shell.desk.read_only:
            return None
        button = widgets.button(_("Change the words"), "link", "pencil")
        button.setAccessibleName(_("Change the words of {ref}").format(ref=self._question.ref))
        button.clicked.connect(self.edit)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As on the sheet, the cells stand right of the words; under them where there is no room."""
        super().resizeEvent(event)
        beside = not self._question.rows and self.width() >= th.px(600) and self._editor is None
        across = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._sides.direction() != across:
            self._sides.setDirection(across)

    def show_question(self, question: Question) -> None:
        self._question = question
        self._words.setText(question.text)
        asked = question.required or "(optional)" in question.text.casefold()
        hint = question.hint if asked else _("Optional. {hint}").format(hint=question.hint).strip()
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        choices = choices_words(question)
        self._choices.setText(choices)
        self._choices.setVisible(bool(choices))

    def edit(self) -> None:
        """Open the two fields under the words, the first ready to be typed into."""
        if self._editor is None:
            self._editor = WordsEditor(self._shell, self._of, self._question)
            self._editor.done.clicked.connect(self._keep)
            self._editor.leave.clicked.connect(self._close)
            self._editor.text.left.connect(self._close)
            self._editor.hint.left.connect(self._close)
            self._place.addWidget(self._editor)
        self._editor.text.setFocus()

    @property
    def editor(self) -> WordsEditor | None:
        return self._editor

    def _keep(self) -> None:
        if self._editor and self._editor.keep():
            self._close()

    def _close(self) -> None:
        if self._editor:
            self._editor.hide()
            self._place.removeWidget(self._editor)
            self._editor.deleteLater()
            self._editor = None
            if self.change:
                self.change.setFocus()


class WordsEditor(QWidget):
    """The question and its hint as fields; a refusal stands under them and keeps what was typed."""

    def __init__(self, shell: Shell, of: Questionnaire, question: Question) -> None:
        super().__init__()
        self._shell, self._of, self._question = shell, of, question
        column = widgets.box(margins=(0, 4, 0, 8), gap=6)
        self.setLayout(column)
        self.text = TextField(_("Question {ref}").format(ref=question.ref))
        self.hint = TextField(_("Hint of {ref}").format(ref=question.ref))
        self.hint.setPlaceholderText(_("A hint, if one helps"))
        self.text.set_words(question.text)
        self.hint.set_words(question.hint)
        self.refusal = widgets.label("", "small", role="late", wrap=True)
        self.refusal.hide()
        for widget in (self.text, self.hint, self.refusal):
            column.addWidget(widget)
        row = widgets.box(across=True, gap=12)
        self.done = widgets.button(_("Keep these words"), "suggested")
        self.leave = widgets.button(_("Leave as it was"))
        row.addWidget(self.done)
        row.addWidget(self.leave)
        row.addStretch()
        column.addLayout(row)

    def keep(self) -> bool:
        text, hint = (" ".join(field.words().split()) for field in (self.text, self.hint))
        try:
            questionnaires.edit_question(
                self._shell.desk, self._of.id, self._question.ref, text=text, hint=hint
            )
        except DeskError as error:
            self.refusal.setText(error.sentence)
            self.refusal.show()
            self.text.setFocus()
            return False
        return True
