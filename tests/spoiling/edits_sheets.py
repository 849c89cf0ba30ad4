"""Whole sheets renamed, hidden, split, joined, copied, pasted into a new book."""

from __future__ import annotations

import copy
import random

from assurance_desk.domain.sheet_layout import MARK_HEAD
from tests.spoiling.designs import COLUMNS
from tests.spoiling.paper import MARK, Leaf, Line, Page, Paper


def rename(paper: Paper, chance: random.Random) -> None:
    page = chance.choice(paper.pages)
    page.name = chance.choice(
        (f"Sheet{chance.randrange(100, 999)}", f"Copy of {page.name}"[:31], f"{page.name[:20]} final")
    )


def hide(paper: Paper, chance: random.Random) -> None:
    chance.choice(paper.pages).hidden = True


def drop_ours(paper: Paper, chance: random.Random) -> None:
    """The cover and the sheet of lists deleted."""
    paper.pages = [page for page in paper.pages if page.name not in ("Cover", "Lists")] or paper.pages


def drop_sheet(paper: Paper, chance: random.Random) -> None:
    page = chance.choice(paper.asking())
    if len(paper.asking()) > 1:
        paper.pages.remove(page)


def move_sheets(paper: Paper, chance: random.Random) -> None:
    chance.shuffle(paper.pages)


def split(paper: Paper, chance: random.Random) -> None:
    """What stands below some row goes to a sheet of its own, now and then with the headings above it."""
    page = chance.choice(paper.asking())
    if len(page.lines) < 4:
        return
    at = chance.randrange(2, len(page.lines))
    heads = [line for line in page.lines[:at] if is_head(page, line)]
    rest = page.lines[at:]
    if heads and chance.random() < 0.4:
        rest = [copy.deepcopy(heads[-1]), *rest]
    _add(paper, Page(f"{page.name[:24]} more", rest, merges=list(page.merges)))
    del page.lines[at:]


def join(paper: Paper, chance: random.Random) -> None:
    """Two sheets or more, one below the other on one."""
    pages = paper.asking()
    if len(pages) < 2:
        return
    chosen = chance.sample(pages, chance.randint(2, len(pages)))
    lines: list[Line] = []
    for page in chosen:
        lines += page.lines
        lines += [[] for _n in range(chance.randrange(3))]
        paper.pages.remove(page)
    _add(paper, Page("All answers", lines, merges=[one for page in chosen for one in page.merges]))


def new_book(paper: Paper, chance: random.Random) -> None:
    """What can be seen of each sheet pasted into a new book, values only: nothing hidden, no merged cells."""
    paper.name = "Book1.xlsx"
    paper.pages = list(paper.asking())
    for n, page in enumerate(paper.pages, 1):
        page.name, page.hidden, page.merges = f"Sheet{n}", False, []
        for line in page.lines:
            del line[MARK - 1 :]


def copy_sheet(paper: Paper, chance: random.Random) -> None:
    page = chance.choice(paper.asking())
    _add(paper, copied(page, f"{page.name[:26]} (2)"))


def copy_changed(paper: Paper, chance: random.Random) -> None:
    """A copy of a sheet in which somebody went on with other figures."""
    page = copied(chance.choice(paper.asking()), "Draft")
    for _row, _column, leaf in page.placed():
        if (
            leaf.slot
            and isinstance(leaf.value, int)
            and not isinstance(leaf.value, bool)
            and leaf.format == "General"
        ):
            leaf.value += 1
            leaf.accepts = frozenset((str(leaf.value),))
    _add(paper, page)


def own_sheet(paper: Paper, chance: random.Random) -> None:
    """A sheet of theirs beside ours."""
    lines: list[Line] = [
        [Leaf("Calls to make", stray=True)],
        [Leaf("Jane", stray=True), Leaf(4321, stray=True)],
    ]
    _add(paper, Page("Notes", lines))


def copied(page: Page, name: str) -> Page:
    made = copy.deepcopy(page)
    made.name = name
    return made


HEADS = {"Answer", "Comment", "Evidence held", "Planned improvement", "Staff group", "Line"} | {
    head for head, _kind in COLUMNS
}


def is_head(page: Page, line: Line) -> bool:
    """A row of headings of ours, over cells to fill in."""
    words = {str(leaf.value) for leaf in line if leaf and leaf.filled}
    # Not the line over the marks: moved together with a row it reads like a column put in, and nothing tells otherwise.
    return (
        MARK_HEAD not in words
        and not any(leaf and leaf.slot for leaf in line)
        and bool({_tidy(word) for word in words} & HEADS)
    )


def _tidy(word: str) -> str:
    return " ".join(word.replace("\u00a0", " ").split())


def _add(paper: Paper, page: Page) -> None:
    names = {one.name.casefold() for one in paper.pages}
    while page.name.casefold() in names:
        page.name = f"{page.name[:27]} {len(names)}"
    paper.pages.append(page)


SHEETS = (
    rename, hide, drop_ours, drop_sheet, move_sheets, split, join, new_book, copy_sheet, copy_changed, own_sheet,
)  # fmt: skip
