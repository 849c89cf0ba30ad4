"""A table of recommendations and responses on the pages of a PDF: found by its headings, cut by its rules and columns."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from assurance_desk.domain.published_tables import NUMBER, is_pairs, table_text
from assurance_desk.reading.document_lines import Line, Rules

_GAP: Final = 1.1
"""Times the size of the type: a gap in a line as wide as this parts two columns."""
_OVER: Final = 4.0
"""Points a line may run over the edge of its column."""
Join = Callable[[Sequence[Line]], str]
"""From the lines of a cell to its words."""


@dataclass
class _Table:
    """A table while its pages come. ``edges``: where each column after the first begins."""

    headings: list[Line]
    edges: list[float]
    number: int
    rows: list[list[list[Line]]] = field(default_factory=list)

    def column(self, part: Line) -> int:
        return sum(part.left >= edge - 1 for edge in self.edges)

    def fits(self, part: Line) -> bool:
        at = self.column(part)
        return at >= len(self.edges) or part.right <= self.edges[at] + _OVER

    def text(self, join: Join) -> str:
        cells = [[join(cell) for cell in row] for row in self.rows]
        return table_text([[one.words.strip() for one in self.headings], *cells])


def with_tables(
    pages: Sequence[Sequence[Line]], rules: Sequence[Rules], join: Join
) -> list[list[Line | str]]:
    """The pages' lines in order, each table of recommendations and responses in them as one text."""
    made: list[list[Line | str]] = []
    table: _Table | None = None
    holder: list[Line | str] = []
    place = 0
    for page, ruled in zip(pages, rules, strict=True):
        out: list[Line | str] = []
        made.append(out)
        rest = list(page)
        if table is not None:
            rest = _taken(table, rest, ruled, top=float("inf"), goes_on=True)
            if rest:
                holder[place], table = table.text(join), None
        while rest and table is None:
            found = _heading(rest, ruled)
            if found is None:
                out += rest
                break
            at, beside, table = found
            out += rest[:at]
            after = [line for line in rest[at:] if not any(line is one for one in beside)]
            rest = _taken(table, after, ruled, top=beside[0].base, goes_on=False)
            holder, place = out, len(out)
            out.append(table.text(join))
            if rest:
                table = None
    if table is not None:
        holder[place] = table.text(join)
    return made


# ------------------------------------------------------------------ finding the headings


def parts(line: Line) -> list[Line]:
    """A line cut where a gap is too wide for the space between two words."""
    found: list[tuple[int, int]] = []
    start, last = 0, -1
    for at, sign in enumerate(line.words):
        if not sign.strip() or at >= len(line.places):
            continue
        if last >= 0 and line.places[at][0] - line.places[last][1] > _GAP * max(line.size, 6.0):
            found.append((start, last + 1))
            start = at
        last = at
    found.append((start, last + 1))
    if len(found) == 1:
        return [line]
    return [
        replace(
            line,
            words=line.words[first:end].strip(),
            left=line.places[first + _blanks(line.words[first:end])][0],
            right=line.places[end - 1][1],
            broken=line.broken if end == last + 1 else "",
            places=line.places[first:end],
        )
        for first, end in found
    ]


def _blanks(words: str) -> int:
    return len(words) - len(words.lstrip())


def _heading(lines: Sequence[Line], rules: Rules) -> tuple[int, list[Line], _Table] | None:
    """Where the headings stand, the lines they are made of, and the table they open."""
    for at, line in enumerate(lines):
        if "ecommendation" not in line.words and "RECOMMENDATION" not in line.words:
            continue
        beside = [one for one in lines[at:] if abs(one.base - line.base) < 2]
        beside += [one for one in lines[:at] if abs(one.base - line.base) < 2]
        headings = sorted((part for one in beside for part in parts(one)), key=lambda one: one.left)
        if not is_pairs([one.words for one in headings]):
            continue
        first = min(lines.index(one) for one in beside)
        below = [part for one in lines if one.base < line.base - 2 for part in parts(one)]
        number = next((n for n, one in enumerate(headings) if NUMBER.match(one.words)), -1)
        return first, beside, _Table(headings, _edges(headings, below, rules), number)
    return None


def _edges(headings: Sequence[Line], below: Sequence[Line], rules: Rules) -> list[float]:
    """Between two headings: a rule drawn there, else where the lines below begin, else the next heading itself."""
    edges = []
    for one, other in itertools.pairwise(headings):
        ruled = [
            at
            for at, low, high in rules.upright
            if one.right - 1 < at < other.left + 1 and low < one.base < high
        ]
        begun = [part.left for part in below if one.right < part.left <= other.left + 1]
        edges.append(min(ruled) if ruled else min(begun, default=other.left))
    return edges


# ------------------------------------------------------------------ taking its rows


def _taken(table: _Table, lines: Sequence[Line], rules: Rules, *, top: float, goes_on: bool) -> list[Line]:
    """Put lines of a page into the table's rows; what stands after it is given back."""
    inside: list[Line] = []
    levels = [at for at, _left, _right in rules.across if at < top]
    foot = min(levels, default=0.0) if levels and _ruled(table, rules) else -1.0
    for number, line in enumerate(lines):
        cut = parts(line)
        if line.base < foot or not all(map(table.fits, cut)):
            _into_rows(table, inside, levels, goes_on=goes_on)
            return list(lines[number:])
        inside += cut
    _into_rows(table, inside, levels, goes_on=goes_on)
    return []


def _ruled(table: _Table, rules: Rules) -> bool:
    """Whether lines are drawn across the whole table."""
    left, right = table.headings[0].left, table.headings[-1].left
    return sum(1 for _at, start, end in rules.across if start <= left + 2 and end >= right) >= 2


def _into_rows(table: _Table, found: Sequence[Line], levels: Sequence[float], *, goes_on: bool) -> None:
    if goes_on:
        found = _without_headings(table, found)
    starts = _starts(table, found, levels)
    columns = len(table.edges) + 1
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else float("-inf")
        row: list[list[Line]] = [[] for _column in range(columns)]
        for part in found:
            if end < part.base <= start:
                row[table.column(part)].append(part)
        if goes_on and number == 0 and table.rows and not _begins(table, row):
            for cell, more in zip(table.rows[-1], row, strict=True):
                cell.extend(more)
        elif any(row):
            table.rows.append(row)


def _without_headings(table: _Table, found: Sequence[Line]) -> list[Line]:
    """On a further page the headings may be printed again."""
    words = {one.words.strip().casefold() for one in table.headings}
    first = {part.base for part in found if part.words.strip().casefold() in words}
    top = max(first, default=None)
    again = [part for part in found if top is not None and abs(part.base - top) < 2]
    if len(again) < 2 or not all(part.words.strip().casefold() in words for part in again):
        return list(found)
    return [part for part in found if not any(part is one for one in again)]


def _begins(table: _Table, row: list[list[Line]]) -> bool:
    """Whether a row at the head of a page is a new one: it has a number, or its recommendation begins a sentence."""
    if table.number >= 0:
        return bool(row[table.number])
    first = next((cell[0].words.strip() for cell in row if cell), "")
    return first[:1].isupper() and bool(row[0])


def _starts(table: _Table, found: Sequence[Line], levels: Sequence[float]) -> list[float]:
    """The upper end of each row: at rules drawn across, else where a number stands, else after a gap."""
    if not found:
        return []
    top = max(part.base for part in found) + 1
    low = min(part.base for part in found)
    ruled = sorted((at for at in levels if low < at < top - 1), reverse=True)
    if ruled:
        return [top, *ruled]
    if table.number >= 0:
        numbers = [part.base + 3 for part in found if table.column(part) == table.number]
        return sorted({top, *numbers}, reverse=True) if numbers else [top]
    first = sorted((part for part in found if table.column(part) == 0), key=lambda one: -one.base)
    gaps = [above.base - below.base for above, below in itertools.pairwise(first)]
    usual = min((gap for gap in gaps if gap > 2), default=0.0)
    apart = [
        below.base + 3
        for above, below in itertools.pairwise(first)
        if usual and above.base - below.base > usual * 1.4
    ]
    return [top, *apart]
