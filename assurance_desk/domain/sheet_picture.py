"""What a respondent sees on an issued sheet as it is opened, cell by cell: for the preview beside a design.

The places come from ``sheet_layout``, as the writer's do; a test holds the words to those of a written workbook.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from assurance_desk.domain.prefill import Recipient
from assurance_desk.domain.questionnaire import Column, Question, Questionnaire, Section, Slot
from assurance_desk.domain.questionnaire import Row as TableRow
from assurance_desk.domain.questions import CellRule, type_of
from assurance_desk.domain.sheet_layout import (
    AGREED,
    BESIDE,
    LABEL_COLUMN,
    REF_COLUMN,
    STATUS_HEAD,
    Cell,
    Row,
    Sheet,
)
from assurance_desk.texts import _

TITLE, LINE, INTRO, HEADING, HEAD, REF, ASKED, LABEL, HINT, FIELD, STATUS, LABEL_STRONG = (
    "title", "line", "intro", "heading", "head", "ref", "asked", "label", "hint", "field", "status", "strong",
)  # fmt: skip
_GREYED = ("question", "table", "item", "hint")
COVER = "Cover"
"""The first sheet's name; its picture comes of the written workbook itself, the others of the same plan."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One cell. ``role`` says how it is set; ``across``: how many columns it runs on over. ``more`` stands small under
    ``words`` in the same cell. ``takes`` is what a cell to fill in offers: no word of it stands in the cell, ``words``
    do where it is held already. ``carried``: those are last round's, to be confirmed.
    """

    column: int
    words: str
    role: str
    across: int = 1
    more: str = ""
    takes: str = ""
    choices: tuple[str, ...] = ()
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the sheet; ``question`` is the reference it belongs to, "" above the questions. ``greyed``: it is not
    asked as long as nothing else is answered.
    """

    number: int
    pieces: tuple[Piece, ...]
    question: str = ""
    greyed: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """One sheet. ``widths`` by column, in digits, up to the last one seen."""

    tab: str
    letter: str
    lines: tuple[Line, ...]
    widths: tuple[float, ...]
    cells: int


Still = Callable[[Row], str | None]
"""What stands under "Still to do" in a row as issued; None where nothing ever does."""


def picture(
    plan: Sheet, progress: str, still: Still, more: Callable[[Question], str], to: Recipient
) -> Picture:
    """``progress`` is the line under the title; ``more`` is what stands small under a question's words; ``to`` whose copy
    it is.
    """
    lines = [
        Line(1, (Piece(1, f"{plan.section.letter}  {plan.section.title}", TITLE, plan.status),)),
        Line(2, (Piece(1, progress, LINE, plan.status),)),
        *(Line(number, (Piece(1, words, INTRO, plan.status),)) for number, words in enumerate(plan.intro, 3)),
    ]
    if plan.head_row:
        lines.append(Line(plan.head_row, _heads(plan, plan.heads)))
    asked = any(still(row) is not None for row in plan.rows)
    lines += [
        Line(
            row.number,
            tuple(_pieces(plan, row, still, more, asked, to)),
            row.question.ref,
            greyed=row.kind in _GREYED and _is_greyed(plan, row, to),
        )
        for row in plan.rows
    ]
    return Picture(
        plan.section.tab,
        plan.section.letter,
        tuple(lines),
        tuple(plan.widths[column] for column in range(1, plan.status + 1)),
        sum(len(row.cells) for row in plan.rows),
    )


def _is_greyed(plan: Sheet, row: Row, to: Recipient) -> bool:
    condition = plan.conditions.get(row.question.ref)
    return condition is not None and condition.met(to.known) is not True


def _heads(plan: Sheet, titles: dict[int, str]) -> tuple[Piece, ...]:
    return tuple(Piece(column, titles.get(column, ""), HEAD) for column in range(1, plan.status + 1))


def _pieces(
    plan: Sheet, row: Row, still: Still, more: Callable[[Question], str], asked: bool, to: Recipient
) -> Iterable[Piece]:
    match row.kind:
        case "heading":
            yield Piece(1, row.label, HEADING, plan.status)
        case "hint":
            yield Piece(LABEL_COLUMN, row.label, HINT, plan.status - 2)
        case "head":
            titles = dict(row.heads)
            if not plan.head_row and asked:
                titles[plan.status] = STATUS_HEAD
            yield from _heads(plan, titles)
        case "table":
            yield Piece(REF_COLUMN, row.question.ref, REF)
            yield Piece(LABEL_COLUMN, row.label, ASKED, (plan.still or plan.status) - LABEL_COLUMN)
            yield from _cells(plan, row, still, to)
        case "question":
            yield Piece(REF_COLUMN, row.question.ref, REF)
            yield Piece(LABEL_COLUMN, row.label, ASKED, more=more(row.question))
            yield from _cells(plan, row, still, to)
        case _:
            yield Piece(LABEL_COLUMN, row.label, LABEL)
            yield from _cells(plan, row, still, to)


def _cells(plan: Sheet, row: Row, still: Still, to: Recipient) -> Iterable[Piece]:
    for cell in row.cells:
        made = _beside(row, cell, to) if cell.key in BESIDE else _field(row, cell, to)
        if made is not None:
            yield made
    yield from _status(plan, row, still)


def _field(row: Row, cell: Cell, to: Recipient) -> Piece:
    held = to.known.get(Slot(row.question.ref, row.row_ref, cell.key), "")
    unit = (row.question.ref, "" if row.question.kind == "several" else row.row_ref)
    return Piece(
        cell.column, _as_shown(cell.rule, held), FIELD, takes=cell_words(cell.rule), choices=cell.rule.choices,
        carried=bool(held) and unit in to.carried,
    )  # fmt: skip


def _beside(row: Row, cell: Cell, to: Recipient) -> Piece | None:
    """What the panel agreed; or the cell that confirms, open only where there is something to confirm."""
    if cell.key == AGREED:
        agreed = to.agreed.get(row.question.ref, "")
        return Piece(cell.column, agreed, LABEL) if agreed else None
    if (row.question.ref, row.row_ref) not in to.carried:
        return None
    return Piece(cell.column, "", FIELD, takes=cell_words(cell.rule), choices=cell.rule.choices)


def _as_shown(rule: CellRule, value: str) -> str:
    """A canonical value as its cell shows it."""
    if value and rule.kind == "date":
        return date.fromisoformat(value).strftime("%d/%m/%Y")
    if value and rule.kind == "month":
        return date.fromisoformat(f"{value}-01").strftime("%m/%Y")
    if rule.kind in ("whole", "whole_or") and value.isascii() and value.isdecimal():
        return f"{int(value):,}"
    return value


def _status(plan: Sheet, row: Row, still: Still) -> Iterable[Piece]:
    words = still(row)
    if words is not None:
        yield Piece(plan.status, words, STATUS)


def cell_words(rule: CellRule) -> str:
    """What a cell takes, in few words."""
    if rule.kind == "choice":
        return _("Yes or blank") if rule.choices == ("Yes",) else _("Choose one")
    return {
        "text": "",
        "whole": _("Number"),
        "whole_or": _("Number, or “{word}”").format(word=rule.word),
        "date": _("Date"),
        "month": _("Month, year"),
    }[rule.kind]


def presentable(questionnaire: Questionnaire) -> Questionnaire:
    """A draft in the making as it can be laid out: where a table has no rows yet, or a list no choices, a stand-in."""

    def within(section: Section) -> Section:
        return replace(section, questions=tuple(map(_whole, section.questions)))

    return replace(questionnaire, sections=tuple(map(within, questionnaire.sections)))


def _whole(question: Question) -> Question:
    if type_of(question).has_rows and not question.rows:
        question = replace(question, rows=(TableRow(ref=f"{question.ref}.1", label=""),))
    if question.kind == "choice" and not question.choices:
        question = replace(question, choices=(_("no choices yet"),))
    columns = tuple(map(_column, question.columns))
    if question.kind in ("table", "free_table") and not columns:
        columns = (Column(key="none", heading=_("no columns yet")),)
    return replace(question, columns=columns) if columns != question.columns else question


def _column(column: Column) -> Column:
    if column.kind == "choice" and not column.choices:
        return replace(column, choices=(_("no choices yet"),))
    return column
