"""Last round's answers into this round's copies.

What stood in a copy when it went out is kept with its return, so that what was only left standing is known from what was
said again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from assurance_desk.domain import carried as c
from assurance_desk.domain.carried import Carried
from assurance_desk.domain.prefill import Recipient
from assurance_desk.domain.questionnaire import DRAFT, QuestionMap, Questionnaire
from assurance_desk.domain.returns import ANSWERED, NOT_APPLICABLE, Return
from assurance_desk.errors import DeskError
from assurance_desk.services.desk import Desk
from assurance_desk.store import blobs, rows
from assurance_desk.store.lists import returns as lists
from assurance_desk.texts import _


class NotAnEarlierRoundError(DeskError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Nothing was changed: answers are carried from a questionnaire that was issued before this one."
            )
        )


@dataclass(frozen=True, slots=True)
class Outlook:
    """What carrying forward would do: returns that would hold answers, how many, and the questions that changed."""

    returns: int = 0
    answers: int = 0
    changed: tuple[str, ...] = ()


def earlier_rounds(desk: Desk, questionnaire: Questionnaire) -> list[Questionnaire]:
    """Those issued to anyone before this one, the newest first."""
    used = {one.questionnaire_id for one in rows.find(desk.db, Return)}
    found = [
        one
        for one in rows.find(desk.db, Questionnaire)
        if one.id in used
        and one.id != questionnaire.id
        and one.status != DRAFT
        and _before(one, questionnaire)
    ]
    return sorted(found, key=lambda one: one.issued_on or date.min, reverse=True)


def _before(one: Questionnaire, other: Questionnaire) -> bool:
    return other.issued_on is None or (one.issued_on or date.min) <= other.issued_on


def choose(desk: Desk, questionnaire_id: str, last_round_id: str | None) -> Questionnaire:
    """Whose answers copies issued from now on carry; None for nobody's. One step.

    Raises:
        NotAnEarlierRoundError: that one was not issued before.
    """
    held = rows.get(desk.db, Questionnaire, questionnaire_id)
    if held.last_round_id == last_round_id:
        return held
    rounds = {one.id: one for one in earlier_rounds(desk, held)}
    if last_round_id is not None and last_round_id not in rounds:
        raise NotAnEarlierRoundError
    words = _("Carry no answers into {ref} {version}").format(ref=held.ref, version=held.version)
    if last_round_id is not None:
        before = rounds[last_round_id]
        words = _("Carry the answers of {before} into {ref} {version}").format(
            before=f"{before.ref} {before.version}", ref=held.ref, version=held.version
        )
    after = replace(held, last_round_id=last_round_id)
    with desk.step(words):
        rows.put(desk.db, after)
    return after


def last_time(questionnaire: Questionnaire) -> str:
    """When a round was, in a word: its own name for itself, else its year."""
    year = str(questionnaire.issued_on.year) if questionnaire.issued_on else ""
    return questionnaire.round or year or questionnaire.version


class LastRound:
    """What may be carried into one questionnaire's copies, read once for all of them."""

    def __init__(self, desk: Desk, asked: Questionnaire) -> None:
        self._desk, self.asked = desk, asked
        self._before = (
            rows.one(desk.db, Questionnaire, id=asked.last_round_id) if asked.last_round_id else None
        )
        self._to: dict[str, str] = {}
        self._returns: dict[tuple[str, str | None], Return] = {}
        if self._before is not None:
            self._to = _question_map(desk, self._before, asked)
            self._returns = {
                (one.organisation_id, one.service_id): one
                for one in rows.find(desk.db, Return, questionnaire_id=self._before.id)
            }

    def carried_into(self, record: Return) -> Carried | None:
        """None where the same organisation or service answered nothing that can be carried."""
        last = self._returns.get((record.organisation_id, record.service_id))
        if last is None or self._before is None:
            return None
        held = {
            slot: c.Last(one.value, one.agreed)
            for slot, one in lists.answers(self._desk.db, last.id).items()
            if one.state in (ANSWERED, NOT_APPLICABLE)
        }
        values, agreed, changed = c.carry(self.asked, self._before, held, self._to)
        if not values and not changed:
            return None
        return Carried(last.id, self.asked.version, last_time(self._before), values, agreed, changed)


def _question_map(desk: Desk, before: Questionnaire, asked: Questionnaire) -> dict[str, str]:
    """Of versions of one questionnaire by the map between them; of two questionnaires by reference."""
    if before.ref != asked.ref:
        return {question.ref: question.ref for question in before.questions()}
    maps = rows.find(
        desk.db, QuestionMap, questionnaire_ref=asked.ref, from_version=before.version, to_version=asked.version
    )  # fmt: skip
    return {one.from_question: one.to_question for one in maps}


def outlook(desk: Desk, questionnaire: Questionnaire, last_round_id: str | None) -> Outlook:
    """Of everyone who answered then."""
    if last_round_id is None:
        return Outlook()
    last = LastRound(desk, replace(questionnaire, last_round_id=last_round_id))
    found = [
        carried
        for one in rows.find(desk.db, Return, questionnaire_id=last_round_id)
        if (carried := last.carried_into(one)) is not None
    ]
    order = [question.ref for question in questionnaire.questions()]
    changed = {ref for carried in found for ref in carried.changed}
    return Outlook(
        sum(bool(one.values) for one in found),
        sum(_own_answers(one) for one in found),
        tuple(ref for ref in order if ref in changed),
    )


def _own_answers(carried: Carried) -> int:
    return sum(slot.column not in ("comment", "evidence", "plan") for slot in carried.values)


# ------------------------------------------------------------------ issuing


@dataclass(frozen=True, slots=True)
class Going:
    """A copy's recipient and return, and the ``text`` by which is kept what was carried into it."""

    recipient: Recipient
    record: Return
    text: str = ""


def with_last_round(desk: Desk, to: Recipient, record: Return, last: LastRound) -> Going:
    """A copy that went out before goes out again with what it carried then."""
    carried = carried_of(desk, record) if record.issued_on else last.carried_into(record)
    if carried is not None:
        carried = c.without(carried, to.known)
    if carried is None or not carried.values:
        return Going(to, record)
    text = c.to_json(carried)
    made = replace(
        to, known={**carried.values, **to.known}, carried=c.units(last.asked, carried.values), agreed=carried.agreed,
        last_time=carried.last_time, beside=carried.beside,
    )  # fmt: skip
    return Going(made, replace(record, carried_sha256=hashlib.sha256(text.encode()).hexdigest()), text)


def keep(desk: Desk, texts: Collection[str]) -> None:
    """To be called inside the step that keeps the returns."""
    for text in texts:
        if text:
            blobs.keep(desk.db, text.encode())


def carried_of(desk: Desk, record: Return) -> Carried | None:
    text = lists.carried_text(desk.db, record)
    return c.from_json(text) if text else None
