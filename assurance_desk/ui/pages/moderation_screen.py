"""One organisation full screen, for a projector: a question at a time, two keys to agree or change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLabel

from assurance_desk.domain.moderation import CHALLENGED, OPEN
from assurance_desk.services import moderation_view
from assurance_desk.services.moderation_view import ModeratedReturn
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.pages.moderation_stage import ModerationStage
from assurance_desk.ui.shell import Shell

LARGER: Final = 1.7


def _scale() -> float:
    """How much larger than the window's own words: less where they are large already."""
    return max(1.0, LARGER * th.SIZES["text"] / th.font().pointSizeF())


class ModerationScreen(QDialog):
    """``returns`` are the ids of those that can be gone through, in order. ``left(return id, answer id)`` is told on
    closing, so that the page goes on where the screen stopped.
    """

    def __init__(
        self,
        shell: Shell,
        returns: Sequence[str],
        at: tuple[str, str],
        panel: Callable[[], str],
        left: Callable[[str, str], object],
    ) -> None:
        super().__init__(shell.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Moderation"))
        self.setObjectName("paper")
        self._shell, self._returns, self._left = shell, list(returns), left
        self._at, self._number = at[0], 0
        self.shown: ModeratedReturn | None = None
        column = widgets.box(margins=(56, 36, 56, 24), gap=20)
        self.setLayout(column)
        self.name = self._label("page", strong=True)
        self.where = self._label("text", role="muted")
        column.addWidget(self.name)
        column.addWidget(self.where)
        column.addWidget(widgets.rule())
        self.stage = ModerationStage(shell, panel, _scale())
        self.stage.kept.connect(self.go_on)
        holder, inside = widgets.panel("paper")
        inside.addWidget(self.stage)
        inside.addStretch()
        column.addWidget(widgets.scroll(holder), 1)
        column.addWidget(widgets.rule())
        self.keys = widgets.label(_keys(), role="muted", wrap=True)
        column.addWidget(self.keys)
        self._shortcuts()
        self._read()
        self._number = self._number_of(at[1])
        self._show()

    def _label(self, size: str, *, strong: bool = False, role: str = "") -> QLabel:
        made = widgets.label("", size, strong=strong, role=role, wrap=True)
        font = made.font()
        font.setPointSizeF(font.pointSizeF() * _scale())
        made.setFont(font)
        return made

    def _shortcuts(self) -> None:
        """A letter goes to the field that has the keyboard first: there it is typed."""
        keys: list[tuple[str, Callable[[], object]]] = [
            ("A", self.stage.agree),
            ("C", self.stage.start_change),
            ("Q", self.stage.start_challenge),
            ("Right", lambda: self.step(1)),
            ("Left", lambda: self.step(-1)),
            ("PgDown", lambda: self.turn(1)),
            ("PgUp", lambda: self.turn(-1)),
        ]
        keys += [(str(number), partial(self.stage.choose, str(number))) for number in range(10)]
        for key, work in keys:
            QShortcut(QKeySequence(key), self, work)

    # ------------------------------------------------------------ where it stands

    def _read(self) -> None:
        self.shown = moderation_view.of_return(self._shell.desk, self._at)

    def _number_of(self, answer_id: str) -> int:
        """The question asked for, else the first that waits for the panel."""
        lines = self.shown.lines if self.shown else ()
        wanted = next((at for at, line in enumerate(lines) if line.id == answer_id), -1)
        return wanted if wanted >= 0 else self._next_open(0)

    def _next_open(self, first: int) -> int:
        lines = self.shown.lines if self.shown else ()
        order = [*range(first, len(lines)), *range(first)]
        waits = (at for at in order if lines[at].answer and lines[at].state in (OPEN, CHALLENGED))
        return next(waits, min(first, max(len(lines) - 1, 0)))

    def _show(self) -> None:
        view = self.shown
        if view is None or not view.lines:
            self.done(QDialog.DialogCode.Rejected)
            return
        self.name.setText(f"{view.record.ref}  {view.record.name}")
        place = _("Question {n} of {all}").format(n=self._number + 1, all=len(view.lines))
        self.where.setText(f"{place}  ·  {view.told}")
        self.stage.show_line(view.lines[self._number])

    def go_on(self) -> None:
        """To the next question that waits; where none does, stay and say so."""
        self._read()
        view = self.shown
        if view and any(line.answer and line.state == OPEN for line in view.lines):
            self._number = self._next_open(self._number + 1 if self._number + 1 < len(view.lines) else 0)
        self._show()

    def step(self, by: int) -> None:
        lines = self.shown.lines if self.shown else ()
        self._number = max(0, min(self._number + by, len(lines) - 1))
        self._show()

    def turn(self, by: int) -> None:
        """To the next organisation, or the one before."""
        at = self._returns.index(self._at) + by if self._at in self._returns else 0
        if not 0 <= at < len(self._returns):
            return
        self._at = self._returns[at]
        self._read()
        self._number = self._next_open(0)
        self._show()

    def reject(self) -> None:
        """Esc gives up a change or a challenge first: the panel still looks at the screen."""
        if self.stage.changing.isVisible() or self.stage.asking.isVisible():
            self.stage.settle()
            self.stage.agree_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().reject()

    def done(self, result: int) -> None:
        line = self.stage.line
        self._left(self._at, line.id if line else "")
        super().done(result)


def _keys() -> str:
    return _(
        "A  agree    C  change    Q  challenge    ← →  questions    Page Up, Page Down  organisations    Esc  leave"
    )
