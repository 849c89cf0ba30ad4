"""What the outline's buttons, keys and menu do to what is chosen. Each is one step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMenu

from assurance_desk.services import questionnaire_design as design
from assurance_desk.ui.pages.designer_outline import QUESTION, SECTION, WHOLE, Outline, row_of
from assurance_desk.ui.shell import Shell


class Chooser(Protocol):
    """What is asked of the designer itself."""

    shown: design.Questionnaire | None
    outline: Outline

    @property
    def chosen(self) -> tuple[str, str]: ...
    def chosen_section(self) -> str: ...
    def choose(self, row_id: str) -> None: ...
    def begin(self) -> None: ...
    def keep_all(self) -> None: ...


class Doing:
    def __init__(self, shell: Shell, designer: Chooser) -> None:
        self._shell, self._designer = shell, designer
        self.open_reuse: Callable[[], None] = lambda: None
        """Shows what can be copied from."""

    def do(self, what: str) -> None:
        """``what`` is asked by the outline: add, add section, copy, up, down, remove, edit, letter, number …"""
        if self._designer.shown is None or self._shell.desk.read_only:
            return
        self._designer.keep_all()
        doing: dict[str, Callable[[], None]] = {
            "add": self.add,
            "add section": self.add_section,
            "re-use": self.open_reuse,
            "copy": self.copy,
            "up": lambda: self.move(-1),
            "down": lambda: self.move(1),
            "to section": self.offer_sections,
            "remove": self.remove,
            "edit": self._designer.begin,
            "letter": lambda: self._renamed(lambda of: design.letter_in_order(self._shell.desk, of)),
            "number": lambda: self._renamed(lambda of: design.number_in_order(self._shell.desk, of)),
        }
        doing[what]()

    def add(self) -> None:
        kind, name = self._designer.chosen
        letter = self._designer.chosen_section()
        if not letter:
            self.add_section()
            return
        before = design.question_of(self._of, name) if kind == QUESTION else None
        after = before.ref if before else ""
        self._then(
            lambda: row_of(
                QUESTION,
                design.add_question(
                    self._shell.desk, self._of.id, letter, before.kind if before else "yes_no", after
                )[1],
            )
        )

    def add_section(self) -> None:
        after = self._designer.chosen_section() if self._designer.chosen[0] != WHOLE else ""
        self._then(lambda: row_of(SECTION, design.add_section(self._shell.desk, self._of.id, after=after)[1]))

    def copy(self) -> None:
        kind, name = self._designer.chosen
        desk, of = self._shell.desk, self._of.id
        if kind == QUESTION:
            self._then(lambda: row_of(QUESTION, design.copy_question(desk, of, name)[1]))
        elif kind == SECTION:
            self._then(lambda: row_of(SECTION, design.copy_section(desk, of, name)[1]))

    def move(self, by: int) -> None:
        kind, name = self._designer.chosen
        desk = self._shell.desk
        if kind == QUESTION:
            self._step(lambda of: design.move_question(desk, of, name, by))
        elif kind == SECTION:
            self._step(lambda of: design.move_section(desk, of, name, by))

    def to_section(self, letter: str) -> None:
        kind, name = self._designer.chosen
        if kind == QUESTION:
            self._step(lambda of: design.move_to_section(self._shell.desk, of, name, letter))

    def offer_sections(self) -> None:
        """A menu of the other sections, where the outline stands."""
        here = self._designer.chosen_section()
        menu = QMenu(self._designer.outline)
        for section in self._of.sections:
            if section.letter != here:
                done = menu.addAction(f"{section.letter}  {section.title}".replace("&", "&&"))
                done.triggered.connect(lambda _on=False, letter=section.letter: self.to_section(letter))
        rows = self._designer.outline.list
        menu.popup(rows.mapToGlobal(rows.visualRect(rows.currentIndex()).bottomLeft()))

    def remove(self) -> None:
        """Nothing is asked: a step can be taken back. The next row is chosen."""
        kind, name = self._designer.chosen
        rows = self._designer.outline.list
        at = rows.currentIndex().row()
        desk = self._shell.desk
        if kind == QUESTION:
            self._step(lambda of: design.remove_question(desk, of, name))
        elif kind == SECTION:
            self._step(lambda of: design.remove_section(desk, of, name))
        else:
            return
        model = rows.model()
        rows.setCurrentIndex(model.index(min(at, model.rowCount() - 1), 0))

    @property
    def _of(self) -> design.Questionnaire:
        shown = self._designer.shown
        assert shown is not None
        return shown

    def _step(self, change: Callable[[str], object]) -> None:
        self._shell.attempt(lambda: change(self._of.id))

    def _renamed(self, change: Callable[[str], object]) -> None:
        """What is chosen stays chosen under another letter or reference."""
        rows = self._designer.outline.list
        at = rows.currentIndex().row()
        self._step(change)
        rows.setCurrentIndex(rows.model().index(at, 0))

    def _then(self, make: Callable[[], str]) -> None:
        """Make something, choose it, and let it be worded."""
        made: list[str] = []
        if self._shell.attempt(lambda: made.append(make())):
            self._designer.choose(made[0])
            QTimer.singleShot(0, self._designer.outline, self._designer.begin)
