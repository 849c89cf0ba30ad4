"""The agenda as it is worked through: each line with its outcome, the wording, and the actions born of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from assurance_desk.domain.meetings import AMENDED, NOT_AGREED, OUTCOMES, AgendaLine, Meeting
from assurance_desk.errors import DeskError
from assurance_desk.services import meetings, vocabularies
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.pages.register_blocks import combo, line
from assurance_desk.ui.pages.register_half_typed import HalfTyped
from assurance_desk.ui.shell import Shell

TO_DECIDE = "to decide"
FIRST = 30
"""Lines of an agenda shown at first."""
REF = 44
"""Width of the references, at 100 %."""


class AgendaRow(QWidget):
    """One thing put to the meeting. Choosing an outcome records it; amended or not agreed waits for its words."""

    def __init__(self, shell: Shell, meeting: Meeting, agenda_line: AgendaLine) -> None:
        super().__init__()
        self._shell, self._meeting, self.line = shell, meeting, agenda_line
        column = w.box(gap=4)
        self.setLayout(column)
        self.outcome = combo(
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
        outcome, text = self.line.outcome, self.action.text()
        if outcome is None or not text.strip() or self._half_born is None:
            return
        self._half_born.done()
        if not self._shell.attempt(
            lambda: meetings.add_action(self._shell.desk, self._meeting, outcome, text)
        ):
            self.action.setText(text)
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
        self._every = False
        self._column = w.box(gap=8)
        self.setLayout(self._column)

    def show_meeting(self, meeting: Meeting) -> None:
        """Built anew only where something on it changed: what is half typed on another line stays."""
        if meeting.id != self._shown[0]:
            self._leave()
        lines = tuple(meetings.agenda(self._shell.desk, meeting))
        born = [len(meetings.born_of(self._shell.desk, one.outcome)) if one.outcome else 0 for one in lines]
        if (meeting.id, lines) == self._shown and born == self._born:
            return
        self._every = self._every and meeting.id == self._shown[0]
        for row in self.rows:
            row.keep()
        typed = (
            {}
            if self._shown[0] != meeting.id
            else {
                row.line.subject: (row.outcome.currentIndex(), row.wording.text())
                for row in self.rows
                if row.line.outcome is None
            }
        )
        self._shown, self._born = (meeting.id, lines), born
        w.clear(self._column)
        decided = sum(1 for one in lines if one.outcome)
        fact = (
            _("{decided} of {total} decided").format(decided=decided, total=len(lines))
            if lines
            else _("nothing is due, and no paper asks anything yet")
        )
        head = _("What it decided") if meeting.held else _("Agenda and outcomes")
        self._column.addWidget(w.section(head, fact))
        first = lines if self._every else lines[:FIRST]
        self.rows = [AgendaRow(self._shell, meeting, one) for one in first]
        for row in self.rows:
            self._keep_typed(row, typed)
            self._column.addWidget(row)
        if len(lines) > len(first):
            self._add_rest(meeting, len(lines) - len(first))

    def _add_rest(self, meeting: Meeting, count: int) -> None:
        """A long agenda is made when it is asked for whole."""
        rest = w.button(plural("Show {n} more", "Show {n} more", count), "link")
        rest.clicked.connect(lambda: self._show_every(meeting))
        self._column.addWidget(rest)

    def _show_every(self, meeting: Meeting) -> None:
        self._every, self._born = True, []
        self._shown = (meeting.id, ())
        self.show_meeting(meeting)

    def _leave(self) -> None:
        """Words being typed are recorded, or kept, before another meeting takes their place."""
        focused = self.focusWidget()
        if focused is not None and self.isAncestorOf(focused) and focused.hasFocus():
            focused.clearFocus()

    @staticmethod
    def _keep_typed(row: AgendaRow, typed: dict[str, tuple[int, str]]) -> None:
        """An outcome that waits for its words is not lost because another line was recorded."""
        at, words = typed.get(row.line.subject, (0, ""))
        if row.line.outcome is None and (at or words):
            row.wording.setText(words)
            row.outcome.setCurrentIndex(at)
