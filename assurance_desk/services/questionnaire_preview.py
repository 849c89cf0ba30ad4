"""A questionnaire as its respondent opens it, sheet by sheet, without writing a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assurance_desk.domain.conditions import Condition, conditions_of, guidance
from assurance_desk.domain.prefill import nobody
from assurance_desk.domain.questionnaire import Questionnaire, Section
from assurance_desk.domain.sheet_layout import Row, Sheet, parts_of
from assurance_desk.domain.sheet_picture import Picture, picture, presentable

__all__ = ["Picture", "sheets"]


def sheets(questionnaire: Questionnaire, letter: str = "") -> tuple[Picture, ...]:
    """Every sheet after the cover, or those of one section, as issued to an organisation of which nothing is held yet.

    A draft in the making has stand-ins where its tables have no rows and its lists no choices.
    """
    shown = presentable(questionnaire)
    conditions = conditions_of(shown)
    return tuple(
        _picture(shown, _planned(part, conditions))
        for section in shown.sections
        if letter in ("", section.letter)
        for part in parts_of(section)
    )


def _planned(part: Section, conditions: Mapping[str, Condition]) -> Sheet:
    from assurance_desk.excel.questionnaire_plan import planned

    own = {one.ref: conditions[one.ref] for one in part.questions if one.ref in conditions}
    return replace(planned(part), conditions=own)


def _picture(shown: Questionnaire, plan: Sheet) -> Picture:
    from assurance_desk.excel.questionnaire_progress import progress_line, still

    to = nobody(shown)

    def waits(row: Row) -> str | None:
        live = still(plan, row, to)
        return None if live is None else str(live.shown)

    return picture(plan, str(progress_line(plan, to).shown), waits, guidance)
