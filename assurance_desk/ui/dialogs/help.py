"""The keyboard sheet and the about box."""

from __future__ import annotations

import platform
from collections.abc import Sequence

import PySide6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

import assurance_desk
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.actions import COMMANDS, KEYS
from assurance_desk.ui.menus import shortcut_words
from assurance_desk.ui.pages.base import Page


class _Sheet(QDialog):
    def __init__(self, window: QWidget, title: str) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._column = widgets.box(margins=(24, 20, 24, 16), gap=8)
        self.setLayout(self._column)
        self._column.addWidget(widgets.label(title, "section", strong=True))

    def _finish(self) -> None:
        row = widgets.box(across=True)
        row.addStretch()
        close = widgets.button(_("Close"))
        close.clicked.connect(self.accept)
        row.addWidget(close)
        self._column.addLayout(row)


class KeyboardSheet(_Sheet):
    """``page`` is the page gone to: its own keys stand first."""

    def __init__(self, window: QWidget, page: Page | None = None) -> None:
        super().__init__(window, _("Keyboard"))
        rows = [(shortcut_words(spec), _(spec.words)) for spec in COMMANDS if spec.shortcut]
        rows += [(_(keys), _(words)) for keys, words in KEYS]
        own = [(_(keys), _(words)) for keys, words in page.KEYS] if page else []
        inner, layout = widgets.panel("paper")
        grid = QGridLayout()
        grid.setHorizontalSpacing(th.px(24))
        grid.setVerticalSpacing(th.px(6))
        grid.setColumnStretch(1, 1)
        if page and own:
            self._add(grid, _("On {page}").format(page=_(page.NAME)), own)
            self._add(grid, _("Everywhere"), rows)
        else:
            self._add(grid, "", rows)
        layout.addLayout(grid)
        layout.addStretch()
        area = widgets.scroll(inner)
        area.setMinimumSize(th.px(430), min(th.px(470), max(200, window.height() - th.px(140))))
        self._column.addWidget(area, 1)
        self._finish()

    @staticmethod
    def _add(grid: QGridLayout, heading: str, rows: Sequence[tuple[str, str]]) -> None:
        if heading:
            line = grid.rowCount()
            grid.setRowMinimumHeight(line, th.line_height() + th.px(12))
            grid.addWidget(
                widgets.label(heading, "small", role="muted"), line, 0, 1, 2, Qt.AlignmentFlag.AlignBottom
            )
        for keys, words in rows:
            line = grid.rowCount()
            grid.addWidget(widgets.label(keys, strong=True), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(widgets.label(words, wrap=True), line, 1)


class About(_Sheet):
    def __init__(self, window: QWidget) -> None:
        super().__init__(window, _("Assurance Desk {version}").format(version=assurance_desk.__version__))
        self._column.addWidget(
            widgets.para(
                _(
                    "An assurance workbook for safeguarding boards and partnerships. It works without a network: "
                    "nothing leaves this computer."
                )
            )
        )
        made_with = _("Python {python}, Qt {qt}. Typeface IBM Plex Sans (OFL), icons Lucide (ISC).")
        words = made_with.format(python=platform.python_version(), qt=PySide6.__version__)
        self._column.addWidget(widgets.label(words, "small", role="muted", wrap=True))
        self.setMinimumWidth(th.px(360))
        self._finish()
