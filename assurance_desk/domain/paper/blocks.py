"""What a paper is made of: frozen blocks of plain text, which any writer (PDF today) can set.

No block holds markup: ``<b>`` and ``&`` in a text are printed as they stand. Line breaks in
paragraphs and cells are kept. Widths are millimetres of a page whose text is 170 wide (257 in landscape).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Voice = Literal["officer", "published", "counted", "plain"]
Align = Literal["left", "right", "centre"]
Silence = Literal["no reply", "declined", "left blank", "not known", "not applicable", "no such staff"]
RowKind = Literal["row", "group", "total"]

NO_REPLY: Silence = "no reply"
DECLINED: Silence = "declined"
LEFT_BLANK: Silence = "left blank"
NOT_KNOWN: Silence = "not known"
NOT_APPLICABLE: Silence = "not applicable"
NO_SUCH_STAFF: Silence = "no such staff"
SILENCES: tuple[Silence, ...] = (NO_REPLY, DECLINED, LEFT_BLANK, NOT_KNOWN, NOT_APPLICABLE, NO_SUCH_STAFF)

# Least whole per cent of each shade, lightest first, and its words in the legend.
HEAT_BANDS: tuple[tuple[int, str], ...] = (
    (90, "90 to 100%"),
    (75, "75 to 89%"),
    (50, "50 to 74%"),
    (25, "25 to 49%"),
    (0, "under 25%"),
)


def heat_band(printed_percent: int) -> int:
    """The shade (0 light to 4 dark) of a whole per cent as printed: shade and figure never disagree."""
    return next(i for i, (least, _words) in enumerate(HEAT_BANDS) if printed_percent >= least)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperInfo:
    """What stands on every page and in the file's own description.

    ``embargo`` stands below the marking, "Embargoed until 12 June 2023 00:01"; empty where none does.
    ``author`` is a role, never a user name. ``header_left`` "Item 7 · Paper 19/23"; ``header_right``
    "Draft 3" or "Version 3"; ``footer_left`` "Position at 30 April 2019, 17:00". While ``draft``, DRAFT
    stands in the margin.
    """

    title: str
    author: str
    subject: str
    marking: str = "OFFICIAL"
    embargo: str = ""
    draft: bool = True
    header_left: str = ""
    header_right: str = ""
    footer_left: str = ""
    landscape: bool = False
    lang: str = "en-GB"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionStart:
    """Says which section (its key in SECTIONS) the blocks after it belong to; prints nothing."""

    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """``level`` 2 opens a section (number it in the text: "2 Where the gap is"), 3 says a finding.

    ``key`` is what a link aims at ("#gap").
    """

    text: str
    level: Literal[2, 3] = 2
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """``text`` as it stands in the paragraph; ``target`` https://…, mailto:… or "#" and a heading's key."""

    text: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """``side`` hangs in the margin; empty gives the voice's own words, once per run of paragraphs."""

    text: str
    voice: Voice = "plain"
    side: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Small print across the page: the n of a chart, how a table is ordered."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverBlock:
    """The body's name, the paper's title (the finding), and the facts about it as a quiet table."""

    body: str
    title: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskLine:
    """``verb`` "Agree"; ``text`` goes on from it: "that the business manager takes each gap up …"."""

    verb: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """What the body is asked, in its own frame."""

    asks: tuple[AskLine, ...]
    title: str = "You are asked to"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """``figure`` "128 of 203" stands large; ``text`` goes on from it."""

    figure: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigures:
    figures: tuple[KeyFigure, ...]
    title: str = "The message"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """``label`` stands at the bar's end ("128 of 199"), ``right`` in the last column ("35.7%").

    ``strong`` is the bar the finding is about; ``total`` is the line under a rule.
    """

    name: str
    value: float
    label: str
    right: str = ""
    strong: bool = False
    total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """Horizontal bars in the order given. ``alt`` is the message, read aloud before every value.

    ``full`` is the value of the longest bar possible (100 for per cents); None takes the greatest.
    """

    alt: str
    bars: tuple[Bar, ...]
    name_head: str = ""
    bar_head: str = ""
    right_head: str = ""
    full: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Squares:
    """One square each: ``filled`` in ink, then the silences, each so many."""

    filled: int
    silent: tuple[tuple[Silence, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table; at most one of chip, assurance, silence, heat, squares.

    ``sub`` is a small second line. ``chip`` is a delivery state (Blue, Green …): its colour under ``text``.
    ``assurance`` is a level, drawn under ``text`` as ``steps``: how many are filled, and of how many. ``silence`` and ``heat`` (0 to 4) put a
    swatch before ``text``; ``few`` the corner notch of a count under five. Empty ``align``: the column's.
    """

    text: str = ""
    sub: str = ""
    strong: bool = False
    muted: bool = False
    align: Align | Literal[""] = ""
    span: int = 1
    row_head: bool = False
    chip: str = ""
    assurance: str = ""
    steps: tuple[int, int] = (0, 4)
    silence: Silence | Literal[""] = ""
    heat: int | None = None
    few: bool = False
    squares: Squares | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """``width`` in millimetres; 0 shares what the others leave."""

    heading: str
    width: float = 0
    align: Align = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """The cells' spans add up to the columns. The first cell is the row's head, unless another says so.

    A ``group`` row opens the rows after it (first cell short: "Rec 1"; second spans the rest); a ``total``
    row stands under a strong rule.
    """

    cells: tuple[Cell, ...]
    kind: RowKind = "row"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataTable:
    """``name`` is short ("Questions"): it stands over the part on the next page. ``whole``: never broken.

    ``small`` sets 9 pt, for appendix tables.
    """

    name: str
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    whole: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatCell:
    """``figure`` "85%" or a grade's letter over ``sub`` "35 of 41". ``band`` 0 to 4, None for no shade.

    ``few``: counts fewer than five people. ``silence`` stands instead of a figure.
    """

    figure: str = ""
    sub: str = ""
    band: int | None = None
    few: bool = False
    silence: Silence | Literal[""] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatRow:
    """``silence`` with its ``words`` covers the whole row in place of ``cells``; ``total`` under a rule."""

    name: str
    cells: tuple[HeatCell, ...] = ()
    silence: Silence | Literal[""] = ""
    words: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatMap:
    """Organisations down, groups or questions across. ``columns`` are short heads, one per cell of a row.

    ``corner`` says the order of the rows ("Most people not in date first").
    """

    name: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[HeatRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatScale:
    """The shades and their words on one line under a heat map, lightest first."""

    title: str
    words: tuple[str, ...] = tuple(words for _least, words in HEAT_BANDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendRow:
    """``shown`` as in a table, with its mark (chip, assurance, silence, heat or few)."""

    shown: Cell
    means: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendGroup:
    """One scale: "In date", "Silence", "Delivery", "Assurance"."""

    scale: str
    rows: tuple[LegendRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    groups: tuple[LegendGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak:
    """What follows begins on a new page."""


Block: TypeAlias = (
    SectionStart
    | Heading
    | Paragraph
    | Note
    | CoverBlock
    | Asks
    | KeyFigures
    | BarChart
    | DataTable
    | HeatMap
    | HeatScale
    | Bullets
    | Legend
    | PageBreak
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltPaper:
    info: PaperInfo
    blocks: tuple[Block, ...]
