"""Random spoilings: every answer that survives is right or asked about, and none is wrong in silence."""

from __future__ import annotations

import copy
import random

import pytest

from assurance_desk.domain.recovery.find import find
from assurance_desk.domain.sheet_layout import MARK_COLUMN
from tests.domain.recovery.forms import ANSWERS, EXPECTED, Book, Grid, filled, sheets

MARK = MARK_COLUMN - 1
STRANGE = ("approx 30", "12 (2 part time)", "n/a", "see letter", "?")


def _grids(book: Book) -> list[Grid]:
    return [grid for name, grid in book.items() if name != "Cover"]


def _is_head(row: list[object]) -> bool:
    return "Answer" in row or "Employed or contracted" in row


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
    lines = [n for n, row in enumerate(grid) if str(row[1]).startswith("SG") and len(row) > MARK]
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
    for row in _grids(book)[-1]:
        if len(row) > 6:
            row[3], row[4] = row[4], row[3]


SPOILINGS = (
    reorder, sort_visible, insert_row, insert_column, drop_marks, delete_row, rename, copy_sheet, untidy,
    numbers_as_text, strange_cell, swap_columns,
)  # fmt: skip
SAME = {str(value): slot for slot, value in ANSWERS.items()}


@pytest.mark.parametrize("seed", range(100))
def test_no_answer_is_wrong_in_silence(seed: int) -> None:
    chance = random.Random(seed)
    book = filled()
    done = chance.sample(SPOILINGS, chance.randint(1, 4))
    for spoiling in done:
        spoiling(book, chance)
    finding = find(sheets(book), EXPECTED)
    names = [spoiling.__name__ for spoiling in done]
    assert finding.accounted, names
    silent = {one.slot: " ".join(one.value.split()) for one in finding.answers if not one.kind}
    wrong = {
        slot: value
        for slot, value in silent.items()
        if value not in STRANGE and value != " ".join(str(ANSWERS.get(slot, "")).split())
    }
    assert not wrong, names
    told = {" ".join(one.found.split()) for one in finding.answers} | {
        " ".join(part.split()) for left in finding.left_over for part in left.text.split("  ")
    }
    everything = (
        " ".join(told)
        + " ".join(one.problem for one in finding.answers)
        + " ".join(left.text for left in finding.left_over)
    )
    still = {" ".join(str(value).split()) for grid in book.values() for row in grid for value in row}
    lost = [
        value
        for value in SAME
        if " ".join(value.split()) in still and " ".join(value.split()) not in everything
    ]
    assert not lost, names
