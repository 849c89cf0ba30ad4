"""What the meeting is asked, and the officer's own words in a section: edited in place, a step each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assurance_desk.domain.paper.record import ASK_VERBS, Ask, Paper
from assurance_desk.errors import DeskError
from assurance_desk.services import papers
from assurance_desk.texts import _
from assurance_desk.ui import widgets
from assurance_desk.ui.fields import ChoiceField, TextField
from assurance_desk.ui.shell import Shell


class AsksEditor(QWidget):
    """Three lines of a verb and its words; an empty line asks nothing."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._paper: Paper | None = None
        column = widgets.box(gap=8)
        self.setLayout(column)
        self._lines: list[tuple[ChoiceField, TextField]] = []
        for number in range(1, papers.MOST_ASKS + 1):
            verb = ChoiceField(_("Verb of request {number}").format(number=number), ASK_VERBS)
            text = TextField(_("Request {number}").format(number=number), least=1, most=6)
            text.setPlaceholderText(_("nothing more") if number > 1 else _("that …"))
            verb.committed.connect(self._commit)
            text.committed.connect(self._commit)
            column.addWidget(verb)
            column.addWidget(text)
            self._lines.append((verb, text))
        self._refusal = widgets.label("", "small", role="late", wrap=True)
        self._refusal.hide()
        column.addWidget(self._refusal)

    def line(self, number: int) -> tuple[ChoiceField, TextField]:
        return self._lines[number]

    def show_paper(self, paper: Paper) -> None:
        """Fill the lines; the one being typed in is left alone."""
        same = self._paper is not None and self._paper.id == paper.id
        self._paper = paper
        self.setEnabled(paper.status == papers.DRAFT and not self._shell.desk.read_only)
        for number, (verb, text) in enumerate(self._lines):
            ask = paper.asks[number] if number < len(paper.asks) else Ask(verb="agree", text="")
            if same and text.hasFocus() and text.isModified():
                continue
            verb.set_words(ask.verb)
            if text.words() != ask.text:
                text.set_words(ask.text)
            text.document().setModified(False)

    def _asks(self) -> Sequence[Ask]:
        return [Ask(verb=verb.words(), text=text.words()) for verb, text in self._lines]

    def _commit(self) -> None:
        if self._paper is None:
            return
        try:
            self._paper = papers.set_asks(self._shell.desk, self._paper.id, self._asks())
        except DeskError as error:
            self._refusal.setText(error.sentence)
            self._refusal.show()
            return
        self._refusal.hide()


class OwnWordsEditor(QWidget):
    """One field for the section chosen above it."""

    chosen = Signal(str)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._paper: Paper | None = None
        self._titles: dict[str, str] = {}
        column = widgets.box(gap=8)
        self.setLayout(column)
        self._where = ChoiceField(_("Section your words go into"), ())
        self._where.committed.connect(self._go)
        self._text = TextField(_("Your own words"), least=3, most=10)
        self._text.setPlaceholderText(_("Printed with a bar beside it, as yours"))
        self._text.committed.connect(self._commit)
        column.addWidget(self._where)
        column.addWidget(self._text)

    @property
    def text(self) -> TextField:
        return self._text

    @property
    def section(self) -> str:
        """Key of the section chosen."""
        shown = self._where.words()
        return next((key for key, title in self._titles.items() if title == shown), "")

    def show_paper(self, paper: Paper, sections: Sequence[tuple[str, str]]) -> None:
        titles = dict(sections)
        if titles != self._titles:
            kept = self._where.words()
            self._titles = titles
            self._where.clear()
            self._where.addItems(list(titles.values()))
            if kept in titles.values():
                self._where.setCurrentText(kept)
        self._paper = paper
        self.setEnabled(paper.status == papers.DRAFT and not self._shell.desk.read_only)
        if not (self._text.hasFocus() and self._text.isModified()):
            self._fill()

    def choose(self, section: str) -> None:
        """Turn to a section's words; what is half typed for another is kept first."""
        if section in self._titles and section != self.section:
            self._commit()
            self._where.setCurrentText(self._titles[section])
            self._fill()

    def _go(self) -> None:
        self._fill()
        self.chosen.emit(self.section)

    def _fill(self) -> None:
        words = papers.own_words(self._paper, self.section) if self._paper else ""
        if self._text.words() != words:
            self._text.set_words(words)
        self._text.document().setModified(False)

    def _commit(self) -> None:
        if self._paper is None or not self._text.isModified():
            return
        kept, section, typed = self._paper, self.section, self._text.words()
        self._text.document().setModified(False)
        self._shell.attempt(lambda: papers.write_own_words(self._shell.desk, kept.id, section, typed))
