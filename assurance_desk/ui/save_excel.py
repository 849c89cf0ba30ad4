"""The register or the action plan out as an Excel file, written in the worker."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from assurance_desk.domain.file_names import safe_name
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.services import exports
from assurance_desk.texts import _
from assurance_desk.ui import widgets
from assurance_desk.ui.shell import Shell


def save_link(shell: Shell, kind: str) -> QPushButton:
    """A quiet button for the foot of a list."""
    made = widgets.button(_("Save as Excel…"), "link", "file-spreadsheet")
    made.clicked.connect(lambda: save_as_excel(shell, kind))
    return made


def save_as_excel(shell: Shell, kind: str) -> None:
    """``kind``: register or actions, of every review, as at today."""
    try:
        kept = exports.gather_register(shell.desk)
    except DeskError as error:
        shell.refuse(error)
        return
    words = _("Register at {day}") if kind == exports.REGISTER else _("Action plan at {day}")
    suggested = safe_name(words.format(day=kept.day.isoformat()), ".xlsx")
    path = shell.ask_save(_("Save as an Excel file"), suggested, _("Excel workbook (*.xlsx)"))
    if path is None:
        return
    child = shell.child

    def work(progress: Progress) -> None:
        exports.write(path, child.run("write register", kept, kind, progress=progress))

    def done(_none: None) -> None:
        shell.say(_("Saved as {name}").format(name=path.name))

    shell.jobs.run(_("Writing {name}").format(name=path.name), work, done)
