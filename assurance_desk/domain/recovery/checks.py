"""What must agree between answers: kept as typed and asked about, never put right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assurance_desk.domain.cross_checks import contradictions
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.recovery.finding import CHECK, UNSURE, FoundAnswer, LeftOver
from assurance_desk.domain.recovery.form import Form
from assurance_desk.domain.recovery.rows import FoundRow
from assurance_desk.texts import _


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


def _row_number(address: str) -> int:
    """0-based, of ``H34``."""
    return int(address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) - 1
