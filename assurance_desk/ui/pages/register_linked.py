"""Published words: stretches that became actions are tinted, likely promises quietly dotted; choosing either shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import ceil

from PySide6.QtCore import QPoint, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from assurance_desk.domain.promises import Promise
from assurance_desk.domain.wording import Link
from assurance_desk.ui import theme as th

SHARED = "words"
"""Of a link: it stands under the words themselves, not under one action's reference."""


class LinkedText(QTextBrowser):
    """As tall as its words. ``chosen(action_id)`` when a tinted stretch or its reference is clicked.

    ``picked(words)`` when the user has marked words that might become an action; "" when nothing is marked.
    ``make_asked`` and ``drop_asked`` when Ctrl+Enter or Delete is pressed on marked words.
    """

    chosen = Signal(str)
    picked = Signal(str)
    make_asked = Signal()
    drop_asked = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._chosen = "", ""
        self._links: tuple[Link, ...] = ()
        self._refs: dict[str, str] = {}
        self.hints: tuple[Promise, ...] = ()
        self._runs: list[tuple[int, int, str]] = []
        self._picked = ""
        self.setFont(th.font())
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        held = self.palette()  # what is marked is told apart from the words of the action now chosen
        held.setColor(QPalette.ColorRole.Highlight, QColor(th.ground().accent))
        held.setColor(QPalette.ColorRole.HighlightedText, QColor(th.ground().on_accent))
        self.setPalette(held)
        self.document().setDocumentMargin(0)
        self.document().setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(th.px(120))
        # Words can be marked from the keyboard too: arrows move, Shift marks.
        self.setTextInteractionFlags(
            self.textInteractionFlags() | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.anchorClicked.connect(self._clicked)
        self.selectionChanged.connect(self._tell)

    # -------------------------------------------------------------- showing

    def text(self) -> str:
        """The published words, without the references printed among them."""
        return self._text

    def show_words(
        self, text: str, links: Sequence[Link] = (), refs: Mapping[str, str] | None = None
    ) -> None:
        """``refs``: action id to reference, printed after the stretch it was taken from."""
        now = (text, tuple(links), dict(refs or {}))
        if now != (self._text, self._links, self._refs):
            spot = self.marked_end() if text == self._text else 0
            self._text, self._links, self._refs = now
            self.hints = ()
            self._draw()
            self._mark(self._place(spot), self._place(spot))

    def show_hints(self, hints: Sequence[Promise]) -> None:
        """Dot the words of these under. They share no letter with a tinted stretch."""
        if tuple(hints) != self.hints:
            spot = self.marked_end()
            self.hints = tuple(hints)
            self._draw()
            self._mark(self._place(spot), self._place(spot))

    def choose(self, action_id: str) -> None:
        """Tint that action's words more strongly; what is marked stays marked."""
        if action_id != self._chosen:
            self._chosen = action_id
            held = self.textCursor()
            anchor, position = held.anchor(), held.position()
            self._draw(quiet=True)
            self._mark(anchor, position)

    def _draw(self, *, quiet: bool = False) -> None:
        """``quiet``: the same words in the same places, only tinted otherwise."""
        self.blockSignals(True)
        self.document().clear()
        cursor, leading = QTextCursor(self.document()), QTextBlockFormat()
        # Tinted stretches are drawn the whole line high and need air.
        tall = 150 if self._links or self.hints else 140
        leading.setLineHeight(float(tall), QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(leading)
        self._runs = []
        for start, end, what in self._pieces():
            self._runs.append((start, cursor.position(), self._text[start:end]))
            shown = self._text[start:end].replace("\r", " ").replace("\n", "\u2028")
            cursor.insertText(shown, self._format(what))
            if isinstance(what, Link):
                for action_id in what.ends:
                    cursor.insertText(f"\u00a0{self._refs.get(action_id, '')}", self._reference(action_id))
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.setTextCursor(cursor)
        self.blockSignals(False)
        self._fit()
        if not quiet:
            self._tell()

    def _pieces(self) -> Iterator[tuple[int, int, Link | Promise | None]]:
        """The text from its beginning to its end: tinted, dotted and plain stretches."""
        at = 0
        marked: list[Link | Promise] = sorted((*self._links, *self.hints), key=lambda one: one.start)
        for one in marked:
            if one.start > at:
                yield at, one.start, None
            yield one.start, one.end, one
            at = one.end
        if at < len(self._text):
            yield at, len(self._text), None

    def _format(self, what: Link | Promise | None) -> QTextCharFormat:
        now, made = th.ground(), QTextCharFormat()
        made.setForeground(QColor(now.ink))
        if isinstance(what, Link):
            ground = now.tint_strong if self._chosen in what.action_ids else now.tint
            made.setBackground(QColor(ground))
            made.setAnchor(True)
            made.setAnchorHref(f"{','.join(what.action_ids)}#{SHARED}")
        elif what is not None:
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            made.setUnderlineColor(QColor(now.accent))
        return made

    def _reference(self, action_id: str) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(th.font("small", strong=True))
        made.setForeground(QColor(th.ground().accent))
        made.setAnchor(True)
        made.setAnchorHref(action_id)
        return made

    # -------------------------------------------------------------- marking

    def marked(self) -> str:
        """The marked words as published: without the references printed among them."""
        cursor = self.textCursor()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        parts = [
            _units(words, first - place, last - place)
            for _start, place, words in self._runs
            if place < last and place + _length(words) > first
        ]
        return " ".join("".join(parts).split())

    def mark_hint(self, hint: Promise) -> None:
        """Mark the words of a likely promise, as the hand would, and bring them into view."""
        self._mark(*self._span(hint))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def hint_marked(self) -> Promise | None:
        """The likely promise whose words, no more and no less, are marked."""
        cursor = self.textCursor()
        span = (cursor.selectionStart(), cursor.selectionEnd())
        return next((one for one in self.hints if self._span(one) == span), None)

    def marked_end(self) -> int:
        """Where in the published words the marked ones, or the hand, are: the next hint is looked for from there."""
        at = self.textCursor().selectionEnd()
        ends = [start + min(len(words), at - place) for start, place, words in self._runs if place <= at]
        return ends[-1] if ends else 0

    def _mark(self, anchor: int, position: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _place(self, at: int) -> int:
        """Where a letter of the published words stands in the document; past the last one, their end."""
        end = 0
        for start, place, words in self._runs:
            if start <= at < start + len(words):
                return place + _length(words[: at - start])
            end = place + _length(words)
        return end

    def _span(self, hint: Promise) -> tuple[int, int]:
        start = self._place(hint.start)
        return start, start + _length(self._text[hint.start : hint.end])

    def _tell(self) -> None:
        words = self.marked()
        if words != self._picked:
            self._picked = words
            self.picked.emit(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.marked() and entered and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.make_asked.emit()
        elif self.marked() and event.key() == Qt.Key.Key_Delete:
            self.drop_asked.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A hand that stops inside a word meant the whole word; one that only points at a hint means all of it."""
        super().mouseReleaseEvent(event)
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        if start == end:
            self._point(event.position().toPoint())
            return
        while end > start and self._at(end - 1).isspace():
            end -= 1
        while start < end and self._at(start).isspace():
            start += 1
        while _in_word(self._at(start - 1), self._at(start)):
            start -= 1
        while _in_word(self._at(end - 1), self._at(end)):
            end += 1
        if (start, end) != (cursor.selectionStart(), cursor.selectionEnd()):
            self._mark(start, end)

    def _point(self, place: QPoint) -> None:
        at = self.cursorForPosition(place).position()
        for span in map(self._span, self.hints):
            if span[0] <= at < span[1]:
                self._mark(*span)

    def _at(self, place: int) -> str:
        return str(self.document().characterAt(place)) if place >= 0 else ""

    def _clicked(self, url: QUrl) -> None:
        """Of words that several actions share, each click chooses the next of them."""
        shared = url.path().split(",")
        at = shared.index(self._chosen) + 1 if self._chosen in shared else 0
        self.chosen.emit(shared[at % len(shared)])

    # -------------------------------------------------------------- size

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.document().setTextWidth(max(1, self.viewport().width()))
        self.setFixedHeight(ceil(self.document().size().height()) + th.px(2))


def _in_word(before: str, after: str) -> bool:
    return all(one.isalnum() or one in "-’'" for one in (before, after)) and bool(before and after)


def _length(words: str) -> int:
    """In Qt's units: what lies outside the first plane counts twice."""
    return len(words.encode("utf-16-le")) // 2


def _units(words: str, start: int, end: int) -> str:
    return words.encode("utf-16-le")[2 * max(0, start) : 2 * max(0, end)].decode("utf-16-le", "replace")
