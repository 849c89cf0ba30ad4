"""Words and scales: every vocabulary at the left; its words with what they mean at the right, edited in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from assurance_desk.domain.changes import Changes
from assurance_desk.domain.dates import long_date, short_date
from assurance_desk.domain.fields import NO, YES
from assurance_desk.domain.vocabularies import ASSURANCE
from assurance_desk.errors import DeskError
from assurance_desk.services import vocabularies
from assurance_desk.services.desk import Desk
from assurance_desk.services.vocabularies import Term
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.frame import WORDS
from assurance_desk.ui.list_row import ListRow
from assurance_desk.ui.pages.register_blocks import line
from assurance_desk.ui.pages.register_half_typed import HalfTyped
from assurance_desk.ui.row_list import RowList
from assurance_desk.ui.shell import Shell
from assurance_desk.ui.table_block import TableBlock
from assurance_desk.ui.table_model import Column, TableModel


@dataclass(frozen=True, slots=True)
class WordRow:
    """A word as it stands today, or as it last stood. ``id`` is what records keep: it outlives a new version."""

    term: Term
    offered: bool

    @property
    def id(self) -> str:
        return self.term.held


class WordsDialog(QDialog):
    """Each edit is kept at once, as one step; Ctrl+Z takes the last one back."""

    def __init__(self, shell: Shell, key: str = "") -> None:
        super().__init__(shell.window)
        self._shell, self._key = shell, key or ASSURANCE
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Words and scales"))
        self.setSizeGripEnabled(True)
        across = w.box(across=True)
        self.setLayout(across)
        across.addWidget(self._make_list())
        across.addWidget(w.rule(upright=True))
        across.addWidget(self._make_words(), 1)
        shell.changed.connect(self._changed)
        QShortcut(QKeySequence.StandardKey.Undo, self, lambda: shell.attempt(shell.desk.undo))
        QShortcut(QKeySequence.StandardKey.Redo, self, lambda: shell.attempt(shell.desk.redo))
        self._size()
        self.show_vocabulary(self._key)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _size(self) -> None:
        screen = self.screen().availableGeometry() if self.screen() else None
        wide, high = th.px(1080), th.px(580)
        if screen is not None:
            wide, high = min(wide, screen.width() - 40), min(high, screen.height() - 60)
        self.resize(wide, high)

    # -------------------------------------------------------------- building

    def _make_list(self) -> QWidget:
        side, column = w.panel("canvas", margins=(0, 12, 0, 12), gap=8)
        side.setFixedWidth(th.px(236))
        title = w.label(_("Words and scales"), "section", strong=True, wrap=True)
        title.setContentsMargins(th.px(16), 0, th.px(12), 0)
        column.addWidget(title)
        self.list = RowList(_("Vocabularies"), ref_width=0)
        self.list.set_rows(
            [ListRow(id=one.key, title=_(one.name), strong=False) for one in vocabularies.VOCABULARIES]
        )
        self.list.chosen.connect(self.show_vocabulary)
        column.addWidget(self.list, 1)
        return side

    def _make_words(self) -> QWidget:
        side, column = w.panel("paper", margins=(20, 16, 20, 14), gap=8)
        self._name = w.label("", "section", strong=True, wrap=True)
        self._about = w.label("", "small", role="muted", wrap=True)
        self._holder = w.box()
        self._facts = w.label("", "small", role="muted", wrap=True)
        column.addWidget(self._name)
        column.addWidget(self._about)
        column.addLayout(self._holder, 1)
        column.addWidget(self._facts)
        self._adding = self._make_adding()
        column.addWidget(self._adding)
        self.refusal = w.label("", "small", role="late", wrap=True)
        self.refusal.hide()
        column.addWidget(self.refusal)
        column.addWidget(self._make_buttons())
        return side

    def _make_buttons(self) -> QWidget:
        row, across = w.panel(across=True, gap=8)
        self.up, self.down = w.button(_("Move up")), w.button(_("Move down"))
        self.end = w.button("", "")
        self.up.clicked.connect(lambda: self._do(lambda one: vocabularies.move(self._shell.desk, one, -1)))
        self.down.clicked.connect(lambda: self._do(lambda one: vocabularies.move(self._shell.desk, one, 1)))
        self.end.clicked.connect(self._end_or_offer)
        for button in (self.up, self.down, self.end):
            across.addWidget(button)
        across.addStretch()
        close = w.button(_("Close"))
        close.clicked.connect(self.accept)
        across.addWidget(close)
        return row

    def _make_adding(self) -> QWidget:
        row, across = w.panel(across=True, gap=8)
        self.word = line(_("New word"), _("A new word"))
        self.meaning = line(_("What it means"), _("What it means"))
        self.add = w.button(_("Add the word"), "suggested")
        self.add.setEnabled(False)
        self.word.textChanged.connect(lambda typed: self.add.setEnabled(bool(typed.strip())))
        for field in (self.word, self.meaning):
            field.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        self._halves = (
            HalfTyped(self._shell, WORDS, self.word, "new word"),
            HalfTyped(self._shell, WORDS, self.meaning, "new meaning"),
        )
        across.addWidget(self.word, 2)
        across.addWidget(self.meaning, 3)
        across.addWidget(self.add)
        return row

    # -------------------------------------------------------------- showing

    def show_vocabulary(self, key: str) -> None:
        """Another vocabulary at the right."""
        if self.list.current() != key:
            self.list.select(key)  # which comes back here
            return
        self._key = key
        vocabulary = vocabularies.BY_KEY[key]
        self._name.setText(_(vocabulary.name))
        self._about.setText(_(vocabulary.about))
        self._adding.setVisible(not vocabulary.closed)
        for half in self._halves:
            half.show_for(key)
        model = TableModel(_columns(self._shell, key), self._rows, tables=("term",))
        self.table = DataTable(model, _(vocabulary.name), sortable=False)
        self.table.chosen.connect(lambda _id: self._tell())
        w.clear(self._holder)
        self.block = TableBlock(self.table)
        self._holder.addWidget(self.block)
        self.table.select_first()
        self._tell()

    def _rows(self) -> list[WordRow]:
        desk = self._shell.desk
        return [
            *(WordRow(one, offered=True) for one in vocabularies.words(desk, self._key)),
            *(WordRow(one, offered=False) for one in vocabularies.retired(desk, self._key)),
        ]

    def _changed(self, changes: Changes) -> None:
        self.table.table.on_changes(changes)
        self._tell()

    def _tell(self) -> None:
        """What is known of the chosen word, and what can be done with it."""
        row = self.table.current_row()
        self._refuse("")
        self._facts.setText(_facts(self._shell, self._key, row) if row is not None else "")
        moves = row is not None and row.offered and not vocabularies.BY_KEY[self._key].closed
        self.up.setVisible(moves)
        self.down.setVisible(moves)
        self.end.setVisible(row is not None and not row.term.code)
        if row is not None:
            words = _("Retire “{word}”") if row.offered else _("Offer “{word}” again")
            w.set_words(self.end, words.format(word=_(row.term.word)))

    # -------------------------------------------------------------- doing

    def _do(self, work: Callable[[Term], object]) -> None:
        row = self.table.current_row()
        if row is None:
            return
        kept = row.id
        try:
            work(row.term)
        except DeskError as error:
            self._refuse(error.sentence)
            return
        self.table.select(kept)

    def _end_or_offer(self) -> None:
        row, desk = self.table.current_row(), self._shell.desk
        if row is not None:
            self._do(lambda one: (vocabularies.retire if row.offered else vocabularies.bring_back)(desk, one))

    def _add(self) -> None:
        word = self.word.text()
        if not word.strip():
            return
        try:
            made = vocabularies.add(self._shell.desk, self._key, word, self.meaning.text())
        except DeskError as error:
            self._refuse(error.sentence)
            return
        for half in self._halves:
            half.done()
        self.table.select(made.held)
        self.word.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))


def _columns(shell: Shell, key: str) -> list[Column[WordRow]]:
    """The meaning has what the word leaves, where any word has one."""
    desk = shell.desk
    told = any(one.definition for one in vocabularies.every(desk, key))
    found: list[Column[WordRow]] = [
        Column(
            _("Word"),
            lambda row: _(row.term.word),
            150 if told else 0,
            write=lambda row, typed: vocabularies.rename(desk, row.term, typed),
            strong=lambda row: row.offered,
        ),
        Column(
            _("What it means"),
            lambda row: _(row.term.definition) if row.term.definition else "",
            0 if told else 180,
            write=lambda row, typed: vocabularies.redefine(desk, row.term, typed),
        ),
    ]
    if key == ASSURANCE:
        found.append(_comes_back(desk))
    found.append(Column(_("Since"), _since, 142, muted=True, gives=2))
    return found


def _comes_back(desk: Desk) -> Column[WordRow]:
    """Whether a level brings its matter back to the next agenda."""
    return Column(
        _("Comes back"),
        lambda row: YES if row.term.returns else NO,
        92,
        write=lambda row, typed: vocabularies.let_return(desk, row.term, returns=typed == YES),
        choices=(YES, NO),
    )


def _since(row: WordRow) -> str:
    if not row.offered and row.term.retired_on:
        return _("retired {day}").format(day=short_date(row.term.retired_on))
    return short_date(row.term.since) if row.term.since else ""


def _facts(shell: Shell, key: str, row: WordRow) -> str:
    """The whole meaning where the table shows only its beginning, how long it has stood, and what keeps it."""
    term = row.term
    parts = [f"{_(term.word)}: {_(term.definition)}." if term.definition else f"{_(term.word)}."]
    if row.offered and term.since:
        parts.append(_("So since {day}.").format(day=long_date(term.since)))
    if not row.offered and term.retired_on:
        parts.append(
            _("Retired on {day}: it stays where it stands, and is offered no more.").format(
                day=long_date(term.retired_on)
            )
        )
    kept = vocabularies.used(shell.desk, key, term.held)
    if kept:
        parts.append(plural("{n} record has it.", "{n} records have it.", kept))
    if term.code and row.offered:
        parts.append(_("It has a part to play here, so it cannot be retired; call it what you like."))
    return " ".join(parts)
