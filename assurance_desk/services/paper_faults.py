"""What can stand in the way of a paper, each in one sentence."""

from __future__ import annotations

from pathlib import Path

from assurance_desk.domain.dates import long_date
from assurance_desk.domain.paper.record import Paper
from assurance_desk.errors import DeskError
from assurance_desk.texts import _


class IssuedPaperError(DeskError):
    def __init__(self, paper: Paper) -> None:
        day = long_date(paper.issued_on) if paper.issued_on else _("an earlier day")
        super().__init__(
            _(
                "This paper was issued on {day} and stays as it went out. Make a corrected version to change it."
            ).format(day=day)
        )


class NotIssuedError(DeskError):
    def __init__(self) -> None:
        super().__init__(_("This paper has not been issued yet, so it can still be changed as it is."))


class ChangedMeanwhileError(DeskError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "The paper was changed while it was being made, so it was not issued. Look at it again, then issue it."
            )
        )


class TooManyAsksError(DeskError):
    def __init__(self) -> None:
        super().__init__(
            _("A paper asks for no more than three things, so this was not kept. Join two, or drop one.")
        )


class NoReturnsAskedError(DeskError):
    def __init__(self) -> None:
        super().__init__(_("This questionnaire is no longer in the workbook. Choose another for the paper."))


class NoPublicEditionError(DeskError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "No public edition was kept when this paper was issued, and one made today could show other figures: "
                "begin a corrected version to publish it."
            )
        )


class CannotWriteError(DeskError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "“{name}” could not be written; nothing half-written was kept. Close it elsewhere, or choose another place."
            ).format(name=path.name)
        )
