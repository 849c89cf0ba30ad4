"""Questions and whole sections copied from another questionnaire of the workbook, or from the library."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QWidget

from assurance_desk.domain.conditions import condition_words
from assurance_desk.domain.questionnaire import Question, Questionnaire, Section
from assurance_desk.services import questionnaire_design as design
from assurance_desk.services import questionnaire_library as library
from assurance_desk.services.questionnaire_library import Source
from assurance_desk.texts import _, plural
from assurance_desk.ui import widgets
from assurance_desk.ui.fields import ChoiceField
from assurance_desk.ui.pages.designer_outline import QUESTION, SECTION, row_of
from assurance_desk.ui.shell import Shell


class ReusePanel(QWidget):
    """``looked`` carries the questionnaire chosen from, for the preview; ``done`` the row to choose, "" for none."""

    looked = Signal(object)
    done = Signal(str)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._of, self._letter, self._after = "", "", ""
        self._sources: dict[str, Source] = {}
        self.boxes: dict[str, QCheckBox] = {}
        self.sections: dict[str, QCheckBox] = {}
        column = widgets.box(gap=8)
        self.setLayout(column)
        column.addWidget(widgets.label(_("Copy from"), "small", role="muted"))
        self.source = ChoiceField(_("Copy from"), ())
        self.source.committed.connect(self._show_source)
        column.addWidget(self.source)
        self.copy = widgets.button("", "suggested")
        self.copy.clicked.connect(self._copy)
        self.whole = widgets.button(_("Copy as sections of their own"))
        self.whole.clicked.connect(self._copy_sections)
        self.leave = widgets.button(_("Leave it"))
        self.leave.clicked.connect(lambda: self.done.emit(""))
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        across = widgets.box(across=True, gap=8)
        for button in (self.whole, self.leave):
            across.addWidget(button)
        across.addStretch()
        column.addLayout(across)
        self.behind = widgets.label("", "small", role="warn", wrap=True)
        self.behind.hide()
        column.addWidget(self.behind)
        column.addWidget(widgets.rule())
        self._list: QBoxLayout = widgets.box(gap=0)
        column.addLayout(self._list)
        column.addStretch()

    def begin(self, of: Questionnaire, letter: str, after: str) -> None:
        """``letter`` is the section copies go into, ``after`` the question they stand after."""
        self._of, self._letter, self._after = of.id, letter, after
        self._sources = {one.words: one for one in library.sources(self._shell.desk, of.id)}
        self.source.offer(tuple(self._sources))
        if self.source.words() not in self._sources:
            self.source.setCurrentIndex(0)
        self._show_source()
        self.source.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen(self) -> Questionnaire:
        return self._sources[self.source.words()].questionnaire

    def ticked(self) -> list[Question]:
        return [one for one in self.chosen.questions() if self.boxes[one.ref].isChecked()]

    def _show_source(self) -> None:
        widgets.clear(self._list)
        self.boxes, self.sections = {}, {}
        for section in self.chosen.sections:
            box = self._box(f"{section.letter}  {section.title}", section.title)
            box.clicked.connect(lambda on, section=section: self._tick(section, on))
            self.sections[section.letter] = box
            for question in section.questions:
                self.boxes[question.ref] = self._box(question.ref, question.text, deep=True)
                self.boxes[question.ref].clicked.connect(self._count)
        self._count()
        self.looked.emit(self.chosen)

    def _box(self, ref: str, words: str, *, deep: bool = False) -> QCheckBox:
        row = widgets.box(across=True, gap=8, margins=(16 if deep else 0, 0 if deep else 6, 0, 0))
        made = QCheckBox()
        made.setText(widgets.shown_on_button(ref))
        made.setAccessibleName(f"{ref} {words}" if deep else ref)
        row.addWidget(made)
        if deep:
            row.addWidget(widgets.ElidedLabel(words, "small", role="muted"), 1)
        else:
            row.addStretch()
        self._list.addLayout(row)
        return made

    def _tick(self, section: Section, on: bool) -> None:
        for question in section.questions:
            self.boxes[question.ref].setChecked(on)
        self._count()

    def _count(self) -> None:
        count = len(self.ticked())
        words = plural("Copy {n} question into section", "Copy {n} questions into section", count)
        words = words if count else _("Copy into section")
        widgets.set_words(self.copy, f"{words} {self._letter}" if self._letter else _("Copy"))
        self.copy.setEnabled(count > 0 and bool(self._letter))
        self.whole.setEnabled(count > 0)
        self._tell_behind(design.left_behind(self.ticked()))

    def _tell_behind(self, refs: tuple[str, ...]) -> None:
        """Which conditions will not come along, before anything is copied: ticking what decides them mends it."""
        asked = {one.ref: one for one in self.chosen.questions()}
        told = [f"{ref} ({condition_words(asked[ref])})" for ref in refs]
        self.behind.setVisible(bool(told))
        words = plural(
            "{n} condition is left behind, as what decides it is not ticked: {{which}}. Copied so, it is always asked.",
            "{n} conditions are left behind, as what decides them is not ticked: {{which}}. Copied so, they are always asked.",
            len(told),
        )
        self.behind.setText(words.format(which=", ".join(told)))

    def _copy(self) -> None:
        made: list[str] = []

        def copy() -> None:
            desk = self._shell.desk
            made.extend(design.add_copies(desk, self._of, self._letter, self.ticked(), self._after)[1])

        if self._shell.attempt(copy):
            self.done.emit(row_of(QUESTION, made[0]))

    def _copy_sections(self) -> None:
        made: list[str] = []
        wanted = {one.ref for one in self.ticked()}

        def copy() -> None:
            made.extend(design.add_section_copies(self._shell.desk, self._of, self.chosen, wanted)[1])

        if self._shell.attempt(copy):
            self.done.emit(row_of(SECTION, made[0]))
