"""Answers that came back as they were carried from last round, confirmed by nobody: counted, and confirmed by telephone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from assurance_desk.domain.corrections import Correction, how_words
from assurance_desk.domain.dates import long_date
from assurance_desk.domain.ids import new_id
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.questions import NOT_APPLICABLE as NA_WORD
from assurance_desk.domain.returns import ANSWERED, NOT_APPLICABLE, UNCONFIRMED, Answer, Return
from assurance_desk.domain.sheet_layout import STILL_HEAD
from assurance_desk.errors import DeskError
from assurance_desk.services import names_typed
from assurance_desk.services.corrections import Told, WhoSaidItError
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.store.lists import returns as lists
from assurance_desk.texts import _, plural


class NothingToConfirmError(DeskError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("Nothing of {name} waits to be confirmed, so nothing was changed.").format(name=name)
        )


def unconfirmed(desk: Desk, return_id: str) -> list[Answer]:
    """Answers that are last round's and were not confirmed."""
    return rows.find(desk.db, Answer, return_id=return_id, state=UNCONFIRMED)


def confirm(desk: Desk, return_id: str, told: Told, slots: Collection[Slot] | None = None) -> int:
    """What was carried is right, a person says: those answers become this round's. All of them, or ``slots``. One step.

    Raises:
        WhoSaidItError: nobody is named.
        NothingToConfirmError: none of them waits.
    """
    record = rows.get(desk.db, Return, return_id)
    who = " ".join(told.who.split())
    if not who:
        raise WhoSaidItError
    names_typed.look_at_note(desk, who, told.reason)
    waiting = [one for one in unconfirmed(desk, return_id) if slots is None or one.slot in slots]
    if not waiting:
        raise NothingToConfirmError(record.name)
    told = replace(told, who=who, on=told.on or desk.clock.today())
    words = plural(
        "Confirm {n} answer of {{name}} from last time", "Confirm {n} answers of {{name}} from last time", len(waiting)
    )  # fmt: skip
    with desk.step(words.format(name=record.name)):
        for one in waiting:
            write(desk, one, told)
    return len(waiting)


def write(desk: Desk, one: Answer, told: Told) -> None:
    """Inside a step: it is this round's answer, and who said so is kept. ``told.on`` must be known."""
    assert told.on is not None
    how = _("still right, said {who} {how}, {day}").format(
        who=told.who, how=how_words(told.how), day=long_date(told.on)
    )
    state = NOT_APPLICABLE if one.value == NA_WORD and one.column == "answer" else ANSWERED
    rows.put(desk.db, replace(one, state=state, how=how))
    rows.put(
        desk.db,
        Correction(
            id=new_id(), return_id=one.return_id, question=one.question, row=one.row, column=one.column,
            before=one.value, after=one.value, who=told.who, how=told.how, on=told.on,
            reason=told.reason or _("still right, as last time"),
            position=lists.next_position(desk.db, "correction"),
        ),
    )  # fmt: skip


def count_words(count: int) -> str:
    return plural(
        "{n} answer carried forward and not confirmed", "{n} answers carried forward and not confirmed", count
    )


def words_to_sender(count: int) -> str:
    """One thing to send back, however many answers it is about."""
    words = plural(
        "{n} answer stands as you gave it last time. Please say in its row, under “{{still}}”, whether it is still right, or "
        "type over it.",
        "{n} answers stand as you gave them last time. Please say in each row, under “{{still}}”, whether it is still right, "
        "or type over it.",
        count,
    )
    return words.format(still=STILL_HEAD)
