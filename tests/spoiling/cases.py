"""One random case: a questionnaire, answers to it, and what was done to the file."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from assurance_desk.domain.questionnaire import Questionnaire
from tests.spoiling.designs import OWNERS, answers
from tests.spoiling.edits_cells import CELLS
from tests.spoiling.edits_rows import ROWS
from tests.spoiling.edits_sheets import SHEETS
from tests.spoiling.paper import Line, Paper, issued
from tests.spoiling.typing_ways import plainly

Edit = Callable[[Paper, random.Random], None]
EDITS: tuple[Edit, ...] = (*dict.fromkeys((*SHEETS, *ROWS, *CELLS)),)


def filled(asked: Questionnaire, chance: random.Random) -> Paper:
    """As its recipient filled it in, before anything was done to it."""
    paper = issued(asked, OWNERS[0])
    rules = paper.rules()
    given = answers(rules, chance)
    for page in paper.pages:
        for _row, _column, leaf in page.placed():
            if leaf.slot in given:
                plainly(leaf, rules[leaf.slot], given[leaf.slot])
        for line in page.lines:
            if any(leaf and leaf.slot and leaf.filled for leaf in line):
                _settle(line)
    return paper


def _settle(line: Line) -> None:
    """Our formulas say no more that the row is to be answered, as in Excel."""
    for leaf in line:
        if leaf and not leaf.slot and leaf.value in ("To answer", "Say why"):
            leaf.value = ""


def spoiled(asked: Questionnaire, edits: Sequence[Edit], seed: int) -> Paper:
    chance = random.Random(seed)
    paper = filled(asked, chance)
    for edit in edits:
        edit(paper, chance)
    return paper
