"""Questionnaires in and out of files: a workbook that colleagues draft in, and a file for another workbook of ours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assurance_desk.domain.file_names import safe_name
from assurance_desk.domain.questionnaire import DRAFT, Questionnaire
from assurance_desk.errors import DeskError
from assurance_desk.services import questionnaires
from assurance_desk.texts import _, later, plural
from assurance_desk.ui.pages.left_out import go_on_without
from assurance_desk.ui.shell import Shell

if TYPE_CHECKING:
    from assurance_desk.domain.design_read import DraftedDesign
    from assurance_desk.progress import Progress

IN = later("Questionnaires (*.xlsx *.ods *.xls *.xlsb *.json)")


class QuestionnaireFiles:
    """``show(questionnaire_id)`` is called with what was brought in."""

    def __init__(self, shell: Shell, show: Callable[[str], object]) -> None:
        self._shell, self._show = shell, show

    def bring_in(self) -> None:
        path = self._shell.ask_file(_("Bring in a questionnaire"), _(IN))
        if path is None:
            return
        if path.suffix.casefold() == ".json":
            self._shell.attempt(lambda: self._add(path))
        else:
            self._read(path)

    def _add(self, path: Path) -> None:
        made = replace(questionnaires.read_file(path), status=DRAFT, issued_on=None)
        questionnaires.add_questionnaire(self._shell.desk, made)
        self._show(made.id)

    def _read(self, path: Path) -> None:
        """A stranger’s workbook is read in the worker; it is kept once what was not understood has been seen."""
        from assurance_desk.services import questionnaire_book

        try:
            data = questionnaire_book.bytes_of(path)
        except DeskError as error:
            self._shell.refuse(error)
            return
        child = self._shell.child

        def work(progress: Progress) -> DraftedDesign:
            drafted: DraftedDesign = child.run("read design", data, path.name, progress=progress)
            return drafted

        self._shell.jobs.run(_("Reading {name}").format(name=path.name), work, self._take)

    def _take(self, drafted: DraftedDesign) -> None:
        from assurance_desk.services import questionnaire_book

        told = questionnaire_book.told(drafted)
        if drafted.doubts and not self._seen(drafted, told):
            return

        def keep() -> None:
            made = questionnaire_book.bring_in(self._shell.desk, drafted)
            self._show(made.id)

        if self._shell.attempt(keep):
            self._shell.say(_("{told}, as a draft").format(told=told), undo=True)

    def _seen(self, drafted: DraftedDesign, told: str) -> bool:
        from assurance_desk.domain.design_tables import every_doubt

        lines = list(every_doubt(drafted.doubts))
        question = plural(
            "{n} cell was not taken as it stands. Bring in the rest?",
            "{n} cells were not taken as they stand. Bring in the rest?",
            len(lines),
        )
        return go_on_without(self._shell, question, _("Bring in {told}").format(told=told), lines)

    def save_book(self, shown: Questionnaire) -> None:
        """The design in Excel, written in the worker."""
        from assurance_desk.services import questionnaire_book

        name = questionnaire_book.file_name(shown)
        path = self._shell.ask_save(_("Save to draft in Excel"), name, _("Excel workbook (*.xlsx)"))
        if path is None:
            return
        child, day = self._shell.child, self._shell.desk.clock.today()

        def work(progress: Progress) -> None:
            questionnaire_book.write(path, child.run("write design", shown, day, progress=progress))

        def done(_none: None) -> None:
            self._shell.say(_("Saved as {name}").format(name=path.name))

        self._shell.jobs.run(_("Writing {name}").format(name=path.name), work, done)

    def save_file(self, shown: Questionnaire) -> None:
        name = safe_name(f"{shown.ref} version {shown.version}", ".json")
        path = self._shell.ask_save(_("Save the questionnaire"), name, _("Questionnaire (*.json)"))
        if path and self._shell.attempt(lambda: questionnaires.save_file(shown, path)):
            self._shell.say(_("Saved as “{name}”").format(name=path.name))
