"""Where everything of a sheet stands, introduction included. Loads nothing that writes workbooks."""

from __future__ import annotations

from dataclasses import replace

from assurance_desk.domain.questionnaire import Section
from assurance_desk.domain.sheet_layout import Sheet, lay_out
from assurance_desk.excel import measure as m


def planned(part: Section) -> Sheet:
    """One part of a section, once its introduction is cut into lines that fit the sheet."""
    across = m.columns_px(sum(lay_out(replace(part, intro=""), ()).widths.values())) - 20
    intro = tuple(m.wrap(part.intro, across, 10)) if part.intro else ()
    return lay_out(part, intro)
