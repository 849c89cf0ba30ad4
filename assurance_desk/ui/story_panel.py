"""The history of what is chosen, beside it: Ctrl+H."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from assurance_desk.domain.dates import short_date
from assurance_desk.services import story
from assurance_desk.services.story import StoryLine
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.pages.base import Page
from assurance_desk.ui.shell import Shell

WIDE = 380
"""Width at 100 %; in a narrow window it covers the page."""
SHOWN = 60
"""Steps shown; the History page has them all."""


class StoryPanel(QWidget):
    """Lies over the right of the page, follows what is chosen there, and goes with Esc."""

    def __init__(self, shell: Shell, over: QWidget, page: Callable[[], Page | None]) -> None:
        super().__init__(over)
        self._shell, self._page = shell, page
        self._before: QWidget | None = None
        self._record = ""
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("History of what is chosen"))
        column = widgets.box(margins=(20, 14, 8, 8), gap=6)
        self.setLayout(column)
        head = widgets.box(across=True, gap=8)
        self._title = widgets.label("", strong=True, wrap=True)
        close = widgets.button(_("Close"), "link", tip=_("Esc"))
        close.clicked.connect(self.close_story)
        head.addWidget(self._title, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        inner, self._lines = widgets.panel("paper", margins=(0, 4, 12, 12), gap=10)
        column.addWidget(widgets.scroll(inner), 1)
        over.installEventFilter(self)
        shell.changed.connect(self._follow)
        shell.header_changed.connect(self._follow)
        self.hide()

    def toggle(self) -> None:
        """Show it, or put it away."""
        if self.isVisible():
            self.close_story()
            return
        self._before = self.window().focusWidget()
        self._record = ""
        self._place()
        self.show()
        self.raise_()
        self.follow()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_story(self) -> None:
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None

    def follow(self, *, anew: bool = False) -> None:
        """Read again where another record is chosen, or this one was changed."""
        if not self.isVisible():
            return
        page = self._page()
        record = page.shown_record().removeprefix("listed:") if page and page.NAME != "History" else ""
        if record == self._record and not anew:
            return
        self._record = record
        self._read()

    def _follow(self, changes: object = None) -> None:
        self.follow(anew=changes is not None)

    def _read(self) -> None:
        widgets.clear(self._lines)
        desk = self._shell.desk
        lines = story.story(desk, self._record) if self._record else []
        what = story.title(desk, self._record) if self._record else ""
        named = _("History of {what}").format(what=what) if what else _("History of what is chosen")
        self._title.setText(named)
        if not lines:
            words = _("Choose a record of the page: what was done to it stands here.")
            self._lines.addWidget(widgets.label(words, role="muted", wrap=True))
        for line in lines[:SHOWN]:
            self._lines.addWidget(self._line(line))
        if len(lines) > SHOWN:
            more = widgets.button(_("All of it, on the History page"), "link")
            more.clicked.connect(lambda _on=False: self._shell.go("History"))
            self._lines.addWidget(more)
        self._lines.addStretch()

    def _line(self, line: StoryLine) -> QWidget:
        made, column = widgets.panel("paper", gap=1)
        when = f"{short_date(line.at.date())} {line.at:%H:%M}"
        head = widgets.box(across=True, gap=8)
        link = widgets.button(when, "inline", tip=_("Show this step in History"))
        link.clicked.connect(partial(self._go, line.step_id))
        said = " · ".join(part for part in (line.user, line.note) if part)
        head.addWidget(link)
        head.addWidget(widgets.label(said, "small", role="muted"), 1)
        column.addLayout(head)
        column.addWidget(widgets.label(line.words, role="muted" if line.note else "", wrap=True))
        made.setAccessibleName(f"{when}, {line.user}. {line.words}. {line.note}".strip(" ."))
        return made

    def _go(self, step_id: str, _on: bool = False) -> None:
        self.hide()
        self._shell.go("History", step_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_story()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        over = self.parentWidget()
        if over is None:
            return
        wide = min(th.px(WIDE), over.width())
        self.setGeometry(over.width() - wide, 0, wide, over.height())
