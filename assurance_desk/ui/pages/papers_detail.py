"""The paper beside its checks and fields; in a narrow window, one at a time."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets

NARROW, PREVIEW = 620, 320


class PaperDetail(QWidget):
    """Side by side where there is room for both, else under two tabs."""

    def __init__(self, preview: QWidget, panel: QWidget) -> None:
        super().__init__()
        self._preview, self._panel = preview, panel
        self._tab = 0
        column = widgets.box()
        self.setLayout(column)
        self._tabs, bar = widgets.panel("paper", across=True, margins=(20, 4, 20, 0), gap=20)
        self._buttons = []
        for number, words in enumerate((_("The paper"), _("Check, edit and issue"))):
            tab = widgets.button(words, "segment")
            tab.setCheckable(True)
            tab.clicked.connect(partial(self.turn_to, number))
            bar.addWidget(tab)
            self._buttons.append(tab)
        bar.addStretch()
        column.addWidget(self._tabs)
        self._sides = QSplitter(Qt.Orientation.Horizontal)
        self._sides.setHandleWidth(1)
        self._sides.setChildrenCollapsible(False)
        self._scroll = widgets.scroll(panel)
        self._scroll.setMinimumWidth(th.px(250))
        self._sides.addWidget(preview)
        self._sides.addWidget(self._scroll)
        self._sides.setStretchFactor(0, 1)
        column.addWidget(self._sides, 1)

    def turn_to(self, number: int) -> None:
        """0 the paper, 1 its checks and fields."""
        self._tab = number
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        room = self.width()
        least = self._panel.minimumSizeHint().width() + self._scroll.verticalScrollBar().sizeHint().width()
        side = max(least, min(th.px(340), round(room * 0.42)))
        narrow = room < th.px(NARROW) or room - side < th.px(PREVIEW)
        self._tabs.setVisible(narrow)
        self._preview.setVisible(not narrow or self._tab == 0)
        self._scroll.setVisible(not narrow or self._tab == 1)
        for number, tab in enumerate(self._buttons):
            tab.setChecked(number == self._tab)
        if not narrow:
            self._sides.setSizes([room - side, side])
