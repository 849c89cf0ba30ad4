"""Published words with the stretches that became actions tinted; choosing either shows the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from assurance_desk.domain.wording import Link
from assurance_desk.ui import theme as th


class LinkedText(QTextBrowser):
    """As tall as its words. ``chosen(action_id)`` when a tinted stretch or its reference is clicked.

    ``picked(words)`` when the user has marked words that might become an action; "" when nothing is marked.
    """

    chosen = Signal(str)
    picked = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._chosen = "", ""
        self._links: tuple[Link, ...] = ()
        self._refs: dict[str, str] = {}
        self.setFont(th.font())
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.document().setDocumentMargin(0)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(th.px(120))
        self.anchorClicked.connect(self._clicked)
        self.selectionChanged.connect(lambda: self.picked.emit(self.marked()))

    def show_words(
        self, text: str, links: Sequence[Link] = (), refs: Mapping[str, str] | None = None
    ) -> None:
        """``refs``: action id to reference, printed after the stretch it was taken from."""
        now = (text, tuple(links), dict(refs or {}))
        if now != (self._text, self._links, self._refs):
            self._text, self._links, self._refs = now
            self._draw()

    def choose(self, action_id: str) -> None:
        """Tint that action's words more strongly."""
        if action_id != self._chosen:
            self._chosen = action_id
            self._draw()

    def marked(self) -> str:
        """The marked words as published: without the references printed among them."""
        words = self.textCursor().selectedText()
        for ref in self._refs.values():
            words = words.replace(f"\u00a0{ref}", "")
        return " ".join(words.split())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A hand that stops inside a word meant the whole word."""
        super().mouseReleaseEvent(event)
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        if start == end:
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
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)

    def _at(self, place: int) -> str:
        return str(self.document().characterAt(place)) if place >= 0 else ""

    def _draw(self) -> None:
        at, parts = 0, []
        for link in self._links:
            parts += [_html(self._text[at : link.start]), self._stretch(link)]
            at = link.end
        parts.append(_html(self._text[at:]))
        leading = 150 if self._links else 140  # tinted stretches are drawn the whole line high and need air
        self.setHtml(f'<p style="line-height:{leading}%; margin:0">{"".join(parts)}</p>')
        self._fit()

    def _stretch(self, link: Link) -> str:
        now, first = th.ground(), link.action_ids[0]
        ground = now.tint_strong if self._chosen in link.action_ids else now.tint
        size = th.font("small").pointSizeF()
        words = _html(self._text[link.start : link.end])
        made = f'<a href="{escape(first)}" style="color:{now.ink}; background:{ground}; text-decoration:none">{words}</a>'
        for action_id in link.action_ids:
            made += (
                f'<a href="{escape(action_id)}" style="color:{now.accent}; font-size:{size}pt; font-weight:600; '
                f'text-decoration:none">&nbsp;{escape(self._refs.get(action_id, ""))}</a>'
            )
        return made

    def _clicked(self, url: QUrl) -> None:
        self.chosen.emit(url.toString())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.document().setTextWidth(max(1, self.viewport().width()))
        self.setFixedHeight(ceil(self.document().size().height()) + th.px(2))


def _in_word(before: str, after: str) -> bool:
    return all(one.isalnum() or one in "-’'" for one in (before, after)) and bool(before and after)


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")
