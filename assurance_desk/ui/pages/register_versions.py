"""The versions of a response: which there are, their words, and what changed from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from assurance_desk.domain import responses as r
from assurance_desk.domain import word_changes, wording
from assurance_desk.domain.actions import Action
from assurance_desk.domain.responses import Response
from assurance_desk.domain.word_changes import IN, OUT, Piece
from assurance_desk.services import responses, vocabularies
from assurance_desk.services.responses import Story
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.shell import Shell


class ChangedWords(QLabel):
    """What was put in is underlined, what was taken out struck through: told without colour too."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setFont(th.font())
        self.setWordWrap(True)
        self.setMinimumWidth(th.px(80))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        now = th.ground()
        styles = {
            IN: f"background:{now.tint}; text-decoration:underline",
            OUT: f"color:{now.muted}; text-decoration:line-through",
        }
        parts = []
        for one in pieces:
            words = escape(one.text).replace("\n", "<br>")
            style = styles.get(one.kind)
            parts.append(f'<span style="{style}">{words}</span>' if style else words)
        self.setText(f'<p style="line-height:145%; margin:0">{"".join(parts)}</p>')
        said = {IN: _("(put in: {words})"), OUT: _("(taken out: {words})")}
        self.setAccessibleName(
            " ".join(said.get(one.kind, "{words}").format(words=one.text.strip()) for one in pieces)
        )


class Versions(QWidget):
    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._story: Story | None = None
        self._shown = ("", "")
        column = w.box(gap=6)
        self.setLayout(column)
        column.addWidget(w.section(_("Versions")))
        self._rows = w.box(gap=4)
        column.addLayout(self._rows)
        self.left = w.label("", "small", role="muted", wrap=True)
        column.addWidget(self.left)
        self._head = w.label("", "small", strong=True, wrap=True)
        self._legend = w.label("", "small", role="muted", wrap=True)
        self.words = ChangedWords()
        for widget in (self._head, self._legend, self.words):
            column.addWidget(widget)
        row, across = w.panel(across=True, gap=12)
        self.make = w.button("", icon="plus")
        self.make.clicked.connect(self._make)
        self.discard = w.button("", "link")
        self.discard.clicked.connect(self._discard)
        across.addWidget(self.make)
        across.addWidget(self.discard)
        across.addStretch()
        column.addWidget(row)

    def show_story(self, story: Story, actions: tuple[Action, ...]) -> None:
        if self._story is None or self._story.response.id != story.response.id:
            self._shown = ("", "")
        self._story = story
        now = story.response
        w.clear(self._rows)
        for one in story.versions:
            self._rows.addWidget(self._row(one, story))
        self.left.setText(left_behind(story, actions))
        self.left.setVisible(bool(self.left.text()))
        self.make.setVisible(not r.is_draft(now))
        w.set_words(self.make, _("Make version {n}").format(n=now.version + 1))
        self.discard.setVisible(r.is_draft(now))
        w.set_words(self.discard, _("Discard the draft of version {n}").format(n=now.version))
        self._show()

    def _row(self, one: Response, story: Story) -> QWidget:
        row, across = w.panel(across=True, gap=12)
        across.addWidget(
            w.label(responses.facts(self._shell.desk, one, story.signatures[one.id]), "small", wrap=True), 1
        )
        if one.id != story.response.id:
            read = w.button(_("Read"), "link", tip=_("Read version {n}").format(n=one.version))
            read.clicked.connect(lambda: self._choose(one.id))
            across.addWidget(read)
        now = story.response
        if one.id not in (now.id, now.follows_id):
            words = _("What changed until version {n}").format(n=now.version)
            until = w.button(words, "link", tip=_("From version {n} on").format(n=one.version))
            until.clicked.connect(lambda: self._choose(now.id, one.id))
            across.addWidget(until)
        before = next((each for each in story.versions if each.id == one.follows_id), None)
        if before is not None:
            words = _("What changed since version {n}").format(n=before.version)
            changed = w.button(words, "link")
            changed.clicked.connect(lambda: self._choose(one.id, before.id))
            across.addWidget(changed)
        return row

    def _choose(self, response_id: str, before_id: str = "") -> None:
        """Read a version, or with ``before_id`` what changed from that one to it; again to put it away."""
        wanted = (response_id, before_id)
        self._shown = ("", "") if self._shown == wanted else wanted
        self._show()

    def _said(self, status: str) -> str:
        return vocabularies.said(self._shell.desk, vocabularies.RESPONSE_STATUS, status)

    def _show(self) -> None:
        story, (wanted, earlier) = self._story, self._shown
        versions = story.versions if story else ()
        one = next((each for each in versions if each.id == wanted), None)
        before = next((each for each in versions if each.id == earlier), None)
        for widget in (self._head, self._legend, self.words):
            widget.setVisible(one is not None)
        self._legend.setVisible(one is not None and before is not None)
        if one is None:
            return
        text = wording.without_emphasis(one.text)
        if before is None:
            self._head.setText(
                _("Version {n}, {status}").format(n=one.version, status=self._said(one.status))
            )
            self.words.show_pieces([Piece(word_changes.SAME, text)])
            return
        pieces = word_changes.compare(wording.without_emphasis(before.text), text)
        words = _("From version {a} to version {b}: {what}")
        self._head.setText(words.format(a=before.version, b=one.version, what=word_changes.summary(pieces)))
        self._legend.setText(_("Underlined: put in. Struck through: taken out."))
        self.words.show_pieces(pieces)

    def _make(self) -> None:
        story = self._story
        if story is not None:
            self._shell.attempt(lambda: responses.new_version(self._shell.desk, story.response))

    def _discard(self) -> None:
        story = self._story
        if story is not None:
            self._shell.attempt(lambda: responses.discard(self._shell.desk, story.response))


def left_behind(story: Story, actions: tuple[Action, ...]) -> str:
    """Which actions' own words are in an earlier version and not in the latest."""
    now = _refs_in(story.response, actions)
    before = [ref for one in story.versions[1:] for ref in _refs_in(one, actions) if ref not in now]
    gone = list(dict.fromkeys(before))
    if not gone:
        return ""
    words = _("The words of {refs} stand in an earlier version and not in version {n}; the link is kept.")
    return words.format(refs=r.listed(gone), n=story.response.version)


def _refs_in(response: Response, actions: tuple[Action, ...]) -> list[str]:
    refs = {one.id: one.ref for one in actions}
    links = wording.links_in(wording.without_emphasis(response.text), actions)
    return [refs[action_id] for link in links for action_id in link.action_ids]
