"""What a page may ask of the window around it. Pages know this, never the window itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from assurance_desk.domain.changes import Changes
from assurance_desk.errors import DeskError
from assurance_desk.services.desk import Desk
from assurance_desk.texts import _
from assurance_desk.ui.desk_signals import DeskSignals
from assurance_desk.ui.job_runner import JobRunner
from assurance_desk.ui.widgets import plain_tip

if TYPE_CHECKING:
    from assurance_desk.services.child import Child
    from assurance_desk.ui.watched_folder import WatchedFolder


@dataclass(frozen=True, slots=True)
class Command:
    """Something the user can do: words that say the outcome, and the doing."""

    words: str
    run: Callable[[], object]
    icon: str = ""
    enabled: bool = True


class Shell(QObject):
    """The open desk, long work, and words to the user. The window listens to its signals.

    ``ask_file``, ``ask_files``, ``ask_folder``, ``ask_save`` and ``sure`` open dialogs; a test replaces them on
    the instance.
    """

    changed = Signal(object)
    said = Signal(str, bool)
    refused = Signal(str)
    gone = Signal(str, str)
    header_changed = Signal()

    def __init__(self, desk: Desk, window: QWidget | None = None, jobs: JobRunner | None = None) -> None:
        super().__init__(window)
        self.desk = desk
        self.window = window
        self.folder = desk.path.parent
        self.look_back: Callable[[int], object] | None = None
        """Shows the workbook as it stood after a step; None where there is no window to show it in."""
        self._own_jobs = jobs is None
        self.jobs = jobs or JobRunner(self)
        self.jobs.broke.connect(self._broke)
        self._signals = DeskSignals(desk, self, later=lambda: self.jobs.in_slice)
        self._signals.changed.connect(self._changed)

    @cached_property
    def child(self) -> Child:
        """The worker process, started when first asked for: ``child.run(task, *args, progress=progress)``."""
        from assurance_desk.services.child import Child

        return Child()

    @cached_property
    def watched(self) -> WatchedFolder:
        """The folder this computer watches for returns; it looks once it is started."""
        from assurance_desk.ui.watched_folder import WatchedFolder

        return WatchedFolder(self.desk.path, self)

    def say(self, words: str, *, undo: bool = False) -> None:
        """A quiet line beside the page's name; ``undo`` offers to take the latest step back.

        Every step is told of so by itself, with its label: say only what that does not.
        """
        self.said.emit(words, undo)

    def refuse(self, error: DeskError | str) -> None:
        """A sentence across the page, where no field is to blame. Beside a field, show it there instead."""
        self.refused.emit(error if isinstance(error, str) else error.sentence)

    def attempt(self, work: Callable[[], object]) -> bool:
        """Do something that may be refused; False, with its sentence shown, where it was."""
        try:
            work()
        except DeskError as error:
            self.refuse(error)
            return False
        return True

    def go(self, page: str, record_id: str = "") -> None:
        """Go to a page by its NAME, and there to a record."""
        self.gone.emit(page, record_id)

    def refresh_header(self) -> None:
        """The page's fact, primary button or badge changed without a step (another row was chosen)."""
        self.header_changed.emit()

    def ask_file(self, title: str, kinds: str) -> Path | None:
        """An existing file; ``kinds`` as Qt's filters: ``Workbook (*.assurance)``."""
        name, _kind = QFileDialog.getOpenFileName(self.window, title, str(self.folder), kinds)
        return self._went(name)

    def ask_files(self, title: str, kinds: str) -> list[Path]:
        names, _kind = QFileDialog.getOpenFileNames(self.window, title, str(self.folder), kinds)
        self._went(*names[:1])
        return [Path(name) for name in names]

    def ask_folder(self, title: str) -> Path | None:
        name = QFileDialog.getExistingDirectory(self.window, title, str(self.folder))
        if name:
            self.folder = Path(name)
        return Path(name) if name else None

    def ask_save(self, title: str, suggested: str, kinds: str) -> Path | None:
        """Where to write; the dialog has asked about writing over."""
        name, _kind = QFileDialog.getSaveFileName(self.window, title, str(self.folder / suggested), kinds)
        return self._went(name)

    def _went(self, name: str = "") -> Path | None:
        """The next dialog opens where this one ended."""
        if not name:
            return None
        self.folder = Path(name).parent
        return Path(name)

    def sure(self, question: str, yes: str, more: str = "") -> bool:
        """Ask before what cannot be undone; ``yes`` says what will happen."""
        dialog = QMessageBox(self.window)
        dialog.setTextFormat(Qt.TextFormat.PlainText)
        dialog.setText(question)
        dialog.setInformativeText(plain_tip(more))
        agreed = dialog.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        dialog.addButton(_("Leave it as it is"), QMessageBox.ButtonRole.RejectRole)
        dialog.exec()
        return dialog.clickedButton() is agreed

    def forget(self) -> None:
        """End the worker, so that nothing it was told stays in its memory; the next work starts another."""
        if "child" in self.__dict__ and not self.jobs.busy:
            self.child.close()

    def close(self) -> None:
        """Stop long work and the worker; the desk, and jobs it was given, are their owner's to close."""
        if self._own_jobs:
            self.jobs.close()
        else:
            self.jobs.broke.disconnect(self._broke)
        if "child" in self.__dict__:
            self.child.close()
        if "watched" in self.__dict__:
            self.watched.close()
        self._signals.stop()

    def _changed(self, changes: Changes) -> None:
        self.changed.emit(changes)

    def _broke(self, error: BaseException) -> None:
        if isinstance(error, DeskError):
            self.refuse(error)
            return
        raise error
