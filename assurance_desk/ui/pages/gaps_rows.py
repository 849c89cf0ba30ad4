"""From an analysis to a grid's rows and heads: plain values, no widgets."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from assurance_desk.domain.gaps import Asked, Cell, Matrix, MatrixRow, worst
from assurance_desk.domain.gaps_figures import of_words, percent, share, whole_percent
from assurance_desk.domain.gaps_grades import Grade, GradeRow, Grid
from assurance_desk.domain.gaps_words import short_name, short_of
from assurance_desk.domain.paper.blocks import heat_band
from assurance_desk.domain.paper.sections.grades import mark
from assurance_desk.domain.returns import (
    BLANK,
    DECLINED,
    NOT_APPLICABLE,
    NOT_ASKED,
    NOT_RETURNED,
    UNCONFIRMED,
    UNREADABLE,
)
from assurance_desk.texts import _
from assurance_desk.ui.pages.gaps_grid import GridCell, GridHead, GridRow

NAME, TOTAL, RATE = "name", "total", "rate"
ASKED_ORDER, GAP_ORDER = NAME, TOTAL


def silence_words(state: str, *, staff: bool) -> str:
    """What a silence means; ``staff``: in the matrix, where not applicable is a group with nobody in it."""
    return {
        NOT_RETURNED: _("Not returned"),
        BLANK: _("Blank, no figures given") if staff else _("Blank"),
        NOT_APPLICABLE: _("No such staff") if staff else _("Not applicable"),
        NOT_ASKED: _("Not asked"),
        UNREADABLE: _("Unreadable"),
        UNCONFIRMED: _("Unconfirmed"),
    }[state]


# ------------------------------------------------------------------ the staff-group matrix


def matrix_heads(matrix: Matrix) -> list[GridHead]:
    heads = [GridHead(NAME, _("People {met} / staff").format(met=matrix.measure.met), align="left")]
    heads += [
        GridHead(
            group.ref,
            f"{group.ref}\n{short_name(group)}",
            64,
            _("{group}: sort by its gap").format(group=group.label),
        )
        for group in matrix.groups
    ]
    total_tip = _("Sort by the gap in people")
    return [
        *heads,
        GridHead(TOTAL, _("All groups"), 70, total_tip, "right"),
        GridHead(RATE, "", 70, total_tip, "right"),
    ]


def matrix_rows(matrix: Matrix, order: str) -> list[GridRow]:
    """``order``: ``NAME`` as asked, ``TOTAL`` by the gap in people, or a group's reference by the gap in it."""
    shown = cache(heat_of)  # of hundreds of returns many give the same figures
    rows = [GridRow(row.asked.id, tuple(_matrix_cells(row, shown))) for row in ordered(matrix, order)]
    return [*rows, _all_row(matrix)]


def ordered(matrix: Matrix, order: str) -> tuple[MatrixRow, ...]:
    if order == ASKED_ORDER:
        return matrix.rows
    ranked = matrix.ranked_rows()
    refs = [group.ref for group in matrix.groups]
    if order not in refs:
        return ranked
    at = refs.index(order)
    return tuple(sorted(ranked, key=lambda row: (row.cells[at].silent, worst(row.cells[at]))))


def _matrix_cells(row: MatrixRow, shown: Callable[[Cell], GridCell]) -> list[GridCell]:
    cells = [GridCell(short_of(row.asked))]
    cells += [shown(cell) for cell in row.cells]
    if row.total.silent:
        return [*cells, GridCell(), GridCell(_why(row), muted=True, right=True)]
    total = row.total
    return [
        *cells,
        GridCell(f"{total.met}/{total.of}", of_words(total.met, total.of), right=True),
        GridCell(percent(total.met, total.of, 0), muted=True, right=True),
    ]


def _why(row: MatrixRow) -> str:
    if row.asked.state == DECLINED:
        return _("declined")
    if row.gave_figures:
        return _("no staff")
    if not row.asked.came:
        return _("no reply")
    return _("no figures") if row.asked.taken else _("to take in")


def heat_of(cell: Cell) -> GridCell:
    if cell.silent:
        return GridCell(spoken=silence_words(cell.state, staff=True), silence=cell.state)
    step = heat_band(whole_percent(cell.met, cell.of))
    return GridCell(f"{cell.met}/{cell.of}", f"{of_words(cell.met, cell.of)}, {share(cell)}", step)


def _all_row(matrix: Matrix) -> GridRow:
    sums = [
        GridCell("" if cell.silent else f"{cell.met}/{cell.of}", of_words(cell.met, cell.of), strong=True)
        for cell in matrix.totals
    ]
    whole = matrix.whole
    figures = "" if whole.silent else f"{whole.met}/{whole.of}"
    name = _("All {met}").format(met=matrix.measure.met)
    return GridRow(
        "",
        (
            GridCell(name, strong=True),
            *sums,
            GridCell(figures, of_words(whole.met, whole.of), strong=True, right=True),
            GridCell(share(whole), strong=True, right=True),
        ),
        total=True,
    )


# ------------------------------------------------------------------ the graded answers


def grade_heads(rows: tuple[GradeRow, ...]) -> list[GridHead]:
    heads = [GridHead(NAME, _("Own judgement, or as agreed"), align="left")]
    heads += [GridHead(row.question.ref, row.question.ref, 58, row.question.text) for row in rows]
    return [
        *heads,
        GridHead(TOTAL, _("Not met"), 72, _("Sort by answers at the bottom of the scale"), "right"),
    ]


def grade_rows(grid: Grid, rows: tuple[GradeRow, ...], order: str) -> list[GridRow]:
    """``order``: ``NAME`` as asked, a question's reference by its answer, else by answers not met."""
    lines = [(asked, [row.grades[at] for row in rows]) for at, asked in enumerate(grid.asked)]
    refs = [row.question.ref for row in rows]
    if order in refs:
        lines.sort(key=lambda line: _grade_order(line[1][refs.index(order)]))
    elif order != ASKED_ORDER:
        lines.sort(key=lambda line: (not line[0].came, -_least(line[1])))
    shown = [{grade: _grade_cell(row, grade) for grade in set(row.grades)} for row in rows]
    return [
        _grade_row(asked, [cells[grade] for cells, grade in zip(shown, grades, strict=True)], grades)
        for asked, grades in lines
    ]


def _grade_order(grade: Grade) -> tuple[bool, float]:
    return grade.score is None, grade.score or 0.0


def _least(grades: list[Grade]) -> int:
    return sum(grade.score == 0 for grade in grades)


def _grade_cell(row: GradeRow, grade: Grade) -> GridCell:
    if grade.silent:
        return GridCell(spoken=silence_words(grade.state, staff=False), silence=grade.state)
    return GridCell(mark(row, grade), grade.value, grade.step)


def _grade_row(asked: Asked, cells: list[GridCell], grades: list[Grade]) -> GridRow:
    least = _least(grades)
    answered = sum(not grade.silent for grade in grades)
    total = of_words(least, answered) if answered else _("no reply") if not asked.came else ""
    name = GridCell(short_of(asked))
    return GridRow(asked.id, (name, *cells, GridCell(total, muted=not least, right=True)))
