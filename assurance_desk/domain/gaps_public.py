"""A public edition of tables of counts: fewer than five people withheld, and enough beside them that nothing tells.

The way of statistical disclosure control: first every small cell; then in each row and column, totals included,
a second one wherever a single withheld cell, or withheld cells of fewer than five people in all, could be worked
out from the rest; then, since rows and columns can be played against each other, another wherever one could still
be. Seen as a graph whose nodes are rows and columns and whose edges are withheld cells, those that can be worked
out are the bridges (D. Gusfield, A graph theoretic approach to statistical data security, 1988).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assurance_desk.domain.gaps import FEW, WITHHELD, Cell, Matrix

Place = tuple[int, int]
"""Row and column; the row after the last holds the totals, as does the column after the last."""
_Node = tuple[str, int]
_Graph = dict[_Node, list[_Node]]


def public_edition(matrix: Matrix) -> Matrix:
    """The same matrix with ``WITHHELD`` cells; a total may have to be withheld too."""
    return _without(matrix, withhold(matrix))


def public_editions(matrices: Sequence[Matrix]) -> tuple[Matrix, ...]:
    """Measures of the same people, as a paper prints them: the row totals of the first alone.

    A place withheld in one is withheld in all, or its n would stand beside it.
    """
    own = [frozenset[Place](), *(_row_totals(matrix) for matrix in matrices[1:])]
    places: frozenset[Place] = frozenset()
    while True:
        more = places
        for matrix, unprinted in zip(matrices, own, strict=True):
            more |= withhold(matrix, places | unprinted) - unprinted
        if more == places:
            break
        places = more
    return tuple(
        _without(matrix, places | unprinted) for matrix, unprinted in zip(matrices, own, strict=True)
    )


def _row_totals(matrix: Matrix) -> frozenset[Place]:
    return frozenset((r, len(matrix.groups)) for r in range(len(matrix.rows)))


def _without(matrix: Matrix, withheld: frozenset[Place]) -> Matrix:
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
    return Cell(state=WITHHELD, parts=0) if place in withheld and not cell.silent else cell


def withhold(matrix: Matrix, already: Iterable[Place] = ()) -> frozenset[Place]:
    """Places to withhold, of those that show a figure. ``already``: withheld for another measure."""
    people = _people(matrix)
    withheld = {place for place, of in people.items() if of < FEW} | (people.keys() & set(already))
    lines = list(_lines(matrix, people))
    while True:
        more = {place for line in lines if (place := _second(line, people, withheld)) is not None}
        if not more:
            more = _detours(people, withheld, (len(matrix.rows), len(matrix.groups)))
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


# ------------------------------------------------------------------ rows played against columns


def _ends(place: Place) -> tuple[_Node, _Node]:
    return ("row", place[0]), ("column", place[1])


def _detours(people: dict[Place, int], withheld: set[Place], totals: Place) -> set[Place]:
    """For the first withheld place that can be worked out, one more that leaves it open; none where none can."""
    graph: _Graph = {}
    for place in withheld:
        row, column = _ends(place)
        graph.setdefault(row, []).append(column)
        graph.setdefault(column, []).append(row)
    for bridge in sorted(_bridges(graph)):
        side = _reached(graph, bridge)
        across = [
            place
            for place in people.keys() - withheld
            if len(side & set(_ends(place))) == 1  # it leads round the bridge
        ]
        if across:
            joined = [place for place in across if all(node in graph for node in _ends(place))]
            return {min(joined or across, key=lambda place: (_is_total(place, totals), people[place], place))}
    return set()


def _is_total(place: Place, totals: Place) -> bool:
    return place[0] == totals[0] or place[1] == totals[1]


def _reached(graph: _Graph, without: Place) -> set[_Node]:
    """The nodes on the row's side once the bridge is gone."""
    start, end = _ends(without)
    found, waiting = {start}, [start]
    while waiting:
        node = waiting.pop()
        for other in graph[node]:
            if other not in found and {node, other} != {start, end}:
                found.add(other)
                waiting.append(other)
    return found


def _bridges(graph: _Graph) -> set[Place]:
    """Tarjan's: an edge whose far side reaches nothing earlier by another way."""
    order: dict[_Node, int] = {}
    lowest: dict[_Node, int] = {}
    found: set[Place] = set()
    for root in graph:
        if root in order:
            continue
        order[root] = lowest[root] = len(order)
        path = [(root, root, iter(graph[root]))]
        while path:
            node, parent, rest = path[-1]
            other = next(rest, None)
            if other is None:
                path.pop()
                lowest[parent] = min(lowest[parent], lowest[node])
                if node != parent and lowest[node] > order[parent]:
                    found.add(_edge(node, parent))
            elif other not in order:
                order[other] = lowest[other] = len(order)
                path.append((other, node, iter(graph[other])))
            elif other != parent:
                lowest[node] = min(lowest[node], order[other])
    return found


def _edge(one: _Node, other: _Node) -> Place:
    row, column = (one, other) if one[0] == "row" else (other, one)
    return row[1], column[1]
