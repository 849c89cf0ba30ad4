"""Rows and columns re-ordered, inserted, deleted, sorted; headings changed; hidden marks lost."""

from __future__ import annotations

import copy
import itertools
import random

from tests.spoiling.edits_cells import as_read_there
from tests.spoiling.edits_sheets import is_head
from tests.spoiling.paper import MARK, Leaf, Line, Page, Paper


def _page(paper: Paper, chance: random.Random) -> Page:
    return chance.choice(paper.asking())


def _asking(page: Page) -> list[int]:
    return [n for n, line in enumerate(page.lines) if any(leaf and leaf.slot for leaf in line)]


def _wide(line: Line, width: int) -> Line:
    line += [None] * (width - len(line))
    return line


def reorder(paper: Paper, chance: random.Random) -> None:
    """Some rows that stand together, in another order."""
    page = _page(paper, chance)
    rows = _asking(page)
    if len(rows) < 2:
        return
    start = chance.randrange(len(rows) - 1)
    block = rows[start : start + chance.randint(2, 5)]
    lines = [page.lines[n] for n in block]
    chance.shuffle(lines)
    for n, line in zip(block, lines, strict=True):
        page.lines[n] = line


def sort_seen(paper: Paper, chance: random.Random) -> None:
    """Sorted by a program that took the visible columns along and left the hidden ones."""
    page = _page(paper, chance)
    rows = _asking(page)
    if not rows:
        return
    start = chance.randrange(len(rows))
    block = rows[start : start + 4]
    seen = [_wide(page.lines[n], MARK)[: MARK - 1] for n in block]
    chance.shuffle(seen)
    for n, line in zip(block, seen, strict=True):
        page.lines[n][: MARK - 1] = line


def sort_all(paper: Paper, chance: random.Random) -> None:
    """The whole sheet sorted by one of its columns, headings and all."""
    page, by = _page(paper, chance), chance.choice((0, 1, 2))

    def key(line: Line) -> str:
        leaf = line[by] if len(line) > by else None
        return str(leaf.value).casefold() if leaf and leaf.filled else "\uffff"

    page.lines.sort(key=key)


def insert_row(paper: Paper, chance: random.Random) -> None:
    page = _page(paper, chance)
    at = chance.randrange(len(page.lines) + 1)
    strange: list[Line] = [
        [],
        [None, Leaf("Gas team", stray=True), Leaf(6321, stray=True), Leaf(5321, stray=True)],
        [None, None, Leaf("a stray note", stray=True)],
        [Leaf("NB", stray=True)],
    ]
    page.lines.insert(at, chance.choice(strange))


def copy_row(paper: Paper, chance: random.Random) -> None:
    """A row copied, hidden mark and all, and made into a row of their own."""
    page = _page(paper, chance)
    rows = _asking(page)
    if not rows:
        return
    at = chance.choice(rows)
    made: Line = []
    first = next(column for column, leaf in enumerate(page.lines[at]) if leaf and leaf.slot)
    words = [column for column, leaf in enumerate(page.lines[at][:first]) if leaf and leaf.filled]
    label = words[-1] if words else max(first - 1, 0)
    for leaf in page.lines[at]:
        mine = leaf is not None and leaf.filled and leaf.slot is not None
        made.append(Leaf(7321, stray=True) if mine else copy.copy(leaf) if leaf and not leaf.slot else None)
    _wide(made, label + 1)[label] = Leaf("Gas team", stray=True)
    page.lines.insert(at + 1, made)


def delete_row(paper: Paper, chance: random.Random) -> None:
    page = _page(paper, chance)
    if len(page.lines) > 1:
        del page.lines[chance.randrange(len(page.lines))]


def insert_column(paper: Paper, chance: random.Random) -> None:
    """A column put in; now and then something is written into it."""
    page, at = _page(paper, chance), chance.choice((0, 1, 2, 3, 4, 5))
    written = chance.random() < 0.3
    asking = set(_asking(page))
    for n, line in enumerate(page.lines):
        if at <= len(line):
            line.insert(at, Leaf(f"seen {n}", stray=True) if written and n in asking else None)


def insert_in_block(paper: Paper, chance: random.Random) -> None:
    """Cells put in on a few rows only, by Insert, Shift cells right. Not where one was deleted before: a row that went left
    and right again stands like one that somebody filled in otherwise.
    """
    page, at = _page(paper, chance), chance.choice((2, 3, 4))
    rows = _asking(page)
    if rows:
        start = chance.randrange(len(rows))
        for n in rows[start : start + 3]:
            if at <= len(page.lines[n]) and not any(leaf and leaf.pulled for leaf in page.lines[n]):
                page.lines[n].insert(at, None)


def shift_left(paper: Paper, chance: random.Random) -> None:
    """A cell deleted on a few rows by Delete, Shift cells left: what stands behind it moves. Their marks are lost too, alone
    or with all of the sheet or of the file, so that those tell nothing of it.
    """
    page, at = _page(paper, chance), chance.choice((2, 3, 4))
    rows = _asking(page)
    if not rows:
        return
    start = chance.randrange(len(rows))
    chosen = rows[start : start + chance.randint(1, 3)]
    alone = [page.lines[n] for n in chosen]
    lost = chance.choice((alone, page.lines, [line for each in paper.pages for line in each.lines]))
    for leaf in (leaf for line in lost for leaf in line):
        if leaf and str(leaf.value).count("|") == 6:
            leaf.value = None
    rules = paper.rules()
    for line in alone:
        cells = [copy.copy(leaf) for leaf in line[at:]]
        for here, pulled in zip(cells, line[at + 1 :], strict=False):
            if pulled and pulled.filled and here and here.slot:
                as_read_there(pulled, here, rules)
                pulled.pulled = True
        del line[at : at + 1]


def delete_column(paper: Paper, chance: random.Random) -> None:
    page, at = _page(paper, chance), chance.randrange(9)
    for line in page.lines:
        del line[at : at + 1]


def swap_columns(paper: Paper, chance: random.Random) -> None:
    page = _page(paper, chance)
    one, other = chance.sample(range(1, 8), 2)
    for line in page.lines:
        _wide(line, 8)
        line[one], line[other] = line[other], line[one]


def swap_in_block(paper: Paper, chance: random.Random) -> None:
    """The columns of one table in another order, its headings with them, the rest of the sheet untouched.

    Where neither column has a heading there, nothing in the file would show that rows below it changed too.
    """
    page = _page(paper, chance)
    heads = [n for n, line in enumerate(page.lines) if is_head(page, line)]
    if not heads:
        return
    at = chance.choice(heads)
    one, other = chance.sample(range(2, 6), 2)
    shown = any(leaf and leaf.filled for leaf in _cells(page.lines[at], one, other))
    for n in range(at, len(page.lines)):
        line = _wide(page.lines[n], 8)
        if n > at and not shown and any(leaf and leaf.slot for leaf in _cells(line, one, other)):
            break
        if n > at and (is_head(page, line) or not any(leaf and leaf.filled for leaf in line[1:8])):
            break
        line[one], line[other] = line[other], line[one]


def _cells(line: Line, *columns: int) -> Line:
    return [line[at] if at < len(line) else None for at in columns]


def double_column(paper: Paper, chance: random.Random) -> None:
    """A column copied beside itself, heading and all, and other figures put into the copy."""
    page, at = _page(paper, chance), chance.choice((2, 3, 4))
    for line in page.lines:
        leaf = line[at] if at < len(line) else None
        if len(line) > at:
            made = copy.copy(leaf)
            if made and made.slot and isinstance(made.value, int) and not isinstance(made.value, bool):
                made.value += 5
                made.accepts = frozenset((str(made.value),)) if made.accepts else made.accepts
            line.insert(at + 1, made)


def transpose(paper: Paper, chance: random.Random) -> None:
    """A table turned on its side: its rows as columns."""
    page = _page(paper, chance)
    heads = [n for n, line in enumerate(page.lines) if is_head(page, line)]
    if not heads:
        return
    at = last = chance.choice(heads)
    while last + 1 < len(page.lines) and any(leaf and leaf.slot for leaf in page.lines[last + 1]):
        last += 1
    block = [_wide(list(line), MARK)[: MARK - 1] for line in page.lines[at : last + 1]]
    turned: list[Line] = [
        [None, *column] for column in zip(*block, strict=True) if any(leaf and leaf.filled for leaf in column)
    ]
    page.lines[at : last + 1] = turned


def push(paper: Paper, chance: random.Random) -> None:
    page = _page(paper, chance)
    right, down = chance.randrange(4), chance.randrange(4)
    page.lines = [*([] for _n in range(down)), *([*([None] * right), *line] for line in page.lines)]


def drop_marks(paper: Paper, chance: random.Random) -> None:
    for page in paper.pages if chance.random() < 0.5 else [_page(paper, chance)]:
        for _row, _column, leaf in page.placed():
            if str(leaf.value).count("|") == 6:
                leaf.value = None


def drop_some_marks(paper: Paper, chance: random.Random) -> None:
    for _row, _column, leaf in _page(paper, chance).placed():
        if str(leaf.value).count("|") == 6 and chance.random() < 0.4:
            leaf.value = None


def shuffle_refs(paper: Paper, chance: random.Random) -> None:
    page = _page(paper, chance)
    lines = [
        line for line in page.lines if line and line[0] and line[0].filled and len(str(line[0].value)) < 5
    ]
    refs = [line[0] for line in lines]
    chance.shuffle(refs)
    for line, ref in zip(lines, refs, strict=True):
        line[0] = ref


def drop_refs(paper: Paper, chance: random.Random) -> None:
    for line in _page(paper, chance).lines:
        if line and line[0] and chance.random() < 0.7:
            line[0] = None


def _heads(page: Page) -> list[Line]:
    return [line for line in page.lines if is_head(page, line)]


def reword_heading(paper: Paper, chance: random.Random) -> None:
    heads = _heads(_page(paper, chance))
    if heads:
        leafs = [leaf for leaf in chance.choice(heads)[: MARK - 1] if leaf and leaf.filled]
        if leafs:
            chance.choice(leafs).value = chance.choice((None, "Our own heading"))


def delete_heading(paper: Paper, chance: random.Random) -> None:
    page = _page(paper, chance)
    heads = _heads(page)
    if heads:
        gone = chance.choice(heads)
        page.lines = [line for line in page.lines if line is not gone]


def move_heading(paper: Paper, chance: random.Random) -> None:
    page = _page(paper, chance)
    heads = _heads(page)
    if heads:
        moved = chance.choice(heads)
        page.lines = [line for line in page.lines if line is not moved]
        page.lines.insert(chance.randrange(len(page.lines) + 1), moved)


def push_heading(paper: Paper, chance: random.Random) -> None:
    """A cell put in before the headings, as by Insert, Shift cells right."""
    heads = _heads(_page(paper, chance))
    if heads:
        chance.choice(heads).insert(chance.choice((0, 2, 3)), None)


def merge_down(paper: Paper, chance: random.Random) -> None:
    """One answer in cells merged over the rows below it, whose own answers go."""
    page = _page(paper, chance)
    rows = _asking(page)
    for at, below in itertools.pairwise(rows):
        found = [
            column for column, leaf in enumerate(page.lines[at])
            if leaf and leaf.slot and leaf.filled and column < len(page.lines[below]) and page.lines[below][column]
        ]  # fmt: skip
        if below == at + 1 and found and chance.random() < 0.4:
            column = chance.choice(found)
            page.lines[below][column] = None
            leaf = page.lines[at][column]
            assert leaf
            page.merges.append((leaf, 2, 1))
            return


def merge_across(paper: Paper, chance: random.Random) -> None:
    """An answer and its comment made one cell, both written into it."""
    page = _page(paper, chance)
    for at in chance.sample(_asking(page), len(_asking(page))):
        line = page.lines[at]
        for column in range(2, len(line) - 1):
            one, other = line[column], line[column + 1]
            if one and other and one.slot and one.filled and other.slot and other.slot.column == "comment":
                if other.filled:
                    one.value = f"{one.value} - {other.value}"
                    one.accepts = frozenset((*one.accepts, str(one.value)))
                    one.format = "@"
                line[column + 1] = None
                page.merges.append((one, 1, 2))
                return


ROWS = (
    reorder, sort_seen, sort_all, insert_row, copy_row, delete_row, insert_column, insert_in_block, shift_left, delete_column,
    swap_columns, swap_in_block, double_column, transpose, push, drop_marks, drop_some_marks, shuffle_refs, drop_refs, reword_heading,
    delete_heading, move_heading, push_heading, merge_down, merge_across,
)  # fmt: skip
