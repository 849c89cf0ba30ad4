"""Files brought in: chosen, dropped or by the folder, read away from the window; and a copy of one opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from assurance_desk import scratch
from assurance_desk.domain.file_names import safe_name, tidy
from assurance_desk.domain.returns import ReturnFile
from assurance_desk.domain.wording import shortened
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.services import names_hold, returns, returns_brought
from assurance_desk.texts import _, later, plural
from assurance_desk.ui.shell import Shell

if TYPE_CHECKING:
    from assurance_desk.domain.form_export import FormTable
    from assurance_desk.services.returns_read import ReadFile

KINDS = later(
    "What came back (*.xlsx *.xlsm *.xls *.ods *.xlsb *.eml *.msg *.zip *.pdf *.docx *.doc *.png *.jpg *.jpeg);;"
    "All files (*)"
)
OPENED = frozenset(
    (
        ".xlsx",
        ".xls",
        ".ods",
        ".xlsb",
        ".pdf",
        ".docx",
        ".doc",
        ".odt",
        ".rtf",
        ".txt",
        ".csv",
        ".png",
        ".jpg",
        ".jpeg",
        ".eml",
        ".msg",
    )
)
"""Documents alone: another ending could be a program, and opening it would run what a stranger sent."""


FORM_KINDS = later("Answers of an online form (*.csv *.xlsx *.xls *.ods *.txt *.tsv)")


FEW = 3
"""So many files are put in the tray at once, without letting the window answer in between."""


class Bringing:
    """``came(record_id)`` is told of the first record to look at once files are in the tray; ``form(table)`` of an online
    form's answers that were read; ``summed(line)`` of what became of several files together, "" where it was one.
    """

    def __init__(
        self,
        shell: Shell,
        came: Callable[[str], object],
        form: Callable[[FormTable], object] | None = None,
        summed: Callable[[str], object] | None = None,
    ) -> None:
        self._shell, self._came, self._form, self._summed = shell, came, form, summed

    def bring_in(self) -> None:
        self.import_files(self._shell.ask_files(_("Returned files"), _(KINDS)))

    def bring_folder(self) -> None:
        folder = self._shell.ask_folder(_("A folder of returned files"))
        self.import_files([folder] if folder else [])

    def bring_form(self) -> None:
        path = self._shell.ask_file(_("Answers of an online form"), _(FORM_KINDS))
        if path is not None:
            self._read_form(path)

    def _read_form(self, path: Path) -> None:
        """Its table, read in the worker; what its columns are for is then looked at before anything is kept."""
        from assurance_desk.services.questionnaire_book import bytes_of

        child, form = self._shell.child, self._form
        try:
            data = bytes_of(path)
        except DeskError as error:
            self._shell.refuse(error)
            return

        def work(progress: Progress) -> FormTable:
            table: FormTable = child.run("read form", data, tidy(path.name), progress=progress)
            return table

        if form is not None:
            self._shell.jobs.run(_("Reading {name}").format(name=path.name), work, form)

    def import_files(self, paths: list[Path], brought: Callable[[], object] | None = None) -> None:
        """Read in the worker, away from the window; then into the tray as one step. ``brought`` is told once they are.

        Documents chosen with one return go with it, unless the files only happen to stand in one folder. A CSV file by
        itself is an online form's.
        """
        if self._shell.desk.read_only:
            return
        forms = [path for path in paths if path.suffix.casefold() == ".csv"] if self._form is not None else []
        if forms:  # never a document that came with another's return
            self._read_form(forms[0])
            if len(forms) > 1:
                self._shell.say(_("Bring in the other forms one by one: each has columns of its own"))
        paths = [path for path in paths if path not in forms]
        if not paths:
            return
        from assurance_desk.services.returns_files import read_files

        wanted, child, desk = returns.expected(self._shell.desk), self._shell.child, self._shell.desk

        def work(progress: Progress) -> list[ReadFile]:
            return read_files(paths, wanted, child, progress)

        def done(read: list[ReadFile]) -> None:
            # In the order they came: "before" is said of the earlier of two files that differ.
            came = sorted(read, key=lambda one: one.received_on or date.max)
            if brought is None and all(path.is_file() for path in paths):
                from assurance_desk.services.returns_together import joined

                came = joined(desk, came)
            self._put(came, brought)

        self._shell.jobs.run(_("Reading what came back"), work, done)

    def _put(self, came: list[ReadFile], brought: Callable[[], object] | None) -> None:
        desk = self._shell.desk

        def put(trayed: list[returns.TrayFile]) -> None:
            self.told(trayed)
            if brought:
                brought()

        if len(came) <= FEW:
            self._shell.attempt(lambda: put(returns.put(desk, came)))
            return
        words = plural("Putting {n} file in the tray", "Putting {n} files in the tray", len(came))
        self._shell.jobs.run_here(words, returns.put_slices(desk, came), put)

    def told(self, trayed: list[returns.TrayFile]) -> None:
        together = returns_brought.told(trayed) if len(trayed) > 1 else ""
        if self._summed is not None:
            self._summed(together)
        if not together or self._summed is None:
            self._say(trayed)
        stopped = [one.read.sha256 for one in trayed if one.stopped]
        held = next((one.id for one in names_hold.held(self._shell.desk) if one.read.sha256 in stopped), "")
        first = next((one.record for one in trayed if returns_brought.waits(one)), None)
        first = first or next((one.record for one in trayed), None)
        if first:
            self._came(held or first.return_id or first.update_copy_id or first.id)

    def _say(self, trayed: list[returns.TrayFile]) -> None:
        again = sum(one.again for one in trayed)
        stopped = [one.read.sha256 for one in trayed if one.stopped]
        refused = [
            one.record.name
            for one in trayed
            if one.record.status == "refused" and not (one.again or one.stopped)
        ]
        told = [plural("{n} file came before", "{n} files came before", again)] if again else []
        if stopped:
            told.append(plural("{n} file was stopped", "{n} files were stopped", len(stopped)))
        if len(refused) == 1:
            told.append(_("“{name}” cannot be read").format(name=shortened(refused[0], 40)))
        elif refused:
            told.append(plural("{n} cannot be read", "{n} cannot be read", len(refused)))
        if told:
            self._shell.say("; ".join(told))

    def open_original(self, file: ReturnFile) -> None:
        open_copy(self._shell, file.name, lambda: returns.original(self._shell.desk, file.id))


def open_copy(shell: Shell, name: str, read: Callable[[], bytes]) -> None:
    """A temporary copy: what they sent stays as it came. What is no document is never opened."""
    ending = Path(name).suffix.lower()
    if ending not in OPENED:
        shell.refuse(
            _(
                "“{name}” is not a kind of document, and opening it could run it, so it was left alone. It is kept as"
                " it came; ask the sender what it is."
            ).format(name=shortened(name, 60))
        )
        return
    path = scratch.folder() / safe_name(Path(name).stem, ending)
    path.write_bytes(read())
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
