"""Colours, faces and cell styles of every workbook we write.

Arial: on Windows, macOS and iOS, and metric-equal Liberation Sans wherever LibreOffice is. Excel takes no list of
faces to fall back on, and another face would break lines elsewhere and cut rows.
"""

from __future__ import annotations

from functools import cache

from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Color, Font, PatternFill, Protection, Side

FACE = "Arial"
INK, MUTED, ACCENT, LINE, EDGE = "1F2328", "5B6168", "1D5B79", "DEDBD4", "8B877E"
FIELD, ASK, WARN, HEAD, CARRIED = "EEF5F8", "FFF6DD", "FBE3DC", "F1EFEA", "EEE9F6"
WARN_INK, ASK_INK, TAB = "8F2B14", "6B4A00", "9CC3D5"

TONES = {
    "Blue": ("DCE8F7", "1B4B8F"),
    "Delivered": ("E4EEF2", "1D5B79"),
    "Green": ("DDF0E2", "1B6B3A"),
    "Amber": ("FBEBCB", "8A5300"),
    "Red": ("F9DEDC", "A3211B"),
}
"""A delivery state's ground and ink; what is not here stands on grey."""
NO_TONE = ("E9E8E5", "55595E")


@cache
def font(
    size: float = 10, *, bold: bool = False, color: str = INK, underline: bool = False, italic: bool = False
) -> Font:
    return Font(
        name=FACE,
        size=size,
        bold=bold,
        italic=italic,
        color=color,
        underline="single" if underline else None,
        family=2,
    )


@cache
def inline(size: float, *, bold: bool = False, color: str = INK) -> InlineFont:
    return InlineFont(rFont=FACE, sz=size, b=bold, color=Color(color))


@cache
def fill(color: str) -> PatternFill:
    return PatternFill("solid", start_color=color, end_color=color)


def side(color: str, style: str = "thin") -> Side:
    return Side(style=style, color=color)  # type: ignore[arg-type]


BOX = Border(left=side(EDGE), right=side(EDGE), top=side(EDGE), bottom=side(EDGE))
RULE_BELOW = Border(bottom=side(LINE))
RULE_ABOVE = Border(top=side(LINE))
EDGE_BELOW = Border(bottom=side(EDGE))
EDGE_ABOVE = Border(top=side(EDGE))
ACCENT_BELOW = Border(bottom=side(ACCENT, "medium"))

PLAIN = Alignment(vertical="top")
MIDDLE = Alignment(vertical="center", wrap_text=True)
MIDDLE_LINE = Alignment(vertical="center", horizontal="left")
LABEL = Alignment(vertical="center", horizontal="left", wrap_text=True, indent=1)
LABEL_TOP = Alignment(vertical="top", horizontal="left", wrap_text=True, indent=1)
RUN_ON = Alignment(vertical="bottom")
"""Unwrapped: the words run on over the empty cells to the right, so nothing needs merging."""
RUN_ON_INDENTED = Alignment(vertical="bottom", horizontal="left", indent=1)
RIGHT = Alignment(horizontal="right", vertical="center")
FIELD_TEXT = Alignment(vertical="center", wrap_text=True, horizontal="left", indent=1)
FIELD_NUMBER = Alignment(vertical="center", horizontal="right")
OPEN, SHUT = Protection(locked=False), Protection(locked=True)


NUMBERED = Alignment(horizontal="left", vertical="top")
INDENTED_LINE = Alignment(vertical="center", horizontal="left", indent=1)


def head(*, indented: bool) -> Alignment:
    return Alignment(vertical="center", horizontal="left", wrap_text=True, indent=int(indented))
