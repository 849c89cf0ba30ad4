"""Answers that stand in another cell of their row than their sender meant, where no reader of the file could know it."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable

from assurance_desk.domain.recovery.finding import FoundAnswer
from assurance_desk.domain.sheet_layout import MARK_HEAD, STRUT_COLUMN
from tests.spoiling.paper import MARK, Leaf, Line


def nobody_could_tell(
    one: FoundAnswer, leaf: Leaf, line: Line, lines: list[Line], asked: Iterable[FoundAnswer]
) -> bool:
    """Whether the file is, to the letter, one whose sender meant the answer where it stands. ``asked``: what is asked about
    on its row.

    It reads there as well as in its own cell (the edits say where that is not so: a figure among words, an answer under
    Comment). Typed into the wrong cell: the other cells of the row stand where its mark, headings or other rows have them, so
    nothing but that answer was touched. Moved along with others, because a cell before it was deleted: the row has no
    mark, no figure of ours beside it stands elsewhere than issued, no cell of it is in doubt, and it ends with an empty
    cell, as a row does whose sender left the last one blank.
    """
    if leaf.typed != one.slot or one.value != leaf.read_there:
        return False
    if leaf.pulled:
        return not _marked(line) and not _figures_apart(line, lines) and not any(asked)
    return _as_the_others(line, lines)


def words_under_a_heading(one: FoundAnswer, leaf: Leaf, line: Line, lines: list[Line]) -> bool:
    """Whether words of theirs that answer nothing stand where the file, to the letter, has the answer they are taken for:
    under its heading, in a row that leaves its own cell empty, with heading and mark moved by one and the same, as by a
    column put in before them.
    """
    mine = [other for other in line if other and other.slot == one.slot]
    if not leaf.stray or not mine or any(other.filled for other in mine):
        return False
    column, own = next(at for at, other in enumerate(line) if other is leaf), mine[0].at
    moved = {at - other.at for at, other in enumerate(line) if other and str(other.value).count("|") == 6}
    above = itertools.takewhile(lambda other: other is not line, lines)
    over = [
        row[column]
        for row in above
        if column < len(row) and (head := row[column]) and head.filled and not head.theirs
    ]
    return moved == {column - own} and bool(over) and over[-1] is not None and over[-1].at == own


def _marked(line: Line) -> bool:
    return any(leaf and str(leaf.value).count("|") == 6 for leaf in line)


def _figures_apart(line: Line, lines: list[Line]) -> bool:
    """Whether figures of ours beside the row stand elsewhere than the heading over the marks, or the other rows', say."""
    moved = _off(line)
    if moved is None:
        return False
    heads = [
        column - MARK + 1
        for one in lines
        for column, leaf in enumerate(one, 1)
        if leaf and " ".join(str(leaf.value).split()) == MARK_HEAD
    ]
    others = heads or [off for one in lines if one is not line and (off := _off(one)) is not None]
    return bool(others) and Counter(others).most_common(1)[0][0] != moved


def _off(line: Line) -> int | None:
    """By how many columns our first figure beside a row was moved; None where there is none."""
    now = [
        at for at, leaf in enumerate(line) if at >= STRUT_COLUMN - 1 and leaf and isinstance(leaf.value, int)
    ]
    was = [leaf.at for leaf in line if leaf and leaf.at >= STRUT_COLUMN and isinstance(leaf.value, int)]
    return now[0] - was[0] if now and was else None


def _under(heads: Line, mine: list[tuple[int, int]]) -> bool:
    """Whether each cell stands under the heading it was issued under."""
    if any(leaf and leaf.slot for leaf in heads):
        return False
    over = {column: leaf.at for column, leaf in enumerate(heads) if leaf and leaf.filled}
    return all(over.get(column) == at for at, column in mine)


def _as_the_others(line: Line, lines: list[Line]) -> bool:
    """Whether each cell stands as far from the row's mark as it was issued, under its heading, or where another row has it."""
    mine = [(leaf.stands_for, column) for column, leaf in enumerate(line) if leaf and leaf.slot]
    marks = [column - leaf.at for column, leaf in enumerate(line) if leaf and str(leaf.value).count("|") == 6]
    if marks and all(column - at == marks[0] for at, column in mine):
        return True
    if any(_under(one, mine) for one in lines):
        return True
    others: dict[int, set[int]] = {}
    for one in lines:
        for column, leaf in enumerate(one if one is not line else []):
            if leaf and leaf.slot:
                others.setdefault(leaf.stands_for, set()).add(column)
    return all(at not in others or column in others[at] for at, column in mine)
