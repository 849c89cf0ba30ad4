"""One return: its files, the sum of what came, what waits, what was recovered, every answer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLineEdit, QPushButton, QWidget

from assurance_desk.domain.questionnaire import Questionnaire, Slot
from assurance_desk.domain.returns import ReturnFile
from assurance_desk.progress import Progress
from assurance_desk.services import (
    names_hold,
    returns,
    returns_half_keyed,
    returns_password,
    returns_taking_back,
    returns_view,
    silences,
)
from assurance_desk.services.returns_view import ReturnView
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets
from assurance_desk.ui.data_table import DataTable
from assurance_desk.ui.pages.returns_ask import make_book
from assurance_desk.ui.pages.returns_chase import ChaseBlock
from assurance_desk.ui.pages.returns_correct import CorrectPanel, Typed
from assurance_desk.ui.pages.returns_doubts import Doubts
from assurance_desk.ui.pages.returns_evidence import EvidenceBlock, add_files
from assurance_desk.ui.pages.returns_file import FileBlock
from assurance_desk.ui.pages.returns_mail import mail_block
from assurance_desk.ui.pages.returns_more import more_button, on_answers, taking_back
from assurance_desk.ui.pages.returns_next import Stood, go_on, stood
from assurance_desk.ui.pages.returns_password import PasswordPrompt
from assurance_desk.ui.pages.returns_review import ReviewRow
from assurance_desk.ui.pages.returns_silences import UnconfirmedBlock, silent_table
from assurance_desk.ui.pages.returns_tables import Folded, all_columns, answer_table, count_words, recovered
from assurance_desk.ui.pages.returns_take_back import TakeBackPanel
from assurance_desk.ui.shell import Command, Shell

_IN_FULL = 4
"""So many files of a return show what they came with."""


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
        self._taking_back: tuple[str, ...] = ()
        self._opened: set[str] = set()
        self._correcting: tuple[str, Typed] | None = None
        self.moderating = False
        """Whether graded answers are being agreed: asked for once, for every return looked at."""
        self._column = widgets.box(margins=(12, 14, 12, 24))
        self.setLayout(self._column)

    def show_return(self, return_id: str) -> None:
        if self._correcting is not None and self._correcting[0] != return_id:
            self._correcting, self.correct = None, None
        before = self.shown.record.id if self.shown else ""
        where = stood(self, self.rows)
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
        go_on(self, self.rows, where if before == return_id else Stood(0))

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
        top.addWidget(more_button(self._more(view)))
        column.addLayout(top)
        summed = next(
            (one.record.id for one in view.files if one.readable and not one.record.correction_id), ""
        )
        for number, file in enumerate(view.files):
            bare = len(view.files) > _IN_FULL and number >= _IN_FULL - 1
            column.addWidget(
                FileBlock(self._shell, file, self._open, brief=file.record.id != summed, bare=bare)
            )
        given = {one.record.id for one in view.files if one.given}
        if self._taking_back and given.issuperset(self._taking_back):
            found = returns_taking_back.plan(self._shell.desk, *self._taking_back)
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
        elif returns_half_keyed.of_return(self._shell.desk, view.record.id):
            self._by_hand_link(column)
        if view.files or view.answers:
            column.addWidget(EvidenceBlock(self._shell, view.record.id))
        self._tables(view)

    def _more(self, view: ReturnView) -> list[list[Command]]:
        if self._shell.desk.read_only:
            return []
        shell, return_id = self._shell, view.record.id
        came = [
            Command(_("Enter answers by hand"), self.enter_by_hand),
            Command(_("Log a letter"), self.log_letter),
        ]
        if view.files or view.answers:
            came.append(Command(_("Add a file that came with it"), lambda: add_files(shell, return_id)))
        agreeing = self._agreeing(view)
        answers = on_answers(view, self.begin_correction, self._moderate, agreeing=agreeing)
        return [answers, came, taking_back(view, self.begin_taking_back)]

    def commands(self) -> list[Command]:
        """What the menu of the return shown holds, for whoever looks for it by its words."""
        return [one for group in self._more(self.shown) for one in group] if self.shown else []

    def _agreeing(self, view: ReturnView) -> bool:
        return self.moderating or any(line.agreed for line in view.answers)

    def ask_again(self) -> None:
        if self.shown is not None:
            make_book(self._shell, self.shown.record.id)

    def begin_taking_back(self, file_ids: tuple[str, ...]) -> None:
        """The panel says what goes and what stays of these files of the return shown."""
        self._taking_back = file_ids
        if self.shown is not None:
            self.show_return(self.shown.record.id)
        if self.take_back is not None:
            self.take_back.done.setFocus(Qt.FocusReason.OtherFocusReason)
            made = self.take_back
            QTimer.singleShot(0, made, lambda: widgets.bring_into_view(made, made.rect()))

    def _leave_taking_back(self) -> None:
        self._taking_back = ()
        if self.shown is not None:
            self.show_return(self.shown.record.id)

    def _nothing_readable(self, column: QBoxLayout, view: ReturnView) -> None:
        now = _("No file of this return can be read.") if view.files else _("Nothing has come yet.")
        if view.answers:
            now = (
                _("No file of it can be read: its answers were entered by hand.")
                if view.files
                else _("No file of it is kept: its answers were entered by hand.")
            )
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
        shell = self._shell
        if view.recovered:
            self._column.addWidget(recovered(shell, view, self._opened))
        silent = silences.of_return(shell.desk, view.record, view.questionnaire)
        if silent.lines:
            self._column.addWidget(
                Folded(
                    _("No answer"), silent.told, len(silent.lines), lambda: silent_table(silent), self._opened
                )
            )
        if self._correcting is not None and self._correcting[0] == view.record.id:
            self.correct = CorrectPanel(shell, view, self._leave_correction)
            self._column.addWidget(self.correct)
            if self._correcting[1]:
                self.correct.type_again(self._correcting[1])
        if view.answers:
            columns = all_columns(shell, view.answers, agreeing=self._agreeing(view))
            table = answer_table(shell, _("All answers"), view.answers, columns)
            self._headed(_("All answers"), count_words(view), table)
            self._chosen = lambda: next((one.slot for one in view.answers if one.id == table.current()), None)

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
            lines = (line for line in returns_view.tray(self._shell.desk, asked) if line.ref)
            silent_first = sorted(lines, key=lambda line: (line.on is not None, line.ref))
            self._whose(column, file, [(line.id, f"{line.ref} {line.name}") for line in silent_first])
        self._column.addWidget(inner)

    def _whose(self, column: QBoxLayout, file: ReturnFile, names: list[tuple[str, str]]) -> None:
        who = QComboBox()
        who.setFont(th.font())
        who.setAccessibleName(_("Whose it is"))
        who.addItem(_("Choose whose it is"), "")  # nobody's until somebody says so
        for return_id, name in names:
            who.addItem(name, return_id)
        note = QLineEdit()
        note.setPlaceholderText(_("What it is, such as: a scan of the printed form"))
        note.setAccessibleName(_("What it is"))
        keep: QPushButton = widgets.button(_("Keep it with this return"))
        keep.setEnabled(False)
        who.currentIndexChanged.connect(lambda at: keep.setEnabled(at > 0))
        keep.clicked.connect(lambda: self._tie(file.id, str(who.currentData()), note.text().strip()))
        for part in (who, note, keep):
            column.addWidget(part)

    def _tie(self, file_id: str, return_id: str, note: str) -> None:
        """Then whose it is is shown: what it says is often entered next."""
        if self._shell.attempt(lambda: returns.tie(self._shell.desk, file_id, return_id, note)):
            self._shell.go("Returns", return_id)


def _what(view: ReturnView) -> str:
    parts = [view.kind, _("late") if _is_late(view) else ""]
    return ", ".join(part for part in parts if part)


def _is_late(view: ReturnView) -> bool:
    came, due = view.record.received_on, view.record.due_on
    return came is not None and due is not None and came > due
