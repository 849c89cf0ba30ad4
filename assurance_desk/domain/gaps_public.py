"""A public edition of a matrix: counts of fewer than five people withheld, and enough beside them that no total tells.

The way of statistical disclosure control for tables of counts: first every small cell, then in each row and column,
totals included, a second one wherever a single withheld cell, or withheld cells of fewer than five people in all,
could be worked out from the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assurance_desk.domain.gaps import FEW, Cell, Matrix

WITHHELD = "withheld"
Place = tuple[int, int]


def public_edition(matrix: Matrix) -> Matrix:
    """The same matrix with ``WITHHELD`` cells; a total may have to be withheld too."""
    withheld = withhold(matrix)
    rows = tuple(
        replace(
            row,
            cells=tuple(_shown(cell, (r, c), withheld) for c, cell in enumerate(row.cells)),
            total=_shown(row.total, (r, len(row.cells)), withheld),
        )
        for r, row in enumerate(matrix.rows)
    )
    last, width = len(matrix.rows), len(matrix.groups)
    totals = tuple(_shown(cell, (last, c), withheld) for c, cell in enumerate(matrix.totals))
    return replace(matrix, rows=rows, totals=totals, whole=_shown(matrix.whole, (last, width), withheld))


def _shown(cell: Cell, place: Place, withheld: frozenset[Place]) -> Cell:
    return Cell(state=WITHHELD, parts=0) if place in withheld else cell


def withhold(matrix: Matrix) -> frozenset[Place]:
    """Places (row, column) to withhold; the row after the last holds the totals, as does the column after the last."""
    people = _people(matrix)
    withheld = {place for place, of in people.items() if of < FEW}
    lines = list(_lines(matrix, people))
    while True:
        more = {place for line in lines if (place := _second(line, people, withheld)) is not None}
        if not more:
            return frozenset(withheld)
        withheld |= more


def _people(matrix: Matrix) -> dict[Place, int]:
    """Every place that shows a figure, and how many people it counts."""
    table = [[*row.cells, row.total] for row in matrix.rows] + [[*matrix.totals, matrix.whole]]
    return {(r, c): cell.of for r, line in enumerate(table) for c, cell in enumerate(line) if not cell.silent}


def _lines(matrix: Matrix, people: dict[Place, int]) -> Iterator[list[Place]]:
    """Rows and columns with their totals last."""
    for r in range(len(matrix.rows) + 1):
        yield [(r, c) for c in range(len(matrix.groups) + 1) if (r, c) in people]
    for c in range(len(matrix.groups) + 1):
        yield [(r, c) for r in range(len(matrix.rows) + 1) if (r, c) in people]


def _second(line: list[Place], people: dict[Place, int], withheld: set[Place]) -> Place | None:
    """One more place of this line to withhold, or None where nothing can be worked out from it."""
    hidden = [place for place in line if place in withheld]
    if not hidden:
        return None
    total = line[-1]
    safe = len(hidden) > 1 and (total in withheld or sum(people[place] for place in hidden) >= FEW)
    shown = [place for place in line if place not in withheld]
    if safe or not shown:
        return None
    inner = [place for place in shown if place != total]
    return min(inner or shown, key=lambda place: (people[place], place))
