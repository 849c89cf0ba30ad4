"""Last round's answers that nobody confirmed go back to their sender too: in the correction workbook, their rows open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from assurance_desk.domain import carried as c
from assurance_desk.domain.correction_sheet import Confirm
from assurance_desk.domain.corrections import CorrectionBook
from assurance_desk.domain.prefill import Recipient
from assurance_desk.domain.questionnaire import Questionnaire, Slot
from assurance_desk.domain.questions.cells import plain
from assurance_desk.domain.recovery.finding import Finding, FoundAnswer
from assurance_desk.domain.recovery.last_time import CHANGED, RIGHT
from assurance_desk.domain.returns import UNCONFIRMED, Answer, Return, ReturnFile
from assurance_desk.domain.sheet_layout import STILL
from assurance_desk.services import carried_back, corrections
from assurance_desk.services.carry_forward import carried_of
from assurance_desk.services.corrections import Told
from assurance_desk.services.corrections_sent import finding_as_sent
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_words import ref_of, shown, what_of
from assurance_desk.store import rows
from assurance_desk.store.lists import returns as lists
from assurance_desk.texts import _

_LONGEST_STOOD = 300
Places = Mapping[Slot, tuple[str, str]]

# ------------------------------------------------------------------ out


def confirms(desk: Desk, asked: Questionnaire, return_id: str, places: Places) -> tuple[Confirm, ...]:
    """What is to be confirmed, one for each cell that confirms it, in the order it is asked."""
    questions = {question.ref: question for question in asked.questions()}
    order = list(questions)
    units: dict[c.Unit, list[Answer]] = {}
    for one in carried_back.unconfirmed(desk, return_id):
        if one.question in questions:
            units.setdefault(c.unit_of(questions[one.question], one.slot), []).append(one)
    return tuple(
        _confirm(asked, unit, units[unit], places)
        for unit in sorted(units, key=lambda one: (order.index(one[0]), one))
    )


def _confirm(asked: Questionnaire, unit: c.Unit, answers: list[Answer], places: Places) -> Confirm:
    slots = tuple(one.slot for one in answers)
    told = [words for one in answers if (words := plain(shown(asked, one.slot, one.value)))]
    at = Slot(*unit, "")
    return Confirm(
        still=Slot(*unit, STILL),
        slots=slots,
        what=f"{ref_of(at)}  {what_of(asked, at)}",
        stood=_("{answers} (last time)").format(answers="; ".join(told)[:_LONGEST_STOOD]),
        places=tuple(places.get(slot, ("", "")) for slot in slots),
    )


def with_carried(desk: Desk, asked: Questionnaire, record: Return, to: Recipient) -> Recipient:
    """A fresh copy shows what of last round's answers they kept, and only that, with the cells that confirm it."""
    carried = carried_of(desk, record)
    if carried is None:
        return to
    held = lists.answers(desk.db, record.id)
    kept = {slot: value for slot, value in carried.values.items() if slot in held}
    return replace(
        to, known={**kept, **to.known}, carried=c.units(asked, kept), agreed=carried.agreed, last_time=carried.last_time,
        beside=carried.beside,
    )  # fmt: skip


def said_before(desk: Desk, asked: Questionnaire, record: Return) -> dict[Slot, str]:
    """In a fresh copy, the cells that confirm what they confirmed or changed already."""
    carried = carried_of(desk, record)
    if carried is None:
        return {}
    questions = {question.ref: question for question in asked.questions()}
    held = lists.answers(desk.db, record.id)
    made: dict[Slot, str] = {}
    for slot, value in carried.values.items():
        now = held.get(slot)
        if now is None or slot.question not in questions:
            continue
        still = Slot(*c.unit_of(questions[slot.question], slot), STILL)
        if now.state == UNCONFIRMED:
            made[still] = ""
        elif made.get(still) != "":
            made[still] = RIGHT if now.value == value and made.get(still, RIGHT) == RIGHT else CHANGED
    return {slot: words for slot, words in made.items() if words}


def all_open(work: Iterable[Confirm], finding: Finding) -> bool:
    """Whether a workbook, read again, still holds every answer to be confirmed as last round's."""
    waits = asked_in(finding)
    return all(slot in waits for one in work for slot in one.slots)


def waiting(desk: Desk, return_id: str) -> set[Slot]:
    """What is held as last round's and nobody confirmed."""
    return set(lists.last_time(desk.db, return_id))


def asked_in(finding: Finding) -> set[Slot]:
    """What a workbook asks to confirm, by what is read in it as it went."""
    return {one.slot for one in finding.answers if one.state == UNCONFIRMED}


def asked_of(desk: Desk, book: CorrectionBook) -> set[Slot]:
    """As ``asked_in``, of one that was kept."""
    return asked_in(finding_as_sent(desk, book))


def to_ask(desk: Desk, return_id: str) -> int:
    """How many answers wait to be confirmed and are in no correction workbook yet."""
    waits = waiting(desk, return_id)
    if waits:
        for book in rows.find(desk.db, CorrectionBook, return_id=return_id):
            waits -= asked_of(desk, book)
    return len(waits)


# ------------------------------------------------------------------ back


def readable(was: FoundAnswer | None, now: FoundAnswer | None) -> bool:
    """Whether what went to be confirmed came back confirmed, or as an answer that can be taken."""
    return bool(
        was and was.state == UNCONFIRMED and now and now.value and not now.kind and now.state != UNCONFIRMED
    )


def said(desk: Desk, return_id: str, sent: Finding, finding: Finding) -> tuple[FoundAnswer, ...]:
    """Answers of a workbook that came back which confirm or change what waits to be confirmed; nothing is written."""
    was = {one.slot: one for one in sent.answers}
    waits = waiting(desk, return_id)
    return tuple(one for one in finding.answers if one.slot in waits and readable(was.get(one.slot), one))


def said_in(desk: Desk, file: ReturnFile, finding: Finding) -> tuple[FoundAnswer, ...]:
    """As ``said``, of a file in the tray."""
    if file.correction_id is None or file.return_id is None:
        return ()
    book = rows.get(desk.db, CorrectionBook, file.correction_id)
    return said(desk, file.return_id, finding_as_sent(desk, book), finding)


def unsaid(desk: Desk, return_id: str, sent: Finding, finding: Finding) -> int:
    """How many still stand as last time in the workbook that came back, and wait."""
    return len(asked_in(sent) & asked_in(finding) & waiting(desk, return_id))


def take(desk: Desk, found: Iterable[FoundAnswer], file: ReturnFile, told: Told) -> int:
    """Inside a step: what was confirmed counts, what was changed is this round's. Gives how many."""
    assert file.return_id is not None
    held = lists.answers(desk.db, file.return_id)
    count = 0
    for one in found:
        now = held.get(one.slot)
        if now is None or now.state != UNCONFIRMED:
            continue  # settled meanwhile
        if one.value == now.value:
            carried_back.write(desk, now, told)
        else:
            corrections.write(desk, file.return_id, one.slot, one.value, told, one, file.id)
        count += 1
    return count
