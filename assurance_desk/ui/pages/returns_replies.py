"""Who has replied and who has not: what is to be done today first, the three denominators, and one return beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QStackedWidget, QWidget

from assurance_desk.domain.changes import Changes
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.services import chasing, replies, replies_words
from assurance_desk.services.replies import TODAY, Reply
from assurance_desk.texts import _, plural
from assurance_desk.ui import widgets as w
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.list_detail import ListDetail
from assurance_desk.ui.pages.returns_parts import ReturnsPart
from assurance_desk.ui.pages.returns_reply import ReplyDetail
from assurance_desk.ui.pages.returns_schedule import SchedulePanel
from assurance_desk.ui.shell import Command, Shell
from assurance_desk.ui.table_model import Column, TableModel

TABLES = (
    "return_", "return_file", "chaser", "chasing_step", "closure", "questionnaire", "organisation", "answer", "contact",
)  # fmt: skip


class RepliesPart(ReturnsPart):
    def __init__(self, shell: Shell, asked: Callable[[], Questionnaire | None]) -> None:
        super().__init__(shell, asked)
        self._shown: tuple[Reply, ...] = ()
        self.table = DataTable(TableModel(_columns(), lambda: self._shown), _("Replies"), many=True)
        self.table.selected_changed.connect(shell.refresh_header)
        self.table.chosen.connect(lambda _id: self._chosen())
        self.detail = ReplyDetail(shell, lambda one: self.draft([one]))
        self.schedule: SchedulePanel | None = None
        self.right = QStackedWidget()
        self.right.addWidget(w.scroll(self.detail))
        self.split = ListDetail("replies", self._make_list(), self.right, width=868)
        self.table.opened.connect(lambda _id: self._open())
        self.table.clicked.connect(lambda _index: self._open())
        column = w.box()
        self.setLayout(column)
        column.addWidget(self.split)

    def _make_list(self) -> QWidget:
        left, column = w.panel("paper", margins=(12, 10, 0, 0), gap=2)
        bar, inside = w.panel(margins=(12, 0, 16, 6), gap=2)
        self.rate = w.label("", strong=True, wrap=True)
        self.named = w.label("", "small", role="muted", wrap=True)
        inside.addWidget(self.rate)
        inside.addWidget(self.named)
        column.addWidget(bar)
        column.addWidget(self._make_drafted())
        column.addWidget(self.table, 1)
        column.addWidget(self._make_foot())
        left.setFocusProxy(self.table)
        return left

    def _make_foot(self) -> QWidget:
        foot, across = w.panel(across=True, margins=(12, 8, 16, 10), gap=16)
        steps = w.button(_("Chasing schedule"), "link", "list-checks")
        steps.clicked.connect(self.show_schedule)
        save = w.button(_("Save the chase list as PDF"), "link", "download")
        save.clicked.connect(self.save_list)
        across.addWidget(steps)
        across.addWidget(save)
        across.addStretch()
        return foot

    def save_list(self) -> None:
        """Set in the worker; the window goes on."""
        from assurance_desk.services import chase_list

        asked = self.asked()
        if asked is None:
            return
        listed, worker = chase_list.gather(self.shell.desk, asked.id), self.shell.child
        suggested = _("Chase list {ref} {day}.pdf").format(ref=asked.ref, day=listed.day.isoformat())
        path = self.shell.ask_save(_("Save the chase list as PDF"), suggested, _("PDF (*.pdf)"))
        if path is None:
            return
        self.shell.jobs.run(
            _("Setting the chase list"),
            lambda progress: chase_list.save(listed, path, worker, progress),
            lambda _made: self.shell.say(_("Saved as {name}").format(name=path.name)),
        )

    def show_schedule(self) -> None:
        """In place of the return, until another one is chosen."""
        if self.schedule is None:
            self.schedule = SchedulePanel(self.shell, self.show_detail)
            self.right.addWidget(w.scroll(self.schedule))
        self.schedule.show_schedule()
        self.right.setCurrentIndex(1)
        self.split.open_detail()

    def show_detail(self) -> None:
        self.right.setCurrentIndex(0)

    def _make_drafted(self) -> QWidget:
        """Drafted is not sent: only the officer knows when a message has left."""
        self.waiting, across = w.panel("tint", across=True, margins=(12, 6, 12, 6), gap=12)
        self.waiting_words = w.label("", wrap=True)
        self.mark = w.button("", "link", "check")
        self.mark.clicked.connect(self.mark_sent)
        across.addWidget(self.waiting_words, 1)
        across.addWidget(self.mark)
        return self.waiting

    # ------------------------------------------------------------ what is done here

    def draft(self, found: Sequence[Reply]) -> None:
        from assurance_desk.ui.pages import returns_drafting

        if asked := self.asked():
            returns_drafting.draft(self.shell, asked, found)

    def draft_due(self) -> None:
        self.draft(self._to_draft())

    def mark_sent(self) -> None:
        drafts = [one.draft for one in self._shown if one.draft]
        self.shell.attempt(lambda: chasing.mark_sent(self.shell.desk, drafts))

    def _to_draft(self) -> list[Reply]:
        """Of those chosen where several are; else of all whose message is due today."""
        chosen = [one for one in self.table.selected() if isinstance(one, Reply)]
        several = len(chosen) > 1
        return [
            one
            for one in (chosen if several else self._shown)
            if one.step and one.step.step.drafted and (several or not one.draft)
        ]

    # ------------------------------------------------------------ what the page asks

    def primary(self) -> Command | None:
        due = self._to_draft()
        if not due or self.shell.desk.read_only:
            return None
        return Command(plural("Draft {n} message", "Draft {n} messages", len(due)), self.draft_due)

    def commands(self) -> list[Command]:
        made = [one for one in (self.primary(),) if one]
        if self.waiting.isVisibleTo(self):
            made.append(Command(self.mark.accessibleName(), self.mark_sent))
        return [
            *made,
            Command(_("Save the chase list as PDF"), self.save_list, "download"),
            Command(_("Edit the chasing schedule"), self.show_schedule),
        ]

    def header_fact(self) -> str:
        due = sum(one.group == TODAY for one in self._shown)
        return plural("{n} to see to today", "{n} to see to today", due) if due else _("nothing to do today")

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(*TABLES):
            return
        asked = self.asked()
        if asked is None:
            return
        self._shown = replies.of_questionnaire(self.shell.desk, asked)
        counted = replies.rate(self.shell.desk, asked)
        self.rate.setText(replies_words.rate(counted, figures=replies.has_figures(asked)))
        named = replies_words.to_name(self.shell.desk, replies.to_name(self._shown))
        self.named.setText(named)
        self.named.setVisible(bool(named))
        self._show_drafted()
        if self.schedule is not None:
            self.schedule.show_schedule()
        self.table.table.reload()
        if not self.table.current():
            self.table.blockSignals(True)  # what is chosen is shown once, below
            self.table.select_first()
            self.table.blockSignals(False)
        self._show()

    def _show_drafted(self) -> None:
        count = sum(one.draft is not None for one in self._shown)
        self.waiting.setVisible(bool(count) and not self.shell.desk.read_only)
        made = plural("{n} draft made.", "{n} drafts made.", count)
        left = plural("Mark it as sent when it has left.", "Mark them as sent when they have left.", count)
        self.waiting_words.setText(f"{made} {left}")
        w.set_words(self.mark, plural("Mark {n} as sent", "Mark {n} as sent", count))

    def show_record(self, record_id: str) -> None:
        if self.table.select(record_id):
            self.split.open_detail()

    def shown_record(self) -> str:
        return self.table.current()

    def go_back(self) -> bool:
        if self.right.currentIndex():
            self.show_detail()
            return True
        if self.detail.close_form():
            return True
        if self.split.narrow and self.split.opened:
            self.split.show_list()
            return True
        return False

    def _open(self) -> None:
        self.show_detail()
        self.split.open_detail()

    def _chosen(self) -> None:
        self.show_detail()
        self._show()

    def _show(self) -> None:
        asked, row = self.asked(), self.table.current_row()
        self.detail.show_reply(row if isinstance(row, Reply) else None, asked)
        self.shell.refresh_header()


def _columns() -> list[Column[Reply]]:
    def due(one: Reply) -> str:
        return replies_words.day(one.record.due_on) if one.record.due_on else ""

    def last(one: Reply) -> str:
        return f"{_(one.last.how)}, {replies_words.day(one.last.on)}" if one.last else ""

    def when(one: Reply) -> tuple[int, date]:
        return one.group, one.on or date.max

    return [
        Column("", lambda one: one.record.ref, 56, muted=True),
        Column(_("Who"), lambda one: one.short),
        Column(_("Due"), due, 64, sort=lambda one: one.record.due_on or date.max, muted=True, gives=2, whole=True),
        Column(_("State"), replies_words.state, 98, whole=True),
        Column(_("Working days late"), lambda one: str(one.late or ""), 112, sort=lambda one: one.late, right=True, gives=1, whole=True),
        Column(_("Last"), last, 182, muted=True, gives=3, whole=True),
        Column(_("Next"), replies_words.next_words, 184, sort=when, strong=lambda one: one.group == TODAY, whole=True),
    ]  # fmt: skip
