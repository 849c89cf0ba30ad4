"""What came back: a tray of returns, each with what was taken, what waits, and nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from assurance_desk.domain.changes import Changes
from assurance_desk.domain.gaps_words import came_words
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.services import (
    corrections_back,
    corrections_message,
    enclosures,
    names_hold,
    replies,
    returns,
    returns_view,
)
from assurance_desk.services.returns_view import DECIDE, NOT_OURS, ReturnView, TrayLine
from assurance_desk.services.updates_view import DECIDE_UPDATES, NO_UPDATE, TAKEN_UPDATES
from assurance_desk.texts import _, plural
from assurance_desk.ui import widgets
from assurance_desk.ui.list_detail import ListDetail
from assurance_desk.ui.pages.returns_bring import FEW, Bringing
from assurance_desk.ui.pages.returns_brought import BroughtLine
from assurance_desk.ui.pages.returns_detail import ReturnDetail
from assurance_desk.ui.pages.returns_parts import ReturnsPart
from assurance_desk.ui.pages.returns_stopped import NamesLine, StoppedDetail
from assurance_desk.ui.pages.returns_tray_rows import STOPPED, in_groups, list_rows, told_sum
from assurance_desk.ui.pages.returns_update import UpdateDetail
from assurance_desk.ui.pages.returns_watch import WatchRow
from assurance_desk.ui.row_list import RowList
from assurance_desk.ui.shell import Command, Shell

if TYPE_CHECKING:
    from assurance_desk.domain.form_export import FormTable
    from assurance_desk.ui.pages.returns_entry_view import EntryView
    from assurance_desk.ui.pages.returns_form import FormView

TABLES = (
    "return_", "return_file", "answer", "query", "chaser", "correction", "correction_book", "questionnaire", "organisation", "service",
    "update_request", "update_copy", "update_item", "parcel", "enclosure",
)  # fmt: skip
UPDATES = (DECIDE_UPDATES, TAKEN_UPDATES, NO_UPDATE)


class ReturnsTray(ReturnsPart):
    def __init__(self, shell: Shell, asked: Callable[[], Questionnaire | None]) -> None:
        super().__init__(shell, asked)
        self.lines: list[TrayLine] = []
        self._staged: list[str] = []
        self.brought = BroughtLine()
        self.bringing = Bringing(shell, self.show_record, self.look_at_form, self.brought.tell)
        self.list = RowList(_("Returns"), ref_width=44)
        self.fact = widgets.label("", "small", role="muted", wrap=True)
        self.asked_ref = widgets.label("", strong=True)
        left, column = widgets.panel("canvas")
        bar, across = widgets.panel("canvas", across=True, margins=(24, 10, 16, 6), gap=8)
        across.addWidget(self.asked_ref)
        across.addWidget(self.fact, 1)
        column.addWidget(bar)
        self.names_line = NamesLine(shell, lambda: self.refresh(None))
        column.addWidget(self.names_line)
        column.addWidget(self.brought)
        column.addWidget(self.list, 1)
        self.take_all = widgets.button("", "link", icon="check")
        self.foot = self._make_foot()
        column.addWidget(self.foot)
        column.addWidget(self._bring_row())
        self.watch = WatchRow(shell, self.bringing)
        column.addWidget(self.watch)
        left.setFocusProxy(self.list)
        self.detail = ReturnDetail(shell, self.bringing.open_original, asked)
        self.update_detail = UpdateDetail(shell, self.bringing.open_original)
        self.panes = QStackedWidget()
        self.panes.addWidget(widgets.scroll(self.detail))
        self.panes.addWidget(widgets.scroll(self.update_detail))
        self.stopped_detail = StoppedDetail(shell, self._after_stop)
        self.panes.addWidget(widgets.scroll(self.stopped_detail))
        self.split = ListDetail("returns", left, self.panes, width=344)
        self.list.chosen.connect(self._show)
        self.list.opened.connect(lambda _id: self.split.open_detail())
        self.list.clicked.connect(lambda _index: self.split.open_detail())
        self._lay_out()

    def _lay_out(self) -> None:
        self._body = body = widgets.box()
        self.setLayout(body)
        body.addWidget(self.split)
        self.nothing = self._empty()
        body.addWidget(self.nothing)
        self.entry: EntryView | None = None
        self.form: FormView | None = None
        self.detail.entry_asked.connect(self.enter_by_hand)

    def _bring_row(self) -> QWidget:
        made, across = widgets.panel("canvas", across=True, margins=(24, 8, 16, 0))
        tip = _("Files that came back; they can be dropped here too")
        self.bring = widgets.button(_("Bring in files"), "link", "inbox", tip)
        self.bring.clicked.connect(self.bringing.bring_in)
        across.addWidget(self.bring)
        across.addStretch()
        if self.shell.desk.read_only:
            self.bring.hide()
        return made

    def _make_foot(self) -> QWidget:
        made, below = widgets.panel("canvas", across=True, margins=(24, 8, 16, 8))
        self.take_all.clicked.connect(self.take_in_all)
        below.addWidget(self.take_all)
        below.addStretch()
        return made

    def _empty(self) -> QWidget:
        go = widgets.button(_("Go to Questionnaires"), "primary")
        go.clicked.connect(lambda: self.shell.go("Questionnaires"))
        words = _(
            "Once a questionnaire is issued, every copy waits here for its return. Drop the files that come back"
            " anywhere on this page."
        )
        return widgets.empty("inbox", _("Nothing was issued yet"), words, [go])

    # ------------------------------------------------------------ what the page asks

    def header_fact(self) -> str:
        if not self.lines:
            return ""
        waiting = sum(line.group in (DECIDE, DECIDE_UPDATES) for line in self.lines)
        stopped = sum(line.group == STOPPED for line in self.lines)
        told = [
            plural("{n} return to take in or decide", "{n} returns to take in or decide", waiting)
            if waiting
            else "",
            plural("{n} file stopped", "{n} files stopped", stopped) if stopped else "",
        ]
        return ", ".join(part for part in told if part) or _("nothing to take in or decide")

    def primary(self) -> Command | None:
        view, update = self.detail.shown, self.update_detail.shown
        if not self.lines or self.shell.desk.read_only or self.entry or self.form:
            return None
        if update and update.ready:
            take = plural("Take in {n} answer", "Take in {n} answers", update.ready)
            words = _("{take}, leave {n} to decide").format(take=take, n=update.left) if update.left else take
            return Command(words, self.update_detail.take_in)
        if view and (view.ready or view.corrected or view.confirmed) and view.staged:
            return Command(_take_words(view), self.take_in)
        if view and (view.to_ask or view.to_confirm):
            return Command(corrections_message.offer(view.to_ask, view.to_confirm), self.detail.ask_again)
        return Command(_("Bring in returned files"), self.bringing.bring_in)

    def commands(self) -> list[Command]:
        if self.shell.desk.read_only:
            return []
        made = [
            Command(_("Bring in returned files"), self.bringing.bring_in),
            Command(_("Bring in a folder"), self.bringing.bring_folder),
            Command(_("Watch a folder for returns"), self.watch.choose),
            Command(_("Bring in an online form’s answers"), self.bringing.bring_form),
        ]
        if staged := self._all_staged():
            made.append(Command(_take_all(len(staged)), self.take_in_all))
        if self.update_detail.shown:
            made.append(Command(_("Copy a reminder about the update"), self.update_detail.copy_reminder))
        if self.detail.shown:
            made += self.detail.commands()
            made.append(Command(_("Copy a message about what waits"), self.copy_message))
        return made

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(*TABLES):
            if self.update_detail.shown and changes.touches("action", "term"):
                self._show(self.list.current())  # what stands beside their words
            return
        asked = self.asked()
        if self.entry is not None and asked is not None and self.entry.view.questionnaire.id != asked.id:
            self._close_entry()  # another round is looked at now; what was typed is kept
        self.lines = in_groups(self.shell.desk, asked)
        here = self.entry is None and self.form is None
        self.split.setVisible(bool(self.lines) and here)
        self.nothing.setVisible(not self.lines and here)
        self.asked_ref.setText(asked.ref if asked else "")
        self.asked_ref.setVisible(asked is not None)
        self.fact.setText(self._came())
        self.names_line.refresh()
        staged = [] if self.shell.desk.read_only else self._all_staged()
        self.take_all.setText(_take_all(len(staged)))
        self.take_all.setAccessibleName(_take_all(len(staged)))
        self._staged = staged
        self.list.blockSignals(True)  # what is chosen is shown once, below
        self.list.set_rows(list_rows(self.lines))
        self.list.blockSignals(False)
        self._show(self.list.current())

    def show_record(self, record_id: str) -> None:
        """A return, or one answer of it: ``return id#answer id``."""
        return_id, _mark, answer_id = record_id.partition("#")
        if self.form is not None or (self.entry is not None and self.entry.view.record.id != return_id):
            self._close_entry()
            self._close_form()
            self.split.setVisible(bool(self.lines))
        if names_hold.get(self.shell.desk, return_id):
            self.refresh(None)  # no step was made of a stopped file, so nothing told of it
        if not self.list.select(return_id):
            self._show(return_id)  # not in this tray, and shown all the same
        self.split.open_detail()
        if answer_id:
            self.detail.show_answer(answer_id)

    def enter_by_hand(self, return_id: str) -> None:
        """Its answers are keyed in place of the list, beside the picture of what came."""
        from assurance_desk.ui.pages.returns_entry_view import EntryView

        view = returns_view.of_return(self.shell.desk, return_id)
        if view is None or self.shell.desk.read_only:
            return
        self._close_entry()
        self.entry = EntryView(self.shell, view, self._leave_entry)
        self._body.addWidget(self.entry)
        self.entry.show()
        self.split.hide()
        self.entry.begin()
        self.shell.refresh_header()

    def look_at_form(self, table: FormTable) -> None:
        """In place of the list: which column answers what, before anything is kept."""
        from assurance_desk.ui.pages.returns_form import FormView

        asked = self.asked()
        if asked is None:
            self.shell.refuse(
                _(
                    "“{name}” was left alone: no questionnaire has been issued yet that its answers could belong to. Issue "
                    "one, then bring the file in again."
                ).format(name=table.name)
            )
            return
        self._close_entry()
        self._close_form()
        self.form = FormView(self.shell, asked, table, self._form_put, self._leave_form)
        self._body.addWidget(self.form)
        self.split.hide()
        self.form.show()
        self.form.read()
        self.form.map_table.setFocus()
        self.shell.refresh_header()

    def _form_put(self, files: list[returns.TrayFile]) -> None:
        self._leave_form()
        self.bringing.told(files)

    def _close_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None

    def _leave_form(self) -> None:
        self._close_form()
        self.refresh(None)
        self.list.setFocus()

    def _close_entry(self) -> None:
        if self.entry is not None:
            self.entry.keep_half_typed()
            self.entry.hide()
            self.entry.deleteLater()
            self.entry = None

    def _leave_entry(self) -> None:
        self._close_entry()
        self.refresh(None)
        self.list.setFocus()

    def shown_record(self) -> str:
        return self.list.current()

    def go_back(self) -> bool:
        if self.entry is not None:
            self.entry.leave()
            return True
        if self.form is not None:
            self._leave_form()
            return True
        self.split.show_list()
        return True

    # ------------------------------------------------------------ what is done here

    def take_in(self) -> None:
        view = self.detail.shown
        if view:
            self.shell.attempt(lambda: returns.take_in(self.shell.desk, view.staged))

    def take_in_all(self) -> None:
        staged = self._all_staged()
        if len(staged) <= FEW:
            self.shell.attempt(lambda: returns.take_in(self.shell.desk, staged))
            return
        words = plural("Taking in {n} file", "Taking in {n} files", len(staged))
        self.shell.jobs.run_here(words, returns.take_in_slices(self.shell.desk, staged))

    def copy_message(self) -> None:
        view = self.detail.shown
        if view:
            missing = enclosures.missing(self.shell.desk, view.record.id)
            QGuiApplication.clipboard().setText(returns_view.question_message(view, missing))
            self.shell.say(_("A message to {name} is on the clipboard").format(name=view.record.name))

    def _show(self, record_id: str) -> None:
        update = self.update_detail.show_update(record_id)
        stopped = self.stopped_detail.show_stopped(record_id)
        self.detail.show_return("" if update or stopped else record_id)
        self.panes.setCurrentIndex(2 if stopped else 1 if update else 0)
        here = self.detail.shown.staged if self.detail.shown else ()
        self.foot.setVisible(not set(self._staged) <= set(here))  # those have the page's own button
        self.shell.refresh_header()

    def _after_stop(self, record_id: str) -> None:
        """A stopped file was decided: what it became, else the next one."""
        self.refresh(None)
        if record_id:
            self.show_record(record_id)

    def _all_staged(self) -> list[str]:
        return returns.staged_files(self.shell.desk)

    def _came(self) -> str:
        asked_now = self.asked()
        issued = [line for line in self.lines if line.group not in (NOT_OURS, STOPPED, *UPDATES)]
        if issued and asked_now is not None:
            counted = replies.came(self.shell.desk, asked_now)
            words = came_words(counted.came, counted.asked)
            return f"{words}: {told_sum(issued)}" if counted.came else words
        asked = [line for line in self.lines if line.group in UPDATES]
        came = sum(line.group != NO_UPDATE for line in asked)
        return _("{came} of {issued} updates came").format(came=came, issued=len(asked))


def _take_words(view: ReturnView) -> str:
    count = view.ready + view.corrected + view.confirmed
    take = plural("Take in {n} answer", "Take in {n} answers", count)
    if not view.ready:
        take = _("Take in {answers}").format(
            answers=corrections_back.answers_words(view.corrected, view.confirmed)
        )
    left = view.undecided
    return _("{take}, leave {n} to decide").format(take=take, n=left) if left else take


def _take_all(files: int) -> str:
    return plural(
        "Take in everything that is sure from {n} file",
        "Take in everything that is sure from {n} files",
        files,
    )
