"""Which answers of a file are new: what was said this round takes the place of what was only carried from the last."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace

from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.recovery.finding import Finding
from assurance_desk.domain.returns import UNCONFIRMED, Answer, ReturnFile
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_answers import answer_of
from assurance_desk.store.lists import returns as lists


def new_answers(
    desk: Desk, file: ReturnFile, finding: Finding, before: list[Answer], waits: AbstractSet[Slot]
) -> list[Answer]:
    """``before``: what is to be taken of other files of the return; what only was last round's gives way in it.

    ``waits``: slots of which something is to be decided.
    """
    assert file.return_id is not None
    held, last_time = lists.answered(desk.db, file.return_id), lists.last_time(desk.db, file.return_id)
    said = waits | (held - last_time.keys()) | {one.slot for one in before if one.state != UNCONFIRMED}
    stands = said | held | {one.slot for one in before}
    found = [
        answer_of(file.return_id, one, file.id)
        for one in finding.answers
        if one.value and not one.kind and one.slot not in (stands if one.state else said)
    ]
    new = {one.slot for one in found}
    before[:] = [one for one in before if one.slot not in new]
    return [replace(one, id=last_time[one.slot]) if one.slot in last_time else one for one in found]
