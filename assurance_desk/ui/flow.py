"""A row of controls that goes on below where there is no more room: words on buttons are never cut."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from assurance_desk.ui import theme as th


class Flow(QLayout):
    """``gap`` is a length at 100 %. What is hidden takes no place."""

    def __init__(self, parent: QWidget | None = None, *, gap: float = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(th.px(gap))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._placed(QRect(0, 0, width, 0), only_measured=True)

    def setGeometry(self, where: QRect) -> None:
        super().setGeometry(where)
        self._placed(where, only_measured=False)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._shown()]
        wide = sum(one.width() for one in shown) + self.spacing() * max(0, len(shown) - 1)
        return QSize(wide, max((one.height() for one in shown), default=0))

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _placed(self, where: QRect, *, only_measured: bool) -> int:
        """Place line by line; the height taken."""
        x, y, tall = where.left(), where.top(), 0
        for item in self._shown():
            size = item.sizeHint()
            if x > where.left() and x + size.width() > where.right() + 1:
                x, y, tall = where.left(), y + tall + self.spacing(), 0
            if not only_measured:
                wide = min(size.width(), where.width())
                item.setGeometry(QRect(QPoint(x, y), QSize(wide, size.height())))
            x += size.width() + self.spacing()
            tall = max(tall, size.height())
        return y + tall - where.top()
