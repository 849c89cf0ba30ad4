"""The moderation sheet out to Excel and back, read and written in the worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.errors import DeskError
from assurance_desk.texts import _, later, plural
from assurance_desk.ui.pages.left_out import go_on_without
from assurance_desk.ui.shell import Shell

if TYPE_CHECKING:
    from assurance_desk.domain.moderation_sheet import FoundSheet
    from assurance_desk.progress import Progress

IN = later("Moderation sheets (*.xlsx *.ods *.xls *.xlsb)")


class ModerationFiles:
    def __init__(
        self, shell: Shell, asked: Callable[[], Questionnaire | None], panel: Callable[[], str]
    ) -> None:
        self._shell, self._asked, self._panel = shell, asked, panel

    def save(self) -> None:
        from assurance_desk.services import moderation_sheet
        from assurance_desk.services.paper_making import write

        asked = self._asked()
        if asked is None:
            return
        name = moderation_sheet.file_name(asked)
        path = self._shell.ask_save(_("Save the moderation sheet"), name, _("Excel workbook (*.xlsx)"))
        if path is None:
            return
        sheet, child = moderation_sheet.gather(self._shell.desk, asked, self._panel()), self._shell.child

        def work(progress: Progress) -> None:
            write(path, child.run("write moderation", sheet, progress=progress))

        def done(_none: None) -> None:
            self._shell.say(_("Saved as {name}").format(name=path.name))

        self._shell.jobs.run(_("Writing {name}").format(name=path.name), work, done)

    def bring_in(self) -> None:
        from assurance_desk.services import moderation_sheet, questionnaire_book

        asked = self._asked()
        path = self._shell.ask_file(_("Bring in a moderation sheet"), _(IN)) if asked else None
        if asked is None or path is None:
            return
        try:
            data = questionnaire_book.bytes_of(path)
        except DeskError as error:
            self._shell.refuse(error)
            return
        expected, child = moderation_sheet.expected(self._shell.desk, asked), self._shell.child

        def work(progress: Progress) -> FoundSheet:
            found: FoundSheet = child.run("read moderation", data, path.name, expected, progress=progress)
            return found

        self._shell.jobs.run(
            _("Reading {name}").format(name=path.name), work, lambda found: self._take(asked, found)
        )

    def _take(self, asked: Questionnaire, found: FoundSheet) -> None:
        from assurance_desk.services import moderation_sheet

        desk = self._shell.desk
        try:
            made = moderation_sheet.plan(desk, asked, found, self._panel())
        except DeskError as error:
            self._shell.refuse(error)
            return
        if not made.records and not made.not_taken:
            self._shell.say(_("The sheet says nothing that is not kept already"))
            return
        if made.not_taken and not self._seen(made.told, made.not_taken):
            return
        self._shell.attempt(lambda: moderation_sheet.take_in(desk, made))

    def _seen(self, told: str, not_taken: tuple[str, ...]) -> bool:
        question = plural(
            "{n} cell of the sheet is not taken. Take in the rest?",
            "{n} cells of the sheet are not taken. Take in the rest?",
            len(not_taken),
        )
        return go_on_without(self._shell, question, _("Take in {told}").format(told=told), not_taken)
