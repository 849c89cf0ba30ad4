"""The window on the workbook as it stood: read only, under a line that says so, with one way back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from assurance_desk.domain.dates import long_date
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.services import as_at
from assurance_desk.services.as_at import Moment
from assurance_desk.texts import _
from assurance_desk.ui import messages, widgets
from assurance_desk.ui.shell import Shell

if TYPE_CHECKING:
    from assurance_desk.ui.main_window import MainWindow


class LookingBack:
    """Keeps the workbook of today aside, open and locked, as long as an earlier state of it is shown."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._today: Shell | None = None
        self._place = ("", "")
        self._moment: Moment | None = None

    @property
    def today(self) -> Shell | None:
        """The workbook of today, while an earlier state of it is shown."""
        return self._today

    def ask(self) -> None:
        """For a day, in a small dialog."""
        from assurance_desk.ui.dialogs.as_at import AsAtDialog

        shell = self._today or self._window.shell
        if shell:
            AsAtDialog(self._window, shell.desk, self.see).open()

    def after_step(self, step_id: int) -> None:
        """Show the workbook as it stood just after a step of its history."""
        shell = self._today or self._window.shell
        if shell:
            self.see(as_at.after_step(shell.desk, step_id))

    def see(self, moment: Moment) -> None:
        """Show it; what takes a while runs beside the window."""
        shell = self._today or self._window.shell
        if shell is None or self._window.jobs.busy:
            return
        copies: list[Path] = []
        if not shell.attempt(lambda: copies.append(as_at.copy(shell.desk))):
            return

        def rewind(_progress: Progress) -> Path:
            return as_at.rewind(copies[0], moment)

        self._window.jobs.run(
            _("Looking back to {day}").format(day=long_date(moment.day)),
            rewind,
            lambda made: self._show(made, moment, shell),
            self._refused,
        )

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self._window.tell(messages.sentence(error))

    def _show(self, made: Path, moment: Moment, asked: Shell) -> None:
        """Unless the workbook it was asked of was closed meanwhile: another must not be shown under its name."""
        window = self._window
        if window.shell is None or (self._today or window.shell) is not asked:
            made.unlink(missing_ok=True)
            return
        page = window.frame.page if window.frame else None
        place = (page.NAME, page.shown_record()) if page else ("", "")
        before = window.shell
        if self._today is None:
            self._today, self._place = before, place
        self._moment = moment
        desk = as_at.open_view(made, moment, self._today.desk.path)
        window.show_shell(Shell(desk, window, window.jobs), *place)
        if before is not self._today:
            _close(before)

    def back(self) -> None:
        """To the workbook of today, where it was left."""
        if self._today is None or self._window.shell is None:
            return
        view, today = self._window.shell, self._today
        self._today, self._moment = None, None
        self._window.show_shell(today, *self._place)
        _close(view)

    def end(self) -> None:
        """The window is closing its workbook: the view goes first."""
        if self._today is None or self._window.shell is None:
            return
        view, self._window.shell = self._window.shell, self._today
        self._today, self._moment = None, None
        _close(view)

    def banner(self) -> QWidget | None:
        """The line above every page; None while today is shown."""
        if self._moment is None:
            return None
        strip, row = widgets.panel("warn", across=True, margins=(24, 6, 24, 6), gap=12)
        words = _("The workbook as it stood on {day}. Nothing can be changed here.")
        row.addWidget(widgets.label(words.format(day=long_date(self._moment.day)), strong=True, wrap=True), 1)
        back = widgets.button(_("Back to today"))
        back.clicked.connect(lambda _on=False: self.back())
        row.addWidget(back, 0, Qt.AlignmentFlag.AlignVCenter)
        return strip


def _close(shell: Shell) -> None:
    desk = shell.desk
    shell.close()
    shell.deleteLater()
    desk.close()
