"""A correction workbook: the sender's own file, the cells in question marked, explained and open, all else locked."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

from openpyxl import load_workbook
from openpyxl.styles import Border
from openpyxl.utils import get_column_letter as letter
from openpyxl.utils.cell import coordinate_to_tuple

from assurance_desk.domain.correction_sheet import (
    Ask,
    Confirm,
    CorrectionMade,
    CorrectionWork,
    Opened,
    confirm_note,
    confirming,
    note,
)
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.questions.cells import plain
from assurance_desk.domain.sheet_layout import STILL_HEAD, read_mark
from assurance_desk.excel import styles as s
from assurance_desk.excel.cached import with_results
from assurance_desk.excel.cells import put_text
from assurance_desk.excel.corrections_sheet import write_first
from assurance_desk.excel.questionnaire import template
from assurance_desk.progress import Progress

Places = dict[Slot, tuple[str, str]]
_MARKED = "FFE58A"
_SIDE = s.side(s.ASK_INK, "medium")
_EDGED = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
"""Stronger than what a questionnaire tints by itself."""
_SLIVER, _WIDEST = 3.0, 110.0
"""Column widths, in digits."""


def write_correction(work: CorrectionWork, progress: Progress) -> CorrectionMade:
    """A worker's task. Where their own file cannot be patched, a fresh copy filled with their answers."""
    progress.at(0, 1, work.recipient.name)
    made = _from_own(work) if work.own is not None else None
    return made or _from_fresh(work)


def _from_own(work: CorrectionWork) -> CorrectionMade | None:
    """None where it is no xlsx openpyxl can read and write, or a cell in question is not to be found in it."""
    assert work.own is not None
    try:
        book = load_workbook(io.BytesIO(work.own))
        shown = load_workbook(io.BytesIO(work.own), data_only=True)
        marked = _marked(book)
        opened = [one for ask in work.asks for one in _opened(book, ask, marked)]
        if {one.query_id for one in opened} != {ask.query_id for ask in work.asks}:
            return None
        if not all(_is_still(book, confirm, marked) for confirm in work.confirms):
            return None
        opened += [one for confirm in work.confirms for one in _to_confirm(book, confirm, marked)]
        return _finished(book, work, opened, own=True, results=_results(shown))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  (a stranger's file may break openpyxl anywhere; a fresh copy always works)
        return None


def _from_fresh(work: CorrectionWork) -> CorrectionMade:
    to = work.recipient
    copy = template(work.questionnaire, to.beside, to.last_time).copy(to)
    book, shown = load_workbook(io.BytesIO(copy)), load_workbook(io.BytesIO(copy), data_only=True)
    places = _marked(book)
    for slot, (sheet, where) in places.items():
        if slot in work.held:
            _fill(book[sheet][where], work.held[slot])
    opened = [
        Opened(ask.query_id, slot, *places[slot]) for ask in work.asks for slot in ask.slots if slot in places
    ]
    opened += [one for confirm in work.confirms for one in _to_confirm(book, confirm, places)]
    return _finished(book, work, opened, own=False, results=_results(shown))


def _is_still(book: Any, confirm: Confirm, marked: Places) -> bool:
    """Whether the cell that confirms is where the marks say: under its own heading, no column put in before it."""
    if confirm.still not in marked:
        return False
    sheet, where = marked[confirm.still]
    row, column = coordinate_to_tuple(where)
    above = (book[sheet].cell(number, column).value for number in range(1, row))
    return any(plain(str(value)) == STILL_HEAD for value in above if value is not None)


def _to_confirm(book: Any, confirm: Confirm, marked: Places) -> Iterator[Opened]:
    """The cell that confirms first, then the answers, which may be typed over."""
    places = [*confirm.places, *([("", "")] * (len(confirm.slots) - len(confirm.places)))]
    for slot, known in [(confirm.still, ("", "")), *zip(confirm.slots, places, strict=True)]:
        place = known if known[1] else marked.get(slot, ("", ""))
        if place[0] in book.sheetnames and place[1]:
            yield Opened("", slot, *place)


def _fill(cell: Any, words: str) -> None:
    if words.isdecimal() and words.isascii() and len(words) < 15 and str(int(words)) == words:
        cell.value = int(words)
    else:
        cell.value = None
        put_text(cell, words)


def _opened(book: Any, ask: Ask, marked: Places) -> Iterator[Opened]:
    """Where we read it, else where its hidden mark says; of the others to open, those there are."""
    for at, slot in enumerate(ask.slots):
        place = ask.places[at] if at < len(ask.places) else ("", "")
        if not place[1]:
            place = marked.get(slot, ("", ""))
        if place[0] in book.sheetnames and place[1]:
            yield Opened(ask.query_id, slot, *place)


def _marked(book: Any) -> Places:
    """Every slot's cell by the marks the rows carry."""
    found: Places = {}
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                mark = read_mark(cell.value) if isinstance(cell.value, str) and "|" in cell.value else None
                if mark is not None:
                    for column, key in mark.columns.items():
                        slot = Slot(mark.question, mark.row, key)
                        found.setdefault(slot, (sheet.title, f"{letter(column + 1)}{cell.row}"))
    return found


def _results(shown: Any) -> Mapping[tuple[str, str], Any]:
    """What every cell showed: openpyxl keeps formulas without their results."""
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in shown.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def _finished(
    book: Any,
    work: CorrectionWork,
    opened: list[Opened],
    *,
    own: bool,
    results: Mapping[tuple[str, str], Any],
) -> CorrectionMade:
    if book.properties.creator == "openpyxl":  # what it fills in where they named nobody
        book.properties.creator = None
    for sheet in book.worksheets:
        _lock(sheet)
    notes = [
        _mark(book, [one for one in opened if one.query_id == ask.query_id], note(ask)) for ask in work.asks
    ]
    notes += [_mark(book, cells, confirm_note(), yellow=1) for cells in confirming(work, opened)]
    write_first(book, work, opened, own=own)
    buffer = io.BytesIO()
    book.save(buffer)
    return CorrectionMade(with_results(buffer.getvalue(), results), own, tuple(opened), tuple(notes))


def _lock(sheet: Any) -> None:
    for dimension in (*sheet.column_dimensions.values(), *sheet.row_dimensions.values()):
        dimension.protection = s.SHUT
    for row in sheet.iter_rows():
        for cell in row:
            if not cell.protection.locked:
                cell.protection = s.SHUT
    protection = sheet.protection
    protection.sheet = True
    protection.formatRows = False  # False is "allowed": without it a protected sheet's rows do not grow
    protection.selectLockedCells = protection.selectUnlockedCells = False


def _mark(book: Any, opened: list[Opened], words: str, yellow: int | None = None) -> str:
    """Their cells open and yellow, the reason in the first free cell to the right of everything in its row.

    ``yellow``: how many of them, from the first on; the others keep their look.
    """
    for one in opened:
        book[one.sheet][one.cell].protection = s.OPEN
    for one in opened[:yellow]:
        cell = book[one.sheet][one.cell]
        cell.fill, cell.border = s.fill(_MARKED), _EDGED
    first = opened[0]
    sheet = book[first.sheet]
    row, column = coordinate_to_tuple(first.cell)
    free = max(column, _last_seen(sheet)) + 1
    while sheet.cell(row, free).value is not None or _unseen(sheet, free):
        free += 1
    place = put_text(sheet.cell(row, free), words)
    place.font, place.alignment, place.protection = (
        s.font(10, bold=True, color=s.ASK_INK),
        s.MIDDLE_LINE,
        s.SHUT,
    )
    _widen(sheet, free, words)
    return words


def _last_seen(sheet: Any) -> int:
    """The last column in which a reader sees anything."""
    filled = {cell.column for row in sheet.iter_rows() for cell in row if cell.value is not None}
    return max((column for column in filled if not _unseen(sheet, column)), default=1)


def _unseen(sheet: Any, column: int) -> bool:
    """Hidden, or a sliver too narrow to read."""
    found = _dimension(sheet, column)
    return found is not None and (found.hidden or (found.customWidth and found.width < _SLIVER))


def _dimension(sheet: Any, column: int) -> Any:
    for dimension in sheet.column_dimensions.values():
        if (dimension.min or 0) <= column <= (dimension.max or 0):
            return dimension
    return None


def _widen(sheet: Any, column: int, words: str) -> None:
    """So that the words are not cut where another cell stands; widths of several columns together are left alone."""
    found = _dimension(sheet, column)
    if found is None or found.min == found.max:
        dimension = sheet.column_dimensions[letter(column)]
        dimension.width = max(dimension.width, min(_WIDEST, len(words) * 1.05 + 2))
