"""What verbs on answers share: an answer from what was found, the rules of a return's slots, and refusals."""

from __future__ import annotations

from collections.abc import Mapping

from assurance_desk.domain.ids import new_id
from assurance_desk.domain.questionnaire import Questionnaire, Slot
from assurance_desk.domain.questions import NOT_APPLICABLE as NA_WORD
from assurance_desk.domain.questions import CellRule, slots_of
from assurance_desk.domain.recovery.finding import FoundAnswer
from assurance_desk.domain.returns import ANSWERED, NOT_APPLICABLE, OPEN, Answer, Query, Return
from assurance_desk.errors import DeskError
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows
from assurance_desk.store.lists import returns as lists
from assurance_desk.texts import _


class NotAnAnswerError(DeskError):
    """What was typed does not fit its question. ``problems``: slot to what was expected."""

    def __init__(self, problems: Mapping[Slot, str]) -> None:
        slot, expected_there = next(iter(problems.items()))
        where = " ".join(part for part in (slot.question, slot.row) if part)
        super().__init__(
            _("{where} takes {what}, so nothing was changed; type it again.").format(
                where=where, what=expected_there
            )
        )
        self.problems = dict(problems)


class DecidedError(DeskError):
    def __init__(self) -> None:
        super().__init__(
            _("This was decided already and stays so; undo that decision first if it was wrong.")
        )


def answer_of(return_id: str, one: FoundAnswer, file_id: str | None) -> Answer:
    state = one.state or (NOT_APPLICABLE if one.value == NA_WORD and one.column == "answer" else ANSWERED)
    return Answer(
        id=new_id(), return_id=return_id, question=one.question, row=one.row, column=one.column, value=one.value,
        found=one.found, state=state, how=one.how, sure=one.sure, source=one.source if one.sheet else "", file_id=file_id,
    )  # fmt: skip


def settled(how: str) -> bool:
    """Whether a person has said what the answer is."""
    return how.startswith((_("decided"), _("corrected")))


def rules_of(desk: Desk, return_id: str) -> dict[Slot, CellRule]:
    record = rows.get(desk.db, Return, return_id)
    asked = rows.get(desk.db, Questionnaire, record.questionnaire_id)
    return dict(pair for question in asked.questions() for pair in slots_of(question))


def open_queries(desk: Desk, return_id: str) -> list[Query]:
    return lists.queries(desk.db, return_id, status=OPEN)
