"""A questionnaire as its respondent opens it, sheet by sheet, without writing a workbook."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assurance_desk.domain.conditions import guidance
from assurance_desk.domain.prefill import Recipient, nobody
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import Return
from assurance_desk.domain.sheet_layout import Row, Sheet
from assurance_desk.domain.sheet_picture import Picture, picture, presentable
from assurance_desk.services import carry_forward
from assurance_desk.services.desk import Desk
from assurance_desk.store import rows

__all__ = ["Picture", "Recipient", "Seen", "sheets", "with_last_time"]


MOST = 20
"""So many copies are offered: reading what hundreds answered would be felt at each change of the design."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody whose copy the preview can show: by the name, with so many answers of last time."""

    to: Recipient
    answers: int


def with_last_time(desk: Desk, questionnaire: Questionnaire) -> tuple[Seen, ...]:
    """Those into whose copies answers of the round before would be carried, in the order they were asked then: the first
    of them, for a look.
    """
    if questionnaire.last_round_id is None:
        return ()
    return desk.once(f"preview {questionnaire!r}", lambda: _with_last_time(desk, questionnaire))


def _with_last_time(desk: Desk, questionnaire: Questionnaire) -> tuple[Seen, ...]:
    before = questionnaire.last_round_id
    last = carry_forward.LastRound(desk, questionnaire)
    made = []
    for one in rows.find(desk.db, Return, questionnaire_id=before):
        to = Recipient(one.ref, one.name, one.code)
        going = carry_forward.with_last_round(desk, to, replace(one, issued_on=None), last).recipient
        if going.carried:
            made.append(Seen(going, len(going.known)))
        if len(made) == MOST:
            break
    return tuple(made)


def sheets(
    questionnaire: Questionnaire, letter: str = "", to: Recipient | None = None
) -> tuple[Picture, ...]:
    """Every sheet after the cover, or those of one section, as it is issued to ``to``: if None, to an organisation of
    which nothing is held yet.

    A draft in the making has stand-ins where its tables have no rows and its lists no choices.
    """
    from assurance_desk.excel.questionnaire_plan import planned

    shown = presentable(questionnaire)
    of = to or nobody(shown)
    return tuple(_picture(of, plan) for group in planned(shown, of.beside, letter) for plan in group)


def _picture(to: Recipient, plan: Sheet) -> Picture:
    from assurance_desk.excel.questionnaire_progress import progress_line, still

    def waits(row: Row) -> str | None:
        live = still(plan, row, to)
        return None if live is None else str(live.shown)

    return picture(plan, str(progress_line(plan, to).shown), waits, guidance, to)
