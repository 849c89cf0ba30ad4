"""Who signs a version of a response: each partner named, what it said and when, and a place to record it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QWidget

from assurance_desk.domain import responses as r
from assurance_desk.domain.dates import long_date
from assurance_desk.domain.responses import AWAITED, SIGNED, Signature
from assurance_desk.services import organisations, responses
from assurance_desk.services.responses import Story
from assurance_desk.texts import _
from assurance_desk.ui import widgets as w
from assurance_desk.ui.pages.register_blocks import line
from assurance_desk.ui.pages.register_half_typed import HalfTyped
from assurance_desk.ui.shell import Shell


class Signatures(QWidget):
    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._story: Story | None = None
        self._answering: tuple[Signature, bool] | None = None
        column = w.box(gap=6)
        self.setLayout(column)
        column.addWidget(w.section(_("Signatures")))
        self.said = w.label("", "small", role="muted", wrap=True)
        column.addWidget(self.said)
        self._rows = w.box(gap=6)
        column.addLayout(self._rows)
        column.addWidget(self._make_answer())
        self.partner = line(_("A partner who is to sign"), _("Name a partner: an organisation, or a name"))
        self._half = HalfTyped(shell, "Register", self.partner, "partner")
        self.partner.returnPressed.connect(self._name)
        self.name = w.button(_("Name it"))
        self.name.clicked.connect(self._name)
        self.partner.textChanged.connect(lambda words: self.name.setEnabled(bool(words.strip())))
        row, across = w.panel(across=True, gap=8)
        across.addWidget(self.partner, 1)
        across.addWidget(self.name)
        column.addWidget(row)

    def _make_answer(self) -> QWidget:
        self.answer, column = w.panel(gap=6, margins=(0, 2, 0, 6))
        self._about = w.label("", "small", role="muted", wrap=True)
        self.role = line(_("Signed by (role)"), _("Who signed: a role, such as Chief Executive"))
        self.on = line(_("Signed on"))
        self.note = line(_("What it said"), _("What it said"))
        self.keep = w.button("", "suggested")
        self.keep.clicked.connect(self._keep)
        for field in (self.role, self.on, self.note):
            field.returnPressed.connect(self._keep)
        for widget in (self._about, self.role, self.on, self.note, self.keep):
            column.addWidget(widget)
        self.answer.hide()
        return self.answer

    # -------------------------------------------------------------- showing

    def show_story(self, story: Story) -> None:
        if self._story is None or self._story.response.id != story.response.id:
            self._close()
        self._story = story
        missing = r.unsigned(story.partners)
        words = r.signed_words(story.partners)
        if missing and words:
            words = _("{signed}, not by {names}").format(signed=words, names=r.listed(missing))
        self.said.setText(words or _("No partner is named to sign this version."))
        w.clear(self._rows)
        for one in story.partners:
            self._rows.addWidget(self._row(one))
        self._half.show_for(story.response.id)
        self.name.setEnabled(bool(self.partner.text().strip()))
        names = [one.name for one in organisations.offered(self._shell.desk)]
        completer = QCompleter(names, self.partner)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.partner.setCompleter(completer)

    def _row(self, one: Signature) -> QWidget:
        row, column = w.panel(gap=0)
        column.addWidget(w.label(one.partner, wrap=True))
        column.addWidget(w.label(said_of(one), "small", role="muted", wrap=True))
        links, across = w.panel(across=True, gap=12)
        for words, tip, run in self._verbs(one):
            link = w.button(words, "link", tip=tip.format(partner=one.partner))
            link.setAccessibleName(tip.format(partner=one.partner))
            link.clicked.connect(run)
            across.addWidget(link)
        across.addStretch()
        column.addWidget(links)
        return row

    def _verbs(self, one: Signature) -> list[tuple[str, str, object]]:
        desk = self._shell.desk
        if one.state != AWAITED:
            back = lambda: self._shell.attempt(lambda: responses.take_back(desk, one))  # noqa: E731
            return [(_("Take its answer back"), _("Take the answer of {partner} back"), back)]
        drop = lambda: self._shell.attempt(lambda: responses.unname(desk, one))  # noqa: E731
        return [
            (_("Signed"), _("{partner} signed"), lambda: self._begin(one, signs=True)),
            (_("Will not sign"), _("{partner} will not sign"), lambda: self._begin(one, signs=False)),
            (_("Is not to sign"), _("{partner} is not to sign"), drop),
        ]

    # -------------------------------------------------------------- doing

    def _begin(self, one: Signature, *, signs: bool) -> None:
        self._answering = (one, signs)
        self._about.setText(one.partner)
        today = long_date(self._shell.desk.clock.today())
        self.on.setPlaceholderText(_("On what day; left empty, {today}").format(today=today))
        self.note.setPlaceholderText(_("Anything it said") if signs else _("Why it will not sign"))
        words = _("Record that it signed") if signs else _("Record that it will not sign")
        w.set_words(self.keep, words)
        self.answer.show()
        self.role.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self._answering = None
        for field in (self.role, self.on, self.note):
            field.clear()
        self.answer.hide()

    def _keep(self) -> None:
        if self._answering is None:
            return
        desk, (one, signs) = self._shell.desk, self._answering
        role, on, note = self.role.text(), self.on.text(), self.note.text()

        def record() -> None:
            if signs:
                responses.sign(desk, one, role=role, on=on, note=note)
            else:
                responses.refuse(desk, one, note, role=role, on=on)

        if self._shell.attempt(record):
            self._close()

    def _name(self) -> None:
        story, typed = self._story, self.partner.text()
        if story is None or not typed.strip():
            return
        self._half.done()
        if not self._shell.attempt(lambda: responses.name_partner(self._shell.desk, story.response, typed)):
            self.partner.setText(typed)


def said_of(one: Signature) -> str:
    """Such as: signed 10 January 2019 by the Chief Executive; awaited."""
    if one.state == AWAITED or one.on is None:
        return _("not signed yet")
    words = _("signed {day}") if one.state == SIGNED else _("will not sign, {day}")
    parts = [words.format(day=long_date(one.on)), one.role]
    said = ", ".join(part for part in parts if part)
    return f"{said}: {one.note}" if one.note else said
