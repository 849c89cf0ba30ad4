"""Designing a draft: its outline, the panel of what is chosen, and beside them the sheet its respondent opens."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QWidget

from assurance_desk.domain.questionnaire import Question, Questionnaire
from assurance_desk.domain.sheet_picture import COVER, INTRO, Line, Picture, Piece
from assurance_desk.progress import Progress
from assurance_desk.services import questionnaire_design as design
from assurance_desk.services import questionnaire_preview
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.list_detail import ListDetail
from assurance_desk.ui.pages.designer_doing import Doing
from assurance_desk.ui.pages.designer_outline import QUESTION, SECTION, WHOLE, Outline, chosen_of, row_of
from assurance_desk.ui.pages.designer_question import QuestionPanel
from assurance_desk.ui.pages.designer_reuse import ReusePanel
from assurance_desk.ui.pages.designer_section import SectionPanel, WholePanel
from assurance_desk.ui.pages.designer_sheets import SheetsPane
from assurance_desk.ui.shell import Shell

REUSE = "re-use"
BESIDE = 720
"""Width at 100 % with which panel and preview stand side by side; with less, one at a time."""


class Designer(QWidget):
    """``left`` when its user goes back to the list of questionnaires."""

    left = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.shown: Questionnaire | None = None
        self._covered: Questionnaire | None = None
        column = widgets.box()
        self.setLayout(column)
        column.addWidget(self._top())
        column.addWidget(widgets.rule())
        self.outline = Outline()
        self.question, self.section = QuestionPanel(shell), SectionPanel(shell)
        self.whole = WholePanel(shell)
        self.reuse = ReusePanel(shell)
        self.sheets = SheetsPane()
        self.doing = Doing(shell, self)
        self.right = self._right()
        self.split = ListDetail("designer", self.outline, self.right, width=264, least=640)
        column.addWidget(self.split, 1)
        self._connect()

    def _top(self) -> QWidget:
        top, across = widgets.panel("paper", across=True, margins=(24, 8, 24, 8), gap=16)
        self.back = widgets.button(_("All questionnaires"), "link", "undo-2", _("Esc"))
        self.back.clicked.connect(self.leave)
        across.addWidget(self.back)
        self._name = widgets.ElidedLabel("", strong=True)
        across.addWidget(self._name, 1)
        self.state = widgets.button("", "inline")
        self.state.clicked.connect(lambda: self.choose(row_of(WHOLE)))
        across.addWidget(self.state)
        return top

    def _right(self) -> QWidget:
        made, column = widgets.panel("paper")
        self._switch, across = widgets.panel("paper", across=True, margins=(24, 4, 24, 0), gap=20)
        group = QButtonGroup(self)
        self.segments: dict[str, QPushButton] = {}
        for name, words in (("panel", _("Design")), ("preview", _("Preview"))):
            button = widgets.button(words, "segment")
            button.setCheckable(True)
            button.clicked.connect(self._arrange)
            group.addButton(button)
            self.segments[name] = button
            across.addWidget(button)
        across.addStretch()
        self.segments["panel"].setChecked(True)
        column.addWidget(self._switch)
        sides = widgets.box(across=True)
        column.addLayout(sides, 1)
        self.panels = QStackedWidget()
        inside: dict[str, QWidget] = {WHOLE: self.whole, SECTION: self.section, QUESTION: self.question}
        inside[REUSE] = self.reuse
        self._pages: dict[str, QWidget] = {}
        for kind, panel in inside.items():
            holder, held = widgets.panel("paper", margins=(24, 16, 20, 24))
            held.addWidget(panel)
            self._pages[kind] = widgets.scroll(holder)
            self.panels.addWidget(self._pages[kind])
        sides.addWidget(self.panels, 7)
        self._line = widgets.rule(upright=True)
        sides.addWidget(self._line)
        sides.addWidget(self.sheets, 10)
        return made

    def _connect(self) -> None:
        self.outline.chosen.connect(self._show_chosen)
        self.outline.opened.connect(lambda _id: self.split.open_detail())
        self.outline.asked.connect(self.doing.do)
        self.question.typing.connect(self._typing)
        self.question.renamed.connect(self._renamed)
        self.section.typing.connect(self._section_typing)
        self.whole.went.connect(self.go_to)
        self.doing.open_reuse = self._open_reuse
        self.reuse.looked.connect(
            lambda source: self.sheets.show_sheets(questionnaire_preview.sheets(source), "", "")
        )
        self.reuse.done.connect(self._reused)
        self.sheets.wide.toggled.connect(self._arrange)
        self.sheets.cover_asked.connect(self._make_cover)
        self.sheets.who_changed.connect(self._preview_again)
        self.sheets.view.asked.connect(lambda ref: self.choose(row_of(QUESTION, ref)))

    # ------------------------------------------------------------ shown

    def show_design(self, shown: Questionnaire) -> None:
        """The design as it is kept; what is chosen stays chosen while it is there."""
        other = self.shown is None or self.shown.id != shown.id
        self.shown = shown
        self._name.set_words(f"{shown.ref} {shown.version}  {shown.title}")
        problems = design.problems(shown)
        count = plural("{n} thing to put right", "{n} things to put right", len(problems))
        widgets.set_words(self.state, count if problems else _("Ready to issue"))
        self.outline.blockSignals(True)  # what is chosen is shown once, below
        self.outline.show_outline(shown, problems)
        self.outline.blockSignals(False)
        if other:
            self.outline.list.select(row_of(WHOLE))
        self._show_chosen(self.outline.list.current())

    def choose(self, row_id: str) -> None:
        self.keep_all()
        self.outline.list.select(row_id)

    @property
    def chosen(self) -> tuple[str, str]:
        return chosen_of(self.outline.list.current())

    def chosen_section(self) -> str:
        """The letter of the section the choice stands in, or the last one."""
        kind, name = self.chosen
        shown = self.shown
        assert shown is not None
        if kind == SECTION:
            return name
        for section in shown.sections:
            if kind == QUESTION and any(question.ref == name for question in section.questions):
                return section.letter
        return shown.sections[-1].letter if shown.sections else ""

    def begin(self) -> None:
        """The keyboard into the panel of what is chosen."""
        self.split.open_detail()
        self.segments["panel"].setChecked(True)
        self._arrange()
        kind, _name = self.chosen
        {WHOLE: self.whole.begin, SECTION: self.section.begin, QUESTION: self.question.begin}[kind]()

    def keep_all(self) -> None:
        """Keep what is being typed before something else is done."""
        self.question.keep_all()
        self.section.fields.keep_all()
        self.whole.fields.keep_all()

    def leave(self) -> None:
        self.keep_all()
        self.left.emit()

    def go_back(self) -> bool:
        """Esc: from the panel to the outline where only one is seen, then to the questionnaires."""
        if self.panels.currentWidget() is self._pages[REUSE]:
            self._reused("")
        elif self.split.narrow and self.split.opened:
            self.split.show_list()
        else:
            self.leave()
        return True

    def _show_chosen(self, row_id: str) -> None:
        shown, (kind, name) = self.shown, chosen_of(row_id)
        if shown is None or not row_id:
            return
        self.panels.setCurrentWidget(self._pages[kind])
        if kind == QUESTION:
            asked = next(one for one in shown.questions() if one.ref == name)
            self.question.show_question(shown, asked)
        elif kind == SECTION:
            self.section.show_section(shown, name)
        else:
            self.whole.show_whole(shown, design.problems(shown))
        self._preview(shown)

    def _preview_again(self) -> None:
        if self.shown is not None:
            self._preview(self.shown)

    def _preview(self, shown: Questionnaire) -> None:
        kind, name = self.chosen
        self.sheets.offer_copies(questionnaire_preview.with_last_time(self._shell.desk, shown))
        self.sheets.show_sheets(
            questionnaire_preview.sheets(shown, to=self.sheets.to),
            self.chosen_section() if kind != WHOLE else "",
            name if kind == QUESTION else "",
        )

    def _make_cover(self) -> None:
        """Written by the worker as it would be issued, and read back; again only once something of it changed."""
        shown = self.shown
        if shown is None or shown == self._covered:
            return
        if any(not one.section and not one.question for one in design.problems(shown)):
            self.sheets.show_cover(_no_cover())
            return
        self._covered, child = shown, self._shell.child

        def work(progress: Progress) -> Picture:
            made: Picture = child.run("show cover", shown, progress=progress)
            return made

        self._shell.jobs.run(_("Drawing the cover"), work, self.sheets.show_cover)

    def _typing(self, question: Question) -> None:
        """The sheet follows every key, before anything is kept."""
        if self.shown is not None:
            self._preview_section(design.as_typed(self.shown, question), self.chosen_section())

    def _section_typing(self) -> None:
        if self.shown is not None:
            typed: dict[str, Any] = dict(self.section.typed())
            letter = self.section.letter
            sections = tuple(
                replace(one, **typed) if one.letter == letter else one for one in self.shown.sections
            )
            self._preview_section(replace(self.shown, sections=sections), letter)

    def _preview_section(self, typed: Questionnaire, letter: str) -> None:
        self.sheets.show_section(letter, questionnaire_preview.sheets(typed, letter, self.sheets.to))

    def _renamed(self, ref: str) -> None:
        self.outline.list.select(row_of(QUESTION, ref))

    def _open_reuse(self) -> None:
        """In place of the panel; what is chosen in the outline says where copies go."""
        shown = self.shown
        if shown is None:
            return
        kind, name = self.chosen
        self.split.open_detail()
        self.panels.setCurrentWidget(self._pages[REUSE])
        self.reuse.begin(shown, self.chosen_section(), name if kind == QUESTION else "")

    def _reused(self, row_id: str) -> None:
        self._show_chosen(self.outline.list.current())
        if row_id:
            self.choose(row_id)
        self.outline.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, letter: str, ref: str) -> None:
        """A section by its letter, or a question by its reference, ready to be worded."""
        self.choose(row_of(QUESTION, ref) if ref else row_of(SECTION, letter))
        QTimer.singleShot(0, self, self.begin)

    # ------------------------------------------------------------ room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._arrange)

    def _arrange(self) -> None:
        beside = self.right.width() >= th.px(BESIDE)
        self._switch.setVisible(not beside)
        preview = self.segments["preview"].isChecked()
        self.sheets.wide.setVisible(beside)
        wide = beside and self.sheets.wide.isChecked()
        widgets.set_words(self.sheets.wide, _("Back beside the design") if wide else _("Widen"))
        self.panels.setVisible((beside or not preview) and not wide)
        self.sheets.setVisible(beside or preview)
        self._line.setVisible(beside and not wide)


def _no_cover() -> Picture:
    words = _("The cover is shown once the title, the sections and the names of their sheets are right.")
    return Picture(COVER, "", (Line(1, (Piece(1, words, INTRO, 2),)),), (20.0, 80.0), 0)
