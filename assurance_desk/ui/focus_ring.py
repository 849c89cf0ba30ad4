"""One ring for whatever button or field has the keyboard. Style-sheet borders move the words; this does not."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)
from shiboken6 import isValid

from assurance_desk.ui import theme as th


class FocusRing(QWidget):
    """Lies over its window and follows the focus, two pixels outside the widget that has it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._at: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)
        self.hide()

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        for one in self._watched:
            if isValid(one):
                one.removeEventFilter(self)
        self._at = new if self._wanted(new) else None
        self._watched = self._with_parents()
        for one in self._watched:
            one.installEventFilter(self)
        self._place()

    def _with_parents(self) -> list[QWidget]:
        """The widget and all it lies in: whichever moves, it moves."""
        found: list[QWidget] = []
        one = self._at
        while one is not None and one is not self.window():
            found.append(one)
            one = one.parentWidget()
        return found

    def _wanted(self, widget: QWidget | None) -> bool:
        """Lists and tables mark their own row; an editor inside a table has the table's frame."""
        if widget is None or widget.window() is not self.window() or widget.property("own_ring"):
            return False
        inside = widget.parentWidget()
        if inside is not None and isinstance(inside.parentWidget(), QTableView):
            return False
        return isinstance(widget, (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        moved = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show)
        if event.type() in moved:
            self._place()
        return False

    def _place(self) -> None:
        if self._at is None or not isValid(self._at) or self._at.visibleRegion().isEmpty():
            self.hide()
            return
        corner = self._at.mapTo(self.window(), QPoint(0, 0))
        out = th.px(4)
        self.setGeometry(QRect(corner, self._at.size()).adjusted(-out, -out, out, out))
        self.raise_()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(th.ground().accent), th.px(2)))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), th.px(6), th.px(6))
        painter.end()
