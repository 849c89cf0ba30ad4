"""Grid, type scale and colour of every paper, in one place (the window's half is ``ui/theme.py``)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

INK: Color = HexColor("#1F2328")
MUTED: Color = HexColor("#5B6168")
LINE: Color = HexColor("#DEDBD4")
PAPER: Color = HexColor("#FFFFFF")
CANVAS: Color = HexColor("#F6F5F2")
ACCENT: Color = HexColor("#1D5B79")
RULE: Color = HexColor("#8A8F95")  # the stronger hairline: under heads, over totals
BAR: Color = ACCENT
BAR_QUIET: Color = HexColor("#7396A8")  # 3.15:1 on white; lighter ones fail WCAG 1.4.11
TEXTURE: Color = HexColor("#8D8A84")  # 3.4:1, for the same reason
DRAFT_INK: Color = HexColor("#E4E1DA")
HEAT: tuple[Color, ...] = tuple(map(HexColor, ("#FFFFFF", "#F3E3C3", "#E3B97C", "#C9803F", "#8F4317")))
HEAT_INK: tuple[Color, ...] = (INK, INK, INK, INK, PAPER)
_GREY = (HexColor("#E9E8E5"), HexColor("#4B4F54"))
CHIPS: dict[str, tuple[Color, Color]] = {
    "Blue": (HexColor("#DCE8F7"), HexColor("#1B4B8F")),
    "Green": (HexColor("#DDF0E2"), HexColor("#1B6B3A")),
    "Amber": (HexColor("#FBEBCB"), HexColor("#7A4900")),
    "Red": (HexColor("#F9DEDC"), HexColor("#A3211B")),
    "Grey": _GREY,
}

REGULAR, SEMIBOLD, FALLBACK = "Desk Regular", "Desk SemiBold", "Desk Fallback"

# (size in points, leading). Leading in whole or half millimetres, so that lines keep the 2 mm rhythm.
TITLE = (26, 11 * mm)
SECTION = (16, 8 * mm)
FINDING = (12, 6 * mm)
TEXT = (12, 6 * mm)
TABLE = (10, 4.5 * mm)
SMALL = (9, 4 * mm)
SUB_SIZE = 8.5
FIGURE_SIZE = 22
UNIT = 2 * mm  # every gap is a multiple of it


def up(height: float, unit: float = UNIT) -> float:
    """The next multiple of ``unit``, in points."""
    return math.ceil(height / unit - 1e-6) * unit


def chip_colours(state: str) -> tuple[Color, Color]:
    """Ground and ink of a delivery state; states without a colour of their own are grey."""
    return CHIPS.get(state, _GREY)


@dataclass(frozen=True, slots=True)
class Page:
    """A4 with 20 mm margins and twelve columns, 4 mm apart. Text stands on nine; three hang labels."""

    width: float = 210 * mm
    height: float = 297 * mm
    margin: float = 20 * mm
    gutter: float = 4 * mm
    side_columns: int = 3

    @property
    def text_width(self) -> float:
        return self.width - 2 * self.margin

    @property
    def text_height(self) -> float:
        return self.height - 2 * self.margin

    def span(self, columns: int) -> float:
        column = (self.text_width - 11 * self.gutter) / 12
        return columns * column + (columns - 1) * self.gutter

    @property
    def side(self) -> float:
        return self.span(self.side_columns)

    @property
    def main_x(self) -> float:
        return self.side + self.gutter

    @property
    def main(self) -> float:
        return self.text_width - self.main_x


PORTRAIT = Page()
LANDSCAPE = Page(297 * mm, 210 * mm)


def _style(
    name: str,
    type_: tuple[float, float],
    font: str = REGULAR,
    ink: Color = INK,
    *,
    before: float = 0,
    after: float = 0,
) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=type_[0],
        leading=type_[1],
        textColor=ink,
        spaceBefore=before,
        spaceAfter=after,
        splitLongWords=1,
        allowWidows=0,
        allowOrphans=0,
        uriWasteReduce=0.3,
    )


TITLE_STYLE = _style("title", TITLE, SEMIBOLD, after=4 * UNIT)
SECTION_STYLE = _style("section", SECTION, SEMIBOLD, before=4 * UNIT, after=1.5 * UNIT)
FINDING_STYLE = _style("finding", FINDING, SEMIBOLD, before=2 * UNIT, after=UNIT)
PANEL_HEAD_STYLE = _style("panel head", FINDING, SEMIBOLD, after=UNIT)
TEXT_STYLE = _style("text", TEXT, after=2 * UNIT)
ITEM_STYLE = _style("item", TEXT)
LABEL_STYLE = _style("label", TEXT, SEMIBOLD, ACCENT)
NOTE_STYLE = _style("note", SMALL, REGULAR, MUTED)
