"""What the worker child does for a questionnaire drafted in a workbook: its tables out of a stranger's file. No store."""

from __future__ import annotations

from assurance_desk.domain.design_read import DraftedDesign, read_design
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.reading import spreadsheets
from assurance_desk.reading.spreadsheet_refusals import NotReadableError
from assurance_desk.services import worker_memory
from assurance_desk.texts import _

MOST_MEMORY = 400_000_000


class NotDraftedError(DeskError):
    def __init__(self, name: str, what: str) -> None:
        super().__init__(
            _(
                "“{name}” {what}, so nothing was brought in. Ask for it as an Excel workbook (.xlsx) without a password."
            ).format(name=name, what=what)
        )


def read_drafted(data: bytes, name: str, progress: Progress) -> DraftedDesign:
    """The questionnaire drafted in a file.

    Raises:
        DeskError: it is no spreadsheet, cannot be read, or holds no table of questions.
    """
    progress.at(0, 1, name)
    with worker_memory.within(MOST_MEMORY):
        try:
            return read_design(spreadsheets.read(data, name))
        except NotReadableError as error:
            raise NotDraftedError(name, error.what) from error
        except MemoryError as error:
            raise NotDraftedError(name, _("is far larger than any questionnaire")) from error
