"""Random spoilings: every answer that survives is right or asked about, and none is wrong in silence."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable

from hypothesis import event, given
from hypothesis import strategies as st

from assurance_desk.domain.questionnaire import FOLLOW_COLUMNS, Slot
from assurance_desk.domain.recovery.find import NotOursError, find
from assurance_desk.domain.recovery.finding import Finding
from assurance_desk.domain.sheet_layout import MARK_COLUMN
from tests.domain.recovery.forms import (
    ANSWERS,
    CODE,
    EXPECTED,
    OTHER_CODE,
    Book,
    Grid,
    filled,
    issued,
    sheets,
)

MARK = MARK_COLUMN - 1
STRAYS = ("Done", "Comment", 4321, "Ludmarsh", "a|b|c|d|e|f|g", "Complete")
STRANGE = ("approx 30", "12 (2 part time)", "n/a", "see letter", "?")


def _grids(book: Book) -> list[Grid]:
    return [grid for name, grid in book.items() if name != "Cover"]


def _is_head(row: list[object]) -> bool:
    return not {_tidy(value) for value in row}.isdisjoint(("Answer", "Employed or contracted"))


def reorder(book: Book, chance: random.Random) -> None:
    grid = book.get("D Training") or _grids(book)[-1]
    lines = [n for n, row in enumerate(grid) if any(str(value).startswith("SG") for value in row[:4])]
    if lines:
        rows = [grid[n] for n in lines]
        chance.shuffle(rows)
        for n, row in zip(lines, rows, strict=True):
            grid[n] = row


def sort_visible(book: Book, chance: random.Random) -> None:
    grid = _grids(book)[-1]
    lines = [n for n, row in enumerate(grid) if len(row) > MARK and str(row[1]).startswith("SG")]
    seen = [grid[n][:MARK] for n in lines]
    chance.shuffle(seen)
    for n, row in zip(lines, seen, strict=True):
        grid[n][:MARK] = row


def insert_row(book: Book, chance: random.Random) -> None:
    grid = chance.choice(_grids(book))
    at = chance.randrange(len(grid))
    grid.insert(at, chance.choice([[""] * 5, ["", "Gas team", 6, 5], ["", "", "a stray note"]]))


def insert_column(book: Book, chance: random.Random) -> None:
    at = chance.choice((0, 1, 2, 3, 4))
    for row in chance.choice(_grids(book)):
        if at <= len(row):
            row.insert(at, "")


def drop_marks(book: Book, chance: random.Random) -> None:
    for row in chance.choice(_grids(book)):
        row[:] = ["" if str(value).count("|") == 6 else value for value in row]


def delete_row(book: Book, chance: random.Random) -> None:
    grid = chance.choice(_grids(book))
    del grid[chance.randrange(len(grid))]


def rename(book: Book, chance: random.Random) -> None:
    name = chance.choice([name for name in book if name != "Cover"])
    items = [(f"x{len(book)}" if key == name else key, grid) for key, grid in book.items()]
    book.clear()
    book.update(items)


def copy_sheet(book: Book, chance: random.Random) -> None:
    name = chance.choice([name for name in book if name != "Cover"])
    book[f"{name} (2)"] = copy.deepcopy(book[name])


def untidy(book: Book, chance: random.Random) -> None:
    for grid in _grids(book):
        for row in grid:
            for n, value in enumerate(row):
                if (
                    isinstance(value, str)
                    and 3 < len(value) < 60
                    and "|" not in value
                    and chance.random() < 0.3
                ):
                    row[n] = chance.choice((f"{value} ", f"\u00a0{value}", value.replace(" ", "  ")))


def numbers_as_text(book: Book, chance: random.Random) -> None:
    for row in _grids(book)[-1]:
        row[:] = [f" {value}" if isinstance(value, int) else value for value in row]


def strange_cell(book: Book, chance: random.Random) -> None:
    grid = chance.choice(_grids(book))
    cells = [
        (row, n) for row in grid if not _is_head(row) for n in range(2, min(6, len(row))) if row[n] != ""
    ]
    if cells:
        row, n = chance.choice(cells)
        row[n] = chance.choice(STRANGE)


def swap_columns(book: Book, chance: random.Random) -> None:
    one, other = chance.sample(range(2, 7), 2)
    for row in chance.choice(_grids(book)):
        if len(row) > 6:
            row[one], row[other] = row[other], row[one]


def shuffle_refs(book: Book, chance: random.Random) -> None:
    rows = [row for row in _grids(book)[0] if row and str(row[0]).startswith("A") and len(str(row[0])) == 2]
    refs = [row[0] for row in rows]
    chance.shuffle(refs)
    for row, ref in zip(rows, refs, strict=True):
        row[0] = ref


def delete_column(book: Book, chance: random.Random) -> None:
    at = chance.randrange(8)
    for row in chance.choice(_grids(book)):
        del row[at : at + 1]


def values_only(book: Book, chance: random.Random) -> None:
    for grid in book.values():
        for row in grid:
            del row[MARK - 1 :]


def one_sheet(book: Book, chance: random.Random) -> None:
    names = [name for name in book if name != "Cover"]
    chance.shuffle(names)
    book["All"] = [row for name in names for row in book.pop(name)]


def split_sheet(book: Book, chance: random.Random) -> None:
    name = chance.choice([name for name in book if name != "Cover"])
    at = chance.randrange(1, max(len(book[name]), 2))
    book[f"{name} more"] = book[name][at:]
    del book[name][at:]


def sort_all(book: Book, chance: random.Random) -> None:
    chance.choice(_grids(book)).sort(key=lambda row: str(row[1]) if len(row) > 1 else "")


def write_in_label(book: Book, chance: random.Random) -> None:
    ours = {row[1] for grid in _grids(issued()) for row in grid if row[1] and not _is_head(row)}
    rows = [row for grid in _grids(book) for row in grid if len(row) > 2 and row[1] in ours]
    if rows:
        row = chance.choice(rows)
        row[1] = f"{row[1]} {chance.choice(('we have 77', 'see Jane', '(agency too)'))}"


def stray(book: Book, chance: random.Random) -> None:
    row = chance.choice([row for grid in _grids(book) for row in grid] or [[]])
    row += [""] * (22 - len(row))
    free = [at for at in (*range(8, 12), *range(17, 22)) if row[at] == ""]
    if free:
        row[chance.choice(free)] = chance.choice(STRAYS)


def other_version(book: Book, chance: random.Random) -> None:
    for row in chance.choice(_grids(book)):
        row[:] = [value.replace("|1.0|", "|0.9|") if isinstance(value, str) else value for value in row]


def other_copy(book: Book, chance: random.Random) -> None:
    """Rows of another organisation's copy pasted in, marks and all, with its own figures."""
    for row in chance.choice(_grids(book)):
        if any(str(value).count("|") == 6 for value in row) and chance.random() < 0.4:
            row[:] = [
                value.replace(CODE, OTHER_CODE) if isinstance(value, str) and "|" in value
                else value + 1 if isinstance(value, int) and n > 1 else value
                for n, value in enumerate(row)
            ]  # fmt: skip


def copy_changed(book: Book, chance: random.Random) -> None:
    name = chance.choice([name for name in book if name != "Cover"])
    book[f"{name} (3)"] = [
        [value + 1 if isinstance(value, int) and not isinstance(value, bool) else value for value in row]
        for row in book[name]
    ]


def head_twice(book: Book, chance: random.Random) -> None:
    for row in _grids(book)[-1]:
        if len(row) > 6:
            row.insert(3, row[2] + 5 if isinstance(row[2], int) else row[2])


def push(book: Book, chance: random.Random) -> None:
    right, down = chance.randrange(4), chance.randrange(4)
    grid = chance.choice(_grids(book))
    grid[:] = [*([""] * 24 for _ in range(down)), *([*([""] * right), *row] for row in grid)]


def reword_heading(book: Book, chance: random.Random) -> None:
    heads = [row for grid in _grids(book) for row in grid if _is_head(row)]
    heads = [
        row
        for row in heads
        if len({_tidy(value) for value in row} - {""}) == sum(value != "" for value in row)
    ]
    if heads:
        row = chance.choice(heads)
        at = chance.choice([n for n, value in enumerate(row) if value != ""])
        row[at] = chance.choice(("", "Our own heading"))


def delete_heading(book: Book, chance: random.Random) -> None:
    grid = chance.choice(_grids(book))
    grid[:] = [row for row in grid if not _is_head(row)]


def move_heading(book: Book, chance: random.Random) -> None:
    grid = chance.choice(_grids(book))
    heads = [row for row in grid if _is_head(row)]
    if heads:
        grid.remove(heads[0])
        grid.insert(chance.randrange(len(grid) + 1), heads[0])


def push_heading(book: Book, chance: random.Random) -> None:
    """A cell put in before the headings, as by Insert, Shift cells right."""
    for row in chance.choice(_grids(book)):
        if _is_head(row):
            row.insert(0, "")


SPOILINGS = (
    reorder, sort_visible, insert_row, insert_column, drop_marks, delete_row, rename, copy_sheet, untidy,
    numbers_as_text, strange_cell, swap_columns, shuffle_refs, delete_column, values_only, one_sheet, split_sheet,
    sort_all, write_in_label, stray, other_version, other_copy, copy_changed, head_twice, push,
    reword_heading, delete_heading, move_heading, push_heading,
)  # fmt: skip


@given(st.lists(st.sampled_from(SPOILINGS), min_size=1, max_size=5, unique=True), st.integers(0, 10**9))
def test_no_answer_is_wrong_in_silence(done: list[Callable[[Book, random.Random], None]], seed: int) -> None:
    chance = random.Random(seed)
    book = filled()
    for spoiling in done:
        spoiling(book, chance)
    try:
        finding = find(sheets(book), EXPECTED)
    except NotOursError:
        return  # so little is left of it that it is sent back as a whole
    event("tied to its return" if finding.return_ref else "tied to nobody")
    names = [spoiling.__name__ for spoiling in done]
    assert finding.accounted, names
    assert finding.return_ref in {"O05", "O06", ""}
    if finding.doubt:
        return  # a person is asked first whose it is
    silent = {one.slot: _tidy(one.value) for one in finding.answers if not one.kind and one.value}
    told = _told(finding)
    still = {_tidy(value) for grid in book.values() for row in grid for value in row}
    wrong = {slot: value for slot, value in silent.items() if not _right(slot, value, still, finding)}
    assert not wrong, names
    if any(left.cells > 1 and " more cells " in left.why for left in finding.left_over):
        return  # a sheet with many strange cells is told as one, and counted whole
    lost = [value for value in map(_tidy, ANSWERS.values()) if value in still and value not in told]
    assert not lost, names
    added = {"4321", "we have 77", "(agency too)", "see Jane"}
    assert not [word for word in added if any(word in one for one in still) and word not in told], names


def _right(slot: Slot, value: str, still: set[str], finding: Finding) -> bool:
    """As answered; or as another hand answered, where that is all the book still holds, or the book is theirs."""
    true = ANSWERS.get(slot, "")
    if value in {*STRANGE, _tidy(true)}:
        return True
    if slot.column in FOLLOW_COLUMNS and value in {_tidy(word) for word in STRAYS}:
        return True  # a word of theirs that lies in a comment's cell is a comment
    others = isinstance(true, int) and value in {str(true + 1), str(true + 5), str(true + 6)}
    return others and (_tidy(true) not in still or finding.return_ref == "O06")


def _tidy(value: object) -> str:
    return " ".join(str(value).split())


def _told(finding: Finding) -> str:
    """Everything a person is shown of it."""
    parts = [part for one in finding.answers for part in (one.found, one.value, one.problem)]
    return _tidy(" ".join((*parts, *(left.text for left in finding.left_over))))
