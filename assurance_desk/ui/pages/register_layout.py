"""Two blocks side by side where there is room, else one below the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w


class Pair(QWidget):
    """``least`` is the width, in lengths at 100 %, from which both stand side by side."""

    def __init__(
        self,
        left: QWidget,
        right: QWidget,
        *,
        parts: tuple[int, int] = (1, 1),
        least: float = 560,
        gap: float = 24,
        margins: w.Margins = (0, 0, 0, 0),
    ) -> None:
        super().__init__()
        self._least = least
        self._row = w.box(across=True, gap=gap, margins=margins)
        self.setLayout(self._row)
        self._row.addWidget(left, parts[0], Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(right, parts[1], Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= th.px(self._least)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != way:
            self._row.setDirection(way)
