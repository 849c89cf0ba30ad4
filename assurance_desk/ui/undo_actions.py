"""Undo and redo: the text field that has the keyboard comes first, then the workbook's steps."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from assurance_desk.domain.changes import Step
from assurance_desk.errors import DeskError
from assurance_desk.services.desk import Desk
from assurance_desk.texts import _
from assurance_desk.ui.shell import Shell


class UndoActions(QObject):
    """``undo`` and ``redo`` for menus and shortcuts, named by what they would take back."""

    def __init__(self, window: QWidget, shell: Callable[[], Shell | None]) -> None:
        super().__init__(window)
        self._shell = shell
        self._field: QWidget | None = None
        self.undo, self.redo = QAction(_("Undo"), window), QAction(_("Redo"), window)
        self.undo.triggered.connect(lambda: self._do(back=True))
        self.redo.triggered.connect(lambda: self._do(back=False))
        self.undo.setShortcut(QKeySequence.StandardKey.Undo)
        self.redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def name(self) -> None:
        """Say in the menu what each would do now."""
        desk = self._desk()
        for action, step, plain, named in (
            (self.undo, desk and desk.undoable(), _("Undo"), _("Undo {label}")),
            (self.redo, desk and desk.redoable(), _("Redo"), _("Redo {label}")),
        ):
            action.setText(named.format(label=_short(step)) if step else plain)
            action.setEnabled(bool(step))
        back, on = self._typed()
        if back:
            self.undo.setText(_("Undo typing"))
        if on:
            self.redo.setText(_("Redo typing"))
        self.undo.setEnabled(self.undo.isEnabled() or back)
        self.redo.setEnabled(self.redo.isEnabled() or on)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field with nothing to take back lets the key through to the workbook."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            back, on = self._typed()
            for key, has in ((QKeySequence.StandardKey.Undo, back), (QKeySequence.StandardKey.Redo, on)):
                if event.matches(key) and not has:
                    event.ignore()
                    return True
        return False

    def _do(self, *, back: bool) -> None:
        field, typed = self._field, self._typed()
        if isinstance(field, (QLineEdit, QPlainTextEdit, QTextEdit)) and typed[0 if back else 1]:
            (field.undo if back else field.redo)()
            return
        desk, shell = self._desk(), self._shell()
        if desk is None or shell is None:
            return
        try:
            step = desk.undo() if back else desk.redo()
        except DeskError as error:
            shell.refuse(error)
            return
        if step:
            words = _("Taken back: {label}") if back else _("Done again: {label}")
            shell.say(words.format(label=step.label))

    def _desk(self) -> Desk | None:
        shell = self._shell()
        return shell.desk if shell else None

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._field is not None and isValid(self._field):
            self._field.removeEventFilter(self)
        self._field = new if isinstance(new, (QLineEdit, QPlainTextEdit, QTextEdit)) else None
        if self._field is not None:
            self._field.installEventFilter(self)

    def _typed(self) -> tuple[bool, bool]:
        field = self._field
        if field is None or not isValid(field):
            return False, False
        if isinstance(field, QLineEdit) and not field.isReadOnly():
            return field.isUndoAvailable(), field.isRedoAvailable()
        if isinstance(field, (QPlainTextEdit, QTextEdit)) and not field.isReadOnly():
            return field.document().isUndoAvailable(), field.document().isRedoAvailable()
        return False, False


def _short(step: Step) -> str:
    """A menu is no place for a paragraph."""
    label = step.label.replace("&", "&&")
    return label if len(label) <= 60 else label[:59] + "…"
