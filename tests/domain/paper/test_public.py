"""The public edition: nothing in it lets a withheld figure be worked out."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import pytest

from assurance_desk.domain.gaps import FEW, WITHHELD, Asked, build_matrix, measures_of
from assurance_desk.domain.gaps_public import public_editions
from assurance_desk.domain.paper import blocks as b
from assurance_desk.domain.paper.build import build_paper
from assurance_desk.domain.paper.checks import Scale, before_issue
from assurance_desk.domain.paper.public import free_texts, public_snapshot, withheld_figures
from assurance_desk.domain.paper.record import OwnWords
from assurance_desk.domain.returns import ANSWERED
from assurance_desk.domain.snapshot import Decision
from tests import gaps_data
from tests.domain.paper.test_build import PAPER, golden, snapshot, text_of


def public(**changes):
    return snapshot(public=True, **changes)


def solved(equations):
    """The unknowns that a set of sums leaves no choice about. An equation: {unknown: factor}."""
    rows = [{name: Fraction(factor) for name, factor in one.items()} for one in equations]
    done = []
    while rows:
        row = rows.pop()
        if not row:
            continue
        pivot = next(iter(row))
        row = {name: factor / row[pivot] for name, factor in row.items()}

        def without(other, row=row, pivot=pivot):
            factor = other.get(pivot, 0)
            names = other.keys() | row.keys() if factor else other.keys()
            made = {name: other.get(name, 0) - factor * row.get(name, 0) for name in names}
            return {name: value for name, value in made.items() if value}

        rows, done = [without(one) for one in rows], [*(without(one) for one in done), row]
    return {next(iter(row)) for row in done if len(row) == 1}


def can_be_worked_out(true, shown):
    """Of these measures of the same people, printed with the row totals of the first: what sums give away.

    ``of`` stands for how many are counted, whichever measure says it; ``met`` for how many of them.
    """
    equations = []
    for number, (whole, public_one) in enumerate(zip(true, shown, strict=True)):
        of, met = (0, whole.measure.of.key), (1, whole.measure.column.key)
        table = [[*row.cells, row.total] for row in public_one.rows]
        table.append([*public_one.totals, public_one.whole])
        real = [[*row.cells, row.total] for row in whole.rows] + [[*whole.totals, whole.whole]]
        height, width = len(table), len(table[0])
        silent = {(r, c) for r in range(height) for c in range(width) if real[r][c].silent}
        lines = [[(r, c) for c in range(width)] for r in range(height)]
        lines += [[(r, c) for r in range(height)] for c in range(width)]
        if number:
            assert all(row[-1].silent for row in table[:-1])
        for quantity in (of, met):
            for line in lines:
                one = {}
                for place in line:
                    if place not in silent and table[place[0]][place[1]].state == WITHHELD:
                        key = (*quantity, *place) if place[1] < width - 1 else (*quantity, number, *place)
                        one[key] = -1 if place == line[-1] else 1
                equations.append(one)
    return {key for key in solved(equations) if len(key) == 4}


def test_no_withheld_figure_of_the_sample_can_be_worked_out():
    true = snapshot().gaps.matrices
    shown = public_snapshot(public()).gaps.matrices
    assert can_be_worked_out(true, shown) == set()
    for whole, seen in zip(true, shown, strict=True):
        for row, out in zip(whole.rows, seen.rows, strict=True):
            assert not any(cell.few for cell in out.cells)
            assert [cell.state for cell in out.cells if cell.state != WITHHELD] == [
                cell.state for cell, o in zip(row.cells, out.cells, strict=True) if o.state != WITHHELD
            ]
    main = shown[0]
    assert main.whole.of == 607
    assert all(row.total.of >= FEW for row in main.rows if row.gave_figures)


def test_the_solver_finds_what_is_given_away():
    true = snapshot().gaps.matrices[:1]
    careless = replace(true[0], rows=tuple(_without_small(row) for row in true[0].rows))
    assert can_be_worked_out(true, (careless,))


def _without_small(row):
    hide = [replace(cell, state=WITHHELD) if cell.few else cell for cell in row.cells]
    return replace(row, cells=tuple(hide))


SEEDS = [pytest.param(seed, marks=[pytest.mark.slow] if seed not in (1, 8, 37) else []) for seed in range(80)]


@pytest.mark.parametrize("seed", SEEDS)
def test_nor_any_of_tables_made_at_random(seed):
    """Rows and columns can be played against each other, so line by line is not enough."""
    dice = random.Random(seed)
    question = gaps_data.matrix().question
    question = replace(question, rows=question.rows[: dice.randint(3, 7)])
    asked = tuple(
        Asked(id=str(n), ref=str(n), name=str(n), short=str(n), organisation_id=str(n),
              organisation=str(n), organisation_short=str(n), state="taken", came=True, taken=True)
        for n in range(dice.randint(4, 14))
    )  # fmt: skip
    held = {}
    for one in asked:
        for group in question.rows:
            employed = dice.randint(1, 4) if dice.random() < 0.12 else dice.choice((0, 6, 7, 9, 14, 30))
            visit = employed if seed % 2 else dice.randint(0, employed)
            for column, most in (("employed", None), ("visit", None), ("children", employed),
                                 ("visit_children", visit), ("adults", employed), ("abuse", employed)):  # fmt: skip
                value = {"employed": employed, "visit": visit}.get(column)
                value = dice.randint(0, most) if value is None else value
                held[one.id, question.ref, group.ref, column] = (str(value), ANSWERED)
    true = tuple(build_matrix(question, measure, asked, held) for measure in measures_of(question))
    shown = public_editions(true)
    assert not any(cell.few for one in shown for cell in one.counted())
    # a table of so few that all of it is withheld has nothing left to be safe beside
    if not shown[0].whole.silent and not shown[1].whole.silent:
        assert can_be_worked_out(true, shown) == set()


def test_the_whole_public_paper():
    decisions = (
        Decision(asked_id="O08", places=("D1 SG2",), kind="difference", decision="4", how="first 5 of 4"),
        Decision(asked_id="O06c", places=("D1 SG5",), kind="difference", decision="12", how="by telephone"),
    )
    built = build_paper(public(decisions=decisions), PAPER)
    golden("gap_findings_public", built)
    text = text_of(built)
    assert "Copperstone Homes, D1 SG2: decided; the figure is withheld." in text
    assert "first 5 of 4" not in text
    assert "D1 SG5: 12, by telephone." in text
    assert built.info.header_right == "Public edition, draft 3"
    assert any("Public: counts of fewer than five" in line for line in text.splitlines())


def test_every_row_of_it_is_without_the_withheld_figures():
    whole, seen = snapshot().gaps.matrices[0], public_snapshot(public()).gaps.matrices[0]
    built = build_paper(public(), PAPER)
    heat = next(block for block in built.blocks if isinstance(block, b.HeatMap))
    lines = {row.name: row for row in heat.rows}
    for row, out in zip(whole.rows, seen.rows, strict=True):
        for place, (cell, shown) in enumerate(zip(row.cells, out.cells, strict=True)):
            if shown.state == WITHHELD:
                printed = lines[row.asked.short].cells[place]
                assert (printed.figure, printed.sub) == ("*", "withheld")
                assert f"{cell.met} of {cell.of}" not in printed.sub


def test_the_officers_own_words_are_looked_through():
    paper = replace(PAPER, words=(OwnWords(section="why", text="At Larkford 2 of 4 are in date."),))
    made = public(paper=paper)
    checks = before_issue(build_paper(made, paper), Scale(), withheld=withheld_figures(made))
    check = next(one for one in checks if one.key == "few")
    assert (check.good, check.more) == (False, "2 of 4")
    noted = replace(made.judgements[0], basis="Only 2 of 4 at Larkford.")
    told = free_texts(public(judgements=(noted,)))
    withheld = withheld_figures(made)
    checks = before_issue(build_paper(public(), PAPER), Scale(), withheld=withheld, free_texts=told)
    assert next(one for one in checks if one.key == "few").more == "2 of 4"
    plain = before_issue(build_paper(public(), PAPER), Scale(), withheld=withheld_figures(made))
    assert next(one for one in plain if one.key == "few").good


def test_a_round_of_too_few_people_says_so_and_gives_no_figure():
    held = {key: value for key, value in gaps_data.answers().items() if key[0] == "O12" or key[1] != "D1"}
    held = {key: value for key, value in held.items() if key[1] != "D1" or key[2] == "SG5" or value[0] == "0"}
    asked = tuple(
        one if one.ref == "O12" else replace(one, came=False, taken=False, state="issued")
        for one in gaps_data.asked()
    )
    from tests.domain.paper.test_build import gaps_of

    text = text_of(build_paper(public(gaps=gaps_of(asked, held)), PAPER))
    assert "Too few people are counted for a public edition" in text
    assert "0 of 3" not in text
