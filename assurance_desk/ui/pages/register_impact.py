"""Did it last? Below a Blue action: the reviews at 6, 12 and 24 months, and a line to record the next one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from assurance_desk.domain.actions import Action
from assurance_desk.domain.assurance import ImpactReview
from assurance_desk.domain.dates import long_date
from assurance_desk.services import impact, vocabularies
from assurance_desk.texts import _
from assurance_desk.ui import widgets as w
from assurance_desk.ui.pages.register_blocks import combo, line
from assurance_desk.ui.pages.register_half_typed import HalfTyped
from assurance_desk.ui.shell import Shell


class ImpactBlock(QWidget):
    """Hidden where the action has no such review."""

    def __init__(self, shell: Shell, page: str) -> None:
        super().__init__()
        self._shell = shell
        self._next: ImpactReview | None = None
        self._levels = vocabularies.levels(shell.desk)
        column = w.box(gap=6)
        self.setLayout(column)
        column.addWidget(
            w.section(_("Did it last?"), _("looked at 6, 12 and 24 months after it turned Blue"))
        )
        self._lines = w.box(gap=4)
        column.addLayout(self._lines)
        self._form, across = w.panel(across=True, gap=8)
        self.level = combo(_("Level of assurance"), tuple(one.word for one in self._levels), "Reasonable")
        self.found = line(_("What was found"), _("What was found"))
        self._finding = HalfTyped(shell, page, self.found, "impact")
        self.found.textChanged.connect(self._ready)
        self.found.returnPressed.connect(self._record)
        self.keep = w.button("", "suggested")
        self.keep.clicked.connect(self._record)
        across.addWidget(self.found, 1)
        across.addWidget(self.level)
        across.addWidget(self.keep)
        column.addWidget(self._form)

    def show_action(self, action: Action) -> None:
        reviews = impact.of_action(self._shell.desk, action.id)
        self.setVisible(bool(reviews))
        ahead = [one for one in reviews if one.held_on is None]
        self._next = ahead[0] if ahead else None
        self._form.setVisible(self._next is not None)
        if self._next is not None:
            self._finding.show_for(self._next.id)
            w.set_words(self.keep, _("Record {n} months").format(n=self._next.months))
        w.clear(self._lines)
        for one in reviews:
            self._lines.addWidget(
                w.label(self._said(one), "small", role="" if one.held_on else "muted", wrap=True)
            )
        self._ready()

    def _said(self, one: ImpactReview) -> str:
        if one.held_on is None:
            return _("{n} months: due {when}").format(n=one.months, when=one.due.long)
        level = vocabularies.said(self._shell.desk, vocabularies.ASSURANCE, one.level)
        return _("{n} months, {day}: {level}. {found}").format(
            n=one.months, day=long_date(one.held_on), level=level, found=one.found
        )

    def _ready(self) -> None:
        self.keep.setEnabled(bool(self.found.text().strip()))

    def _record(self) -> None:
        review, level, found = self._next, self._levels[self.level.currentIndex()].held, self.found.text()
        if review is not None and found.strip():
            self._finding.done()
            if not self._shell.attempt(lambda: impact.record(self._shell.desk, review, level, found)):
                self.found.setText(found)
