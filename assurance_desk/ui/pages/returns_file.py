"""One file of a return: its name, when it came, the e-mail it came in, and the sum of what became of its cells."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from assurance_desk.domain.dates import long_date
from assurance_desk.domain.returns import ReturnFile
from assurance_desk.services import returns_password
from assurance_desk.services.returns_view import FileView
from assurance_desk.texts import _
from assurance_desk.ui import widgets
from assurance_desk.ui.pages.returns_mail import mail_block
from assurance_desk.ui.pages.returns_password import PasswordPrompt
from assurance_desk.ui.pages.returns_review import changed_cells, totals_panel
from assurance_desk.ui.shell import Shell

_LONG_NAME = 60


class FileBlock(QWidget):
    """``brief``: its sum stands in its line, so that copies of one return do not push the decisions out of sight;
    ``bare``: nothing else stands below that line either.
    """

    def __init__(
        self,
        shell: Shell,
        file: FileView,
        open_original: Callable[[ReturnFile], object],
        *,
        brief: bool,
        bare: bool = False,
    ) -> None:
        super().__init__()
        self._shell, self._file = shell, file
        column = widgets.box(gap=8)
        self.setLayout(column)
        brief = file.readable and brief and not file.record.correction_id
        name = file.record.name
        shown = name if len(name) <= _LONG_NAME else f"{name[: _LONG_NAME // 2]}…{name[-_LONG_NAME // 2 :]}"
        tip = _("Open a copy of the original") + ("" if shown == name else f": {name}")
        open_it = widgets.button(shown, "link", "file-spreadsheet", tip)
        open_it.clicked.connect(lambda _on=False: open_original(file.record))
        line = widgets.box(across=True, gap=8)
        line.addWidget(open_it)
        line.addWidget(widgets.ElidedLabel(self._facts(brief=brief), "small", role="muted"), 1)
        column.addLayout(line)
        if not (bare and file.readable):
            self._told(brief=brief)

    def _facts(self, *, brief: bool) -> str:
        file = self._file
        parts = []
        if file.record.received_on:
            parts.append(_("came {day}").format(day=long_date(file.record.received_on)))
        if brief:
            parts.append(
                _("{found} found, {to_decide} to decide, {lost} lost").format(
                    found=file.totals.found, to_decide=file.totals.to_decide, lost=file.totals.lost
                )
            )
        return ", ".join(parts)

    def _told(self, *, brief: bool) -> None:
        file, column = self._file, self.layout()
        assert column is not None
        if mail := mail_block(self._shell, file.record):
            column.addWidget(mail)
        if file.readable and not (brief or file.record.correction_id):
            column.addWidget(totals_panel(file.totals))
        if file.record.message:
            role = "muted" if file.readable else "warn"
            column.addWidget(widgets.label(file.record.message, "small", role=role, wrap=True))
        if file.changed:
            column.addWidget(changed_cells(file.changed))
        if returns_password.is_locked(file.record):
            column.addWidget(PasswordPrompt(self._shell, file.record))
