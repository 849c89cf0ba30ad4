"""Painted marks as widgets: chip, assurance, how sure, a respondent's cell, bars, silences, heat key."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from assurance_desk.texts import _
from assurance_desk.ui import paint
from assurance_desk.ui import theme as th


class IconMark(QWidget):
    """An icon painted at the ratio of the screen it is on. ``tint`` is a colour; muted without one."""

    def __init__(self, name: str, tint: str = "", size: float = 16) -> None:
        super().__init__()
        self._icon = th.icon(name, tint)
        self.setFixedSize(th.px(size), th.px(size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._icon.paint(painter, self.rect())
        painter.end()


class Chip(QWidget):
    """A state in a chip: a delivery state in its colour, anything else (``paint.PLAIN``) in an outline."""

    def __init__(self, state: str, words: str = "") -> None:
        super().__init__()
        self._state, self._words = state, words or state
        self.setFixedSize(paint.chip_width(self._words), paint.chip_height())
        self.setAccessibleName(self._words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.chip(painter, 0, self.height() / 2, self._state, self._words)
        painter.end()


class Assurance(QWidget):
    """The steps of a scale, ``filled`` of ``of``; put its word beside it."""

    def __init__(self, level: str, filled: int, of: int = 4) -> None:
        super().__init__()
        self._filled, self._of = filled, of
        self.setFixedSize(paint.steps_width(), th.px(20))
        self.setAccessibleName(_("Assurance: {level}").format(level=level or _("not yet rated")))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.steps(painter, 0, self.height() / 2, self._filled, self._of)
        painter.end()


class Sure(QWidget):
    """How sure a reading is, 1 to 3: dots filled; put the word beside it."""

    def __init__(self, level: int) -> None:
        super().__init__()
        self._level = level
        self.setFixedSize(th.px(34), th.px(16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.dots(painter, 0, self.height() / 2, self._level)
        painter.end()


class CellMark(QWidget):
    """A respondent's cell as they would see it in Excel: its address, then the words as typed."""

    def __init__(self, sheet: str, cell: str, found: str) -> None:
        super().__init__()
        self._where = _("{sheet}, cell {cell}").format(sheet=sheet, cell=cell)
        self._found = found
        self._cap = max(th.px(18), th.line_height("small"))
        self.setMinimumWidth(th.px(176))
        self.setFixedHeight(self._cap + th.px(2) + max(th.px(31), th.line_height() + th.px(8)))
        self.setAccessibleName(f"{self._where}: {found}")
        self.setToolTip(f"<qt>{escape(found)}</qt>")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, now = QPainter(self), th.ground()
        paint.text(painter, QRectF(0, 0, self.width(), self._cap), self._where, now.muted, "small")
        top = self._cap + th.px(2)
        body = QRectF(0.5, top + 0.5, self.width() - 1, self.height() - top - 1)
        painter.fillRect(body, QColor(now.canvas))
        painter.setPen(QPen(QColor(now.edge), 1))
        painter.drawRect(body)
        paint.text(painter, body.adjusted(th.px(9), 0, -th.px(9), 0), self._found, now.ink)
        painter.end()


class Bars(QWidget):
    """Horizontal bars with figures at their ends: rows of (name, number, of), widest first."""

    def __init__(self, rows: list[tuple[str, int, int]], says: str, name_width: float = 120) -> None:
        super().__init__()
        self._rows, self._name = rows, th.px(name_width)
        self._row = max(th.px(26), th.line_height() + th.px(6))
        self.setFixedHeight(len(rows) * self._row)
        self.setMinimumWidth(self._name + th.px(140))
        self.setAccessibleName(says)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        most = max((number for _name, number, _of in self._rows), default=0) or 1
        room = max(1, self.width() - self._name - th.px(80))
        for at, row in enumerate(self._rows):
            self._bar(painter, at, row, room / most)
        painter.end()

    def _bar(self, painter: QPainter, at: int, row: tuple[str, int, int], scale: float) -> None:
        name, number, of = row
        now, high, y = th.ground(), self._row, at * self._row
        paint.text(painter, QRectF(0, y, self._name - th.px(6), high), name, now.ink)
        width = max(th.px(2), round(scale * number))
        thick = th.px(14)
        bar = QRectF(self._name, y + (high - thick) / 2, width, thick)
        painter.fillRect(bar, QColor(now.heat[4 if at == 0 else 3][0]))
        x: float = self._name + width + th.px(6)
        x += paint.text(painter, QRectF(x, y, th.px(60), high), str(number), now.ink, strong=True) + th.px(4)
        words = _("of {number}").format(number=of)
        paint.text(painter, QRectF(x, y, th.px(70), high), words, now.muted, "small", elide=False)


class SilenceMark(QWidget):
    """One of the six silences, boxed, for a legend."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind
        self.setFixedSize(th.px(32), th.px(20))
        self.setAccessibleName(kind)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, cell = QPainter(self), QRectF(self.rect())
        paint.silence(painter, cell, self._kind)
        painter.setPen(QPen(QColor(th.ground().line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(cell.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()


class HeatKey(QWidget):
    """A step of the heat scale with what it stands for."""

    def __init__(self, step: int, words: str) -> None:
        super().__init__()
        self._step, self._words = step, words
        self.setFixedSize(paint.chip_width(words) + th.px(6), max(th.px(20), th.line_height("small")))
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        cell = QRectF(self.rect())
        ground, ink = th.ground().heat[self._step]
        painter.fillRect(cell, QColor(ground))
        if self._step == 0:
            painter.setPen(QPen(QColor(th.ground().line), 1))
            painter.drawRect(cell.adjusted(0.5, 0.5, -0.5, -0.5))
        paint.text(painter, cell, self._words, ink, "small", align=paint.MIDDLE)
        painter.end()
