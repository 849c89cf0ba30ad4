"""Asks a new workbook's user, in place, what their board or partnership is called."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from assurance_desk.services import organisations
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.fields import LineField
from assurance_desk.ui.shell import Shell


class BodyField(QWidget):
    """Seen only while the workbook knows no body of its own; ``refresh`` looks. Half-typed words stay."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        column = widgets.box(gap=6)
        self.setLayout(column)
        question = _("What is your board or partnership called?")
        column.addWidget(widgets.label(question, strong=True, wrap=True))
        row = widgets.box(across=True, gap=8)
        self.name = LineField(question)
        self.name.setPlaceholderText(_("such as Merrowshire Safeguarding Children Board"))
        self.name.setMaximumWidth(th.px(440))
        self.name.returnPressed.connect(self._keep)
        self.keep = widgets.button(_("Keep the name"))
        self.keep.clicked.connect(self._keep)
        row.addWidget(self.name, 1)
        row.addWidget(self.keep)
        row.addStretch()
        column.addLayout(row)
        why = _("It stands in the rail, at the head of papers and on the covers of questionnaires.")
        column.addWidget(widgets.label(why, "small", role="muted", wrap=True))
        column.addSpacing(th.px(16))
        self.hide()

    def refresh(self) -> None:
        desk = self._shell.desk
        self.setVisible(not desk.read_only and not organisations.body_name(desk))

    def _keep(self) -> None:
        desk, typed = self._shell.desk, self.name.words()
        if self._shell.attempt(lambda: organisations.name_body(desk, typed)):
            self.name.set_words("")
            self.refresh()
