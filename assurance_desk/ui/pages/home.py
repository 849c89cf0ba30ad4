"""What needs me now, and beside it the next meeting, the questionnaire and the workbook."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QPushButton, QWidget

from assurance_desk.domain.changes import Changes
from assurance_desk.domain.dates import DAYS, MONTHS, long_date
from assurance_desk.domain.meetings import Meeting
from assurance_desk.services import copies, home, meeting_papers
from assurance_desk.services.home import Need, QuestionnaireNow
from assurance_desk.texts import _, plural
from assurance_desk.ui import paint, widgets
from assurance_desk.ui import theme as th
from assurance_desk.ui.beside import Beside
from assurance_desk.ui.body_field import BodyField
from assurance_desk.ui.marks import Chip, IconMark
from assurance_desk.ui.pages.base import Page
from assurance_desk.ui.shell import Command, Shell
from assurance_desk.ui.widgets import ElidedLabel

SHOWN = 10
PAPERS = 4
"""Papers of the next meeting named at the side."""
STALE_COPY = 7
"""Days after which the last copy is called old."""


class HomePage(Page):
    NAME = "Home"
    ICON = "house"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._waiting = 0
        self._all = False
        self.links: list[QPushButton] = []
        main, column = widgets.panel("paper", margins=(24, 20, 24, 16))
        self.body_field = BodyField(shell)
        column.addWidget(self.body_field)
        self._main = widgets.box()
        column.addLayout(self._main, 1)
        side, self._side = widgets.panel("canvas", margins=(24, 20, 24, 16))
        self.body.addWidget(Beside(main, side))

    def header_fact(self) -> str:
        today = self.shell.desk.clock.today()
        return f"{_(DAYS[today.weekday()])} {long_date(today)}"

    def primary(self) -> Command | None:
        if not self._waiting:
            return None
        words = plural("Decide {n} return", "Decide {n} returns", self._waiting)
        return Command(words, lambda: self.shell.go("Returns"))

    def refresh(self, changes: Changes | None) -> None:
        self._waiting = home.returns_waiting(self.shell.desk)
        at = next((at for at, link in enumerate(self.links) if link.hasFocus()), -1)
        self.body_field.refresh()
        self._show_needs(home.needs(self.shell.desk))
        self._show_side()
        if 0 <= at < len(self.links):
            self.links[at].setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------ what needs me

    def _show_needs(self, needs: list[Need]) -> None:
        widgets.clear(self._main)
        self.links = []
        self._main.addWidget(widgets.label(_("What needs me now"), "section", strong=True))
        self._main.addSpacing(th.px(8))
        self._main.addWidget(widgets.rule())
        shown = needs if self._all else needs[:SHOWN]
        for need in shown:
            self._main.addWidget(self._row(need))
            self._main.addWidget(widgets.rule())
        self._main.addSpacing(th.px(10))
        if len(needs) > SHOWN:
            self._main.addLayout(self._more(len(needs) - SHOWN))
        else:
            self._main.addWidget(widgets.label(self._rest(needs), role="muted", wrap=True))
        if not needs and not self._anything():
            self._main.addSpacing(th.px(12))
            row = widgets.box(across=True)
            first = widgets.button(_("Bring in a published response"), "suggested", "quote")
            first.clicked.connect(lambda: self.shell.go("Register"))
            row.addWidget(first)
            row.addStretch()
            self._main.addLayout(row)
        self._main.addStretch(1)

    def _anything(self) -> bool:
        return home.has_register(self.shell.desk)

    def _more(self, count: int) -> QBoxLayout:
        """What did not fit: shown in place, or put away again."""
        row = widgets.box(across=True)
        words = (
            _("Only the ten most pressing") if self._all else plural("and {n} more", "and {n} more", count)
        )
        self.more = widgets.button(words, "link")
        self.more.clicked.connect(self._show_all)
        row.addWidget(self.more)
        row.addStretch()
        return row

    def _show_all(self) -> None:
        self._all = not self._all
        self._show_needs(home.needs(self.shell.desk))
        at = SHOWN if self._all else SHOWN - 1
        if at < len(self.links):
            self.links[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _rest(self, needs: list[Need]) -> str:
        """What stands below the list."""
        if not needs and not self._anything():
            return _("Nothing is on the register yet. Bring in a published response to begin.")
        meeting = home.next_meeting(self.shell.desk)
        if meeting and all(need.due is None or need.due <= meeting.on for need in needs):
            day = f"{meeting.on.day} {MONTHS[meeting.on.month - 1]}"
            words = _("Nothing else needs you before the {forum} meets on {day}.")
            return words.format(forum=meeting.forum, day=day)
        return _("Nothing else needs you in the coming three months.")

    def _row(self, need: Need) -> QWidget:
        row, layout = widgets.panel(across=True, margins=(0, 6, 0, 6), gap=12)
        row.setMinimumHeight(th.px(52))
        role = "late" if need.late else ("" if need.pressing else "muted")
        day = widgets.label(need.when, strong=need.pressing, role=role, wrap=True)
        day.setFixedWidth(th.px(92))
        layout.addWidget(day)
        tint = th.ground().ink if need.pressing else th.ground().muted
        layout.addWidget(IconMark(need.icon, tint, 20))
        words, column = widgets.panel(gap=1)
        column.addStretch()
        column.addWidget(widgets.label(need.what, strong=need.pressing, wrap=True))
        column.addWidget(widgets.label(need.why, "small", role="muted", wrap=True))
        column.addStretch()
        layout.addWidget(words, 1)
        link = widgets.button(need.act, "link")
        link.setAccessibleDescription(f"{need.when}. {need.what}. {need.why}")
        link.clicked.connect(lambda: self.shell.go(need.page, need.record_id))
        self.links.append(link)
        layout.addWidget(link)
        return row

    # ------------------------------------------------------------ at the side

    def _show_side(self) -> None:
        widgets.clear(self._side)
        self._meeting(self._side)
        now = home.questionnaire_now(self.shell.desk)
        if now:
            self._questionnaire(self._side, now)
        self._workbook(self._side)
        self._side.addStretch()

    def _meeting(self, column: QBoxLayout) -> None:
        meeting = home.next_meeting(self.shell.desk)
        column.addWidget(widgets.label(_("Next meeting"), "section", strong=True))
        column.addSpacing(th.px(8))
        if meeting is None:
            column.addWidget(widgets.label(_("No meeting is in the register."), role="muted", wrap=True))
        else:
            today = self.shell.desk.clock.today()
            column.addWidget(widgets.label(meeting.forum, strong=True, wrap=True))
            day = f"{_(DAYS[meeting.on.weekday()])} {long_date(meeting.on)}"
            column.addWidget(widgets.label(f"{day}, {_away(meeting.on, today)}", wrap=True))
            column.addSpacing(th.px(6))
            self._papers(column, meeting)
        self._divide(column)

    def _papers(self, column: QBoxLayout, meeting: Meeting) -> None:
        """Its papers, each with how far it is; and the way to its agenda."""
        expected = meeting_papers.of_meeting(self.shell.desk, meeting)
        due = meeting_papers.due_words(self.shell.desk, meeting)
        if due:
            words = _("Papers {due}").format(due=due)
            column.addWidget(widgets.label(words, role="muted", wrap=True))
        for paper in expected[:PAPERS]:
            line, across = widgets.panel(across=True, margins=(0, 3, 0, 0), gap=8)
            across.addWidget(ElidedLabel(paper.title), 1)
            across.addWidget(Chip(paint.PLAIN, _(paper.state)))
            column.addWidget(line)
        if len(expected) > PAPERS:
            more = plural("and {n} paper more", "and {n} papers more", len(expected) - PAPERS)
            column.addWidget(widgets.label(more, "small", role="muted"))
        column.addSpacing(th.px(4))
        row = widgets.box(across=True)
        agenda = widgets.button(_("Open the agenda"), "link")
        agenda.clicked.connect(lambda: self.shell.go("Meetings", meeting.id))
        row.addWidget(agenda)
        row.addStretch()
        column.addLayout(row)

    def _questionnaire(self, column: QBoxLayout, now: QuestionnaireNow) -> None:
        column.addWidget(widgets.label(now.questionnaire.ref, "section", strong=True))
        column.addSpacing(th.px(8))
        counts = now.counts
        rows = [
            (counts.issued, plural("questionnaire to {n} organisation", "questionnaires to {n} organisations", counts.organisations)),
            (counts.came, plural("returns came, as {n} file", "returns came, as {n} files", counts.files)),
            (counts.taken, _("taken in, {n} to decide").format(n=counts.waiting)),
        ]  # fmt: skip
        if counts.declined:
            rows.append((counts.declined, _("declined to answer")))
        if now.silent:
            names = ", ".join(now.silent[:3]) + (_(" and others") if len(now.silent) > 3 else "")
            rows.append((len(now.silent), _("never replied: {names}").format(names=names)))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(th.px(12))
        grid.setVerticalSpacing(th.px(4))
        for at, (number, words) in enumerate(rows):
            figure = widgets.label(str(number), strong=True)
            figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(figure, at, 0)
            grid.addWidget(widgets.label(words, wrap=True), at, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        self._divide(column)

    def _workbook(self, column: QBoxLayout) -> None:
        desk = self.shell.desk
        column.addWidget(widgets.label(_("This workbook"), "section", strong=True))
        column.addSpacing(th.px(8))
        column.addWidget(ElidedLabel(desk.path.name, strong=True))
        column.addWidget(ElidedLabel(str(desk.path.parent), "small", role="muted"))
        checked = _("Every change is saved as it is made. Whole when it was opened.")
        column.addWidget(widgets.label(checked, "small", role="muted", wrap=True))
        column.addSpacing(th.px(10))
        words, old = self._copied()
        if old:
            strip, row = widgets.panel("warn", across=True, margins=(12, 8, 12, 8), gap=8)
            row.addWidget(IconMark("triangle-alert", th.ground().warn[1]))
            row.addWidget(widgets.label(words, wrap=True), 1)
            column.addWidget(strip)
        else:
            column.addWidget(widgets.label(words, "small", role="muted", wrap=True))
        column.addSpacing(th.px(8))
        row = widgets.box(across=True)
        copy = widgets.button(_("Save a copy"), "", "copy", _("Ctrl+Shift+S"))
        copy.clicked.connect(self._save_copy)
        row.addWidget(copy)
        row.addStretch()
        column.addLayout(row)

    def _copied(self) -> tuple[str, bool]:
        """When the last copy was made, and whether that is long ago."""
        last = copies.last_copy(self.shell.desk)
        if last is None:
            return _("No copy has been made yet"), True
        days = (date.today() - last.date()).days  # noqa: DTZ011  (copies are made on real days)
        ago = plural("{n} day ago", "{n} days ago", days) if days else _("today")
        return _("Last copy {day}, {ago}").format(day=long_date(last.date()), ago=ago), days > STALE_COPY

    def _save_copy(self) -> None:
        desk = self.shell.desk
        suggested = f"{desk.path.stem} {desk.clock.today().isoformat()}.assurance"
        path = self.shell.ask_save(_("Save a copy"), suggested, _("Assurance Desk workbook (*.assurance)"))
        if path and self.shell.attempt(lambda: copies.save_copy(desk, path)):
            self.shell.say(_("Copied to {name}").format(name=path.name))
            self.refresh(None)

    @staticmethod
    def _divide(column: QBoxLayout) -> None:
        column.addSpacing(th.px(16))
        column.addWidget(widgets.rule())
        column.addSpacing(th.px(16))


def _away(day: date, today: date) -> str:
    days = (day - today).days
    return plural("in {n} day", "in {n} days", days) if days else _("today")
