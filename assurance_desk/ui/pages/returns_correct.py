"""A correction by telephone or mail: one answer put right, with who said so, when and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from assurance_desk.domain.corrections import HOW_WORDS, HOWS
from assurance_desk.domain.dates import parse_when, short_date
from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.questions import CellRule, slots_of
from assurance_desk.errors import DeskError
from assurance_desk.services import corrections
from assurance_desk.services.corrections import Told
from assurance_desk.services.names_typed import NamesTypedError
from assurance_desk.services.returns_view import AnswerLine, ReturnView
from assurance_desk.services.returns_words import ref_of, shown, what_of
from assurance_desk.texts import _
from assurance_desk.ui import theme as th
from assurance_desk.ui import widgets as w
from assurance_desk.ui.fields import ChoiceField
from assurance_desk.ui.pages.returns_no_child import NoChild
from assurance_desk.ui.shell import Shell

Typed = dict[str, str]
"""What was typed so far, by field: kept while the page is built anew."""


class CorrectPanel(QWidget):
    """``leave()`` puts it away. Every question can be chosen, those left blank too."""

    def __init__(self, shell: Shell, view: ReturnView, leave: Callable[[], object]) -> None:
        super().__init__()
        self._shell, self._view, self._leave = shell, view, leave
        self._rules: dict[Slot, CellRule] = {
            slot: rule for question in view.questionnaire.questions() for slot, rule in slots_of(question)
        }
        self._slots = list(self._rules)
        self._held: dict[Slot, AnswerLine] = {line.slot: line for line in view.answers if line.taken}
        column = w.box(margins=(12, 10, 12, 12), gap=8)
        self.setLayout(column)
        column.addWidget(w.section(_("Correct an answer")))
        words = _("What they wrote stays as it came, and what the answer was stays beside it.")
        column.addWidget(w.label(words, "small", role="muted", wrap=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(th.px(12))
        self._grid.setVerticalSpacing(th.px(6))
        self._grid.setColumnStretch(1, 1)
        column.addLayout(self._grid)
        self._fields()
        self.refusal = w.label("", "small", role="late", wrap=True)
        self.refusal.hide()
        column.addWidget(self.refusal)
        self.no_child = NoChild()
        column.addWidget(self.no_child)
        row = w.box(across=True, gap=8)
        self.done = w.button("", "primary")
        self.done.clicked.connect(lambda _on=False: self._correct())
        back = w.button(_("Leave it as it is"), "link")
        back.clicked.connect(lambda _on=False: leave())
        row.addWidget(self.done)
        row.addWidget(back)
        row.addStretch()
        column.addLayout(row)
        self._chosen()

    def _fields(self) -> None:
        asked = self._view.questionnaire
        names = tuple(f"{ref_of(slot)}  {what_of(asked, slot)}" for slot in self._slots)
        self.which = ChoiceField(_("Which answer"), names)
        self.which.setMaxVisibleItems(20)
        self.which.currentIndexChanged.connect(lambda _at: self._chosen())
        self.now = w.label("", role="muted", wrap=True)
        self.value: QLineEdit | ChoiceField = QLineEdit()
        self.who = QLineEdit()
        self.who.setPlaceholderText(_("Such as: J. Marsh, training manager"))
        self.how = ChoiceField(_("How"), tuple(_(HOW_WORDS[how]) for how in HOWS))
        self.on = QLineEdit(short_date(self._shell.desk.clock.today()))
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("Such as: the figure was last year’s"))
        self._line(0, _("Which answer"), self.which)
        self._line(1, _("Taken as now"), self.now)
        self._line(2, _("Correct it to"), self.value)
        self._line(3, _("Who said so"), self.who)
        self._line(4, _("How"), self.how)
        self._line(5, _("On"), self.on)
        self._line(6, _("Why"), self.reason)

    def _line(self, row: int, words: str, field: QWidget) -> None:
        self._grid.addWidget(w.label(words, role="muted"), row, 0, Qt.AlignmentFlag.AlignVCenter)
        self._field(row, words, field)

    def _field(self, row: int, words: str, field: QWidget) -> None:
        if field is not self.now:
            field.setAccessibleName(words)
            field.setFont(th.font())
        self._grid.addWidget(field, row, 1)

    @property
    def slot(self) -> Slot:
        return self._slots[max(0, self.which.currentIndex())]

    def choose(self, slot: Slot) -> None:
        if slot in self._rules:
            self.which.setCurrentIndex(self._slots.index(slot))

    def _chosen(self) -> None:
        slot, rule = self.slot, self._rules[self.slot]
        held = self._held.get(slot)
        told = held.value if held else _("blank")
        if held and held.found and held.found != held.value:
            told = _("{value}; they wrote “{found}”").format(value=told, found=" ".join(held.found.split()))
        if held and held.agreed:
            told += "; " + _("the panel agreed {value}, which stays until it is agreed again").format(
                value=held.agreed
            )
        self.now.setText(told)
        typed = self._typed_value()
        self._grid.removeWidget(self.value)
        self.value.hide()
        self.value.deleteLater()
        self.value = ChoiceField("", ("", *rule.choices)) if rule.kind == "choice" else QLineEdit()
        self._field(2, _("Correct it to"), self.value)
        if isinstance(self.value, QLineEdit):
            self.value.setText(typed)
            self.value.returnPressed.connect(self._correct)
        w.set_words(self.done, _("Correct {ref}").format(ref=ref_of(slot)))
        QWidget.setTabOrder(self.which, self.value)
        QWidget.setTabOrder(self.value, self.who)

    def _typed_value(self) -> str:
        return self.value.words() if isinstance(self.value, ChoiceField) else self.value.text()

    def typed(self) -> Typed:
        return {
            "slot": str(self.which.currentIndex()), "value": self._typed_value(), "who": self.who.text(),
            "how": str(self.how.currentIndex()), "on": self.on.text(), "reason": self.reason.text(),
        }  # fmt: skip

    def type_again(self, typed: Typed) -> None:
        self.which.setCurrentIndex(int(typed["slot"]))
        if isinstance(self.value, ChoiceField):
            self.value.set_words(typed["value"])
        else:
            self.value.setText(typed["value"])
        self.who.setText(typed["who"])
        self.how.setCurrentIndex(int(typed["how"]))
        self.on.setText(typed["on"])
        self.reason.setText(typed["reason"])

    def _day(self) -> date | None:
        when = parse_when(self.on.text())
        if when is not None and not when.day:
            raise DeskError(_("Type the day they told you, such as 4 February 2019; nothing was changed."))
        return when.last_day if when else None

    def _correct(self, no_child: str | None = None) -> None:
        try:
            told = Told(self.who.text(), HOWS[self.how.currentIndex()], self._day(), self.reason.text())
            made = corrections.correct(
                self._shell.desk, self._view.record.id, self.slot, self._typed_value(), told, no_child
            )
        except DeskError as error:
            if isinstance(error, NamesTypedError):
                self.no_child.offer(self._correct)
            self.refusal.setText(error.sentence)
            self.refusal.show()
            self.setAccessibleDescription(error.sentence)
            return
        before = shown(self._view.questionnaire, made.slot, made.before) or _("blank")
        self._shell.say(_("It was {before}; that stays beside it").format(before=before), undo=True)
        self._leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)
