"""From a returned workbook's cells to answers. Nothing is dropped: every cell is an answer, ours, or listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from string import ascii_uppercase

from assurance_desk.domain.questionnaire import FOLLOW_COLUMNS, Questionnaire, Slot
from assurance_desk.domain.questions.cells import as_shown, plain
from assurance_desk.domain.recovery import values
from assurance_desk.domain.recovery.book import (
    Cell,
    SheetBook,
    address,
)
from assurance_desk.domain.recovery.checks import (
    beside_rest,
    checked,
    copies_apart,
    pushed_out,
    typed_beside,
)
from assurance_desk.domain.recovery.columns import Place, heads_of, places
from assurance_desk.domain.recovery.finding import UNSURE, Expected, Finding, FoundAnswer
from assurance_desk.domain.recovery.form import PLAIN_HEADS, Form, RowKey, form_of
from assurance_desk.domain.recovery.identity import Identity, MarkedRows, identify, marks_of
from assurance_desk.domain.recovery.last_time import carried_in, parted, strange, unconfirmed
from assurance_desk.domain.recovery.not_asked import told_apart
from assurance_desk.domain.recovery.own import Own, own_words
from assurance_desk.domain.recovery.rows import FoundRow, rows_of
from assurance_desk.domain.recovery.totals import SHOWN, TO_DO, Totals
from assurance_desk.domain.recovery.unmarked import (
    AS_WELL,
    BETTER,
    WORSE,
    as_issued,
    contradicted,
    doubt_all,
    doubt_headings,
    doubt_moved,
    without_marks,
)
from assurance_desk.domain.recovery.versions import to_live
from assurance_desk.domain.recovery.words import bare
from assurance_desk.domain.sheet_layout import BESIDE
from assurance_desk.errors import DeskError
from assurance_desk.texts import _

_TOLD_BY = 12
"""A label longer than this is no answer that happens to read the same."""


class NotOursError(DeskError):
    """It is a spreadsheet, but no questionnaire we know."""

    def __init__(self, name: str, unknown: str = "") -> None:
        if unknown:
            sentence = _(
                "“{name}” is questionnaire {unknown}, which is not in this workbook, so nothing was taken from it;"
                " ask the sender for the questionnaire we sent."
            )
        else:
            sentence = _(
                "“{name}” is not one of our questionnaires, so nothing was taken from it; ask the sender for the"
                " workbook we sent them, filled in."
            )
        super().__init__(sentence.format(name=name, unknown=unknown))


@dataclass(frozen=True, slots=True)
class _Raw:
    """One filled cell of a slot, before it is read."""

    slot: Slot
    cell: Cell
    place: Place
    row: FoundRow
    doubt: str = ""


def identity_of(book: SheetBook, expected: Expected) -> tuple[Identity, MarkedRows, Questionnaire]:
    """Raises NotOursError: it is no questionnaire we know."""
    marks = marks_of(book)
    identity = identify(book, marks, expected)
    if identity.questionnaire is None:
        raise NotOursError(book.name, identity.unknown)
    return identity, marks, identity.questionnaire


def find(
    book: SheetBook,
    expected: Expected,
    own: Own | None = None,
    known: tuple[Identity, MarkedRows, Questionnaire] | None = None,
) -> Finding:
    """What the book answers, in the slots of the live version.

    Raises:
        NotOursError: it is no questionnaire we know.
    """
    identity, marks, questionnaire = known or identity_of(book, expected)
    carried = carried_in(identity.whose, questionnaire)
    form = form_of(questionnaire, carried.beside if carried else ())
    rows = without_marks(rows_of(book, marks, form, identity.rows), marks, identity.rows, form)
    raws = _raws(rows, form)
    answers, beside, notes = _answers(raws, form, expected.today)
    totals = Totals(book, rows, form, own or own_words(form), identity)
    left = totals.left_over({_at(raw) for raw in raws})
    answers = beside_rest(answers, {(raw.slot, raw.cell.sheet) for raw in raws}, left, rows)
    answers = unconfirmed(pushed_out(answers, left, rows, form), beside, carried, form)
    odd, prompts = strange(beside, carried), len({_at(one) for one in raws if one.slot.column in BESIDE})
    finding = Finding(
        questionnaire=questionnaire.ref,
        version=questionnaire.version,
        live=questionnaire.version,
        return_id=identity.whose.id if identity.whose else "",
        return_ref=identity.whose.ref if identity.whose else "",
        identified=identity.signs,
        doubt=identity.doubt,
        answers=tuple(answers.values()),
        left_over=(*left, *odd),
        blank=tuple(_blank(form, answers)),
        missing_sections=tuple(_missing(rows, form)),
        notes=(*notes, *_book_notes(book)),
        cells=totals.cells,
        ours=totals.ours + prompts - len(odd),
        answer_cells=len({_at(raw) for raw in raws}) - prompts,
    )
    return _as_asked(to_live(finding, expected), expected, questionnaire)


def _as_asked(moved: Finding, expected: Expected, questionnaire: Questionnaire) -> Finding:
    """With what the live version does not ask of them told from what they left blank."""
    live = (moved.questionnaire, moved.live)
    asked = next((one for one in expected.questionnaires if (one.ref, one.version) == live), questionnaire)
    return told_apart(moved, asked)


def _at(raw: _Raw) -> tuple[str, int, int]:
    return raw.cell.sheet, raw.cell.row, raw.cell.column


def _raws(rows: list[FoundRow], form: Form) -> list[_Raw]:
    found: list[_Raw] = []
    asked: dict[tuple[str, int, int], Slot] = {}
    for row, at in _placed(rows, form):
        assert row.key is not None
        for place in at:
            cell = row.sheet.cell(row.number, place.column)
            slot = Slot(row.key[0], row.key[1], place.key)
            if cell is not None and slot in form.rules:
                found.append(_Raw(slot, values.as_seen(cell), place, row))
            asked[row.sheet.name, row.number, place.column] = slot
    return [_spread(raw, asked) for raw in found]


def _placed(rows: list[FoundRow], form: Form) -> list[tuple[FoundRow, list[Place]]]:
    """Each row's cells; where one row of a layout speaks against its headings, they are doubted for all of them."""
    heads = heads_of(rows, form)
    found: list[tuple[FoundRow, list[Place]]] = []
    reads: dict[str, set[tuple[str, str]]] = {}
    against: dict[tuple[str, str], Callable[[list[Place]], list[Place]]] = {}
    for row in rows:
        if row.key is not None and row.key in form.columns:
            at = doubt_moved(row, places(row, form, heads[row.sheet.name]), form)
            found.append((row, at))
            reads.setdefault(as_issued(row, at, form), set()).add(_layout(row, form))
            if contradicted(row, at, form):
                against.setdefault(_layout(row, form), doubt_headings)
    doubtful = reads.get(AS_WELL, set()) - reads.get(WORSE, set()) | reads.get(BETTER, set())
    against |= dict.fromkeys(doubtful, doubt_all)
    if not against:
        return found
    return [(row, against.get(_layout(row, form), list)(at)) for row, at in found]


def _layout(row: FoundRow, form: Form) -> tuple[str, str]:
    assert row.key is not None
    return row.sheet.name, row.key[0] if row.key[0] in form.heads else ""


def _spread(raw: _Raw, asked: dict[tuple[str, int, int], Slot]) -> _Raw:
    """One answer in cells merged over several: it may be meant for each of them, or for all together."""
    cell = raw.cell
    if cell.over in {(cell.row, cell.column), (-1, -1)}:
        return raw
    over = [
        slot
        for row in range(cell.row, cell.over[0] + 1)
        for column in range(cell.column, cell.over[1] + 1)
        if (slot := asked.get((cell.sheet, row, column))) and slot != raw.slot
        and (row != cell.row or slot.column not in FOLLOW_COLUMNS)
    ]  # fmt: skip
    if not over and cell.over[0] == cell.row:  # over rows below, known or not, it may stand for what they ask
        return raw
    where = f"{address(cell.row, cell.column)}:{address(*cell.over)}"
    return replace(
        raw,
        doubt=_("one answer stands in merged cells {where}, which are several to fill in").format(
            where=where
        ),
    )


def _answers(
    raws: list[_Raw], form: Form, today: date | None
) -> tuple[dict[Slot, FoundAnswer], dict[Slot, FoundAnswer], list[str]]:
    """The answers, what stands beside them in a copy with last round's, and what is to be said of the whole."""
    order = values.date_order(raw.cell for raw in raws if form.rules[raw.slot].kind in ("date", "month"))
    by_slot: dict[Slot, list[tuple[FoundAnswer, str]]] = {}
    for raw in raws:
        by_slot.setdefault(raw.slot, []).append(_answer(raw, form, order))
    found: dict[Slot, FoundAnswer] = {}
    for slot in form.rules:
        if slot in by_slot:
            answer = _one_of([one for one, _note in by_slot[slot]])
            if answer is not None:
                found[slot] = answer
    found = copies_apart(found, _apart(raws))
    for slot, noted in by_slot.items():
        comment = Slot(slot.question, slot.row, "comment")
        whole, note = next(((one, note) for one, note in noted if note), (None, ""))
        if whole and comment in form.rules and comment not in found:
            how = _("taken from the answer’s own cell")
            found[comment] = replace(
                whole,
                column="comment",
                value=note,
                how=how,
                sure=2,
                kind="",
                problem="",
                cause="",
            )
    notes = [_("dates are written month first")] if order == values.MONTH_FIRST else []
    found, beside = parted(found)
    found |= typed_beside(found, _copies(raws, by_slot), form)
    return checked(found, form, today), beside, notes


def _copies(
    raws: list[_Raw], by_slot: dict[Slot, list[tuple[FoundAnswer, str]]]
) -> list[dict[Slot, FoundAnswer]]:
    """What stands in each of the rows that were found twice."""
    found = Counter(row.key for row in {id(raw.row): raw.row for raw in raws}.values())
    twice = {key for key, times in found.items() if times > 1}
    if not twice:
        return []
    rows: dict[tuple[str, str], dict[Slot, FoundAnswer]] = {}
    for slot in (slot for slot in by_slot if slot[:2] in twice):
        for one, _note in by_slot[slot]:
            rows.setdefault((one.sheet, one.cell.lstrip(ascii_uppercase)), {})[slot] = one
    return list(rows.values())


def _apart(raws: list[_Raw]) -> set[RowKey]:
    """Rows found twice that do not say the same, of which one may have been moved."""
    said: dict[RowKey, dict[tuple[str, int], dict[str, str]]] = {}
    moved: set[RowKey] = set()
    for raw in raws:
        key = raw.slot.question, raw.slot.row
        said.setdefault(key, {}).setdefault((raw.cell.sheet, raw.cell.row), {})[raw.slot.column] = as_shown(
            raw.cell.value
        )
        if raw.row.doubt or raw.row.mixed or raw.place.doubt:
            moved.add(key)
    return {key for key in moved if any(one != other for one, other in pairwise(said[key].values()))}


def _answer(raw: _Raw, form: Form, order: str) -> tuple[FoundAnswer, str]:
    read = values.read(form.rules[raw.slot], raw.cell, order)
    how = "; ".join(
        part
        for part in (raw.row.how, _("found under its heading") if raw.place.moved else "", read.how)
        if part
    )
    kind, problem = read.kind, read.problem
    alone = raw.doubt or ("" if raw.row.doubt else _ours_there(raw, form))
    shared = "" if alone else raw.row.doubt or raw.place.doubt
    doubt = alone or shared
    cause = ""
    if not kind and doubt:
        kind, problem, cause = UNSURE, doubt, shared
    sure = min(read.sure, 2 if raw.row.how else 3, 1 if doubt else 3)
    answer = FoundAnswer(
        raw.slot.question, raw.slot.row, raw.slot.column, as_shown(raw.cell.value), read.value, raw.cell.sheet,
        address(raw.cell.row, raw.cell.column), how, sure, kind, problem, read.expected, cause,
    )  # fmt: skip
    return answer, "" if doubt else read.note  # a note that parts from a doubtful answer would be taken


def _ours_there(raw: _Raw, form: Form) -> str:
    """Columns that slid under another's heading show themselves by a question standing where an answer should."""
    words = bare(str(raw.cell.value).split("\n", 1)[0])
    asked = (
        words in _label_words(raw.row, form)
        or words == bare(raw.slot.question)
        or (words in form.labels and len(words) > _TOLD_BY)
        or words in PLAIN_HEADS
        or (TO_DO.match(words) and SHOWN.match(plain(str(raw.cell.value))))
    )
    return _("words of our own stand where the answer should") if asked else ""


def _label_words(row: FoundRow, form: Form) -> set[str]:
    """What names the row: no answer reads like that."""
    assert row.key is not None
    return {bare(row.key[1]), bare(form.label_of(row.key))} - {""}


def _one_of(read: list[FoundAnswer]) -> FoundAnswer | None:
    """A slot found twice (a copied sheet) is one answer where both say the same, else a person's to decide."""
    told = [one for one in read if one.value or one.kind]
    if not told:  # "No" where Yes is the only choice: nothing by itself, but it may contradict what we hold
        return next((one for one in read if one.found.strip()), None)
    first = told[0]
    others = [one for one in read if one is not first and _differ(one, first)]
    if not others:
        return next((one for one in told if not one.kind), first)
    said = _("found twice: {first} in {here}, and {others}").format(
        first=first.found,
        here=first.source,
        others=", ".join(_("{other} in {there}").format(other=one.found, there=one.source) for one in others),
    )
    return replace(first, kind=first.kind or UNSURE, sure=1, problem=said, cause="")


def _differ(one: FoundAnswer, other: FoundAnswer) -> bool:
    """What was typed otherwise and is in doubt for what it says may mean something else than what is clear."""
    doubtful = any(each.kind and not each.cause for each in (one, other))
    return _says(one) != _says(other) or (doubtful and one.found != other.found)


def _says(one: FoundAnswer) -> str:
    """What it comes to: a "No" that means not chosen is not the same as a "Yes" in a copy of the sheet."""
    return one.value or one.found


def _blank(form: Form, answers: dict[Slot, FoundAnswer]) -> Iterable[Slot]:
    """Slots that were asked and are empty. Options of several choices, and lines for their own words, count as one."""
    seen = {slot.question for slot in answers}
    told: set[str] = set()
    for slot in form.rules:
        if form.questions[slot.question].kind in ("several", "free_table"):
            if slot.question not in seen and slot.question not in told:
                told.add(slot.question)
                yield Slot(slot.question)
        elif slot.column not in (*FOLLOW_COLUMNS, *BESIDE) and slot not in answers:
            yield slot


def _missing(rows: list[FoundRow], form: Form) -> Iterable[str]:
    have = {form.section[row.key[0]] for row in rows if row.key}
    return [
        section.letter
        for section in form.questionnaire.sections
        if section.questions and section.letter not in have
    ]


def _book_notes(book: SheetBook) -> list[str]:
    notes = [_("sheet {name} was hidden").format(name=sheet.name) for sheet in book.sheets if sheet.hidden]
    notes = [
        note
        for note, sheet in zip(notes, [s for s in book.sheets if s.hidden], strict=True)
        if sheet.name != "Lists"
    ]
    notes += [
        _("sheet {name} has hidden rows").format(name=sheet.name)
        for sheet in book.sheets
        if sheet.hidden_rows
    ]
    notes += [
        _("sheet {name} holds a picture, which is not read").format(name=sheet.name)
        for sheet in book.sheets
        if any(not one.text for one in sheet.beside)
    ]
    if book.macros:
        notes.append(_("it has macros, which were not run and are never run here"))
    if book.blind:
        notes.append(_("this kind of file cannot tell an Excel error from an empty cell"))
    if book.blind and book.format != "ods":
        notes.append(_("nor whether a 1 was shown as 100%, nor what notes on its cells say"))
    return notes
