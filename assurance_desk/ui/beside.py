"""Two parts of a page side by side where there is room, else one below the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QSizePolicy, QWidget

from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets


def _turn(row: QBoxLayout, wide: int, least: float) -> bool:
    """Lay the row across from ``least`` (a length at 100 %) on, else downwards; True where across."""
    across = wide >= th.px(least)
    way = QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
    if row.direction() != way:
        row.setDirection(way)
    return across


class Pair(QWidget):
    """Two blocks; ``least`` is the width, in lengths at 100 %, from which both stand side by side."""

    def __init__(
        self,
        left: QWidget,
        right: QWidget,
        *,
        parts: tuple[int, int] = (1, 1),
        least: float = 560,
        gap: float = 24,
        margins: widgets.Margins = (0, 0, 0, 0),
    ) -> None:
        super().__init__()
        self._least = least
        self._row = widgets.box(across=True, gap=gap, margins=margins)
        self.setLayout(self._row)
        self._row.addWidget(left, parts[0], Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(right, parts[1], Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _turn(self._row, self.width(), self._least)


class Beside(QScrollArea):
    """A page's main part with facts at its side. ``width`` is the side's at 100 %; ``least`` the page width below which the side goes under the main part."""

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
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes to what can be done in it
        self.setHorizontalScrollBarPolicy(self.horizontalScrollBarPolicy().ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across = _turn(self._row, self.viewport().width(), self._least)
        self._rule.setVisible(across)
        if across:
            self._side.setFixedWidth(th.px(self._width))
        else:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16_777_215)
