"""One return: its files, the sum of what came, what waits, what was recovered, every answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLineEdit, QPushButton, QWidget

from assurance_desk.domain.questionnaire import Questionnaire, Slot
from assurance_desk.domain.returns import ANSWERED, PART, TAKEN, ReturnFile
from assurance_desk.progress import Progress
from assurance_desk.services import (
    moderation,
    names_hold,
    returns,
    returns_half_keyed,
    returns_password,
    returns_taking_back,
    returns_view,
)
from assurance_desk.services.returns_view import AnswerLine, ReturnView
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.pages.returns_ask import make_book
from assurance_desk.ui.pages.returns_chase import ChaseBlock
from assurance_desk.ui.pages.returns_correct import CorrectPanel, Typed
from assurance_desk.ui.pages.returns_doubts import Doubts
from assurance_desk.ui.pages.returns_evidence import EvidenceBlock
from assurance_desk.ui.pages.returns_file import FileBlock
from assurance_desk.ui.pages.returns_mail import mail_block
from assurance_desk.ui.pages.returns_password import PasswordPrompt
from assurance_desk.ui.pages.returns_review import ReviewRow
from assurance_desk.ui.pages.returns_silences import UnconfirmedBlock, silent_table, state_words
from assurance_desk.ui.pages.returns_take_back import TakeBackPanel
from assurance_desk.ui.shell import Shell
from assurance_desk.ui.table_model import Column, TableModel

_IN_FULL = 4
"""So many files of a return show their control totals in full."""


class ReturnDetail(QWidget):
    """``open_original(file)`` is asked for by the file's link. ``shown`` is the return now in view, if it is one.

    ``entry_asked(return id)`` asks for its answers to be keyed by hand.
    """

    changed = Signal()
    entry_asked = Signal(str)

    def __init__(
        self,
        shell: Shell,
        open_original: Callable[[ReturnFile], object],
        asked: Callable[[], Questionnaire | None],
    ) -> None:
        super().__init__()
        self._shell, self._open, self._asked = shell, open_original, asked
        self.shown: ReturnView | None = None
        self.rows: list[ReviewRow] = []
        self._chosen: Callable[[], Slot | None] = lambda: None
        self.correct: CorrectPanel | None = None
        self.take_back: TakeBackPanel | None = None
        self._taking_back = ""
        self._correcting: tuple[str, Typed] | None = None
        self.moderating = False
        """Whether graded answers are being agreed: asked for once, for every return looked at."""
        self._column = widgets.box(margins=(12, 14, 12, 24))
        self.setLayout(self._column)

    def show_return(self, return_id: str) -> None:
        if self._correcting is not None and self._correcting[0] != return_id:
            self._correcting, self.correct = None, None
        deciding = any(row.isAncestorOf(self.window().focusWidget()) for row in self.rows)
        self.shown = returns_view.of_return(self._shell.desk, return_id) if return_id else None
        self._clear()
        if self.shown is None:
            file = returns_view.of_file(self._shell.desk, return_id) if return_id else None
            if file:
                self._stranger(file)
            self._column.addStretch()
            return
        self._build(self.shown)
        self._column.addStretch()
        if deciding and self.rows:
            self.rows[0].buttons[0].setFocus()  # on to the next doubt, by keyboard too

    def show_answer(self, answer_id: str) -> bool:
        """Choose an answer among all of them and bring it into view; False where it is not there."""
        table = next((one for one in self.findChildren(DataTable)[::-1] if one.select(answer_id)), None)
        if table is None:
            return False
        table.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(
            0, table, lambda: widgets.bring_into_view(table, table.visualRect(table.currentIndex()))
        )
        return True

    def _clear(self) -> None:
        if self.correct is not None and self._correcting is not None:
            self._correcting = self._correcting[0], self.correct.typed()
        self.rows, self.correct, self._chosen = [], None, lambda: None
        self.take_back = None
        widgets.clear(self._column)

    def _build(self, view: ReturnView) -> None:
        inner, column = widgets.panel(margins=(12, 0, 12, 0), gap=8)
        self._column.addWidget(inner)
        top = widgets.box(across=True, gap=10)
        name = widgets.ElidedLabel(f"{view.record.ref}  {view.record.name}", "section", strong=True)
        top.addWidget(name)
        top.addWidget(widgets.ElidedLabel(_what(view), role="muted"), 1)
        column.addLayout(top)
        for number, file in enumerate(view.files):
            brief = len(view.files) > _IN_FULL and number >= _IN_FULL - 1
            block = FileBlock(self._shell, file, self._open, self.begin_taking_back, brief=brief)
            column.addWidget(block)
            if file.record.id == self._taking_back and file.given:
                found = returns_taking_back.plan(self._shell.desk, file.record.id)
                self.take_back = TakeBackPanel(self._shell, found, self._leave_taking_back)
                column.addWidget(self.take_back)
        for note in view.notes:
            column.addWidget(
                widgets.label(note[:1].upper() + note[1:] + ".", "small", role="muted", wrap=True)
            )
        if view.unconfirmed:
            column.addWidget(UnconfirmedBlock(self._shell, view))
        self.doubts = Doubts(self._shell, view)
        self.rows = self.doubts.rows
        column.addWidget(self.doubts)
        if not any(file.readable for file in view.files):
            self._nothing_readable(column, view)
        else:
            self._by_hand_link(column)
        if view.files or view.answers:
            column.addWidget(EvidenceBlock(self._shell, view.record.id))
        self._tables(view)

    def ask_again(self) -> None:
        if self.shown is not None:
            make_book(self._shell, self.shown.record.id)

    def begin_taking_back(self, file_id: str) -> None:
        self._taking_back = file_id
        if self.shown is not None:
            self.show_return(self.shown.record.id)
        if self.take_back is not None:
            self.take_back.done.setFocus(Qt.FocusReason.OtherFocusReason)
            made = self.take_back
            QTimer.singleShot(0, made, lambda: widgets.bring_into_view(made, made.rect()))

    def _leave_taking_back(self) -> None:
        self._taking_back = ""
        if self.shown is not None:
            self.show_return(self.shown.record.id)

    def _nothing_readable(self, column: QBoxLayout, view: ReturnView) -> None:
        now = _("No file of this return can be read.") if view.files else _("Nothing has come yet.")
        if view.answers and not view.files:
            now = _("No file of it is kept: its answers were entered by hand.")
        then = _(
            "Drop their workbook here when it comes; or enter the answers by hand, or log a letter that came instead."
        )
        words = f"{now} {then}"
        column.addWidget(widgets.para(words, role="muted"))
        self._by_hand_link(column, first=True)
        column.addWidget(ChaseBlock(self._shell, view.record))

    def _by_hand_link(self, column: QBoxLayout, *, first: bool = False) -> None:
        row = widgets.box(across=True, gap=12)
        typed = len(returns_half_keyed.of_return(self._shell.desk, self.shown.record.id)) if self.shown else 0
        words = _("Enter answers by hand")
        if typed:
            words = plural("Go on entering by hand: {n} typed", "Go on entering by hand: {n} typed", typed)
        by_hand = widgets.button(words, "" if first else "link", "pencil")
        by_hand.clicked.connect(self.enter_by_hand)
        letter = widgets.button(_("Log a letter"), "" if first else "link", "mail")
        letter.clicked.connect(self.log_letter)
        for one in (by_hand, letter):
            row.addWidget(one)
        row.addStretch()
        column.addLayout(row)
        if self._shell.desk.read_only:
            by_hand.setEnabled(False)
            letter.setEnabled(False)

    def enter_by_hand(self) -> None:
        if self.shown is not None:
            self.entry_asked.emit(self.shown.record.id)

    def log_letter(self) -> None:
        view = self.shown
        path = self._shell.ask_file(
            _("A letter or scan that came"), _("Letters (*.pdf *.png *.jpg *.docx);;All files (*)")
        )
        if view is None or path is None:
            return
        from assurance_desk.services.returns_files import ReadFile, read_files

        desk, child, return_id = self._shell.desk, self._shell.child, view.record.id
        wanted, note = returns.expected(desk), _("A letter came in place of the workbook.")

        def work(progress: Progress) -> list[ReadFile]:
            return read_files([path], wanted, child, progress)

        def done(read: list[ReadFile]) -> None:
            named = [one for one in read if one.hits]
            if named:
                names_hold.hold(desk, [(one, return_id) for one in named])
                self._shell.go("Returns", names_hold.held(desk)[-1].id)
            else:
                self._shell.attempt(lambda: returns.log_letter(desk, return_id, path, note))

        self._shell.jobs.run(_("Looking through the letter"), work, done)

    def _tables(self, view: ReturnView) -> None:
        if view.recovered:
            more = _("{n} of {all}; the rest were read as typed").format(
                n=len(view.recovered), all=len(view.answers)
            )
            self._table(_("Recovered without doubt"), more, view.recovered, _recovered_columns())
        if silent := silent_table(self._shell, view):
            self._headed(_("No answer"), *silent)
        if view.answers:
            more = str(len(view.answers))
            if view.coming == len(view.answers):
                more = _("{all}, not taken in yet").format(all=more)
            elif view.coming:
                more = _("{all}, of them {n} not taken in yet").format(all=more, n=view.coming)
            agreeing = self.moderating or any(line.agreed for line in view.answers)
            columns = _all_columns(self._shell, view.answers, agreeing=agreeing)
            self._offers(view, agreeing=agreeing)
            table = self._table(_("All answers"), more, view.answers, columns)
            self._chosen = lambda: next((one.slot for one in view.answers if one.id == table.current()), None)

    def _offers(self, view: ReturnView, *, agreeing: bool) -> None:
        """What can be done with answers that are there: agree the graded ones, correct any."""
        row, across = widgets.panel(across=True, margins=(12, 8, 12, 0), gap=12)
        if not agreeing and any(line.graded for line in view.answers):
            begin = widgets.button(_("Agree the graded answers"), "link", "shield-check")
            begin.clicked.connect(lambda _on=False: self._moderate())
            across.addWidget(begin)
        if view.record.state in (TAKEN, PART) and not self._shell.desk.read_only:
            correct = widgets.button(_("Correct an answer"), "link", "pencil")
            correct.clicked.connect(lambda _on=False: self.begin_correction())
            across.addWidget(correct)
            correct.setVisible(self._correcting is None)
        across.addStretch()
        self._column.addWidget(row)
        if self._correcting is not None and self._correcting[0] == view.record.id:
            self.correct = CorrectPanel(self._shell, view, self._leave_correction)
            self._column.addWidget(self.correct)
            if self._correcting[1]:
                self.correct.type_again(self._correcting[1])

    def begin_correction(self, slot: Slot | None = None) -> None:
        """A form beside the answers, on the one that is chosen there."""
        if self.shown is None:
            return
        chosen = slot or self._chosen()
        self._correcting = self.shown.record.id, {}
        self.show_return(self.shown.record.id)
        if self.correct is not None:
            if chosen is not None:
                self.correct.choose(chosen)
            field = self.correct.value if chosen is not None else self.correct.which
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            made = self.correct
            QTimer.singleShot(0, made, lambda: widgets.bring_into_view(made, made.rect()))

    def _leave_correction(self) -> None:
        self._correcting, self.correct = None, None
        if self.shown is not None:
            self.show_return(self.shown.record.id)

    def _moderate(self) -> None:
        """A column in which the panel's score stands beside theirs."""
        self.moderating = True
        if self.shown is not None:
            self.show_return(self.shown.record.id)

    def _table(
        self, title: str, more: str, lines: Sequence[AnswerLine], columns: tuple[Column[AnswerLine], ...]
    ) -> DataTable:
        model = TableModel(columns, lambda: lines)
        model.refused.connect(lambda _id, _column, _typed, sentence: self._shell.refuse(sentence))
        table = DataTable(model, title, fitted=True, row=th.ROW_CLOSE)
        self._headed(title, more, table)
        return table

    def _headed(self, title: str, more: str, table: DataTable) -> None:
        head, column = widgets.panel(margins=(12, 16, 12, 4))
        column.addWidget(widgets.section(title, more))
        self._column.addWidget(head)
        self._column.addWidget(table)

    def _stranger(self, file: ReturnFile) -> None:
        """A file that is nobody's return: say why, and let a person say whose it is."""
        inner, column = widgets.panel(margins=(12, 0, 12, 0), gap=10)
        column.addWidget(widgets.label(file.name, "section", strong=True, wrap=True))
        column.addWidget(widgets.para(file.message))
        if mail := mail_block(self._shell, file):
            column.addWidget(mail)
        if returns_password.is_locked(file):
            column.addWidget(PasswordPrompt(self._shell, file))
        open_it = widgets.button(_("Open a copy of the original"), "link", "eye")
        open_it.clicked.connect(lambda: self._open(file))
        column.addWidget(open_it)
        asked = self._asked()
        if asked:
            self._whose(column, file, [(line.id, f"{line.ref} {line.name}") for line in
                                       returns_view.tray(self._shell.desk, asked) if line.ref])  # fmt: skip
        self._column.addWidget(inner)

    def _whose(self, column: QBoxLayout, file: ReturnFile, names: list[tuple[str, str]]) -> None:
        who = QComboBox()
        who.setFont(th.font())
        who.setAccessibleName(_("Whose it is"))
        for return_id, name in names:
            who.addItem(name, return_id)
        note = QLineEdit()
        note.setPlaceholderText(_("What it is, such as: a scan of the printed form"))
        note.setAccessibleName(_("What it is"))
        keep: QPushButton = widgets.button(_("Keep it with this return"))
        keep.clicked.connect(
            lambda: self._shell.attempt(
                lambda: returns.tie(self._shell.desk, file.id, str(who.currentData()), note.text().strip())
            )
        )
        for part in (who, note, keep):
            column.addWidget(part)


def _what(view: ReturnView) -> str:
    parts = [view.kind, _("late") if _is_late(view) else ""]
    return ", ".join(part for part in parts if part)


def _is_late(view: ReturnView) -> bool:
    came, due = view.record.received_on, view.record.due_on
    return came is not None and due is not None and came > due


def _quoted(line: AnswerLine) -> str:
    return f"“{line.found}”" if line.found else ""


def _recovered_columns() -> tuple[Column[AnswerLine], ...]:
    return (
        Column(_("Question"), lambda line: line.ref, 84, muted=True),
        Column(_("Theirs"), _quoted, 190),
        Column(_("Taken as"), lambda line: line.value, 180),
        Column(_("How"), lambda line: line.how[:1].upper() + line.how[1:], 0, muted=True),
    )


def _all_columns(
    shell: Shell, lines: Sequence[AnswerLine], *, agreeing: bool
) -> tuple[Column[AnswerLine], ...]:
    """Where answers are ``agreeing``, what the panel agreed of each stands beside it and is typed there."""
    where: Column[AnswerLine] = Column(
        _("Where it stood"), lambda line: line.source.replace("!", ", "), 130, muted=True, gives=1
    )
    before: Column[AnswerLine] = Column(_("What it was"), lambda line: line.before, 240, muted=True)
    state: Column[AnswerLine] = Column(_("State"), state_words, 120, muted=True)
    agreed: Column[AnswerLine] = Column(
        _("Agreed"),
        lambda line: line.agreed,
        220,
        write=lambda line, typed: moderation.agree_typed(shell.desk, line.id, typed),
    )
    return (
        Column(_("Question"), lambda line: line.ref, 84, muted=True),
        Column(_("What was asked"), lambda line: line.what, 0),
        Column(_("Answer"), lambda line: line.value, 180, strong=lambda _line: True),
        *([agreed] if agreeing else []),
        *([before] if any(line.before for line in lines) else []),
        *([state] if any(line.state != ANSWERED for line in lines) else []),
        *([where] if any(line.source for line in lines) else []),
    )
