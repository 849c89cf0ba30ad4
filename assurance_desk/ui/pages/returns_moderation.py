"""Moderation: each organisation's scores, what the panel asked and agreed of them, side by side and never over them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from assurance_desk.domain.changes import Changes
from assurance_desk.domain.moderation import CHALLENGED
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.services import moderation_view
from assurance_desk.services.moderation_view import ModeratedReturn, ScoredLine
from assurance_desk.texts import _, plural
from assurance_desk.ui import preferences, widgets
from assurance_desk.ui import theme as th
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.list_detail import ListDetail
from assurance_desk.ui.list_row import ListRow
from assurance_desk.ui.pages.moderation_files import ModerationFiles
from assurance_desk.ui.pages.moderation_screen import ModerationScreen
from assurance_desk.ui.pages.moderation_stage import ModerationStage
from assurance_desk.ui.pages.returns_parts import ReturnsPart
from assurance_desk.ui.row_list import RowList
from assurance_desk.ui.shell import Command, Shell
from assurance_desk.ui.table_model import Column, TableModel

TABLES = ("return_", "answer", "moderation", "questionnaire")


class ModerationPart(ReturnsPart):
    def __init__(self, shell: Shell, asked: Callable[[], Questionnaire | None]) -> None:
        super().__init__(shell, asked)
        self.returns: tuple[ModeratedReturn, ...] = ()
        self.shown: ModeratedReturn | None = None
        self.files = ModerationFiles(shell, asked, self._panel)
        self.list = RowList(_("Organisations to moderate"), ref_width=44)
        left, column = widgets.panel("canvas")
        column.addWidget(self._bar())
        column.addWidget(self.list, 1)
        column.addWidget(self._foot())
        left.setFocusProxy(self.list)
        right, inside = widgets.panel("paper", margins=(24, 16, 24, 24), gap=14)
        self.name = widgets.ElidedLabel("", "section", strong=True)
        self.told = widgets.label("", role="muted", wrap=True)
        top = widgets.box(gap=2)
        top.addWidget(self.name)
        top.addWidget(self.told)
        inside.addLayout(top)
        self.stage = ModerationStage(shell, self._panel)
        inside.addWidget(self.stage)
        inside.addWidget(widgets.rule())
        self._make_table(inside)
        inside.addStretch()
        self.split = ListDetail("moderation", left, widgets.scroll(right), width=344)
        self.list.chosen.connect(self._show)
        self.list.opened.connect(lambda _id: self.split.open_detail())
        self.list.clicked.connect(lambda _index: self.split.open_detail())
        body = widgets.box()
        self.setLayout(body)
        body.addWidget(self.split)
        self.nothing = self._empty()
        body.addWidget(self.nothing)

    def _bar(self) -> QWidget:
        bar, column = widgets.panel("canvas", margins=(24, 10, 16, 8), gap=6)
        column.addWidget(widgets.label(_("Panel"), "small", role="muted"))
        self.panel = QLineEdit()
        self.panel.setFont(th.font())
        self.panel.setAccessibleName(_("Panel"))
        self.panel.setPlaceholderText(_("Who moderates today"))
        self.panel.editingFinished.connect(self._keep_panel)
        column.addWidget(self.panel)
        return bar

    def _foot(self) -> QWidget:
        """The sheet a panel fills in away from the window, out and back."""
        made, column = widgets.panel("canvas", margins=(24, 8, 16, 8), gap=2)
        save = widgets.button(
            _("Save the moderation sheet"), "link", "download", _("In Excel, for a panel to fill in")
        )
        save.clicked.connect(self.files.save)
        self.sheet_in = widgets.button(
            _("Bring in a moderation sheet"), "link", "inbox", _("One that a panel filled in")
        )
        self.sheet_in.clicked.connect(self.files.bring_in)
        for button in (save, self.sheet_in):
            column.addWidget(button)
        if self.shell.desk.read_only:
            self.sheet_in.hide()
        self.sheet_out = save
        return made

    def _make_table(self, column: QBoxLayout) -> None:
        self.model: TableModel[ScoredLine] = TableModel(
            _columns(), lambda: self.shown.lines if self.shown else ()
        )
        self.table = DataTable(self.model, _("Scored answers"), fitted=True, sortable=False)
        self.table.chosen.connect(self._show_line)
        column.addWidget(self.table)

    def _empty(self) -> QWidget:
        words = _(
            "Once returns are taken in, their scored answers are agreed here by a panel: what an organisation says of "
            "itself stands beside what was asked, what was agreed, and why."
        )
        return widgets.empty("shield-check", _("Nothing to moderate yet"), words, [])

    # ------------------------------------------------------------ what the page asks

    def header_fact(self) -> str:
        answered = sum(one.answered for one in self.returns)
        if not answered:
            return ""
        settled = sum(one.settled for one in self.returns)
        return _("{n} of {all} scored answers agreed").format(n=settled, all=answered)

    def primary(self) -> Command | None:
        if self.shown is None or not self.shown.answered:
            return None
        return Command(_("Show full screen"), self.full_screen)

    def commands(self) -> list[Command]:
        if not self.returns:
            return []
        made = [Command(_("Save the moderation sheet in Excel"), self.files.save)]
        if self.shell.desk.read_only:
            return made
        made.append(Command(_("Bring in a moderation sheet"), self.files.bring_in))
        if self.shown and self.shown.answered:
            made += [
                Command(_("Agree this answer as they say"), self.stage.agree),
                Command(_("Change this answer"), self.stage.start_change),
                Command(_("Challenge this answer"), self.stage.start_challenge),
            ]
        return made

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(*TABLES):
            return
        asked = self.asked()
        every = moderation_view.board(self.shell.desk, asked) if asked else ()
        self.returns = tuple(one for one in every if one.answered)
        if changes is None:
            self._fill_panel(asked)
        self.split.setVisible(bool(self.returns))
        self.nothing.setVisible(not self.returns)
        self.list.blockSignals(True)  # what is chosen is shown once, below
        self.list.set_rows([_row(one) for one in self.returns])
        self.list.blockSignals(False)
        self._show(self.list.current())

    def show_record(self, record_id: str) -> None:
        return_id, _mark, answer_id = record_id.partition("#")
        if self.list.select(return_id):
            self.split.open_detail()
            if answer_id:
                self.table.select(answer_id)

    def shown_record(self) -> str:
        return self.list.current()

    def go_back(self) -> bool:
        self.split.show_list()
        return True

    # ------------------------------------------------------------ what is done here

    def _panel(self) -> str:
        return self.panel.text().strip()

    def _fill_panel(self, asked: Questionnaire | None) -> None:
        """Today's panel goes on where it stopped; another day's is not put under today's agreements."""
        if self._panel() or asked is None:
            return
        kept, _sign, day = preferences.text("moderation/panel").partition("|")
        name, on = moderation_view.last_panel(self.shell.desk, asked)
        today = self.shell.desk.clock.today()
        if on == today and name:
            self.panel.setText(name)
        elif day == today.isoformat():
            self.panel.setText(kept)

    def _keep_panel(self) -> None:
        preferences.keep("moderation/panel", f"{self._panel()}|{self.shell.desk.clock.today().isoformat()}")

    def _show(self, return_id: str) -> None:
        self.shown = next((one for one in self.returns if one.record.id == return_id), None)
        view = self.shown
        self.name.set_words(f"{view.record.ref}  {view.record.name}" if view else "")
        self.told.setText(_told(view) if view else "")
        chosen = self.stage.line.id if self.stage.line else ""
        self.model.reload()
        lines = view.lines if view else ()
        if not any(line.id == chosen for line in lines):
            chosen = next((line.id for line in lines if line.answer), "")
        self.table.select(chosen)
        self._show_line(chosen)
        self.shell.refresh_header()

    def _show_line(self, line_id: str) -> None:
        lines = self.shown.lines if self.shown else ()
        self.stage.show_line(next((line for line in lines if line.id == line_id), None))

    def full_screen(self) -> ModerationScreen | None:
        view = self.shown
        if view is None:
            return None
        at = (view.record.id, self.stage.line.id if self.stage.line else "")
        every = [one.record.id for one in self.returns]
        screen = ModerationScreen(self.shell, every, at, self._panel, self._left_screen)
        screen.showFullScreen()
        return screen

    def _left_screen(self, return_id: str, answer_id: str) -> None:
        """The keyboard goes on where the screen stopped, so that Ctrl+Z takes back what was agreed there last."""
        self.show_record(f"{return_id}#{answer_id}")
        self.table.setFocus()


def _row(one: ModeratedReturn) -> ListRow:
    challenged = one.counts.get(CHALLENGED, 0)
    waits = plural("{n} challenged", "{n} challenged", challenged) if challenged else ""
    return ListRow(
        id=one.record.id, ref=one.record.ref, title=one.record.name, sub=one.told, waits=waits, strong=False
    )


def _told(view: ModeratedReturn) -> str:
    silent = view.asked - view.answered
    if not silent:
        return view.told
    left = plural("{n} not answered", "{n} not answered", silent)
    return f"{view.told}, {left}"


def _columns() -> tuple[Column[ScoredLine], ...]:
    return (
        Column(_("Question"), lambda line: line.question.ref, 72, muted=True),
        Column(_("What was asked"), lambda line: line.question.text, 0),
        Column(_("They say"), lambda line: line.theirs or "–", 120),
        Column(_("Agreed"), lambda line: line.agreed, 120, strong=lambda _line: True),
        Column(_("Why"), _why, 200, gives=1),
    )


def _why(line: ScoredLine) -> str:
    if line.reason or not line.challenge:
        return line.reason
    return _("Challenged: {words}").format(words=line.challenge)
