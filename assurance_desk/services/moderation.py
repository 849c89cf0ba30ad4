"""Agreeing an answer at moderation: the panel's word beside the sender's own, with the reason, never over it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assurance_desk.domain.ids import new_id
from assurance_desk.domain.moderation import Moderation, typed_agreement
from assurance_desk.domain.questions import read_cell
from assurance_desk.domain.returns import Answer, Return
from assurance_desk.errors import DeskError
from assurance_desk.services.desk import Desk
from assurance_desk.services.records_base import current
from assurance_desk.services.returns_answers import NotAnAnswerError, rules_of
from assurance_desk.store import rows
from assurance_desk.store.lists import moderation as lists
from assurance_desk.texts import _


class ReasonOfAgreementError(DeskError):
    def __init__(self, ref: str, agreed: str) -> None:
        super().__init__(
            _(
                "{ref} was not changed: what is agreed differs from their own answer, so it needs its reason. "
                "Type it after a colon, such as “{agreed}: no evidence of effect”."
            ).format(ref=ref, agreed=agreed)
        )


class NotTakenInError(DeskError):
    def __init__(self) -> None:
        super().__init__(
            _("This answer is not taken in yet, so nothing can be agreed of it. Take the return in first.")
        )


class NothingToWithdrawError(DeskError):
    def __init__(self) -> None:
        super().__init__(
            _("Nothing was changed: an agreement is taken back with its reason, and only where there is one.")
        )


def agree(
    desk: Desk,
    answer: Answer,
    typed: str,
    *,
    reason: str = "",
    panel: str = "",
    on: date | None = None,
    challenge: str = "",
) -> Moderation:
    """What was agreed of one answer, as its question has it: one step. An earlier agreement stays readable.

    Raises:
        DeskError: it is no answer to the question, or it differs from their own and no reason is given.
    """
    now = current(desk, answer)
    made = agreed_of(desk, now, typed, reason=reason, panel=panel, on=on, challenge=challenge)
    whose = rows.get(desk.db, Return, now.return_id).name
    label = _("Agree {ref} of {name}: {value}").format(ref=now.question, name=whose, value=made.agreed)
    with desk.step(label):
        rows.put_many(desk.db, [made, replace(now, agreed=made.agreed)])
    return made


def agreed_of(
    desk: Desk,
    now: Answer,
    typed: str,
    *,
    reason: str,
    panel: str,
    on: date | None = None,
    challenge: str = "",
) -> Moderation:
    """The agreement, not kept yet.

    Raises:
        DeskError: as for ``agree``.
    """
    rule = rules_of(desk, now.return_id)[now.slot]
    reading = read_cell(rule, typed)
    if reading.problem or not reading.value:
        raise NotAnAnswerError({now.slot: reading.problem or _("nothing was typed")})
    why = _tidied(reason)
    if reading.value != now.value and not why:
        raise ReasonOfAgreementError(now.question, reading.value)
    return _made(desk, now, agreed=reading.value, reason=why, panel=panel, on=on, challenge=challenge)


def challenge(
    desk: Desk, answer: Answer, words: str, *, panel: str = "", on: date | None = None
) -> Moderation | None:
    """What the panel asks the sender about its own score: one step; nothing where nothing was typed.

    Raises:
        DeskError: the answer is no longer there.
    """
    now = current(desk, answer)
    if not _tidied(words):
        return None
    made = challenge_of(desk, now, words, panel=panel, on=on)
    whose = rows.get(desk.db, Return, now.return_id).name
    with desk.step(_("Challenge {ref} of {name}").format(ref=now.question, name=whose)):
        rows.put(desk.db, made)
    return made


def challenge_of(
    desk: Desk, now: Answer, words: str, *, panel: str = "", on: date | None = None
) -> Moderation:
    """The challenge, not kept yet."""
    return _made(desk, now, agreed="", reason="", panel=panel, on=on, challenge=words)


def withdraw(
    desk: Desk, answer: Answer, reason: str, *, panel: str = "", on: date | None = None
) -> Moderation:
    """Takes an agreement back, so that the answer is to be agreed again: one step. What was agreed stays readable.

    Raises:
        DeskError: nothing was agreed of it, or no reason is given.
    """
    now = current(desk, answer)
    if not now.agreed or not _tidied(reason):
        raise NothingToWithdrawError
    made = _made(desk, now, agreed="", reason=reason, panel=panel, on=on, challenge="")
    whose = rows.get(desk.db, Return, now.return_id).name
    with desk.step(_("Take back what was agreed of {ref} of {name}").format(ref=now.question, name=whose)):
        rows.put_many(desk.db, [made, replace(now, agreed="")])
    return made


def _made(
    desk: Desk, now: Answer, *, agreed: str, reason: str, panel: str, on: date | None, challenge: str
) -> Moderation:
    return Moderation(
        id=new_id(),
        answer_id=now.id,
        before=now.value,
        agreed=agreed,
        reason=_tidied(reason),
        panel=_tidied(panel),
        on=on or desk.clock.today(),
        position=lists.next_position(desk.db),
        challenge=_tidied(challenge),
    )


def _tidied(words: str) -> str:
    return " ".join(words.split())


def agree_typed(desk: Desk, answer_id: str, typed: str) -> Moderation:
    """As it is typed in one cell: what was agreed, then after a colon the reason.

    Raises:
        DeskError: as for ``agree``; or the answer is not taken in.
    """
    answer = rows.one(desk.db, Answer, id=answer_id)
    if answer is None:
        raise NotTakenInError
    agreed, reason = typed_agreement(typed)
    return agree(desk, answer, agreed, reason=reason)


def of_return(desk: Desk, return_id: str) -> dict[str, tuple[Moderation, ...]]:
    """Every agreement of a return by the answer's id, in the order they were reached."""
    found: dict[str, tuple[Moderation, ...]] = {}
    for one in lists.of_return(desk.db, return_id):
        found[one.answer_id] = (*found.get(one.answer_id, ()), one)
    return found
