"""The window with a workbook open: rail, header, the current page, notices, progress."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QStackedWidget, QWidget

from assurance_desk.domain.changes import Changes
from assurance_desk.domain.dates import long_date
from assurance_desk.services import drafts
from assurance_desk.services.body import body_name
from assurance_desk.texts import _
from assurance_desk.ui import find_rows, widgets
from assurance_desk.ui import theme as th
from assurance_desk.ui.dropped import paths_of
from assurance_desk.ui.find_box import FindBox
from assurance_desk.ui.header import Header
from assurance_desk.ui.list_row import ListRow
from assurance_desk.ui.notices import Notice, ProgressLine
from assurance_desk.ui.pages.base import Page
from assurance_desk.ui.pages_list import PAGES, PageEntry
from assurance_desk.ui.rail import Rail
from assurance_desk.ui.shell import Command, Shell

if TYPE_CHECKING:
    from assurance_desk.ui.story_panel import StoryPanel

BADGES_AFTER = 250
"""Milliseconds after the first paint at which badges are counted: that loads the other pages' modules."""
Found = list[tuple[ListRow, Command]]
WORDS = "Words and scales"
"""Gone to like a page, by who has half-typed words there; it is a dialog."""


class Frame(QWidget):
    """Builds a page when it is first gone to. Thrown away and built anew when the look changes."""

    words_asked = Signal(str)

    def __init__(
        self, shell: Shell, window: QWidget, commands: Callable[[], Found], banner: QWidget | None = None
    ) -> None:
        """``banner`` stands above every page as long as the frame does."""
        super().__init__(window)
        self.shell = shell
        self._commands = commands
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._refusal = ""
        self._badges = QTimer(self)
        self._badges.setSingleShot(True)
        self._badges.timeout.connect(self._count_badges)
        self._counting: Iterator[None] = iter(())
        self._next_badge = QTimer(self, interval=0)
        self._next_badge.timeout.connect(self._count_next)
        self.setObjectName("page")
        self.setAcceptDrops(True)
        self.rail = Rail(PAGES, body_name(shell.desk, short=False))
        self.find_box = FindBox(self._find, self._read_words, window)
        self.header = Header(self.find_box)
        self.notice = Notice()
        self.stack = QStackedWidget()
        self.progress = ProgressLine(shell.jobs)
        row = widgets.box(across=True)
        self.setLayout(row)
        row.addWidget(self.rail)
        right, column = widgets.panel("page")
        if banner:
            column.addWidget(banner)
        for part, stretch in ((self.header, 0), (self.notice, 0), (self.stack, 1), (self.progress, 0)):
            column.addWidget(part, stretch)
        self._story: StoryPanel | None = None
        row.addWidget(right, 1)
        self.rail.went.connect(self.go)
        self._connect()
        self._say_foot(None)

    def _connect(self) -> None:
        self.shell.changed.connect(self._changed)
        self.shell.said.connect(self._said)
        self.shell.refused.connect(self._refused)
        self.shell.gone.connect(self.go)
        self.shell.header_changed.connect(self._head)
        self.shell.watched.changed.connect(self.badges_soon)

    @property
    def story(self) -> StoryPanel:
        """The history of what is chosen, made when first asked for."""
        if self._story is None:
            from assurance_desk.ui.story_panel import StoryPanel

            self._story = StoryPanel(self.shell, self.stack, lambda: self.page)
        return self._story

    @property
    def page(self) -> Page | None:
        current = self.stack.currentWidget()
        return current if isinstance(current, Page) else None

    def go(self, name: str, record_id: str = "") -> None:
        """Show a page, building or refreshing it first, and there a record."""
        entry = next((one for one in PAGES if one.name == name), None)
        if entry is None and name == WORDS:
            self.words_asked.emit(record_id)
            return
        if entry is None:
            self.notice.say(_("The page “{name}” is not part of this version.").format(name=_(name)))
            return
        before, page = self.page, self._pages.get(name)
        if page is None:
            page = self._build(entry)
        elif name in self._stale:
            page.refresh(None)
        self._stale.discard(name)
        self.stack.setCurrentWidget(page)
        self.rail.set_current(name)
        if record_id:
            page.show_record(record_id)
        self.header.unsay()
        self._head()
        if page is not before:
            if self.notice.sentence and self.notice.sentence == self._refusal:
                self.notice.close_notice()  # it was about what stands on the page before
            _give_keyboard(page)

    def _build(self, entry: PageEntry) -> Page:
        """A page that cannot be shown is our mistake: told, and built anew when it is next gone to."""
        page = entry.load()(self.shell)
        self.stack.addWidget(page)
        try:
            page.refresh(None)
        except Exception:
            self.stack.removeWidget(page)
            page.deleteLater()
            raise
        self._pages[entry.name] = page
        return page

    def refresh_badges(self) -> None:
        """All badges, now."""
        self._next_badge.stop()
        for _page in self._badge_by_badge():
            pass

    def _count_badges(self) -> None:
        self._counting = self._badge_by_badge()
        self._next_badge.start()

    def _count_next(self) -> None:
        """A page in a turn: loading one takes long enough."""
        if self.shell.jobs.busy:
            self.badges_soon()  # counted again once what is under way is done
        elif next(self._counting, self) is not self:
            return
        self._next_badge.stop()

    def _badge_by_badge(self) -> Iterator[None]:
        self.shell.watched.start()
        for entry in PAGES:
            page = entry.load()
            yield
            self.rail.buttons[entry.name].set_badge(page.badge(self.shell))
            yield
        for entry in PAGES:
            if entry.name not in self._pages:
                entry.load().foresee(self.shell)
                yield

    def badges_soon(self) -> None:
        self._badges.start(BADGES_AFTER)

    def offer_drafts(self) -> None:
        """After a crash: what was half typed then, and the way to it."""
        left = drafts.left(self.shell.desk)
        if not left:
            return
        draft = left[-1]
        begun = " ".join(draft.text.split())
        begun = begun if len(begun) <= 60 else begun[:59] + "…"
        words = _("You were typing “{text}” in {field}, and it was not saved.").format(
            text=begun, field=draft.said
        )
        self.notice.say(words, Command(_("Show it"), lambda: self.go(draft.page, draft.record_id)))

    def close_frame(self) -> None:
        """Let go of the shell: a frame built anew takes its place."""
        self._badges.stop()
        self._next_badge.stop()
        self.shell.changed.disconnect(self._changed)
        self.shell.said.disconnect(self._said)
        self.shell.refused.disconnect(self._refused)
        self.shell.gone.disconnect(self.go)
        self.shell.header_changed.disconnect(self._head)
        self.shell.watched.changed.disconnect(self.badges_soon)
        self.find_box.close_box()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.set_narrow(self.width() < th.px(th.NARROW))
        QTimer.singleShot(0, self, self.header.fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody wanted goes back one level."""
        if event.key() == Qt.Key.Key_Escape:
            if self.notice.isVisible():
                self.notice.close_notice()
            elif self.page:
                self.page.go_back()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if paths_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = paths_of(event.mimeData())
        if paths and self.page:
            self.page.take_files(paths)

    @contextmanager
    def _keyboard_kept(self) -> Iterator[None]:
        """What is rebuilt takes the keyboard with it, and Qt hands that to the rail: bring it back to the page."""
        before = self.window().focusWidget()
        away = before is None or self.rail.isAncestorOf(before)
        yield
        now = self.window().focusWidget()
        if self.page and not away and (now is None or self.rail.isAncestorOf(now)):
            _give_keyboard(self.page)

    def _head(self) -> None:
        page = self.page
        if page:
            with self._keyboard_kept():
                self.header.set_page(_(page.NAME), page.header_fact(), page.primary())
        if self._story:
            self._story.follow()

    def _changed(self, changes: Changes) -> None:
        current = self.page
        with self._keyboard_kept():
            for name, page in self._pages.items():
                if page is current:
                    page.refresh(changes)
                else:
                    self._stale.add(name)
            self._head()
        self.find_box.read_again()
        self.header.say(_("Saved: {label}").format(label=changes.label), undo=True)
        if changes.touches("organisation", "organisation_name"):
            self.rail.set_body(body_name(self.shell.desk))
        self._say_foot(datetime.now())  # noqa: DTZ005  (when it was saved, by the computer's own clock)
        self.badges_soon()

    def _refused(self, sentence: str) -> None:
        self._refusal = sentence
        self.notice.say(sentence)

    def _said(self, words: str, undo: bool) -> None:
        self.header.say(words, undo=undo)

    def _say_foot(self, saved: datetime | None) -> None:
        desk = self.shell.desk
        day = desk.clock.today()
        note = _("a fixed day, not today") if desk.clock.fixed else ""
        self.rail.say_day(long_date(day), note)
        if desk.read_only:
            self.rail.say_book(desk.path.stem, _("Read only, nothing is saved"), safe=False)
            return
        when = saved or datetime.fromtimestamp(desk.path.stat().st_mtime)  # noqa: DTZ006  (local time)
        same_day = when.date() == datetime.now().date()  # noqa: DTZ005
        words = f"{when:%H:%M}" if same_day else long_date(when.date())
        self.rail.say_book(desk.path.stem, _("Saved {when}").format(when=words))

    def _find(self, typed: str, only: str) -> Sequence[tuple[str, Found]]:
        """Groups for the Ctrl+K box. Nothing typed: the pages and what can be done here."""
        desk, go = self.shell.desk, self.go
        if only:
            return find_rows.records(desk, typed, go, only=only)
        pages, doing = find_rows.pages(go), [*self._here(), *self._commands()]
        if not typed:
            return [(_("Pages"), pages), (_("What can be done"), doing)]
        return [
            (_("Go to or do"), find_rows.beginning([*pages, *doing], typed)),
            *find_rows.records(desk, typed, go),
            (_("Pages"), find_rows.holding(pages, typed)),
            (_("What can be done"), find_rows.holding(doing, typed)),
        ]

    def _read_words(self, seconds: float) -> bool:
        """What the search box has still to read; a part of the file that cannot be read is told."""
        from assurance_desk.services import find

        done = True

        def read() -> None:
            nonlocal done
            done = find.ready(self.shell.desk, seconds)

        self.shell.attempt(read)
        return done

    def _here(self) -> Found:
        page = self.page
        if page is None:
            return []
        primary = page.primary()
        here = [*([primary] if primary else []), *page.commands()]
        return [
            (ListRow(id=f"here {one.words}", title=one.words, strong=False), one)
            for one in here
            if one.enabled
        ]


def _give_keyboard(page: Page) -> None:
    """To the page's list or table, the leftmost, not one in the detail beside it; else its first button."""
    views: list[QWidget] = [view for view in page.findChildren(QAbstractItemView) if view.isVisible()]
    views.sort(key=lambda view: (view.mapTo(page, QPoint()).x(), view.mapTo(page, QPoint()).y()))
    buttons: list[QWidget] = [button for button in page.findChildren(QPushButton) if button.isVisible()]
    for widget in (*views[:1], *buttons[:1]):
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        return
