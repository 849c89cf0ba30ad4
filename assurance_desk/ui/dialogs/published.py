"""Bring in a published response: give it, see how it was taken apart, correct that, keep it as one step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from assurance_desk.domain import wording
from assurance_desk.errors import DeskError
from assurance_desk.services import published
from assurance_desk.services.published import Incoming
from assurance_desk.texts import _, later, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.dialogs.published_pieces import Correction, PieceModel, PieceRow
from assurance_desk.ui.pages.register_blocks import line
from assurance_desk.ui.shell import Shell

KINDS = later("Published response (*.docx *.pdf *.txt *.md *.markdown *.text);;All files (*)")
IN_WORKER = (".docx", ".docm", ".pdf")
"""Files whose reading takes a while."""


class PublishedDialog(QDialog):
    """``kept(review id)`` once it is on the register. Without ``incoming`` it asks for a file or pasted text."""

    kept = Signal(str)

    def __init__(self, shell: Shell, incoming: Incoming | None = None) -> None:
        super().__init__(shell.window)
        self._shell = shell
        self.incoming: Incoming | None = None
        self.correction = Correction(self)
        self.setWindowTitle(_("Bring in a published response"))
        self.setSizeGripEnabled(True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_giving())
        self._stack.addWidget(self._make_preview())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.correction.changed.connect(self._tell)
        QShortcut(QKeySequence.StandardKey.Undo, self, self.correction.take_back)
        self._size()
        if incoming is not None:
            self.take(incoming)

    def _size(self) -> None:
        screen = self.screen().availableGeometry() if self.screen() else None
        wide, high = th.px(1080), th.px(660)
        if screen is not None:
            wide, high = min(wide, screen.width() - 40), min(high, screen.height() - 60)
        self.resize(wide, high)

    # -------------------------------------------------------------- giving a text

    def _make_giving(self) -> QWidget:
        page, column = w.panel("paper", margins=(24, 20, 24, 20), gap=10)
        column.addWidget(w.label(_("Bring in a published response"), "section", strong=True))
        words = _(
            "Paste the text of the published response here, or choose it as a Word document, PDF or text file. It is "
            "taken apart into "
            "recommendations and responses; you see the result, and can correct it, before anything is kept."
        )
        column.addWidget(w.label(words, role="muted", wrap=True))
        self.paste = QPlainTextEdit()
        self.paste.setFont(th.font())
        self.paste.setAccessibleName(_("Text of the published response"))
        self.paste.setPlaceholderText(_("Paste the text here"))
        self.paste.setTabChangesFocus(True)
        column.addWidget(self.paste, 1)
        self._given_refusal = w.label("", "small", role="late", wrap=True)
        self._given_refusal.hide()
        column.addWidget(self._given_refusal)
        self._reading = w.label("", "small", role="muted", wrap=True)
        self._reading.hide()
        column.addWidget(self._reading)
        row, across = w.panel(across=True, gap=12)
        self.read_button = w.button(_("Take it apart"), "primary")
        self.read_button.setEnabled(False)
        self.read_button.clicked.connect(self._read_pasted)
        self.paste.textChanged.connect(
            lambda: self.read_button.setEnabled(bool(self.paste.toPlainText().strip()))
        )
        self.choose = w.button(_("Choose a file"), "", "file-text")
        self.choose.clicked.connect(self._choose)
        leave = w.button(_("Leave it"), "link")
        leave.clicked.connect(self.reject)
        for button in (self.read_button, self.choose, leave):
            across.addWidget(button)
        across.addStretch()
        column.addWidget(row)
        return page

    def _read_pasted(self) -> None:
        self._try(lambda: published.read_pasted(self.paste.toPlainText()))

    def _choose(self) -> None:
        path = self._shell.ask_file(_("Choose a published response"), _(KINDS))
        if path is None:
            return
        if path.suffix.casefold() in IN_WORKER:
            self._read_in_worker(path)
        else:
            self._try(lambda: published.read_file(path))

    def _read_in_worker(self, path: Path) -> None:
        """Away from the window; leaving the dialog stops it."""
        child = self._shell.child
        words = _("Reading “{name}”").format(name=path.name)
        self._given_refusal.hide()
        self._reading.setText(words + "…")
        self._reading.show()
        self.choose.setEnabled(False)
        progress = self._shell.jobs.run(
            words, lambda progress: published.read_file(path, child, progress), self._read, self._not_read
        )
        self.finished.connect(lambda _how: progress.cancel())

    def _read(self, incoming: Incoming) -> None:
        self._reading.hide()
        self.choose.setEnabled(True)
        self.take(incoming)

    def _not_read(self, error: BaseException) -> None:
        self._reading.hide()
        self.choose.setEnabled(True)
        if not isinstance(error, DeskError):
            raise error
        self._refuse(error)

    def _try(self, read: Callable[[], Incoming]) -> None:
        try:
            incoming = read()
        except DeskError as error:
            self._refuse(error)
            return
        self._given_refusal.hide()
        self.take(incoming)

    def _refuse(self, error: DeskError) -> None:
        self._given_refusal.setText(error.sentence)
        self._given_refusal.show()

    def take(self, incoming: Incoming) -> None:
        """Show how this text was taken apart."""
        self.incoming = incoming
        self.correction.begin(incoming.published)
        self.title.setText(published.proposed_review(self._shell.desk, incoming).title)
        self.title.setCursorPosition(0)
        self._stack.setCurrentIndex(1)
        first = next((row for row in self.correction.rows() if row.piece.number), None)
        if first is None or not self.table.select(first.id):
            self.table.select_first()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # -------------------------------------------------------------- the preview

    def _make_preview(self) -> QWidget:
        page, column = w.panel("paper", margins=(24, 16, 24, 16), gap=8)
        self.counted = w.label("", "section", strong=True, wrap=True)
        column.addWidget(self.counted)
        self.notes = w.label("", "small", role="warn", wrap=True)
        column.addWidget(self.notes)
        row, across = w.panel(across=True, gap=12)
        across.addWidget(w.label(_("Title on the register"), role="muted"))
        self.title: QLineEdit = line(_("Title on the register"))
        across.addWidget(self.title, 1)
        column.addWidget(row)
        column.addLayout(self._make_pieces(), 1)
        self.refusal = w.label("", role="late", wrap=True)
        self.refusal.hide()
        column.addWidget(self.refusal)
        column.addWidget(self._make_foot())
        return page

    def _make_pieces(self) -> QVBoxLayout:
        both = QVBoxLayout()
        both.setSpacing(th.px(8))
        self.table = DataTable(PieceModel(self.correction), _("Pieces of the text"), sortable=False)
        self.table.chosen.connect(lambda _id: self._show_words())
        self.table.table.modelReset.connect(self._show_words)
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setFont(th.font())
        self.words.setAccessibleName(_("Words of the selected piece, as published"))
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.words.setTabChangesFocus(True)
        self.words.cursorPositionChanged.connect(self._ready)
        both.addWidget(self.table, 3)
        both.addWidget(self._make_tools())
        both.addWidget(self.words, 2)
        return both

    def _make_tools(self) -> QWidget:
        row, across = w.panel(across=True, gap=12)
        self.change = w.button(_("Say what it is"), "link", "pencil", _("F2"))
        self.change.clicked.connect(self._edit)
        self.cut = w.button(_("Split at the cursor"), "link")
        self.cut.clicked.connect(self._split)
        self.join = w.button(_("Join to the one above"), "link")
        self.join.clicked.connect(self._merge)
        self.back = w.button(_("Take back"), "link", "undo-2", _("Ctrl+Z"))
        self.back.clicked.connect(self.correction.take_back)
        self.again = w.button(_("As it was read"), "link")
        self.again.clicked.connect(self.correction.start_again)
        for button in (self.change, self.cut, self.join, self.back, self.again):
            across.addWidget(button)
        across.addStretch()
        return row

    def _make_foot(self) -> QWidget:
        row, across = w.panel(across=True, gap=12)
        self.keep = w.button("", "primary")
        self.keep.clicked.connect(lambda: self._keep(draft=False))
        self.draft = w.button(
            _("Keep as drafts"), tip=_("Not published yet: the words of the responses may still be changed")
        )
        self.draft.clicked.connect(lambda: self._keep(draft=True))
        other = w.button(_("Take another text"), "link")
        other.clicked.connect(lambda: self._stack.setCurrentIndex(0))
        leave = w.button(_("Leave it"), "link")
        leave.clicked.connect(self.reject)
        for button in (self.keep, self.draft, other, leave):
            across.addWidget(button)
        across.addStretch()
        return row

    # -------------------------------------------------------------- telling

    def _tell(self) -> None:
        found = self.correction.published
        responses = sum(len(one.responses) for one in found.recommendations)
        self.counted.setText(
            wording.what_was_read(len(found.recommendations), responses, len(found.unrecognised))
        )
        notes = [
            *(self.incoming.notes if self.incoming else ()),
            *found.notes,
            *(f"{_('Not placed')}: {one.place} ({one.why})." for one in found.unrecognised),
        ]
        self.notes.setText("\n".join(notes[:6]) + ("\n…" if len(notes) > 6 else ""))
        self.notes.setVisible(bool(notes))
        kept = plural("{n} recommendation", "{n} recommendations", len(found.recommendations))
        answers = plural("{n} response", "{n} responses", responses)
        w.set_words(self.keep, _("Keep {kept} and {answers}").format(kept=kept, answers=answers))
        self.keep.setEnabled(bool(found.recommendations))
        self.draft.setEnabled(bool(found.recommendations))
        self._show_words()

    def _row(self) -> PieceRow | None:
        row = self.table.current_row()
        return row if isinstance(row, PieceRow) else None

    def _show_words(self) -> None:
        row = self._row()
        words = self.correction.published.source[row.piece.start : row.piece.end] if row else ""
        if self.words.toPlainText() != words:
            self.words.setPlainText(words)
        self._ready()

    def _ready(self) -> None:
        row = self._row()
        self.change.setEnabled(row is not None)
        self.join.setEnabled(row is not None and row.index > 0)
        self.cut.setEnabled(row is not None and self.words.textCursor().position() > 0)
        self.back.setEnabled(self.correction.can_take_back)
        self.again.setEnabled(self.correction.corrected)

    # -------------------------------------------------------------- correcting

    def _edit(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.table.edit(index.siblingAtColumn(0))

    def _split(self) -> None:
        row = self._row()
        if row is None:
            return
        before = self.words.textCursor()
        before.setPosition(0, QTextCursor.MoveMode.KeepAnchor)  # Qt counts an emoji as two, a text as one
        at = row.piece.start + len(before.selectedText())
        if self.correction.split(row.index, at):
            self.table.select(str(at))

    def _merge(self) -> None:
        row = self._row()
        if row is not None and row.index > 0:
            above = self.correction.pieces[row.index - 1].start
            self.correction.merge(row.index)
            self.table.select(str(above))

    def _keep(self, *, draft: bool) -> None:
        if self.incoming is None:
            return
        incoming = replace(self.incoming, published=self.correction.published)
        typed = self.title.text().strip()
        proposed = published.proposed_review(self._shell.desk, incoming).title
        title = typed if typed != proposed else ""
        try:
            review = published.take_in(self._shell.desk, incoming, review_title=title, draft=draft)
        except DeskError as error:
            self.refusal.setText(error.sentence)
            self.refusal.show()
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)
            self.title.selectAll()
            return
        self.accept()
        self.kept.emit(review.id)
