"""The rows of a tracker, each read into our fields; what is doubtful is named by its cell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from assurance_desk.domain import tracker_columns as tc
from assurance_desk.domain.actions import ACTION, BLUE, DELIVERED, FINISHED, STANDING
from assurance_desk.domain.dates import UnreadableDateError, When, parse_when
from assurance_desk.domain.questions.cells import bare
from assurance_desk.domain.tracker_grid import Grid, same_words
from assurance_desk.domain.tracker_signs import (
    colour_state,
    colour_words,
    guess_state,
    has_no_end,
    initials_in,
    initials_key,
    kind_in,
    month_first,
    read_when,
    with_roles,
)
from assurance_desk.texts import _, later

BLANK, HEADING, SUBTOTAL, BAND, EMPTY, BY_HAND = "blank", "heading", "subtotal", "band", "empty", "by hand"
WHY_LEFT: dict[str, str] = {
    BLANK: later("blank"),
    HEADING: later("headings repeated"),
    SUBTOTAL: later("totals"),
    BAND: later("titles between rows"),
    EMPTY: later("no recommendation or action"),
    BY_HAND: later("left out by you"),
}
LEFT: Final = "left"
TAKE, LEAVE_OUT = "take", "leave"
_TOTAL = re.compile(
    r"^(?:(?:sub|grand)[\s-]?)?totals?\b|^(?:overall|number of|no\. of|count of|percentage|%)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\s*(?:recommendation|rec)\b\.?\s*(?:(?:no\.?|number)?\s*(?P<number>\d{1,3}(?:\.\d{1,3})*[a-z]?)\b\s*[:.)–—-]*|[:–—-])"
    r"\s*(?P<words>\S.*)?",
    re.IGNORECASE | re.DOTALL,
)
_INHERITED = (tc.REVIEW, tc.NUMBER, tc.RECOMMENDATION)
Mends = dict[tuple[int, str], str]
"""What the officer put right in the preview: (row, field) to the words typed; ``LEFT`` to ``TAKE`` or ``LEAVE_OUT``."""


@dataclass(frozen=True, slots=True)
class Problem:
    """``cell`` is its address, "" for the whole row."""

    cell: str
    words: str


@dataclass(frozen=True, slots=True)
class TrackerRow:
    """One row of the sheet (``at``, 0-based). ``values``: our fields as text, mended. ``left`` is why it is left out.

    ``entries`` are progress notes and evidence: (field, heading, words); ``kept`` what has no field of ours: (heading,
    words). ``state`` is "" where none was given; ``said`` is how the tracker put it. ``unread`` names fields whose date or
    state could not be read; ``initials`` are those without a role. ``raw`` is the whole row as it stands; ``hidden``: the file
    does not show it.
    """

    at: int
    values: dict[str, str] = field(default_factory=dict)
    left: str = ""
    due: When | None = None
    now_due: When | None = None
    state: str = ""
    said: str = ""
    entries: tuple[tuple[str, str, str], ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    unread: frozenset[str] = frozenset()
    initials: tuple[str, ...] = ()
    raw: str = ""
    hidden: bool = False

    @property
    def id(self) -> str:
        return str(self.at)

    def value(self, name: str) -> str:
        return self.values.get(name, "")


def read_rows(grid: Grid, mapping: tc.Mapping, mends: Mends | None = None) -> list[TrackerRow]:
    """Every row below the headings, to the last with something in it."""
    return _Reader(grid, mapping, mends or {}).rows()


def review_of(row: TrackerRow, mapping: tc.Mapping) -> str:
    return row.value(tc.REVIEW) or mapping.review


class _Reader:
    def __init__(self, grid: Grid, mapping: tc.Mapping, mends: Mends) -> None:
        self.grid, self.mapping, self.mends = grid, mapping, mends
        self.headings = grid.headings(mapping.heading)
        self.held = {column: name for column, name in mapping.columns.items() if column < grid.width}
        self.above: dict[str, str] = {}
        self.band = ""
        self.months = {name: self._month_first(name) for name in (tc.DUE, tc.NOW_DUE)}

    def _month_first(self, name: str) -> bool:
        rows = range(self.mapping.heading + 1, self.grid.height)
        return month_first([self.grid.value(row, at) for at in self.mapping.of(name) for row in rows])

    def rows(self) -> list[TrackerRow]:
        found = [self._row(row) for row in range(self.mapping.heading + 1, self.grid.height)]
        while found and found[-1].left == BLANK and not found[-1].raw:
            found.pop()
        return found

    # -------------------------------------------------------------- what a row is

    def _row(self, row: int) -> TrackerRow:
        cells = list(self.grid.filled(row))
        said_here = [" ".join(text.split()) for column, text in cells if self.grid.own(row, column)]
        raw = " | ".join((*said_here, *(f"{title}: {words}" for title, words in self.grid.beside(row))))
        said = self.mends.get((row, LEFT), "")
        asked = self._title(cells) if said != LEAVE_OUT else None
        why = self._kind(row, cells) if said != TAKE and asked is None else ""
        if why in (SUBTOTAL, BAND):
            self._leave_group()
        if why == BAND:
            self.band = " ".join(cells[0][1].split())
        if why:
            return TrackerRow(row, left=why, raw=raw)
        return self._read(row, raw, said, asked)

    def _leave_group(self) -> None:
        """What stands above no longer counts for the rows below, but that they are of the same review."""
        self.above = {name: text for name, text in self.above.items() if name == tc.REVIEW}

    @staticmethod
    def _title(cells: list[tuple[int, str]]) -> re.Match[str] | None:
        """A recommendation that stands alone in a row, over the rows of its actions."""
        return _ASKED.fullmatch(cells[0][1]) if len(cells) == 1 else None

    def _kind(self, row: int, cells: list[tuple[int, str]]) -> str:
        own = [(column, text) for column, text in cells if self.grid.own(row, column)]
        if not own and not any(self.mends.get((row, name)) for name in tc.FIELDS):
            return BLANK
        if not own:
            return ""
        if self._is_heading(own):
            return HEADING
        if _TOTAL.match(own[0][1]) and sum(1 for _at, text in own if any(map(str.isalpha, text))) <= 2:
            return SUBTOTAL
        column, text = own[0]
        alone = len(own) == 1 and len(cells) == 1
        first = column == min(self.held, default=-1)
        named = first and self.held[column] not in (tc.ACTION, tc.RECOMMENDATION) and len(text) > 3
        return BAND if alone and (named or self.grid.spread(row, column) >= 3) else ""

    def _is_heading(self, own: list[tuple[int, str]]) -> bool:
        alike = sum(1 for column, text in own if same_words(text, self.headings[column]))
        return alike >= 2 and alike * 2 >= len(own)

    # -------------------------------------------------------------- what it says

    def _read(self, row: int, raw: str, said: str, asked: re.Match[str] | None = None) -> TrackerRow:
        work = _Work(row)
        if asked is None:
            self._gather(work)
            self._inherit(work)
        else:
            self._ask(work, asked)
        if self.band and self.mapping.bands == tc.THEME:
            work.values[tc.THEME] = self.band
        elif self.band and not self.mapping.of(tc.REVIEW):
            work.values.setdefault(tc.REVIEW, self.band)
        for (at, name), typed in self.mends.items():
            if at == row and name != LEFT:
                work.values[name] = typed.strip()
        self._settle(work)
        left = BY_HAND if said == LEAVE_OUT else ""
        if not left and not work.values.get(tc.ACTION) and not work.owned:
            left = EMPTY
        if left == EMPTY:
            work.problem("", _("No recommendation or action: the row is left out, its words are kept"))
        return TrackerRow(
            row, work.values, left, work.due, work.now_due, work.state, work.said, tuple(work.entries),
            tuple(work.kept), tuple(work.problems), frozenset(work.unread), work.initials, raw, self.grid.hidden(row),
        )  # fmt: skip

    def _ask(self, work: _Work, asked: re.Match[str]) -> None:
        """A recommendation that is a row's title: the rows below are its actions."""
        self._leave_group()
        found = {tc.NUMBER: asked["number"] or "", tc.RECOMMENDATION: asked["words"] or ""}
        found.update({name: self.mends[work.row, name] for name in found if (work.row, name) in self.mends})
        self.above.update({name: text.strip() for name, text in found.items() if text.strip()})
        work.values, work.owned = dict(self.above), True
        work.kept += self.grid.beside(work.row)

    def _gather(self, work: _Work) -> None:
        """Each column's words into the field it holds."""
        for column, name in self.held.items():
            if self.grid.home(work.row, column)[1] != column:
                continue  # merged with the cell at its left, which has said it
            text, odd = self.grid.text(work.row, column), self.grid.odd(work.row, column)
            if odd:
                work.problem(
                    self._place(work.row, column), _("holds “{odd}” and no value").format(odd=odd[:60])
                )
                work.kept.append((self.headings[column], odd))
            if not text or name == tc.LEAVE:
                continue
            if name in (tc.PROGRESS, tc.EVIDENCE):
                work.entries.append((name, self.headings[column], text))
            elif name == tc.KEEP:
                work.kept.append((self.headings[column] or self._place(work.row, column), text))
            else:
                work.values[name] = text
                work.at[name] = column

        work.kept += self.grid.beside(work.row)

    def _inherit(self, work: _Work) -> None:
        """Fill down a recommendation, its number and review where the cells are blank under one."""
        own = [name for name in (tc.NUMBER, tc.RECOMMENDATION) if self._own(work, name)]
        typed = {
            name: self.mends[work.row, name].strip() for name in _INHERITED if (work.row, name) in self.mends
        }
        work.owned = bool(own) or bool(typed.get(tc.NUMBER) or typed.get(tc.RECOMMENDATION))
        if not own:  # what was mended in the first of the merged cells stands for all of them
            merged = {name: text for name, text in self.above.items() if not self._own(work, name)}
            work.values.update(merged)
        else:
            same = bare(work.values.get(tc.NUMBER, "")) == bare(self.above.get(tc.NUMBER, ""))
            if tc.RECOMMENDATION not in work.values and same:
                work.values[tc.RECOMMENDATION] = self.above.get(tc.RECOMMENDATION, "")
            if not self._own(work, tc.REVIEW) and tc.REVIEW in self.above:
                work.values[tc.REVIEW] = self.above[tc.REVIEW]
        work.values.update(typed)
        kept = {name: work.values[name] for name in _INHERITED if work.values.get(name)}
        self.above = kept or self.above
        work.values = {name: text for name, text in work.values.items() if text}

    def _own(self, work: _Work, name: str) -> bool:
        return name in work.at and self.grid.own(work.row, work.at[name])

    # -------------------------------------------------------------- dates, state, people

    def _settle(self, work: _Work) -> None:
        work.due = self._when(work, tc.DUE)
        work.now_due = self._when(work, tc.NOW_DUE)
        if work.due and work.now_due and work.now_due < work.due:
            words = _("{now} is before the first date, {first}").format(
                now=work.now_due.long, first=work.due.long
            )
            work.problem(self._cell(work, tc.NOW_DUE), words)
        self._state(work)
        self._commitment(work)
        owner = work.values.get(tc.OWNER, "")
        if owner:
            roles = self.mapping.legend.roles
            work.values[tc.OWNER] = with_roles(owner, roles)
            work.initials = tuple(part for part in initials_in(owner) if not roles.get(initials_key(part)))

    def _when(self, work: _Work, name: str) -> When | None:
        text = work.values.get(name, "")
        if not text:
            return None
        mended = self.mends.get((work.row, name))
        found, doubt = self._typed(mended) if mended else self._in_cell(work, name)
        if found is None:
            work.unread.add(name)
            if name == tc.DUE and has_no_end(text):
                work.endless = True
                return None
            doubt = doubt or _("“{words}” is not a date we can be sure of").format(words=text[:60])
        else:
            work.values[name] = found.long
        if doubt:
            work.problem(self._cell(work, name), doubt)
        return found

    def _commitment(self, work: _Work) -> None:
        """What has no end is a standing commitment, unless the tracker or the officer says otherwise."""
        said = work.values.get(tc.KIND, "")
        kind = kind_in(said)
        if said and not kind:
            work.kept.append((_("Kind of commitment"), said))
        due = work.values.get(tc.DUE, "")
        if work.endless and not kind and work.state not in FINISHED:
            kind = STANDING
            words = _("“{words}” has no end: taken as a standing commitment").format(words=due[:60])
            work.problem(self._cell(work, tc.DUE), words)
        if kind == STANDING and work.state == BLUE:
            work.state = work.values[tc.STATE] = DELIVERED
            work.problem(
                self._cell(work, tc.STATE), _("a standing commitment is never complete; taken as delivered")
            )
        work.values[tc.KIND] = kind or ACTION

    def _in_cell(self, work: _Work, name: str) -> tuple[When | None, str]:
        column = work.at.get(name, -1)
        if column < 0:
            return None, ""
        grid = self.grid
        return read_when(grid.value(work.row, column), grid.shown(work.row, column), months=self.months[name])

    @staticmethod
    def _typed(text: str) -> tuple[When | None, str]:
        try:
            return parse_when(text), ""
        except UnreadableDateError:
            return None, ""

    def _state(self, work: _Work) -> None:
        """The words first; where they say nothing, the colour. Where both speak and differ, the words stand."""
        said = work.values.get(tc.STATE, "")
        legend = self.mapping.legend
        by_words = legend.states.get(bare(said), guess_state(said)[0]) if said else ""
        colour = self.grid.fill(work.row, self.mapping.colour) if self.mapping.colour >= 0 else ""
        by_colour = legend.colours.get(colour, colour_state(colour)) if colour else ""
        if self.mends.get((work.row, tc.STATE)):
            by_colour, colour = "", ""
        work.said = said or (colour_words(colour) if colour else "")
        work.state = by_words or by_colour
        if by_words and by_colour and by_words != by_colour:
            words = _("“{said}”, but coloured {colour}; taken as {state}").format(
                said=said, colour=by_colour, state=by_words
            )
            work.problem(self._place(work.row, self.mapping.colour), words)
            work.kept.append((_("Colour"), colour_words(colour)))
        if work.said and not work.state:
            work.unread.add(tc.STATE)
            words = _("“{said}” is no state we know; taken as not started, the words kept").format(
                said=work.said
            )
            work.problem(self._cell(work, tc.STATE), words)
        if work.state:
            work.values[tc.STATE] = work.state

    def _cell(self, work: _Work, name: str) -> str:
        column = work.at.get(name, self.mapping.colour if name == tc.STATE else -1)
        return self._place(work.row, column) if column >= 0 else ""

    def _place(self, row: int, column: int) -> str:
        return self.grid.place(row, column)


class _Work:
    """A row while it is being read. ``owned``: it has a recommendation of its own, not one from above. ``endless``: its
    due date says that there is none.
    """

    def __init__(self, row: int) -> None:
        self.row = row
        self.values: dict[str, str] = {}
        self.at: dict[str, int] = {}
        self.entries: list[tuple[str, str, str]] = []
        self.kept: list[tuple[str, str]] = []
        self.problems: list[Problem] = []
        self.unread: set[str] = set()
        self.owned = self.endless = False
        self.due: When | None = None
        self.now_due: When | None = None
        self.state = self.said = ""
        self.initials: tuple[str, ...] = ()

    def problem(self, cell: str, words: str) -> None:
        self.problems.append(Problem(cell, words))
