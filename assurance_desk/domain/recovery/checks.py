"""What must agree between answers: kept as typed and asked about, never put right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from assurance_desk.domain.cross_checks import contradictions
from assurance_desk.domain.questionnaire import FOLLOW_COLUMNS, Slot
from assurance_desk.domain.questions import CellRule, read_cell
from assurance_desk.domain.recovery.finding import CHECK, UNREADABLE, UNSURE, FoundAnswer, LeftOver
from assurance_desk.domain.recovery.form import Form
from assurance_desk.domain.recovery.rows import FoundRow
from assurance_desk.domain.recovery.totals import outside
from assurance_desk.domain.recovery.values import day_in_figures
from assurance_desk.domain.sheet_layout import FOLLOW_HEADS
from assurance_desk.texts import _

_FIGURE = re.compile(r"^\W*\d[\d.,%]*\W*$")
_WIDE = ("text", "month")
"""Cells that take what belongs to another: any words, and the month of a whole day."""


def checked(
    answers: dict[Slot, FoundAnswer], form: Form, today: date | None = None
) -> dict[Slot, FoundAnswer]:
    """The answers, those that contradict others marked as to be asked about."""
    values = {slot: answer.value for slot, answer in answers.items() if answer.value}
    found = dict(answers)
    for slot, told in contradictions(values, form.questionnaire, today).items():
        answer = answers[slot]
        if not answer.kind:
            found[slot] = replace(answer, kind=CHECK, problem=told.why, sure=min(answer.sure, 2))
    return found


def typed_beside(
    found: dict[Slot, FoundAnswer], copies: Iterable[Mapping[Slot, FoundAnswer]], form: Form
) -> dict[Slot, FoundAnswer]:
    """Answers typed into the wrong cell of their row, their own left empty: asked about.

    ``copies``: rows that were found twice, as each of them stands: there its own empty cells count.
    """
    asked: dict[Slot, FoundAnswer] = {}
    for row in (found, *copies):
        for slot, typed in row.items():
            if typed.kind or not typed.value or slot not in found:
                continue
            if form.rules[slot].kind in _WIDE:
                _typed(asked, typed, row, found, form)
            elif slot[::2] in form.wholes:
                _part(asked, typed, row, found, form)
    return asked


def _part(
    asked: dict[Slot, FoundAnswer],
    typed: FoundAnswer,
    row: Mapping[Slot, FoundAnswer],
    found: dict[Slot, FoundAnswer],
    form: Form,
) -> None:
    """A figure that is a part of another, whose own cell is empty: it may be that one."""
    whole = typed.slot._replace(column=form.wholes[typed.question, typed.column])
    if whole in row:
        return
    if whole in found:
        _in_a_copy(asked, typed, whole, found, form)
    else:
        why = _("it is a part of “{heading}”, which is empty").format(heading=_heading(whole, form))
        _ask(asked, found[typed.slot], why, cause=why)


def _typed(
    asked: dict[Slot, FoundAnswer],
    typed: FoundAnswer,
    row: Mapping[Slot, FoundAnswer],
    found: dict[Slot, FoundAnswer],
    form: Form,
) -> None:
    slot, answer = typed.slot, Slot(typed.question, typed.row)
    if slot.column in FOLLOW_COLUMNS and answer in form.rules:
        if not _may_be(form.rules[answer], typed):
            return
        if answer not in found:
            _beside_the_empty(asked, typed, answer, found, form)
        elif answer not in row:
            _in_a_copy(asked, typed, answer, found, form)
        elif found[answer].kind and form.rules[answer].kind != "text":
            why = _("it reads like the answer, and what stands in that cell is in doubt")
            _ask(asked, found[slot], why)
    elif meant := _empty_beside(slot, typed, row, form):
        _in_its_table(asked, typed, meant, row, found, form)


def _in_its_table(
    asked: dict[Slot, FoundAnswer],
    typed: FoundAnswer,
    meant: Slot,
    row: Mapping[Slot, FoundAnswer],
    found: dict[Slot, FoundAnswer],
    form: Form,
) -> None:
    if meant in found and meant not in row:
        _in_a_copy(asked, typed, meant, found, form)
        return
    why = (
        _("it may be meant for “{heading}”, and what stands there is in doubt")
        if meant in row
        else _("it may be meant for “{heading}”, which is empty")
    )
    _ask(asked, found[typed.slot], why.format(heading=_heading(meant, form)))


def _beside_the_empty(
    asked: dict[Slot, FoundAnswer],
    typed: FoundAnswer,
    answer: Slot,
    found: dict[Slot, FoundAnswer],
    form: Form,
) -> None:
    if answer not in asked:
        asked[answer] = _instead(typed, form.rules[answer], FOLLOW_HEADS[typed.column])
    elif asked[answer].source != typed.source:
        why = _("it reads like the answer, and so does something else beside that empty cell")
        _ask(asked, found[typed.slot], why)


def _in_a_copy(
    asked: dict[Slot, FoundAnswer],
    typed: FoundAnswer,
    meant: Slot,
    found: dict[Slot, FoundAnswer],
    form: Form,
) -> None:
    """The copy's own cell for it is empty; where it says something else than the cell of another copy neither is settled, nor
    where the same words stand in both: one of the two was moved.
    """
    why = _("it may be meant for “{heading}”, which is empty beside it")
    _ask(asked, found[typed.slot], why.format(heading=_heading(meant, form)))
    rule = form.rules[meant]
    if rule.kind == "text" or read_cell(rule, typed.found).value != found[meant].value:
        why = _("{cell} of sheet {sheet} holds something that may be this answer too")
        _ask(asked, found[meant], why.format(cell=typed.cell, sheet=typed.sheet))


def _ask(asked: dict[Slot, FoundAnswer], one: FoundAnswer, why: str, cause: str = "") -> None:
    if not one.kind:
        asked.setdefault(one.slot, replace(one, kind=UNSURE, sure=1, problem=why, cause=cause))


def _heading(slot: Slot, form: Form) -> str:
    columns = form.questions[slot.question].columns
    return next((one.heading for one in columns if one.key == slot.column), _("Answer"))


def _may_be(rule: CellRule, typed: FoundAnswer) -> bool:
    figure = rule.kind in ("whole", "whole_or") and _FIGURE.match(typed.found)
    return bool(figure or read_cell(rule, typed.found).value) or _a_day(rule, typed)


def _a_day(rule: CellRule, typed: FoundAnswer) -> bool:
    """A day in figures, even one that may be read two ways."""
    return rule.kind in ("date", "month") and day_in_figures(typed.found)


def _instead(typed: FoundAnswer, rule: CellRule, head: str) -> FoundAnswer:
    """The same cell as the answer it may be; as what it stands for it is kept besides."""
    why = _("it stands under {heading}, and the answer’s own cell is empty").format(heading=head)
    value = read_cell(rule, typed.found).value
    kind = UNSURE if value else UNREADABLE
    return replace(typed, column="answer", value=value, kind=kind, sure=1, problem=why)


def _empty_beside(slot: Slot, typed: FoundAnswer, row: Mapping[Slot, FoundAnswer], form: Form) -> Slot | None:
    """A cell of the row, empty or in doubt, that this would answer to the letter."""
    for column in form.questions[slot.question].columns:
        other = Slot(slot.question, slot.row, column.key)
        rule = form.rules.get(other)
        if rule is None or rule.kind == "text" or (other in row and row[other].kind in ("", CHECK)):
            continue
        if form.rules[slot].kind == "month" and (rule.kind != "date" or typed.found.startswith("01/")):
            continue
        reading = read_cell(rule, typed.found)
        if (reading.value and reading.sure > 1) or _a_day(rule, typed):
            return other
    return None


def beside_rest(
    answers: dict[Slot, FoundAnswer],
    sources: set[tuple[Slot, str]],
    left: list[LeftOver],
    rows: list[FoundRow],
) -> dict[Slot, FoundAnswer]:
    """An answer found in one copy of a sheet is not settled while another copy holds something that may be it.

    ``sources``: every slot with each sheet that has a cell for it.
    """
    known = {(row.sheet.name, row.number): row.key for row in rows if row.key}
    rest: dict[str, list[tuple[str, LeftOver]]] = {}
    for one in left:
        if one.question:
            key = known.get((one.sheet, _row_number(one.cell)))
            rest.setdefault(one.question, []).append((key[1] if key else "", one))
    found = dict(answers)
    for slot, answer in answers.items():
        others = [
            one
            for row, one in rest.get(slot.question, ())
            if row in ("", slot.row) and one.sheet != answer.sheet and (slot, one.sheet) not in sources
        ]
        if others and not answer.kind:
            why = _("{cell} of sheet {sheet} holds something that may be this answer too")
            why = why.format(cell=others[0].cell, sheet=others[0].sheet)
            found[slot] = replace(answer, kind=UNSURE, sure=1, problem=why, cause="")
    return found


def copies_apart(answers: dict[Slot, FoundAnswer], apart: set[tuple[str, str]]) -> dict[Slot, FoundAnswer]:
    """``apart``: rows found twice of which one says otherwise and may have been moved: then neither is settled."""
    why = _("another copy of its row says something else, and may have been moved")
    return {
        slot: replace(one, kind=UNSURE, sure=1, problem=why, cause=why)
        if slot[:2] in apart and one.value and not one.kind
        else one
        for slot, one in answers.items()
    }


def pushed_out(
    answers: dict[Slot, FoundAnswer], left: list[LeftOver], rows: list[FoundRow], form: Form
) -> dict[Slot, FoundAnswer]:
    """A row without its mark that holds more than it has cells for, or a figure where words are to stand while a cell for
    one is empty, or figures of a table that contradict each other: its cells may have been pushed along by one put in.
    """
    unmarked = {(row.sheet.name, row.number) for row in rows if row.key and not row.mark}
    if not unmarked:
        return answers
    moved = _("something stands in {cell} too, so the row’s cells may have moved")
    apart = _(
        "its hidden mark is gone and {cell} contradicts another cell, so the row’s cells may have moved"
    )
    over = {
        (one.sheet, _row_number(one.cell)): moved.format(cell=one.cell)
        for one in left
        if one.why == outside()
    }
    for slot, one in answers.items():
        place = one.sheet, _row_number(one.cell)
        if form.rules[slot].kind == "text" and _empty_beside(slot, one, answers, form):
            over[place] = moved.format(cell=one.cell)
        elif one.kind == CHECK and slot.row:
            over.setdefault(place, apart.format(cell=one.cell))
    found = dict(answers)
    for slot, answer in answers.items() if over else ():
        place = answer.sheet, _row_number(answer.cell)
        if place in over and place in unmarked and not answer.kind:
            found[slot] = replace(answer, kind=UNSURE, sure=1, problem=over[place], cause=over[place])
    return found


def _row_number(address: str) -> int:
    """0-based, of ``H34``."""
    return int(address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) - 1
