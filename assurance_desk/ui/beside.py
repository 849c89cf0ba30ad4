"""A page's main part with facts at its side; below it where the window is narrow."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QSizePolicy, QWidget

from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets


class Beside(QScrollArea):
    """``width`` is the side's at 100 %; ``least`` the page width below which the side goes under the main part."""

    def __init__(self, main: QWidget, side: QWidget, *, width: float = 360, least: float = 820) -> None:
        super().__init__()
        self._side, self._width, self._least = side, width, least
        inner, self._row = widgets.panel("paper", across=True)
        self._rule = widgets.rule(upright=True)
        self._row.addWidget(main, 1)
        self._row.addWidget(self._rule)
        self._row.addWidget(side)
        main.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(self.horizontalScrollBarPolicy().ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.viewport().width() < th.px(self._least)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(direction)
        self._rule.setVisible(not narrow)
        if narrow:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16_777_215)
        else:
            self._side.setFixedWidth(th.px(self._width))
