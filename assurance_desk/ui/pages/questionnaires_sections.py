"""The sections and questions of a version, readable as the respondent meets them; a draft's words edited in place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from assurance_desk.domain.conditions import guidance
from assurance_desk.domain.questionnaire import Question, Questionnaire, Section
from assurance_desk.services import questionnaires
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.pages.questionnaires_preview import AnswerPreview, choices_words
from assurance_desk.ui.pages.questionnaires_words import Editable, Words, half_typed
from assurance_desk.ui.shell import Shell


class SectionsView(QWidget):
    """``show_sections`` builds it anew, unless only questions' words differ; half-typed words stay."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._column = widgets.box(gap=0)
        self.setLayout(self._column)
        self._shown: Questionnaire | None = None
        self.rows: dict[str, QuestionRow] = {}
        self.heads: dict[str, SectionHead] = {}

    def show_sections(self, shown: Questionnaire) -> None:
        if shown == self._shown:
            return
        if self._only_words_changed(shown):
            for question in shown.questions():
                self.rows[question.ref].show_question(question)
            self._shown = shown
            return
        self._keep_drafts()
        self._shown = shown
        widgets.clear(self._column)
        self.rows, self.heads = {}, {}
        for section in shown.sections:
            self.heads[section.letter] = SectionHead(self._shell, shown, section)
            self._column.addWidget(self.heads[section.letter])
            for question in section.questions:
                row = QuestionRow(self._shell, shown, question)
                self.rows[question.ref] = row
                self._column.addWidget(row)
            self._column.addSpacing(th.px(16))
        self._column.addStretch()
        self._open_half_typed(shown)

    def _open_half_typed(self, shown: Questionnaire) -> None:
        begun = half_typed(self._shell, shown.id)
        for one in (*self.heads.values(), *self.rows.values()):
            if one.about in begun and one.change:
                one.edit()

    def _keep_drafts(self) -> None:
        for one in (*self.heads.values(), *self.rows.values()):
            if one.editor:
                one.editor.keep_drafts()

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


class SectionHead(Editable):
    """A section's letter and title, who may know, and what is said before its questions."""

    def __init__(self, shell: Shell, of: Questionnaire, section: Section) -> None:
        super().__init__(shell, of, section.letter)
        self._section = section
        column = widgets.box(margins=(0, 12, 0, 4), gap=2)
        self.setLayout(column)
        column.addWidget(widgets.label(f"{section.letter}  {section.title}", strong=True, wrap=True))
        if section.who:
            column.addWidget(widgets.label(section.who, "small", role="muted", wrap=True))
        if section.intro:
            column.addWidget(widgets.para(section.intro, "small", role="muted"))
        if self.change:
            column.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._place)
        column.addWidget(widgets.rule())

    def words(self) -> Sequence[Words]:
        letter = self._section.letter
        return (
            Words("title", _("Title of section {ref}").format(ref=letter), self._section.title),
            Words("who", _("Who may know"), self._section.who, _("Who may know, such as the training team")),
            Words(
                "intro",
                _("Introduction of section {ref}").format(ref=letter),
                self._section.intro,
                _("What to say before its questions, if anything"),
                lines=True,
            ),
        )

    def save(self, typed: dict[str, str]) -> object:
        return questionnaires.edit_section(self._shell.desk, self._of.id, self._section.letter, **typed)


class QuestionRow(Editable):
    """A question's reference and words, its hint, and the cells it is answered in."""

    def __init__(self, shell: Shell, of: Questionnaire, question: Question) -> None:
        super().__init__(shell, of, question.ref)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As on the sheet, the cells stand right of the words; under them where there is no room."""
        super().resizeEvent(event)
        beside = not self._question.rows and self.width() >= th.px(600) and self.editor is None
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

    def words(self) -> Sequence[Words]:
        ref = self._question.ref
        return (
            Words("text", _("Question {ref}").format(ref=ref), self._question.text),
            Words("hint", _("Hint of {ref}").format(ref=ref), self._question.hint, _("A hint, if one helps")),
        )

    def save(self, typed: dict[str, str]) -> object:
        return questionnaires.edit_question(self._shell.desk, self._of.id, self._question.ref, **typed)
