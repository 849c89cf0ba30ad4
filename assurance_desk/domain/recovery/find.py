"""From a returned workbook's cells to answers. Nothing is dropped: every cell is an answer, ours, or listed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from assurance_desk.domain.questionnaire import FOLLOW_COLUMNS, Questionnaire, Slot
from assurance_desk.domain.questions.cells import as_shown
from assurance_desk.domain.recovery import values
from assurance_desk.domain.recovery.book import (
    ERROR,
    FORMULA,
    NUMBER,
    Cell,
    Sheet,
    SheetBook,
    address,
    kind_of,
)
from assurance_desk.domain.recovery.checks import checked
from assurance_desk.domain.recovery.columns import Heads, Place, heads_on, places
from assurance_desk.domain.recovery.finding import UNSURE, Expected, Finding, FoundAnswer, LeftOver
from assurance_desk.domain.recovery.form import Form, form_of
from assurance_desk.domain.recovery.identity import Identity, MarkedRows, identify, marks_of
from assurance_desk.domain.recovery.rows import FoundRow, rows_of
from assurance_desk.domain.recovery.versions import to_live
from assurance_desk.domain.recovery.words import bare
from assurance_desk.domain.sheet_layout import STRUT_COLUMN
from assurance_desk.errors import DeskError
from assurance_desk.texts import _

_PROGRESS = re.compile(
    r"^(All \d+ answered\.|\d+ of \d+( lines| answered\. \d+ still to answer\.)?|\d+ to answer|To answer|Say why"
    r"|Complete|Check: .*|Not in this copy|.+ version \S+ · \S+ · .*)$"
)


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
class Own:
    """Words of ours as issued, bare: ``words`` on any sheet; ``lists`` on the sheet of lists, known by its heading."""

    words: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    lists_head: str = ""


@dataclass(frozen=True, slots=True)
class _Raw:
    """One filled cell of a slot, before it is read."""

    slot: Slot
    cell: Cell
    place: Place
    row: FoundRow


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
    form = form_of(questionnaire)
    rows = rows_of(book, marks, form, identity.whose.code if identity.whose else "")
    raws = _raws(book, rows, form)
    answers, notes = _answers(raws, form)
    totals = _Totals(book, rows, form, own or _own_words(form), identity)
    left = totals.left_over({(raw.cell.sheet, raw.cell.row, raw.cell.column) for raw in raws})
    finding = Finding(
        questionnaire=questionnaire.ref,
        version=questionnaire.version,
        live=questionnaire.version,
        return_id=identity.whose.id if identity.whose else "",
        return_ref=identity.whose.ref if identity.whose else "",
        identified=identity.signs,
        doubt=identity.doubt,
        answers=tuple(answers.values()),
        left_over=tuple(left),
        blank=tuple(_blank(form, answers)),
        missing_sections=tuple(_missing(rows, form)),
        notes=(*notes, *_book_notes(book)),
        cells=totals.cells,
        ours=totals.ours,
        answer_cells=len({(raw.cell.sheet, raw.cell.row, raw.cell.column) for raw in raws}),
    )
    return to_live(finding, expected)


def _raws(book: SheetBook, rows: list[FoundRow], form: Form) -> list[_Raw]:
    heads: dict[str, Heads] = {sheet.name: heads_on(sheet, form) for sheet in book.sheets}
    found: list[_Raw] = []
    for row in rows:
        if row.key is None or row.key in form.tables:
            continue
        for place in places(row, form, heads[row.sheet.name]):
            cell = row.sheet.cell(row.number, place.column)
            slot = Slot(row.key[0], row.key[1], place.key)
            if cell is not None and slot in form.rules:
                found.append(_Raw(slot, cell, place, row))
    return found


def _answers(raws: list[_Raw], form: Form) -> tuple[dict[Slot, FoundAnswer], list[str]]:
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
    for slot, read in by_slot.items():
        comment = Slot(slot.question, slot.row, "comment")
        note = next((note for _one, note in read if note), "")
        if note and comment in form.rules and comment not in found:
            how = _("taken from the answer’s own cell")
            found[comment] = replace(
                found[slot],
                column="comment",
                value=note,
                found=found[slot].found,
                how=how,
                sure=2,
                kind="",
                problem="",
            )
    notes = [_("dates are written month first")] if order == values.MONTH_FIRST else []
    return checked(found, form), notes


def _answer(raw: _Raw, form: Form, order: str) -> tuple[FoundAnswer, str]:
    read = values.read(form.rules[raw.slot], raw.cell, order)
    how = "; ".join(
        part
        for part in (raw.row.how, _("found under its heading") if raw.place.moved else "", read.how)
        if part
    )
    kind, problem = read.kind, read.problem
    if not kind and raw.row.doubt:
        kind, problem = UNSURE, raw.row.doubt
    if not kind and not raw.place.certain:
        kind, problem = UNSURE, _("no heading on the sheet says what this column holds")
    sure = min(read.sure, 2 if raw.row.how else 3, 1 if raw.row.doubt or not raw.place.certain else 3)
    answer = FoundAnswer(
        raw.slot.question, raw.slot.row, raw.slot.column, as_shown(raw.cell.value), read.value, raw.cell.sheet,
        address(raw.cell.row, raw.cell.column), how, sure, kind, problem, read.expected,
    )  # fmt: skip
    return answer, read.note


def _one_of(read: list[FoundAnswer]) -> FoundAnswer | None:
    """A slot found twice (a copied sheet) is one answer where both say the same, else a person's to decide."""
    told = [one for one in read if one.value or one.kind]
    if not told:
        return None
    first = told[0]
    other = next((one for one in told[1:] if (one.value, one.kind) != (first.value, first.kind)), None)
    if other is None:
        return first
    said = _("found twice: {first} in {here}, and {other} in {there}").format(
        first=first.found, here=first.source, other=other.found, there=other.source
    )
    return replace(first, kind=UNSURE, sure=1, problem=said)


def _blank(form: Form, answers: dict[Slot, FoundAnswer]) -> Iterable[Slot]:
    """Slots that were asked and are empty. Options of several choices, and lines for their own words, count as one."""
    seen = {slot.question for slot in answers}
    told: set[str] = set()
    for slot in form.rules:
        if form.questions[slot.question].kind in ("several", "free_table"):
            if slot.question not in seen and slot.question not in told:
                told.add(slot.question)
                yield Slot(slot.question)
        elif slot.column not in FOLLOW_COLUMNS and slot not in answers:
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
    if book.blind:
        notes.append(_("this kind of file cannot tell an Excel error from an empty cell"))
    return notes


def _own_words(form: Form) -> Own:
    """Without the issued workbook at hand: the questionnaire's own words."""
    asked = form.questionnaire
    words = [asked.title, asked.body, asked.marking, *form.texts.values()]
    for section in asked.sections:
        words += [section.title, f"{section.letter}  {section.title}", *section.intro.split("\n")]
    for question in form.questions.values():
        words += [
            question.ref,
            question.hint,
            question.heading,
            question.row_heading,
            f"{question.text}\n{question.hint}",
        ]
        words += [column.heading for column in question.columns]
    standing = (
        "Ref",
        "Question",
        "Answer",
        "Comment",
        "Evidence held",
        "Planned improvement",
        "Still to do",
        "Line",
    )
    return Own(frozenset(bare(word) for word in (*words, *standing) if word))


class _Totals:
    """Counts every cell that holds something, and lists those that are neither answers nor ours."""

    def __init__(
        self, book: SheetBook, rows: list[FoundRow], form: Form, own: Own, identity: Identity
    ) -> None:
        self._book, self._form, self._own = book, form, own
        self._rows = {(row.sheet.name, row.number): row for row in rows}
        whose = identity.whose
        self._name = bare(_("Questionnaire for {name}").format(name=whose.name)) if whose else ""
        self._code = whose.code if whose else ""
        self.cells = self.ours = 0

    def left_over(self, answered: set[tuple[str, int, int]]) -> list[LeftOver]:
        found: list[LeftOver] = []
        for sheet in self._book.sheets:
            marked = any(row.mark for (name, _n), row in self._rows.items() if name == sheet.name)
            head = sheet.rows[0][0] if sheet.rows and sheet.rows[0] else ""
            lists = isinstance(head, str) and bool(head) and bare(head) == self._own.lists_head
            strange: dict[int, list[Cell]] = {}
            for cell in self._unknown(sheet, answered):
                if self._is_ours(cell, marked=marked, lists=lists):
                    self.ours += 1
                else:
                    strange.setdefault(cell.row, []).append(cell)
            found += self._listed(sheet, strange)
        return found

    def _unknown(self, sheet: Sheet, answered: set[tuple[str, int, int]]) -> Iterator[Cell]:
        """Counts every cell; gives those that are neither answers nor, at first sight, words of ours."""
        name = sheet.name
        for number, column, value in sheet.filled():
            own = isinstance(value, str) and self._at_sight(value)
            if own is None:
                continue
            self.cells += 1
            if (name, number, column) in answered:
                continue
            if own:
                self.ours += 1
            else:
                yield Cell(name, number, column, value, kind_of(value))
        for (number, column), (kind, text) in sheet.odd.items():
            self.cells += 1
            if (name, number, column) not in answered:
                yield Cell(name, number, column, text, kind)

    def _at_sight(self, value: str) -> bool | None:
        """Whether the words are ours wherever they stand; None for only spaces, which say nothing."""
        return bare(value) in self._own.words if value.strip() else None

    def _is_ours(self, cell: Cell, *, marked: bool, lists: bool) -> bool:
        row = self._rows.get((cell.sheet, cell.row))
        if cell.kind in (FORMULA, ERROR):
            return not (row and row.key) or cell.column > STRUT_COLUMN - 2 or cell.kind == FORMULA
        if cell.kind == NUMBER:
            beyond = marked and cell.column >= STRUT_COLUMN - 1 + (row.shift if row else 0)
            return beyond or lists or (not marked and cell.column == 0)
        if not isinstance(cell.value, str):
            return False
        return self._word_is_ours(cell, row, lists=lists)

    def _word_is_ours(self, cell: Cell, row: FoundRow | None, *, lists: bool) -> bool:
        text = str(cell.value)
        words = bare(text)
        if not words or (row and row.mark and cell.column == row.mark_column) or text.count("|") == 6:
            return True
        if row and row.key and (cell.column < 2 or text == row.label) and cell.column < 2 + max(row.shift, 0):
            return True
        if words in self._own.words or (lists and words in self._own.lists) or _PROGRESS.match(text):
            return True
        return len(words) > 3 and bool(self._name) and (words in self._name or self._code in text)

    def _listed(self, sheet: Sheet, strange: dict[int, list[Cell]]) -> list[LeftOver]:
        """A row we do not know is one line; single cells on a row we do know are one each."""
        found: list[LeftOver] = []
        for number, cells in strange.items():
            row = self._rows.get((sheet.name, number))
            if row and row.key:
                found += [
                    LeftOver(
                        sheet.name,
                        address(c.row, c.column),
                        as_shown(c.value),
                        row.key[0],
                        1,
                        _("outside the cells to fill in"),
                    )
                    for c in cells
                ]
                continue
            text = "  ".join(as_shown(cell.value) for cell in cells)
            under = row.under if row else ""
            why = (
                _("a row that was not asked for") if under else _("words that stand where nothing was asked")
            )
            found.append(LeftOver(sheet.name, address(number, cells[0].column), text, under, len(cells), why))
        return found
