"""The selected action: its form, its progress notes, and a place to record more."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assurance_desk.domain import dates
from assurance_desk.domain.actions import DELIVERY_MEANINGS, DELIVERY_STATES, STANDING, Action, ProgressNote
from assurance_desk.errors import DeskError
from assurance_desk.services import drafts, records, register
from assurance_desk.services.drafts import Draft
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.fields import TextField
from assurance_desk.ui.marks import Chip
from assurance_desk.ui.pages.register_blocks import combo, line
from assurance_desk.ui.pages.register_layout import Pair
from assurance_desk.ui.record_form import DRAFT_EVERY, RecordForm
from assurance_desk.ui.shell import Shell

FIELDS = (
    "text", "kind", "owner_role", "lead_organisation_id", "due", "due_words", "first_due", "delivery", "delivery_note",
    "success_measure", "evidence_required", "ref",
)  # fmt: skip
STANDING_FIELDS = (
    "text", "kind", "owner_role", "lead_organisation_id", "cadence", "next_review", "delivery_note", "success_measure",
    "evidence_required", "ref",
)  # fmt: skip


class ProgressBlock(QWidget):
    """Dated notes, newest first, and a field for the next. Notes are only ever added to."""

    def __init__(self, shell: Shell, page: str) -> None:
        super().__init__()
        self._shell, self._page = shell, page
        self._action: Action | None = None
        self._timer = QTimer(self, singleShot=True, interval=DRAFT_EVERY)
        self._timer.timeout.connect(self.keep_draft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(th.px(6))
        self._head = w.label(_("Progress"), strong=True)
        self.words = TextField(_("Progress"), least=2, most=8)
        self.words.setPlaceholderText(_("What has happened since"))
        self._states = ("", *DELIVERY_STATES)
        self.delivery = combo(_("Delivery from now on"), (_("Delivery stays as it is"), *DELIVERY_STATES))
        self.delivery.currentIndexChanged.connect(self._explain)
        self._meaning = w.label("", "small", role="muted", wrap=True)
        self._meaning.hide()
        self.fact = line(_("Short fact beside the delivery state"), _("Short fact, such as “7 of 9 replied”"))
        self.due = line(_("New due date"), _("New due date, if it moves: what you wrote is the reason"))
        self.refusal = w.label("", "small", role="late", wrap=True)
        self.refusal.hide()
        self.keep = w.button("", "suggested")
        self.keep.clicked.connect(self.record)
        for widget in (
            self._head,
            self.words,
            self.delivery,
            self._meaning,
            self.fact,
            self.due,
            self.refusal,
            self.keep,
        ):
            layout.addWidget(widget)
        self._notes = w.box(gap=8, margins=(0, 10, 0, 0))
        layout.addLayout(self._notes)
        self.words.textChanged.connect(self._ready)
        self.words.textEdited.connect(lambda _typed: self._timer.start())

    def show_action(self, action: Action) -> None:
        if self._action is None or self._action.id != action.id:
            self.keep_draft()
            self.words.set_words(self._kept_draft(action))
            self._clear_lines()
            self.delivery.setCurrentIndex(0)
            self._refuse("")
        self._action = action
        self.delivery.setVisible(action.kind != STANDING)
        self.due.setVisible(action.kind != STANDING)
        w.set_words(self.keep, _("Record progress on {ref}").format(ref=action.ref))
        self._show_notes(register.notes(self._shell.desk, action.id))
        self._ready()

    def record(self) -> None:
        """Keep what was typed as a note, and with it the state and the fact, as one step."""
        action, state = self._action, self._states[self.delivery.currentIndex()]
        if action is None:
            return
        fact = self.fact.text() if self.fact.text().strip() else None
        try:
            records.add_progress(
                self._shell.desk,
                action,
                self.words.words(),
                delivery=state,
                note=fact,
                due=self.due.text(),
            )
        except DeskError as error:
            self._refuse(error.sentence)
            return
        self.words.set_words("")
        self._timer.stop()
        drafts.drop(self._shell.desk, self._draft(action, ""))
        self._clear_lines()
        self.delivery.setCurrentIndex(0)
        self._refuse("")

    def _clear_lines(self) -> None:
        self.fact.clear()
        self.due.clear()

    def keep_draft(self) -> None:
        """What is half typed is not lost by going elsewhere, nor by a crash."""
        self._timer.stop()
        if self._action is None:
            return
        draft = self._draft(self._action, self.words.words())
        if draft.text.strip():
            drafts.keep(self._shell.desk, draft)
        elif self._kept_draft(self._action):
            drafts.drop(self._shell.desk, draft)

    def _draft(self, action: Action, text: str) -> Draft:
        return Draft(page=self._page, record_id=action.id, field="progress", said=_("Progress"), text=text)

    def _kept_draft(self, action: Action) -> str:
        kept = drafts.of_record(self._shell.desk, action.id)
        return next((draft.text for draft in kept if draft.field == "progress"), "")

    def _refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))

    def _explain(self, at: int) -> None:
        self._meaning.setText(_(DELIVERY_MEANINGS[self._states[at]]) if at > 0 else "")
        self._meaning.setVisible(at > 0)

    def _ready(self) -> None:
        self.keep.setEnabled(bool(self.words.words().strip()))

    def _show_notes(self, notes: list[ProgressNote]) -> None:
        w.clear(self._notes)
        for note in notes:
            row, column = w.panel(gap=2)
            head, across = w.panel(across=True, gap=8)
            across.addWidget(w.label(dates.long_date(note.on), "small", strong=True))
            if note.delivery:
                across.addWidget(Chip(note.delivery))
            across.addStretch()
            column.addWidget(head)
            column.addWidget(w.para(note.text, "small", leading=1.25))
            self._notes.addWidget(row)
        count = plural("{n} note", "{n} notes", len(notes)) if notes else _("no notes yet")
        self._head.setText(_("Progress: {count}").format(count=count))


class ActionPanel(QWidget):
    """Form at the left, progress at the right; ``removed`` after the action was taken out."""

    removed = Signal()

    def __init__(self, shell: Shell, page: str = "Register") -> None:
        super().__init__()
        self._shell = shell
        self._action: Action | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(th.px(12), th.px(20), th.px(12), 0)
        outer.setSpacing(th.px(12))
        outer.addWidget(w.rule())
        self._title = w.label("", strong=True, wrap=True)
        self._remove = w.button("", "link")
        self._remove.clicked.connect(self._take_out)
        head, across = w.panel(across=True, gap=12)
        across.addWidget(self._title, 1)
        across.addWidget(self._remove)
        outer.addWidget(head)
        self._forms = {
            False: RecordForm(shell, page, Action, FIELDS),
            True: RecordForm(shell, page, Action, STANDING_FIELDS),
        }
        holder, column = w.panel()
        for form in self._forms.values():
            column.addWidget(form)
        self.progress = ProgressBlock(shell, page)
        outer.addWidget(Pair(holder, self.progress, least=600))

    @property
    def form(self) -> RecordForm:
        """The form now shown."""
        return self._forms[self._action is not None and self._action.kind == STANDING]

    def show_action(self, action: Action | None) -> None:
        self._action = action
        self.setVisible(action is not None)
        if action is None:
            return
        self._title.setText(f"{action.ref}  {action.text}")
        w.set_words(self._remove, _("Remove {ref}").format(ref=action.ref))
        for standing, form in self._forms.items():
            form.setVisible(standing == (action.kind == STANDING))
        self.form.show_record(action)
        self.progress.show_action(action)

    def start(self) -> None:
        """Put the keyboard where progress is written."""
        self.progress.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_out(self) -> None:
        action = self._action
        if action is not None and self._shell.attempt(lambda: records.remove(self._shell.desk, action)):
            self.removed.emit()
