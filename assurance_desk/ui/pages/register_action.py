"""The selected action: its form, its progress notes, and a place to record more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assurance_desk.domain import dates, due_dates, wording
from assurance_desk.domain.actions import DELIVERY_STATES, STANDING, Action, Redating
from assurance_desk.errors import DeskError
from assurance_desk.services import drafts, records, register, vocabularies
from assurance_desk.services.drafts import Draft
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.fields import TextField
from assurance_desk.ui.marks import Chip
from assurance_desk.ui.pages.register_blocks import combo, line
from assurance_desk.ui.pages.register_impact import ImpactBlock
from assurance_desk.ui.pages.register_layout import Pair
from assurance_desk.ui.pages.register_postholder import PostholderBlock
from assurance_desk.ui.pages.register_serves import ServesBlock
from assurance_desk.ui.record_form import DRAFT_EVERY, RecordForm
from assurance_desk.ui.shell import Shell

FIELDS = (
    "text", "kind", "owner_role", "lead_organisation_id", "level", "due", "due_words", "delivery",
    "delivery_note", "success_measure", "difference", "evidence_required", "ref",
)  # fmt: skip
STANDING_FIELDS = (
    "text", "kind", "owner_role", "lead_organisation_id", "level", "cadence", "last_reviewed", "next_review",
    "delivery_note", "success_measure", "difference", "evidence_required", "ref",
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
        self.then: Callable[[date], str] = lambda _day: ""
        states = vocabularies.labels(shell.desk, vocabularies.DELIVERY)
        self.delivery = combo(_("Delivery from now on"), (_("Delivery stays as it is"), *states))
        self.delivery.currentIndexChanged.connect(self._explain)
        self._meaning = w.label("", "small", role="muted", wrap=True)
        self._meaning.hide()
        self.fact = line(_("Short fact beside the delivery state"), _("Short fact, such as “7 of 9 replied”"))
        self.due = line("")
        self.refusal = w.label("", "small", role="late", wrap=True)
        self.refusal.hide()
        self.keep = w.button("", "suggested")
        self.keep.clicked.connect(self.record)
        below = (self.delivery, self._meaning, self.fact, self.due, self.refusal, self.keep)
        for widget in (self._head, self.words, *below):
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
        self._word(action)
        self._show_story(action)
        self._ready()

    def _word(self, action: Action) -> None:
        """The fields and words for its kind."""
        standing = action.kind == STANDING
        self.delivery.setVisible(not standing)
        self.fact.setVisible(not standing)
        hint = (
            _("Next review; left empty, as often as it says")
            if standing
            else _("New due date, if it moves: what you wrote is the reason")
        )
        self.due.setAccessibleName(_("Next review") if standing else _("New due date"))
        self.due.setPlaceholderText(hint)
        looked = _("What was looked at, and what was found")
        self.words.setPlaceholderText(looked if standing else _("What has happened since"))
        w.set_words(self.keep, record_words(action))

    def record(self) -> None:
        """Keep what was typed as a note, and with it the state and the fact, as one step."""
        action = self._action
        if action is None:
            return
        try:
            self._keep(action)
        except DeskError as error:
            self._refuse(error.sentence)
            return
        self.words.set_words("")
        self._timer.stop()
        drafts.drop(self._shell.desk, self._draft(action, ""))
        self._clear_lines()
        self.delivery.setCurrentIndex(0)
        self._refuse("")

    def _keep(self, action: Action) -> None:
        desk, words, due = self._shell.desk, self.words.words(), self.due.text()
        if action.kind == STANDING:
            records.review_standing(desk, action, words, next_review=due)
            return
        fact = self.fact.text() if self.fact.text().strip() else None
        state = self._states[self.delivery.currentIndex()]
        records.add_progress(desk, action, words, delivery=state, note=fact, due=due)

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
        desk, state = self._shell.desk, self._states[at]
        self._meaning.setText(vocabularies.meaning(desk, vocabularies.DELIVERY, state) if at > 0 else "")
        self._meaning.setVisible(at > 0)

    def _ready(self) -> None:
        self.keep.setEnabled(bool(self.words.words().strip()))

    def _show_story(self, action: Action) -> None:
        """Notes and moves of the date, newest first; a move whose reason is a note of its day stands with it."""
        w.clear(self._notes)
        notes, moves = (
            register.notes(self._shell.desk, action.id),
            register.moves(self._shell.desk, action.id),
        )
        told: list[tuple[date, int, QWidget]] = []
        for place, note in enumerate(reversed(notes)):
            with_it = [one for one in moves if one.on == note.on and one.reason and one.reason in note.text]
            moves = [one for one in moves if one not in with_it]
            words = "" if note.declared else note.text
            facts = [_moved(one) for one in with_it] + [
                note.fact if note.delivery or note.fact else note.text
            ]
            chip = self._chip(note.delivery)
            told.append((note.on, place, self._told(note.on, words, chip, facts)))
        for one in moves:
            words = one.reason or _("no reason was recorded")
            told.append((one.on, len(notes) + one.position, self._told(one.on, words, None, [_moved(one)])))
        for _on, _place, row in sorted(told, key=lambda one: one[:2], reverse=True):
            self._notes.addWidget(row)
        written = sum(not one.declared for one in notes)
        count = plural("{n} note", "{n} notes", written) if written else _("no notes yet")
        self._head.setText(_("Progress: {count}").format(count=count))

    def _told(self, on: date, words: str, chip: Chip | None, facts: list[str]) -> QWidget:
        """One entry: its day, the state declared then, facts of that day, and what was written."""
        row, column = w.panel(gap=2)
        head, across = w.panel(across=True, gap=8)
        across.addWidget(w.label(dates.long_date(on), "small", strong=True))
        if chip is not None:
            across.addWidget(chip)
        for fact in (*facts, self.then(on)):
            if fact and fact not in words:
                across.addWidget(w.ElidedLabel(fact, "small", role="muted"))
        across.addStretch()
        column.addWidget(head)
        if words:
            column.addWidget(w.para(words, "small", leading=1.25))
        return row

    def _chip(self, state: str) -> Chip | None:
        if not state:
            return None
        return Chip(state, vocabularies.said(self._shell.desk, vocabularies.DELIVERY, state))


def record_words(action: Action) -> str:
    """What the button says: a standing commitment is reviewed, again and again; anything else makes progress."""
    words = _("Record a review of {ref}") if action.kind == STANDING else _("Record progress on {ref}")
    return words.format(ref=action.ref)


def _story(action: Action, moves: list[Redating]) -> str:
    """Such as: July → October 2019, moved once."""
    if action.kind == STANDING and action.last_reviewed:
        return _("last reviewed {when}").format(when=action.last_reviewed.long)
    return due_dates.story(action, moves)


def _moved(move: Redating) -> str:
    return _("due {path}").format(path=due_dates.arrows([move.before, move.after]))


class ActionPanel(QWidget):
    """Form at the left, progress at the right; ``removed`` after the action was taken out."""

    removed = Signal()

    def __init__(self, shell: Shell, page: str = "Register") -> None:
        super().__init__()
        self._shell, self._page = shell, page
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
        self.source = w.label("", "small", role="muted", wrap=True)
        outer.addWidget(self.source)
        self.story = w.label("", "small", role="muted", wrap=True)
        outer.addWidget(self.story)
        self._forms: dict[bool, RecordForm] = {}
        holder, column = w.panel()
        self._form_column = column
        self.holders, self.serves = PostholderBlock(shell, page), ServesBlock(shell, page)
        for block in (self.holders, self.serves):
            column.addSpacing(th.px(12))
            column.addWidget(block)
        self.progress = ProgressBlock(shell, page)
        self.progress.then = self.holders.then
        outer.addWidget(Pair(holder, self.progress, least=600))
        self.impact = ImpactBlock(shell, page)
        outer.addWidget(self.impact)

    @property
    def form(self) -> RecordForm:
        """The form of the action now shown; one of each kind is made when it is first needed."""
        standing = self._action is not None and self._action.kind == STANDING
        if standing not in self._forms:
            made = RecordForm(self._shell, self._page, Action, STANDING_FIELDS if standing else FIELDS)
            self._forms[standing] = made
            self._form_column.insertWidget(0, made)
        return self._forms[standing]

    def show_action(self, action: Action | None) -> None:
        self._action = action
        self.setVisible(action is not None)
        if action is None:
            return
        self._title.setText(f"{action.ref}  {action.text}")
        self.source.setText(wording.source(action))
        self.story.setText(_story(action, register.moves(self._shell.desk, action.id)))
        self.story.setVisible(bool(self.story.text()))
        w.set_words(self._remove, _("Remove {ref}").format(ref=action.ref))
        shown = self.form
        for form in self._forms.values():
            form.setVisible(form is shown)
        shown.show_record(action)
        self.holders.show_action(action)
        self.progress.show_action(action)
        self.impact.show_action(action)
        self.serves.show_action(action)

    def start(self) -> None:
        """Put the keyboard where progress is written."""
        self.progress.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_out(self) -> None:
        action = self._action
        if action is not None and self._shell.attempt(lambda: records.remove(self._shell.desk, action)):
            self.removed.emit()
