"""How wide text is in Arial, so that lines break and rows stand as designed without a font file at hand."""

from __future__ import annotations

import math

# Advance widths of Arial (= Liberation Sans = Helvetica) per 1000 em, from space to ~.
_WIDTHS = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556,
    278, 278, 584, 584, 584, 556, 1015,
    667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667,
    944, 667, 667, 611,
    278, 278, 278, 469, 556, 333,
    556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500,
    722, 500, 500, 500,
    334, 260, 334, 584,
)  # fmt: skip
_OTHER = 600
_BOLD = 1.09
_HINTING = 1.04  # hinting swells text a little on screen
_DIGIT = 7  # pixels of a digit in Arial 10, the unit of column widths
_PADDING = 8
_LINE = 1.28


def text_px(text: str, size: float, *, bold: bool = False) -> float:
    units = sum(_WIDTHS[ord(sign) - 32] if 32 <= ord(sign) < 127 else _OTHER for sign in text)
    return units / 1000 * size * 96 / 72 * (_BOLD if bold else 1.0) * _HINTING


def wrap(text: str, px: float, size: float, *, bold: bool = False) -> list[str]:
    """The lines ``text`` takes in ``px`` pixels; a word wider than that keeps a line of its own."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}".strip()
            if line and text_px(longer, size, bold=bold) > px:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines


def lines_needed(text: str, width: float, size: float, *, bold: bool = False, indent: int = 0) -> int:
    """In a wrapped cell of a column ``width`` digits wide."""
    return len(wrap(text, width_px(width) - 9 * indent, size, bold=bold))


def width_px(width: float) -> float:
    """What a column leaves for text, in pixels."""
    return width * _DIGIT - _PADDING


def columns_px(widths: float) -> float:
    return widths * _DIGIT


def height_pt(lines: float, size: float) -> float:
    return lines * size * _LINE


def column_letter(column: int) -> str:
    """1 is A, 27 AA; openpyxl's own would be loaded with all of openpyxl, where nothing is written."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def strut(points: float) -> float:
    """The font size whose empty line keeps a self-fitting row at least this high."""
    return max(8.0, math.floor(points / 1.16 * 2) / 2)
