"""Taking back what a file, or all of a return, gave: what goes, what stays and why, and what rests on it, before the button."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QWidget

from assurance_desk.domain.wording import shortened
from assurance_desk.services import returns_taking_back
from assurance_desk.services.returns_taking_back import TakingBack
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.shell import Shell

MOST_LEFT = 20


class TakeBackPanel(QWidget):
    """``leave()`` puts it away."""

    def __init__(self, shell: Shell, found: TakingBack, leave: Callable[[], object]) -> None:
        super().__init__()
        self._shell, self._found, self._leave = shell, found, leave
        outer = widgets.box()
        self.setLayout(outer)
        made, column = widgets.panel("quiet", margins=(16, 10, 16, 12), gap=6)
        outer.addWidget(made)
        name = shortened(found.name, 60)
        head = _("Take back what “{name}” gave").format(name=name)
        if len(found.files) > 1:
            head = _("Take back the whole return of {name}").format(name=name)
        column.addWidget(widgets.label(head, strong=True, wrap=True))
        column.addWidget(widgets.label(returns_taking_back.summary(found), wrap=True))
        for one in found.left[:MOST_LEFT]:
            words = f"{one.ref}  {shortened(one.what, 60)}: {shortened(one.value, 40)} ({one.why})"
            column.addWidget(widgets.label(words, "small", role="muted", wrap=True))
        if len(found.left) > MOST_LEFT:
            more = plural("and {n} more that stays", "and {n} more that stay", len(found.left) - MOST_LEFT)
            column.addWidget(widgets.label(more, "small", role="muted"))
        if found.rests:
            column.addWidget(widgets.label(_("What rests on it, and stays as it is"), strong=True))
        _lines(column, found.rests)
        if moves := returns_taking_back.moves(shell.desk, found):
            column.addWidget(widgets.label(_("What moves with it"), strong=True))
            _lines(column, moves)
        self.put_away = QCheckBox(
            plural(
                "Put the file away as well, so that nothing of it waits",
                "Put the {n} files away as well, so that nothing of them waits",
                len(found.files),
            )
        )
        self.put_away.setFont(th.font())
        column.addWidget(self.put_away)
        self._buttons(column)
        made.setAccessibleName(head)

    def _buttons(self, column: QBoxLayout) -> None:
        count, left = len(self._found.goes), len(self._found.left)
        words = plural("Take back {n} answer", "Take back {n} answers", count)
        if left:
            words = _("{take}, leave {n}").format(take=words, n=left)
        row = widgets.box(across=True, gap=8)
        self.done = widgets.button(words, "primary")
        self.done.setEnabled(bool(count))
        self.done.clicked.connect(lambda _on=False: self._take_back())
        back = widgets.button(_("Leave it as it is"), "link")
        back.clicked.connect(lambda _on=False: self._leave())
        row.addWidget(self.done)
        row.addWidget(back)
        row.addStretch()
        column.addLayout(row)

    def _take_back(self) -> None:
        away = self.put_away.isChecked()
        leave, shell, ids = self._leave, self._shell, [one.id for one in self._found.files]
        if shell.attempt(lambda: returns_taking_back.take_back(shell.desk, *ids, put_away=away)):
            leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)


def _lines(column: QBoxLayout, said: Sequence[str]) -> None:
    for line in said:
        column.addWidget(widgets.label(line[:1].upper() + line[1:], "small", role="muted", wrap=True))
