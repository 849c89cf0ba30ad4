"""A questionnaire as the Excel workbook its respondent opens: a cover, a sheet per section, and what finds answers again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assurance_desk.domain.prefill import Recipient
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.errors import DeskError
from assurance_desk.excel.questionnaire_book import COVER, LISTS, Book
from assurance_desk.excel.questionnaire_copies import Template
from assurance_desk.excel.questionnaire_cover import write_cover
from assurance_desk.excel.questionnaire_plan import planned
from assurance_desk.excel.questionnaire_sheet import write_section
from assurance_desk.progress import Progress
from assurance_desk.texts import _
from assurance_desk.whole_file import write_whole


def write(questionnaire: Questionnaire, recipient: Recipient, path: Path) -> None:
    """One recipient's workbook; the file appears whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    write_whole(path, _template_for(questionnaire, recipient).copy(recipient))


class CopiesNotWrittenError(DeskError):
    """The disk refused a file."""

    def __init__(self, error: OSError) -> None:
        super().__init__(
            _("The files could not be written ({reason}). Nothing was issued.").format(
                reason=error.strerror or str(error)
            )
        )


def write_copies(
    questionnaire: Questionnaire, copies: Sequence[tuple[Recipient, str]], folder: Path, progress: Progress
) -> int:
    """A file for each recipient, by the name given, in ``folder``. Gives how many were written. A worker's task.

    Raises:
        CopiesNotWrittenError: one cannot be written.
        Cancelled: the user stopped it.
    """
    made: dict[tuple[str, ...], Template] = {}
    try:
        for number, (recipient, name) in enumerate(copies, 1):
            if recipient.beside not in made:
                made[recipient.beside] = _template_for(questionnaire, recipient)
            write_whole(folder / name, made[recipient.beside].copy(recipient))
            progress.at(number, len(copies), recipient.name)
    except OSError as error:
        raise CopiesNotWrittenError(error) from error
    return len(copies)


def _template_for(questionnaire: Questionnaire, recipient: Recipient) -> Template:
    return template(questionnaire, recipient.beside, recipient.last_time)


def template(questionnaire: Questionnaire, beside: tuple[str, ...] = (), last_time: str = "") -> Template:
    """What is the same in every copy, made once. The design must be free of problems (``domain.design``).

    ``beside``: the columns of a copy into which answers of ``last_time`` are carried, see ``sheet_layout.BESIDE``.
    """
    groups = planned(questionnaire, beside)
    sheets = [sheet for group in groups for sheet in group]
    tabs = [sheet.section.tab for sheet in sheets]
    book = Book(questionnaire, [COVER, *tabs], confirms=bool(beside))
    for sheet, after in zip(sheets, [*tabs[1:], ""], strict=True):
        write_section(book, sheet, after)
    write_cover(book, groups, last_time)
    book.wb.move_sheet(LISTS, len(book.wb.sheetnames))
    return Template(book)
