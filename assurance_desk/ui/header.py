"""The head of every page: its name, one fact, the search box, one primary button."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton, QWidget

from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.find_box import FindBox
from assurance_desk.ui.shell import Command
from assurance_desk.ui.widgets import ElidedLabel

SAID_FOR = 12_000
"""Milliseconds that a line such as "Saved: Edit R3.4" stands in place of the page's fact."""


class Fact(ElidedLabel):
    """Where it does not fit, its first clause whole rather than half a second one; all of it in the tooltip."""

    def _fit(self) -> None:
        super()._fit()
        first = self.words().partition(", ")[0]
        wide = QFontMetrics(self.font()).horizontalAdvance(first)
        if self.text() != self.words() and wide <= self.contentsRect().width():
            self.setText(first)


class Header(QWidget):
    """``undo_asked`` when the Undo beside a saved line is pressed."""

    undo_asked = Signal()

    def __init__(self, find: FindBox) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.find_box = find
        row = widgets.box(across=True, margins=(24, 0, 24, 0), gap=12)
        self.setLayout(row)
        self.setFixedHeight(max(th.px(th.HEADER), th.line_height("page") + th.px(24)))
        self._name = widgets.label("", "page", strong=True)
        self._fact = Fact("", role="muted")
        self._fact.setContentsMargins(0, th.px(5), 0, 0)
        self._undo = widgets.button(_("Undo"), "link", tip=_("Ctrl+Z"))
        self._undo.clicked.connect(self.undo_asked)
        holder, inside = widgets.panel(margins=(0, 5, 0, 0))
        inside.addWidget(self._undo)
        row.addWidget(self._name)
        row.addWidget(self._fact)
        row.addWidget(holder, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addWidget(find, 2)
        self._row = row
        self._primary: QPushButton | None = None
        self._gap = QWidget()
        row.addWidget(self._gap)
        self._page_fact = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.unsay)
        self._undo.hide()

    @property
    def fact(self) -> str:
        return self._fact.words()

    @property
    def primary(self) -> QPushButton | None:
        return self._primary

    def set_page(self, name: str, fact: str, primary: Command | None) -> None:
        self._name.setText(name)
        self._page_fact = fact
        if not self._timer.isActive():
            self._fact.set_words(fact)
        if self._primary is not None:
            self._row.removeWidget(self._primary)
            self._primary.hide()
            self._primary.deleteLater()
            self._primary = None
        if primary:
            made = widgets.button(primary.words, "primary", primary.icon)
            made.setEnabled(primary.enabled)
            made.clicked.connect(lambda: primary.run())  # noqa: PLW0108  (a click brings an argument)
            self._row.addWidget(made)
            self._primary = made
        self.fit()

    def fit(self) -> None:
        """Where there is room, one width for the primary button, so that search stands in one place."""
        roomy = self.width() >= th.px(860)
        if self._primary is not None:
            self._primary.setMinimumWidth(th.px(224) if roomy else 0)
        self.find_box.setMinimumWidth(th.px(240 if roomy else 120))  # a long line beside it gives way instead
        self._gap.setFixedWidth(th.px(224) if roomy and self._primary is None else 0)
        self._gap.setVisible(roomy and self._primary is None)

    def say(self, words: str, *, undo: bool) -> None:
        """A quiet line in the fact's place, for a while."""
        self._fact.set_words(words)
        self._undo.setVisible(undo)
        self._timer.start(SAID_FOR)

    def unsay(self) -> None:
        self._timer.stop()
        self._undo.hide()
        self._fact.set_words(self._page_fact)
