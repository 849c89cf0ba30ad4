"""How marks are drawn: words, chips, assurance steps, heat cells, the six silences. One painter for each."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from assurance_desk.ui import theme as th

SILENCES = ("not returned", "blank", "not applicable", "not asked", "unreadable", "unconfirmed")
PLAIN = "Plain"
"""The chip of a state that is not delivery: an outline and no colour."""
CHIP_OF = {
    "Delivered": "Blue",
    "Closed not delivered": "Grey",
    "Transferred": "Grey",
    "Superseded": "Grey",
}
LEFT, RIGHT, MIDDLE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter


def text(
    painter: QPainter,
    where: QRectF | QRect,
    words: str,
    tint: str,
    size: str = "text",
    *,
    strong: bool = False,
    align: Qt.AlignmentFlag = LEFT,
    elide: bool = True,
) -> float:
    """Draw one line, upright in ``where``; returns its width. Line breaks in ``words`` become spaces."""
    face = th.font(size, strong=strong)
    painter.setFont(face)
    painter.setPen(QColor(tint))
    metrics = QFontMetricsF(face)
    words = " ".join(words.split("\n"))
    if elide:
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, QRectF(where).width() + 0.5)
    flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(QRectF(where), int(flags), words)
    return metrics.horizontalAdvance(words)


def chip_height() -> int:
    return max(th.px(20), th.line_height("small") + th.px(2))


def chip_width(words: str) -> int:
    return round(QFontMetricsF(th.font("small")).horizontalAdvance(words)) + th.px(14)


def chip(painter: QPainter, x: float, middle: float, state: str, words: str = "") -> int:
    """Draw a chip with its left edge at ``x``, centred on ``middle``; returns its width.

    ``state`` is a delivery state, or ``PLAIN`` for anything else; a state without a colour of its own
    (Delivered, Closed …) takes the nearest and says its word.
    """
    words = words or state
    pair = th.ground().chips.get(CHIP_OF.get(state, state))
    width, height = chip_width(words), chip_height()
    box = QRectF(x, round(middle - height / 2), width, height)
    outlined = pair is None or state == "Delivered"
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = pair[1] if pair else th.ground().muted
    edge = ink if pair else th.ground().edge
    painter.setPen(QPen(QColor(edge), 1) if outlined else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(pair[0]) if pair and not outlined else Qt.BrushStyle.NoBrush)
    shape = box.adjusted(0.5, 0.5, -0.5, -0.5) if outlined else box
    painter.drawRoundedRect(shape, th.px(3), th.px(3))
    text(painter, box, words, ink, "small", align=MIDDLE, elide=False)
    return width


def steps_width() -> int:
    """Of four steps; a scale of more or fewer is as wide."""
    return 4 * th.px(22) + 3 * th.px(2)


def steps(painter: QPainter, x: float, middle: float, filled: int, of: int = 4) -> int:
    """As many steps as the scale has, filled up to the level, in ink: assurance never looks like delivery.

    Returns the width.
    """
    height, gap = th.px(8), th.px(2)
    width = (steps_width() - gap * (max(1, of) - 1)) / max(1, of)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number in range(of):
        box = QRectF(x + number * (width + gap), round(middle - height / 2), width, height)
        if number < filled:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(th.ground().ink))
            painter.drawRoundedRect(box, th.px(1.5), th.px(1.5))
        else:
            painter.setPen(QPen(QColor(th.ground().edge), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), th.px(1.5), th.px(1.5))
    return steps_width()


def dots(painter: QPainter, x: float, middle: float, filled: int) -> None:
    """How sure: three dots, as many filled."""
    size, apart = th.px(7), th.px(11)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number in range(3):
        on = number < filled
        painter.setPen(QPen(QColor(th.ground().ink if on else th.ground().edge), th.px(1.2)))
        painter.setBrush(QColor(th.ground().ink) if on else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(x + th.px(1) + number * apart, middle - size / 2, size, size))


def heat(painter: QPainter, cell: QRectF, words: str, step: int) -> None:
    """A heat cell: its figure on its step (``domain.paper.blocks.heat_band``); the lightest keeps an outline."""
    paper, ink = th.ground().heat[step]
    painter.fillRect(cell, QColor(paper))
    if step == 0:
        painter.setPen(QPen(QColor(th.ground().line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(cell.adjusted(0.5, 0.5, -0.5, -0.5))
    text(painter, cell, words, ink, align=MIDDLE)


def silence(painter: QPainter, cell: QRectF, kind: str) -> None:
    """One of the six quiet marks, each told by its texture and none a colour of the scale."""
    painter.save()
    painter.setClipRect(cell)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    drawn = {
        "not returned": _hatch,
        "blank": _dashed_box,
        "not applicable": _dash,
        "not asked": _dot,
        "unreadable": _cross,
        "unconfirmed": _corner,
    }
    drawn[kind](painter, cell)
    painter.restore()


def _hatch(painter: QPainter, cell: QRectF) -> None:
    painter.fillRect(cell, QColor(th.ground().raised))
    painter.setPen(QPen(th.colour(th.ground().edge, 120), 1))
    x = cell.left() - cell.height()
    while x < cell.right():
        painter.drawLine(QPointF(x, cell.bottom()), QPointF(x + cell.height(), cell.top()))
        x += th.px(7)


def _dashed_box(painter: QPainter, cell: QRectF) -> None:
    inset = th.px(4) + 0.5
    painter.setPen(QPen(QColor(th.ground().edge), 1, Qt.PenStyle.DashLine))
    painter.drawRect(cell.adjusted(inset, inset, -inset, -inset))


def _dash(painter: QPainter, cell: QRectF) -> None:
    middle, half = cell.center(), th.px(5)
    painter.setPen(QPen(QColor(th.ground().edge), 1.4))
    painter.drawLine(QPointF(middle.x() - half, middle.y()), QPointF(middle.x() + half, middle.y()))


def _dot(painter: QPainter, cell: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(th.ground().edge))
    painter.drawEllipse(cell.center(), th.px(2), th.px(2))


def _cross(painter: QPainter, cell: QRectF) -> None:
    middle, half = cell.center(), th.px(5)
    painter.setPen(QPen(QColor(th.ground().edge), 1.2))
    for way in (-1, 1):
        painter.drawLine(
            QPointF(middle.x() - half, middle.y() - half * way),
            QPointF(middle.x() + half, middle.y() + half * way),
        )


def _corner(painter: QPainter, cell: QRectF) -> None:
    fold = th.px(9)
    path = QPainterPath(QPointF(cell.right() - fold, cell.top()))
    path.lineTo(cell.right(), cell.top())
    path.lineTo(cell.right(), cell.top() + fold)
    path.closeSubpath()
    painter.fillPath(path, QColor(th.ground().edge))
    text(painter, cell, "?", th.ground().muted, align=MIDDLE)


def focus_frame(painter: QPainter, cell: QRectF) -> None:
    """Two rings, ink and paper: seen on every step of the scale."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(th.ground().ink), 2))
    painter.drawRect(cell.adjusted(1, 1, -1, -1))
    painter.setPen(QPen(QColor(th.ground().paper), 1))
    painter.drawRect(cell.adjusted(2.5, 2.5, -2.5, -2.5))
