"""Keying a return beside the picture of what came: the page at the left, the form at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QSplitter, QWidget

from assurance_desk.domain.questionnaire import Slot
from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.services import returns, returns_half_keyed, returns_shown, returns_view
from assurance_desk.services.returns_shown import ShownFile
from assurance_desk.services.returns_view import ReturnView
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.pages.papers_preview import PagePreview
from assurance_desk.ui.pages.returns_entry import EntryForm
from assurance_desk.ui.shell import Shell

KEPT_AFTER = 1000
"""Milliseconds without a key after which what is half typed is kept."""
BESIDE = 900
"""Least width at 100 % at which picture and form stand side by side."""


class EntryView(QWidget):
    """``left()`` is called when the officer goes back, with or without having entered anything."""

    def __init__(self, shell: Shell, view: ReturnView, left: Callable[[], object]) -> None:
        super().__init__()
        self._shell, self.view, self._left = shell, view, left
        self._data = b""
        self.shown = returns_shown.files(shell.desk, view.record.id)
        column = widgets.box()
        self.setLayout(column)
        column.addWidget(self._top())
        self.pictures = self._make_pictures()
        self.form = EntryForm(
            view.questionnaire,
            returns_view.held(shell.desk, view.record.id),
            self._keep,
            self.leave,
            typed=returns_half_keyed.of_return(shell.desk, view.record.id),
            today=shell.desk.clock.today(),
        )
        self._soon = QTimer(self, singleShot=True, interval=KEPT_AFTER)
        self._soon.timeout.connect(self.keep_half_typed)
        self.form.typed_changed.connect(self._soon.start)
        holder, around = widgets.panel("paper", margins=(24, 0, 24, 0))
        around.addWidget(self.form)
        around.addStretch()
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        self.split.addWidget(self.pictures)
        self.split.addWidget(widgets.scroll(holder))
        column.addWidget(self.split, 1)
        self._offer()

    def _top(self) -> QWidget:
        top, across = widgets.panel("paper", across=True, margins=(24, 12, 24, 8), gap=12)
        record = self.view.record
        across.addWidget(widgets.ElidedLabel(f"{record.ref}  {record.name}", "section", strong=True), 1)
        self.file = QComboBox()
        self.file.setFont(th.font())
        self.file.setAccessibleName(_("What is shown"))
        across.addWidget(self.file)
        return top

    def _make_pictures(self) -> QWidget:
        made, inside = widgets.panel("rail")
        self.preview = PagePreview()
        self.preview.wanted.connect(self._picture)
        self.told = widgets.label("", role="muted", wrap=True)
        self.told.setContentsMargins(th.px(24), th.px(12), th.px(24), th.px(12))
        self.told.hide()
        inside.addWidget(self.told)
        inside.addWidget(self.preview, 1)
        return made

    def _offer(self) -> None:
        for one in self.shown:
            self.file.addItem(one.name)
        self.file.setVisible(len(self.shown) > 1)
        self.pictures.setVisible(bool(self.shown))
        self.file.activated.connect(lambda at: self._open(self.shown[at]))
        if self.shown:
            self._open(self.shown[0])

    def begin(self) -> None:
        """The keyboard is where the first answer goes."""
        first = next(iter(self.form.fields.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------ the picture

    def _open(self, shown: ShownFile) -> None:
        self._data = data = returns_shown.data_of(self._shell.desk, shown)
        child = self._shell.child
        self.preview.show_none()
        self.told.hide()

        def work(progress: Progress) -> int:
            pages: int = child.run("count what came", data, progress=progress)
            return pages

        def done(pages: int) -> None:
            if data is self._data:
                self.preview.page = 1
                self.preview.show_pages(pages, shown.name)

        self._shell.jobs.run(_("Opening {name}").format(name=shown.name), work, done, self._not_shown)

    def _picture(self, page: int, width: int) -> None:
        data, child = self._data, self._shell.child
        if not data:
            return

        def work(progress: Progress) -> tuple[int, int, bytes]:
            picture: tuple[int, int, bytes] = child.run(
                "show what came", data, page, width, progress=progress
            )
            return picture

        def done(picture: tuple[int, int, bytes]) -> None:
            if data is self._data:
                self.preview.show_picture(page, *picture)

        self._shell.jobs.run(_("Showing page {page}").format(page=page), work, done, self._not_shown)

    def _not_shown(self, error: BaseException) -> None:
        """A file that cannot be shown leaves the form as it is; a fault of ours goes on to the window."""
        if isinstance(error, DeskError):
            self.told.setText(error.sentence)
            self.told.show()
        else:
            self._shell.jobs.broke.emit(error)

    # ------------------------------------------------------------ what was typed

    def _keep(self, answers: dict[Slot, str], how: str, no_child: str | None) -> None:
        returns.enter_answers(self._shell.desk, self.view.record.id, answers, how, no_child=no_child)
        self.form.typed.clear()  # it is entered: nothing of it is half typed any longer
        self.keep_half_typed()
        self._left()

    def leave(self) -> None:
        self.keep_half_typed()
        self._left()

    def keep_half_typed(self) -> None:
        """Each answer by itself, so that after a crash it is offered by the name of its field."""
        self._soon.stop()
        typed = self.form.answers()
        returns_half_keyed.keep(self._shell.desk, self.view.questionnaire, self.view.record.id, typed)

    # ------------------------------------------------------------ room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= th.px(BESIDE)
        wanted = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if self.split.orientation() != wanted:
            self.split.setOrientation(wanted)
        room = self.width() if beside else self.height()
        self.split.setSizes([room * 41 // 100, room - room * 41 // 100])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)
