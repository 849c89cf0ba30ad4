"""Which row of the questionnaire each row of a sheet is: by its mark, its visible reference and label, or its words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from assurance_desk.domain.recovery.book import Sheet, SheetBook
from assurance_desk.domain.recovery.form import Form, RowKey
from assurance_desk.domain.recovery.identity import MarkedRows, Whose
from assurance_desk.domain.recovery.words import bare
from assurance_desk.domain.sheet_layout import MARK_COLUMN, MARK_HEAD, Mark
from assurance_desk.texts import _

_ALIKE = 60
_MARKS = bare(MARK_HEAD)
_LONGEST_HEAD = 2 * len(MARK_HEAD)
_NEAR, _FAR = 88, 80
_LONG = 12
_WIDEST = 12
"""Columns a label may have been pushed to."""


@dataclass(slots=True)
class FoundRow:
    """A row of theirs and what it answers. ``doubt`` makes each of its answers unsure; ``how`` says how it was known.

    ``under`` is the question it stands under, where the row itself is not known (``key`` is None). ``rivals``: the rows
    it may be instead, where its signs do not settle it. ``mixed``: its mark moved apart from the others of its sheet;
    ``alone``: it moved, and the sheet has nothing to hold that against;
    ``loose``: it has none, and stands among rows that were sorted, of which cells of some were moved.
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
    zone: int = 2
    mixed: bool = False
    alone: bool = False
    loose: bool = False
    rivals: frozenset[RowKey] = frozenset()


@dataclass(frozen=True, slots=True)
class _Lay:
    """Where things stand on a sheet: answers moved by ``shift`` columns; the first ``zone`` columns hold labels.

    ``whole``: by how many columns its marks may be off without their row having been moved apart from the others, as by
    cells put in before some of them: the heading over the marks stayed then. None where nothing says.
    """

    shift: int
    zone: int
    whole: frozenset[int] | None = None


def rows_of(book: SheetBook, marks: MarkedRows, form: Form, whose: Whose) -> list[FoundRow]:
    found: list[FoundRow] = []
    for sheet in book.sheets:
        lay = _lay(sheet, marks, form)
        foreign = any(
            name == sheet.name and whose.doubt(name, mark) for (name, _n), (_c, mark) in marks.items()
        )
        under = ""
        for number in range(len(sheet.rows)):
            row = _row(sheet, number, marks.get((sheet.name, number)), form, under, lay)
            if row is None:
                continue
            if row.key and row.key[0] in form.questions:
                under = row.key[0]
            row.doubt = row.doubt or whose.doubt(sheet.name, row.mark) or _parted(row, foreign)
            found.append(row)
    _strangers(found, form)
    _same_labels(found, form)
    _nearly(found, form)
    _rivals(found)
    return found


def _parted(row: FoundRow, foreign: bool) -> str:
    """Among marks of another copy a row that its own mark does not vouch for may be of that copy too."""
    vouched = row.mark is not None and row.key == (row.mark.question, row.mark.row)
    return (
        _("marks of another copy stand on its sheet, and none of its own beside it")
        if foreign and not vouched
        else ""
    )


def _lay(sheet: Sheet, marks: MarkedRows, form: Form) -> _Lay:
    """By the marks, and by where most labels stand: a column may have gone from before the marks and not the labels."""
    shifts = [
        column - MARK_COLUMN + 1 for (name, _row), (column, _mark) in marks.items() if name == sheet.name
    ]
    heads = [
        column - MARK_COLUMN + 1
        for _row, column, value in sheet.texts
        if "marks" in value and is_marks_head(value)
    ]
    labels: Counter[int] = Counter()
    refs: Counter[int] = Counter()
    for _row, column, value in sheet.texts:
        if column < _WIDEST:
            words = bare(value.split("\n", 1)[0])
            if words in form.labels:
                labels[column] += 1
            if words in form.refs:
                refs[column] += 1
    shift = max(set(shifts), key=shifts.count) if shifts else None
    zone = 2 + (shift or 0)
    for counted in (labels, refs):
        if any(counted.values()):
            zone = max(counted, key=lambda column: (counted[column], -column)) + 1
            break
    return _Lay(zone - 2 if shift is None else shift, max(zone, 0), _whole(set(shifts), frozenset(heads)))


def is_marks_head(value: str) -> bool:
    """The heading over the hidden marks, whatever spaces stand in it."""
    return len(value) < _LONGEST_HEAD and bare(value) == _MARKS


def _whole(shifts: set[int], heads: frozenset[int]) -> frozenset[int] | None:
    if heads:
        return heads
    return frozenset() if len(shifts) > 1 else None


def _row(
    sheet: Sheet, number: int, marked: tuple[int, Mark] | None, form: Form, under: str, lay: _Lay
) -> FoundRow | None:
    values = sheet.rows[number]
    if not marked and values.count("") == len(values):
        return None
    column, mark = marked or (-1, None)
    shift = column - MARK_COLUMN + 1 if marked else lay.shift
    row = FoundRow(sheet, number, None, mark, column, shift, label=_label(values, form, lay.zone))
    row.under, row.zone = under, lay.zone
    row.mixed = bool(marked) and lay.whole is not None and shift not in lay.whole
    if marked and shift != 0:
        row.alone = lay.whole is None
    by_mark = (mark.question, mark.row) if mark and (mark.question, mark.row) in form.texts else None
    by_ref, by_words = _visible(values, form, under, lay.zone, by_mark)
    if by_words == by_mark or not _a_word_of_another(row, by_mark, by_ref, by_words):
        _settle(row, by_mark, by_ref, by_words, form)
    return row


def _settle(
    row: FoundRow, by_mark: RowKey | None, by_ref: RowKey | None, by_words: RowKey | None, form: Form
) -> None:
    """Mark, reference and words each say which row it is. Where two of them agree they are right, else it is asked."""
    longer = _begun(row.label, form) if by_ref and by_words is None else None
    row.key = by_words or longer or by_ref or by_mark
    if row.key is None:
        return
    if longer and longer != by_ref:
        row.doubt = _("its label was changed to “{label}”").format(label=row.label)
        return
    if by_words and by_ref and by_words != by_ref:
        row.how = _("found by its words; the reference beside them is another’s")
    row.doubt = _row_doubt(row, by_mark, by_ref, by_words, form)
    if row.doubt:
        row.rivals = frozenset(key for key in (by_mark, by_ref, by_words) if key not in (None, row.key))
    if row.how or row.doubt:
        return
    if not by_mark:
        row.how = _("found by its visible reference; its hidden mark is gone")
    elif row.key != by_mark:
        row.how = _("found by its label, not its place")


def _a_word_of_another(
    row: FoundRow, by_mark: RowKey | None, by_ref: RowKey | None, by_words: RowKey | None
) -> bool:
    """Where another question's line is named on a row that its mark and the rows above it know as theirs, as in a list of
    the lines that need a reason: the columns may have changed places.
    """
    if by_words is None or by_mark is None or by_ref is not None or by_words[0] == by_mark[0]:
        return False
    if by_mark[0] != row.under:
        return False
    row.key, row.rivals = by_mark, frozenset({by_words})
    row.doubt = _("its label was changed to “{label}”").format(label=row.label)
    return True


def _row_doubt(
    row: FoundRow, by_mark: RowKey | None, by_ref: RowKey | None, by_words: RowKey | None, form: Form
) -> str:
    """Why the signs do not settle which row it is; "" where they do."""
    if by_words:
        another = by_ref is not None and by_words not in (by_ref, by_mark)
        return _("its reference and its words are of different questions") if another else ""
    if by_ref is None:
        gone = _("its label is gone; only a hidden mark says which line it is")
        return "" if row.label else gone
    if not _alike(row.label, form.label_of(by_ref), form):
        return _("its label was changed to “{label}”").format(label=row.label)
    if by_mark is None and by_ref not in form.tables and (not row.label or bare(row.label) in form.refs):
        return _("its words are gone; only a reference says which question it is")
    if by_mark not in (None, by_ref):
        return _("its reference and its hidden mark are of different questions")
    return ""


def _begun(label: str, form: Form) -> RowKey | None:
    """The one row whose words this label begins with; more was written after them."""
    words = bare(label.split("\n", 1)[0])
    begun = {keys for ours, keys in form.labels.items() if len(ours) >= _LONG and words.startswith(ours)}
    return begun.pop()[0] if len(begun) == 1 and len(next(iter(begun))) == 1 else None


def _alike(label: str, ours: str, form: Form) -> bool:
    words = bare(label.split("\n", 1)[0])
    return not words or words in form.refs or _like(words, bare(ours))


def _like(words: str, ours: str) -> bool:
    """A few words are a part of a long sentence only where they stand in it nearly as they are: some letters of any do."""
    least = _ALIKE if 2 * len(words) > len(ours) else _NEAR
    return fuzz.partial_ratio(words, ours) >= least


def _label(values: tuple[object, ...], form: Form, zone: int) -> str:
    """The words that say what the row is: those we know, else the last where labels stand."""
    words = [value for value in values[:zone] if isinstance(value, str) and bare(value)]
    for value in words:
        first = bare(value.split("\n", 1)[0])
        if first in form.labels or _by_row_ref(first, form):
            return value
    words = [value for value in words if bare(value) not in form.refs] or words
    return words[:2][-1] if words else ""


def _visible(
    values: tuple[object, ...], form: Form, under: str, zone: int, by_mark: RowKey | None
) -> tuple[RowKey | None, RowKey | None]:
    """By the reference in column A, and by the row's reference or words in column B."""
    by_ref: RowKey | None = None
    by_words: RowKey | None = None
    for value in values[:zone]:
        if not isinstance(value, str) or not value:
            continue
        words = bare(value.split("\n", 1)[0])
        if words in form.refs:
            by_ref = by_ref or form.refs[words]
            continue
        keys = form.labels.get(words) or _by_row_ref(words, form)
        if keys and by_words is None:
            by_words = by_mark if by_mark in keys else _fitting(keys, by_ref[0] if by_ref else under)
    return by_ref, by_words


def _by_row_ref(words: str, form: Form) -> tuple[RowKey, ...]:
    """``SG1 Housing officers``: the reference, if the words after it are not quite others."""
    ref, _space, rest = words.partition(" ")
    keys = form.row_refs.get(ref.rstrip(":.)-"), ())
    if not rest:
        return keys
    others = form.labels.get(rest, ())
    return tuple(
        key
        for key in keys
        if (not others or key in others) and fuzz.partial_ratio(rest, bare(form.label_of(key))) >= _ALIKE
    )


def _fitting(keys: tuple[RowKey, ...], under: str) -> RowKey | None:
    here = [key for key in keys if key[0] == under]
    if len(here) == 1:
        return here[0]
    return keys[0] if len(keys) == 1 else None


def _same_labels(found: list[FoundRow], form: Form) -> None:
    """Lines of two tables that are called the same, their marks gone, and more than one claims to be the same line."""
    times = Counter(row.key for row in found if row.key)
    for row in found:
        if row.key and row.key[1] and not row.mark and not row.doubt and times[row.key] > 1:
            keys = form.labels.get(bare(row.label.split("\n", 1)[0]), ())
            if len(keys) > 1:
                row.doubt = _("more than one question has a line of this name")


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
        if words == ours or words in form.refs or row.doubt:
            continue
        another = form.labels.get(words.partition(" ")[2], ()) or _others_ref(words, row.key, form)
        if (
            not another
            and not _nearer_to_another(words, row.key, form)
            and (_like(words, ours) or _by_row_ref(words, form))
        ):
            continue
        if times[row.key] > 1:
            row.under, row.key = row.key[0], None
        else:
            row.doubt = _("its label was changed to “{label}”").format(label=row.label)


def _nearer_to_another(words: str, key: RowKey, form: Form) -> bool:
    """Whether a label reads more like that of another line of its table."""
    ours = fuzz.ratio(words, bare(form.label_of(key)))
    lines = (
        (line for line in form.texts if line[0] == key[0] and line[1] not in ("", key[1])) if key[1] else ()
    )
    return any(fuzz.ratio(words, bare(form.label_of(line))) > ours for line in lines)


def _others_ref(words: str, key: RowKey, form: Form) -> tuple[RowKey, ...]:
    """Rows whose reference the label begins with, where that is not this row's."""
    keys = form.row_refs.get(words.partition(" ")[0].rstrip(":.)-"), ())
    return () if key in keys else keys


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


def _rivals(found: list[FoundRow]) -> None:
    """Where a row may be either of two, what was found for the other is not settled either."""
    claimed = {key: row for row in found for key in row.rivals}
    for row in found:
        other = claimed.get(row.key) if row.key and not row.doubt else None
        if other is not None:
            row.doubt = _("row {n} of sheet {sheet} may be this question too").format(
                n=other.number + 1, sheet=other.sheet.name
            )
