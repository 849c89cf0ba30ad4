"""A section's panel, and the one for the questionnaire as a whole."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from assurance_desk.domain.design import Problem
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.services import questionnaire_design as design
from assurance_desk.services import questionnaires
from assurance_desk.texts import _, plural
from assurance_desk.ui import widgets
from assurance_desk.ui.fields import LineField, TextField
from assurance_desk.ui.pages.designer_fields import DesignFields
from assurance_desk.ui.shell import Shell


class SectionPanel(QWidget):
    typing = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._of, self.letter = "", ""
        column = widgets.box(gap=10)
        self.setLayout(column)
        self.fields = DesignFields(shell, self._save)
        self.fields.add("title", _("Title"), LineField(_("Title of the section")))
        self.fields.add(
            "who", _("Who may know"), self._line(_("Who may know"), _("such as: the training team"))
        )
        self.fields.add(
            "intro",
            _("What to say before its questions"),
            TextField(_("What to say before its questions")),
            lines=True,
        )
        self.fields.add("tab", _("Name of its sheet"), LineField(_("Name of its sheet")))
        self.fields.typing.connect(self.typing)
        column.addWidget(self.fields)
        column.addStretch()

    @staticmethod
    def _line(said: str, placeholder: str) -> LineField:
        made = LineField(said)
        made.setPlaceholderText(placeholder)
        return made

    def show_section(self, of: Questionnaire, letter: str) -> None:
        section = next(one for one in of.sections if one.letter == letter)
        self._of, self.letter = of.id, letter
        values = {"title": section.title, "who": section.who, "intro": section.intro, "tab": section.tab}
        self.fields.show_values(of.id, letter, values)

    def typed(self) -> dict[str, str]:
        return {name: self.fields.words(name) for name in ("title", "who", "intro")}

    def begin(self) -> None:
        field = self.fields.field("title")
        field.setFocus()
        if isinstance(field, LineField):
            field.selectAll()

    def _save(self, name: str, typed: str) -> None:
        if name == "title":
            design.rename_section(self._shell.desk, self._of, self.letter, typed)
        else:
            questionnaires.edit_section(self._shell.desk, self._of, self.letter, **{name: typed})


class WholePanel(QWidget):
    """The reference and title, and everything that is still to be put right. ``went`` asks to see where."""

    went = Signal(str, str)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._of = ""
        column = widgets.box(gap=10)
        self.setLayout(column)
        self.fields = DesignFields(shell, self._save)
        self.fields.add("title", _("Title"), TextField(_("Title of the questionnaire"), least=1))
        self.fields.add("ref", _("Reference"), LineField(_("Reference of the questionnaire")))
        self.fields.add(
            "why",
            _("Why it is asked: the first words its respondents read"),
            TextField(_("Why it is asked")),
            lines=True,
        )
        column.addWidget(self.fields)
        column.addSpacing(8)
        self._head = widgets.label("", strong=True, wrap=True)
        column.addWidget(self._head)
        self._problems: QBoxLayout = widgets.box(gap=2)
        column.addLayout(self._problems)
        self._shown: tuple[Problem, ...] | None = None
        column.addStretch()

    def show_whole(self, of: Questionnaire, problems: tuple[Problem, ...]) -> None:
        self._of = of.id
        self.fields.show_values(of.id, "whole", {"title": of.title, "ref": of.ref, "why": of.why})
        if problems == self._shown:
            return
        self._shown = problems
        count = plural(
            "{n} thing to put right before it can be issued",
            "{n} things to put right before it can be issued",
            len(problems),
        )
        self._head.setText(count if problems else _("Nothing stands in the way of issuing it."))
        widgets.clear(self._problems)
        for one in problems:
            if one.section or one.question:
                self._problems.addWidget(self._link(one))
            else:
                self._problems.addWidget(widgets.label(one.sentence, wrap=True))

    def _link(self, problem: Problem) -> QWidget:
        row, across = widgets.panel(across=True, gap=8)
        across.addWidget(widgets.label(problem.sentence, wrap=True), 1)
        go = widgets.button(_("Go to {ref}").format(ref=problem.question or problem.section), "inline")
        go.clicked.connect(lambda: self.went.emit(problem.section, problem.question))
        across.addWidget(go)
        return row

    def begin(self) -> None:
        self.fields.field("title").setFocus()

    def _save(self, name: str, typed: str) -> None:
        if name == "ref":
            design.rename(self._shell.desk, self._of, typed)
        else:
            questionnaires.edit_questionnaire(self._shell.desk, self._of, **{name: typed})
