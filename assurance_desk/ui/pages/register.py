"""Register: reviews, recommendations verbatim, responses, and what is done about them."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from assurance_desk.domain.actions import LEARNING_POINT, UNDERTAKING
from assurance_desk.domain.changes import Changes
from assurance_desk.domain.dates import long_date
from assurance_desk.errors import DeskError
from assurance_desk.services import published, register
from assurance_desk.services.published import Incoming
from assurance_desk.texts import _, later
from assurance_desk.ui import widgets as w
from assurance_desk.ui.body_field import BodyField
from assurance_desk.ui.list_detail import ListDetail
from assurance_desk.ui.pages.base import Page
from assurance_desk.ui.pages.register_action import record_words
from assurance_desk.ui.pages.register_detail import RecommendationDetail
from assurance_desk.ui.pages.register_list import RegisterList
from assurance_desk.ui.pages.register_new import NewRecord
from assurance_desk.ui.pages.register_review import ReviewDetail
from assurance_desk.ui.save_excel import save_as_excel
from assurance_desk.ui.shell import Command, Shell

TABLES = (
    "review", "recommendation", "response", "signature", "publication_step", "recurrence", "closure", "action", "progress_note", "redating", "impact_review", "evidence", "evidence_link", "judgement", "organisation", "set_aside", "recommendation_link", "postholder",
)  # fmt: skip
TEXT_FILES = (".txt", ".md", ".markdown", ".text")
IN_WORKER = (".docx", ".docm", ".pdf")
"""Published responses whose reading takes a while."""
TRACKER_KINDS = later("Tracker (*.xlsx *.xlsm *.xls *.xlsb *.ods);;All files (*)")
TRACKERS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")


class RegisterPage(Page):
    NAME = "Register"
    ICON = "list-checks"
    KEYS = (
        ("Ctrl+F", "Filter the list"),
        ("Enter", "In the table: go to the fields of the action"),
        ("F8", "In a response: the next likely promise"),
        ("Ctrl+Enter", "In a response: make an action of the marked words"),
        ("Delete", "In a response: what is marked is no promise"),
    )

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAcceptDrops(True)
        self._wanted = ""
        self.list = RegisterList(shell, self._additions())
        self.list.chosen.connect(self._show)
        self.list.opened.connect(self._open)
        self.list.review_changed.connect(shell.refresh_header)
        self.recommendation = RecommendationDetail(shell)
        self.recommendation.action_chosen.connect(lambda _id: shell.refresh_header())
        self.recommendation.action_made.connect(self.show_record)
        self._details = QStackedWidget()
        self._panes: dict[str, QScrollArea] = {}
        self._add_pane("recommendation", self.recommendation)
        self._split = ListDetail("register", self.list, self._details)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._split)
        self.body.addWidget(self._stack)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence.StandardKey.Find, self, self.list.start_filter, context=within)
        QShortcut(QKeySequence(Qt.Key.Key_F8), self, self.next_promise, context=within)

    def _add_pane(self, name: str, widget: QWidget) -> None:
        self._panes[name] = w.scroll(widget)
        self._details.addWidget(self._panes[name])

    @cached_property
    def review(self) -> ReviewDetail:
        """Made when a review is first looked at."""
        made = ReviewDetail(self.shell)
        made.action_chosen.connect(self.show_record)
        made.action_made.connect(self.show_record)
        self._add_pane("review", made)
        return made

    @cached_property
    def new(self) -> NewRecord:
        """Made when something is first added by hand."""
        made = NewRecord(self.shell)
        made.kept.connect(self.show_record)
        made.left.connect(lambda: self._show(self.list.rows.current()))
        self._add_pane("new", made)
        return made

    def _additions(self) -> list[Command]:
        return [
            Command(_("Bring in a published response"), self.bring_in, "download"),
            Command(_("Bring in a tracker"), self.bring_in_tracker, "file-spreadsheet"),
            Command(_("Recommendation"), lambda: self._begin("recommendation"), "plus"),
            Command(_("Undertaking"), lambda: self._begin(UNDERTAKING), "plus"),
            Command(_("Learning point"), lambda: self._begin(LEARNING_POINT), "plus"),
            Command(_("Review"), lambda: self._begin("review"), "plus"),
        ]

    def _make_empty(self) -> QWidget:
        bring = w.button(_("Bring in a published response"), "primary")
        bring.clicked.connect(self.bring_in)
        tracker = w.button(_("Bring in a tracker"))
        tracker.clicked.connect(self.bring_in_tracker)
        by_hand = w.button(_("Add a review by hand"), "link")
        by_hand.clicked.connect(lambda: self._begin("review"))
        words = _(
            "Recommendations stand here word for word, each with the published response and what is done about "
            "it. Bring in the response (Word, PDF or text), or the Excel tracker you have kept until now; either file may "
            "also be dropped here."
        )
        made, column = w.panel("paper")
        top, inside = w.panel(margins=(24, 20, 24, 0))
        self.body_field = BodyField(self.shell)
        inside.addWidget(self.body_field)
        column.addWidget(top)
        nothing = w.empty(
            "list-checks", _("No review is on the register yet"), words, [bring, tracker, by_hand]
        )
        column.addWidget(nothing, 1)
        return made

    # -------------------------------------------------------------- the page

    _told = ""
    """What was shown last, for ``refresh``, which would else show it twice."""

    def header_fact(self) -> str:
        return _("Position at {day}").format(day=long_date(self.shell.desk.clock.today()))

    def primary(self) -> Command | None:
        if self._stack.currentIndex() == 1:
            return None
        action = self.recommendation.action() if self._showing("recommendation") else None
        if action is None:
            return Command(_("Bring in a published response"), self.bring_in)
        return Command(record_words(action), self._start_progress)

    def commands(self) -> list[Command]:
        first, *rest = self._additions()
        added = [Command(_("Add: {what}").format(what=one.words), one.run, one.icon) for one in rest]
        others = [
            Command(_("Filter the register"), self.list.start_filter, "search"),
            Command(_("Next likely promise"), self.next_promise, "list-checks"),
            Command(_("Save as Excel…"), lambda: save_as_excel(self.shell, "register"), "file-spreadsheet"),
        ]
        return [first, *added, *others]

    def refresh(self, changes: Changes | None) -> None:
        if self._stack.count() > 1:
            self.body_field.refresh()
        if changes is not None and not changes.touches(*TABLES):
            return
        self._told = ""
        self.list.refresh()
        told = self._told
        empty = not register.reviews(self.shell.desk)
        if empty and self._stack.count() == 1:
            self._stack.addWidget(self._make_empty())
            self.body_field.refresh()
        self._stack.setCurrentIndex(1 if empty and not self._showing("new") else 0)
        if empty:
            return
        self.recommendation.refusal.on_changes(changes)
        current = self.list.rows.current()
        if not self._showing("new") and told != current:  # the list said it already as it was read
            self._show(current)

    def show_record(self, record_id: str) -> None:
        found = register.detail(self.shell.desk, record_id)
        self.list.refresh()
        self._stack.setCurrentIndex(0)
        self.list.stop_filter()
        self.list.show_review_of(found.review.id if found else record_id)
        self._wanted = record_id
        wanted = found.id if found else record_id
        self.list.rows.select(wanted)
        self._show(wanted)
        self._split.open_detail()

    def shown_record(self) -> str:
        action = self.recommendation.action() if self._showing("recommendation") else None
        return action.id if action else self.list.rows.current()

    def go_back(self) -> bool:
        if self.list.stop_filter():
            return True
        if self._split.narrow and not self.list.isVisible():
            self._split.show_list()
            return True
        return False

    # -------------------------------------------------------------- showing

    def _showing(self, name: str) -> bool:
        return self._details.currentWidget() is self._panes.get(name)

    def _show(self, record_id: str) -> None:
        """The recommendation, action or review of that id; the action asked for is selected in it."""
        self._told = record_id
        detail = register.detail(self.shell.desk, record_id) if record_id else None
        if detail is not None:
            same = self._showing("recommendation") and self.recommendation.detail is not None
            moved = (
                not same or self.recommendation.detail is None or self.recommendation.detail.id != detail.id
            )
            wanted = self._wanted if any(one.id == self._wanted for one in detail.actions) else ""
            self.recommendation.show_detail(detail, wanted)
            self._details.setCurrentWidget(self._panes["recommendation"])
            if moved:
                self._panes["recommendation"].verticalScrollBar().setValue(0)
        else:
            found = register.read(self.shell.desk, record_id)
            if found is not None:
                self.review.show_review(found.review, found.before)
                self._details.setCurrentWidget(self._panes["review"])
        self._wanted = ""
        self.shell.refresh_header()

    def _open(self, _record_id: str) -> None:
        self._split.open_detail()

    def next_promise(self) -> None:
        """Mark the next likely promise of what is shown."""
        shown = self.review if self._showing("review") else self.recommendation
        self._split.open_detail()
        if not shown.marked.step():
            self.shell.say(_("No likely promise is left here."))

    def _start_progress(self) -> None:
        pane = self._panes["recommendation"]
        self._split.open_detail()
        pane.ensureWidgetVisible(self.recommendation.panel.progress.keep, 0, 40)
        pane.ensureWidgetVisible(self.recommendation.panel.progress.words, 0, 40)
        self.recommendation.panel.start()

    def _begin(self, what: str) -> None:
        """A panel for a new record in place of the detail."""
        self._stack.setCurrentIndex(0)
        self.new.begin(what, self.list.current_review())
        self._details.setCurrentWidget(self._panes["new"])
        self._split.open_detail()
        self.shell.refresh_header()

    # -------------------------------------------------------------- a published response

    def bring_in(self) -> None:
        """Choose or paste a published response, correct it, keep it."""
        self._open_dialog(None)

    def take_file(self, path: Path) -> None:
        """A file dropped or given: read it and show what was found."""
        if path.suffix.casefold() in TRACKERS:
            self.take_tracker(path)
            return
        if path.suffix.casefold() in IN_WORKER:
            child = self.shell.child
            words = _("Reading “{name}”").format(name=path.name)
            self.shell.jobs.run(
                words, lambda progress: published.read_file(path, child, progress), self._open_dialog
            )
            return
        try:
            incoming = published.read_file(path)
        except DeskError as error:
            self.shell.refuse(error)
            return
        self._open_dialog(incoming)

    def _open_dialog(self, incoming: Incoming | None) -> None:
        from assurance_desk.ui.dialogs.published import PublishedDialog

        dialog = PublishedDialog(self.shell, incoming)
        dialog.kept.connect(self.show_record)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # -------------------------------------------------------------- a tracker

    def bring_in_tracker(self) -> None:
        """Choose an Excel tracker, say what its columns hold, keep its rows."""
        path = self.shell.ask_file(_("Choose a tracker"), _(TRACKER_KINDS))
        if path is not None:
            self.take_tracker(path)

    def take_tracker(self, path: Path) -> None:
        """Read it in the worker, away from the window; then show what it would become."""
        from assurance_desk.services import tracker

        child = self.shell.child

        def show(brought: tracker.Brought) -> None:
            from assurance_desk.ui.dialogs.tracker import TrackerDialog

            dialog = TrackerDialog(self.shell, brought)
            dialog.kept.connect(self.show_record)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

        words = _("Reading “{name}”").format(name=path.name)
        self.shell.jobs.run(words, lambda progress: tracker.read_file(path, child, progress), show)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = self._dropped(event)
        if paths:
            event.acceptProposedAction()
            self.take_file(paths[0])

    @staticmethod
    def _dropped(event: QDropEvent) -> list[Path]:
        urls = event.mimeData().urls()
        paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        return [path for path in paths if path.suffix.casefold() in (*TEXT_FILES, *IN_WORKER, *TRACKERS)]
