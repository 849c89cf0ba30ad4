"""What a tracker's columns hold: guessed from their headings, said by the officer, remembered by both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from assurance_desk.domain.questions.cells import bare
from assurance_desk.domain.tracker_grid import Grid, TrackerBook
from assurance_desk.texts import later

REVIEW, NUMBER, RECOMMENDATION, RESPONSE = "review", "number", "recommendation", "response"
REF, ACTION, OWNER, LEAD, DUE, NOW_DUE, STATE = "ref", "action", "owner", "lead", "due", "now_due", "state"
PROGRESS, EVIDENCE, MEASURE, KIND = "progress", "evidence", "measure", "kind"
KEEP, LEAVE = "keep", "leave"
FIELDS: dict[str, str] = {
    REVIEW: later("Review"),
    NUMBER: later("Recommendation number"),
    RECOMMENDATION: later("Recommendation"),
    RESPONSE: later("Response"),
    REF: later("Action reference"),
    ACTION: later("Action"),
    OWNER: later("Owner"),
    LEAD: later("Lead organisation"),
    DUE: later("Due date"),
    NOW_DUE: later("Revised due date"),
    STATE: later("State"),
    PROGRESS: later("Progress notes"),
    EVIDENCE: later("Evidence"),
    MEASURE: later("Success measure"),
    KIND: later("Kind of commitment"),
    KEEP: later("Kept in a note"),
    LEAVE: later("Left out"),
}
THEME = "theme"
"""Of rows only: what a title between rows may name, where it names no review."""
SEVERAL = (PROGRESS, EVIDENCE, KEEP, LEAVE)
"""What more than one column may hold."""
_KNOWN: dict[str, tuple[str, ...]] = {
    REVIEW: ("review", "case", "scr", "review name", "source", "source review", "review title", "lcspr"),
    NUMBER: (
        "recommendation number", "rec no", "rec number", "recommendation no", "recommendation ref", "rec", "rec ref",
        "no", "number", "#",
    ),
    RECOMMENDATION: ("recommendation", "recommendations", "recommendation text", "finding", "learning point"),
    RESPONSE: ("response", "board response", "response to recommendation", "partnership response", "agency response"),
    REF: ("action ref", "action number", "action no", "ref", "reference", "action id", "id"),
    ACTION: (
        "action", "actions", "action required", "action to be taken", "actions required", "agreed action", "task",
        "what we will do", "action agreed", "commitment",
    ),
    OWNER: (
        "owner", "lead officer", "action owner", "responsible officer", "responsible person", "who", "by whom",
        "lead person", "responsible", "assigned to", "officer", "lead", "action lead",
    ),
    LEAD: ("lead agency", "lead organisation", "agency", "organisation", "partner", "agencies", "responsible agency"),
    DUE: (
        "due date", "due", "deadline", "target date", "by when", "timescale", "completion date", "date due", "when",
        "original due date", "target completion date", "timescales", "original date",
    ),
    NOW_DUE: ("revised due date", "revised date", "new date", "revised deadline", "extended to", "now due", "revised target date"),
    STATE: ("status", "rag", "brag", "rag status", "rag rating", "brag rating", "state", "progress rating", "brag status", "delivery"),
    PROGRESS: (
        "progress", "progress notes", "update", "updates", "latest update", "comments", "progress update", "notes",
        "comment", "commentary", "progress to date",
    ),
    EVIDENCE: ("evidence", "evidence held", "evidence of completion", "evidence provided", "assurance evidence"),
    KIND: ("kind of commitment", "type of commitment", "commitment type", "action type"),
    MEASURE: ("success measure", "outcome", "expected outcome", "measure of success", "success criteria", "impact", "intended outcome"),
}  # fmt: skip
_WORDS = {word: name for name, words in _KNOWN.items() for word in words}
_SURE = 84
_REVIEW_WORDS = re.compile(
    r"\b(?:scrs?|lcsprs?|sars?|dhrs?|dardrs?|reviews?|child|baby|family|adult|inspection|audit|panel)\b",
    re.IGNORECASE,
)
_LOOKED_AT = 30


@dataclass(frozen=True, slots=True)
class Legend:
    """What the tracker's own signs mean: initials to a role; words and colours, each to a delivery state; words for an
    organisation to what ``Leads`` takes.

    Keys are as ``bare`` makes them (colours: six hexadecimal digits). A state of "" was said to mean none.
    """

    roles: dict[str, str] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    colours: dict[str, str] = field(default_factory=dict)
    organisations: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mapping:
    """How one sheet is read. ``heading``: the row of its headings, 0-based. ``colour``: the column whose fill
    tells the state, -1 for none. ``review``: the review of rows that name none. ``bands``: what a title between rows
    names, ``REVIEW`` or ``THEME``.
    """

    sheet: str = ""
    heading: int = 0
    columns: dict[int, str] = field(default_factory=dict)
    colour: int = -1
    review: str = ""
    bands: str = REVIEW
    legend: Legend = field(default_factory=Legend)

    def of(self, name: str) -> list[int]:
        """The columns that hold this, from left to right."""
        return sorted(column for column, held in self.columns.items() if held == name)

    def holding(self, column: int, name: str) -> Mapping:
        """The same with a column that holds something else; what only one may hold leaves its former column."""
        columns = dict(self.columns)
        if name not in SEVERAL:
            columns.update({at: KEEP for at, held in columns.items() if held == name})
        columns[column] = name
        return replace(self, columns=columns)


@lru_cache(maxsize=2048)
def field_of(heading: str) -> tuple[str, float]:
    """What a column of this heading probably holds, and how sure (0 to 100); ("", 0) where nobody could say."""
    words = bare(heading.replace("_", " ").replace("/", " ")).replace(".", "").rstrip("?")
    if not words:
        return "", 0
    if words in _WORDS:
        return _WORDS[words], 100
    best = process.extractOne(words, list(_WORDS), scorer=fuzz.token_sort_ratio, score_cutoff=_SURE)
    if best is not None:
        return _WORDS[best[0]], best[1]
    long = [word for word in _WORDS if len(word) > 3]
    held = process.extract(words, long, scorer=fuzz.token_set_ratio, score_cutoff=_SURE, limit=None)
    if not held:
        return "", 0
    word, sure, _at = max(held, key=lambda one: (one[1], len(one[0])))
    return _WORDS[word], sure - 20


def guess_columns(grid: Grid, heading: int) -> dict[int, str]:
    """Every column with a heading or with words under it. The surest column of a kind has it, another is kept."""
    headings = grid.headings(heading)
    scores = sorted(
        ((field_of(words)[1], -column, column) for column, words in enumerate(headings) if words),
        reverse=True,
    )
    found: dict[int, str] = {}
    for sure, _left, column in scores:
        name = field_of(headings[column])[0] if sure else KEEP
        found[column] = KEEP if name not in SEVERAL and name in found.values() else name
    for column in range(grid.width):
        if column not in found and any(grid.text(row, column) for row in range(heading + 1, grid.height)):
            found[column] = KEEP
    return dict(sorted(found.items()))


def coloured_columns(grid: Grid, heading: int) -> list[int]:
    """Columns in which at least two rows are filled with some colour, the most colourful first."""
    kinds: dict[int, list[str]] = {}
    for (row, column), colour in grid.tracker.fills.items():
        if row > heading and column < grid.width:
            kinds.setdefault(column, []).append(colour)
    told = {column: len(set(colours)) for column, colours in kinds.items() if len(colours) > 1}
    return sorted(told, key=lambda column: (-told[column], column))


def guess_colour(grid: Grid, heading: int, columns: dict[int, str]) -> int:
    """The column whose colours tell the state: that of the state, else one headed by no other field; -1 for none."""
    coloured = coloured_columns(grid, heading)
    state = next((column for column, name in columns.items() if name == STATE), -1)
    if state in coloured:
        return state
    if state >= 0:
        return -1
    several = [
        at
        for at in coloured
        if len({grid.fill(row, at) for row in range(heading + 1, grid.height)} - {""}) > 1
    ]
    return several[0] if len(several) == 1 else -1


def guess_heading(grid: Grid) -> tuple[int, int]:
    """The row that looks most like headings, and how many of its cells are known words."""
    best = (0, 0)
    for row in range(min(grid.height, _LOOKED_AT)):
        known = len({field_of(words)[0] for words in grid.headings(row) if len(words) < 60} - {""})
        if known > best[1]:
            best = row, known
    return best


def guess(book: TrackerBook) -> Mapping:
    """The sheet that looks most like a tracker, its headings and columns."""
    grids = [Grid(one) for one in book.sheets]
    if not grids:
        return Mapping()
    ranked = [
        (not grid.tracker.sheet.hidden, guess_heading(grid)[1], grid.height, -at)
        for at, grid in enumerate(grids)
    ]
    grid = grids[-max(ranked)[3]]
    return guess_sheet(grid, book.name)


def guess_sheet(grid: Grid, file_name: str, heading: int | None = None) -> Mapping:
    """One sheet's mapping; the headings are looked for unless their row is given."""
    at = guess_heading(grid)[0] if heading is None else heading
    columns = guess_columns(grid, at)
    return Mapping(
        sheet=grid.name,
        heading=at,
        columns=columns,
        colour=guess_colour(grid, at, columns),
        review=_title_over(grid, at) or _stem(file_name),
        bands=_bands(grid, at),
    )


def _bands(grid: Grid, heading: int) -> str:
    """What titles between rows seem to name: a review where one says so, else a theme."""
    alone = [
        cells[0][1]
        for row in range(heading + 1, grid.height)
        if len(cells := list(grid.filled(row))) == 1 and grid.own(row, cells[0][0])
    ]
    return THEME if alone and not any(_REVIEW_WORDS.search(words) for words in alone) else REVIEW


def _title_over(grid: Grid, heading: int) -> str:
    """Words that stand alone in a row above the headings."""
    for row in range(heading):
        found = list(grid.filled(row))
        if len(found) == 1 and 3 < len(found[0][1]) <= 120:
            return " ".join(found[0][1].split())
    return ""


def _stem(file_name: str) -> str:
    return " ".join(file_name.rpartition(".")[0].replace("_", " ").split()) or file_name


def heading_key(headings: Sequence[str]) -> str:
    """The same for two sheets with the same headings in the same places."""
    return "\x1f".join(bare(words) for words in headings).rstrip("\x1f")
