"""A questionnaire as its respondent opens it, sheet by sheet, without writing a workbook."""

from __future__ import annotations

from assurance_desk.domain.conditions import guidance
from assurance_desk.domain.prefill import nobody
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.sheet_layout import Row, Sheet
from assurance_desk.domain.sheet_picture import Picture, picture, presentable

__all__ = ["Picture", "sheets"]


def sheets(questionnaire: Questionnaire, letter: str = "") -> tuple[Picture, ...]:
    """Every sheet after the cover, or those of one section, as issued to an organisation of which nothing is held yet.

    A draft in the making has stand-ins where its tables have no rows and its lists no choices.
    """
    from assurance_desk.excel.questionnaire_plan import planned

    shown = presentable(questionnaire)
    return tuple(_picture(shown, plan) for group in planned(shown, letter=letter) for plan in group)


def _picture(shown: Questionnaire, plan: Sheet) -> Picture:
    from assurance_desk.excel.questionnaire_progress import progress_line, still

    to = nobody(shown)

    def waits(row: Row) -> str | None:
        live = still(plan, row, to)
        return None if live is None else str(live.shown)

    return picture(plan, str(progress_line(plan, to).shown), waits, guidance)
