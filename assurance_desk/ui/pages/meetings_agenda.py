"""The agenda as it is worked through: each line with its outcome, the wording, and the actions born of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLineEdit, QWidget

from assurance_desk.domain.meetings import AMENDED, NOT_AGREED, OUTCOMES, AgendaLine, Meeting
from assurance_desk.errors import DeskError
from assurance_desk.services import meetings, vocabularies
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.pages.register_blocks import line
from assurance_desk.ui.pages.register_half_typed import HalfTyped
from assurance_desk.ui.shell import Shell

TO_DECIDE = "to decide"
FIRST = 20
"""Lines of an agenda shown at first, and more at a time."""
Typed = dict[str, tuple[int, str]]
"""By the line: which outcome is chosen, and the words beside it, not recorded yet."""
REF = 44
"""Width of the references, at 100 %."""


class OutcomeChoice(QComboBox):
    """Choosing records at once, so neither the wheel nor an arrow passes through outcomes: arrows open the list."""

    def __init__(self, name: str, choices: tuple[str, ...], now: str) -> None:
        super().__init__()
        self.setFont(th.font())
        self.setAccessibleName(name)
        self.addItems([_(choice) for choice in choices])
        self.setMinimumContentsLength(8)
        if now in choices:
            self.setCurrentIndex(choices.index(now))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Return):
            self.showPopup()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class AgendaRow(QWidget):
    """One thing put to the meeting. Choosing an outcome records it; amended or not agreed waits for its words."""

    def __init__(self, shell: Shell, meeting: Meeting, agenda_line: AgendaLine) -> None:
        super().__init__()
        self._shell, self._meeting, self.line = shell, meeting, agenda_line
        column = w.box(gap=4)
        self.setLayout(column)
        self.outcome = OutcomeChoice(
            _("Outcome of {ref}").format(ref=agenda_line.ref),
            (TO_DECIDE, *vocabularies.labels(shell.desk, vocabularies.OUTCOME)),
            self._now(),
        )
        self.outcome.activated.connect(lambda _at: self._chosen())
        column.addWidget(self._make_head())
        self._below, self._under = w.panel(margins=(REF + 10, 0, 0, 0), gap=4)
        column.addWidget(self._below)
        self.wording = line(_("Wording or reason"), _("The wording agreed, or the reason"))
        self._half = HalfTyped(
            shell, "Meetings", self.wording, f"wording {agenda_line.subject}", self._settled
        )
        self._half.show_for(meeting.id)
        self._half_born: HalfTyped | None = None
        self.action: QLineEdit | None = None
        self.wording.editingFinished.connect(self._worded)
        self._under.addWidget(self.wording)
        self.outcome.currentIndexChanged.connect(self._unfold)
        self.refusal = w.label("", "small", role="late", wrap=True)
        self.refusal.hide()
        self._under.addWidget(self.refusal)
        self._add_born(self._under)
        self._unfold(self.outcome.currentIndex())
        column.addWidget(w.rule())

    def _make_head(self) -> QWidget:
        head, across = w.panel(across=True, gap=10)
        known = bool(self.line.recommendation_id or self.line.action_id)
        ref: QWidget = w.label(self.line.ref, strong=True)
        if known:
            link = w.button(self.line.ref, "link")
            link.clicked.connect(self._open)
            ref = link
        holder, inner = w.panel()
        inner.addWidget(ref)
        inner.addStretch()
        holder.setMinimumWidth(th.px(REF))
        across.addWidget(holder)
        words, lines = w.panel(gap=0)
        lines.addWidget(w.label(self.line.asked, wrap=True))
        if self.line.why:
            lines.addWidget(w.label(self.line.why, "small", role="muted", wrap=True))
        across.addWidget(words, 1)
        across.addWidget(self.outcome, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _settled(self) -> str:
        return self.line.outcome.wording if self.line.outcome else ""

    def keep(self) -> None:
        """What is half typed here stays with the meeting while another is looked at."""
        self._half.keep()
        if self._half_born:
            self._half_born.keep()

    def _unfold(self, at: int) -> None:
        """The wording, and what is born of it, once an outcome is chosen or words were begun."""
        begun = at == 0 and bool(self.wording.text())
        self._below.setVisible(at > 0 or begun)
        if begun:
            self._refuse(_("These words were begun and not recorded. Choose the outcome they belong to."))

    def _add_born(self, column: QBoxLayout) -> None:
        outcome = self.line.outcome
        if outcome is None:
            return
        for action in meetings.born_of(self._shell.desk, outcome):
            born = w.button(f"{action.ref}  {action.text}", "link", "arrow-right")
            born.clicked.connect(lambda _on=False, id_=action.id: self._shell.go("Register", id_))
            holder, across = w.panel(across=True)
            across.addWidget(born)
            across.addStretch()
            column.addWidget(holder)
        self.action = line(_("An action born of this"), _("An action born of this: what is to be done"))
        self.action.returnPressed.connect(self._born)
        self._half_born = HalfTyped(self._shell, "Meetings", self.action, f"born {self.line.subject}")
        self._half_born.show_for(self._meeting.id)
        column.addWidget(self.action)

    def _now(self) -> str:
        if self.line.outcome is None:
            return TO_DECIDE
        return vocabularies.said(self._shell.desk, vocabularies.OUTCOME, self.line.outcome.outcome)

    def _chosen(self) -> None:
        at = self.outcome.currentIndex()
        if at == 0:
            return
        outcome = OUTCOMES[at - 1]
        if outcome in (AMENDED, NOT_AGREED) and not self.wording.text().strip():
            self.wording.setFocus(Qt.FocusReason.OtherFocusReason)
            self._refuse(_("Type the wording or the reason beside it; it is recorded then."))
            return
        self._record(outcome)

    def _worded(self) -> None:
        before = self.line.outcome.wording if self.line.outcome else ""
        at = self.outcome.currentIndex()
        if at > 0 and self.wording.text().strip() != before:
            self._record(OUTCOMES[at - 1])

    def _record(self, outcome: str) -> None:
        """Recording builds the rows anew, so the words are let go of first and put back where it is refused."""
        words = self.wording.text()
        self._half.done()
        try:
            meetings.decide(self._shell.desk, self._meeting, self.line, outcome, words)
        except DeskError as error:
            self.wording.setText(words)
            self._half.keep()
            self._refuse(error.sentence)

    def _refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.show()

    def _born(self) -> None:
        outcome, field = self.line.outcome, self.action
        if outcome is None or field is None or self._half_born is None or not field.text().strip():
            return
        text = field.text()
        self._half_born.done()
        if not self._shell.attempt(
            lambda: meetings.add_action(self._shell.desk, self._meeting, outcome, text)
        ):
            field.setText(text)
            self._half_born.keep()

    def _open(self) -> None:
        self._shell.go("Register", self.line.action_id or self.line.recommendation_id or "")


class AgendaList(QWidget):
    """All lines of one meeting; ``rows`` in their order."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.rows: list[AgendaRow] = []
        self._shown: tuple[str, tuple[AgendaLine, ...]] = ("", ())
        self._born: list[int] = []
        self._meeting: Meeting | None = None
        self._most = FIRST
        self._column = w.box(gap=8)
        self.setLayout(self._column)

    def show_meeting(self, meeting: Meeting) -> None:
        """Built anew only where something on it changed: what is half typed on another line stays."""
        if meeting.id != self._shown[0]:
            self._leave()
            self._most = FIRST
        lines = tuple(meetings.agenda(self._shell.desk, meeting))
        born = [len(meetings.born_of(self._shell.desk, one.outcome)) if one.outcome else 0 for one in lines]
        if (meeting.id, lines) == self._shown and born == self._born:
            return
        typed, at = self._half_done(meeting), self._focused()
        self._shown, self._born, self._meeting = (meeting.id, lines), born, meeting
        self._build(meeting, lines, typed)
        self._focus(at)

    def _build(self, meeting: Meeting, lines: tuple[AgendaLine, ...], typed: Typed) -> None:
        w.clear(self._column)
        decided = sum(1 for one in lines if one.outcome)
        fact = (
            _("{decided} of {total} decided").format(decided=decided, total=len(lines))
            if lines
            else _("nothing is due, and no paper asks anything yet")
        )
        head = _("What it decided") if meeting.held else _("Agenda and outcomes")
        self._column.addWidget(w.section(head, fact))
        shown = [
            one for place, one in enumerate(lines) if place < self._most or one.outcome or one.subject in typed
        ]  # fmt: skip
        self.rows = [AgendaRow(self._shell, meeting, one) for one in shown]
        for row in self.rows:
            self._keep_typed(row, typed)
            self._column.addWidget(row)
        if len(shown) < len(lines):
            self._column.addLayout(self._offer_more(len(lines) - len(shown)))

    def _offer_more(self, left: int) -> QBoxLayout:
        """A long agenda is shown a piece at a time: each line is several fields."""
        row = w.box(across=True)
        words = plural("Show the next of {n} more", "Show the next of {n} more", left)
        self.more = w.button(words, "link")
        self.more.clicked.connect(self._show_more)
        row.addWidget(self.more)
        row.addStretch()
        return row

    def _show_more(self) -> None:
        meeting, at = self._meeting, len(self.rows)
        if meeting is None:
            return
        typed = self._half_done(meeting)
        self._most += FIRST
        self._build(meeting, self._shown[1], typed)
        if at < len(self.rows):
            self.rows[at].outcome.setFocus(Qt.FocusReason.OtherFocusReason)

    def _half_done(self, meeting: Meeting) -> Typed:
        """Outcomes chosen and words typed that are not recorded yet, by the line they are of."""
        for row in self.rows:
            row.keep()
        if self._shown[0] != meeting.id:
            return {}
        found = {
            row.line.subject: (row.outcome.currentIndex(), row.wording.text())
            for row in self.rows
            if row.line.outcome is None
        }
        return {subject: half for subject, half in found.items() if half != (0, "")}

    def _focused(self) -> tuple[str, bool]:
        """The line that has the keyboard, and whether in the field for what is born of it."""
        now = self.window().focusWidget()
        for row in self.rows:
            if now is not None and row.isAncestorOf(now):
                return row.line.subject, now is row.action
        return "", False

    def _focus(self, at: tuple[str, bool]) -> None:
        """Who works through it by keyboard stays on the line just recorded."""
        for row in self.rows:
            if row.line.subject == at[0]:
                field = row.action if at[1] and row.action else row.outcome
                field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        """Words being typed are recorded, or kept, before another meeting takes their place."""
        focused = self.focusWidget()
        if focused is not None and self.isAncestorOf(focused) and focused.hasFocus():
            focused.clearFocus()

    @staticmethod
    def _keep_typed(row: AgendaRow, typed: Typed) -> None:
        """An outcome that waits for its words is not lost because another line was recorded."""
        at, words = typed.get(row.line.subject, (0, ""))
        if row.line.outcome is None and (at or words):
            row.wording.setText(words)
            row.outcome.setCurrentIndex(at)
