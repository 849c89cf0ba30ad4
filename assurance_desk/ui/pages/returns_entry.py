"""Answers keyed by hand, from a scan or a letter: a section at a time, by keyboard, the same checks as for a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QLineEdit, QPushButton, QWidget

from assurance_desk.domain.keyed import Keyed, keyed
from assurance_desk.domain.questionnaire import Questionnaire, Section, Slot
from assurance_desk.domain.questions import slots_of
from assurance_desk.errors import DeskError
from assurance_desk.services.names_typed import NamesTypedError
from assurance_desk.services.returns import NotAnAnswerError
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.pages.returns_entry_fields import Answered, EntryField, fits_a_grid
from assurance_desk.ui.pages.returns_no_child import NoChild
from assurance_desk.ui.pages.returns_review import ButtonRow

READ_AFTER = 150
"""Milliseconds after a key at which what was typed is read and held against the rest."""


class EntryForm(QWidget):
    """``keep(answers, how, why they name no child)`` keeps them; ``leave()`` goes back without. ``typed_changed`` tells that something was typed.

    ``typed`` holds what was typed by slot, ``held`` what is kept already.
    """

    typed_changed = Signal()

    def __init__(
        self,
        asked: Questionnaire,
        held: dict[Slot, str],
        keep: Callable[[dict[Slot, str], str, str | None], object],
        leave: Callable[[], object],
        *,
        typed: dict[Slot, str] | None = None,
        today: date | None = None,
    ) -> None:
        super().__init__()
        self._asked, self._keep, self._held, self._today = asked, keep, held, today
        self.typed: dict[Slot, str] = dict(typed or {})
        self.place = 0
        self.fields: dict[Slot, EntryField] = {}
        self.found: dict[Slot, Keyed] = {}
        self._answered: list[Answered] = []
        self._room = 0
        column = widgets.box(margins=(0, 8, 0, 24), gap=10)
        self.setLayout(column)
        self.sections: list[QPushButton] = []
        column.addWidget(self._segments())
        self.title = widgets.label("", "section", strong=True, wrap=True)
        column.addWidget(self.title)
        self._body, self._lines = widgets.panel(gap=14)
        column.addWidget(self._body)
        self._foot(column, leave)
        self._read = QTimer(self, singleShot=True, interval=READ_AFTER)
        self._read.timeout.connect(self.tell)
        for key, by in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            turn = QShortcut(QKeySequence(key), self, lambda by=by: self.turn(by))
            turn.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        done = QShortcut(QKeySequence("Ctrl+Return"), self, self.keep)
        done.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.show_section(0)

    def _segments(self) -> QWidget:
        group = QButtonGroup(self)
        for place, section in enumerate(self._asked.sections):
            made = widgets.button(section.letter, "segment", tip=section.title)
            made.setCheckable(True)
            made.clicked.connect(lambda _on=False, place=place: self.show_section(place))
            group.addButton(made)
            self.sections.append(made)
        return ButtonRow(self.sections)

    def _foot(self, column: QBoxLayout, leave: Callable[[], object]) -> None:
        self.refusal = widgets.label("", "small", role="late", wrap=True)
        self.refusal.hide()
        column.addWidget(self.refusal)
        self.no_child = NoChild()
        column.addWidget(self.no_child)
        column.addWidget(widgets.label(_("Where the answers come from"), "small", role="muted"))
        self.how = QLineEdit(_("keyed from a scan"))
        self.how.setFont(th.font())
        self.how.setAccessibleName(_("Where the answers come from"))
        column.addWidget(self.how)
        self.done = widgets.button("", "primary", tip=_("Ctrl+Enter"))
        self.done.clicked.connect(lambda _on=False: self.keep())
        self.leave = widgets.button(_("Leave for now"), tip=_("What was typed is kept for this return"))
        self.leave.clicked.connect(leave)
        column.addWidget(ButtonRow([self.done, self.leave]))
        keys = _("Enter goes on, the arrows move in a table, Ctrl+Page Down is the next section.")
        column.addWidget(widgets.label(keys, "small", role="muted", wrap=True))

    # ------------------------------------------------------------ what was typed

    def answers(self) -> dict[Slot, str]:
        """What was typed and differs from what is held."""
        return {
            slot: text
            for slot, text in self.typed.items()
            if text.strip() and text != self._held.get(slot, "")
        }

    def keep(self, no_child: str | None = None) -> None:
        answers = self.answers()
        if not answers:
            self._refuse(_("Nothing was typed yet."))
            return
        try:
            self._keep(answers, self.how.text().strip(), no_child)
        except NamesTypedError as error:
            self._refuse(error.sentence)
            self._go_to(next(iter(error.problems), Slot("")))
            self.no_child.offer(self.keep)
        except NotAnAnswerError as error:
            self._refuse(error.sentence)
            self._go_to(next(iter(error.problems)))
        except DeskError as error:
            self._refuse(error.sentence)

    def _refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.show()

    def _go_to(self, slot: Slot) -> None:
        at = (
            place
            for place, section in enumerate(self._asked.sections)
            if any(question.ref == slot.question for question in section.questions)
        )
        self.show_section(next(at, self.place))
        if slot in self.fields:
            self.fields[slot].setFocus()

    # ------------------------------------------------------------ the section on show

    def turn(self, by: int) -> None:
        self.show_section(max(0, min(self.place + by, len(self.sections) - 1)))
        if self.fields:
            next(iter(self.fields.values())).setFocus()

    def show_section(self, place: int) -> None:
        self.place = place
        section = self._asked.sections[place]
        self.sections[place].setChecked(True)
        self.title.setText(f"{section.letter}  {section.title}")
        widgets.clear(self._lines)
        self.fields, self._answered = {}, []
        self._room = self.width()
        texts = self._held | self.typed
        for question in section.questions:
            made = Answered(question, texts, self._room)
            self._answered.append(made)
            self.fields |= made.fields
            self._lines.addWidget(made)
            made.show()
        self._connect()
        self.tell()
        QTimer.singleShot(
            0, self, lambda: widgets.bring_into_view(self, self.rect().adjusted(0, 0, 0, -self.height()))
        )

    def _connect(self) -> None:
        lines = [line for made in self._answered for line in made.grid]
        for row, line in enumerate(lines):
            for at, field in enumerate(line):
                field.textEdited.connect(lambda text, field=field: self._edited(field, text))
                field.editingFinished.connect(lambda field=field: self._left(field))
                field.moved.connect(
                    lambda down, across, row=row, at=at: self._move(lines, (row, at), (down, across))
                )

    def _move(self, lines: list[list[EntryField]], at: tuple[int, int], by: tuple[int, int]) -> None:
        """Enter goes to the next cell, at a line's end to the next line; the arrows keep their column."""
        row, column = at
        self._left(lines[row][column])
        if by[1] and column + 1 < len(lines[row]):
            column += 1
        elif by[1]:
            row, column = row + 1, 0
        else:
            row += by[0]
        if 0 <= row < len(lines):
            field = lines[row][min(column, len(lines[row]) - 1)]
            field.setFocus(Qt.FocusReason.TabFocusReason)
            widgets.bring_into_view(field, field.rect())
        elif row >= len(lines):
            self.done.setFocus(Qt.FocusReason.TabFocusReason)

    def _edited(self, field: EntryField, text: str) -> None:
        self.typed[field.slot] = text
        self._read.start()
        self.typed_changed.emit()

    def _left(self, field: EntryField) -> None:
        """A field that is left shows what was read of it."""
        self.tell()
        one = self.found.get(field.slot)
        if one and one.value and not one.problem and field.rule.kind == "choice":
            field.show_reading(one.value)
            self.typed[field.slot] = one.value

    def tell(self) -> None:
        """Read everything that was typed, and say beside each field what is wrong or in doubt."""
        self._read.stop()
        self.found = keyed(self._asked, self.typed, self._held, self._today)
        for made in self._answered:
            made.tell(self.found)
        for button, section in zip(self.sections, self._asked.sections, strict=True):
            self._count(button, section)
        widgets.set_words(self.done, plural("Enter {n} answer", "Enter {n} answers", len(self.answers())))

    def _count(self, button: QPushButton, section: Section) -> None:
        slots = [slot for question in section.questions for slot, _rule in slots_of(question)]
        filled = sum(bool((self.typed.get(slot) or self._held.get(slot, "")).strip()) for slot in slots)
        button.setText(f"{section.letter}  {filled}" if filled else section.letter)
        told = _("Section {letter} {title}: {n} of {all} filled")
        button.setAccessibleName(
            told.format(letter=section.letter, title=section.title, n=filled, all=len(slots))
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A grid that no longer fits is keyed line by line, and the other way round."""
        super().resizeEvent(event)
        questions = self._asked.sections[self.place].questions
        if any(fits_a_grid(one, self.width()) != fits_a_grid(one, self._room) for one in questions):
            QTimer.singleShot(0, self, lambda: self.show_section(self.place))
