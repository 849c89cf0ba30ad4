"""What the window asks in dialogs of its own, and what it asks before it lets a workbook go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

from assurance_desk.texts import _, plural

if TYPE_CHECKING:
    from assurance_desk.ui.frame import Frame
    from assurance_desk.ui.shell import Shell


class WindowDialogs(QMainWindow):
    """The window's base: ``shell`` and ``frame`` are None while no workbook is open."""

    shell: Shell | None
    frame: Frame | None

    def keyboard_sheet(self) -> None:
        from assurance_desk.ui.dialogs.help import KeyboardSheet

        KeyboardSheet(self, self.frame.page if self.frame else None).open()

    def about(self) -> None:
        from assurance_desk.ui.dialogs.help import About

        About(self).open()

    def words_and_scales(self, key: str = "") -> None:
        if self.shell:
            from assurance_desk.ui.dialogs.words import WordsDialog

            WordsDialog(self.shell, key).open()

    def protected_names(self) -> None:
        if self.shell:
            from assurance_desk.ui.dialogs.protected_names import ProtectedNamesDialog

            ProtectedNamesDialog(self.shell, self._names_changed).open()

    def _names_changed(self) -> None:
        if self.frame and self.frame.page:
            self.frame.page.refresh(None)

    def may_leave(self, shell: Shell | None) -> bool:
        """False where files that seem to name a child wait for a decision and the user goes back to them."""
        if shell is None:
            return True
        from assurance_desk.services import names_hold  # asked on closing alone

        waiting = len(names_hold.held(shell.desk))
        if not waiting:
            return True
        question = plural(
            "{n} file that seems to name a child is not decided yet. Close all the same?",
            "{n} files that seem to name a child are not decided yet. Close all the same?",
            waiting,
        )
        more = _(
            "Nothing of them is kept here. They are still where they came from, and can be brought in again."
        )
        return shell.sure(question, _("Close and keep nothing of them"), more)
