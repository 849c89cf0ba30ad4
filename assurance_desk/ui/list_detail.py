"""List and detail side by side; in a narrow window, one at a time."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from assurance_desk.texts import _
from assurance_desk.ui import preferences, widgets
from assurance_desk.ui import theme as th

LIST_LEAST = 220
"""Width at 100 % a list keeps beside a detail that needs much; with less, one stands in place of the other."""


class ListDetail(QWidget):
    """``key`` names the splitter in the preferences; ``width`` is the list's at first.

    In a narrow window the detail stands in place of the list once ``open_detail`` is called (a row was
    chosen with Enter or a click); Esc or the button above it goes back, and ``went_back`` tells it.
    """

    went_back = Signal()

    def __init__(
        self, key: str, left: QWidget, right: QWidget, *, width: float = 360, least: float = 700
    ) -> None:
        super().__init__()
        self._key, self._width, self._least = key, width, least
        self._narrow, self._detail_open = False, False
        self.left, self.right = left, right
        self._holder, holder = widgets.panel("paper")
        self._back = widgets.button(_("Back to the list"), "link", "undo-2", _("Esc"))
        self._back.clicked.connect(self.show_list)
        self._bar, bar = widgets.panel("paper", across=True, margins=(24, 8, 24, 0))
        bar.addWidget(self._back)
        bar.addStretch()
        holder.addWidget(self._bar)
        holder.addWidget(right, 1)
        self._bar.hide()
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(left)
        self._split.addWidget(self._holder)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(1, 1)
        self._split.splitterMoved.connect(self._moved)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._split)

    @property
    def narrow(self) -> bool:
        return self._narrow

    @property
    def opened(self) -> bool:
        """Whether the detail was asked for, and not only stands beside the list."""
        return self._detail_open

    def open_detail(self) -> None:
        """Show the detail (nothing to do where both are seen)."""
        self._detail_open = True
        self._show()

    def show_list(self) -> None:
        was = self._narrow and self._detail_open
        self._detail_open = False
        self._show()
        if was:
            self.left.setFocus(Qt.FocusReason.OtherFocusReason)
            self.went_back.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = th.px(LIST_LEAST) + self._holder.minimumSizeHint().width()
        narrow = self.width() < max(th.px(self._least), needed)
        self._narrow = narrow
        self._show()
        if not narrow:
            wanted = th.px(preferences.number(f"split/{self._key}", self._width))
            wanted = max(
                th.px(160),
                min(wanted, self.width() - max(th.px(320), self._holder.minimumSizeHint().width())),
            )
            self._split.setSizes([wanted, self.width() - wanted])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._narrow and self._detail_open:
            self.show_list()
            return
        super().keyPressEvent(event)

    def _show(self) -> None:
        self._bar.setVisible(self._narrow)
        self.left.setVisible(not (self._narrow and self._detail_open))
        self._holder.setVisible(not self._narrow or self._detail_open)

    def _moved(self, at: int, _handle: int) -> None:
        # Kept as a length at 100 %, so that it holds at any text size.
        QTimer.singleShot(
            0, self, lambda: preferences.keep(f"split/{self._key}", round(at / max(th.px(100), 1) * 100))
        )
