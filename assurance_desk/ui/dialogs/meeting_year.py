"""A year's meetings of a forum at once: its pattern, the days that gives, and which of them are added."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QDialog, QGridLayout, QWidget

from assurance_desk.domain.dates import MONTHS, day_and_date, long_date, short_date
from assurance_desk.domain.forums import WEEKDAYS, WHICH, Falls, Forum
from assurance_desk.errors import DeskError
from assurance_desk.services import forums, working_days
from assurance_desk.services.body import body_word
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.pages.register_blocks import combo, line
from assurance_desk.ui.shell import Shell


class MeetingYear(QDialog):
    """``ticks`` are the days offered, in order: ticked ones are added with one button."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell = shell
        self.ticks: list[tuple[QCheckBox, date]] = []
        self.setWindowTitle(_("A year’s meetings"))
        inner, column = w.panel("none", margins=(24, 20, 24, 8), gap=10)
        column.addWidget(w.label(_("A year’s meetings"), "section", strong=True))
        column.addWidget(self._make_pattern())
        column.addWidget(self._make_months())
        column.addWidget(self._make_rules())
        self._found, self._days = w.panel(gap=4)
        column.addWidget(self._found)
        column.addStretch()
        outer = w.box()
        self.setLayout(outer)
        outer.addWidget(w.scroll(inner), 1)
        outer.addWidget(self._make_foot())
        self._load(body_word(shell.desk))
        room = self.screen().availableGeometry()
        self.resize(min(th.px(620), room.width() - 40), min(th.px(600), room.height() - 60))

    # -------------------------------------------------------------- building

    def _make_pattern(self) -> QWidget:
        holder, column = w.panel(gap=8)
        self.forum = line(_("Forum"), _("Board, or a subgroup"))
        names = [one.name for one in forums.table(self._shell.desk)]
        completer = QCompleter(names, self.forum)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.forum.setCompleter(completer)
        self.forum.editingFinished.connect(lambda: self._load(self.forum.text()))
        self.which: QComboBox = combo(_("Which of the month"), WHICH)
        self.weekday: QComboBox = combo(_("Weekday"), WEEKDAYS)
        for choice in (self.which, self.weekday):
            choice.activated.connect(lambda _at: self._propose())
        column.addWidget(self.forum)
        row = w.box(across=True, gap=8)
        row.addWidget(w.label(_("meets every"), role="muted"))
        row.addWidget(self.which)
        row.addWidget(self.weekday)
        row.addWidget(w.label(_("of"), role="muted"))
        row.addStretch()
        column.addLayout(row)
        return holder

    def _make_months(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(th.px(6))
        self.months = [QCheckBox(_(name)) for name in MONTHS]
        for at, box in enumerate(self.months):
            box.setFont(th.font())
            box.toggled.connect(lambda _on: self._propose())
            grid.addWidget(box, at // 4, at % 4)
        return holder

    def _make_rules(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(th.px(12))
        grid.setVerticalSpacing(th.px(6))
        self.start = line(_("The twelve months from"))
        self.papers = line(_("Papers due, working days before"))
        self.quorum = line(_("Quorum"), _("0 where none is laid down"))
        self.start.setText(long_date(self._shell.desk.clock.today()))
        for at, field in enumerate((self.start, self.papers, self.quorum)):
            caption = w.label(field.accessibleName(), role="muted", wrap=True)
            caption.setBuddy(field)
            caption.setMinimumWidth(th.px(112))
            grid.addWidget(caption, at, 0)
            grid.addWidget(field, at, 1)
            field.editingFinished.connect(self._propose)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        return holder

    def _make_foot(self) -> QWidget:
        foot, column = w.panel("none", margins=(24, 8, 24, 16), gap=8)
        self.refusal = w.label("", "small", role="late", wrap=True)
        self.refusal.hide()
        column.addWidget(self.refusal)
        row = w.box(across=True, gap=12)
        self.add_button = w.button(_("Keep how it meets"), "primary")
        self.add_button.clicked.connect(self._add)
        leave = w.button(_("Leave it"), "link")
        leave.clicked.connect(self.reject)
        row.addWidget(self.add_button)
        row.addWidget(leave)
        row.addStretch()
        column.addLayout(row)
        return foot

    # -------------------------------------------------------------- what it gives

    def _load(self, name: str) -> None:
        """The settings of that forum, if it has any."""
        known = forums.of(self._shell.desk, " ".join(name.split()))
        self.forum.setText(known.name)
        self.which.setCurrentIndex(known.which - 1)
        self.weekday.setCurrentIndex(known.weekday)
        for number, box in enumerate(self.months, 1):
            box.blockSignals(True)
            box.setChecked(number in known.months)
            box.blockSignals(False)
        self.papers.setText(str(known.papers_days))
        self.quorum.setText(str(known.quorum))
        self._propose()

    def _forum(self) -> Forum:
        """As it stands in the dialog. Raises DeskError: a number or the name cannot be read."""
        return forums.typed(
            self.forum.text(), self.papers.text(), self.quorum.text(),
            which=self.which.currentIndex() + 1, weekday=self.weekday.currentIndex(),
            months=tuple(number for number, box in enumerate(self.months, 1) if box.isChecked()),
        )  # fmt: skip

    def _propose(self) -> None:
        w.clear(self._days)
        self.ticks = []
        try:
            forum = self._forum()
            found = forums.proposed(self._shell.desk, forum, forums.start_day(self.start.text()))
        except DeskError as error:
            self._refuse(error.sentence)
            return
        self.refusal.hide()
        head = _("The days that gives") if found else _("Tick the months it meets in.")
        self._days.addWidget(w.section(head) if found else w.label(head, role="muted"))
        for day, there in found:
            self._days.addWidget(self._day(forum, day, there=there))
        self._count()

    def _day(self, forum: Forum, falls: Falls, *, there: bool) -> QWidget:
        row, across = w.panel(across=True, gap=12)
        tick = QCheckBox(day_and_date(falls.day))
        tick.setFont(th.font())
        tick.setChecked(not there)
        tick.setEnabled(not there)
        tick.toggled.connect(lambda _on: self._count())
        due = working_days.before(self._shell.desk, falls.day, forum.papers_days)
        words = _("it meets then already") if there else _("papers due {day}").format(day=short_date(due))
        if falls.instead_of and not there:
            words += _("; not {day}: {why}").format(day=short_date(falls.instead_of), why=falls.why)
        across.addWidget(tick)
        across.addWidget(w.label(words, "small", role="muted", wrap=True), 1)
        if not there:
            self.ticks.append((tick, falls.day))
        return row

    def _ticked(self) -> list[date]:
        return [day for tick, day in self.ticks if tick.isChecked()]

    def _count(self) -> None:
        count = len(self._ticked())
        words = plural("Add {n} meeting", "Add {n} meetings", count) if count else _("Keep how it meets")
        w.set_words(self.add_button, words)

    def _refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.show()

    def _add(self) -> None:
        try:
            forums.keep(self._shell.desk, self._forum(), self._ticked())
        except DeskError as error:
            self._refuse(error.sentence)
            return
        self.accept()
