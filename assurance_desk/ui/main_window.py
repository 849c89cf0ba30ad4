"""The window: opens and closes workbooks, holds the menus, changes the look."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from assurance_desk.clock import Clock
from assurance_desk.domain.changes import Changes
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.services import copies, files
from assurance_desk.services.desk import Desk
from assurance_desk.services.places import data_folder, free_name
from assurance_desk.texts import _
from assurance_desk.ui import file_dialogs, menus, messages, preferences, recent_books
from assurance_desk.ui import theme as th
from assurance_desk.ui.focus_ring import FocusRing
from assurance_desk.ui.frame import Found, Frame
from assurance_desk.ui.job_runner import JobRunner
from assurance_desk.ui.list_row import ListRow
from assurance_desk.ui.looking_back import LookingBack
from assurance_desk.ui.menus import Menus
from assurance_desk.ui.pages.welcome import Welcome
from assurance_desk.ui.shell import Command, Shell
from assurance_desk.ui.undo_actions import UndoActions
from assurance_desk.ui.window_dialogs import WindowDialogs

FIRST_PAGE = "Home"


CHECK_AFTER = 300
"""Milliseconds from opening to the look at the file's structure: the window is painted and answers first."""


class MainWindow(WindowDialogs):
    """Starts on the welcome page; ``open_path`` opens a workbook. ``clock`` may fix the day worked by."""

    def __init__(self, clock: Clock, dialogs: file_dialogs.FileDialogs | None = None) -> None:
        super().__init__()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            th.dress(app, self)
        self.clock = clock
        self.dialogs = dialogs or file_dialogs.FileDialogs(self)
        self.shell: Shell | None = None
        self.frame: Frame | None = None
        self.welcome: Welcome | None = None
        self.jobs = JobRunner(self)
        self.looking = LookingBack(self)
        self.undo_actions = UndoActions(self, lambda: self.shell)
        self.scheme = preferences.text("scheme", th.SYSTEM)
        self.text_size = round(preferences.number("text size", 100))
        self._menus = Menus(self)
        self.ring = FocusRing(self)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._restore_place()

    # ------------------------------------------------------------ workbooks

    def open_path(self, path: Path, *, read_only: bool = False) -> bool:
        """Open a workbook in place of the one open; False, with the sentence shown, where it was refused.

        One that is open elsewhere can be opened to read only from beside that sentence.
        """
        if self.shell and self.shell.desk.path.resolve() == path.resolve():
            self.looking.back()
            return True
        if not self.may_leave(self.looking.today or self.shell):
            return False
        try:
            desk = files.open_desk(path, self.clock, read_only=read_only, check=False)
        except (DeskError, OSError) as error:
            reading = Command(_("Open to read only"), lambda: self.open_path(path, read_only=True))
            self.tell(messages.sentence(error), reading if files.open_elsewhere(error) else None)
            return False
        try:
            self._attach(desk)
        except Exception as error:  # noqa: BLE001  (a damaged page of the file shows when it is read; ours go on)
            self._leave_damaged(files.told(error, path) or error)
            return False
        QTimer.singleShot(CHECK_AFTER, self, self._check_structure)
        return True

    def _check_structure(self) -> None:
        if self.shell is None:
            return
        try:
            files.check_structure(self.shell.desk)
        except DeskError as error:
            self._leave_damaged(error)

    def _leave_damaged(self, error: Exception) -> None:
        """Back to the welcome page with the sentence; a fault of ours goes on to the exception hook."""
        self._detach()
        self._build()
        if not isinstance(error, DeskError):
            raise error
        self._refuse(error)

    def create_path(self, path: Path) -> bool:
        """A new, empty workbook, opened."""
        if not self.may_leave(self.looking.today or self.shell):
            return False
        try:
            desk = files.create(path, self.clock)
        except (DeskError, OSError) as error:
            self._refuse(error)
            return False
        self._attach(desk)
        return True

    def new_workbook(self) -> None:
        path = self.dialogs.save(
            _("Make a new workbook"), _("My register.assurance"), _(file_dialogs.WORKBOOKS)
        )
        if path:
            self.create_path(path)

    def open_workbook(self) -> None:
        path = self.dialogs.open(_("Open a workbook"), _(file_dialogs.WORKBOOKS))
        if path:
            self.open_path(path)

    def bring_in_response(self) -> None:
        """From the welcome page: a published text or a tracker, a new workbook for it, then the preview of what was read."""
        text = self.dialogs.open(
            _("Choose the published response or the tracker"), _(file_dialogs.BROUGHT_IN)
        )
        if text is None:
            return
        path = self.dialogs.save(
            _("Keep the register as"), f"{text.stem}.assurance", _(file_dialogs.WORKBOOKS)
        )
        if path and self.create_path(path) and self.frame:
            self.frame.go("Register")
            if self.frame.page:
                self.frame.page.take_files([text])

    def try_sample(self) -> None:
        """A fresh copy of Merrowshire in the user's own folder; nothing of it is real."""
        self._make_sample("sample", "Merrowshire")

    def try_later(self) -> None:
        """The same county five years on."""
        self._make_sample("later", _("Merrowshire 2024"))

    def _make_sample(self, stage: str, name: str) -> None:
        if self.jobs.busy:
            return
        path = free_name(data_folder(), name, ".assurance")

        def make(progress: Progress) -> Path:
            from assurance_desk.services import sample

            sample.create(path, stage, progress)
            return path

        self.jobs.run(_("Making a copy of Merrowshire"), make, self.open_path, self._refuse)

    def try_rehearsal(self) -> None:
        """Merrowshire before the returns are taken in, in a folder of its own: its returns lie beside it as files."""
        if self.jobs.busy:
            return
        folder = free_name(data_folder(), _("Merrowshire rehearsal"), "")
        path = folder / "Merrowshire.assurance"

        def make(progress: Progress) -> Path:
            from assurance_desk.services import sample

            folder.mkdir(parents=True)
            sample.create(path, sample.REHEARSAL, progress)
            return path

        def begin(made: Path) -> None:
            if self.open_path(made):
                words = _("The returns wait in “{folder}”. Bring them in here, or drop them on this page.")
                self.go("Returns")
                self.tell(words.format(folder=made.parent / "returns"))

        self.jobs.run(_("Laying out the rehearsal"), make, begin, self._refuse)

    def save_copy(self) -> None:
        if self.shell is None:
            return
        suggested = f"{self.shell.desk.path.stem} {self.shell.desk.clock.today().isoformat()}.assurance"
        path = self.dialogs.save(_("Save a copy"), suggested, _(file_dialogs.WORKBOOKS))
        if path and self.shell.attempt(
            lambda: copies.save_copy(self.shell.desk, path) if self.shell else None
        ):
            self.shell.say(_("Copied to {name}").format(name=path.name))
            if self.frame and self.frame.page:
                self.frame.page.refresh(None)

    def close_workbook(self) -> None:
        if not self.may_leave(self.looking.today or self.shell):
            return
        self._detach()
        self._build()

    @staticmethod
    def recent() -> list[Path]:
        return recent_books.recent()

    # ------------------------------------------------------------ getting about

    def go(self, page: str, record_id: str = "") -> None:
        if self.frame:
            self.frame.go(page, record_id)

    def find_anything(self) -> None:
        if self.frame:
            self.frame.find_box.begin()

    def show_story(self) -> None:
        if self.frame:
            self.frame.story.toggle()

    def look_back(self) -> None:
        self.looking.ask()

    # ------------------------------------------------------------ look

    def set_scheme(self, scheme: str) -> None:
        self.scheme = scheme
        preferences.keep("scheme", scheme)
        self.rebuild()

    def set_text_size(self, size: int) -> None:
        self.text_size = size
        preferences.keep("text size", size)
        self.rebuild()

    def larger(self) -> None:
        self.set_text_size(next((size for size in th.TEXT_SIZES if size > self.text_size), th.TEXT_SIZES[-1]))

    def smaller(self) -> None:
        self.set_text_size(next((size for size in reversed(th.TEXT_SIZES) if size < self.text_size), 100))

    def rebuild(self) -> None:
        """Painted widgets do not restyle themselves: build all anew, on the same page and record."""
        focused = self.focusWidget()
        if focused:
            focused.clearFocus()  # a field being typed in is kept first
        app = QApplication.instance()
        if isinstance(app, QApplication):
            th.apply(app, scheme=self.scheme, text_size=self.text_size, window=self)
        page = self.frame.page if self.frame else None
        self._build(*((page.NAME, page.shown_record()) if page else (FIRST_PAGE, "")))

    def _system_changed(self) -> None:
        if self.scheme == th.SYSTEM and th.dark() != self._system_dark():
            self.rebuild()

    @staticmethod
    def _system_dark() -> bool:
        app = QApplication.instance()
        return isinstance(app, QApplication) and th.system_is_dark(app)

    # ------------------------------------------------------------ inside

    def _attach(self, desk: Desk) -> None:
        self._detach()
        self.shell = Shell(desk, self, self.jobs)
        self.shell.changed.connect(self._words_changed)
        recent_books.remember(desk.path)
        self._build()
        if self.frame:
            self.frame.offer_drafts()

    def _words_changed(self, changes: Changes) -> None:
        """Another word, or a word retired: every page offers and shows it, once the step is told everywhere."""
        if changes.touches("term"):
            QTimer.singleShot(0, self, self._build_anew)

    def _build_anew(self) -> None:
        if self.shell is not None:
            self._leave_fields()
            page = self.frame.page if self.frame else None
            self._build(*((page.NAME, page.shown_record()) if page else (FIRST_PAGE, "")))

    def _detach(self) -> None:
        """Let go of the open workbook, whose every step is saved already."""
        if self.shell is None:
            return
        self.looking.end()
        for dialog in self.findChildren(QDialog):
            dialog.close()  # what is half typed in it is kept while there is a workbook
        self._leave_fields()
        if self.frame:
            self.frame.close_frame()
            self.frame = None
        desk = self.shell.desk
        self.shell.close()
        self.shell.deleteLater()
        self.shell = None
        desk.close()

    def show_shell(self, shell: Shell, page: str, record: str) -> None:
        """Build the window on another shell of the same workbook; the one shown before is kept by who asked."""
        self._leave_fields()
        self.shell = shell
        self._build(page, record)

    def _leave_fields(self) -> None:
        focused = self.focusWidget()
        if focused:
            focused.clearFocus()

    def _build(self, page: str = FIRST_PAGE, record: str = "") -> None:
        if self.frame:
            self.frame.close_frame()
        self.frame = None
        self.welcome = None
        made: QWidget
        if self.shell:
            self.shell.look_back = self.looking.after_step
            self.frame = Frame(self.shell, self, self._offered, self.looking.banner())
            self.frame.header.undo_asked.connect(self.undo_actions.undo.trigger)
            self.frame.words_asked.connect(self.words_and_scales)
            made = self.frame
            self.setWindowTitle(_("{workbook} – Assurance Desk").format(workbook=self.shell.desk.path.stem))
        else:
            made = self.welcome = Welcome(self)
            self.setWindowTitle(_("Assurance Desk"))
        self.menuBar().setFont(th.font())
        self.setCentralWidget(made)
        self.setMinimumSize(QSize(640, 420))
        self._menus.update(has_desk=self.shell is not None)
        if self.frame:
            self.frame.go(page, record)
            self.frame.badges_soon()
            self.undo_actions.name()
            self.frame.shell.changed.connect(lambda _changes: self.undo_actions.name())
        self.ring.raise_()

    def _offered(self) -> Found:
        return [
            (
                ListRow(
                    id=f"do {spec.does}", title=command.words, right=menus.shortcut_words(spec), strong=False
                ),
                command,
            )
            for spec, command in menus.commands(self)
        ]

    def _refuse(self, error: BaseException) -> None:
        self.tell(messages.sentence(error))

    def showEvent(self, event: QShowEvent) -> None:
        """The welcome page is not made for a window that opens on a workbook."""
        if self.frame is None and self.welcome is None:
            self._build()
        super().showEvent(event)

    def tell(self, sentence: str, mend: Command | None = None) -> None:
        """A sentence across the page now shown, and at most one thing to do about it."""
        if self.frame is None and self.welcome is None:
            self._build()
        if self.frame:
            self.frame.notice.say(sentence, mend)
        elif self.welcome:
            self.welcome.notice.say(sentence, mend)

    def show_first(self) -> None:
        """As it was left; the first time it fills a screen that has no room for it and its frame."""
        if self._placed or not self._fills:
            self.show()
        else:
            self.showMaximized()

    def _restore_place(self) -> None:
        kept = preferences.text("place")
        self._placed = bool(kept) and self.restoreGeometry(QByteArray.fromBase64(QByteArray(kept.encode())))
        self._fills = False
        if not self._placed:
            screen = QGuiApplication.primaryScreen()
            room = screen.availableSize() if screen else QSize(1366, 768)
            self.resize(min(1366, room.width()), min(860, room.height()))
            self._fills = room.width() < th.px(1400) or room.height() < th.px(900)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_leave(self.looking.today or self.shell):
            event.ignore()
            return
        preferences.keep("place", self.saveGeometry().toBase64().toStdString())
        self.jobs.cancel()
        self._detach()
        self.jobs.close()
        event.accept()
