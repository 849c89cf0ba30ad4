"""A file that seems to name a child: what was found and where, and the ways on. Nothing of it is stored yet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from assurance_desk.domain.dates import long_date
from assurance_desk.domain.names_scan import Place, Redacted
from assurance_desk.errors import DeskError
from assurance_desk.services import names_hold, names_stop, protected_names
from assurance_desk.services.names_hold import Stopped
from assurance_desk.services.returns_tray import TrayFile
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.pages.returns_stopped_places import Places
from assurance_desk.ui.shell import Shell


class StoppedDetail(QWidget):
    """``decided(record_id)`` is told once a file is no longer held: the record to show, "" for none."""

    def __init__(self, shell: Shell, decided: Callable[[str], object]) -> None:
        super().__init__()
        self._shell, self._decided = shell, decided
        self._reasons: dict[str, str] = {}
        self._whole: dict[str, set[Place]] = {}
        """Of each file, the places of which nothing is to stay."""
        self.places: Places | None = None
        self.shown: Stopped | None = None
        self.reason = QLineEdit()
        self.refusal = widgets.label("", "small", role="late", wrap=True)
        self.buttons: dict[str, QPushButton] = {}
        self._column = widgets.box(margins=(24, 20, 24, 24), gap=6)
        self.setLayout(self._column)

    def show_stopped(self, stopped_id: str) -> bool:
        """False where no file of that id is held."""
        self.shown = names_hold.get(self._shell.desk, stopped_id)
        widgets.clear(self._column)
        if self.shown is not None:
            self._fill(self.shown)
        return self.shown is not None

    def _fill(self, stopped: Stopped) -> None:
        column = self._column
        column.addWidget(widgets.label(stopped.read.name, "section", strong=True, wrap=True))
        came = stopped.read.received_on
        whose = names_hold.whose(self._shell.desk, stopped)
        facts = [
            whose.name if whose else "",
            _("came {day}").format(day=long_date(came)) if came else "",
        ]
        column.addWidget(widgets.label(" · ".join(filter(None, facts)), "small", role="muted", wrap=True))
        column.addSpacing(th.px(8))
        box, inside = widgets.panel("warn", margins=(12, 10, 12, 10), gap=4)
        inside.addWidget(widgets.label(names_hold.sentence(stopped.hits), strong=True, wrap=True))
        column.addWidget(box)
        column.addSpacing(th.px(8))
        self.places = Places(self._shell, stopped, self._whole.setdefault(stopped.id, set()))
        column.addWidget(self.places)
        column.addSpacing(th.px(16))
        self._ways(column, stopped)
        column.addStretch()

    def _ways(self, column: QBoxLayout, stopped: Stopped) -> None:
        self.buttons = {}
        if names_stop.can_be_redacted(stopped):
            words = (
                _(
                    "“[removed]” is put in place of what goes, in the answers and in the copy of the file that is kept,"
                    " and wherever else in it the same words stand."
                )
                if names_stop.can_be_rewritten(stopped)
                else _(
                    "This kind of file cannot be rewritten: its answers are kept without what goes, the file is not."
                )
            )
            self._way(column, "redact", _("Redact and go on"), words, self.redact, "suggested")
        words = _(
            "Nothing is kept. A message that names sheet and cell, not the name, goes on the clipboard."
        )
        self._way(column, "return", _("Return to sender"), words, self.return_to_sender)
        column.addWidget(widgets.rule())
        column.addSpacing(th.px(8))
        self._reasoned(column, stopped)

    def _reasoned(self, column: QBoxLayout, stopped: Stopped) -> None:
        """Ways that take the file as it is, and say why."""
        column.addWidget(
            widgets.label(
                _("Or take it into the tray as it is. The reason is kept, never the name."), wrap=True
            )
        )
        self.reason = QLineEdit(self._reasons.get(stopped.id, ""))
        self.reason.setFont(th.font())
        self.reason.setAccessibleName(_("Reason for keeping it"))
        self.reason.setPlaceholderText(_("Why it may be kept, or whose name it is"))
        self.reason.textChanged.connect(lambda words: self._reasons.__setitem__(stopped.id, words))
        column.addWidget(self.reason)
        self.refusal = widgets.label("", "small", role="late", wrap=True)
        self.refusal.hide()
        column.addWidget(self.refusal)
        row, across = widgets.panel(across=True, gap=8)
        for key, name, do in (
            ("keep", _("Keep with this reason"), self.keep),
            ("not", _("Not a child’s name"), self.not_a_child),
        ):
            made = widgets.button(name)
            made.clicked.connect(do)
            self.buttons[key] = made
            across.addWidget(made)
        across.addStretch()
        column.addWidget(row)

    def _way(
        self, column: QBoxLayout, key: str, name: str, words: str, do: Callable[[], object], kind: str = ""
    ) -> None:
        made = widgets.button(name, kind)
        made.clicked.connect(do)
        self.buttons[key] = made
        column.addWidget(made)
        column.addWidget(widgets.label(words, "small", role="muted", wrap=True))
        column.addSpacing(th.px(12))

    # ------------------------------------------------------------ the ways on

    def redact(self) -> None:
        if self.shown is None:
            return
        desk, child, stopped_id = self._shell.desk, self._shell.child, self.shown.id
        wanted = names_stop.redacting(desk, stopped_id, frozenset(self._whole.get(stopped_id, ())))
        self.buttons["redact"].setEnabled(False)  # until it is done

        def done(made: Redacted) -> None:
            try:
                record = names_stop.put_redacted(desk, stopped_id, made).record
            except DeskError as error:
                self._shell.refuse(error)
                self.show_stopped(stopped_id)
                return
            self._decided(record.return_id or record.update_copy_id or record.id)

        self._shell.jobs.run(_("Taking the names out"), lambda progress: wanted.run(child, progress), done)

    def return_to_sender(self) -> None:
        if self.shown is None:
            return
        try:
            words = names_stop.return_to_sender(self._shell.desk, self.shown.id)
        except DeskError as error:
            self._refuse(error.sentence)
            return
        QGuiApplication.clipboard().setText(words)
        self._shell.say(_("Nothing was kept; a message to the sender is on the clipboard"))
        self._decided("")

    def keep(self) -> None:
        self._take(names_stop.keep)

    def not_a_child(self) -> None:
        self._take(names_stop.not_a_child)

    def _take(self, way: Callable[..., TrayFile]) -> None:
        if self.shown is None:
            return
        try:
            taken = way(self._shell.desk, self.shown.id, self.reason.text())
        except DeskError as error:
            self._refuse(error.sentence)
            return
        record = taken.record
        self._decided(record.return_id or record.update_copy_id or record.id)

    def _refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)


class NamesLine(QWidget):
    """A quiet line while the list of protected names is locked: then returns are looked through for signs alone."""

    def __init__(self, shell: Shell, changed: Callable[[], object]) -> None:
        super().__init__()
        self._shell, self._changed = shell, changed
        across = widgets.box(across=True, margins=(24, 0, 16, 6), gap=8)
        self.setLayout(across)
        self.words = widgets.label("", "small", role="muted", wrap=True)
        self.words.setSizePolicy(
            QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred
        )  # the list sets the width
        across.addWidget(self.words, 1)
        self.unlock = widgets.button(_("Unlock"), "inline")
        self.unlock.clicked.connect(self.ask)
        across.addWidget(self.unlock)
        self.hide()

    def refresh(self) -> None:
        state = protected_names.state(self._shell.desk)
        self.words.setText(
            _("The list of protected names is not beside the workbook; only general signs are looked for.")
            if state == protected_names.MISSING
            else _("Protected names are locked; only general signs are looked for.")
        )
        self.setVisible(state in {protected_names.LOCKED, protected_names.MISSING})
        self.unlock.setVisible(state == protected_names.LOCKED)

    def ask(self) -> None:
        from assurance_desk.ui.dialogs.protected_names import ProtectedNamesDialog

        ProtectedNamesDialog(self._shell, self._changed).open()
