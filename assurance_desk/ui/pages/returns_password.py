"""Beside a protected file: its password is typed and tried, and kept nowhere."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from assurance_desk.domain.returns import ReturnFile
from assurance_desk.progress import Progress
from assurance_desk.services import returns, returns_password
from assurance_desk.services.returns_password import Locked
from assurance_desk.services.returns_read import ReadFile
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.shell import Shell


class PasswordPrompt(QWidget):
    def __init__(self, shell: Shell, file: ReturnFile) -> None:
        super().__init__()
        self._shell, self._file = shell, file
        column = widgets.box(gap=6)
        self.setLayout(column)
        self.typed = QLineEdit()
        self.typed.setFont(th.font())
        self.typed.setEchoMode(QLineEdit.EchoMode.Password)
        self.typed.setAccessibleName(_("Password of {name}").format(name=file.name))
        self.typed.setPlaceholderText(_("The password its sender told you; it is not kept"))
        self.typed.returnPressed.connect(self.try_it)
        self.open = widgets.button(_("Open it"), icon="lock")
        self.open.clicked.connect(self.try_it)
        row = widgets.box(across=True, gap=8)
        row.addWidget(self.typed, 1)
        row.addWidget(self.open)
        column.addLayout(row)
        others = len(returns_password.locked(shell.desk)) - 1
        self.others = QCheckBox(
            plural(
                "Try it on the other protected file too",
                "Try it on the {n} other protected files too",
                others,
            )
        )
        self.others.setFont(th.font("small"))
        column.addWidget(self.others)
        self.others.setVisible(others > 0)
        self.refusal = widgets.label("", "small", role="late", wrap=True)
        self.refusal.hide()
        column.addWidget(self.refusal)
        if shell.desk.read_only:
            self.setEnabled(False)

    def try_it(self) -> None:
        """In the worker; what opens goes into the tray in its own place."""
        password = self.typed.text()
        if not password:
            self._refuse(_("Type the password first."))
            return
        desk = self._shell.desk
        wanted = returns_password.locked(desk) if self.others.isChecked() else [self._file]
        files, expected, child = (
            returns_password.kept(desk, wanted),
            returns.expected(desk),
            self._shell.child,
        )
        self.open.setEnabled(False)

        def work(progress: Progress) -> list[tuple[Locked, ReadFile]]:
            return returns_password.try_on(files, password, expected, child, progress)

        self._shell.jobs.run(_("Trying the password"), work, self._tried, self._broke)

    def _tried(self, found: list[tuple[Locked, ReadFile]]) -> None:
        told: list[str] = []
        self._shell.attempt(lambda: told.append(returns_password.take(self._shell.desk, found).told))
        if told and told[0]:
            self._refuse(told[0])

    def _broke(self, error: BaseException) -> None:
        self.open.setEnabled(True)
        raise error

    def _refuse(self, sentence: str) -> None:
        self.open.setEnabled(True)
        self.refusal.setText(sentence)
        self.refusal.show()
        self.typed.selectAll()
        self.typed.setFocus()
