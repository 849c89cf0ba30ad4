"""One question: its words, how it is answered, when it is asked, and what it tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assurance_desk.domain.design_kinds import WITH_CHOICES, WITH_COLUMNS, WITH_ROWS
from assurance_desk.domain.questionnaire import Question, Questionnaire
from assurance_desk.domain.questions import QUESTION_TYPES
from assurance_desk.errors import DeskError
from assurance_desk.services import questionnaire_design as design
from assurance_desk.texts import _, later
from assurance_desk.ui import widgets
from assurance_desk.ui.fields import ChoiceField, LineField, TextField
from assurance_desk.ui.pages.designer_answers import AnswersPart
from assurance_desk.ui.pages.designer_checks import ChecksPart
from assurance_desk.ui.pages.designer_fields import DesignFields, tick
from assurance_desk.ui.pages.designer_links import LinksPart
from assurance_desk.ui.pages.designer_table import TablePart
from assurance_desk.ui.pages.designer_when import WhenPart
from assurance_desk.ui.shell import Shell

PREFILLS = {
    "": later("nothing"),
    "organisation name": later("the organisation’s name"),
    "organisation kind": later("what kind of organisation it is"),
    "districts": later("its districts"),
    "covers": later("what the return covers"),
    "service": later("the service’s name"),
}
ROOM = {1: later("a line"), 3: later("a few lines"), 5: later("a paragraph"), 10: later("half a page")}
WITH_ROOM = ("short_text", "long_text", "graded")


class QuestionPanel(QWidget):
    """``typing`` carries the question as it would be if everything typed were kept. ``renamed`` tells its new reference."""

    typing = Signal(object)
    renamed = Signal(str)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._of: Questionnaire | None = None
        self.question: Question | None = None
        column = widgets.box(gap=10)
        self.setLayout(column)
        self.fields = DesignFields(shell, self._save)
        self.fields.typing.connect(self._typing)
        self._add_fields()
        column.addWidget(self.fields)
        self.answers = AnswersPart(self._change)
        self.table = TablePart(self._change)
        for part in (self.answers, self.table):
            part.typing.connect(self._typing)
            column.addWidget(part)
        self.required, self.comment = tick(_("An answer is needed")), tick(_("With a comment cell"))
        self.required.clicked.connect(lambda on: self._change(required=on))
        self.comment.clicked.connect(lambda on: self._change(comment=on))
        ticks = widgets.box(across=True, gap=20)
        for box in (self.required, self.comment):
            ticks.addWidget(box)
        ticks.addStretch()
        column.addLayout(ticks)
        self.checks = ChecksPart(self._change_by)
        column.addWidget(self.checks)
        self.when = WhenPart(self._change)
        column.addWidget(self.when)
        self.links = LinksPart(shell, self._change)
        column.addWidget(self.links)
        self.more = DesignFields(shell, self._save)
        self.more.typing.connect(self._typing)
        self._add_more()
        column.addWidget(self.more)
        column.addStretch()

    def _add_fields(self) -> None:
        self.fields.add("text", _("Question"), TextField(_("Question"), least=2))
        self.fields.add("hint", _("Guidance beside it"), TextField(_("Guidance beside it"), least=1))
        kinds = tuple(_(kind.label) for kind in QUESTION_TYPES.values())
        self.fields.add("kind", _("Answered by"), ChoiceField(_("Answered by"), kinds))
        self._agree, across = widgets.panel(across=True, gap=12, margins=(0, 4, 0, 4))
        self.change_kind = widgets.button(_("Change it all the same"), "suggested")
        self.change_kind.clicked.connect(self._agreed_to)
        self.leave_kind = widgets.button(_("Leave it as it was"))
        self.leave_kind.clicked.connect(lambda: self.fields.revert("kind"))
        self.leave_kind.clicked.connect(self._agree.hide)
        for button in (self.change_kind, self.leave_kind):
            across.addWidget(button)
        across.addStretch()
        self._agree.hide()
        self._agreed = False
        self.fields.add_under("kind", self._agree)

    def _add_more(self) -> None:
        word = LineField(_("Words that may stand in place of a number"))
        word.setPlaceholderText(_("such as: not known"))
        self.more.add("word", _("Words that may stand in place of a number"), word)
        self.more.add("lines", _("Room for"), ChoiceField(_("Room for"), tuple(map(_, ROOM.values()))))
        self.more.add(
            "prefill", _("We fill in"), ChoiceField(_("We fill in"), tuple(map(_, PREFILLS.values())))
        )
        heading = LineField(_("Heading above it on the sheet"))
        heading.setPlaceholderText(_("none"))
        self.more.add("heading", _("Heading above it on the sheet"), heading)
        self.more.add("ref", _("Reference, on which answers hang"), LineField(_("Reference")))

    # ------------------------------------------------------------ shown

    def show_question(self, of: Questionnaire, question: Question) -> None:
        new = self.question is None or (of.id, question.ref) != (
            self._of.id if self._of else "",
            self.question.ref,
        )
        self._of, self.question = of, question
        self._agree.hide()
        self.fields.show_values(of.id, question.ref, _values(question))
        self.more.show_values(of.id, question.ref, _values(question))
        kind = question.kind
        self.answers.setVisible(kind in WITH_CHOICES)
        self.answers.show_question(question, new=new)
        self.table.setVisible(kind in WITH_ROWS)
        self.table.show_question(question, new=new)
        self.more.holder("word").setVisible(kind == "number")
        self.more.holder("lines").setVisible(kind in WITH_ROOM)
        self.more.holder("prefill").setVisible(kind not in WITH_COLUMNS)
        self.required.setChecked(question.required)
        self.comment.setChecked(question.comment)
        self.checks.show_question(of, question)
        self.when.show_question(of, question)
        self.links.show_question(question)

    def keep_all(self) -> None:
        self.fields.keep_all()
        self.more.keep_all()

    def keep_drafts(self) -> None:
        self.fields.keep_drafts()
        self.more.keep_drafts()

    def begin(self) -> None:
        """The words, ready to be typed over."""
        field = self.fields.field("text")
        field.setFocus()
        if isinstance(field, TextField):
            field.selectAll()

    # ------------------------------------------------------------ kept

    def _save(self, name: str, typed: str) -> None:
        assert self._of is not None
        assert self.question is not None
        desk, of, question = self._shell.desk, self._of.id, self.question
        if name == "ref":
            design.rename_question(desk, of, question.ref, typed)
            self.renamed.emit(typed)
        elif name == "kind":
            self._save_kind(question, _key(_kinds(), typed))
        else:
            design.change_question(desk, of, replace(question, **_typed(name, typed)))

    def _save_kind(self, question: Question, kind: str) -> None:
        """What would go with the change is said first, beside the field, and the change is still to be made.

        Raises:
            DeskError: something would go, and nobody agreed to it yet.
        """
        assert self._of is not None
        gone = design.goes_with_kind(question, kind)
        if gone and not self._agreed:
            self._agree.show()
            raise DeskError(_("With this change would go: {gone}.").format(gone=", ".join(gone)))
        design.change_kind(self._shell.desk, self._of.id, question.ref, kind)
        if gone:
            words = _("{ref} is answered in another way. Gone with it: {gone}.")
            self._shell.say(words.format(ref=question.ref, gone=", ".join(gone)), undo=True)

    def _agreed_to(self) -> None:
        self._agreed = True
        self.fields.field("kind").setFocus()
        self.fields.keep("kind")
        self._agreed = False

    def _change_by(self, change: Callable[[Question], Question], label: str) -> None:
        if self._of is not None and self.question is not None:
            of, changed = self._of.id, change(self.question)
            self._shell.attempt(lambda: design.change_question(self._shell.desk, of, changed, label))

    def _change(self, **fields: Any) -> None:
        if self._of is not None and self.question is not None:
            changed = replace(self.question, **fields)
            of, gone = self._of.id, design.goes_with_columns(self.question, changed)
            done = self._shell.attempt(lambda: design.change_question(self._shell.desk, of, changed))
            if done and gone:
                words = _("This column takes something else now. Gone with it: {gone}.")
                self._shell.say(words.format(gone="; ".join(gone)), undo=True)

    def _typing(self) -> None:
        if self.question is None:
            return
        typed: dict[str, Any] = {name: self.fields.words(name) for name in ("text", "hint")}
        typed |= {name: self.more.words(name) for name in ("heading", "word")}
        parts = self.answers if self.question.kind in WITH_CHOICES else self.table
        typed |= parts.typed() if self.question.kind in (*WITH_CHOICES, *WITH_ROWS) else {}
        self.typing.emit(replace(self.question, **typed))


def _kinds() -> dict[str, str]:
    return {key: kind.label for key, kind in QUESTION_TYPES.items()}


def _key(words: dict[Any, str], typed: str) -> Any:
    return next(key for key, said in words.items() if _(said) == typed)


def _typed(name: str, typed: str) -> dict[str, Any]:
    if name == "lines":
        return {"lines": _key(ROOM, typed)}
    return {name: _key(PREFILLS, typed)} if name == "prefill" else {name: typed}


def _values(question: Question) -> dict[str, str]:
    room = max(lines for lines in ROOM if lines <= max(question.lines, 1))
    return {
        "text": question.text,
        "hint": question.hint,
        "kind": _(QUESTION_TYPES[question.kind].label),
        "word": question.word,
        "lines": _(ROOM[room]),
        "prefill": _(PREFILLS.get(question.prefill, question.prefill)),
        "heading": question.heading,
        "ref": question.ref,
    }
