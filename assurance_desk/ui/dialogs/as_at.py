"""Which day to look back to: typed, or the day of a meeting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QDialog, QLineEdit, QWidget

from assurance_desk.domain.dates import long_date, parse_when
from assurance_desk.domain.field_errors import NeedsADayError
from assurance_desk.errors import DeskError
from assurance_desk.services import as_at, meetings
from assurance_desk.services.as_at import Moment
from assurance_desk.services.desk import Desk
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets

OFFERED = 4
"""Meetings whose day is offered."""


class AsAtDialog(QDialog):
    """``chosen(moment)`` once a day was given on which there is something to see."""

    def __init__(self, window: QWidget, desk: Desk, chosen: Callable[[Moment], object]) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("The workbook as it stood"))
        self._desk, self._chosen = desk, chosen
        column = widgets.box(margins=(24, 20, 24, 16), gap=10)
        self.setLayout(column)
        column.addWidget(widgets.label(_("Look back to the end of a day"), "section", strong=True))
        more = _("Everything is shown as it was then, to read and to print. Today’s work stays as it is.")
        column.addWidget(widgets.label(more, role="muted", wrap=True))
        self.day = QLineEdit()
        self.day.setFont(th.font())
        self.day.setAccessibleName(_("Day"))
        self.day.setPlaceholderText(_("A day, such as {day}").format(day=long_date(desk.clock.today())))
        self.day.returnPressed.connect(self.look)
        column.addWidget(self.day)
        self.fault = widgets.label("", "small", role="late", wrap=True)
        self.fault.hide()
        column.addWidget(self.fault)
        self._offer_meetings(column)
        row = widgets.box(across=True, gap=8)
        row.addStretch()
        leave = widgets.button(_("Stay on today"))
        leave.clicked.connect(self.reject)
        look = widgets.button(_("Look back"), "suggested")
        look.setDefault(True)
        look.clicked.connect(self.look)
        row.addWidget(leave)
        row.addWidget(look)
        column.addLayout(row)
        self.setMinimumWidth(th.px(420))

    def _offer_meetings(self, column: QBoxLayout) -> None:
        today = self._desk.clock.today()
        held = [one for one in meetings.table(self._desk) if one.on <= today][:OFFERED]
        for one in held:
            words = _("Meeting of the {forum}, {day}").format(forum=one.forum, day=long_date(one.on))
            link = widgets.button(words, "link")
            link.clicked.connect(lambda _on=False, day=one.on: self._take(day))
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def look(self) -> None:
        """What was typed, once it is a day."""
        try:
            when = parse_when(self.day.text())
            if when is None or not when.day:
                raise NeedsADayError(_("Day"), self.day.text())
        except DeskError as error:
            self._refuse(error)
            return
        self._take(when.last_day)

    def _take(self, day: date) -> None:
        try:
            moment = as_at.on_day(self._desk, day)
        except DeskError as error:
            self._refuse(error)
            return
        self.accept()
        self._chosen(moment)

    def _refuse(self, error: DeskError) -> None:
        self.fault.setText(error.sentence)
        self.fault.show()
        self.adjustSize()
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)
