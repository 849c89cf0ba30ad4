"""Rows whose hidden mark is gone: what still says that they are this copy's, and that their cells did not move."""

from __future__ import annotations

from dataclasses import replace

from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.questions import read_cell
from assurance_desk.domain.recovery.columns import Place
from assurance_desk.domain.recovery.form import Form
from assurance_desk.domain.recovery.identity import MarkedRows, Whose
from assurance_desk.domain.recovery.rows import FoundRow
from assurance_desk.texts import _


def doubt_lost_marks(rows: list[FoundRow], marks: MarkedRows, whose: Whose) -> None:
    """A row without its mark among rows that have theirs was put there by hand, from wherever it came; so was a sheet
    without any among others, unless its foot says whose it is.
    """
    marked = {sheet for sheet, _row in marks}
    lost = {row.sheet.name for row in rows if row.key and row.mark is None}
    for row in rows:
        if row.doubt or row.key is None or (row.mark and (row.mark.question, row.mark.row) == row.key):
            continue
        if row.mark:
            others = row.sheet.name in lost
            row.doubt = _("its hidden mark is another row’s, and other rows lost theirs") if others else ""
        elif row.sheet.name in marked:
            row.doubt = _("its hidden mark is gone, while other rows of its sheet have theirs")
        elif marked and whose.ref and whose.ref not in whose.sheets.get(row.sheet.name, ()):
            row.doubt = _("its sheet has lost its hidden marks, and nothing on it says whose it is")


def doubt_pushed(row: FoundRow, found: list[Place], form: Form) -> list[Place]:
    """The cells of an unmarked row, those doubted that may have been pushed right by a cell put in before them.

    One put in leaves an empty cell, and each after it holds what belongs to its neighbour on the left: wherever one of
    them would not fit there, nothing was put in.
    """
    if row.mark is not None or row.doubt or row.key is None:
        return found
    by_column = {place.column: place for place in found}
    from_column = next(
        (at for at in sorted(by_column) if _empty(row, at) and _all_fit_left(row, at, by_column, form)), None
    )
    if from_column is None:
        return found
    why = _("its hidden mark is gone, and with an empty cell before it, it may have been pushed right")
    return [
        replace(place, doubt=why) if place.column > from_column and not place.doubt else place
        for place in found
    ]


def _empty(row: FoundRow, column: int) -> bool:
    return row.sheet.cell(row.number, column) is None


def _all_fit_left(row: FoundRow, empty: int, by_column: dict[int, Place], form: Form) -> bool:
    """Whether every filled cell after the empty one could be its left neighbour's; False where none is filled."""
    any_filled = False
    for column in sorted(by_column):
        cell = row.sheet.cell(row.number, column) if column > empty else None
        if cell is None:
            continue
        any_filled = True
        neighbour = by_column.get(column - 1)
        if neighbour is None or not _fits(row, neighbour, cell.value, form):
            return False
    return any_filled


def _fits(row: FoundRow, place: Place, value: object, form: Form) -> bool:
    assert row.key is not None
    rule = form.rules.get(Slot(*row.key, place.key))
    return rule is not None and not read_cell(rule, value).problem  # type: ignore[arg-type]
