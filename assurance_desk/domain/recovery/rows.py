"""Which row of the questionnaire each row of a sheet is: by its mark, its visible reference and label, or its words."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz, process

from assurance_desk.domain.recovery.book import Sheet, SheetBook
from assurance_desk.domain.recovery.form import Form, RowKey
from assurance_desk.domain.recovery.identity import MarkedRows
from assurance_desk.domain.recovery.words import bare
from assurance_desk.domain.sheet_layout import MARK_COLUMN, Mark
from assurance_desk.texts import _

_ALIKE = 60
_NEAR, _FAR = 88, 80
_LONG = 12


@dataclass(slots=True)
class FoundRow:
    """A row of theirs and what it answers. ``doubt`` makes each of its answers unsure; ``how`` says how it was known.

    ``under`` is the question it stands under, where the row itself is not known (``key`` is None).
    """

    sheet: Sheet
    number: int
    key: RowKey | None
    mark: Mark | None = None
    mark_column: int = -1
    shift: int = 0
    how: str = ""
    doubt: str = ""
    under: str = ""
    label: str = ""


def rows_of(book: SheetBook, marks: MarkedRows, form: Form, code: str) -> list[FoundRow]:
    found: list[FoundRow] = []
    for sheet in book.sheets:
        shift = _shift(sheet, marks)
        under = ""
        for number in range(len(sheet.rows)):
            row = _row(sheet, number, marks.get((sheet.name, number)), form, under, shift)
            if row is None:
                continue
            if row.key and row.key[0] in form.questions:
                under = row.key[0]
            if row.mark is not None and code and row.mark.code != code:
                row.doubt = _("its hidden mark is of another copy, {ref}").format(ref=row.mark.return_ref)
            found.append(row)
    _strangers(found, form)
    _nearly(found, form)
    return found


def _shift(sheet: Sheet, marks: MarkedRows) -> int:
    """How many columns were put in before the marks, on most of the sheet's rows."""
    shifts = [
        column - MARK_COLUMN + 1 for (name, _row), (column, _mark) in marks.items() if name == sheet.name
    ]
    return max(set(shifts), key=shifts.count) if shifts else 0


def _row(
    sheet: Sheet, number: int, marked: tuple[int, Mark] | None, form: Form, under: str, shift: int
) -> FoundRow | None:
    values = sheet.rows[number]
    if not marked and not any(value != "" for value in values):
        return None
    column, mark = marked or (-1, None)
    label = _label(values, form, shift)
    row = FoundRow(
        sheet, number, None, mark, column, column - MARK_COLUMN + 1 if marked else shift, label=label
    )
    row.under = under
    by_mark = (mark.question, mark.row) if mark and (mark.question, mark.row) in form.texts else None
    by_label = _visible(values, form, under, shift)
    row.key = by_label if by_label and by_label != by_mark else by_mark
    if row.key is None:
        return row
    if by_label and by_mark and by_label != by_mark:
        row.how = _("found by its label, not its place")
    elif by_label and not by_mark:
        row.how = _("found by its visible reference; its hidden mark is gone")
    return row


def _label(values: tuple[object, ...], form: Form, shift: int) -> str:
    """The words that say what the row is: those we know, else the last where labels stand."""
    words = [value for value in values[: 2 + max(shift, 0)] if isinstance(value, str) and bare(value)]
    for value in words:
        first = bare(value.split("\n", 1)[0])
        if first in form.labels or _by_row_ref(first, form):
            return value
    return words[:2][-1] if words else ""


def _visible(values: tuple[object, ...], form: Form, under: str, shift: int) -> RowKey | None:
    """By the reference in column A, else the row's reference or words in column B."""
    for value in values[: 2 + max(shift, 0)]:
        if not isinstance(value, str) or not value:
            continue
        words = bare(value.split("\n", 1)[0])
        if words in form.refs:
            return form.refs[words]
        keys = form.labels.get(words) or _by_row_ref(words, form)
        if keys:
            return _fitting(keys, under)
    return None


def _by_row_ref(words: str, form: Form) -> tuple[RowKey, ...]:
    """``SG1 Housing officers``: the reference, if the words after it are not quite others."""
    ref, _space, rest = words.partition(" ")
    keys = form.row_refs.get(ref.rstrip(":.)-"), ())
    if not rest:
        return keys
    return tuple(key for key in keys if fuzz.partial_ratio(rest, bare(form.label_of(key))) >= _ALIKE)


def _fitting(keys: tuple[RowKey, ...], under: str) -> RowKey | None:
    here = [key for key in keys if key[0] == under]
    if len(here) == 1:
        return here[0]
    return keys[0] if len(keys) == 1 else None


def _strangers(found: list[FoundRow], form: Form) -> None:
    """A row copied together with its hidden mark and given a label of its own is not the row the mark names."""
    times: dict[RowKey, int] = {}
    for row in found:
        if row.key:
            times[row.key] = times.get(row.key, 0) + 1
    for row in found:
        if not row.key or not row.mark or row.how or not row.label or row.key[0] not in form.questions:
            continue
        words = bare(row.label.split("\n", 1)[0])
        ours = bare(form.label_of(row.key))
        if words == ours or words in form.refs or fuzz.partial_ratio(words, ours) >= _ALIKE:
            continue
        if _by_row_ref(words, form):
            continue
        if times[row.key] > 1:
            row.under, row.key = row.key[0], None
        else:
            row.doubt = _("its label was changed to “{label}”").format(label=row.label)


def _nearly(found: list[FoundRow], form: Form) -> None:
    """Rows without mark or reference whose words are nearly those of a row not found elsewhere."""
    have = {row.key for row in found if row.key}
    missing = {
        bare(text): key for key, text in form.texts.items() if key not in have and key not in form.tables
    }
    if not missing:
        return
    for row in found:
        words = bare(row.label.split("\n", 1)[0])
        if row.key or row.mark or len(words) < _LONG:
            continue
        best = process.extract(words, list(missing), scorer=fuzz.ratio, limit=2, score_cutoff=_FAR)
        if best and best[0][1] >= _NEAR and (len(best) == 1 or best[1][1] < _FAR):
            row.key = missing.pop(best[0][0])
            row.how = _("found by words that are nearly the question’s")
            row.doubt = _("its words are nearly, not quite, the question’s")
