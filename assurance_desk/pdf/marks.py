"""Small drawn marks in cells and legends: textures for silences, chips, assurance steps, shades, squares.

Each is a ``Paint``: called with the canvas and the cell's ``Box``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from reportlab.lib.units import mm

from assurance_desk.domain.paper.blocks import (
    DECLINED,
    LEFT_BLANK,
    NO_REPLY,
    NOT_APPLICABLE,
    NOT_KNOWN,
    Silence,
    Squares,
)
from assurance_desk.pdf.styles import BAR, HEAT, INK, LINE, MUTED, PAPER, RULE, TEXTURE, chip_colours
from assurance_desk.pdf.tags import TaggedCanvas


@dataclass(frozen=True, slots=True)
class Box:
    """A cell on the page, in points: its lower left corner, its size, and the height its text takes."""

    x: float
    y: float
    w: float
    h: float
    text: float = 0

    @property
    def top(self) -> float:
        return self.y + self.h


Paint: TypeAlias = Callable[[TaggedCanvas, Box], None]
SWATCH_INDENT = 9 * mm
STEPS_EXTRA = 3.2 * mm
CHIP_EXTRA = 0.8 * mm  # air under a chip
_SWATCH = (1.5 * mm, 7 * mm, 3.8 * mm)  # indent, width, height


def _diagonals(
    canvas: TaggedCanvas, x: float, y: float, w: float, h: float, *, gap: float, both: bool
) -> None:
    at = -h
    while at < w:
        canvas.line(x + at, y, x + at + h, y + h)
        if both:
            canvas.line(x + at, y + h, x + at + h, y)
        at += gap


def _dots(canvas: TaggedCanvas, x: float, y: float, w: float, h: float) -> None:
    up = y + 1 * mm
    while up < y + h:
        along = x + 1 * mm
        while along < x + w:
            canvas.circle(along, up, 0.32 * mm, stroke=0, fill=1)
            along += 2.4 * mm
        up += 2 * mm


def _lines(canvas: TaggedCanvas, x: float, y: float, w: float, h: float) -> None:
    up = y + 1 * mm
    while up < y + h:
        canvas.line(x, up, x + w, up)
        up += 1.8 * mm


def texture(canvas: TaggedCanvas, silence: Silence, x: float, y: float, w: float, h: float) -> None:
    """The six silences in one grey: diagonals, crossed, dashed edge, dots, lines; no such staff has none."""
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(x, y, w, h)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.setStrokeColor(TEXTURE)
    canvas.setFillColor(TEXTURE)
    canvas.setLineWidth(0.45)
    if silence == NO_REPLY:
        _diagonals(canvas, x, y, w, h, gap=2.2 * mm, both=False)
    elif silence == DECLINED:
        _diagonals(canvas, x, y, w, h, gap=3 * mm, both=True)
    elif silence == NOT_KNOWN:
        _dots(canvas, x, y, w, h)
    elif silence == NOT_APPLICABLE:
        _lines(canvas, x, y, w, h)
    canvas.restoreState()
    canvas.saveState()
    canvas.setStrokeColor(TEXTURE)
    canvas.setLineWidth(0.6)
    if silence == LEFT_BLANK:
        canvas.setDash([2, 1.5])
    canvas.rect(x, y, w, h, stroke=1, fill=0)
    canvas.restoreState()


def _swatch_foot(box: Box, top: float) -> float:
    return box.top - top - _SWATCH[2] - 0.35 * mm


def silence_swatch(silence: Silence, top: float) -> Paint:
    def paint(canvas: TaggedCanvas, box: Box) -> None:
        texture(canvas, silence, box.x + _SWATCH[0], _swatch_foot(box, top), _SWATCH[1], _SWATCH[2])

    return paint


def heat_swatch(band: int, top: float) -> Paint:
    def paint(canvas: TaggedCanvas, box: Box) -> None:
        canvas.setFillColor(HEAT[band])
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.4)
        canvas.rect(box.x + _SWATCH[0], _swatch_foot(box, top), _SWATCH[1], _SWATCH[2], stroke=1, fill=1)

    return paint


def _notch(canvas: TaggedCanvas, right: float, top: float, *, on_dark: bool) -> None:
    path = canvas.beginPath()
    path.moveTo(right, top)
    path.lineTo(right - 2.2 * mm, top)
    path.lineTo(right, top - 2.2 * mm)
    path.close()
    canvas.setFillColor(PAPER if on_dark else MUTED)
    canvas.drawPath(path, stroke=0, fill=1)


def few_notch(*, on_dark: bool) -> Paint:
    """A figure that counts fewer than five people: the cell's corner."""

    def paint(canvas: TaggedCanvas, box: Box) -> None:
        _notch(canvas, box.x + box.w - 0.8 * mm, box.top - 0.8 * mm, on_dark=on_dark)

    return paint


def few_swatch(top: float) -> Paint:
    def paint(canvas: TaggedCanvas, box: Box) -> None:
        foot = _swatch_foot(box, top)
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.5)
        canvas.rect(box.x + _SWATCH[0], foot, _SWATCH[1], _SWATCH[2], stroke=1, fill=0)
        _notch(canvas, box.x + _SWATCH[0] + _SWATCH[1], foot + _SWATCH[2], on_dark=False)

    return paint


def chip(state: str, width: float, top: float) -> Paint:
    """The ground of a delivery chip behind the cell's own text, ``width`` points wide."""
    ground, edge = chip_colours(state)

    def paint(canvas: TaggedCanvas, box: Box) -> None:
        canvas.setFillColor(ground)
        canvas.setStrokeColor(edge)
        canvas.setLineWidth(0.6)
        height = box.text - CHIP_EXTRA + 0.9 * mm
        canvas.roundRect(
            box.x + 0.2 * mm,
            box.top - top - height + 0.1 * mm,
            width + 3.2 * mm,
            height,
            1.2 * mm,
            stroke=1,
            fill=1,
        )

    return paint


def draw_steps(canvas: TaggedCanvas, x: float, y: float, filled: int, of: int) -> None:
    """Assurance: the steps of its scale filled up to the level; not yet rated is a dashed line."""
    high, gap = 1.8 * mm, 0.5 * mm
    room = 4 * 4.4 * mm + 3 * gap
    wide = (room - gap * (max(1, of) - 1)) / max(1, of)
    canvas.saveState()
    canvas.setLineWidth(0.6)
    canvas.setStrokeColor(INK if filled else MUTED)
    if filled:
        for step in range(of):
            canvas.setFillColor(INK if step < filled else PAPER)
            canvas.rect(x + step * (wide + gap), y, wide, high, stroke=1, fill=1)
    else:
        canvas.setDash([1.5, 1.5])
        canvas.line(x, y + high / 2, x + room, y + high / 2)
    canvas.restoreState()


def steps(filled_of: tuple[int, int], pad: float, top: float) -> Paint:
    def paint(canvas: TaggedCanvas, box: Box) -> None:
        draw_steps(canvas, box.x + pad, box.top - top - box.text + STEPS_EXTRA - 2.6 * mm, *filled_of)

    return paint


def squares_size(squares: Squares, room: float) -> tuple[float, int, int]:
    """Pitch in points, squares a line, lines: large for a dozen organisations, small for hundreds."""
    count = squares.filled + sum(number for _silence, number in squares.silent)
    pitch = (3.6 if count <= 40 else 2.4 if count <= 200 else 1.6) * mm
    per_line = max(1, int((room + pitch / 6) // pitch))  # the last square needs no gap after it
    return pitch, per_line, max(1, -(-count // per_line))


def squares(counted: Squares, pad: float, room: float, top: float, under: float) -> Paint:
    """One square each under ``under`` points of text: filled, then the silences' textures."""
    marks: Sequence[Silence | None] = [None] * counted.filled + [
        silence for silence, number in counted.silent for _each in range(number)
    ]
    pitch, per_line, _count = squares_size(counted, room)
    side = pitch * 5 / 6

    def paint(canvas: TaggedCanvas, box: Box) -> None:
        first = box.top - top - under - side - 0.4 * mm
        for number, silence in enumerate(marks):
            left = box.x + pad + (number % per_line) * pitch
            foot = first - (number // per_line) * pitch
            if silence is None:
                canvas.setFillColor(BAR)
                canvas.rect(left, foot, side, side, stroke=0, fill=1)
            else:
                texture(canvas, silence, left, foot, side, side)

    return paint


def plate(silence: Silence, words_width: float) -> Paint:
    """A texture over the whole cell, with a plain plate behind its words."""

    def paint(canvas: TaggedCanvas, box: Box) -> None:
        inset = 0.4 * mm
        texture(canvas, silence, box.x + inset, box.y + inset, box.w - 2 * inset, box.h - 2 * inset)
        wide, high = min(words_width + 5 * mm, box.w - 2 * mm), min(box.text + 0.9 * mm, box.h - 1.2 * mm)
        canvas.setFillColor(PAPER)
        x, y = box.x + (box.w - wide) / 2, box.y + (box.h - high) / 2
        canvas.rect(x, y, wide, high, stroke=0, fill=1)

    return paint
