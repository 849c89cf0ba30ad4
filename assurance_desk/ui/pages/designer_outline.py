"""The outline of a draft: its sections and questions in order, and what is done to the one chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from assurance_desk.domain.conditions import condition_words
from assurance_desk.domain.design import Problem
from assurance_desk.domain.questionnaire import Question, Questionnaire, Section
from assurance_desk.texts import _, plural
from assurance_desk.ui import widgets
from assurance_desk.ui.list_row import ListRow
from assurance_desk.ui.row_list import RowList

WHOLE, SECTION, QUESTION = "whole", "section", "question"


def chosen_of(row_id: str) -> tuple[str, str]:
    """What a row stands for: its kind, and its letter or reference."""
    kind, _colon, name = row_id.partition(":")
    return kind, name


def row_of(kind: str, name: str = "") -> str:
    return f"{kind}:{name}"


class OutlineList(RowList):
    """Alt with an arrow moves what is chosen, Ctrl+D copies it, Delete removes it, Insert adds a question after it."""

    pressed_key = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        keys = {
            (Qt.Key.Key_Up, True, False): "up",
            (Qt.Key.Key_Down, True, False): "down",
            (Qt.Key.Key_D, False, True): "copy",
            (Qt.Key.Key_Delete, False, False): "remove",
            (Qt.Key.Key_Insert, False, False): "add",
            (Qt.Key.Key_F2, False, False): "edit",
        }
        asked = keys.get((Qt.Key(event.key()), alt, control))
        if asked is None:
            super().keyPressEvent(event)
            return
        self.pressed_key.emit(asked)


class Outline(QWidget):
    """``chosen`` tells the row now current; ``asked`` what is to be done with it: add, add section, copy, up …"""

    chosen = Signal(str)
    opened = Signal(str)
    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._gone = "", ""
        column = widgets.box(margins=(0, 8, 0, 0))
        self.setLayout(column)
        self.list = OutlineList(_("Sections and questions"), ref_width=46)
        self.list.chosen.connect(self.chosen)
        self.list.opened.connect(self.opened)
        self.list.clicked.connect(lambda _index: self.opened.emit(self.list.current()))
        self.list.pressed_key.connect(self.asked)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(lambda at: self._menu().popup(self.list.mapToGlobal(at)))
        self.setObjectName("canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column.addWidget(self.list, 1)
        foot, rows = widgets.panel("foot", margins=(16, 8, 16, 8), gap=4)
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.add = self._button(_("Add a question"), "suggested", "plus", "add", _("Insert"))
        self.add_section = self._button(_("Add a section"), "", "plus", "add section")
        self.reuse = self._button(_("Re-use"), "", "copy", "re-use")
        self.reuse.setAccessibleName(_("Copy questions from another questionnaire or the library"))
        self.reuse.setToolTip(_("Copy questions from another questionnaire or the library"))
        self.more = widgets.button(_("More"))
        self.more.clicked.connect(
            lambda: self._menu().popup(self.more.mapToGlobal(self.more.rect().topLeft()))
        )
        first, second = widgets.box(across=True, gap=8), widgets.box(across=True, gap=8)
        for button in (self.add, self.reuse):
            first.addWidget(button)
        for button in (self.add_section, self.more):
            second.addWidget(button)
        for across in (first, second):
            across.addStretch()
            rows.addLayout(across)
        column.addWidget(foot)

    def _button(self, words: str, kind: str, icon: str, asked: str, tip: str = "") -> QPushButton:
        made = widgets.button(words, kind, icon, tip)
        made.clicked.connect(lambda: self.asked.emit(asked))
        return made

    def show_outline(self, of: Questionnaire, problems: tuple[Problem, ...]) -> None:
        told: dict[tuple[str, str], list[str]] = {}
        for one in problems:
            told.setdefault((one.section if not one.question else "", one.question), []).append(one.sentence)
        rows = [self._whole(of, told.get(("", ""), []))]
        for section in of.sections:
            rows.append(_section_row(section, told.get((section.letter, ""), [])))
            rows += [_question_row(one, told.get(("", one.ref), [])) for one in section.questions]
        self._keep_choice([row.id for row in rows], lambda: self.list.set_rows(rows))

    def _keep_choice(self, ids: list[str], fill: Callable[[], None]) -> None:
        """What a step taken back took out leaves the choice beside it, and has it again once that step is done again."""
        chosen, at = self.list.current(), self.list.currentIndex().row()
        fill()
        if chosen and chosen not in ids:
            beside = ids[min(max(at - 1, 0), len(ids) - 1)]
            self.list.select(beside)
            self._gone = chosen, beside
        elif self._gone[0] in ids:
            if chosen == self._gone[1]:
                self.list.select(self._gone[0])
            self._gone = "", ""

    @staticmethod
    def _whole(of: Questionnaire, problems: list[str]) -> ListRow:
        title = of.title or _("No title yet")
        return ListRow(id=row_of(WHOLE), title=title, sub=_first(problems) or of.ref, waits=_first(problems))

    def commands(self) -> list[tuple[str, str, str]]:
        """What may be done to the row chosen: words, what is asked, its key."""
        kind, _name = chosen_of(self.list.current())
        made = [(_("Add a question"), "add", "Ins"), (_("Add a section"), "add section", "")]
        made.append((_("Copy questions from elsewhere"), "re-use", ""))
        if kind == QUESTION:
            made += [
                (_("Copy this question"), "copy", "Ctrl+D"),
                (_("Move it up"), "up", "Alt+Up"),
                (_("Move it down"), "down", "Alt+Down"),
                (_("Move it to another section"), "to section", ""),
                (_("Remove this question"), "remove", "Del"),
            ]
        elif kind == SECTION:
            made += [
                (_("Copy this section"), "copy", "Ctrl+D"),
                (_("Move it up"), "up", "Alt+Up"),
                (_("Move it down"), "down", "Alt+Down"),
                (_("Remove this section and its questions"), "remove", "Del"),
            ]
        made += [
            (_("Letter the sections A, B, C as they stand"), "letter", ""),
            (_("Number the questions too: A1, A2, B1"), "number", ""),
        ]
        return made

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, asked, key in self.commands():
            done = menu.addAction(f"{words}\t{key}" if key else words)
            done.triggered.connect(self._asks(asked))
        return menu

    def _asks(self, what: str) -> Callable[[], None]:
        return lambda: self.asked.emit(what)


def _first(problems: list[str]) -> str:
    if len(problems) < 2:
        return problems[0] if problems else ""
    return _("{first} And {more}.").format(
        first=problems[0], more=plural("{n} thing more", "{n} things more", len(problems) - 1)
    )


def _section_row(section: Section, problems: list[str]) -> ListRow:
    return ListRow(
        id=row_of(SECTION, section.letter),
        ref=section.letter,
        title=section.title or _("No title yet"),
        sub=_first(problems),
        waits=_first(problems),
    )


def _question_row(question: Question, problems: list[str]) -> ListRow:
    first = _first(problems)
    return ListRow(
        id=row_of(QUESTION, question.ref),
        ref=question.ref,
        title=question.text or _("To be worded"),
        sub=first or condition_words(question),
        waits=first,
        strong=False,
    )
