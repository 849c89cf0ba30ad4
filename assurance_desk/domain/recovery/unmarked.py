"""Rows whose hidden mark is gone: what still says that they are this copy's, and that their cells did not move."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.questions import read_cell
from assurance_desk.domain.recovery.book import Cell, CellValue
from assurance_desk.domain.recovery.columns import Place
from assurance_desk.domain.recovery.form import Form
from assurance_desk.domain.recovery.identity import MarkedRows, Whose
from assurance_desk.domain.recovery.rows import FoundRow, is_marks_head
from assurance_desk.domain.recovery.values import day_in_figures
from assurance_desk.domain.sheet_layout import ASKED_COLUMN, LINE_DONE_COLUMN, MARK_COLUMN, STRUT_COLUMN
from assurance_desk.texts import _


def without_marks(rows: list[FoundRow], marks: MarkedRows, whose: Whose, form: Form) -> list[FoundRow]:
    """The rows, doubted those no mark vouches for: one without it among rows that have theirs was put there by hand, from
    wherever it came; so was a sheet without any among others, unless its foot says whose it is.
    """
    marked = {sheet for sheet, _row in marks}
    mixed = {row.sheet.name for row in rows if row.mixed}
    over: dict[str, int] = {}
    moved: set[str] = set()
    lost = {row.sheet.name for row in rows if row.key and row.mark is None}
    for row in rows:
        if row.doubt or row.key is None or (row.mark and (row.mark.question, row.mark.row) == row.key):
            continue
        if row.mark:
            row.doubt = _anothers_mark(row.sheet.name, lost, mixed)
        elif row.sheet.name in marked:
            row.doubt = _("its hidden mark is gone, while other rows of its sheet have theirs")
        elif marked and whose.ref and whose.ref not in whose.sheets.get(row.sheet.name, ()):
            row.doubt = _("its sheet has lost its hidden marks, and nothing on it says whose it is")
        elif _figures_moved(row, rows, over):
            row.doubt = _(
                "its hidden figures stand in other columns than issued, so its cells may have moved too"
            )
            moved.add(row.sheet.name)
    for name in moved:
        _loosen([row for row in rows if row.key and row.sheet.name == name], form)
    return rows


def _loosen(rows: list[FoundRow], form: Form) -> None:
    """Rows of a sheet whose figures tell that cells of some were moved: where they stand in another order than issued, they
    were sorted, and perhaps without those figures.
    """
    order = {key: place for place, key in enumerate(form.columns)}
    places = [order[row.key] for row in rows if row.key in order]
    for row in rows:
        row.loose = row.mark is None and places != sorted(places)


def _anothers_mark(sheet: str, lost: set[str], mixed: set[str]) -> str:
    if sheet in lost:
        return _("its hidden mark is another row’s, and other rows lost theirs")
    moved = _("its hidden mark is another row’s, and on its sheet cells of some rows were moved")
    return moved if sheet in mixed else ""


def _figures_moved(row: FoundRow, rows: list[FoundRow], over: dict[str, int]) -> bool:
    """Whether what we count in hidden columns beside the row moved along it, as where cells were put into the row or taken
    out of it: on a whole sheet it stands as far from the heading over the marks as it was issued.

    ``over``: by how many columns that heading was moved, else most rows' figures were; by sheet, as far as known.
    """
    figures = _figures(row)
    if not figures:
        return False
    sheet = row.sheet
    if sheet.name not in over:
        heads = [column - MARK_COLUMN + 1 for _row, column, value in sheet.texts if is_marks_head(value)]
        moved = [_off(one) for one in rows if one.sheet is sheet and one.key and _figures(one)]
        over[sheet.name] = Counter(heads if len(heads) == 1 else moved).most_common(1)[0][0]
    return _off(row) != over[sheet.name]


def _figures(row: FoundRow) -> list[int]:
    """1-based columns, from where our hidden ones may begin. None of the cells to fill in reaches there."""
    return [
        column
        for column, value in enumerate(row.sheet.rows[row.number][STRUT_COLUMN - 1 :], STRUT_COLUMN)
        if isinstance(value, int | float)
    ]


def _off(row: FoundRow) -> int:
    """By how many columns the figures stand further right than issued."""
    assert row.key is not None
    return _figures(row)[0] - (LINE_DONE_COLUMN if row.key[1] else ASKED_COLUMN)


def doubt_moved(row: FoundRow, found: list[Place], form: Form) -> list[Place]:
    """The cells of a row, those doubted that may have been moved along it and no mark says whether."""
    return found if row.doubt or row.key is None else _doubt_pulled(row, doubt_pushed(row, found, form), form)


def _doubt_pulled(row: FoundRow, found: list[Place], form: Form) -> list[Place]:
    """Where a cell was deleted and the rest moved left, the last cell is empty, and what stands in the others reads better
    one column further right.
    """
    if row.mark is not None:
        return found
    by_column = {place.column: place for place in found}
    if row.loose and _empty(row, max(by_column, default=0)):
        why = _(
            "cells of another row of its sheet were moved, and it ends with an empty one; it may be that row"
        )
        return [replace(one, doubt=one.doubt or why) for one in found]
    here = right = 0
    for column, place in sorted(by_column.items(), reverse=True):
        cell = row.sheet.cell(row.number, column)
        if cell is None:
            continue
        here += not _suits(row, place, cell, form)
        right += not fits(row, by_column.get(column + 1), cell, form)
        if right < here:
            why = _("its hidden mark is gone, and its cells read better one column further right")
            return [replace(one, doubt=one.doubt or why) for one in found]
    return found


def _suits(row: FoundRow, place: Place | None, cell: Cell, form: Form) -> bool:
    """Whether it can be read as the place asks, and is not a figure where words are to stand."""
    if not fits(row, place, cell, form):
        return False
    assert row.key is not None
    assert place is not None
    words = form.rules[Slot(*row.key, place.key)].kind == "text"
    return not words or not _is_figure(cell.value)


def _is_figure(value: CellValue) -> bool:
    return not isinstance(value, str) or value.strip().isdigit() or day_in_figures(value)


def doubt_pushed(row: FoundRow, found: list[Place], form: Form) -> list[Place]:
    """The cells of an unmarked row, those doubted that may have been pushed right by a cell put in before them; and of one
    whose mark moved while its headings did not, and nothing says whether the whole sheet moved so.

    One put in leaves an empty cell, and each after it holds what belongs to its neighbour on the left: wherever they fit
    there worse than where they stand, nothing was put in.
    """
    if row.mark is not None and not row.alone:
        return found
    if row.alone and (row.shift < 0 or not all(place.moved for place in found)):
        return _doubt_moved(found) if row.shift < 0 else found
    by_column = {place.column: place for place in found}
    from_column = next(
        (at for at in sorted(by_column) if _empty(row, at) and _may_be_lefts(row, at, by_column, form)), None
    )
    if from_column is None:
        return found
    why = (
        _alone()
        if row.alone
        else _("its hidden mark is gone, and with an empty cell before it, it may have been pushed right")
    )
    return [
        replace(place, doubt=why) if place.column > from_column and not place.doubt else place
        for place in found
    ]


def _alone() -> str:
    return _("its hidden mark was moved and its headings were not, so its cells may have moved with the mark")


def _doubt_moved(found: list[Place]) -> list[Place]:
    return [replace(place, doubt=place.doubt or _alone()) if place.moved else place for place in found]


BETTER, AS_WELL, WORSE = "better", "as well", "worse"


def as_issued(row: FoundRow, found: list[Place], form: Form) -> str:
    """How the row's cells read where they were issued, against under the headings, which moved as far as the mark; "" where
    that tells nothing. Columns put in behind the cells move the mark, cells put in before the headings alone move those.
    """
    issued = form.columns.get(row.key, {}) if row.key else {}
    if row.mark is None or row.shift == 0 or all(issued.get(place.column) == place.key for place in found):
        return ""
    by_key = {place.key: place for place in found}
    cells = [(place, cell) for place in found if (cell := row.sheet.cell(row.number, place.column))]
    there = [(key, cell) for column, key in issued.items() if (cell := row.sheet.cell(row.number, column))]
    here = all(fits(row, place, cell, form) for place, cell in cells)
    if not all(fits(row, by_key.get(key), cell, form) for key, cell in there):
        return WORSE if here else ""
    unclaimed = {cell.column for _key, cell in there} - {cell.column for _place, cell in cells}
    return "" if not unclaimed else AS_WELL if here else BETTER


def contradicted(row: FoundRow, found: list[Place], form: Form) -> bool:
    """Whether the row's cells read better where its mark puts them than under the headings, which stand elsewhere: all of
    them, or where a column has lost its heading and its place, those from one column on, as after a column taken out.
    """
    marked = {place.marked: place for place in found if place.moved}
    if not marked:
        return False
    cells = sorted(
        (place.column, fits(row, place, cell, form), fits(row, marked.get(place.column), cell, form))
        for place in found
        if (cell := row.sheet.cell(row.number, place.column))
    )
    first = next((at for at, (_column, here, _there) in enumerate(cells) if not here), None)
    if first is None:
        return False
    issued = form.columns.get(row.key, {}) if row.key else {}
    lost = not set(issued.values()) <= {place.key for place in found}
    return any(all(there for _column, _here, there in cells[at:]) for at in range(first + 1 if lost else 1))


def doubt_headings(found: list[Place]) -> list[Place]:
    why = _(
        "by the hidden marks it belongs to another column than by its heading, and would fit there better"
    )
    return [replace(place, doubt=place.doubt or why) if place.moved else place for place in found]


def doubt_all(found: list[Place]) -> list[Place]:
    why = _("answers of its sheet fit better in the columns they were issued in than under their headings")
    return [replace(place, doubt=place.doubt or why) for place in found]


def _empty(row: FoundRow, column: int) -> bool:
    return row.sheet.cell(row.number, column) is None


def _may_be_lefts(row: FoundRow, empty: int, by_column: dict[int, Place], form: Form) -> bool:
    """Whether what stands after the empty cell fits as well one column to the left; False where nothing stands there."""
    here = left = filled = 0
    for column, place in by_column.items():
        cell = row.sheet.cell(row.number, column) if column > empty else None
        if cell is not None:
            filled += 1
            here += not fits(row, place, cell, form)
            left += not fits(row, by_column.get(column - 1), cell, form)
    return filled > 0 and left <= here


def fits(row: FoundRow, place: Place | None, cell: Cell, form: Form) -> bool:
    """Whether the cell can be read as the place asks."""
    assert row.key is not None
    rule = form.rules.get(Slot(*row.key, place.key)) if place else None
    return rule is not None and not read_cell(rule, cell.value).problem
