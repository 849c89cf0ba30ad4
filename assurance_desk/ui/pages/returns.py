"""What came back: a tray of returns, each with what was taken, what waits, and nothing lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from assurance_desk import scratch
from assurance_desk.domain.changes import Changes
from assurance_desk.domain.dates import MONTHS
from assurance_desk.domain.file_names import safe_name
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import ReturnFile
from assurance_desk.domain.wording import shortened
from assurance_desk.progress import Progress
from assurance_desk.services import returns, returns_view, updates_view
from assurance_desk.services.desk import Desk
from assurance_desk.services.returns_view import DECIDE, NOT_OURS, NOT_RETURNED, TAKEN_IN, TrayLine
from assurance_desk.services.updates_view import DECIDE_UPDATES, NO_UPDATE, TAKEN_UPDATES
from assurance_desk.texts import _, later, plural
from assurance_desk.ui import widgets
from assurance_desk.ui.dropped import paths_of
from assurance_desk.ui.list_detail import ListDetail
from assurance_desk.ui.pages.base import Page
from assurance_desk.ui.pages.returns_detail import ReturnDetail
from assurance_desk.ui.pages.returns_update import UpdateDetail
from assurance_desk.ui.row_list import ListRow, RowList
from assurance_desk.ui.shell import Command, Shell

TABLES = (
    "return_", "return_file", "answer", "query", "chaser", "questionnaire", "organisation", "service",
    "update_request", "update_copy", "update_item",
)  # fmt: skip
UPDATES = (DECIDE_UPDATES, TAKEN_UPDATES, NO_UPDATE)
KINDS = later(
    "What came back (*.xlsx *.xls *.ods *.xlsb *.pdf *.docx *.doc *.png *.jpg *.jpeg);;All files (*)"
)
OPENED = frozenset(
    (
        ".xlsx",
        ".xls",
        ".ods",
        ".xlsb",
        ".pdf",
        ".docx",
        ".doc",
        ".odt",
        ".rtf",
        ".txt",
        ".csv",
        ".png",
        ".jpg",
        ".jpeg",
    )
)
"""Documents alone: another ending could be a program, and opening it would run what a stranger sent."""


class ReturnsPage(Page):
    NAME = "Returns"
    ICON = "inbox"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAcceptDrops(True)
        self._lines: list[TrayLine] = []
        self.list = RowList(_("Returns"), ref_width=44)
        self.fact = widgets.label("", "small", role="muted", wrap=True)
        self.asked = widgets.label("", strong=True)
        left, column = widgets.panel("canvas")
        bar, across = widgets.panel("canvas", across=True, margins=(24, 10, 16, 6), gap=8)
        across.addWidget(self.asked)
        across.addWidget(self.fact, 1)
        column.addWidget(bar)
        column.addWidget(self.list, 1)
        self.foot, below = widgets.panel("canvas", across=True, margins=(24, 8, 16, 8))
        self.take_all = widgets.button("", "link", icon="check")
        self.take_all.clicked.connect(self.take_in_all)
        below.addWidget(self.take_all)
        below.addStretch()
        column.addWidget(self.foot)
        left.setFocusProxy(self.list)
        self.detail = ReturnDetail(shell, self.open_original)
        self.update_detail = UpdateDetail(shell, self.open_original)
        self.panes = QStackedWidget()
        self.panes.addWidget(widgets.scroll(self.detail))
        self.panes.addWidget(widgets.scroll(self.update_detail))
        self.split = ListDetail("returns", left, self.panes, width=344)
        self.list.chosen.connect(self._show)
        self.list.opened.connect(lambda _id: self.split.open_detail())
        self.list.clicked.connect(lambda _index: self.split.open_detail())
        self.body.addWidget(self.split)
        self.nothing = self._empty()
        self.body.addWidget(self.nothing)

    def _empty(self) -> QWidget:
        go = widgets.button(_("Go to Questionnaires"), "primary")
        go.clicked.connect(lambda: self.shell.go("Questionnaires"))
        words = _(
            "Once a questionnaire is issued, every copy waits here for its return. Drop the files that come back"
            " anywhere on this page."
        )
        return widgets.empty(self.ICON, _("Nothing was issued yet"), words, [go])

    # ------------------------------------------------------------ what the window asks

    @classmethod
    def badge(cls, shell: Shell) -> int:
        return returns_view.waiting(shell.desk) + updates_view.waiting(shell.desk)

    def header_fact(self) -> str:
        if not self._lines:
            return ""
        waiting = sum(line.group in (DECIDE, DECIDE_UPDATES) for line in self._lines)
        return (
            plural("{n} return to take in or decide", "{n} returns to take in or decide", waiting)
            if waiting
            else _("nothing to take in or decide")
        )

    def primary(self) -> Command | None:
        view, update = self.detail.shown, self.update_detail.shown
        if not self._lines or self.shell.desk.read_only:
            return None
        if update and update.ready:
            take = plural("Take in {n} answer", "Take in {n} answers", update.ready)
            words = _("{take}, leave {n} to decide").format(take=take, n=update.left) if update.left else take
            return Command(words, self.update_detail.take_in)
        if view and view.ready and view.staged:
            take = plural("Take in {n} answer", "Take in {n} answers", view.ready)
            words = (
                _("{take}, leave {n} to decide").format(take=take, n=len(view.reviews))
                if view.reviews
                else take
            )
            return Command(words, self.take_in)
        if view and any(review.query.found for review in view.reviews):
            ask = plural(
                "Copy a message about {n} answer", "Copy a message about {n} answers", len(view.reviews)
            )
            return Command(ask, self.copy_message)
        return Command(_("Bring in returned files"), self.bring_in)

    def commands(self) -> list[Command]:
        if self.shell.desk.read_only:
            return []
        made = [
            Command(_("Bring in returned files"), self.bring_in),
            Command(_("Bring in a folder"), self.bring_folder),
        ]
        if staged := self._all_staged():
            made.append(Command(_take_all(len(staged)), self.take_in_all))
        if self.update_detail.shown:
            made.append(Command(_("Copy a reminder about the update"), self.update_detail.copy_reminder))
        if self.detail.shown:
            made += [
                Command(_("Enter answers by hand"), self.detail.enter_by_hand),
                Command(_("Log a letter"), self.detail.log_letter),
                Command(_("Copy a message about what waits"), self.copy_message),
            ]
        return made

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(*TABLES):
            if self.update_detail.shown and changes.touches("action", "term"):
                self._show(self.list.current())  # what stands beside their words
            return
        asked = returns_view.questionnaire_shown(self.shell.desk)
        self._lines = _in_groups(self.shell.desk, asked)
        self.split.setVisible(bool(self._lines))
        self.nothing.setVisible(not self._lines)
        self.asked.setText(asked.ref if asked else "")
        self.asked.setVisible(asked is not None)
        self.fact.setText(self._came())
        staged = [] if self.shell.desk.read_only else self._all_staged()
        self.take_all.setText(_take_all(len(staged)))
        self.take_all.setAccessibleName(_take_all(len(staged)))
        self.foot.setVisible(len(staged) > 1)  # one file has the page's own button
        self.list.set_rows(_rows(self._lines))
        self._show(self.list.current())

    def show_record(self, record_id: str) -> None:
        """A return, or one answer of it: ``return id#answer id``."""
        return_id, _mark, answer_id = record_id.partition("#")
        if not self.list.select(return_id):
            self._show(return_id)  # of an earlier round: not in this tray, and shown all the same
        self.split.open_detail()
        if answer_id:
            self.detail.show_answer(answer_id)

    def shown_record(self) -> str:
        return self.list.current()

    def go_back(self) -> bool:
        self.split.show_list()
        return True

    # ------------------------------------------------------------ what is done here

    def bring_in(self) -> None:
        self.import_files(self.shell.ask_files(_("Returned files"), _(KINDS)))

    def bring_folder(self) -> None:
        folder = self.shell.ask_folder(_("A folder of returned files"))
        self.import_files([folder] if folder else [])

    def import_files(self, paths: list[Path]) -> None:
        """Read in the worker, away from the window; then into the tray as one step."""
        if not paths or self.shell.desk.read_only:
            return
        from assurance_desk.services.returns_files import ReadFile, read_files

        wanted, child, desk = returns.expected(self.shell.desk), self.shell.child, self.shell.desk

        def work(progress: Progress) -> list[ReadFile]:
            return read_files(paths, wanted, child, progress)

        def done(read: list[ReadFile]) -> None:
            # In the order they came: "before" is said of the earlier of two files that differ.
            came = sorted(read, key=lambda one: one.received_on or date.max)
            self.shell.attempt(lambda: self._put(returns.put(desk, came)))

        self.shell.jobs.run(_("Reading what came back"), work, done)

    def _put(self, trayed: list[returns.TrayFile]) -> None:
        again = sum(one.again for one in trayed)
        refused = [one.record.name for one in trayed if one.record.status == "refused" and not one.again]
        told = [plural("{n} file came before", "{n} files came before", again)] if again else []
        if len(refused) == 1:
            told.append(_("“{name}” cannot be read").format(name=shortened(refused[0], 40)))
        elif refused:
            told.append(plural("{n} cannot be read", "{n} cannot be read", len(refused)))
        if told:
            self.shell.say("; ".join(told))
        first = next((one.record for one in trayed), None)
        if first:
            self.show_record(first.return_id or first.update_copy_id or first.id)

    def take_in(self) -> None:
        view = self.detail.shown
        if view:
            self.shell.attempt(lambda: returns.take_in(self.shell.desk, view.staged))

    def take_in_all(self) -> None:
        staged = self._all_staged()
        self.shell.attempt(lambda: returns.take_in(self.shell.desk, staged))

    def copy_message(self) -> None:
        view = self.detail.shown
        if view:
            QGuiApplication.clipboard().setText(returns_view.question_message(view))
            self.shell.say(_("A message to {name} is on the clipboard").format(name=view.record.name))

    def open_original(self, file: ReturnFile) -> None:
        """A temporary copy: what they sent stays as it came. What is no document is never opened."""
        ending = Path(file.name).suffix.lower()
        if ending not in OPENED:
            self.shell.refuse(
                _(
                    "“{name}” is not a kind of document, and opening it could run it, so it was left alone. It is kept as"
                    " it came; ask the sender what it is."
                ).format(name=shortened(file.name, 60))
            )
            return
        path = scratch.folder() / safe_name(Path(file.name).stem, ending)
        path.write_bytes(returns.original(self.shell.desk, file.id))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if paths_of(event.mimeData()) and not self.shell.desk.read_only:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.import_files(paths_of(event.mimeData()))

    def _show(self, record_id: str) -> None:
        update = self.update_detail.show_update(record_id)
        self.detail.show_return("" if update else record_id)
        self.panes.setCurrentIndex(1 if update else 0)
        self.shell.refresh_header()

    def _all_staged(self) -> list[str]:
        return returns.staged_files(self.shell.desk)

    def _came(self) -> str:
        issued = [line for line in self._lines if line.group not in (NOT_OURS, *UPDATES)]
        came = sum(line.group != NOT_RETURNED for line in issued)
        if issued:
            return _("{came} of {issued} returns came").format(came=came, issued=len(issued))
        asked = [line for line in self._lines if line.group in UPDATES]
        came = sum(line.group != NO_UPDATE for line in asked)
        return _("{came} of {issued} updates came").format(came=came, issued=len(asked))


def _take_all(files: int) -> str:
    return plural(
        "Take in everything that is sure from {n} file",
        "Take in everything that is sure from {n} files",
        files,
    )


def _in_groups(desk: Desk, asked: Questionnaire | None) -> list[TrayLine]:
    """Returns of the questionnaire and updates on actions; what is nobody's is shown once there is either."""
    updates = updates_view.lines(desk)
    if asked is None:
        return [*updates, *returns_view.strangers(desk)] if updates else []
    return [*returns_view.tray(desk, asked), *updates]


def _rows(lines: list[TrayLine]) -> list[ListRow]:
    titles = {
        DECIDE: _("To take in or decide"),
        DECIDE_UPDATES: _("Updates on actions to take in or decide"),
        TAKEN_IN: _("Taken in"),
        TAKEN_UPDATES: _("Updates on actions taken in"),
        NOT_RETURNED: _("Not returned"),
        NO_UPDATE: _("Asked for an update, no answer"),
        NOT_OURS: _("Not tied to a return"),
    }
    made: list[ListRow] = []
    for group, title in titles.items():
        members = [line for line in lines if line.group == group]
        if members:
            made.append(ListRow(id=f"group {group}", heading=f"{title}: {len(members)}"))
        made += [
            ListRow(
                id=line.id, ref=line.ref, title=line.name, sub=line.words, waits=line.waits, strong=False,
                right=f"{line.on.day} {MONTHS[line.on.month - 1][:3]}" if line.on else "",
            )
            for line in members
        ]  # fmt: skip
    return made
