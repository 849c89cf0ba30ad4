"""Fields for answers keyed by hand: Enter goes on, arrows move in a grid, what was read stands beside each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from assurance_desk.domain.keyed import Keyed
from assurance_desk.domain.questionnaire import Question, Slot
from assurance_desk.domain.questions import CellRule, slots_of
from assurance_desk.domain.sheet_layout import FOLLOW_HEADS, row_label
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets

NARROW_KINDS = frozenset({"whole", "whole_or", "month", "date"})
_LABEL, _FIGURE, _WORD, _TEXT = 96, 44, 78, 90
"""Least widths in a grid at 100 %: of the rows' labels, of a figure, of a date or short choice, of words."""


class EntryField(QLineEdit):
    """One answer's cell. ``moved(down, across)`` asks to go on by keyboard: Enter is across, the arrows down or up."""

    moved = Signal(int, int)

    def __init__(self, slot: Slot, rule: CellRule, name: str, text: str) -> None:
        super().__init__(text)
        self.slot, self.rule = slot, rule
        self.setFont(th.font())
        self.setAccessibleName(name)
        self.setMinimumWidth(th.px(_FIGURE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Return: (0, 1), Qt.Key.Key_Enter: (0, 1), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Up: (-1, 0),
        }  # fmt: skip
        if event.key() in moves and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.moved.emit(*moves[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def show_reading(self, words: str) -> None:
        """What was read of it, once it is left: a letter becomes the word it stands for."""
        if words and words != self.text():
            self.setText(words)


class Answered(QWidget):
    """The fields of one question, and below each, or below the grid, what is wrong or in doubt."""

    def __init__(self, question: Question, texts: dict[Slot, str], room: int) -> None:
        super().__init__()
        self.fields: dict[Slot, EntryField] = {}
        self._notes: dict[Slot, QLabel] = {}
        self._under: QLabel | None = None
        self.grid: list[list[EntryField]] = []
        column = widgets.box(gap=4)
        self.setLayout(column)
        column.addWidget(widgets.label(f"{question.ref}  {question.text}", strong=True, wrap=True))
        if question.hint:
            column.addWidget(widgets.label(question.hint, "small", role="muted", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(th.px(6))
        grid.setVerticalSpacing(th.px(4))
        rules = slots_of(question)
        if fits_a_grid(question, room):
            self._as_grid(question, rules, texts, grid)
            column.addLayout(grid)
            self._under = widgets.label("", "small", role="late", wrap=True)
            self._under.hide()
            column.addWidget(self._under)
        else:
            self._as_lines(question, rules, texts, grid)
            column.addLayout(grid)

    def _as_grid(
        self,
        question: Question,
        rules: Sequence[tuple[Slot, CellRule]],
        texts: dict[Slot, str],
        grid: QGridLayout,
    ) -> None:
        keys = list(dict.fromkeys(slot.column for slot, _rule in rules))
        heads = _heads(question)
        for at, key in enumerate(keys, 1):
            head = widgets.label(heads.get(key, ""), "small", role="muted", wrap=True)
            rule = next(rule for slot, rule in rules if slot.column == key)
            head.setMinimumWidth(_column_width(rule, heads.get(key, "")))
            grid.addWidget(head, 0, at, Qt.AlignmentFlag.AlignBottom)
            grid.setColumnStretch(at, _cell_width(rule))
        grid.setColumnStretch(0, _LABEL)
        by_slot = dict(rules)
        for number, row in enumerate(question.rows, 1):
            name = f"{row.ref} {row.short}" if row.short else row_label(row)
            grid.addWidget(widgets.label(name, "small", wrap=True), number, 0)
            line = []
            for at, key in enumerate(keys, 1):
                slot = Slot(question.ref, row.ref, key)
                if slot not in by_slot:
                    continue
                name = f"{question.ref} {row.ref}, {heads.get(key, '')}"
                field = self._field(slot, by_slot[slot], name, texts)
                field.setProperty("kind", "cell")
                field.setMinimumWidth(th.px(_cell_width(by_slot[slot])))
                grid.addWidget(field, number, at)
                line.append(field)
            self.grid.append(line)

    def _as_lines(
        self,
        question: Question,
        rules: Sequence[tuple[Slot, CellRule]],
        texts: dict[Slot, str],
        grid: QGridLayout,
    ) -> None:
        heads = _heads(question)
        rows = {row.ref: row_label(row) for row in question.rows}
        number = 0
        before = ""
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 3)
        for slot, rule in rules:
            head = heads.get(slot.column, "")
            row = rows.get(slot.row, slot.row)
            name = ", ".join(part for part in (row, head) if part) or _("Answer")
            if row and head and row != before:
                grid.addWidget(widgets.label(row, "small", wrap=True), number, 0, 1, 3)
                number, before = number + 1, row
            label = head if row and head else name
            field = self._field(slot, rule, f"{question.ref} {name}", texts)
            field.setPlaceholderText(_expected(rule))
            note = widgets.label("", "small", role="muted", wrap=True)
            grid.addWidget(widgets.label(label, "small", role="muted", wrap=True), number, 0)
            grid.addWidget(field, number, 1)
            grid.addWidget(note, number, 2)
            self._notes[slot] = note
            self.grid.append([field])
            number += 1

    def _field(self, slot: Slot, rule: CellRule, name: str, texts: dict[Slot, str]) -> EntryField:
        made = EntryField(slot, rule, name, texts.get(slot, ""))
        self.fields[slot] = made
        return made

    def tell(self, found: dict[Slot, Keyed]) -> None:
        """What is wrong or in doubt, beside its field or below the grid, in words."""
        under = []
        for slot, field in self.fields.items():
            one = found.get(slot, Keyed())
            wrong = _("Takes {what}").format(what=one.problem) if one.problem else one.doubt and _("Check: {doubt}").format(doubt=one.doubt)  # fmt: skip
            field.setProperty("wrong", bool(wrong))
            note = self._notes.get(slot)
            if note is not None:
                note.setText(wrong or self._reading(field, one))
                note.setProperty("role", "late" if wrong else "muted")
                note.style().polish(note)
            elif wrong:
                under.append(
                    f"{slot.row or slot.question}, {field.accessibleName().partition(', ')[2]}: {wrong}"
                )
        if self._under is not None:
            self._under.setText("\n".join(under))
            self._under.setVisible(bool(under))

    @staticmethod
    def _reading(field: EntryField, one: Keyed) -> str:
        return (
            one.value if one.value and one.value != field.text().strip() and field.rule.kind != "text" else ""
        )


def fits_a_grid(question: Question, room: int) -> bool:
    """A table of figures is keyed as the grid it is, where there is room for its columns."""
    if not question.rows or not question.columns:
        return False
    heads = _heads(question)
    rules = [(slot.column, rule) for slot, rule in slots_of(question) if slot.row == question.rows[0].ref]
    words = sum(_cell_width(rule) == _TEXT for _key, rule in rules)
    widths = [_column_width(rule, heads.get(key, "")) + th.px(6) for key, rule in rules]
    return words <= 1 and room >= th.px(_LABEL) + sum(widths)


def _heads(question: Question) -> dict[str, str]:
    return {column.key: column.heading for column in question.columns} | FOLLOW_HEADS


def _column_width(rule: CellRule, head: str) -> int:
    """In pixels: room for what is typed, and for the longest word above it."""
    metrics = QFontMetrics(th.font("small"))
    longest = max((metrics.horizontalAdvance(word) for word in head.split()), default=0)
    return max(th.px(_cell_width(rule)), longest + 2)


def _cell_width(rule: CellRule) -> int:
    if rule.kind in ("whole", "whole_or"):
        return _FIGURE
    return _WORD if rule.kind in NARROW_KINDS or _short_choice(rule) else _TEXT


def _short_choice(rule: CellRule) -> bool:
    return rule.kind == "choice" and all(len(word) <= 9 for word in rule.choices)


def _expected(rule: CellRule) -> str:
    """What may be typed, as a hint: Fully met / Mostly met / …"""
    match rule.kind:
        case "choice":
            return " / ".join(rule.choices)
        case "whole":
            return ""
        case "whole_or":
            return _("A whole number, or: {word}").format(word=rule.word)
        case "date":
            return _("A date, such as 4 February 2019")
        case "month":
            return _("A month, such as 02/2019")
        case _:
            return ""
