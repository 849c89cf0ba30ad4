"""An answer put right after it was taken in: who said so, how and when, what it was before. One step each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from assurance_desk.domain.corrections import Correction, how_words
from assurance_desk.domain.dates import long_date
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.questions import read_cell
from assurance_desk.domain.recovery.finding import FoundAnswer
from assurance_desk.domain.returns import CLOSED_QUERY, PART, TAKEN, Answer, Query, Return
from assurance_desk.errors import DeskError
from assurance_desk.services import names_typed
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_answers import NotAnAnswerError, answer_of, open_queries, rules_of
from assurance_desk.services.returns_checks import check_again, doubts
from assurance_desk.store import rows
from assurance_desk.store.lists import returns as lists
from assurance_desk.texts import _


class WhoSaidItError(DeskError):
    def __init__(self) -> None:
        super().__init__(
            _("Nothing was corrected: say who gave the correction, such as “J. Marsh, training manager”.")
        )


class NotTakenInYetError(DeskError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "Nothing of {name} is taken in yet, so there is nothing to correct. Take its answers in first."
            ).format(name=name)
        )


class TheSameError(DeskError):
    def __init__(self, value: str) -> None:
        super().__init__(
            _("“{value}” is what we hold already, so nothing was changed.").format(value=value)
            if value
            else _("It is blank already, so nothing was changed.")
        )


class AgreedAlreadyError(DeskError):
    def __init__(self, agreed: str) -> None:
        super().__init__(
            _(
                "The panel agreed “{agreed}” of this answer, so it was not taken out. Correct it to what they say "
                "instead, or leave it."
            ).format(agreed=agreed)
        )


class LaterThanTodayError(DeskError):
    def __init__(self, day: date) -> None:
        super().__init__(
            _("{day} is still to come, so nothing was corrected; type the day they told you.").format(
                day=long_date(day)
            )
        )


@dataclass(frozen=True, slots=True)
class Told:
    """Who gave a correction, how (``domain.corrections.HOWS``, or the file it came in), when, and why it was needed."""

    who: str
    how: str
    on: date | None = None
    reason: str = ""


def correct(
    desk: Desk, return_id: str, slot: Slot, typed: str, told: Told, no_child: str | None = None
) -> Correction:
    """What a person was told becomes the answer, "" takes it out; what stood before stays beside it. One step.

    A doubt about the same cell is settled by it; a doubt it resolves elsewhere is closed, one it makes is opened.
    ``no_child``: why it names no child, though it seems to.

    Raises:
        DeskError: it is no answer to the question, is what we hold, nobody is named, or nothing was taken in.
    """
    record = rows.get(desk.db, Return, return_id)
    if record.state not in (TAKEN, PART):
        raise NotTakenInYetError(record.name)
    who = " ".join(told.who.split())
    if not who:
        raise WhoSaidItError
    on = told.on or desk.clock.today()
    if on > desk.clock.today():
        raise LaterThanTodayError(on)
    value = _read(desk, return_id, slot, typed)
    held = lists.answers(desk.db, return_id).get(slot)
    if value == (held.value if held else ""):
        raise TheSameError(value)
    if held is not None and held.agreed and not value:
        raise AgreedAlreadyError(held.agreed)  # what the panel agreed hangs on the answer
    names_typed.look_at_note(desk, who)
    told = replace(told, reason=names_typed.looked_at(desk, {slot: value}, told.reason, no_child))
    before = doubts(desk, return_id)
    with desk.step(_label(record, slot, value)):
        made = write(desk, return_id, slot, value, replace(told, who=who, on=on))
        check_again(desk, return_id, before)
    return made


def _label(record: Return, slot: Slot, value: str) -> str:
    where = " ".join(part for part in (slot.question, slot.row) if part)
    short = value if len(value) <= 40 else value[:39] + "…"
    return _("Correct {where} of {name}: {value}").format(
        where=where, name=record.name, value=short or _("left blank")
    )


def _read(desk: Desk, return_id: str, slot: Slot, typed: str) -> str:
    rule = rules_of(desk, return_id).get(slot)
    if rule is None:
        raise NotAnAnswerError({slot: _("no answer; there is no such question")})
    reading = read_cell(rule, typed)
    if reading.problem:
        raise NotAnAnswerError({slot: reading.problem})
    return reading.value


def write(
    desk: Desk,
    return_id: str,
    slot: Slot,
    value: str,
    told: Told,
    found: FoundAnswer | None = None,
    file_id: str | None = None,
) -> Correction:
    """Inside a step: the answer as corrected, the record of it, and open doubts about the same cell closed.

    ``found``: the cell of file ``file_id`` it was read from, where it came in one; ``told.on`` must be known.
    """
    assert told.on is not None
    held = lists.answers(desk.db, return_id).get(slot)
    made = Correction(
        id=new_id(), return_id=return_id, question=slot.question, row=slot.row, column=slot.column,
        before=held.value if held else "", after=value, who=told.who, how=told.how, on=told.on,
        reason=" ".join(told.reason.split()), position=lists.next_position(desk.db, "correction"),
    )  # fmt: skip
    if made.before != made.after:  # a doubt may be settled by what we held all along
        rows.put(desk.db, made)
    if held is not None and not value:
        rows.remove(desk.db, held)
    elif value and (held is None or held.value != value):
        rows.put(desk.db, _answer(made, held, found, file_id))
    for query in open_queries(desk, return_id):
        if query.question and query.slot == slot and query.column:
            _close(desk, query, made)
    return made


def _answer(made: Correction, held: Answer | None, found: FoundAnswer | None, file_id: str | None) -> Answer:
    words = _("corrected {day}, {how}").format(day=long_date(made.on), how=how_words(made.how))
    blank = FoundAnswer(made.question, made.row, made.column, made.after, made.after, "", "")
    new = answer_of(
        made.return_id,
        replace(found or blank, value=made.after, how=words, sure=3),
        file_id if found else None,
    )
    if held is None:
        return new
    # Where it stood and what stood there is the sender's own and stays; only what we take it for is corrected.
    return replace(held, value=new.value, state=new.state, how=words, sure=3)


def _close(desk: Desk, query: Query, made: Correction) -> None:
    how = _("corrected by {who}, {how}").format(who=made.who, how=how_words(made.how))
    rows.put(
        desk.db,
        replace(
            query, status=CLOSED_QUERY, decision=made.after or _("left blank"), decided_on=desk.clock.today(),
            decided_how=how,
        ),
    )  # fmt: skip


def of_return(desk: Desk, return_id: str) -> dict[Slot, tuple[Correction, ...]]:
    """Every correction of a return by its slot, in the order they were made."""
    found: dict[Slot, tuple[Correction, ...]] = {}
    for one in rows.find(desk.db, Correction, return_id=return_id):
        found[one.slot] = (*found.get(one.slot, ()), one)
    return found


def before_words(made: Iterable[Correction]) -> str:
    """``35 until 24 April 2019 (J. Marsh, by telephone: a working draft)``, the latest first."""
    return "; ".join(_before(one) for one in reversed(tuple(made)))


def _before(one: Correction) -> str:
    said = _("{who}, {how}").format(who=one.who, how=how_words(one.how))
    if one.reason:
        said = f"{said}: {one.reason}"
    if one.before == one.after:
        return _("the same, confirmed {day} ({said})").format(day=long_date(one.on), said=said)
    return _("{value} until {day} ({said})").format(
        value=one.before or _("blank"), day=long_date(one.on), said=said
    )
