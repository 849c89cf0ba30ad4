"""What the worker child does for a questionnaire drafted in a workbook: its tables out of a stranger's file. No store."""

from __future__ import annotations

from assurance_desk.domain.design_read import DraftedDesign, read_design
from assurance_desk.progress import Progress
from assurance_desk.reading import spreadsheets
from assurance_desk.services.strange_books import read_within_bounds
from assurance_desk.texts import _


def read_drafted(data: bytes, name: str, progress: Progress) -> DraftedDesign:
    """The questionnaire drafted in a file.

    Raises:
        DeskError: it is no spreadsheet, cannot be read, or holds no table of questions.
    """
    progress.at(0, 1, name)
    with read_within_bounds(name, _("is far larger than any questionnaire")):
        return read_design(spreadsheets.read(data, name))
