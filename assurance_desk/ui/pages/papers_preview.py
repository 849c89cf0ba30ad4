"""A paper's pages as they will print, one at a time, as wide as there is room or as the reader asks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QBoxLayout, QPushButton, QScrollArea, QSizePolicy, QWidget

from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets

ZOOMS = (1.0, 1.25, 1.5, 2.0, 3.0)
TALL = 297 / 210


class _Sheet(QWidget):
    """The page itself, on a thin shadow; its last picture is stretched until the sharp one comes."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor("#FFFFFF"))  # paper is white in every scheme
        if not self.picture.isNull():
            painter.drawImage(self.rect(), self.picture)
        painter.setPen(QPen(QColor(th.ground().line), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class PagePreview(QWidget):
    """``wanted`` asks for a picture of (page, pixels wide); ``show_picture`` gives it.

    Page Up and Page Down, or the arrows, turn pages; Home and End go to the first and last; + and -
    zoom, 0 is as wide as there is room.
    """

    wanted = Signal(int, int)
    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.page, self.pages, self._zoom = 1, 0, 0
        self._shape = TALL
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = widgets.box(margins=(2, 2, 2, 2))  # room for the focus frame
        self.setLayout(column)
        column.addLayout(self._bar())
        self._sheet = _Sheet()
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._sheet)
        self._scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self._scroll, 1)
        self._ask = QTimer(self, singleShot=True, interval=60)
        self._ask.timeout.connect(self._ask_now)
        self._told()

    def _bar(self) -> QBoxLayout:
        bar = widgets.box(across=True, margins=(20, 10, 20, 8), gap=8)
        self._words = widgets.label("", role="muted")
        self._back = self._tool("‹", _("Previous page (Page Up)"), lambda: self.turn_to(self.page - 1))
        self._on = self._tool("›", _("Next page (Page Down)"), lambda: self.turn_to(self.page + 1))
        self._less = self._tool("−", _("Smaller (−)"), lambda: self.zoom(-1))
        self._more = self._tool("+", _("Larger (+)"), lambda: self.zoom(1))
        self._note = widgets.ElidedLabel("", role="muted")
        self._note.setAlignment(Qt.AlignmentFlag.AlignRight)
        for one in (self._back, self._words, self._on):
            bar.addWidget(one)
        bar.addSpacing(th.px(8))
        bar.addWidget(self._less)
        bar.addWidget(self._more)
        bar.addWidget(self._note, 1)
        return bar

    @staticmethod
    def _tool(sign: str, name: str, run: Callable[[], None]) -> QPushButton:
        made = widgets.button(sign, "inline", tip=name)
        made.setAccessibleName(name)
        made.setMinimumWidth(th.px(18))
        made.clicked.connect(run)
        return made

    def show_pages(self, pages: int, note: str) -> None:
        """A paper of so many pages was made; ``note`` stands at the right of the bar."""
        self.pages = pages
        self.page = max(1, min(self.page, pages))
        self._note.set_words(note)
        self._told()
        self._ask.start()

    def show_none(self) -> None:
        self.pages, self.page = 0, 1
        self._sheet.picture = QImage()
        self._sheet.update()
        self._note.set_words("")
        self._told()

    def show_picture(self, page: int, width: int, height: int, pixels: bytes) -> None:
        """RGB bytes of ``page``; one that is no longer shown is let go."""
        if page != self.page or not self.pages:
            return
        self._sheet.picture = QImage(pixels, width, height, width * 3, QImage.Format.Format_RGB888).copy()
        shape = height / width
        if abs(shape - self._shape) > 0.01:
            self._shape = shape
            self._fit()
        self._sheet.update()

    def turn_to(self, page: int) -> None:
        page = max(1, min(page, self.pages))
        if page == self.page or not self.pages:
            return
        self.page = page
        self._scroll.verticalScrollBar().setValue(0)
        self._told()
        self._ask.start()
        self.turned.emit(page)

    def zoom(self, way: int) -> None:
        """One step larger or smaller; 0 as wide as there is room."""
        self._zoom = max(0, min(self._zoom + way, len(ZOOMS) - 1)) if way else 0
        self._told()
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        pages = {
            Qt.Key.Key_PageDown: self.page + 1,
            Qt.Key.Key_Right: self.page + 1,
            Qt.Key.Key_PageUp: self.page - 1,
            Qt.Key.Key_Left: self.page - 1,
            Qt.Key.Key_Home: 1,
            Qt.Key.Key_End: self.pages,
        }
        zooms = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
        scrolls = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            super().keyPressEvent(event)  # with Ctrl they are the window's: text size
        elif key in zooms:
            self.zoom(zooms[Qt.Key(key)])
        elif key in pages:
            self.turn_to(pages[Qt.Key(key)])
        elif key in scrolls:
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.value() + scrolls[Qt.Key(key)] * th.px(48))
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(th.px(520), th.px(640))

    def minimumSizeHint(self) -> QSize:
        return QSize(th.px(240), th.px(200))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(QColor(th.ground().accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
            painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _fit(self) -> None:
        room = self.width() - 2 * th.px(24) - self._scroll.verticalScrollBar().sizeHint().width()
        wide = max(th.px(120), round(min(room, th.px(820)) * ZOOMS[self._zoom]))
        self._sheet.setFixedSize(wide, round(wide * self._shape))
        if self.pages:
            self._ask.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _ask_now(self) -> None:
        """Behind the list, where text is large, nobody looks at a page, and there is no room to set it in."""
        if self.pages and self.isVisible():
            self.wanted.emit(self.page, round(self._sheet.width() * self.devicePixelRatioF()))

    def _told(self) -> None:
        words = _("Page {page} of {pages}").format(page=self.page, pages=self.pages) if self.pages else ""
        self._words.setText(words)
        name = _("The paper. {where}").format(where=words)
        self.setAccessibleName(name)
        self._back.setEnabled(self.page > 1)
        self._on.setEnabled(self.page < self.pages)
        for one in (self._back, self._on, self._less, self._more):
            one.setVisible(self.pages > 0)
        self._less.setEnabled(self._zoom > 0)
        self._more.setEnabled(self._zoom < len(ZOOMS) - 1)
