"""Where everything of a workbook's sheets stands, for the writer and the preview. Loads nothing that writes workbooks."""

from __future__ import annotations

from dataclasses import replace

from assurance_desk.domain.conditions import conditions_of
from assurance_desk.domain.questionnaire import Questionnaire, Section
from assurance_desk.domain.sheet_layout import Sheet, lay_out, parts_of
from assurance_desk.excel import measure as m


def planned(
    questionnaire: Questionnaire, beside: tuple[str, ...] = (), letter: str = ""
) -> list[list[Sheet]]:
    """For each section, or for the one of that letter, the sheets it takes. ``beside``: see ``sheet_layout.BESIDE``."""
    conditions = conditions_of(questionnaire)

    def plan(part: Section) -> Sheet:
        own = {one.ref: conditions[one.ref] for one in part.questions if one.ref in conditions}
        return replace(_laid_out(part, beside), conditions=own)

    wanted = [section for section in questionnaire.sections if letter in ("", section.letter)]
    return [[plan(part) for part in parts_of(section)] for section in wanted]


def _laid_out(part: Section, beside: tuple[str, ...]) -> Sheet:
    """Once its introduction is cut into lines that fit the sheet."""
    across = m.columns_px(sum(lay_out(replace(part, intro=""), (), beside).widths.values())) - 20
    intro = tuple(m.wrap(part.intro, across, 10)) if part.intro else ()
    return lay_out(part, intro, beside)
