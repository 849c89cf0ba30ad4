"""Several actions at once, in place of the form of one: what is filled in is put into all of them, as one step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QWidget

from assurance_desk.domain.actions import Action
from assurance_desk.domain.fields import field_of
from assurance_desk.services import organisations, several, vocabularies
from assurance_desk.services.several import Plan
from assurance_desk.texts import _, plural
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.fields import AnyField, ChoiceField, LineField
from assurance_desk.ui.shell import Shell

FIELDS = ("owner_role", "lead_organisation_id", "level", "delivery", "delivery_note", "due")
SHOWN_REFUSALS = 8


class SeveralPanel(QWidget):
    """Fields left empty change nothing. ``done`` once they are changed."""

    done = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._ids: list[str] = []
        self.fields: dict[str, AnyField] = {}
        column = w.box(margins=(12, 8, 12, 12), gap=10)
        self.setLayout(column)
        self._title = w.label("", "section", strong=True, wrap=True)
        column.addWidget(self._title)
        words = _(
            "What is filled in here is put into all of them, as one step. A field left empty changes nothing."
        )
        column.addWidget(w.para(words, role="muted"))
        self.refusal, self._lines = w.panel("warn", margins=(12, 8, 12, 10), gap=6)
        column.addWidget(self._make_form())
        self.button = w.button("", "suggested")
        self.button.clicked.connect(self.change)
        column.addWidget(self.button)
        column.addWidget(self.refusal)
        self.refusal.hide()

    def _make_form(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(th.px(12))
        grid.setVerticalSpacing(th.px(6))
        grid.setColumnMinimumWidth(0, th.px(116))
        grid.setColumnStretch(1, 1)
        hints = {"due": _("such as Oct 2019; or “no date”"), "why": _("needed where a date moves")}
        for row, name in enumerate((*FIELDS, "why")):
            label = _("Why dates move") if name == "why" else field_of(Action, name).words
            made = self._made(name, label)
            if isinstance(made, LineField):
                made.setPlaceholderText(hints.get(name, _("stays as it is")))
                made.textEdited.connect(lambda _typed: self.refusal.hide())
                made.returnPressed.connect(self.change)
            else:
                made.committed.connect(self.refusal.hide)
            caption = w.label(label, role="muted", wrap=True)
            caption.setBuddy(made)
            caption.setMinimumHeight(max(th.px(32), th.line_height() + th.px(8)))
            grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(made, row, 1)
            self.fields[name] = made
        return holder

    def _made(self, name: str, label: str) -> LineField | ChoiceField:
        if name in ("level", "delivery"):
            offered = vocabularies.offered(self._shell.desk)(field_of(Action, name))
            return ChoiceField(label, (_("stays as it is"), *(word for held, word in offered if held)))
        return LineField(label)

    # ------------------------------------------------------------ showing

    def show_actions(self, actions: Sequence[Action], owners: Sequence[str]) -> None:
        """What was filled in stays when more or fewer are selected."""
        ids = [one.id for one in actions]
        if ids == self._ids:
            return
        self._ids = ids
        self.refusal.hide()
        self._title.setText(plural("{n} action is selected", "{n} actions are selected", len(ids)))
        w.set_words(self.button, plural("Change {n} action", "Change {n} actions", len(ids)))
        self.setEnabled(not self._shell.desk.read_only)
        self._complete("owner_role", owners)
        self._complete("lead_organisation_id", [one.name for one in organisations.table(self._shell.desk)])

    def _complete(self, name: str, words: Sequence[str]) -> None:
        field = self.fields[name]
        completer = QCompleter(list(words), field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        if isinstance(field, LineField):
            field.setCompleter(completer)

    def start(self) -> None:
        self.fields["owner_role"].setFocus(Qt.FocusReason.OtherFocusReason)

    def typed(self) -> dict[str, str]:
        """What is filled in, by field."""
        found = {}
        for name in FIELDS:
            field = self.fields[name]
            empty = field.currentIndex() <= 0 if isinstance(field, ChoiceField) else not field.words().strip()
            if not empty:
                found[name] = field.words()
        return found

    # ------------------------------------------------------------ changing

    def change(self) -> None:
        """All of them; where some cannot be changed, say which and ask."""
        typed = self.typed()
        if not typed:
            self._tell(_("Nothing is filled in yet, so nothing was changed."), [], 0)
            return
        plan = self._plan()
        if plan.refused:
            head = _("{n} of {all} cannot be changed so, and none was changed yet.")
            self._tell(head.format(n=plan.left, all=len(self._ids)), list(plan.sentences()), len(plan.edited))
            return
        self._keep(plan)

    def change_the_others(self) -> None:
        self._keep(self._plan())

    def _plan(self) -> Plan:
        return several.plan(self._shell.desk, self._ids, self.typed(), self.fields["why"].words())

    def _keep(self, plan: Plan) -> None:
        if not plan.edited:
            self._tell(_("They all hold that already, so nothing was changed."), [], 0)
            return
        if self._shell.attempt(lambda: several.keep(self._shell.desk, plan)):
            self._clear()
            self.done.emit()

    def _clear(self) -> None:
        self.refusal.hide()
        for field in self.fields.values():
            if isinstance(field, ChoiceField):
                field.setCurrentIndex(0)
            else:
                field.set_words("")

    def _tell(self, head: str, sentences: list[str], others: int) -> None:
        w.clear(self._lines)
        self._lines.addWidget(w.label(head, strong=True, wrap=True))
        for sentence in sentences[:SHOWN_REFUSALS]:
            self._lines.addWidget(w.label(sentence, wrap=True))
        if len(sentences) > SHOWN_REFUSALS:
            more = len(sentences) - SHOWN_REFUSALS
            self._lines.addWidget(w.label(plural("and {n} more", "and {n} more", more), role="muted"))
        if others:
            row, across = w.panel(across=True, gap=8)
            go = w.button(plural("Change the other {n}", "Change the other {n}", others))
            go.clicked.connect(self.change_the_others)
            leave = w.button(_("Change none"), "link")
            leave.clicked.connect(self.refusal.hide)
            across.addWidget(go)
            across.addWidget(leave)
            across.addStretch()
            self._lines.addWidget(row)
        self.refusal.setAccessibleName(" ".join([head, *sentences[:SHOWN_REFUSALS]]))
        self.refusal.show()
