"""A small form in place of what can be said of a return: one line a field, the sentence of a refusal beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from assurance_desk.errors import DeskError
from assurance_desk.texts import _
from assurance_desk.ui import widgets as w
from assurance_desk.ui.pages.register_blocks import line
from assurance_desk.ui.pages.register_half_typed import HalfTyped
from assurance_desk.ui.shell import Shell

Values = dict[str, str]


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that can be told of a return: ``fields`` are key, label and hint; without any it is done at once.

    ``button`` says what the form's button will do.
    """

    key: str
    words: str
    icon: str
    button: str
    fields: tuple[tuple[str, str, str], ...]
    run: Callable[[Values], object]


class ReplyForm(QWidget):
    """``done`` is called once it was kept, or given up."""

    def __init__(self, shell: Shell, record_id: str, ask: Ask, done: Callable[[], object]) -> None:
        super().__init__()
        self.ask, self._done = ask, done
        self.keeping = False
        """Whether what was told is being kept: the page shown anew by that step need not ask for it again."""
        column = w.box(margins=(0, 6, 0, 8), gap=4)
        self.setLayout(column)
        column.addWidget(w.label(ask.words, strong=True, wrap=True))
        self.fields: dict[str, QLineEdit] = {}
        self._half: list[HalfTyped] = []
        for key, label, hint in ask.fields:
            field = line(label, hint)
            half = HalfTyped(shell, "Returns", field, f"{ask.key} {key}")
            half.show_for(record_id)
            field.returnPressed.connect(self.keep)
            column.addWidget(w.label(label, "small", role="muted"))
            column.addWidget(field)
            self.fields[key] = field
            self._half.append(half)
        self.refusal = w.label("", "small", role="late", wrap=True)
        self.refusal.hide()
        column.addWidget(self.refusal)
        row = w.box(across=True, gap=12)
        self.button = w.button(ask.button, "suggested")
        self.button.clicked.connect(self.keep)
        leave = w.button(_("Leave it as it is"), "link")
        leave.clicked.connect(self._leave)
        row.addWidget(self.button)
        row.addWidget(leave)
        row.addStretch()
        column.addLayout(row)

    @property
    def first(self) -> QLineEdit:
        return next(iter(self.fields.values()))

    def keep(self) -> None:
        """What was typed stays where it is refused."""
        told = {key: field.text() for key, field in self.fields.items()}
        for half in self._half:
            half.keep()
        self.keeping = True
        try:
            self.ask.run(told)
        except DeskError as error:
            self.keeping = False
            self.refusal.setText(error.sentence)
            self.refusal.show()
            return
        for half in self._half:
            half.done()
        QTimer.singleShot(0, self, self._done)

    def _leave(self) -> None:
        for half in self._half:
            half.done()
        QTimer.singleShot(0, self, self._done)
