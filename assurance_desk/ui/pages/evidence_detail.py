"""One piece of evidence: its file, what it shows in the officer's words, the actions it serves, and the decision."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from assurance_desk import scratch
from assurance_desk.domain.actions import Action
from assurance_desk.domain.dates import long_date
from assurance_desk.domain.evidence import ACCEPTED, QUERIED, Evidence, readable_size
from assurance_desk.domain.file_names import safe_name
from assurance_desk.services import evidence, register, vocabularies
from assurance_desk.services.evidence import EvidenceRow
from assurance_desk.texts import _
from assurance_desk.ui import widgets as w
from assurance_desk.ui.pages.register_blocks import line
from assurance_desk.ui.pages.register_half_typed import HalfTyped
from assurance_desk.ui.record_form import RecordForm
from assurance_desk.ui.shell import Shell

FIELDS = ("title", "shows", "kind", "strength", "source", "dated", "received_on", "pointer")
OPENED = frozenset(
    [
        ".pdf",
        ".doc",
        ".docx",
        ".odt",
        ".rtf",
        ".txt",
        ".md",
        ".csv",
        ".xls",
        ".xlsx",
        ".ods",
        ".ppt",
        ".pptx",
        ".odp",
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".tif",
        ".tiff",
        ".eml",
        ".msg",
    ]
)
"""Kinds of file that opening cannot run."""


class EvidenceDetail(QWidget):
    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._row: EvidenceRow | None = None
        self.setObjectName("paper")
        column = w.box(margins=(24, 20, 24, 24), gap=12)
        self.setLayout(column)
        self._title = w.label("", "section", strong=True, wrap=True)
        column.addWidget(self._title)
        self._file = w.box(across=True, gap=12)
        column.addLayout(self._file)
        self._decision = self._make_decision()
        column.addWidget(self._decision)
        self._form = RecordForm(shell, "Evidence", Evidence, FIELDS)
        column.addWidget(self._form)
        column.addWidget(w.section(_("Serves"), _("one piece may serve several actions")))
        self._served = w.box(gap=4)
        column.addLayout(self._served)
        self._serve = line(_("Another action it serves"), _("Another action it serves: R1.3, or its words"))
        self._serve.returnPressed.connect(self._link)
        column.addWidget(self._serve)
        self._remove = w.button(_("Remove this evidence"), "link")
        self._remove.clicked.connect(self._take_out)
        foot, across = w.panel(across=True)
        across.addStretch()
        across.addWidget(self._remove)
        column.addWidget(foot)
        column.addStretch()

    def _make_decision(self) -> QWidget:
        panel, column = w.panel("quiet", margins=(12, 10, 12, 12), gap=8)
        self._said = w.label("", wrap=True)
        column.addWidget(self._said)
        row, across = w.panel(across=True, gap=8)
        self.accept = w.button(_("Accept it"), "suggested")
        self.accept.clicked.connect(self._accept)
        self.ask = line(_("What you ask about it"), _("or ask: what is missing, or not clear"))
        self._asking = HalfTyped(self._shell, "Evidence", self.ask, "query")
        self.ask.textChanged.connect(self._ready)
        self.ask.returnPressed.connect(self._query)
        self.query = w.button(_("Query it"))
        self.query.clicked.connect(self._query)
        across.addWidget(self.accept)
        across.addWidget(self.ask, 1)
        across.addWidget(self.query)
        column.addWidget(row)
        return panel

    # -------------------------------------------------------------- showing

    def show_row(self, row: EvidenceRow | None) -> None:
        fresh = row is None or self._row is None or row.id != self._row.id
        self._row = row
        self.setVisible(row is not None)
        if row is None:
            return
        if fresh:
            self._serve.clear()
        self._asking.show_for(row.id)
        self._title.setText(row.evidence.title)
        self._form.show_record(row.evidence)
        strength, desk = row.evidence.strength, self._shell.desk
        meaning = vocabularies.meaning(desk, vocabularies.STRENGTH, strength)
        self._form.field("strength").setToolTip(w.plain_tip(meaning))
        self._show_file(row.evidence)
        self._show_decision(row.evidence)
        self._show_served(row)
        self._ready()

    def name_it(self) -> None:
        """Put the keyboard where its title is written."""
        title = self._form.field("title")
        title.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(title, QLineEdit):
            title.selectAll()

    def _show_file(self, one: Evidence) -> None:
        w.clear(self._file)
        if one.sha256:
            tip = _("{name}: kept as it came, SHA-256 {sha256}").format(name=one.file_name, sha256=one.sha256)
            shown = one.file_name if len(one.file_name) <= 40 else one.file_name[:39] + "…"
            open_it = w.button(shown, "link", "paperclip", tip)
            open_it.clicked.connect(self.open_copy)
            self._file.addWidget(open_it)
            self._file.addWidget(w.label(readable_size(one.size), "small", role="muted"))
        else:
            self._file.addWidget(
                w.label(one.pointer or _("No file is kept with it"), "small", role="muted", wrap=True), 1
            )
        attach = w.button(_("Replace the file") if one.sha256 else _("Attach a file"), "link")
        attach.clicked.connect(self._attach)
        self._file.addWidget(attach)
        self._file.addStretch()

    def _show_decision(self, one: Evidence) -> None:
        by = (
            _(" by {who} on {day}").format(who=one.decided_by, day=long_date(one.decided_on))
            if one.decided_on
            else ""
        )
        words = {
            ACCEPTED: _("Accepted{by}.").format(by=by),
            QUERIED: _("Queried{by}: {query}").format(by=by, query=one.query),
        }
        self._said.setText(words.get(one.state) or _("Does it show what was to be shown?"))
        self.accept.setVisible(one.state != ACCEPTED)

    def _show_served(self, row: EvidenceRow) -> None:
        w.clear(self._served)
        known = {one.id: one.action for one in register.all_actions(self._shell.desk)}
        for action_id in row.action_ids:
            action = known[action_id]
            holder, across = w.panel(across=True, gap=10)
            go = w.button(f"{action.ref}  {register.first_words(action.text, 48)}", "link")
            go.clicked.connect(lambda _on=False, id_=action_id: self._shell.go("Register", id_))
            let_go = w.button(
                _("no longer"), "link", tip=_("{ref}: let it serve this no longer").format(ref=action.ref)
            )
            let_go.clicked.connect(lambda _on=False, it=action: self._unlink(it))
            across.addWidget(go)
            across.addStretch()
            across.addWidget(let_go)
            self._served.addWidget(holder)
        if not row.action_ids:
            self._served.addWidget(w.label(_("No action yet."), role="muted"))
        choices = [f"{one.ref} {one.text}" for one in known.values() if one.id not in row.action_ids]
        completer = QCompleter(choices, self._serve)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._serve.setCompleter(completer)

    def _ready(self) -> None:
        self.query.setEnabled(bool(self.ask.text().strip()))

    # -------------------------------------------------------------- doing

    def _accept(self) -> None:
        row = self._row
        if row is not None:
            self._shell.attempt(lambda: evidence.accept(self._shell.desk, row.evidence))

    def _query(self) -> None:
        row, asked = self._row, self.ask.text()
        if row is not None and asked.strip():
            done = self._shell.attempt(lambda: evidence.query(self._shell.desk, row.evidence, asked))
            if done:
                self._asking.done()

    def _link(self) -> None:
        row, typed = self._row, self._serve.text()
        if row is not None and typed.strip():
            done = self._shell.attempt(lambda: evidence.link_typed(self._shell.desk, row.evidence, typed))
            if done:
                self._serve.clear()

    def _unlink(self, action: Action) -> None:
        row = self._row
        if row is not None:
            self._shell.attempt(lambda: evidence.unlink(self._shell.desk, row.evidence, action))

    def _attach(self) -> None:
        row = self._row
        path = self._shell.ask_file(_("Attach a file"), _("Any file (*)")) if row else None
        if row is not None and path is not None:
            self._shell.attempt(lambda: evidence.attach(self._shell.desk, row.evidence, path))

    def _take_out(self) -> None:
        row = self._row
        if row is not None:
            self._shell.attempt(lambda: evidence.remove(self._shell.desk, row.evidence))

    def open_copy(self) -> None:
        """A temporary copy: what is kept stays as it came. What is no document is never opened."""
        row = self._row
        if row is None:
            return
        name = Path(row.evidence.file_name)
        if name.suffix.lower() not in OPENED:
            words = _(
                "“{name}” is not a kind of document, and opening it could run it, so it was left alone. It is kept as it "
                "came."
            )
            self._shell.refuse(words.format(name=row.evidence.file_name))
            return
        path = scratch.folder() / safe_name(name.stem, name.suffix.lower())
        if self._shell.attempt(lambda: evidence.write_copy(self._shell.desk, row.evidence, path)):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
