"""The rail of pages at the left: icon, word, badge; below, the day worked by and that all is saved."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QWidget

from assurance_desk.texts import _
from assurance_desk.ui import paint, widgets
from assurance_desk.ui import theme as th
from assurance_desk.ui.marks import IconMark
from assurance_desk.ui.pages_list import PageEntry, page_key
from assurance_desk.ui.widgets import ElidedLabel


class RailButton(QToolButton):
    """Painted: a style sheet cannot set a count at the right edge of a button."""

    def __init__(self, entry: PageEntry, shortcut: str) -> None:
        super().__init__()
        self.entry = entry
        self._badge = 0
        self._narrow = False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setProperty("own_ring", True)
        self.setFixedHeight(max(th.px(36), th.line_height() + th.px(12)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(f"{_(entry.name)} ({shortcut})")
        self.set_badge(0)

    def set_badge(self, count: int) -> None:
        self._badge = count
        words = _(self.entry.name)
        self.setAccessibleName(
            _("{page}, {count} waiting").format(page=words, count=count) if count else words
        )
        self.update()

    @property
    def badge(self) -> int:
        return self._badge

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(th.px(th.RAIL_NARROW), self.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, now, chosen = QPainter(self), th.ground(), self.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        around = th.px(8 if not self._narrow else 4)
        box = QRectF(self.rect()).adjusted(around, th.px(2), -around, -th.px(2))
        if chosen or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.paper if chosen else now.raised))
            painter.drawRoundedRect(box, th.px(4), th.px(4))
        if chosen:
            bar = QRectF(box.left(), box.top() + th.px(6), th.px(3), box.height() - th.px(12))
            painter.fillRect(bar, QColor(now.accent))
        if self.hasFocus():
            painter.setPen(QPen(QColor(now.accent), th.px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), th.px(4), th.px(4))
        size = th.px(16)
        left = round(box.left()) + th.px(12) if not self._narrow else round(box.center().x() - size / 2)
        tint = now.accent if chosen else now.muted
        th.icon(self.entry.icon, tint).paint(painter, left, round(box.center().y() - size / 2), size, size)
        if not self._narrow:
            room = box.adjusted(th.px(38), 0, -th.px(34 if self._badge else 6), 0)
            paint.text(painter, room, _(self.entry.name), now.ink, strong=chosen)
        if self._badge:
            self._paint_badge(painter, box, chosen=chosen)
        painter.end()

    def _paint_badge(self, painter: QPainter, box: QRectF, *, chosen: bool) -> None:
        now, words = th.ground(), str(self._badge)
        tall = max(th.px(18), th.line_height("small"))
        wide = max(th.px(22), paint.chip_width(words) - th.px(2))
        right, middle = box.right() - th.px(6), box.center().y()
        if self._narrow:
            wide, right, middle = max(th.px(16), wide - th.px(8)), box.right(), box.top() + tall / 2
        where = QRectF(right - wide, middle - tall / 2, wide, tall)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.tint if chosen or th.dark() or self._narrow else now.paper))
        painter.drawRoundedRect(where, tall / 2, tall / 2)
        paint.text(painter, where, words, now.accent, "small", strong=True, align=paint.MIDDLE, elide=False)


class Rail(QWidget):
    """``went`` tells the name of the page clicked."""

    went = Signal(str)

    def __init__(self, entries: Sequence[PageEntry], body: str) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = widgets.box(margins=(0, 0, 0, 12))
        self.setLayout(column)
        self._top, top = widgets.panel(margins=(20, 6, 12, 6), height=th.HEADER)
        top.addStretch()
        top.addWidget(widgets.label(_("Assurance Desk"), strong=True))
        self._body = widgets.label(body, "small", role="muted", wrap=True)
        top.addWidget(self._body)
        top.addStretch()
        self._top.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column.addWidget(self._top)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, RailButton] = {}
        for number, entry in enumerate(entries, 1):
            button = RailButton(entry, page_key(number))
            button.clicked.connect(lambda _on, name=entry.name: self.went.emit(name))
            self._group.addButton(button)
            self.buttons[entry.name] = button
            column.addWidget(button)
        column.addStretch()
        self._add_foot()
        column.addWidget(self._foot)
        self.set_narrow(False)

    def _add_foot(self) -> None:
        self._foot, foot = widgets.panel(margins=(20, 0, 12, 0), gap=2)
        self._day = ElidedLabel("", "small", strong=True)
        self._day_note = ElidedLabel("", "small", role="muted")
        self._book = ElidedLabel("", "small", role="muted")
        self._saved = ElidedLabel("", "small", role="muted")
        foot.addWidget(self._day)
        foot.addWidget(self._day_note)
        foot.addWidget(self._book)
        row = widgets.box(across=True, gap=6)
        self._tick = IconMark("check", size=14)
        row.addWidget(self._tick)
        row.addWidget(self._saved, 1)
        foot.addLayout(row)

    def say_day(self, day: str, note: str) -> None:
        self._day.set_words(day)
        self._day_note.set_words(note)
        self._day_note.setVisible(bool(note))

    def say_book(self, name: str, saved: str, *, safe: bool = True) -> None:
        self._book.set_words(name)
        self._saved.set_words(saved)
        self._tick.setVisible(safe)
        told = (self._day.words(), self._day_note.words(), name, saved)
        self.setToolTip("<br>".join(escape(words) for words in told if words))
        self.setAccessibleDescription(". ".join(words for words in told if words))

    @property
    def saved(self) -> str:
        return self._saved.words()

    def set_body(self, body: str) -> None:
        self._body.setText(body)

    def set_current(self, name: str) -> None:
        if name in self.buttons:
            self.buttons[name].setChecked(True)

    def set_narrow(self, narrow: bool) -> None:
        """Icons alone, their words in tooltips."""
        self.setFixedWidth(th.px(th.RAIL_NARROW if narrow else th.RAIL))
        for part in (self._top, self._foot):
            part.setVisible(not narrow)
        for button in self.buttons.values():
            button.set_narrow(narrow)
